import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    /// What there is of one message beside its place in the timeline, and sending it again.
    func addMessageRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "conversations/{id}/messages/{seq}/original", router) { call in
            let (conversation, seq) = try call.message()
            guard let original = try await timelines.originals?.original(of: seq, in: conversation) else {
                throw Problem.notFound("original of a message")
            }
            let ending = original.mediaType == "message/rfc822" ? "eml" : "bin"
            return Download.response(
                original.bytes, name: nil, fallback: "\(conversation)-\(seq).\(ending)", type: original.mediaType)
        }
        on(.get, "conversations/{id}/messages/{seq}/attachments/{index}", router) { call in
            let (conversation, seq) = try call.message()
            let index = try call.pathNumber("index", "attachment")
            if let (file, bytes) = try await desk.sentFile(index, of: seq, in: conversation) {
                return Download.response(bytes, name: file.name, fallback: "attachment-\(index + 1)", type: file.type)
            }
            guard let file = try await timelines.originals?.attachment(index, of: seq, in: conversation) else {
                throw Problem.notFound("attachment")
            }
            return Download.response(file.bytes, name: file.name, fallback: "attachment-\(index + 1)", type: file.type)
        }
        on(.get, "conversations/{id}/messages/{seq}/html", router) { call in
            let (conversation, seq) = try call.message()
            guard let fragment = try await timelines.originals?.html(of: seq, in: conversation) else {
                throw Problem.notFound("formatted version of a message")
            }
            return FormattedPage.response(fragment)
        }
        on(.get, "conversations/{id}/messages/{seq}/letter", router) { call in
            let (conversation, seq) = try call.message()
            guard let details = try await timelines.originals?.details(of: seq, in: conversation) else {
                throw Problem.notFound("letter")
            }
            return try WireJSON.response(WireLetter(details))
        }
        on(.post, "conversations/{id}/messages/{seq}/retry", router) { call in
            let (conversation, seq) = try call.message()
            try await desk.sendAgain(seq, in: conversation, by: call.user)
            return Response(status: .accepted)
        }
    }
}

extension Call {
    /// The message the path names.
    ///
    /// - Throws: ``Problem`` 404.
    fileprivate func message() throws -> (ConversationID, seq: Int) {
        (try id(ConversationID.self, "conversation"), try pathNumber("seq", "message"))
    }

    /// A number of the path; anything else names nothing.
    ///
    /// - Throws: ``Problem`` 404.
    fileprivate func pathNumber(_ name: String, _ what: String) throws -> Int {
        guard let text = parameters.get(name), let number = Int(text), number >= 0, String(number) == text else {
            throw Problem.notFound(what)
        }
        return number
    }
}
