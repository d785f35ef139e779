import Testing

@testable import Gateway

@Suite struct RouteTableTests {
    @Test func knowsTheMethodsOfAnAddressWithParameters() {
        var table = RouteTable()
        table.add("GET", "/chat/sessions/:id/messages")
        table.add("POST", "/chat/sessions/:id/messages")
        table.add("GET", "/")
        #expect(table.methods(of: "/chat/sessions/abc/messages") == ["GET", "POST"])
        #expect(table.methods(of: "/") == ["GET"])
        #expect(table.methods(of: "/chat/sessions/abc") == [])
    }
}
