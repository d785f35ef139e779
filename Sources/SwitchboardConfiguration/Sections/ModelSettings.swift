import ConfigurationReading

/// Which language model phrases the answers.
public struct ModelSettings: Sendable, Hashable {
    /// Who runs the model.
    public enum Provider: String, Sendable, CaseIterable {
        /// No model: the built-in responder answers from the knowledge alone.
        case none
    }

    public var provider: Provider = .none

    init(reading section: ConfigurationReader?) {
        guard let section else { return }
        let later = ["openai", "anthropic"]
        if let word = section.choice("provider", words: Provider.allCases.map(\.rawValue) + later), later.contains(word)
        {
            section.report(
                "provider", "not part of this version: \(word); write none, the built-in responder needs no model")
        }
        for key in ["base_url", "api_key", "model", "fallback"] {
            section.notInThisVersion(key, "language models; leave the key out")
        }
    }
}
