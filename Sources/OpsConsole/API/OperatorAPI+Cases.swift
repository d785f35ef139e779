import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    private struct TransferBody: Decodable {
        let `operator`: String?
        let queue: String?
        let note: String?
    }

    func addCaseRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "cases", router) { try await listCases($0) }
        on(.get, "queues", router) { _ in
            try WireJSON.response(WireList(desk.rules.queues.map(WireQueueTitle.init)))
        }
        on(.get, "cases/{id}", router) { try await showCase($0.id(CaseID.self, "case")) }
        on(.post, "cases/{id}/claim", router) { call in
            let id = try call.id(CaseID.self, "case")
            try await desk.claim(id, by: call.user)
            return try await showCase(id)
        }
        on(.post, "cases/{id}/release", router) { call in
            let id = try call.id(CaseID.self, "case")
            try await desk.release(id, by: call.user)
            return try await showCase(id)
        }
        on(.post, "cases/{id}/transfer", router) { try await transfer($0) }
        on(.post, "cases/{id}/messages", router) { call in
            let id = try await desk.conversation(ofUnresolved: call.id(CaseID.self, "case"))
            return try await write(call, in: id, isNote: false)
        }
        on(.post, "cases/{id}/notes", router) { call in
            let id = try call.id(CaseID.self, "case")
            guard try await desk.store.case(id) != nil else { throw Problem.notFound("case") }
            return try await write(call, in: id.conversation, isNote: true)
        }
        on(.post, "cases/{id}/resolve", router) { call in
            let id = try call.id(CaseID.self, "case")
            let conversation = try await desk.conversation(ofUnresolved: id)
            try await resolve(conversation, call)
            return try await showCase(id)
        }
        on(.post, "cases/{id}/handback", router) { call in
            let id = try call.id(CaseID.self, "case")
            let conversation = try await desk.conversation(ofUnresolved: id)
            try await handBack(conversation, call)
            return try await showCase(id)
        }
    }

    private func listCases(_ call: Call) async throws -> Response {
        var filter = CaseFilter(queue: call.query("queue"))
        if let words = call.query("state") {
            filter.states = []
            for word in words.split(separator: ",") {
                guard let state = CaseState(rawValue: String(word)) else {
                    throw Problem.badRequest("state", "must be of open, claimed, resolved")
                }
                filter.states.insert(state)
            }
        }
        if let holder = call.query("holder") {
            filter.holder = holder == "me" ? call.user.id : OperatorID(holder)
            if filter.holder == nil { return try WireJSON.response(WireList<WireCase>([])) }
        }
        if filter.states.isEmpty { return try WireJSON.response(WireList<WireCase>([])) }
        let page = try await desk.store.cases(filter, call.page())
        return try WireJSON.response(
            WireList(page.items.map { WireCase($0, withBrief: false) }, next: page.next))
    }

    private func showCase(_ id: CaseID) async throws -> Response {
        guard let entry = try await desk.store.case(id) else { throw Problem.notFound("case") }
        return try WireJSON.response(WireCase(entry, withBrief: true))
    }

    private func transfer(_ call: Call) async throws -> Response {
        let id = try call.id(CaseID.self, "case")
        let body = try await CallBody.read(TransferBody.self, from: call.request)
        try checkText(body.note, "note", max: 4000)
        switch (body.operator, body.queue) {
        case (let colleague?, nil):
            guard let colleague = OperatorID(colleague) else { throw DeskError.noSuchOperator }
            try await desk.transfer(id, to: colleague, note: body.note, by: call.user)
        case (nil, let queue?):
            try await desk.transfer(id, toQueue: queue, note: body.note, by: call.user)
        default:
            throw Problem.badRequest("operator", "give exactly one of operator and queue")
        }
        return try await showCase(id)
    }
}
