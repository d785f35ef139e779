import ConfigurationReading
public import Escalation

/// The operators' side: `/ops` and `/api/v1`.
public struct ConsoleSettings: Sendable, Hashable {
    /// Address to listen on; the gateway's when not set.
    public var host: String
    /// TCP port; the gateway's when not set. With the gateway's address and port, one listener serves both.
    public var port: Int
    /// How long a sign-in lasts, in hours.
    public var sessionHours: Int
    /// What operators may send with a message.
    public var files: FileLimits

    init(reading section: ConfigurationReader?, gateway: GatewaySettings) {
        host = section?.text("host", charactersMax: 255) ?? gateway.host
        port = section?.integer("port", in: 0...65_535, unit: "TCP port; 0 picks a free one") ?? gateway.port
        sessionHours = section?.integer("session_hours", in: 1...720, unit: "hours") ?? 12
        files = FileLimits()
        if let value = section?.integer("file_bytes", in: 1_024...50_000_000, unit: "bytes") {
            files.fileBytesMax = value
        }
        if let value = section?.integer("message_files_bytes", in: 1_024...100_000_000, unit: "bytes") {
            files.messageBytesMax = value
        }
    }
}
