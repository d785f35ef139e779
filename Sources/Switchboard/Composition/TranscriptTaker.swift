import Conversations
import Escalation
import FinishedCalls
import Foundation
import Storage
import SwitchboardConfiguration
import TranscriptFormat

/// Takes finished calls in on one phone channel, whoever brings them.
struct TranscriptTaker: Sendable {
    /// What became of a transcript.
    enum Outcome {
        case taken(FiledCall, CallRecord)
        /// With its id.
        case known(FiledCall, String)
        case refused(Transcript.Problem)
    }

    /// Largest file that is taken, in bytes: an hour's recording inside a vCon.
    static let bytesMax = 48 << 20

    private let reader: FinishedCallReader
    private let queue: String
    private let store: SQLiteStore
    private let now: @Sendable () -> Timestamp
    /// Whether what was promised opens a case.
    var opensCases = true

    init(
        _ channel: ChannelName, _ phone: PhoneSettings, in loaded: LoadedConfiguration, store: SQLiteStore,
        now: @escaping @Sendable () -> Timestamp
    ) {
        reader = FinishedCallReader(
            FinishedCallReader.Company(
                channel: channel, language: phone.language ?? loaded.persona(of: channel).defaultLanguage,
                timeZone: loaded.escalation.hours.timeZone, details: phone.details, dialling: phone.dialling))
        queue = loaded.escalation.defaultQueue
        self.store = store
        self.now = now
    }

    /// - Throws: ``StoreFailure`` with nothing written.
    func take(_ bytes: Data, _ hints: FinishedCallReader.Hints) async throws -> Outcome {
        guard bytes.count <= Self.bytesMax else {
            return .refused(.init(.limit, at: "byte \(Self.bytesMax)", "more than \(Self.bytesMax) bytes"))
        }
        let transcript = Transcript.read(bytes)
        var call: CallRecord
        do {
            let id = try reader.identify(transcript, hints)
            // Most of an import that is run again is known: what was promised in it need not be found once more.
            if let known = try await store.filedCall(id, on: reader.company.channel) { return .known(known, id) }
            call = try reader.read(transcript, hints)
        } catch let problem as Transcript.Problem {
            return .refused(problem)
        }
        if !opensCases { call.followUp = nil }
        call.original = InboundMessage.Original(
            mediaType: Self.mediaType(of: transcript.format), bytes: [UInt8](bytes))
        let filed = try await store.file(call, queue: queue, at: now())
        return filed.isDuplicate ? .known(filed, call.id) : .taken(filed, call)
    }

    private static func mediaType(of format: Transcript.Format) -> String {
        switch format {
        case .vcon: "application/vcon+json"
        case .webvtt: "text/vtt"
        case .srt: "application/x-subrip"
        case .text: "text/plain"
        default: "application/json"
        }
    }
}

extension TranscriptTaker.Outcome {
    /// One object: `{outcome, conversation, customer, call, …}`.
    var json: JSONText {
        switch self {
        case .refused(let problem):
            return .object([
                (key: "outcome", value: .string("refused")), (key: "kind", value: .string(problem.kind.rawValue)),
                (key: "place", value: .string(problem.place)), (key: "detail", value: .string(problem.detail)),
            ])
        case .known(let filed, let id):
            return .object(
                Self.place(filed, id, "known") + [(key: "led_live", value: .bool(filed.wasLive))])
        case .taken(let filed, let call):
            let facts = call.facts.map { fact in
                JSONText.object([(key: "key", value: .string(fact.key)), (key: "value", value: .string(fact.value))])
            }
            return .object(
                Self.place(filed, call.id, "taken") + [
                    (key: "title", value: .string(call.title)),
                    (key: "began_at", value: .string(call.beganAt.description)),
                    (key: "ended_at", value: .string(call.endedAt.description)),
                    (key: "messages", value: .integer(Int64(call.entries.count))), (key: "facts", value: .array(facts)),
                    (key: "case", value: .optional(filed.followUp?.description)),
                    (key: "follow_up", value: .optional(call.followUp?.detail)),
                    (key: "remark", value: .optional(call.remark?.text)),
                ])
        }
    }

    private static func place(
        _ filed: FiledCall, _ call: String, _ outcome: String
    ) -> [(key: String, value: JSONText)] {
        [
            (key: "outcome", value: .string(outcome)),
            (key: "conversation", value: .string(filed.conversation.description)),
            (key: "customer", value: .string(filed.customer.description)), (key: "call", value: .string(call)),
        ]
    }

    /// What the terminal shows beside the file.
    var text: String {
        switch self {
        case .refused(let problem): problem.description
        case .known(let filed, _): "\(filed.conversation)" + (filed.wasLive ? ", led live" : "")
        case .taken(let filed, let call):
            "\(filed.conversation), \(call.title)" + (filed.followUp.map { ", case \($0)" } ?? "")
        }
    }

    /// `taken`, `known` or `refused`.
    var word: String {
        switch self {
        case .taken: "taken"
        case .known: "known"
        case .refused: "refused"
        }
    }
}
