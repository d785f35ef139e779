/// Makes strange mails of ordinary ones, the same for the same seed.
struct Mutator {
    private var state: UInt64
    private let corpus: [[UInt8]]
    /// Longest mail made.
    private let maxBytes: Int

    init(seed: UInt64, corpus: [[UInt8]], maxBytes: Int) {
        state = seed
        self.corpus = corpus
        self.maxBytes = maxBytes
    }

    mutating func next() -> [UInt8] {
        var mail = corpus[pick(corpus.count)]
        for _ in 0..<(1 + pick(6)) { mutate(&mail) }
        return mail.count > maxBytes ? Array(mail.prefix(maxBytes)) : mail
    }

    private mutating func mutate(_ mail: inout [UInt8]) {
        guard !mail.isEmpty else {
            mail = Array("Content-Type: text/html\n\n<b>".utf8)
            return
        }
        let at = pick(mail.count)
        switch pick(14) {
        case 0: mail[at] ^= 1 << UInt8(pick(8))
        case 1: mail[at] = UInt8(pick(256))
        case 2: mail.removeSubrange(at..<min(mail.count, at + 1 + pick(64)))
        case 3: mail.insert(contentsOf: (0..<(1 + pick(16))).map { _ in UInt8(pick(256)) }, at: at)
        case 4: mail.insert(contentsOf: Self.words[pick(Self.words.count)].utf8, at: at)
        case 5: mail.insert(contentsOf: Self.words[pick(Self.words.count)].utf8, at: lineStart(mail, at))
        case 6: repeatPiece(&mail, at)
        case 7: mail.insert(contentsOf: piece(of: corpus[pick(corpus.count)]), at: at)
        case 8: mail.removeSubrange(at...)
        case 9: moveLine(&mail, at)
        case 10: mail.insert(contentsOf: piece(of: mail), at: at)
        case 11: changeLineEnds(&mail)
        case 12: mail[at] = [0, 9, 10, 13, 32, 34, 40, 41, 44, 45, 58, 59, 60, 61, 62, 63, 64, 92, 128, 255][pick(20)]
        default: swapLines(&mail, at)
        }
    }

    private mutating func repeatPiece(_ mail: inout [UInt8], _ at: Int) {
        let end = min(mail.count, at + 1 + pick(200))
        let piece = Array(mail[at..<end])
        let times = min(pick(10) == 0 ? 2000 : 20, max(1, maxBytes / piece.count))
        mail.insert(contentsOf: (0..<pick(times + 1)).flatMap { _ in piece }, at: at)
    }

    private mutating func moveLine(_ mail: inout [UInt8], _ at: Int) {
        let start = lineStart(mail, at)
        let end = mail[at...].firstIndex(of: 10).map { $0 + 1 } ?? mail.count
        let line = Array(mail[start..<end])
        mail.removeSubrange(start..<end)
        mail.insert(contentsOf: line, at: mail.isEmpty ? 0 : lineStart(mail, pick(mail.count)))
    }

    private mutating func swapLines(_ mail: inout [UInt8], _ at: Int) {
        let start = lineStart(mail, at)
        let other = lineStart(mail, pick(mail.count))
        let line = mail[other...].prefix { $0 != 10 }
        mail.insert(contentsOf: Array(line) + [10], at: start)
    }

    private mutating func changeLineEnds(_ mail: inout [UInt8]) {
        let end: [UInt8] = [[13], [13, 10], [10, 10], [13, 13, 10]][pick(4)]
        mail = mail.flatMap { $0 == 10 ? end : [$0] }
    }

    private mutating func piece(of mail: [UInt8]) -> [UInt8] {
        guard !mail.isEmpty else { return [] }
        let start = pick(mail.count)
        return Array(mail[start..<min(mail.count, start + 1 + pick(2000))])
    }

    private func lineStart(_ mail: [UInt8], _ at: Int) -> Int {
        guard at > 0 else { return 0 }
        return mail[..<at].lastIndex(of: 10).map { $0 + 1 } ?? 0
    }

    /// SplitMix64.
    private mutating func pick(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }

    private static let words = [
        "Content-Type: multipart/mixed; boundary=\"a\"\n", "Content-Type: multipart/alternative; boundary=a\n", "--a\n",
        "--a--\n", "\n--a\n\n", "Content-Type: text/html; charset=utf-7\n", "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
        "Content-Transfer-Encoding: x-uuencode\n", "Content-Type: text/plain; charset=iso-2022-jp; format=flowed\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=a\n",
        "Content-Type: message/delivery-status\n", "Content-Disposition: attachment; filename*0*=UTF-8''%41%\n",
        "Content-Type: text/plain; name=\"=?utf-8?B?w6T?=\"\n", "=?utf-8?Q?=C3=A4=", "=?iso-2022-jp?B?GyRC", "?=",
        "=?gb2312?b?xOM", "<div>", "<table><tr><td>", "<svg><style><!--", "</p><b><i><font color=1>", "<a href=\"",
        "<blockquote>", "&#x0;&#128;&nbsp", "<![CDATA[", "<template><select>", "<math><mtext><table><mglyph>",
        "From: (((((((((", "To: a:b:c;d@,<<<>>>\n", "Cc: \"\\\"\\", "Date: Mon, 99 Foo 99999 99:99:99 +9999\n",
        "References: <<<<a@b<\n", "\nbegin 644 x\n", "#0V%T\n`\nend\n", "-----BEGIN PGP SIGNED MESSAGE-----\n",
        "-----BEGIN PGP SIGNATURE-----\n", "> > > >", "\u{1B}$B", "\u{0}", "\r", "\u{FEFF}", "\u{202E}",
        "Authentication-Results: mx; dkim=pass (((( header.d=\"\n", "From x Mon Jan  1 00:00:00 2026\n",
    ]
}
