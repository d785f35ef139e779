import AgentCore
import Conversations
import Escalation
import FoundationEssentials
import Knowledge
import SpokenLanguage
import SwitchboardConfiguration

/// Builds the agent of a configuration.
struct AgentAssembly {
    /// What the agent answers from; replaced as a whole when files change.
    let knowledge: KnowledgeBase
    let plan: EscalationPlan
    /// By persona file: the gateway's and those of single channels.
    private let agents: [String: Agent]
    private let main: Agent
    private let personaOfChannel: [ChannelName: String]

    /// Reads the knowledge, on the caller's thread, and builds one agent for each persona.
    init(_ loaded: LoadedConfiguration) {
        let knowledge = KnowledgeBase(loader: Self.knowledgeLoader(loaded))
        let plan = EscalationPlan(loaded.escalation)
        let spoken = Self.spoken(loaded)
        func agent(_ persona: Persona) -> Agent {
            Agent(
                persona: persona, knowledge: KnowledgePort(knowledge), escalation: plan,
                fallbackQueue: loaded.escalation.defaultQueue, spoken: spoken)
        }
        self.knowledge = knowledge
        self.plan = plan
        main = agent(loaded.persona)
        agents = loaded.personas.mapValues(agent)
        personaOfChannel = Dictionary(
            loaded.settings.channels.compactMap { channel in channel.persona.map { (channel.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What callers are asked for, by phone channel. Their day is the one of the company's clock.
    private static func spoken(_ loaded: LoadedConfiguration) -> [ChannelName: SpokenDetails] {
        let zone = loaded.escalation.hours.timeZone
        return loaded.settings.channels.reduce(into: [:]) { spoken, channel in
            guard let phone = channel.phone else { return }
            let language = phone.language ?? loaded.persona(of: channel.name).defaultLanguage
            spoken[channel.name] = SpokenDetails(
                kinds: phone.details, dialling: phone.dialling, tongue: Tongue(languageTag: language) ?? .english
            ) { now in
                let moment = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
                let seconds = now.milliseconds / 1000 + Int64(zone.secondsFromGMT(for: moment))
                return CivilDate(dayNumber: Int((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400))
            }
        }
    }

    /// The agent that speaks on a channel.
    func agent(on channel: ChannelName) -> Agent {
        personaOfChannel[channel].flatMap { agents[$0] } ?? main
    }

    /// The agent of every channel without a persona of its own.
    var agent: Agent { main }

    /// Days of articles begin and end by the clock of the company.
    static func knowledgeLoader(_ loaded: LoadedConfiguration) -> KnowledgeLoader {
        KnowledgeLoader(paths: loaded.settings.knowledge.map(\.path), zone: loaded.escalation.hours.timeZone)
    }
}
