public import ConfigurationReading

/// How an e-mail channel takes and sends mail.
public struct EmailSettings: Sendable, Hashable {
    /// A mail server that is connected to.
    public struct Server: Sendable, Hashable {
        /// How the connection is protected.
        public enum Security: String, Sendable, CaseIterable { case starttls, tls, none }

        public var host: String
        public var port: Int
        public var security: Security
        public var user: String?
        public var password: Secret?
        /// A bearer token (XOAUTH2) in place of a password.
        public var token: Secret?
        /// Where tokens are had, in place of both.
        public var oauth: OAuth?
        /// PEM certificates that are trusted instead of the system's.
        public var certificatesFile: String?
        public var allowsPlaintext: Bool
        /// For sending: connections at once, the name we greet with, and how long a mail is tried.
        public var connections: Int?
        public var greeting: String?
        public var tryHours: Int?
    }

    /// Between the four and the five days that other mail servers take (RFC 5321, 4.5.4.1).
    public static let tryHoursDefault = 108

    /// How access tokens are had from a provider.
    public struct OAuth: Sendable, Hashable {
        /// The grants of RFC 6749 that need nobody at the screen.
        public enum Grant: String, Sendable, CaseIterable {
            case refreshToken = "refresh_token"
            case clientCredentials = "client_credentials"
        }

        public var tokenURL: String
        public var clientID: String
        public var clientSecret: Secret?
        public var scope: String?
        public var grant: Grant
        /// There for the grant of that name.
        public var refreshToken: Secret?
    }

    /// A mailbox that is read.
    public struct Mailbox: Sendable, Hashable {
        /// What becomes of a mail that was taken.
        public enum AfterTaking: Sendable, Hashable {
            case keyword, seen, nothing
            case move(folder: String)
        }

        /// Which mails are taken that lie there at the first look.
        public enum Start: String, Sendable, CaseIterable { case unseen, all, new }

        public var server: Server
        public var folders: [String]
        public var afterTaking: AfterTaking
        public var start: Start
        public var pollSeconds: Int
        public var renumberedMailsMax: Int
    }

    /// Where a mail server on this machine hands mail over.
    public struct Listener: Sendable, Hashable {
        /// A port of this machine, or a socket in its file system.
        public enum Address: Sendable, Hashable {
            case tcp(host: String, port: Int)
            case unix(path: String)
        }

        public var address: Address
        public var mailBytesMax: Int
    }

    /// A bucket that mails are left in.
    public struct Bucket: Sendable, Hashable {
        public var name: String
        public var region: String
        public var accessKey: String
        public var secretKey: Secret
        /// Of another store than Amazon's.
        public var endpoint: String?
        public var allowsPrivateAddresses: Bool
    }

    /// A provider that posts mail, and what proves that it is the provider.
    public enum Webhook: Sendable, Hashable {
        /// What a call must bring along.
        public enum Proof: Sendable, Hashable {
            case basic(user: String, password: Secret)
            case secret(Secret)
        }

        case sendgrid(Proof)
        case sendgridSigned(publicKey: String)
        case postmark(Proof)
        case mailgun(signingKey: Secret)
        case ses(topics: [String], bucket: Bucket?)
    }

    public var address: String
    public var aliases: [String]
    public var usesPlusAddresses: Bool
    public var trustedServers: [String]
    public var smtp: Server
    public var mailbox: Mailbox?
    public var listener: Listener?
    public var webhook: Webhook?
    public var automaticMailsPerHourMax: Int
    public var automaticMailsPerDayMax: Int
}
