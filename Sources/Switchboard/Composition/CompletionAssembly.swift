import Conversations
import Gateway
import TelephonyChannel

/// The channels that answer as an OpenAI-compatible model, joined: `model` names the channel.
enum CompletionAssembly {
    /// Nil where there is no such channel.
    static func line(_ desks: [CompletionDesk]) -> ModelLine? {
        guard !desks.isEmpty else { return nil }
        let byName = Dictionary(desks.map { ($0.channel.rawValue, $0) }) { first, _ in first }
        let names = byName.keys.sorted()
        return ModelLine(
            bodyBytesMax: ChatCompletionRequest.bytesMax,
            models: { id in
                guard let id else { return ChatCompletionModels.list(names) }
                guard byName[id] != nil else { throw failure(.unknown(model: id)) }
                return ChatCompletionModels.one(id)
            },
            answer: { body, client in
                do {
                    let request = try ChatCompletionRequest(body)
                    // With one channel there is nothing to choose, and clients must name something.
                    let isUnnamed = request.model.isEmpty || request.model == "switchboard"
                    guard let desk = byName[request.model] ?? (isUnnamed && desks.count == 1 ? desks[0] : nil) else {
                        throw ChatCompletionFault.unknown(model: request.model)
                    }
                    let reply = try await desk.answer(request, of: client)
                    guard reply.isStreaming else { return .whole(try await reply.whole()) }
                    let pieces = reply.pieces()
                    return .stream { try await pieces.next() }
                } catch let fault as ChatCompletionFault {
                    throw failure(fault)
                }
            },
            failure: { failure(ChatCompletionFault($0.status, saying: $0.detail)) })
    }

    private static func failure(_ fault: ChatCompletionFault) -> ModelLine.Failure {
        ModelLine.Failure(
            status: fault.status, json: fault.json, retryAfterSeconds: fault.retryAfterSeconds)
    }
}
