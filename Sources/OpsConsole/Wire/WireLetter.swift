struct WireLetterAddress: Encodable, Sendable {
    let name: OrNull<String>
    let address: String

    init(_ address: LetterAddress) {
        name = OrNull(address.name)
        self.address = address.address
    }
}

/// Whom a reply reaches.
struct WireRecipients: Encodable, Sendable {
    let to: [WireLetterAddress]
    let cc: [WireLetterAddress]

    init(_ recipients: ReplyRecipients) {
        to = recipients.to.map(WireLetterAddress.init)
        cc = recipients.cc.map(WireLetterAddress.init)
    }
}

/// What a letter has beside its words.
struct WireLetter: Encodable, Sendable {
    struct Enclosed: Encodable, Sendable {
        let index: Int
        let kind: String
        let title: OrNull<String>
        let start: OrNull<Moment>
        let end: OrNull<Moment>
    }

    struct Moment: Encodable, Sendable {
        let time: String
        let zone: OrNull<String>

        init?(_ moment: LetterDetails.Moment?) {
            guard let moment else { return nil }
            time = moment.time
            zone = OrNull(moment.zone)
        }
    }

    let to: [WireLetterAddress]
    let cc: [WireLetterAddress]
    let quoted: String
    let signature: String
    let formatted: Bool
    let enclosed: [Enclosed]

    init(_ details: LetterDetails) {
        to = details.to.map(WireLetterAddress.init)
        cc = details.cc.map(WireLetterAddress.init)
        quoted = details.quoted
        signature = details.signature
        formatted = details.isFormatted
        enclosed = details.enclosed.map { one in
            Enclosed(
                index: one.index, kind: one.kind.rawValue, title: OrNull(one.title), start: OrNull(Moment(one.start)),
                end: OrNull(Moment(one.end)))
        }
    }
}
