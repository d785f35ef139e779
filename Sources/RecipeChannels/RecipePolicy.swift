public import ConnectorKit
public import Recipes

extension ChannelPolicy {
    /// What a recipe's data allow.
    public init(_ data: PolicyData) {
        let unit = TextLimit.Unit(rawValue: data.textUnit) ?? .characters
        let dialect = TextDialect(rawValue: data.dialect) ?? .plain
        func limit(_ most: Int) -> TextLimit {
            // Telegram counts what is left when it has taken the tags away.
            TextLimit(max(most, TextLimit.leastMost(unit)), unit, of: dialect == .telegram ? .visible : .sent)
        }
        self.init(text: TextRules(dialect, limits: [limit(data.textMax)], partsMax: data.partsMax))
        hasDirectMessages = !data.isComments || data.windowHours != nil
        window = data.windowHours.map { hours in
            ReplyWindow(
                milliseconds: Self.hour * Int64(hours),
                human: data.humanWindowHours.map {
                    ReplyWindow.HumanExtension(milliseconds: Self.hour * Int64($0), tag: Self.humanTag)
                },
                allowsTemplates: data.templates)
        }
        privateReply = data.privateReplyDays.map { PrivateReply(milliseconds: Self.hour * 24 * Int64($0)) }
        if data.isComments || data.commentMax != nil {
            publicReply = PublicReply(
                dialect == .youtube ? .youtube : .publicPlain, limits: [limit(data.commentMax ?? data.textMax)],
                pointers: [
                    "de": "Wir haben Ihnen dazu privat geschrieben.",
                    "en": "We have written to you privately about this.",
                ])
        }
        if !data.optOutWords.isEmpty {
            optOut = OptOutWords(stop: Set(data.optOutWords), start: Set(data.optInWords), help: [])
        }
        if data.senderPaceMilliseconds > 0 {
            rates.append(SendRate(.customer, most: 1, milliseconds: Int64(data.senderPaceMilliseconds)))
        }
        if let most = data.channelPerSecond {
            rates.append(SendRate(.channel, most: min(most, SendRate.mostMax), milliseconds: 1000))
        }
        if data.filesMax > 0 {
            let types = data.fileTypes.isEmpty ? ["*/*"] : data.fileTypes
            attachments = AttachmentRules(
                types.map { AttachmentRules.Kind($0, bytesMax: data.fileBytesMax) }, countMax: data.filesMax)
        }
        if data.buttonsMax > 0 {
            buttons = ButtonRules(countMax: data.buttonsMax, titleMax: data.buttonTitleMax)
        }
    }

    /// Whether nothing can be said here but in public.
    var isPublicOnly: Bool { !hasDirectMessages && privateReply == nil }

    private static let hour: Int64 = 3_600_000
    /// Meta's name for what a person may send after the window.
    private static let humanTag = "HUMAN_AGENT"
}
