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
            dependencies: ["CSnowball", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),

        // From the wire to the turn and back.
        .target(
            name: "Intake",
            dependencies: [
                "ConnectorKit", "Conversations", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Delivery",
            dependencies: [
                "ConnectorKit", "Conversations", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Escalation",
            dependencies: [
                "ConnectorKit", "Conversations", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // All SQL.
        .target(
            name: "Storage",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "WebChatChannel",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),

        // Requests of ours to other hosts: where they may lead.
        .target(
            name: "OutgoingHTTP",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),

        // Channels with state of their own.
        .target(
            name: "WebChatChannel",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
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
            dependencies: [
                "CCurl",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            swiftSettings: strict),
        .target(
            name: "EmailChannel",
            dependencies: [
                "ConnectorKit", "Conversations", "MailFormat", "MailTransport",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        // JSON as it was written, and put together from pieces.
        .target(name: "LosslessJSON", swiftSettings: strict),

        // Finished calls: vCon, captions, recognisers' JSON.
        .target(
            name: "TranscriptFormat",
            dependencies: ["LosslessJSON", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),

        // Phone calls: the pure core of live and listened-to calls.
        .target(
            name: "TelephonyChannel",
            dependencies: ["Conversations", "LosslessJSON", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),

        // Finished calls as they enter the log: who is who, what was promised, what was learned.
        .target(
            name: "FinishedCalls",
            dependencies: [
                "Conversations", "SpokenLanguage", "TranscriptFormat",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
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
                "CJQ", "ConfigurationReading", "ConnectorKit", "Conversations",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),

        // What the data of a platform needs of the world: its requests performed, its messages brought out.
        .target(
            name: "RecipeChannels",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP", "Recipes",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),

        // HTTP and WebSocket.
        .target(
            name: "Gateway",
            dependencies: [
                "ConnectorKit", "Conversations", "Intake", "WebChatChannel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "OpsConsole",
            dependencies: [
                "ConnectorKit", "Conversations", "CSodium", "Escalation",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources/ops"), .copy("Resources/openapi.yaml")],
            swiftSettings: strict),

        // Files to validated values.
        .target(
            name: "ConfigurationReading", dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "SwitchboardConfiguration",
            dependencies: [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Escalation", "Recipes", "SpokenLanguage",
                .product(name: "Yams", package: "Yams"),
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
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Peers the benchmarks measure against; no installation needs it.
        .executableTarget(
            name: "SwitchboardBench",
            dependencies: [
                "Knowledge", "MailFormat",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
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
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "SwitchboardTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "SwitchboardTesting",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EscalationTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Escalation", "SwitchboardTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Delivery", "Escalation", "Intake", "Storage", "SwitchboardTesting",
                "WebChatChannel",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebChatChannelTests",
            dependencies: [
                "ConnectorKit", "Conversations", "OutgoingHTTP", "WebChatChannel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
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
            dependencies: [
                "MailTransport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EmailChannelTests",
            dependencies: [
                "ConnectorKit", "Conversations", "EmailChannel", "MailFormat", "MailTransport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FinishedCallsTests",
            dependencies: ["Conversations", "FinishedCalls", "SpokenLanguage", "TranscriptFormat"],
            swiftSettings: strict),
        .testTarget(
            name: "TelephonyChannelTests",
            dependencies: [
                "Conversations", "LosslessJSON", "SwitchboardTesting", "TelephonyChannel",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Gateway", "Intake", "SwitchboardTesting", "WebChatChannel",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OpsConsoleTests",
            dependencies: [
                "ConnectorKit", "Conversations", "Escalation", "OpsConsole", "SwitchboardTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
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
                "ConfigurationReading", "ConnectorKit", "Conversations", "Recipes",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .testTarget(name: "OutgoingHTTPTests", dependencies: ["OutgoingHTTP"], swiftSettings: strict),
        .testTarget(
            name: "RecipeChannelsTests",
            dependencies: [
                "ConnectorKit", "Conversations", "RecipeChannels", "Recipes", "SwitchboardTesting",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SwitchboardConfigurationTests",
            dependencies: [
                "ConfigurationReading", "ConnectorKit", "Conversations", "Escalation", "Recipes", "SpokenLanguage",
                "SwitchboardConfiguration",
                "SwitchboardTesting",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SwitchboardTests",
            dependencies: [
                "AgentCore", "ConfigurationReading", "ConnectorKit", "Conversations", "EmailChannel", "Escalation",
                "Intake", "MailFormat", "MailTransport", "OpsConsole", "Storage", "Switchboard",
                "SwitchboardConfiguration",
                "SwitchboardTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
    ]
)
