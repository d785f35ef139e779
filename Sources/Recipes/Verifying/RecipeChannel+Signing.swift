extension RecipeChannel {
    /// The header the recipe's first keyed hash stands in; nil when it has none.
    public var signatureHeader: String? {
        hmac.flatMap { $0.place.kind == .header ? $0.place.name : nil }
    }

    /// A request's signature as the platform would write it, by the recipe's first keyed hash: for samples, and for
    /// trying a channel out.
    public func signature(of request: WebhookRequest) -> String? {
        hmac?.signature(of: request, settings: settings)
    }

    private var hmac: HMACScheme? {
        recipe.verifier.schemes.lazy.compactMap { if case .hmac(let scheme) = $0 { scheme } else { nil } }.first
    }
}

extension ChannelRecipe {
    /// Where the platform publishes the keys its tokens are signed with.
    public var keySources: [KeySource] {
        verifier.schemes.compactMap { if case .jwt(let scheme) = $0 { scheme.keys } else { nil } }
    }
}
