import ConnectorKit
import Conversations
import Testing

@Suite("What a platform allows")
struct PolicyTests {
    private let now = Timestamp(milliseconds: 1_760_000_000_000)

    private func ago(_ milliseconds: Int64) -> Timestamp { now.advanced(byMilliseconds: -milliseconds) }

    private func code(_ decision: SendDecision) -> SendRefusal.Code? {
        if case .refuse(let refusal) = decision { refusal.code } else { nil }
    }

    private func sends(_ decision: SendDecision) -> [PlannedSend] {
        if case .send(let sends) = decision { sends } else { [] }
    }

    private func texts(_ decision: SendDecision) -> [String] {
        sends(decision).compactMap { if case .text(let text, _) = $0.content { text.text } else { nil } }
    }

    @Test("Within a day everybody may write, after it a template goes")
    func whatsappWindow() {
        let policy = Platforms.whatsapp
        let text = SendRequest(author: .operator, text: "**Hallo**")
        var state = ReplyState(lastDirectMessage: ago(Platforms.day - 1), templates: ["hello"])
        #expect(texts(policy.decide(text, in: state, at: now)) == ["*Hallo*"])
        state.lastDirectMessage = ago(Platforms.day)
        #expect(code(policy.decide(text, in: state, at: now)) == .needsTemplate)
        var template = text
        template.template = .init(name: "hello", language: "de")
        #expect(
            sends(policy.decide(template, in: state, at: now)).map(\.content) == [
                .template(.init(name: "hello", language: "de"))
            ])
        template.template = .init(name: "other", language: "de")
        #expect(code(policy.decide(template, in: state, at: now)) == .templateUnknown)
        state.lastDirectMessage = nil
        #expect(code(policy.decide(text, in: state, at: now)) == .needsTemplate)
    }

    @Test("For a week a person may write, with the tag, and nobody else")
    func humanAgent() {
        let policy = Platforms.messenger
        let state = ReplyState(lastDirectMessage: ago(3 * Platforms.day))
        let own = policy.decide(SendRequest(author: .operator, text: "Hallo"), in: state, at: now)
        #expect(sends(own).map(\.tag) == ["HUMAN_AGENT"])
        let drafted = SendRequest(author: .operator, text: "Hallo", isHandWritten: false)
        #expect(code(policy.decide(drafted, in: state, at: now)) == .humanOnly)
        let agent = SendRequest(author: .agent, text: "Hallo", isHandWritten: true)
        #expect(code(policy.decide(agent, in: state, at: now)) == .humanOnly)
        let late = ReplyState(lastDirectMessage: ago(7 * Platforms.day))
        #expect(code(policy.decide(SendRequest(author: .operator, text: "Hallo"), in: late, at: now)) == .windowClosed)
    }

    @Test("A comment gets its details privately, once, and a pointer in public")
    func comments() {
        let policy = Platforms.instagramComments
        var state = ReplyState(place: .comment(at: ago(Platforms.hour)))
        let answer = SendRequest(author: .agent, text: "Ihr Rad ist fertig.", language: "de")
        let decision = policy.decide(answer, in: state, at: now)
        #expect(sends(decision).map(\.way) == [.privateReply, .publicReply])
        #expect(texts(decision) == ["Ihr Rad ist fertig.", "Wir haben Ihnen geschrieben."])
        let long = SendRequest(author: .agent, text: String(repeating: "Wort ", count: 300))
        #expect(code(policy.decide(long, in: state, at: now)) == .tooManyParts)

        state.privateReplyUsed = true
        #expect(code(policy.decide(answer, in: state, at: now)) == .privateReplyUsed)
        let open = SendRequest(author: .agent, text: "Wir öffnen um 9 Uhr.", mayBePublic: true)
        #expect(sends(policy.decide(open, in: state, at: now)).map(\.way) == [.publicReply])
        var preferred = open
        preferred.prefersPublic = true
        let fresh = ReplyState(place: .comment(at: ago(Platforms.hour)))
        #expect(sends(policy.decide(preferred, in: fresh, at: now)).map(\.way) == [.publicReply])
        #expect(sends(policy.decide(open, in: fresh, at: now)).map(\.way) == [.privateReply, .publicReply])
        state.lastDirectMessage = ago(1000)
        #expect(sends(policy.decide(answer, in: state, at: now)).map(\.way) == [.direct])

        let old = ReplyState(place: .comment(at: ago(8 * Platforms.day)))
        #expect(code(policy.decide(answer, in: old, at: now)) == .privateReplyExpired)
    }

    @Test("Where everything is public, only what strangers may read goes out, in one part")
    func publicOnly() {
        let policy = Platforms.youtube
        let state = ReplyState(place: .comment(at: ago(30 * Platforms.day)))
        let personal = SendRequest(author: .agent, text: "Ihre Bestellung 4711 …")
        #expect(code(policy.decide(personal, in: state, at: now)) == .privateOnly)
        #expect(code(policy.decide(personal, in: ReplyState(), at: now)) == .noDirectMessages)
        var open = SendRequest(author: .agent, text: "Wir öffnen um **9 Uhr**, @peter.", mayBePublic: true)
        #expect(texts(policy.decide(open, in: state, at: now)) == ["Wir öffnen um *9 Uhr*, @\u{200B}peter."])
        open.text = String(repeating: "Wort ", count: 200)
        #expect(code(policy.decide(open, in: state, at: now)) == .tooLongForPublic)
        open.publicText = "Kurz gesagt: ja."
        #expect(texts(policy.decide(open, in: state, at: now)) == ["Kurz gesagt: ja."])
    }

    @Test("After STOP only its confirmation goes out, once")
    func optedOut() {
        let policy = Platforms.sms
        var state = ReplyState(lastDirectMessage: ago(10), isOptedOut: true)
        for author in [Author.Kind.agent, .operator, .system] {
            #expect(code(policy.decide(SendRequest(author: author, text: "Hallo"), in: state, at: now)) == .optedOut)
        }
        let confirmation = SendRequest(author: .system, text: "Sie bekommen nichts mehr.", confirmsOptOut: true)
        #expect(texts(policy.decide(confirmation, in: state, at: now)).count == 1)
        state.optOutConfirmed = true
        #expect(code(policy.decide(confirmation, in: state, at: now)) == .optedOut)
    }

    @Test("Parts keep the platform's pace, and what would come too late is not begun")
    func pace() {
        let policy = Platforms.whatsapp
        let long = SendRequest(author: .agent, text: String(repeating: "Wort ", count: 1800))
        let state = ReplyState(lastDirectMessage: ago(1000), sendsToCustomer: [ago(2000)])
        let sends = sends(policy.decide(long, in: state, at: now))
        #expect(sends.map { $0.earliest.milliseconds - now.milliseconds } == [4000, 10_000, 16_000])
        // The last part would go out in the very moment in which the window closes.
        let late = ReplyState(lastDirectMessage: ago(Platforms.day - 16_000), sendsToCustomer: [ago(2000)])
        #expect(code(policy.decide(long, in: late, at: now)) == .windowTooShort)
    }

    @Test("Files are judged by kind, size and number, before anything is sent")
    func files() {
        func file(_ type: String, _ bytes: Int) -> SentFile {
            SentFile(name: "a", type: type, sizeBytes: bytes, digest: "")
        }
        let state = ReplyState(lastDirectMessage: ago(1))
        func decide(_ policy: ChannelPolicy, _ files: [SentFile]) -> SendDecision {
            policy.decide(SendRequest(author: .operator, text: "Hier:", attachments: files), in: state, at: now)
        }
        #expect(sends(decide(Platforms.whatsapp, [file("image/png", 10)])).count == 2)
        #expect(code(decide(Platforms.whatsapp, [file("video/mp4", 10)])) == .attachmentType)
        #expect(code(decide(Platforms.whatsapp, [file("image/png", 6_000_000)])) == .attachmentTooLarge)
        #expect(code(decide(Platforms.telegram, Array(repeating: file("a/b", 1), count: 11))) == .tooManyAttachments)
        #expect(code(decide(Platforms.sms, [file("image/png", 10)])) == .attachmentsNotTaken)
    }

    @Test("Buttons are buttons where they fit, else lines")
    func buttons() {
        let few = [SendRequest.Button(id: "1", title: "Ja"), .init(id: "2", title: "*Nein*")]
        let state = ReplyState(lastDirectMessage: ago(1))
        let request = SendRequest(author: .agent, text: "Passt das?", buttons: few)
        guard
            case .text(let text, let buttons)? = sends(Platforms.whatsapp.decide(request, in: state, at: now)).first?
                .content
        else { return #expect(Bool(false)) }
        #expect(text.text == "Passt das?" && buttons == few)
        #expect(texts(Platforms.telegram.decide(request, in: state, at: now)) == ["Passt das?\n\n• Ja\n• *Nein*"])
        let long = SendRequest(
            author: .agent, text: "Was?", buttons: [.init(id: "1", title: "Mehr als zwanzig Zeichen lang")])
        #expect(
            texts(Platforms.whatsapp.decide(long, in: state, at: now)) == ["Was?\n\n- Mehr als zwanzig Zeichen lang"])
    }

    @Test("Nothing is refused as nothing, and a window that closed meanwhile is seen")
    func rest() {
        let state = ReplyState(lastDirectMessage: ago(1))
        #expect(
            code(Platforms.telegram.decide(SendRequest(author: .agent, text: " \n "), in: state, at: now)) == .empty)
        let sends = sends(Platforms.messenger.decide(SendRequest(author: .agent, text: "a"), in: state, at: now))
        let later = now.advanced(byMilliseconds: Platforms.day)
        #expect(Platforms.messenger.refusal(of: sends[0], in: state, at: now) == nil)
        #expect(Platforms.messenger.refusal(of: sends[0], in: state, at: later)?.code == .windowClosed)
    }

    @Test("What was planned is looked at again before it leaves: the private answer is spent, a STOP came")
    func again() {
        let policy = Platforms.instagramComments
        var state = ReplyState(place: .comment(at: ago(Platforms.hour)))
        let planned = sends(policy.decide(SendRequest(author: .agent, text: "Ihr Rad ist fertig."), in: state, at: now))
        #expect(planned.map { policy.refusal(of: $0, in: state, at: now)?.code } == [nil, nil])
        state.privateReplyUsed = true
        #expect(planned.map { policy.refusal(of: $0, in: state, at: now)?.code } == [.privateReplyUsed, nil])
        state.isOptedOut = true
        #expect(planned.map { policy.refusal(of: $0, in: state, at: now)?.code } == [.optedOut, .optedOut])
        #expect(policy.refusal(of: planned[1], in: state, at: now, confirmsOptOut: true) == nil)
    }
}
