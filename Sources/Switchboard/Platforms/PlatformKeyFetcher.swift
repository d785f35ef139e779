import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Recipes

/// Fetches what platforms publish their keys in.
struct PlatformKeyFetcher: KeyFetching {
    private static let bytesMax = 262_144
    private static let timeout: TimeAmount = .seconds(10)

    /// Follows no redirects.
    let client: HTTPClient

    func document(at url: String) async -> [UInt8]? {
        guard url.hasPrefix("https://") else { return nil }
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: Self.timeout)
            guard response.status == .ok else { return nil }
            let body = try await response.body.collect(upTo: Self.bytesMax)
            return Array(body.readableBytesView)
        } catch {
            return nil
        }
    }
}
