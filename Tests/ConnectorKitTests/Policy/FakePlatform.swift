import ConnectorKit
import Conversations

/// A platform that keeps its own rules: what it was sent it accepts or calls illegal, and it never asks the policy.
struct FakePlatform {
    let policy: ChannelPolicy
    private(set) var lastDirect: Timestamp?
    private(set) var comment: Timestamp?
    private(set) var privateReplies = 0
    private(set) var isOptedOut = false
    private(set) var confirmations = 0
    private var sent: [Timestamp] = []
    let templates: Set<String> = ["hello"]

    init(policy: ChannelPolicy) { self.policy = policy }

    mutating func write(at now: Timestamp) { lastDirect = now }

    mutating func comment(at now: Timestamp) { (comment, privateReplies) = (now, 0) }

    mutating func opt(out: Bool) {
        if out != isOptedOut { confirmations = 0 }
        isOptedOut = out
    }

    /// What an honest gateway knows of this conversation.
    var state: ReplyState {
        ReplyState(
            place: comment.map { .comment(at: $0) } ?? .direct, lastDirectMessage: lastDirect,
            privateReplyUsed: privateReplies > 0, isOptedOut: isOptedOut, optOutConfirmed: confirmations > 0,
            templates: templates, sendsToCustomer: sent.suffix(SendRate.mostMax),
            sendsOnChannel: sent.suffix(SendRate.mostMax))
    }

    /// Takes a send at a moment; why it is illegal, nil for a legal one.
    mutating func take(_ send: PlannedSend, of request: SendRequest, at now: Timestamp) -> String? {
        defer { sent.append(now) }
        if let last = sent.last, now < last { return "out of order" }
        if isOptedOut {
            guard request.confirmsOptOut, confirmations == 0 else { return "opted out" }
            confirmations += 1
        }
        for rate in policy.rates {
            let recent = sent.filter { now.milliseconds - $0.milliseconds < rate.milliseconds }
            if recent.count >= rate.most { return "too fast: \(rate)" }
        }
        return illegalContent(send, request) ?? illegalWay(send, request, now)
    }

    private func illegalContent(_ send: PlannedSend, _ request: SendRequest) -> String? {
        switch send.content {
        case .text(let text, let buttons):
            let limits = send.way == .publicReply ? policy.publicReply?.limits ?? [] : policy.text.limits
            if limits.contains(where: { $0.length(of: text) > $0.most }) { return "too long" }
            if text.text.isEmpty { return "empty" }
            if buttons.count > policy.buttons?.countMax ?? 0 { return "too many buttons" }
            if buttons.contains(where: { $0.title.count > policy.buttons?.titleMax ?? 0 }) { return "long button" }
            if !buttons.isEmpty, let limit = policy.buttons?.textLimit, limit.length(of: text) > limit.most {
                return "long text above buttons"
            }
        case .file(let file):
            guard let kinds = policy.attachments?.kinds else { return "files not taken" }
            let fitting = kinds.first { kind in
                kind.type == file.type || kind.type == "*/*" || kind.type == file.type.split(separator: "/")[0] + "/*"
            }
            if fitting.map({ file.sizeBytes <= $0.bytesMax }) != true { return "file" }
        case .template(let template):
            if !templates.contains(template.name) || policy.window?.allowsTemplates != true { return "template" }
        }
        return nil
    }

    private mutating func illegalWay(_ send: PlannedSend, _ request: SendRequest, _ now: Timestamp) -> String? {
        switch send.way {
        case .publicReply:
            guard policy.publicReply != nil, comment != nil else { return "nothing public here" }
            guard case .text(let text, _) = send.content else { return "only words are public" }
            return text.text.contains("geheim") && !request.mayBePublic ? "a secret in public" : nil
        case .privateReply:
            privateReplies += 1
            guard let rules = policy.privateReply, let comment else { return "no private replies" }
            if privateReplies > 1 { return "second private reply" }
            return now.milliseconds - comment.milliseconds < rules.milliseconds ? nil : "late private reply"
        case .direct:
            guard policy.hasDirectMessages else { return "no direct messages here" }
            if case .template = send.content { return nil }
            guard let window = policy.window else { return nil }
            guard let lastDirect else { return "never wrote" }
            let age = now.milliseconds - lastDirect.milliseconds
            if age < window.milliseconds { return nil }
            guard let human = window.human, send.tag == human.tag, age < human.milliseconds else { return "window" }
            return request.author == .operator && request.isHandWritten ? nil : "a machine with a person's tag"
        }
    }
}
