import ConnectorKit
import Conversations
import Escalation
import Hummingbird

/// Bodies of the commands, as openapi.yaml has them.
struct TextBody: Decodable {
    let id: String?
    let text: String
    /// Ids of files brought before; of replies alone.
    let attachments: [String]?
    /// Sequence of the customer's message a reply answers; of no meaning to a note.
    let answers: Int?

    /// The text's length is the desk's to judge, by the channel's limit.
    func check() throws {
        try checkText(text, "text")
        try checkText(id, "id", max: 128)
        try checkSequence(answers, "answers")
        if id?.isEmpty == true { throw Problem.badRequest("id", "must not be empty") }
        for file in attachments ?? [] { try checkText(file, "attachments", max: 128) }
    }
}

struct HandBackBody: Decodable {
    let summary: String?
    /// Sequence of the newest event the operator has before them.
    let seen: Int?

    func check() throws {
        try checkText(summary, "summary", max: 4000)
        try checkSequence(seen, "seen")
    }
}

struct ResolveBody: Decodable {
    let note: String?
    /// Sequence of the newest event the operator has before them.
    let seen: Int?

    func check() throws {
        try checkText(note, "note", max: 4000)
        try checkSequence(seen, "seen")
    }
}

extension OperatorAPI {
    private struct EscalateBody: Decodable {
        let queue: String?
        let priority: String?
        let detail: String?
    }

    private struct TypingBody: Decodable { let on: Bool }

    private struct AssignBody: Decodable { let `operator`: String }

