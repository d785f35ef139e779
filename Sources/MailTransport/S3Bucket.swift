import Foundation

/// A bucket that mails are left in.
public struct S3Bucket: Sendable {
    public var name: String
    public var region: String
    public var accessKey: String
    public var secretKey: MailSecret
    /// `https://host[:port]` of another store that speaks the same language; nil for Amazon's.
    public var endpoint: String?
    /// Lets ``endpoint`` lie on this machine or in a private network, and be `http`.
    public var allowsPrivateAddresses: Bool
    /// Of a larger mail this much from its beginning is fetched.
    public var mailBytesMax: Int
    /// For one mail: the notification service waits 15 seconds for our answer.
    public var timeout: Duration

    public init(
        name: String, region: String, accessKey: String, secretKey: MailSecret, endpoint: String? = nil,
        allowsPrivateAddresses: Bool = false, mailBytesMax: Int = 50 << 20, timeout: Duration = .seconds(12)
    ) {
        self.name = name
        self.region = region
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.endpoint = endpoint
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.mailBytesMax = mailBytesMax
        self.timeout = timeout
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        let isName = (3...63).contains(name.utf8.count) && name.utf8.allSatisfy(Self.mayStandInName)
        guard isName else { return "the bucket's name is not one" }
        guard !region.isEmpty, region.utf8.allSatisfy(Self.mayStandInName) else { return "the region is not one" }
        return nil
    }

    /// An object, or why it is not to be had.
    func fetch(_ key: String, at now: Date) async throws(S3Failure) -> S3Object {
        let (base, host, path) = place(of: key)
        let signature = S3Signature(region: region, accessKey: accessKey, secretKey: secretKey)
        let call = HTTPCall(
            url: base + path, headers: signature.headers(host: host, path: path, at: now),
            answerBytesMax: mailBytesMax, timeout: timeout, allowsPlaintext: allowsPrivateAddresses,
            allowsPrivateAddresses: allowsPrivateAddresses)
        let answer: HTTPAnswer
        do throws(ConnectFailure) {
            answer = try await call.perform()
        } catch {
            throw S3Failure(text: error.text)
        }
        guard answer.status == 200 else {
            throw S3Failure(text: "S3 answered \(answer.status)\(Self.code(answer.body))")
        }
        let whole = answer.isCut ? answer.headers["content-length"].flatMap { Int($0) } ?? answer.body.count + 1 : nil
        return S3Object(
            bytes: answer.body, cutFromBytes: whole,
            isEncryptedByItsWriter: answer.headers.keys.contains { $0.hasPrefix("x-amz-meta-x-amz-key") })
    }

    /// Where an object lies: what the address begins with, its host, and the rest.
    func place(of key: String) -> (base: String, host: String, path: String) {
        let key = PercentText.encoded(key, keeping: "/")
        if let endpoint {
            let host = endpoint.range(of: "://").map { String(endpoint[$0.upperBound...]) } ?? endpoint
            return (endpoint, host, "/\(name)/\(key)")
        }
        let domain = "s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
        // A name with dots is no single label, which is all that the certificate covers.
        guard !name.contains(".") else { return ("https://\(domain)", domain, "/\(name)/\(key)") }
        return ("https://\(name).\(domain)", "\(name).\(domain)", "/\(key)")
    }

    /// The error's name in the store's answer, such as `AccessDenied`.
    private static func code(_ body: Data) -> String {
        let text = String(decoding: body.prefix(2000), as: UTF8.self)
        guard let open = text.range(of: "<Code>"), let close = text.range(of: "</Code>"),
            open.upperBound < close.lowerBound
        else { return "" }
        return " " + text[open.upperBound..<close.lowerBound].filter { $0.isASCII && $0.isLetter }.prefix(60)
    }

    private static func mayStandInName(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
    }
}

/// What lay in a bucket.
struct S3Object: Sendable {
    var bytes: Data
    /// Bytes of the whole, when ``bytes`` is only its beginning.
    var cutFromBytes: Int?
    /// Whether the service encrypted it before it was stored, with a key that we do not have.
    var isEncryptedByItsWriter: Bool
}

/// Why an object is not to be had now. Without secrets.
struct S3Failure: Error, Sendable, Equatable {
    var text: String
}
