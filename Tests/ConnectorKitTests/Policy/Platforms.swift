import ConnectorKit
import Conversations

/// Policies as channels of these platforms have them.
enum Platforms {
    static let hour: Int64 = 3_600_000
    static let day = 24 * hour

    static let whatsapp = ChannelPolicy(
        text: TextRules(.whatsapp, limits: [TextLimit(4096, .scalars)]),
        window: ReplyWindow(milliseconds: day, allowsTemplates: true),
        rates: [SendRate(.customer, most: 1, milliseconds: 6000), SendRate(.channel, most: 80, milliseconds: 1000)],
        attachments: AttachmentRules([
            .init("image/jpeg", bytesMax: 5_000_000), .init("image/png", bytesMax: 5_000_000),
            .init("application/*", bytesMax: 100_000_000),
        ]),
        buttons: ButtonRules(countMax: 3, titleMax: 20, textLimit: TextLimit(1024, .scalars)))

    static let messenger = ChannelPolicy(
        text: TextRules(.plain, limits: [TextLimit(2000, .utf16)]),
        window: ReplyWindow(milliseconds: day, human: .init(milliseconds: 7 * day, tag: "HUMAN_AGENT")),
        attachments: AttachmentRules([.init("*/*", bytesMax: 25_000_000)]),
        buttons: ButtonRules(countMax: 13, titleMax: 20))

    static let instagramComments = ChannelPolicy(
        text: TextRules(.plain, limits: [TextLimit(1000, .bytes)]),
        window: ReplyWindow(milliseconds: day, human: .init(milliseconds: 7 * day, tag: "HUMAN_AGENT")),
        privateReply: PrivateReply(milliseconds: 7 * day),
        publicReply: PublicReply(
            limits: [TextLimit(300, .characters)],
            pointers: ["de": "Wir haben Ihnen geschrieben.", "en": "We have sent you a message."]))

    static let youtube: ChannelPolicy = {
        var policy = ChannelPolicy(
            text: TextRules(.youtube, limits: [TextLimit(10_000, .utf16)]),
            publicReply: PublicReply(.youtube, limits: [TextLimit(500, .characters)]),
            rates: [SendRate(.channel, most: 20, milliseconds: day)])
        policy.hasDirectMessages = false
        return policy
    }()

    static let sms = ChannelPolicy(
        text: TextRules(
            .sms, limits: [TextLimit(1600, .utf16), TextLimit(3, .segments)], partsMax: 3, numbersParts: true),
        optOut: .carrier, rates: [SendRate(.channel, most: 1, milliseconds: 1000)])

    static let telegram = ChannelPolicy(
        text: TextRules(.telegram, limits: [TextLimit(4096, .utf16, of: .visible)]),
        rates: [SendRate(.customer, most: 1, milliseconds: 1000), SendRate(.channel, most: 30, milliseconds: 1000)],
        attachments: AttachmentRules([.init("image/*", bytesMax: 10_000_000), .init("*/*", bytesMax: 50_000_000)]))

    static let all = [whatsapp, messenger, instagramComments, youtube, sms, telegram]
}
