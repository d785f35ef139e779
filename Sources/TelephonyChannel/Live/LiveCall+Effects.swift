import Conversations

extension LiveCall {
    /// How long after a refusal an utterance is tried again, in milliseconds.
    static let retries: [Int64] = [250, 1_000, 3_000]

    /// Does what has to wait for the store.
    func perform(_ effect: CallEffect) async {
        switch effect {
        case .openCall(let message): await open(message)
        case .take(let message): await keep(message)
        case .heard(let seq, let text): await noteHeard(seq, text)
        case .discloseAgain:
            await append(.notNoted) { [greeting = desk.greeting] in
                greeting.events(on: $0, isNoticeOnly: true)
            }
        case .requestHuman: await askForHuman()
        case .note(let note):
            await append(.notNoted) { _ in [.noteAdded(note.added)] }
        case .send, .setTimer, .cancelTimer, .end, .close: break
        }
    }

    private func open(_ message: InboundMessage) async {
        do {
            if conversation == nil {
                let taken = try await ports.take(message)
                try await follow(taken.conversation, isKnown: taken.isDuplicate)
                // A call that goes on asks for its greeting again, should it have had none.
                if taken.isDuplicate { return }
            }
        } catch {
            return ports.report(.notOpened, callSid)
        }
        await append(.notOpened) { [greeting = desk.greeting] in greeting.events(on: $0, isNoticeOnly: false) }
    }

    /// The caller cannot be asked to say it again, so it is tried for a while.
    private func keep(_ message: InboundMessage) async {
        var isRepeated = false
        for wait in Self.retries + [0] {
            do {
                if try await ports.take(message).isDuplicate, !isRepeated { ports.report(.utteranceLost, callSid) }
                return
            } catch {
                // It may have been stored all the same.
                isRepeated = true
                if wait > 0 { await ports.pause(wait) }
            }
        }
        ports.report(.utteranceLost, callSid)
    }

    private func noteHeard(_ seq: Int, _ text: String) async {
        guard let conversation else { return }
        do {
            var events = try await ports.log.events(of: conversation, after: max(0, seq - 2), limit: 2)
            if events.first?.isDisclosure == true { events = try await self.events(of: conversation) }
            let heard = MessageHeard(seq, heard: text, in: events, speak: desk.settings.speak)
            let body = ConversationEvent.Body.messageHeard(heard)
            await append(.notNoted) { _ in [body] }
        } catch {
            ports.report(.notNoted, callSid)
        }
    }

    private func askForHuman() async {
        guard let conversation else { return }
        do {
            try await ports.requestHuman(conversation)
        } catch {
            ports.report(.nobodyAsked, callSid)
        }
    }

    private func append(
        _ trouble: CallTrouble, _ decide: @escaping @Sendable (ConversationState) -> [ConversationEvent.Body]
    ) async {
        guard let conversation else { return }
        do {
            _ = try await ports.log.append(to: conversation, at: ports.now(), decide)
        } catch {
            ports.report(trouble, callSid)
        }
    }
}
