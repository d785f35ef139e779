public import ConfigurationReading
public import ConnectorKit
public import Conversations

/// One configured channel.
public struct ChannelSettings: Sendable, Hashable {
    /// The kinds of this version: folders under `channels/`.
    public enum Kind: String, Sendable, CaseIterable {
        case webchat, rest, email, phone
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
        let channels = root.sections("channels") { section -> ChannelSettings? in
            let channel = read(one: section, owners)
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

    private func read(one section: ConfigurationReader, _ owners: AddressOwners) -> ChannelSettings? {
        let kind = kind(section)
        let name = name(section)
        let persona = section.existingFile("persona")
        let region = PhoneIdentitySettings.region(section)
        guard let kind else {
            _ = section.has("settings")
            return nil
        }
        var definition: ChannelDefinition?
        if !kindsFolder.isEmpty {
            definition = ChannelFile.read(
                kindsFolder + "/\(kind.rawValue)/channel.yaml", kind: kind.rawValue, name: ChannelName(name),
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

    private func kind(_ section: ConfigurationReader) -> ChannelSettings.Kind? {
        let later = ["whatsapp", "messenger", "instagram", "telegram", "slack", "sms", "voice", "teams"]
        let here = ChannelSettings.Kind.allCases.map(\.rawValue)
        guard let written = section.require("use", section.text("use")) else { return nil }
        if later.contains(written) {
            section.report(
                "use",
                "not part of this version: \(written); channels of this version: "
                    + here.joined(separator: ", "))
            return nil
        }
        return section.choice("use", of: ChannelSettings.Kind.self)
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
