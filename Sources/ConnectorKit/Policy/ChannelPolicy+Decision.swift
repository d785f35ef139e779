public import Conversations

extension ChannelPolicy {
    /// Whether and how a message may leave.
    ///
    /// Total and pure. A whole message is allowed or refused, never a part of it. What is planned here must be looked at
    /// again when it is sent, with ``refusal(of:in:at:)``: windows close while messages wait.
    public func decide(_ request: SendRequest, in state: ReplyState, at now: Timestamp) -> SendDecision {
        do {
            let drafts = try drafts(request, state, now)
            return .send(try paced(drafts, state, now))
        } catch {
            return .refuse(error)
        }
    }

    /// Why a planned send may not leave any more; nil where it may. Its pace is the caller's to keep.
    public func refusal(
        of send: PlannedSend, in state: ReplyState, at now: Timestamp, confirmsOptOut: Bool = false
    )
        -> SendRefusal?
    {
        if state.isOptedOut, !(confirmsOptOut && !state.optOutConfirmed) { return Self.optedOut }
        if send.way == .privateReply, state.privateReplyUsed {
            return SendRefusal.Code.privateReplyUsed.refusal("the comment has had its one private answer")
        }
        guard let deadline = send.deadline, now >= deadline else { return nil }
        return SendRefusal.Code.windowClosed.refusal("the reply window closed at \(deadline) while the message waited")
    }

    static let optedOut = SendRefusal.Code.optedOut.refusal(
        "the customer asked for no more messages; only their own START or message allows new ones")

    // MARK: What

    /// A send without its time.
    struct Draft {
        var way: PlannedSend.Way
        var content: PlannedSend.Content
        var tag: String?
        var deadline: Timestamp?
    }

    private func drafts(_ request: SendRequest, _ state: ReplyState, _ now: Timestamp) throws(SendRefusal) -> [Draft] {
        if state.isOptedOut, !(request.confirmsOptOut && !state.optOutConfirmed) { throw Self.optedOut }
        switch state.place {
        case .direct:
            guard hasDirectMessages else {
                throw SendRefusal.Code.noDirectMessages.refusal("this channel has public comments only")
            }
            return try contents(request, way: .direct, try passage(request, state, now))
        case .comment(let comment):
            // A customer who wrote to us directly as well is answered there.
            if hasDirectMessages, let passage = try? passage(request, state, now),
                state.lastDirectMessage.map({ $0 >= comment }) == true
            {
                return try contents(request, way: .direct, passage)
            }
            return try answer(request, toCommentAt: comment, state, now)
        }
    }

    // MARK: When

    /// What lets a message through: a tag where one is needed, and until when.
    struct Passage {
        var tag: String?
        var deadline: Timestamp?
    }

    private func passage(_ request: SendRequest, _ state: ReplyState, _ now: Timestamp) throws(SendRefusal) -> Passage {
        if let template = request.template {
            guard window?.allowsTemplates == true, state.templates.contains(template.name) else {
                throw SendRefusal.Code.templateUnknown.refusal(
                    "this channel has no approved template “\(template.name)”")
            }
            return Passage()
        }
        guard let window else { return Passage() }
        guard let last = state.lastDirectMessage else { throw closed(window, "the customer has not written here yet") }
        let end = last.advanced(byMilliseconds: window.milliseconds)
        if now < end { return Passage(deadline: end) }
        guard let human = window.human, now < last.advanced(byMilliseconds: human.milliseconds) else {
            throw closed(window, "the reply window closed at \(end)")
        }
        guard request.isHandWritten else {
            throw SendRefusal.Code.humanOnly.refusal("since \(end) only what a person wrote may be sent")
        }
        return Passage(tag: human.tag, deadline: last.advanced(byMilliseconds: human.milliseconds))
    }

    private func closed(_ window: ReplyWindow, _ detail: String) -> SendRefusal {
        window.allowsTemplates
            ? SendRefusal.Code.needsTemplate.refusal("\(detail); a template can still be sent")
            : SendRefusal.Code.windowClosed.refusal(detail)
    }

    // MARK: Comments

    /// The details privately and a pointer below the comment; where nothing private is left, all of it in public if
    /// strangers may read it.
    private func answer(
        _ request: SendRequest, toCommentAt comment: Timestamp, _ state: ReplyState, _ now: Timestamp
    ) throws(SendRefusal) -> [Draft] {
        guard request.template == nil else {
            throw SendRefusal.Code.templateUnknown.refusal("a comment is not answered with a template")
        }
        let isPublic = request.mayBePublic && publicReply != nil && request.attachments.isEmpty
        guard let privateReply, !(isPublic && request.prefersPublic) else { return try inPublic(request) }
        let end = comment.advanced(byMilliseconds: privateReply.milliseconds)
        if state.privateReplyUsed || now >= end {
            let answer: [SendRefusal.Remedy] = publicReply == nil ? [] : [.answerPublicly]
            let code: SendRefusal.Code = state.privateReplyUsed ? .privateReplyUsed : .privateReplyExpired
            let refusal = code.refusal(
                state.privateReplyUsed
                    ? "the comment has had its one private answer; more can be said when the customer answers it"
                    : "a comment can be answered privately until \(end)", also: answer)
            guard isPublic else { throw refusal }
            return try inPublic(request)
        }
        let drafts = try contents(
            request, way: .privateReply, Passage(deadline: end), partsMax: 1)
        guard drafts.count == 1 else {
            throw SendRefusal.Code.tooManyParts.refusal(
                "a comment has one private answer, and this message would be \(drafts.count)")
        }
        return drafts + pointer(request)
    }

    /// The whole message below the comment.
    private func inPublic(_ request: SendRequest) throws(SendRefusal) -> [Draft] {
        guard let publicReply, request.mayBePublic else {
            throw SendRefusal.Code.privateOnly.refusal(
                "this channel is public, and the message is for the customer alone")
        }
        guard request.attachments.isEmpty else {
            throw SendRefusal.Code.attachmentsNotTaken.refusal("public answers carry no files")
        }
        let whole = RichText(markdown: Self.withButtons(request.text, request.buttons))
        guard !whole.isEmpty else { throw SendRefusal.Code.empty.refusal("there is nothing to send") }
        let short = request.publicText.map { RichText(markdown: $0) }
        guard let text = [whole, short].lazy.compactMap({ $0 }).compactMap({ publicReply.rendered($0) }).first else {
            throw SendRefusal.Code.tooLongForPublic.refusal("a public answer is one part here, and this is longer")
        }
        return [Draft(way: .publicReply, content: .text(text, buttons: []))]
    }

    /// What is said in public beside a private answer; nothing where there are no words for it or they are too long.
    private func pointer(_ request: SendRequest) -> [Draft] {
        guard let publicReply,
            let words = request.publicText ?? publicReply.pointers[request.language] ?? publicReply.pointers["en"],
            let text = publicReply.rendered(RichText(markdown: words))
        else { return [] }
        return [Draft(way: .publicReply, content: .text(text, buttons: []))]
    }
}

extension PublicReply {
    /// A text as it stands below a comment; nil where it is empty or longer than one part.
    func rendered(_ text: RichText) -> RenderedText? {
        guard !text.isEmpty else { return nil }
        let rendered = dialect.render(text)
        return limits.allSatisfy { $0.allows(rendered) } ? rendered : nil
    }
}
