import AgentCore
import Conversations
import Escalation
import Knowledge
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
        func agent(_ persona: Persona) -> Agent {
            Agent(
                persona: persona, knowledge: KnowledgePort(knowledge), escalation: plan,
                fallbackQueue: loaded.escalation.defaultQueue)
        }
        self.knowledge = knowledge
        self.plan = plan
        main = agent(loaded.persona)
        agents = loaded.personas.mapValues(agent)
        personaOfChannel = Dictionary(
            loaded.settings.channels.compactMap { channel in channel.persona.map { (channel.name, $0) } },
            uniquingKeysWith: { first, _ in first })
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
