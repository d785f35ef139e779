// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with; reasons in CONTRIBUTING.md.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Products of other packages, by the names targets use below.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "switchboard",
    products: [
        .executable(name: "switchboard", targets: ["Switchboard"]),
        .executable(name: "switchboard-bench", targets: ["SwitchboardBench"]),
        .executable(name: "mail-fuzz", targets: ["MailFuzz"]),
    ],
    dependencies: [
        // HTTP server and routing.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // WebSocket frames and upgrade, sockets.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Names of headers and methods, as Hummingbird speaks them.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // Outgoing HTTP: callbacks of the rest channel.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Start and orderly stop of long-running parts.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The embedded store (SQLite).
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // YAML documents: configuration, personas, front matter.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // The command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Logging behind one interface.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // HMAC, SHA-256 and random secrets.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Verification of the identity tokens a company's site signs.
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        // Certificates that sign what a mail provider posts.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    ],
    targets: [
        // The vocabulary. Depends on nothing.
        .target(name: "Conversations", swiftSettings: strict),

        // Contracts of channels; who a client behind proxies is.
        .target(name: "ConnectorKit", dependencies: ["Conversations"], swiftSettings: strict),

        // The turn.
        .target(name: "AgentCore", dependencies: ["Conversations", "SpokenLanguage"], swiftSettings: strict),
        .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
        .target(
            name: "Knowledge",
            dependencies: ["CSnowball", yams],
            swiftSettings: strict),

        // From the wire to the turn and back.
        .target(
            name: "Intake",
            dependencies: ["ConnectorKit", "Conversations", logging, serviceLifecycle],
            swiftSettings: strict),
        .target(
            name: "Delivery",
            dependencies: ["ConnectorKit", "Conversations", logging, serviceLifecycle],
            swiftSettings: strict),
        .target(
            name: "Escalation",
            dependencies: ["ConnectorKit", "Conversations", crypto, logging, serviceLifecycle],
            swiftSettings: strict),

        // All SQL.
        .target(
            name: "Storage",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "WebChatChannel", grdb,
            ],
            swiftSettings: strict),

        // Requests of ours to other hosts: where they may lead.
        .target(
            name: "OutgoingHTTP",
            dependencies: [nioCore, nioPosix],
            swiftSettings: strict),

        // Channels with state of their own.
        .target(
            name: "WebChatChannel",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP", asyncHTTPClient, crypto, jwtKit, nioCore, nioHTTP1,
                nioPosix,
            ],
            swiftSettings: strict),

        // E-mail: reading and writing of mails, the ways they go, and the channel.
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
        .target(name: "CHTMLTree", dependencies: ["CGumbo"]),
        .target(name: "MailFormat", dependencies: ["CGMime", "CGumbo", "CHTMLTree"], swiftSettings: strict),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "MailTransport",
            dependencies: ["CCurl", crypto, cryptoExtras, logging, nioCore, nioPosix, swiftASN1, x509],
            swiftSettings: strict),
        .target(
            name: "EmailChannel",
            dependencies: ["ConnectorKit", "Conversations", "MailFormat", "MailTransport", crypto, logging],
            swiftSettings: strict),

        // JSON as it was written, and put together from pieces.
        .target(name: "LosslessJSON", swiftSettings: strict),

        // Finished calls: vCon, captions, recognisers' JSON.
        .target(
            name: "TranscriptFormat",
            dependencies: ["LosslessJSON", crypto],
            swiftSettings: strict),

        // Phone calls: the pure core of live and listened-to calls.
        .target(
            name: "TelephonyChannel",
            dependencies: ["Conversations", "LosslessJSON", crypto],
            swiftSettings: strict),

        // Finished calls as they enter the log: who is who, what was promised, what was learned.
        .target(
            name: "FinishedCalls",
            dependencies: ["Conversations", "SpokenLanguage", "TranscriptFormat", crypto],
            swiftSettings: strict),

        // What is said on the phone: replies put into spoken words, callers' words understood and read back.
        .target(name: "SpokenLanguage", swiftSettings: strict),

        // Phone numbers by the rules of every country: libphonenumber behind four C functions.
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
        .target(name: "PhoneNumbers", dependencies: ["CPhoneNumber"], swiftSettings: strict),

        // Platforms that speak HTTP, as data: channel.yaml with jq programs.
        .systemLibrary(name: "CJQ", providers: [.apt(["libjq-dev"])]),
        .target(
            name: "Recipes",
            dependencies: [
                "CJQ", "ConfigurationReading", "ConnectorKit", "Conversations", crypto, cryptoExtras, yams,
            ],
            swiftSettings: strict),

        // What the data of a platform needs of the world: its requests performed, its messages brought out.
        .target(
            name: "RecipeChannels",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP", "Recipes", asyncHTTPClient, nioCore, nioHTTP1,
                nioPosix,
            ],
            swiftSettings: strict),

        // HTTP and WebSocket.
        .target(
            name: "Gateway",
            dependencies: [
                "ConnectorKit", "Conversations", "Intake", "WebChatChannel", crypto, httpTypes, hummingbird,
                hummingbirdCore, logging, nioCore, nioHTTP1, nioWebSocket,
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "OpsConsole",
            dependencies: [
                "ConnectorKit", "Conversations", "CSodium", "Escalation", crypto, httpTypes, hummingbird, logging,
                nioCore, serviceLifecycle,
            ],
            resources: [.copy("Resources/ops"), .copy("Resources/openapi.yaml")],
            swiftSettings: strict),

        // Files to validated values.
        .target(
            name: "ConfigurationReading", dependencies: [yams],
            swiftSettings: strict),
        .target(
            name: "SwitchboardConfiguration",
            dependencies: [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Escalation", "Recipes", "SpokenLanguage",
                yams,
            ],
            swiftSettings: strict),

        // Reads configuration, builds, runs.
        .executableTarget(
            name: "Switchboard",
            dependencies: [
                "AgentCore", "ConfigurationReading", "ConnectorKit", "Conversations", "Delivery", "EmailChannel",
                "Escalation", "FinishedCalls", "Gateway", "Intake", "Knowledge", "MailFormat", "MailTransport",
                "OpsConsole", "PhoneNumbers", "RecipeChannels", "Recipes", "SpokenLanguage", "Storage",
                "SwitchboardConfiguration", "TelephonyChannel", "TranscriptFormat", "WebChatChannel",
                argumentParser, asyncHTTPClient, hummingbird, logging, nioCore, nioHTTP1, nioPosix,
                serviceLifecycle, unixSignals,
            ],
            swiftSettings: strict),

        // Peers the benchmarks measure against; no installation needs it.
        .executableTarget(
            name: "SwitchboardBench",
            dependencies: ["Knowledge", "MailFormat", argumentParser, grdb, hummingbird, logging],
            swiftSettings: strict),

        // Changes mails at random and looks whether reading them keeps its bounds; scripts/fuzz-mail.
        .executableTarget(name: "MailFuzz", dependencies: ["MailFormat"], swiftSettings: strict),

        // Tests only: seeded chance, fakes, simulator.
        .target(
            name: "SwitchboardTesting",
            dependencies: ["Conversations", "Escalation", "Intake"],
            swiftSettings: strict),

        .testTarget(name: "ImportTests", swiftSettings: strict),
        .testTarget(
            name: "ConversationsTests", dependencies: ["Conversations", "SwitchboardTesting"], swiftSettings: strict),
        .testTarget(
            name: "AgentCoreTests", dependencies: ["AgentCore", "Conversations", "SpokenLanguage"],
            swiftSettings: strict),
        .testTarget(
            name: "KnowledgeTests", dependencies: ["Knowledge", "SwitchboardTesting"], swiftSettings: strict),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "SwitchboardTesting", logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "SwitchboardTesting", logging, serviceLifecycle,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EscalationTests",
            dependencies: ["ConnectorKit", "Conversations", "Escalation", "SwitchboardTesting", logging],
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "Storage",
                "SwitchboardTesting", "WebChatChannel", grdb, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebChatChannelTests",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP", "WebChatChannel", asyncHTTPClient, crypto, jwtKit,
                nioCore, nioHTTP1, nioPosix,
            ],
            swiftSettings: strict),
        .testTarget(name: "SpokenLanguageTests", dependencies: ["SpokenLanguage"], swiftSettings: strict),
        .testTarget(
            name: "MailFormatTests", dependencies: ["MailFormat", "SwitchboardTesting"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(name: "LosslessJSONTests", dependencies: ["LosslessJSON"], swiftSettings: strict),
        .testTarget(
            name: "TranscriptFormatTests", dependencies: ["LosslessJSON", "SwitchboardTesting", "TranscriptFormat"],
            swiftSettings: strict),
        .testTarget(
            name: "MailTransportTests",
            dependencies: ["MailTransport", crypto, cryptoExtras, logging, nioCore, nioPosix, swiftASN1, x509],
            swiftSettings: strict),
        .testTarget(
            name: "EmailChannelTests",
            dependencies: [
                "ConnectorKit", "Conversations", "EmailChannel", "MailFormat", "MailTransport", logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FinishedCallsTests",
            dependencies: ["Conversations", "FinishedCalls", "SpokenLanguage", "TranscriptFormat"],
            swiftSettings: strict),
        .testTarget(
            name: "TelephonyChannelTests",
            dependencies: ["Conversations", "LosslessJSON", "SwitchboardTesting", "TelephonyChannel", crypto],
            swiftSettings: strict),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Gateway", "Intake", "SwitchboardTesting", "WebChatChannel",
                httpTypes, hummingbird, hummingbirdCore, hummingbirdTesting, jwtKit, logging, nioCore, nioEmbedded,
                nioHTTP1, nioPosix, nioWebSocket,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OpsConsoleTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Escalation", "OpsConsole", "SwitchboardTesting", httpTypes,
                hummingbird, hummingbirdTesting, logging, nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ConnectorKitTests", dependencies: ["ConnectorKit", "Conversations", "SwitchboardTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "PhoneNumbersTests", dependencies: ["PhoneNumbers", "SwitchboardTesting"], swiftSettings: strict),
        .testTarget(
            name: "RecipesTests",
            dependencies: [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Recipes", crypto, cryptoExtras,
            ],
            swiftSettings: strict),
        .testTarget(name: "OutgoingHTTPTests", dependencies: ["OutgoingHTTP"], swiftSettings: strict),
        .testTarget(
            name: "RecipeChannelsTests",
            dependencies: [
                "ConnectorKit", "Conversations", "RecipeChannels", "Recipes", "SwitchboardTesting", nioCore,
                nioPosix,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SwitchboardConfigurationTests",
            dependencies: [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Escalation", "Recipes", "SpokenLanguage",
                "SwitchboardConfiguration", "SwitchboardTesting",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SwitchboardTests",
            dependencies: [
                "AgentCore", "ConfigurationReading", "ConnectorKit", "Conversations", "EmailChannel", "Escalation",
                "Intake", "MailFormat", "MailTransport", "OpsConsole", "Storage", "Switchboard",
                "SwitchboardConfiguration", "SwitchboardTesting", logging,
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
    ]
)
