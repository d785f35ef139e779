import Crypto
import Foundation
import Testing

@testable import MailTransport

/// Mails that Amazon SES left in a bucket: notifications that name them, and a store on this machine.
@Suite(.timeLimit(.minutes(2))) struct S3Tests {
    private static let topic = "arn:aws:sns:eu-central-1:123456789012:inbound"
    private static let mail = "Subject: a\r\n\r\nb"
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func bucket(_ store: LoopbackHTTP, bytesMax: Int = 1 << 20, isAllowed: Bool = true) -> S3Bucket {
        S3Bucket(
            name: "post", region: "eu-central-1", accessKey: "AKIDEXAMPLE", secretKey: .init("geheim/Key+1"),
            endpoint: "http://127.0.0.1:\(store.port)", allowsPrivateAddresses: isAllowed, mailBytesMax: bytesMax)
    }

    private func notice(bucket: String = "post", key: String) -> String {
        #"{"notificationType":"Received","mail":{"source":"e@x.de","messageId":"ses-1"},"receipt":{"recipients":["#
            + #""s@acme.test"],"action":{"type":"S3","bucketName":"\#(bucket)","objectKey":"\#(key)"}}}"#
    }

    private func decide(_ message: String, _ bucket: S3Bucket?) async throws -> WebhookDecision {
        let signer = try SNSSigner(now: now)
        let webhook = SESWebhook(topics: [Self.topic], fetcher: SNSFetcher(signer.pem), bucket: bucket)
        return await webhook.decide(
            .init(headers: [], body: try signer.sign(SNSSigner.fields(message, topic: Self.topic))), at: now)
    }

    /// The signature of a request as a store works it out: from what came, and the secret it shares with us.
    private func signature(_ request: LoopbackHTTP.Request, secret: String) -> String {
        func hex(_ bytes: some Sequence<UInt8>) -> String {
            bytes.reduce(into: "") { text, byte in
                let digits = Array("0123456789abcdef")
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
        func code(_ key: [UInt8], _ text: String) -> [UInt8] {
            Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
        }
        let authorization = request.headers["authorization"] ?? ""
        let fields = authorization.dropFirst("AWS4-HMAC-SHA256 ".count).split(separator: ",").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        let named = Dictionary(uniqueKeysWithValues: fields.map { ($0[0], $0[1]) })
        let scope = (named["Credential"] ?? "").split(separator: "/").dropFirst().map(String.init)
        let words = request.line.split(separator: " ").map(String.init)
        var canonical = words[0] + "\n" + words[1] + "\n\n"
        for name in (named["SignedHeaders"] ?? "").split(separator: ";").map(String.init) {
            canonical += name + ":" + (request.headers[name] ?? "") + "\n"
        }
        canonical += "\n" + (named["SignedHeaders"] ?? "") + "\n" + hex(SHA256.hash(data: Data(request.body.utf8)))
        let text =
            "AWS4-HMAC-SHA256\n" + (request.headers["x-amz-date"] ?? "") + "\n" + scope.joined(separator: "/") + "\n"
            + hex(SHA256.hash(data: Data(canonical.utf8)))
        var key = Array("AWS4\(secret)".utf8)
        for part in scope { key = code(key, part) }
        return hex(code(key, text))
    }

    @Test func theSignatureIsTheOneAmazonPublishes() {
        // "GET Object" of the examples to Signature Version 4 in the S3 API reference.
        let signer = S3Signature(
            region: "us-east-1", accessKey: "AKIAIOSFODNN7EXAMPLE",
            secretKey: .init("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        let headers = signer.headers(
            host: "examplebucket.s3.amazonaws.com", path: "/test.txt", at: Date(timeIntervalSince1970: 1_369_353_600),
            more: ["Range": "bytes=0-9"])
        #expect(headers.contains("x-amz-date: 20130524T000000Z"))
        #expect(
            headers.last?.hasSuffix("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41") == true,
            "\(headers)")
    }

    @Test func aMailIsFetchedWithASignedRequest() async throws {
        let store = LoopbackHTTP { _ in .init(body: Self.mail) }
        let decision = try await decide(notice(key: "in/ä b+c"), bucket(store))
        #expect(
            decision
                == .take(
                    .init(
                        raw: Data(Self.mail.utf8),
                        envelope: .init(sender: .address("e@x.de"), recipients: ["s@acme.test"]),
                        source: .webhook(provider: .ses, id: "ses-1"), receivedAt: now)))
        let request = try #require(store.requests.first)
        #expect(request.line == "GET /post/in/%C3%A4%20b%2Bc")
        #expect(request.headers["host"] == "127.0.0.1:\(store.port)")
        #expect(request.headers["x-amz-date"] == "20231114T221320Z")
        let signature = signature(request, secret: "geheim/Key+1")
        #expect(request.headers["authorization"]?.hasSuffix("Signature=\(signature)") == true)
        #expect(
            request.headers["authorization"]?.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20231114/eu-central-1/s3/aws4_request,") == true)
    }

    @Test func amazonsOwnAddressNamesTheBucketWhereItsCertificateDoes() {
        func place(_ name: String, _ region: String) -> String {
            let place = S3Bucket(name: name, region: region, accessKey: "a", secretKey: .init("b")).place(of: "in/k")
            #expect(place.base == "https://\(place.host)")
            return place.base + place.path
        }
        #expect(place("post", "eu-west-1") == "https://post.s3.eu-west-1.amazonaws.com/in/k")
        #expect(place("post.acme.test", "eu-west-1") == "https://s3.eu-west-1.amazonaws.com/post.acme.test/in/k")
        #expect(place("post", "cn-north-1") == "https://post.s3.cn-north-1.amazonaws.com.cn/in/k")
    }

    @Test(arguments: [403, 404, 500, 503]) func whatTheStoreDoesNotGiveIsAskedForAgain(status: Int) async throws {
        let store = LoopbackHTTP { _ in .init(status: status, body: "<Error><Code>AccessDenied</Code></Error>") }
        guard case .answer(let answer, _) = try await decide(notice(key: "k"), bucket(store)) else {
            Issue.record("taken")
            return
        }
        #expect(answer.status == 503)
    }

    @Test func aStoreThatIsAwayIsAskedAgainToo() async throws {
        let store = LoopbackHTTP { _ in .init(body: "", isMissing: true) }
        guard case .answer(let answer, _) = try await decide(notice(key: "k"), bucket(store)) else {
            Issue.record("taken")
            return
        }
        #expect(answer.status == 503)
    }

    @Test func aLargerMailThanTheBoundIsTakenByItsBeginning() async throws {
        let store = LoopbackHTTP { _ in .init(body: String(repeating: "x", count: 300_000)) }
        guard case .take(let mail) = try await decide(notice(key: "k"), bucket(store, bytesMax: 1000)) else {
            Issue.record("not taken")
            return
        }
        #expect(mail.raw.count == 1000 && mail.truncatedFromBytes == 300_000)
    }

    @Test func otherBucketsAndOthersKeysAreRefusedInClearWords() async throws {
        let store = LoopbackHTTP { _ in .init(headers: ["x-amz-meta-x-amz-key-v2: abc"], body: "sealed") }
        for (message, bucket, note) in [
            (notice(key: "k"), nil, "the mail lies in S3, which is not read"),
            (notice(bucket: "other", key: "k"), bucket(store), "the mail lies in another bucket"),
            (notice(key: ""), bucket(store), "the mail lies in another bucket"),
            (notice(key: "k"), bucket(store), "the mail in S3 is encrypted for another key"),
        ] as [(String, S3Bucket?, String)] {
            guard case .answer(let answer, note) = try await decide(message, bucket) else {
                Issue.record("\(note)")
                continue
            }
            #expect(answer.status == 422)
        }
        #expect(store.requests.count == 1)
    }

    @Test func privateAddressesAreReachedOnlyWhenThatIsSaid() async throws {
        let store = LoopbackHTTP { _ in .init(body: Self.mail) }
        let call = HTTPCall(
            url: "http://localhost:\(store.port)/", answerBytesMax: 100, timeout: .seconds(20), allowsPlaintext: true,
            allowsPrivateAddresses: false)
        await #expect(throws: ConnectFailure.self) { try await call.perform() }
        await #expect(throws: S3Failure.self) { try await bucket(store, isAllowed: false).fetch("k", at: now) }
        #expect(store.requests.isEmpty)
    }

    @Test(
        arguments: [
            ("127.0.0.1", false), ("10.1.2.3", false), ("172.16.0.1", false), ("172.32.0.1", true),
            ("192.168.1.1", false), ("169.254.169.254", false), ("100.64.0.1", false), ("8.8.8.8", true),
            ("52.219.1.1", true), ("0.0.0.0", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ]) func addressesArePublicOrNot(text: String, isPublic: Bool)
    {
        let bytes = text.split(separator: ".").compactMap { UInt8($0) }
        #expect(PublicAddress.isPublic(family: AF_INET, [0, 0, 0, 0] + bytes) == isPublic)
        let mapped = [UInt8](repeating: 0, count: 8 + 10) + [0xFF, 0xFF] + bytes
        #expect(PublicAddress.isPublic(family: AF_INET6, mapped) == isPublic)
    }
}
