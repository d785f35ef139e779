import Conversations
import Escalation
import Gateway
import Intake
import Logging
import NIOCore
import NIOPosix
import Storage
import SwitchboardConfiguration
import TelephonyChannel

/// One phone channel, joined: what answers calls and what leads them.
struct PhoneAssembly {
    /// The core as calls see it.
    struct Core {
        let store: SQLiteStore
        let take: @Sendable (InboundMessage) async throws -> Accepted
        let hub: ConversationHub
        let desk: Desk
        let now: @Sendable () -> Timestamp
    }

    let channel: ChannelName
    /// Nil where no platform signs forms.
    let line: CallLine?
    /// Nil where the channel is no model.
    let completions: CompletionDesk?

    init(
        _ settings: ChannelSettings, _ phone: PhoneSettings, in loaded: LoadedConfiguration, core: Core, logger: Logger
    ) async throws {
        let channel = settings.name
        self.channel = channel
        let persona = loaded.persona(of: channel)
        let key = try await core.store.secret(named: "phone calls")
        let calls = CallPlan.settings(phone, channel: channel, persona: persona, rules: loaded.escalation)
        let greeting = CallPlan.greeting(persona, language: calls.language)
        let ports = Self.ports(core, channel, logger)
        completions =
            phone.answersCompletions
            ? CompletionDesk(settings: calls, greeting: greeting, ports: ports, requestsMax: phone.callsMax) : nil
        guard !phone.authTokens.isEmpty else {
            line = nil
            return
        }
        let desk = CallDesk(
            settings: calls, greeting: greeting, seal: HandoffSeal(channel: channel, key: key), ports: ports,
            callsMax: phone.callsMax)
        let door = CallDoor(
            channel: channel, desk: desk, signatures: TwilioSignature(tokens: phone.authTokens.map(\.revealed)),
            tickets: RelayTickets(channel: channel, key: key),
            options: CallPlan.door(phone, calls, publicURL: loaded.settings.gateway.publicURL))
        line = Self.line(door, channel, logger)
    }

    private static func line(_ door: CallDoor, _ channel: ChannelName, _ logger: Logger) -> CallLine {
        @Sendable func checked<Answer>(
            _ ask: (CallDoor.Request) async throws(CallDoor.Refusal) -> Answer, _ call: CallLine.Call
        ) async throws -> Answer {
            do throws(CallDoor.Refusal) {
                return try await ask(
                    CallDoor.Request(
                        path: call.path, query: call.query, signature: call.header("x-twilio-signature"),
                        body: call.body))
            } catch {
                logger.warning(
                    "call refused", metadata: ["channel.id": "\(channel)", "reason": "\(error.rawValue)"])
                throw problem(error)
            }
        }
        @Sendable func answer(_ twiML: String) -> CallLine.Reply {
            CallLine.Reply(mediaType: TwiML.mediaType, text: twiML)
        }
        return CallLine(
            bodyBytesMax: FormFields.bytesMax,
            voice: { answer(try await checked(door.voice, $0)) },
            after: { answer(try await checked(door.after, $0)) },
            relay: { call in
                let socket = try await checked(door.admit, call)
                return CallLine.Listener(
                    opened: { socket.opened(send: $0.send, close: $0.close) }, received: socket.received,
                    closed: socket.closed)
            })
    }

    private static func problem(_ refusal: CallDoor.Refusal) -> Problem {
        switch refusal {
        case .unreadable:
            Problem(status: 400, title: "Bad request", detail: "The form is no call of the platform. Nothing was done.")
        case .signature:
            Problem(
                status: 403, title: "Signature refused",
                detail: "X-Twilio-Signature is missing or does not fit. Check auth_tokens and gateway.public_url.")
        case .ticket:
            Problem(
                status: 403, title: "Ticket refused",
                detail: "The ticket is missing, used or too old. Connect the call again with what /voice answers.")
        }
    }

    private static func ports(_ core: Core, _ channel: ChannelName, _ logger: Logger) -> CallPorts {
        CallPorts(
            take: { message in
                let accepted = try await core.take(message)
                return CallPorts.Taken(conversation: accepted.state.id, isDuplicate: accepted.isDuplicate)
            }, log: core.store,
            listen: { conversation, tell in
                let subscription = core.hub.subscribe(to: conversation) { event in
                    if case .appended(let appended) = event { tell(appended.events) }
                }
                return { subscription.cancel() }
            },
            requestHuman: { _ = try await core.desk.customerAsksForHuman($0) }, now: core.now,
            after: { milliseconds, ring in
                let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(milliseconds)) {
                    ring()
                }
                return { timer.cancel() }
            },
            report: { trouble, call in
                logger.warning(
                    "call in trouble",
                    metadata: ["channel.id": "\(channel)", "call.id": "\(call)", "reason": "\(trouble.rawValue)"])
            })
    }
}
