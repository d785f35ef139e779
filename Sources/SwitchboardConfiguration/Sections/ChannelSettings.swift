public import ConfigurationReading
public import ConnectorKit
public import Conversations
public import Recipes

/// One configured channel.
public struct ChannelSettings: Sendable {
    /// The kinds of channels: folders under `channels/`.
    public enum Kind: Sendable, Hashable {
        case webchat, rest, email, phone
        /// A platform that is data: a folder whose `channel.yaml` is a recipe.
        case recipe(String)

        /// The kinds that are code.
        static let builtIn: [(name: String, kind: Kind)] = [
            ("webchat", .webchat), ("rest", .rest), ("email", .email), ("phone", .phone),
        ]

        /// The folder's name.
        public var name: String {
            if case .recipe(let name) = self { return name }
            return Self.builtIn.first { $0.kind == self }?.name ?? ""
        }
    }

    public var kind: Kind
    public var name: ChannelName
    /// A persona file of its own; nil for the gateway's.
    public var persona: String?
    /// Country of telephone numbers it gives without a country code; nil for the company's.
    public var region: String? = nil
    /// What the core must know of it: the kind's definition with this channel's settings.
    public var definition: ChannelDefinition
    /// Where answers of a `rest` channel are sent; nil when the application fetches them.
    public var callback: Callback?
    /// How an `email` channel takes and sends mail.
    public var email: EmailSettings?
    /// How a `phone` channel takes and leads calls.
    public var phone: PhoneSettings?
    /// The platform of a channel that is data, with the channel's settings.
    public var recipe: RecipeChannel?

    /// Where the answers of a `rest` channel go.
    public struct Callback: Sendable, Hashable {
        public var url: String
        /// Signs every request (Standard Webhooks).
        public var secret: Secret
        /// Whether addresses of private networks may be called.
        public var allowsPrivateAddresses: Bool
    }
}

/// Reads the list of channels.
struct ChannelList {
    /// The folder with one folder for each kind of channel.
    let kindsFolder: String
    /// The configuration's own folder.
    let folder: String
    let environment: [String: String]
    let problems: ProblemCollector

    /// The channels that could be read; what is wrong with the others is reported.
    func read(_ root: ConfigurationReader) -> [ChannelSettings] {
        var names: [String: Int] = [:]
        let owners = AddressOwners()
        let shelf = RecipeShelf(folder: kindsFolder, problems: problems)
        let channels = root.sections("channels") { section -> ChannelSettings? in
            let channel = read(one: section, owners, shelf)
            let name = section.text("name") ?? ""
            if let first = names[name], !name.isEmpty {
                section.report("name", "\(Printable.quoted(name)) is already a channel, on line \(first)")
            } else {
                names[name] = section.line(of: "name")
            }
            return channel
        }
        if let channels, channels.isEmpty, root.items("channels")?.isEmpty == true {
            root.report("channels", "is empty; customers need at least one way in")
        }
        return (channels ?? []).compactMap { $0 }
    }

    private func read(
        one section: ConfigurationReader, _ owners: AddressOwners, _ shelf: RecipeShelf
    ) -> ChannelSettings? {
        let kind = kind(section, shelf)
        let name = name(section)
        let persona = section.existingFile("persona")
        let region = PhoneIdentitySettings.region(section)
        guard let kind else {
            _ = section.has("settings")
            return nil
        }
        if case .recipe(let folder) = kind {
            return read(section, named: name, persona: persona, recipe: shelf.recipe(folder), of: kind)
        }
        var definition: ChannelDefinition?
        if !kindsFolder.isEmpty {
            definition = ChannelFile.read(
                kindsFolder + "/\(kind.name)/channel.yaml", kind: kind.name, name: ChannelName(name),
                problems: problems)
        }
        var callback: ChannelSettings.Callback?
        var email: EmailSettings?
        var phone: PhoneSettings?
        _ = section.section("settings") { settings in
            if let window = settings.integer("burst_window_ms", in: 0...10_000, unit: "milliseconds") {
                definition = definition?.with(burstWindowMilliseconds: window)
            }
            if kind == .rest { callback = self.callback(settings) }
            if kind == .email {
                email = EmailSettingsReader(folder: folder, channel: name, owners: owners).read(settings)
            }
            if kind == .phone { phone = PhoneSettingsReader.read(settings) }
        }
        if kind == .email, !section.has("settings") {
            section.report("settings", "is missing; an e-mail channel needs address, smtp and a way in")
        }
        if kind == .phone, !section.has("settings") {
            section.report("settings", "is missing; a phone channel needs auth_tokens, completions, retell or listen")
        }
        if callback != nil { definition = definition?.pushed }
        guard let definition else { return nil }
        return ChannelSettings(
            kind: kind, name: ChannelName(name), persona: persona, region: region, definition: definition,
            callback: callback,
            email: email, phone: phone)
    }

