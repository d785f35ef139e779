import Conversations
import Escalation
import Hummingbird

extension OperatorAPI {
    /// How many conversations are shown beside a customer.
    private static let conversationsShown = 20

    func addCustomerRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.get, "customers/{id}", router) { call in
            guard let customer = try await wireCustomer(call.id(CustomerID.self, "customer")) else {
                throw Problem.notFound("customer")
            }
            return try WireJSON.response(customer)
        }
        on(.get, "customers/{id}/export", router) { try await export($0) }
        on(.delete, "customers/{id}", router) { call in
            try await desk.erase(call.id(CustomerID.self, "customer"), by: call.user)
            return Response(status: .noContent)
        }
    }

    /// A customer with their latest conversations; nil when there is none.
    func wireCustomer(_ id: CustomerID) async throws -> WireCustomer? {
        guard let customer = try await desk.store.customer(id) else { return nil }
        let conversations = try await desk.store.conversations(
            ConversationFilter(customer: id), PageRequest(limit: Self.conversationsShown))
        return WireCustomer(customer, conversations: conversations.items)
    }

    private func export(_ call: Call) async throws -> Response {
        let export = try await desk.export(call.id(CustomerID.self, "customer"), by: call.user)
        let customer = WireCustomer(export.customer, conversations: export.conversations.map(\.entry))
        let short = WireCustomer(export.customer, conversations: [])
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
