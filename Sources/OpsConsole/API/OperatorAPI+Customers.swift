import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    /// How many conversations are shown beside a customer.
    private static let conversationsShown = 20

    private struct MergeBody: Decodable {
        let with: String
        let reason: String?
    }

    private struct UnmergeBody: Decodable {
        let from: String?
        let reason: String?
    }

    func addCustomerRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "customers/{id}", router) { call in
            try await customer(call.id(CustomerID.self, "customer"))
        }
        on(.get, "customers/{id}/export", router) { try await export($0) }
        on(.delete, "customers/{id}", router) { call in
            try await desk.erase(call.id(CustomerID.self, "customer"), by: call.user)
            return Response(status: .noContent)
        }
        on(.post, "customers/{id}/merge", router) { call in
            let id = try call.id(CustomerID.self, "customer")
            let body = try await CallBody.read(MergeBody.self, from: call.request)
            try checkReason(body.reason)
            _ = try await desk.merge(id, with: customerID(body.with, "with"), reason: body.reason, by: call.user)
            return try await customer(id)
        }
        on(.post, "customers/{id}/unmerge", router) { call in
            let id = try call.id(CustomerID.self, "customer")
            let body = try await CallBody.read(UnmergeBody.self, from: call.request, isRequired: false)
            try checkReason(body.reason)
            let other = try body.from.map { try customerID($0, "from") }
            _ = try await desk.unmerge(id, from: other, reason: body.reason, by: call.user)
            return try await customer(id)
        }
    }

    private func checkReason(_ text: String?) throws {
        try checkText(text, "reason", max: Desk.linkReasonCharactersMax)
    }

    private func customerID(_ text: String, _ field: String) throws -> CustomerID {
        guard let id = CustomerID(text) else { throw Problem.badRequest(field, "is not the id of a customer") }
        return id
    }

    private func customer(_ id: CustomerID) async throws -> Response {
        guard let customer = try await wireCustomer(id) else { throw Problem.notFound("customer") }
        return try WireJSON.response(customer)
    }

    /// A customer with the latest conversations of the person they are; nil when there is none.
    func wireCustomer(_ id: CustomerID) async throws -> WireCustomer? {
        guard let person = try await desk.person(id) else { return nil }
        var conversations: [ConversationEntry] = []
        for member in person.members {
            conversations += try await desk.store.conversations(
                ConversationFilter(customer: member.id), PageRequest(limit: Self.conversationsShown)
            ).items
        }
        conversations.sort { ($1.state.changedAt, $1.state.id.number) < ($0.state.changedAt, $0.state.id.number) }
        return WireCustomer(person, conversations: Array(conversations.prefix(Self.conversationsShown)))
    }

    private func export(_ call: Call) async throws -> Response {
        let export = try await desk.export(call.id(CustomerID.self, "customer"), by: call.user)
        let customer = WireCustomer(export.person, conversations: export.conversations.map(\.entry))
        let short = WireCustomer(export.person, conversations: [])
        var conversations: [WireConversation] = []
        for one in export.conversations {
            conversations.append(try await wire(one.entry, one.events, details: short))
        }
        let document = WireExport(
            exportedAt: export.exportedAt.description, customer: customer, conversations: conversations)
        var response = try WireJSON.response(document)
        response.headers[.contentDisposition] = "attachment; filename=\"customer-\(export.customer.id).json\""
        return response
    }
}
