import Conversations
import Escalation
import HTTPTypes
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

@Suite struct PersonTests {
    @Test func `supervisors merge and unmerge customers, each audited, operators do not`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let sam = try await console.operatorSession("Sam", role: .supervisor)
        try console.waitingCase(1)
        try console.waitingCase(2)
        try await console.run { client async throws in
            #expect(try await client.post("customers/u1/merge", #"{"with":"u2"}"#, jana).status == .forbidden)
            let merged = try await client.post("customers/u1/merge", #"{"with":"u2","reason":"Stimme"}"#, sam)
            #expect(merged.status == .ok)
            let json = try merged.json()
            #expect(Set(json["handles"]?.list.compactMap { $0["customer"]?.text } ?? []) == ["u1", "u2"])
            #expect(json["conversations"]?.list.count == 2)
            #expect(json["links"]?.list.first?["rule"]?.text == "merge")
            for (body, status) in [
                (#"{"with":"u1"}"#, 400), (#"{"with":"x"}"#, 400), ("{}", 400), (#"{"with":"u9"}"#, 404),
            ] {
                #expect(try await client.post("customers/u1/merge", body, sam).status.code == status, "\(body)")
            }
            let parted = try await client.post("customers/u2/unmerge", "{}", sam)
            #expect(parted.status == .ok)
            #expect(try parted.json()["links"]?.list.first?["undone"]?["by"]?.text == "Sam")
            #expect(try await client.post("customers/u2/unmerge", "{}", sam).status == .conflict)
        }
        #expect(
            console.store.audited.map(\.action).filter { $0.hasPrefix("customer.") } == [
                "customer.merge", "customer.unmerge",
            ])
    }
}