    func addConversationRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "conversations", router) { try await listConversations($0) }
        on(.get, "conversations/{id}", router) { try await showConversation($0) }
        on(.post, "conversations/{id}/takeover", router) { call in
            let id = try call.id(ConversationID.self, "conversation")
            try await desk.takeOver(id, by: call.user)
            return try await summary(id)
        }
        on(.post, "conversations/{id}/escalate", router) { try await escalate($0) }
        on(.post, "conversations/{id}/messages", router) { call in
            try await write(call, in: call.id(ConversationID.self, "conversation"), isNote: false)
        }
        on(.post, "conversations/{id}/notes", router) { call in
            try await write(call, in: call.id(ConversationID.self, "conversation"), isNote: true)
        }
        on(.post, "conversations/{id}/typing", router) { try await typing($0) }
        on(.post, "conversations/{id}/handback", router) { call in
            let id = try call.id(ConversationID.self, "conversation")
            try await handBack(id, call)
            return try await summary(id)
        }
        on(.post, "conversations/{id}/resolve", router) { call in
            let id = try call.id(ConversationID.self, "conversation")
            try await resolve(id, call)
            return try await summary(id)
        }
        on(.post, "conversations/{id}/assign", router) { call in
            let id = try call.id(ConversationID.self, "conversation")
            let body = try await CallBody.read(AssignBody.self, from: call.request)
            guard let colleague = OperatorID(body.operator) else { throw DeskError.noSuchOperator }
            try await desk.assign(id, to: colleague, by: call.user)
            return try await summary(id)
        }
    }

    private func listConversations(_ call: Call) async throws -> Response {
        var filter = ConversationFilter(
            phase: try call.word("state", ConversationFilter.Phase.self),
            owner: try call.word("owner", ConversationFilter.OwnerKind.self),
            channel: call.query("channel").map { ChannelName($0) }, text: call.query("q"))
        try checkText(filter.text, "q", max: 200)
        if let text = call.query("customer") {
            guard let id = CustomerID(text) else {
                return try WireJSON.response(WireList<WireConversationSummary>([]))
            }
            filter.customer = id
        }
        let page = try await desk.store.conversations(filter, call.page())
        return try WireJSON.response(WireList(page.items.map(WireConversationSummary.init), next: page.next))
    }

    private func showConversation(_ call: Call) async throws -> Response {
        let id = try call.id(ConversationID.self, "conversation")
        guard let entry = try await desk.store.conversation(id) else { throw Problem.notFound("conversation") }
        let after = try call.integer("after", 0...Int.max) ?? 0
        let customer = try await wireCustomer(entry.state.customer)
        return try await WireJSON.response(
            wire(
                entry, desk.events(of: entry.state, after: after),
                details: customer ?? WireCustomer(erased: entry.state.customer, at: entry.state.openedAt)))
    }

    func wire(
        _ entry: ConversationEntry, _ events: [ConversationEvent], details: WireCustomer
    ) async throws -> WireConversation {
        WireConversation(
            summary: WireConversationSummary(entry), recipients: try await recipients(of: entry.state),
            fileLimits: desk.takesFiles(entry.state.channel) ? WireFileLimits(desk.fileLimits) : nil,
            timeline: try await timelines.items(of: entry.state, events), details: details)
    }

    /// Whom a letter of an operator reaches; nil on channels without letters.
    private func recipients(of state: ConversationState) async throws -> ReplyRecipients? {
        guard let channel = desk.channels[state.channel], !channel.limits.isLive else { return nil }
        return try await timelines.originals?.recipients(of: state)
            ?? ReplyRecipients(to: [LetterAddress(name: nil, address: state.address)])
    }

    private func escalate(_ call: Call) async throws -> Response {
        let id = try call.id(ConversationID.self, "conversation")
        let body = try await CallBody.read(EscalateBody.self, from: call.request, isRequired: false)
        try checkText(body.detail, "detail", max: 2000)
        let priority = try body.priority.map { word in
            guard let priority = CasePriority(word: word) else {
                throw Problem.badRequest("priority", "must be one of urgent, high, normal, low")
            }
            return priority
        }
        try await desk.escalate(id, queue: body.queue, priority: priority, detail: body.detail, by: call.user)
        return try await summary(id)
    }

    private func typing(_ call: Call) async throws -> Response {
        let id = try call.id(ConversationID.self, "conversation")
        let body = try await CallBody.read(TypingBody.self, from: call.request)
        guard let state = try await desk.log.state(of: id) else { throw Problem.notFound("conversation") }
        if state.owner == .operator(call.user.id) {
            showTyping(id, call.user.author, body.on)
            feed.typing(in: id, by: call.user.author, on: body.on)
        }
        return Response(status: .noContent)
    }

    /// Stores a reply or a note and answers with its item of the timeline.
    func write(_ call: Call, in id: ConversationID, isNote: Bool) async throws -> Response {
        let body = try await CallBody.read(TextBody.self, from: call.request)
        try body.check()
        if isNote, body.attachments?.isEmpty == false {
            throw Problem.badRequest("attachments", "are for replies; a note has none")
        }
        let event =
            isNote
            ? try await desk.note(id, text: body.text, messageID: body.id, by: call.user)
            : try await desk.reply(
                id, text: body.text, attachments: body.attachments ?? [], answers: body.answers, messageID: body.id,
                by: call.user)
        guard let state = try await desk.log.state(of: id),
            let item = try await timelines.items(of: state, [event]).first
        else { throw Problem.notFound("message") }
        return try WireJSON.response(item, status: .created)
    }

    func handBack(_ id: ConversationID, _ call: Call) async throws {
        let body = try await CallBody.read(HandBackBody.self, from: call.request, isRequired: false)
        try body.check()
        try await desk.handBack(id, summary: body.summary, seen: body.seen, by: call.user)
    }

    func resolve(_ id: ConversationID, _ call: Call) async throws {
        let body = try await CallBody.read(ResolveBody.self, from: call.request, isRequired: false)
        try body.check()
        try await desk.resolve(id, note: body.note, seen: body.seen, by: call.user)
    }

    private func summary(_ id: ConversationID) async throws -> Response {
        guard let entry = try await desk.store.conversation(id) else { throw Problem.notFound("conversation") }
        return try WireJSON.response(WireConversationSummary(entry))
    }
}
