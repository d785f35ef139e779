public import Conversations

/// Speaks with the persona's fixed lines and the articles' own sentences; needs no model and cannot fail.
public struct BuiltInResponder: Responder {
    public init() {}

    public func compose(_ request: ComposeRequest) async throws -> TurnOutcome.Reply { write(request) }

    /// The reply, without suspension.
    func write(_ request: ComposeRequest) -> TurnOutcome.Reply {
        let wording = request.wording
        var parts: [String] = []
        var citations: [Citation] = []
        for move in request.moves {
            switch move {
            case .line(let key):
                parts.append(wording.line(key))
            case .about(let key, let question):
                parts.append(wording.line(key, ["q": Quotation.of(question)]))
            case .words(let text):
                parts.append(text)
            case .answer(let answer):
                if answer.language.languagePart != request.language.languagePart {
                    parts.append(wording.line("only_other_language"))
                }
                parts.append(answer.text)
                if !citations.contains(answer.citation) { citations.append(answer.citation) }
            case .clarify(let first, let second):
                parts.append(wording.line("clarify", ["a": first.title, "b": second.title]))
            }
        }
        return TurnOutcome.Reply(
            text: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"), citations: citations)
    }
}

extension String {
    /// `de` of `de-AT`.
    var languagePart: Substring {
        prefix { $0 != "-" && $0 != "_" }
    }
}
