import Foundation
import Testing

@testable import Recipes

/// Genuine payloads with something wrong in them.
@Suite struct HostileTests {
    private static func samples(_ kind: String) -> [JSON] {
        let folder = "\(recipesFolder)/\(kind)/samples"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap { try? JSON(parsing: [UInt8]($0)) }
        }.filter { $0["request"]?["body"] != nil }
    }

    @Test func unknownMembersChangeNothing() throws {
        for (kind, recipe) in shipped {
            for sample in Self.samples(kind) where sample["signed"] == nil {
                func widened(_ value: JSON) -> JSON {
                    switch value {
                    case .array(let items): .array(items.map(widened))
                    case .object(let members):
                        .object(members.mapValues(widened).merging(["brand_new_member_7": ["x": [1, .null]]]) { $1 })
                    default: value
                    }
                }
                guard var members = sample.members, var request = members["request"]?.members else { continue }
                // Words with names of their own as keys are data, not shape.
                guard kind != "matrix", kind != "x" else { continue }
                // A card's own answer is text as a whole.
                guard sample["events"]?.items?.contains(where: { $0["text"]?.text?.hasPrefix("{") == true }) != true
                else {
                    continue
                }
                request["body"] = widened(request["body"] ?? .null)
                members["request"] = .object(request)
                if sample["events"]?.items?.contains(where: { $0["name"]?.text?.contains("brand") == true }) == true {
                    continue
                }
                #expect(RecipeSamples.run(recipe, sample: .object(members)) == [], "\(kind)")
            }
        }
    }

    @Test func whateverComesIsReadWithinBounds() throws {
        let seed: UInt64 = 20_261_123
        print("seed \(seed)")
        var generator = SplitMix(seed: seed)
        var readings = 0
        for kind in shipped.keys.sorted() {
            let channel = try channel(kind)
            for sample in Self.samples(kind) {
                for _ in 0..<15 {
                    let body = mutated(sample["request"]?["body"] ?? .null, &generator)
                    let began = ContinuousClock.now
                    let reading = try channel.read(
                        post(String(decoding: body.bytes, as: UTF8.self)), now: 1_800_000_000_000)
                    readings += 1
                    #expect(!reading.items.isEmpty)
                    #expect(began.duration(to: .now) < .seconds(5))
                    for event in reading.events {
                        #expect((event.text?.utf8.count ?? 0) <= EventLimits().textBytesMax)
                        #expect(event.attachments.count <= EventLimits().attachmentsMax)
                        #expect(event.kind != .message || (event.id != nil && event.sender != nil))
                    }
                }
            }
        }
        #expect(readings > 500)
    }

    @Test func oneEntryThatCannotBeReadTakesNoOtherWithIt() throws {
        let whatsapp = try channel("whatsapp")
        let body =
            #"{"object":"x","entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"1","id":"a","type":"text","text":{"body":"eins"}},{"from":"1","id":"b","type":"text","text":"no object"},{"from":"1","id":"c","type":"text","text":{"body":"drei"}}]}}]}]}"#
        let reading = try whatsapp.read(post(body), now: 0)
        #expect(reading.events.map(\.text) == ["eins", "drei"])
        #expect(reading.unreadable.map(\.kind) == ["mapping_error"])
        #expect(reading.unreadable.first?.reason == "the mapping cannot read this entry")
    }

    @Test func aMessageCannotNameASecret() throws {
        let telegram = try channel("telegram", ["token": "1:SECRET", "webhook_secret": "GEHEIM"])
        let view = OutboundView(
            key: "{setting.token}", recipient: "{setting.token}", text: "{setting.token} {setting.webhook_secret}")
        var run = try #require(telegram.begin("message", view))
        guard case .request(let request) = run.next(now: 0), case .json(let bytes) = request.body else {
            Issue.record("no request")
            return
        }
        let body = String(decoding: bytes, as: UTF8.self)
        #expect(!body.contains("SECRET") && !body.contains("GEHEIM"))
        #expect(telegram.settings.visible["token"] == nil)
        #expect(telegram.settings.visible["webhook_secret"] == nil)
    }

    @Test func mappingsSeeNoSecretOfARequest() throws {
        let text = """
            name: acme
            settings:
              token: { type: string, required: true, secret: true, describes: Secret. }
            webhook: {}
            verification:
              - { scheme: secret, in: { query: token }, secrets: token }
              - { scheme: secret, in: { header: X-Token }, secrets: token }
            inbound:
              event: |
                {kind: "message", id: "1", sender: {id: "e"}, text: ($request | tojson)}
            """
        let channel = try RecipeChannel(recipe: try Scratch().recipe(text), settings: ["token": "GEHEIM"])
        var request = post("{}", [("x-token", "GEHEIM"), ("Authorization", "GEHEIM"), ("Other", "seen")])
        request.url += "?token=GEHEIM&a=seen"
        guard case .take(let reading, _, _) = channel.receive(request, now: 0) else {
            Issue.record("is refused")
            return
        }
        let shown = try #require(reading.events.first?.text)
        #expect(!shown.contains("GEHEIM") && shown.contains("seen"))
    }

    @Test func whatIsFetchedComesEncrypted() throws {
        let slack = try channel("slack")
        for (url, isRight) in [
            ("https://files.slack.com/a", true), ("http://files.slack.com/a", false), ("https://evil.example/a", false),
            ("https://files.slack.com@evil.example/a", false), ("https://files.slack.com.evil.example/", false),
            ("https://127.0.0.1/", false), ("file:///etc/passwd", false), ("//files.slack.com/a", false),
            ("https://files.slack.com:99999/a", false), ("https://evil.example\\files.slack.com/", false),
        ] {
            var run = try #require(slack.begin("fetch", input: ["url": .string(url)]))
            let isAsked = if case .request = run.next(now: 0) { true } else { false }
            #expect(isAsked == isRight, "\(url)")
        }
    }

    @Test func aValueStaysOneSegmentOfTheAddress() throws {
        let matrix = try channel("matrix", ["homeserver": "https://hs.example"])
        var view = OutboundView(key: "../../x?y#z", recipient: "e", text: "t")
        view.place.chat = "!a/../b?c"
        var run = try #require(matrix.begin("message", view))
        guard case .request(let request) = run.next(now: 0) else {
            Issue.record("no request")
            return
        }
        #expect(
            request.url.hasPrefix(
                "https://hs.example/_matrix/client/v3/rooms/%21a%2F..%2Fb%3Fc/send/m.room.message/..%2F..%2Fx%3Fy%23z.0?"
            ))
    }

    private func mutated(_ value: JSON, _ generator: inout SplitMix) -> JSON {
        if Int.random(in: 0..<12, using: &generator) == 0 {
            return [
                .null, 0, -1, "", .string(String(repeating: "x", count: 3_000)), [], [:], true, .number(1e308),
                "999999999999999999999", [[]], ["id": .null],
            ].randomElement(using: &generator) ?? .null
        }
        switch value {
        case .array(let items):
            var changed: [JSON] = []
            for item in items {
                changed.append(mutated(item, &generator))
                if Int.random(in: 0..<10, using: &generator) == 0 { changed.append(item) }
            }
            return .array(changed)
        case .object(let members):
            var changed: [String: JSON] = [:]
            for (key, member) in members.sorted(by: { $0.key < $1.key })
            where Int.random(in: 0..<15, using: &generator) > 0 {
                changed[key] = mutated(member, &generator)
            }
            return .object(changed)
        default: return value
        }
    }
}
