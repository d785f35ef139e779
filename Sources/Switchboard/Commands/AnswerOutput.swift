import Conversations

/// A turn's outcome as `ask --json` writes it.
enum AnswerJSON {
    static func value(_ outcome: TurnOutcome) -> JSONText {
        .object([
            (key: "text", value: .string(outcome.replies.map(\.text).joined(separator: "\n\n"))),
            (key: "language", value: .string(outcome.language)),
            (key: "intent", value: .string(outcome.trace.intent)),
            (key: "confidence", value: .number(outcome.trace.confidence)),
            (key: "citations", value: .array(outcome.replies.flatMap(\.citations).map(citation))),
            (key: "escalation", value: outcome.escalation.map(escalation) ?? .null),
            (key: "result", value: .string(outcome.result.rawValue)),
            (key: "trace", value: .array(outcome.trace.steps.map(step))),
        ])
    }

    private static func citation(_ citation: Citation) -> JSONText {
        .object([
            (key: "id", value: .string(citation.id)), (key: "title", value: .string(citation.title)),
            (key: "url", value: .optional(citation.url)),
        ])
    }

    private static func escalation(_ escalation: TurnOutcome.Escalation) -> JSONText {
        .object([
            (key: "reason", value: .string(escalation.reason.rawValue)),
            (key: "detail", value: .string(escalation.detail)),
            (key: "queue", value: .string(escalation.queue)),
            (key: "priority", value: .string(escalation.priority.word)),
        ])
    }

    private static func step(_ step: TurnTrace.Step) -> JSONText {
        .object([
            (key: "stage", value: .string(step.stage)), (key: "fact", value: .string(step.fact)),
            (key: "value", value: .string(step.value)),
        ])
    }
}

/// A turn's outcome for somebody at a terminal.
enum AnswerText {
    /// The reply, then its sources, then what was done with it.
    static func lines(_ outcome: TurnOutcome) -> [String] {
        var lines: [String] = []
        for reply in outcome.replies {
            lines += reply.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                TextTable.plain(String($0))
            }
        }
        let citations = outcome.replies.flatMap(\.citations)
        for citation in citations {
            let link = citation.url.map { " <\($0)>" } ?? ""
            lines.append(TextTable.plain("  [\(citation.id)] \(citation.title)\(link)"))
        }
        if let escalation = outcome.escalation {
            lines.append(
                "  handed over: \(escalation.reason.rawValue), queue \(escalation.queue), \(escalation.priority.word)")
        }
        return lines
    }

    static func print(_ outcome: TurnOutcome) {
        for line in lines(outcome) { Terminal.line(line) }
    }
}