    /// A channel whose platform is data.
    private func read(
        _ section: ConfigurationReader, named name: String, persona: String?, recipe: ChannelRecipe?,
        of kind: ChannelSettings.Kind
    ) -> ChannelSettings? {
        guard let recipe else {
            _ = section.has("settings")
            return nil
        }
        var channel: RecipeChannel?
        var burst: Int?
        let hasSettings = section.has("settings")
        _ = section.section("settings") { settings in
            channel = RecipeSettingsReader.read(settings, for: recipe)
            if !recipe.settings.contains(where: { $0.name == "burst_window_ms" }) {
                burst = settings.integer("burst_window_ms", in: 0...10_000, unit: "milliseconds")
            }
        }
        if !hasSettings {
            if let lack = RecipeSettingsReader.lack(of: recipe) {
                section.report("settings", "is missing; a channel of the kind \(kind.name) needs \(lack)")
            } else {
                channel = try? RecipeChannel(recipe: recipe, settings: [:])
            }
        }
        guard let channel else { return nil }
        let policy = recipe.policy
        var definition = ChannelDefinition(
            name: ChannelName(name), kind: kind.name, transport: .pushed,
            limits: ChannelLimits(
                textCharactersMax: min(max(1, policy.textMax) * max(1, policy.partsMax), Self.textCharactersMax)),
            burstWindowMilliseconds: burst ?? recipe.burstWindowMilliseconds)
        definition.takesFiles = policy.filesMax > 0
        var settings = ChannelSettings(
            kind: kind, name: ChannelName(name), persona: persona, definition: definition, callback: nil, email: nil,
            phone: nil)
        settings.recipe = channel
        return settings
    }

    /// Longest message of an operator on a platform that lets long ones go out in parts, in characters.
    private static let textCharactersMax = 20_000

    private func kind(_ section: ConfigurationReader, _ shelf: RecipeShelf) -> ChannelSettings.Kind? {
        guard let written = section.require("use", section.text("use")) else { return nil }
        if let kind = ChannelSettings.Kind.builtIn.first(where: { $0.name == written })?.kind { return kind }
        if shelf.has(written) { return .recipe(written) }
        let own = ChannelSettings.Kind.builtIn.map(\.name)
        _ = section.choice("use", words: own + shelf.kinds.filter { !own.contains($0) })
        return nil
    }

    private func name(_ section: ConfigurationReader) -> String {
        let name = section.requiredText("name")
        if !name.isEmpty && !Self.isName(name) {
            section.report("name", "must be 1 to 32 characters of a-z, 0-9 and -, beginning with a letter")
        }
        return name
    }

    private func callback(_ settings: ConfigurationReader) -> ChannelSettings.Callback? {
        let url = settings.webAddress("callback_url")
        let secret = settings.secret("callback_secret")
        let allowsPrivate = settings.flag("allow_private") ?? false
        guard settings.has("callback_url") else {
            for key in ["callback_secret", "allow_private"] where settings.has(key) {
                settings.report(key, "has no meaning without callback_url")
            }
            return nil
        }
        guard settings.has("callback_secret") else {
            settings.report("callback_secret", "is missing; it signs what is sent to callback_url")
            return nil
        }
        guard let url, let secret else { return nil }
        if secret.isKnown, !Self.isWebhookSecret(secret.revealed) {
            settings.report(
                "callback_secret",
                "must be whsec_ and the base64 of 24 to 64 random bytes; make one with: "
                    + "echo whsec_$(openssl rand -base64 32)")
        }
        return ChannelSettings.Callback(url: url, secret: secret, allowsPrivateAddresses: allowsPrivate)
    }

    /// Whether a text is a secret as the Standard Webhooks specification has it; the prefix and the padding may be
    /// missing.
    private static func isWebhookSecret(_ text: String) -> Bool {
        var digits = text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...]
        while digits.last == "=" { digits.removeLast() }
        let count = digits.utf8.count
        return digits.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/-_".contains($0)) }
            && count % 4 != 1 && (24...64).contains(count * 3 / 4)
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return text.utf8.count <= 32
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}

extension ChannelDefinition {
    /// The same channel with another burst window.
    func with(burstWindowMilliseconds: Int) -> ChannelDefinition {
        copy(transport: transport, burstWindowMilliseconds: burstWindowMilliseconds)
    }

    /// The same channel with its messages brought out instead of fetched.
    var pushed: ChannelDefinition { copy(transport: .pushed, burstWindowMilliseconds: burstWindowMilliseconds) }

    private func copy(transport: Transport, burstWindowMilliseconds: Int) -> ChannelDefinition {
        var copy = ChannelDefinition(
            name: name, kind: kind, transport: transport, limits: limits,
            burstWindowMilliseconds: burstWindowMilliseconds, paceMilliseconds: paceMilliseconds)
        copy.takesFiles = takesFiles
        return copy
    }
}
