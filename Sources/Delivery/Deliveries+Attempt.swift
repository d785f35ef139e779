import ConnectorKit
import Conversations
import Logging
import Synchronization

extension Deliveries {
    /// One attempt with its records. False when none was begun: the item is as due as before.
    func deliver(_ item: OutboxItem) async -> Bool {
        if Task.isCancelled { return false }
        let attempt = item.attempts + 1
        do {
            guard let channel = channels[item.channel] else {
                try await giveUp(item, attempt)
                return true
            }
            let begun = try await log.append(to: item.conversation, at: now()) { state in
                let mayLeave = DeliveryPolicy.mayLeave(item.message, state)
                return [
                    .deliveryChanged(
                        DeliveryChanged(
                            message: item.seq, state: mayLeave ? .sending : .withdrawn, attempt: attempt,
                            detail: mayLeave ? nil : "a human took over before it was sent"))
                ]
            }
            guard case .deliveryChanged(let change)? = begun.events.first?.body, change.state == .sending else {
                return true
            }
            CrashPoint.beforeSend.reached()
            let begunAt = now()
            let outcome = await send(item, over: channel)
            CrashPoint.afterSend.reached()
            let isRepeatable =
                if case .failed(let failure) = outcome, failure.certainty == .unknown {
                    await channel.mayRepeat(MessageKey(item.conversation, item.seq))
                } else { false }
            let record = (channel.patience.map(DeliveryPolicy.init) ?? policy).record(
                outcome, of: item, attempt: attempt, repeatable: isRepeatable, at: now(),
                jitter: jitter())
            CrashPoint.beforeRecord.reached()
            // Before the record, with which the message is due again.
            note(outcome, of: item.channel, begun: begunAt)
            await keep(record, of: item)
            return true
        } catch {
            logger.error(
                "delivery not begun",
                metadata: ["conversation.id": "\(item.conversation)", "seq": "\(item.seq)", "error": "\(error)"])
            return false
        }
    }

    /// Halts or resumes a channel by what an attempt came to.
    private func note(_ outcome: SendOutcome, of channel: ChannelName, begun: Timestamp) {
        let moment = now()
        switch halts.withLock({ $0.note(outcome, of: channel, begun: begun, at: moment) }) {
        case .halted(let halt):
            logger.error(
                "channel brings nothing out until it is mended",
                metadata: [
                    "channel.id": "\(channel)", "error": "\(halt.detail)", "next_try_at": "\(halt.nextTryAt)",
                ])
        case .resumed: logger.notice("channel brings messages out again", metadata: ["channel.id": "\(channel)"])
        case nil: break
        }
    }

    /// Brings an outcome to disk. While the store refuses, it is tried again: what is known must not become unknown.
    func keep(_ record: DeliveryChanged, of item: OutboxItem) async {
        var backoff = Self.storeBackoffFirst
        while true {
            do {
                try await write(record, of: item)
                return
            } catch is Refusal {
                return
            } catch {
                logger.error(
                    "delivery not recorded",
                    metadata: ["conversation.id": "\(item.conversation)", "seq": "\(item.seq)", "error": "\(error)"])
            }
            if (try? await Task.sleep(for: backoff)) == nil { return }
            backoff = min(backoff * 2, Self.storeBackoffMax)
        }
    }

    private func write(_ record: DeliveryChanged, of item: OutboxItem) async throws {
        guard record.state == .failed else {
            _ = try await log.append(to: item.conversation, at: now()) { _ in [.deliveryChanged(record)] }
            return
        }
        let follows = try await followUp(item.conversation, record)
        _ = try await log.append(to: item.conversation, at: now()) { state in
            [.deliveryChanged(record)] + follows(state)
        }
    }

    private func send(_ item: OutboxItem, over channel: any OutboundChannel) async -> SendOutcome {
        let limit =
            channel.dividesTexts ? Int.max : definitions[item.channel]?.limits.textCharactersMax ?? Int.max
        let parts = OutboundText.parts(item.message.text, charactersMax: limit)
        var sent = SendOutcome.sent
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            var message = OutboundMessage(
                key: parts.count == 1
                    ? "\(item.conversation)-\(item.seq)" : "\(item.conversation)-\(item.seq)-\(index + 1)",
                conversation: item.conversation, seq: item.seq, channel: item.channel, address: item.address,
                author: item.message.author, text: part, citations: isLast ? item.message.citations : [],
                sentAt: item.sentAt)
            message.answers = item.message.answers
            if isLast { message.attachments = item.message.attachments ?? [] }
            let outcome = await channel.send(message)
            guard case .failed(let failure) = outcome else {
                if outcome != .sent { sent = outcome }
                continue
            }
            if index == 0 { return outcome }
            // Earlier parts have arrived: only a platform that drops repeated keys may get the message again.
            return .failed(
                SendFailure(kind: failure.kind, retry: failure.retry, certainty: .unknown, detail: failure.detail))
        }
        return sent
    }

    private func giveUp(_ item: OutboxItem, _ attempt: Int) async throws {
        let change = DeliveryChanged(
            message: item.seq, state: .failed, attempt: attempt,
            detail: "nothing is configured that brings out messages of this channel")
        try await write(change, of: item)
    }
}
