public import Conversations

extension ChannelPolicy {
    /// A message cut into what the platform takes: its text first, then its files.
    func contents(
        _ request: SendRequest, way: PlannedSend.Way, _ passage: Passage, partsMax: Int? = nil
    )
        throws(SendRefusal) -> [Draft]
    {
        func draft(_ content: PlannedSend.Content) -> Draft {
            Draft(way: way, content: content, tag: passage.tag, deadline: passage.deadline)
        }
        if let template = request.template { return [draft(.template(template))] }
        try check(request.attachments)
        let drafts =
            try texts(request, partsMax: partsMax ?? text.partsMax).map(draft)
            + request.attachments.map { draft(.file($0)) }
        guard !drafts.isEmpty else { throw SendRefusal.Code.empty.refusal("there is nothing to send") }
        return drafts
    }

    private func texts(_ request: SendRequest, partsMax: Int) throws(SendRefusal) -> [PlannedSend.Content] {
        if let buttons, fits(request.buttons, buttons), !request.buttons.isEmpty {
            // Buttons stand below the last part, which may have to be shorter than others.
            var parts = try split(request.text, text.limits, partsMax)
            if let limit = buttons.textLimit, parts.last.map({ !limit.allows($0) }) == true {
                parts = try split(request.text, text.limits + [limit], partsMax)
            }
            if let last = parts.popLast() {
                return parts.map { .text($0, buttons: []) } + [.text(last, buttons: request.buttons)]
            }
        }
        return try split(Self.withButtons(request.text, request.buttons), text.limits, partsMax)
            .map { .text($0, buttons: []) }
    }

    private func split(_ markdown: String, _ limits: [TextLimit], _ partsMax: Int) throws(SendRefusal) -> [RenderedText]
    {
        let splitter = TextSplitter(text.dialect, limits: limits, numbersParts: text.numbersParts)
        do {
            return try splitter.parts(RichText(markdown: markdown), partsMax: partsMax).map(\.rendered)
        } catch {
            throw SendRefusal.Code.tooManyParts.refusal("the text takes more than \(partsMax) messages here")
        }
    }

    private func fits(_ buttons: [SendRequest.Button], _ rules: ButtonRules) -> Bool {
        buttons.count <= rules.countMax && buttons.allSatisfy { rules.titleUnit.length(of: $0.title) <= rules.titleMax }
    }

    /// Buttons as a list below the text, for platforms that have none or too few.
    static func withButtons(_ markdown: String, _ buttons: [SendRequest.Button]) -> String {
        guard !buttons.isEmpty else { return markdown }
        let list = buttons.map {
            "- " + Markdown.escaped($0.title.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
        return ([markdown, ""] + list).joined(separator: "\n")
    }

    private func check(_ files: [SentFile]) throws(SendRefusal) {
        guard let first = files.first else { return }
        guard let rules = attachments else {
            throw SendRefusal.Code.attachmentsNotTaken.refusal("this channel takes no files, such as “\(first.name)”")
        }
        guard files.count <= rules.countMax else {
            throw SendRefusal.Code.tooManyAttachments.refusal(
                "this channel takes \(rules.countMax) files with a message")
        }
        for file in files {
            guard let kind = rules.kind(of: file.type) else {
                throw SendRefusal.Code.attachmentType.refusal(
                    "this channel takes no \(file.type), as “\(file.name)” is")
            }
            guard file.sizeBytes <= kind.bytesMax else {
                throw SendRefusal.Code.attachmentTooLarge.refusal(
                    "“\(file.name)” has \(file.sizeBytes) bytes, and this channel takes \(kind.bytesMax)")
            }
        }
    }

    // MARK: Pace

    /// When the next send may leave, by every rate.
    public func earliest(in state: ReplyState, at now: Timestamp) -> Timestamp {
        earliest(state.sendsToCustomer, state.sendsOnChannel, notBefore: now)
    }

    private func earliest(
        _ toCustomer: [Timestamp], _ onChannel: [Timestamp], notBefore: Timestamp
    ) -> Timestamp {
        var earliest = notBefore
        for rate in rates {
            let sends = rate.scope == .customer ? toCustomer : onChannel
            guard sends.count >= rate.most else { continue }
            earliest = max(earliest, sends[sends.count - rate.most].advanced(byMilliseconds: rate.milliseconds))
        }
        return earliest
    }

    /// Drafts with their times: each as early as every rate allows, none before the one ahead of it.
    func paced(_ drafts: [Draft], _ state: ReplyState, _ now: Timestamp) throws(SendRefusal) -> [PlannedSend] {
        var toCustomer = state.sendsToCustomer
        var onChannel = state.sendsOnChannel
        var planned: [PlannedSend] = []
        for draft in drafts {
            let earliest = earliest(
                toCustomer, onChannel, notBefore: max(now, planned.last?.earliest ?? now))
            if let deadline = draft.deadline, earliest >= deadline {
                throw SendRefusal.Code.windowTooShort.refusal(
                    "the reply window closes at \(deadline), before the platform's pace lets all of it through")
            }
            toCustomer.append(earliest)
            onChannel.append(earliest)
            planned.append(
                PlannedSend(
                    way: draft.way, content: draft.content, tag: draft.tag, earliest: earliest, deadline: draft.deadline
                ))
        }
        return planned
    }
}
