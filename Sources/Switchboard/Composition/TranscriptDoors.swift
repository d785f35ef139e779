import ConfigurationReading
import Conversations
import FinishedCalls
import Foundation
import Gateway
import Storage
import SwitchboardConfiguration
import TelephonyChannel

extension TranscriptDoor {
    /// The door of a phone channel: its platform signs with the channel's token, others bring an API token.
    init(_ channel: ChannelName, _ phone: PhoneSettings, in loaded: LoadedConfiguration, core: PhoneAssembly.Core) {
        let taker = TranscriptTaker(channel, phone, in: loaded, store: core.store, now: core.now)
        let signatures = TwilioSignature(tokens: phone.authTokens.map(\.revealed))
        let publicURL = loaded.settings.gateway.publicURL
        let now = core.now
        self.init(
            bodyBytesMax: TranscriptTaker.bytesMax,
            isSigned: { call in
                guard let url = TwilioRequestURL(publicURL: publicURL, path: call.path, rawQuery: call.query) else {
                    return false
                }
                let signature = call.header("x-twilio-signature")
                if Self.isForm(call) {
                    return FormFields(call.body).map {
                        signatures.isValid(signature, url: url, content: .form($0))
                    } ?? false
                }
                return signatures.isValid(signature, url: url, content: .body(call.body))
            },
            take: { call in
                if Self.isForm(call) {
                    throw Problem(
                        status: 422, title: "No finished call",
                        detail:
                            "shape: $: a form tells one moment of a running call. Send the whole call when it is over.")
                }
                let outcome = try await taker.take(Data(call.body), try Self.hints(call, now()))
                if case .refused(let problem) = outcome {
                    throw Problem(
                        status: 422, title: "Transcript refused", detail: "\(problem). Nothing was stored.")
                }
                let status = if case .known = outcome { 200 } else { 201 }
                return Reply(status: status, json: outcome.json.text)
            })
    }

    private static func isForm(_ call: CallLine.Call) -> Bool {
        call.header("content-type")?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
    }

    /// What the address tells of a call whose transcript does not: `?call=…&caller=…&began_at=…`.
    private static func hints(_ call: CallLine.Call, _ now: Timestamp) throws -> FinishedCallReader.Hints {
        let fields = FormFields((call.query ?? "").utf8)
        var hints = FinishedCallReader.Hints(callID: fields?["call"], caller: fields?["caller"], takenAt: now)
        if let written = fields?["began_at"] {
            guard let began = CallTime.read(written) else {
                throw Problem(
                    status: 400, title: "Bad request",
                    detail: "?began_at= must be a moment such as 2026-11-23T10:00:00Z (RFC 3339).")
            }
            hints.beganAt = began
        }
        return hints
    }
}

/// Moments as RFC 3339 writes them.
enum CallTime {
    /// Nil for anything else.
    static func read(_ text: String) -> Timestamp? {
        let date =
            (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        return date.map { Timestamp(milliseconds: Int64(($0.timeIntervalSince1970 * 1000).rounded())) }
    }
}
