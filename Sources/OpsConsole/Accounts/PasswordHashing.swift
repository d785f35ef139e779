import CSodium
import Dispatch

/// Argon2id through libsodium, off the event loops and a few at a time.
///
/// One hash takes 64 MiB and about 0.1 s of a core (libsodium's "interactive" limits). With ``atOnceMax`` at a time
/// and ``waitingMax`` in line, a flood of sign-ins costs bounded memory and leaves the server a core.
actor PasswordHashing {
    /// Hashes computed at the same time.
    static let atOnceMax = 2
    /// Requests in line behind them.
    static let waitingMax = 32

    /// Too many are in line.
    struct Busy: Error {}

    /// Cannot hash: memory is short.
    struct OutOfMemory: Error {}

    /// Verifying against it takes as long as against a real hash and never succeeds: no password belongs to it.
    static let nobodysHash =
        "$argon2id$v=19$m=65536,t=2,p=1$c3dpdGNoYm9hcmQtLXB3MA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    private static let isReady: Bool = sodium_init() >= 0

    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// A new hash, with a salt of its own, as `crypto_pwhash_str` writes it.
    func hash(_ password: String) async throws -> String {
        let hash: String? = try await run {
            guard Self.isReady else { return nil }
            var output = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
            let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
            let status = crypto_pwhash_str(
                &output, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_opslimit_interactive()),
                crypto_pwhash_memlimit_interactive())
            guard status == 0 else { return nil }
            return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        guard let hash else { throw OutOfMemory() }
        return hash
    }

    /// Whether the hash is of this password.
    func verify(_ password: String, against hash: String) async throws -> Bool {
        try await run {
            guard Self.isReady else { return false }
            let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
            return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
        }
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async throws -> Result {
        if running < Self.atOnceMax {
            running += 1
        } else {
            guard waiting.count < Self.waitingMax else { throw Busy() }
            await withCheckedContinuation { waiting.append($0) }
        }
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
        return result
    }
}
