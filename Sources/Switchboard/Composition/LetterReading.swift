import MailFormat
import OpsConsole

extension LetterDetails {
    /// What operators see of a mail beside the words that were newly written.
    init(_ mail: Mail) {
        let split = ReplySplit(text: mail.text)
        // Where nothing is new, the message has the whole text.
        let isAllQuoted = split.reply.allSatisfy(\.isWhitespace)
        self.init(
            to: mail.to.prefix(Self.addressesMax).map(LetterAddress.init),
            cc: mail.cc.prefix(Self.addressesMax).map(LetterAddress.init),
            quoted: isAllQuoted ? "" : Self.cut(split.quoted), signature: isAllQuoted ? "" : Self.cut(split.signature),
            isFormatted: mail.html != nil, enclosed: Self.enclosed(mail.attachments))
    }

    private static func enclosed(_ files: [MailAttachment]) -> [Enclosed] {
        files.enumerated().lazy.compactMap { index, file in
            switch file.kind {
            case .mail:
                let subject = Mail.parse(bytes: file.bytes).subject
                return Enclosed(index: index, kind: .mail, title: subject.isEmpty ? nil : subject)
            case .calendar(let method):
                guard let event = CalendarEvent(file.bytes) else { return nil }
                return Enclosed(
                    index: index, kind: method == "CANCEL" || event.isCancelled ? .cancelled : .event,
                    title: event.title, start: event.start.map(Moment.init), end: event.end.map(Moment.init))
            default: return nil
            }
        }.prefix(enclosedMax).map(\.self)
    }

    /// As much as a page has use for; the rest stays in the original.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > textBytesMax else { return text }
        return String(decoding: text.utf8.prefix(textBytesMax), as: UTF8.self)
    }

    private static let textBytesMax = 128 * 1024
    private static let addressesMax = 200
    private static let enclosedMax = 20
}

extension LetterDetails.Moment {
    init(_ moment: CalendarEvent.Moment) { self.init(time: moment.time, zone: moment.zone) }
}

extension LetterAddress {
    init(_ address: MailAddress) { self.init(name: address.name, address: address.address) }
}
