import Foundation

extension BodyReader {
    /// Takes a part as a file.
    mutating func attach(_ entity: Entity, _ place: Place) {
        let content = parts.content(entity, &problems)
        let name = FileNames.sanitised(entity.fileName)
        let kind = kind(entity, place, name: name, content)
        add(
            MailAttachment(
                kind: kind, name: name ?? FileNames.implied(kind, type: entity.type.type), type: entity.type.type,
                contentID: entity.contentID, bytes: Data(content)))
    }

    private mutating func kind(
        _ entity: Entity, _ place: Place, name: String?, _ content: [UInt8]
    ) -> MailAttachment.Kind {
        let type = entity.type.type
        switch type {
        case "message/rfc822", "message/global": return .mail
        case "text/calendar", "application/ics": return .calendar(method: Calendar.method(entity, content))
        case "application/ms-tnef", "application/vnd.ms-tnef": return .tnef
        case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
            return .signature
        case "application/pgp-encrypted":
            protection.insert(.encryptedPGP)
            return .encrypted
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            let smime = entity.type.parameters["smime-type"]?.lowercased() ?? ""
            if smime == "signed-data" {
                protection.insert(.signedSMIME)
                return .signature
            }
            if smime == "certs-only" { return .file }
            protection.insert(.encryptedSMIME)
            return .encrypted
        default: break
        }
        if name?.lowercased() == "winmail.dat" { return .tnef }
        if place.isEncrypted { return .encrypted }
        let isInlineImage = entity.type.media == "image" && entity.contentID != nil
        if place.isRelated || isInlineImage && entity.disposition?.isAttachment != true { return .inline }
        return .file
    }

    /// Notes what a multipart says about protection (RFC 1847).
    mutating func noteProtection(_ entity: Entity) {
        let of = entity.type.parameters["protocol"]?.lowercased() ?? ""
        let types = entity.children.map(\.type.type)
        switch entity.type.subtype {
        case "signed":
            let isPGP = of.contains("pgp") || types.contains("application/pgp-signature")
            protection.insert(isPGP ? .signedPGP : .signedSMIME)
        case "encrypted":
            protection.insert(of.contains("pkcs7") ? .encryptedSMIME : .encryptedPGP)
        default: break
        }
    }
}

/// What a calendar part wants (RFC 5546): its `method`.
enum Calendar {
    static func method(_ entity: Entity, _ content: [UInt8]) -> String? {
        if let stated = entity.type.parameters["method"]?.nilIfEmpty { return stated.uppercased() }
        var at = 0
        for _ in 0..<50 where at < content.count {
            let line = content.line(at: at, before: content.count)
            if content.hasPrefix("METHOD:", at: at, before: line.contentEnd) {
                return String(decoding: content[at + 7..<line.contentEnd].prefix(40), as: UTF8.self).uppercased()
            }
            at = line.next
        }
        return nil
    }
}
