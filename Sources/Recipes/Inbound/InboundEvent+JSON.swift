import Conversations

extension InboundEvent {
    /// The event as a mapping would have put it out, for showing and comparing.
    public var json: JSON {
        var members = place.json.members ?? [:]
        members["kind"] = .string(kind.rawValue)
        members["name"] = .string(name)
        members["id"] = id.map(JSON.string)
        members["sender"] = sender?.json
        members["text"] = text.map(JSON.string)
        if !attachments.isEmpty { members["attachments"] = .array(attachments.map(\.json)) }
        members["reply_to"] = replyTo.map(JSON.string)
        if !targets.isEmpty { members["targets"] = .array(targets.map(JSON.string)) }
        members["until"] = until.map { .number(Double($0.milliseconds)) }
        members["at"] = at.map { .number(Double($0.milliseconds)) }
        members["state"] = state.map { .string($0.rawValue) }
        members["failure"] = failure.map { failure in
            var members: [String: JSON] = ["code": .string(failure.code)]
            members["detail"] = failure.detail.map(JSON.string)
            if failure.isOptOut { members["opt_out"] = true }
            return .object(members)
        }
        members["emoji"] = emoji.map(JSON.string)
        if isPublic { members["public"] = true }
        members["answer"] = answer
        members["acknowledge"] = acknowledgement
        members["visit"] = visit.map(JSON.string)
        return .object(members)
    }
}

extension InboundEvent.Sender {
    var json: JSON {
        var members: [String: JSON] = ["id": .string(id)]
        members["name"] = name.map(JSON.string)
        members["phone"] = phone.map(JSON.string)
        members["locale"] = locale.map(JSON.string)
        if !aliases.isEmpty { members["aliases"] = .array(aliases.map(JSON.string)) }
        return .object(members)
    }
}

extension RemoteFile {
    var json: JSON {
        var members: [String: JSON] = ["kind": .string(kind)]
        members["name"] = name.map(JSON.string)
        members["type"] = type.map(JSON.string)
        members["size_bytes"] = sizeBytes.map { .number(Double($0)) }
        if source != .null { members["source"] = source }
        members["part"] = part.map { .number(Double($0)) }
        members["words"] = words.map(JSON.string)
        return .object(members)
    }
}
