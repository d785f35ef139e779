import ConfigurationReading
import ConnectorKit
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
        let responder: AgentResponder
        let now: @Sendable () -> Timestamp
    }

    let channel: ChannelName
    /// Nil where no platform leads calls.
    let line: CallLine?
    /// Nil where the channel is no model.
    let completions: CompletionDesk?
    /// Ends calls that died with their process; nil where none are led or listened to.
    let sweep: CallSweep?

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
        var doors = CallDoors(channel: channel, logger: logger)
        let seal = HandoffSeal(channel: channel, key: key)
        var desks: [CallDesk] = []
        var ears: [ListeningDesk] = []
        if !phone.authTokens.isEmpty {
            let desk = CallDesk(
                settings: calls, greeting: greeting, seal: seal, ports: ports, callsMax: phone.callsMax)
            desks.append(desk)
            doors.add(
                CallDoor(
                    channel: channel, desk: desk,
                    signatures: TwilioSignature(tokens: phone.authTokens.map(\.revealed)),
                    tickets: RelayTickets(channel: channel, key: key),
                    options: CallPlan.door(phone, calls, publicURL: loaded.settings.gateway.publicURL)))
        }
        if let retell = phone.retell {
            let desk = CallDesk(
                settings: calls, greeting: greeting, seal: seal, ports: ports, callsMax: phone.callsMax,
                isRetell: true)
            desks.append(desk)
            doors.add(
                RetellDoor(
                    desk: desk, pathSecret: retell.pathSecret.revealed, apiKeys: retell.apiKeys.map(\.revealed)))
        }
        if let listening = phone.listening {
            let desk = ListeningDesk(
                settings: calls, ports: Self.listening(core, ports, settings.definition.limits),
                callsMax: phone.callsMax)
            ears.append(desk)
            doors.add(
                ListeningDoor(
                    desk: desk, inbound: listening.inbound == .customer ? .customer : .operator,
                    signatures: TwilioSignature(tokens: phone.authTokens.map(\.revealed)),
                    publicURL: loaded.settings.gateway.publicURL))
        }
        line = doors.line
        sweep =
            desks.isEmpty && ears.isEmpty
            ? nil
            : CallSweep(
                channel: channel,
                calls: AbandonedCalls(
                    desks: desks, ears: ears, within: Int64(phone.timing.reconnectWithin), ports: ports),
                store: core.store, now: core.now, logger: logger)
    }

    private static func listening(_ core: Core, _ calls: CallPorts, _ limits: ChannelLimits) -> ListeningPorts {
        ListeningPorts(
            calls: calls,
            consider: { state, message, memory in
                let customer = try await core.store.context(of: state)
                // The notice is not ours to give: a person speaks.
                return try await core.responder.respond(
                    to: TurnInput(
                        conversation: state.id, channel: state.channel, unseen: [message], customer: customer,
                        language: state.language ?? customer.language, memory: memory, unanswered: 0,
                        disclosed: true, handBackSummary: nil, nextCase: state.nextCaseID, limits: limits,
                        now: core.now()))
            },
            lead: { conversation, name in
                guard let account = try await core.store.operatorAccount(named: name) else { return }
                _ = try await core.desk.takeOver(conversation, by: DeskUser(account))
            })
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
