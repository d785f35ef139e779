import AsyncHTTPClient
import ConfigurationReading
import ConnectorKit
import Conversations
import Gateway
import Intake
import SwitchboardConfiguration
import WebChatChannel

/// The channels of a configuration, as each part of the gateway needs them.
struct ConfiguredChannels: ChannelDirectory {
    let definitions: [ChannelName: ChannelDefinition]
    let publicChannels: [PublicChannel]
    /// Those that bring messages out over HTTP.
    let outbound: [ChannelName: any OutboundChannel]

    /// - Throws: ``CommandFailure`` for an avatar, a key or an address that cannot be used.
    init(_ loaded: LoadedConfiguration, client: HTTPClient, now: @escaping @Sendable () -> Timestamp) async throws {
        let identity = try await Self.identity(loaded.settings.identity)
        var definitions: [ChannelName: ChannelDefinition] = [:]
        var publicChannels: [PublicChannel] = []
        var outbound: [ChannelName: any OutboundChannel] = [:]
        for channel in loaded.settings.channels {
            definitions[channel.name] = channel.definition
            if channel.kind != .webchat && channel.kind != .rest { continue }
            publicChannels.append(
                PublicChannel(
                    definition: channel.definition, persona: loaded.persona(of: channel.name),
                    avatar: try Self.avatar(of: channel, loaded),
                    identity: channel.kind == .webchat ? identity : nil))
            if let callback = channel.callback {
                let configuration = RestCallback.Configuration(
                    url: callback.url, secret: callback.secret.revealed,
                    allowsPrivate: callback.allowsPrivateAddresses)
                do {
                    outbound[channel.name] = try RestCallback(configuration, client: client, now: now)
                } catch {
                    throw CommandFailure.badUse("channel \(channel.name): callback: \(error)")
                }
            }
        }
        self.definitions = definitions
        self.publicChannels = publicChannels
        self.outbound = outbound
    }

    func definition(of channel: ChannelName) -> ChannelDefinition? { definitions[channel] }

    private static func avatar(of channel: ChannelSettings, _ loaded: LoadedConfiguration) throws -> StaticFile? {
        let persona = loaded.persona(of: channel.name)
        guard let avatar = persona.avatar else { return nil }
        do {
            return try StaticFile(path: avatar)
        } catch {
            throw CommandFailure.badUse("persona \(persona.name): avatar \(avatar) cannot be read")
        }
    }

    private static func identity(_ settings: IdentitySettings) async throws -> IdentityTokens? {
        guard let jwt = settings.jwt else { return nil }
        let rules = IdentityTokens.Rules(issuer: jwt.issuer, audience: jwt.audience)
        let key: IdentityTokens.Key
        switch (jwt.algorithm, jwt.key) {
        case (.hs256, .secret(let secret)): key = .hs256(secret: secret.revealed)
        case (.es256, .publicKey(let pem)): key = .es256(pem: pem)
        case (.rs256, .publicKey(let pem)): key = .rs256(pem: pem)
        default:
            throw CommandFailure.badUse(
                "identity.jwt.algorithm: \(jwt.algorithm.rawValue) is not taken; use HS256, ES256 or RS256")
        }
        do {
            return try await IdentityTokens(key: key, rules: rules)
        } catch let refusal as IdentityRefusal {
            throw CommandFailure.badUse("identity.jwt: \(refusal.detail)")
        } catch {
            throw CommandFailure.badUse(
                "identity.jwt.public_key_file: holds no public key that \(jwt.algorithm.rawValue) can be checked with")
        }
    }
}
