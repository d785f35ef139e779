import Foundation

/// Chooses what people read of a mail, and collects the rest.
struct BodyReader {
    let parts: PartReader
    let charset: String?
    var problems: Problems
    private(set) var text = ""
    private(set) var html: String?
    private(set) var isTextFromHTML = false
    var attachments: [MailAttachment] = []
    var reports: [MailReport] = []
    var protection: Set<MailProtection> = []

    init(parts: PartReader, charset: String?, problems: Problems) {
        self.parts = parts
        self.charset = charset
        self.problems = problems
    }

    mutating func read(_ root: Entity) {
        var segments: [Segment] = []
        collect(root, Place(), into: &segments)
        segments.removeAll { ($0.plain?.isBlankText ?? true) && ($0.html?.isBlankText ?? true) }
        for segment in segments {
            let piece = readable(segment)
            text += (text.isEmpty || piece.isEmpty ? "" : "\n\n") + piece
        }
        if segments.contains(where: { $0.html != nil }) {
            html = segments.map { $0.html ?? HTMLText.asHTML($0.plain ?? "") }.joined(separator: "\n")
        }
        if segments.isEmpty, attachments.isEmpty { problems.add(.empty, "the mail has no content") }
    }

    /// A piece of the body: plain, HTML, or both as alternatives.
    struct Segment {
        var plain: String?
        var html: String?
    }

    /// Where a part stands.
    struct Place {
        var isFirst = true
        var isRelated = false
        var isAlternative = false
        var isReport = false
        var isEncrypted = false
    }

    private mutating func readable(_ segment: Segment) -> String {
        let plain = segment.plain.map(BodyText.tidied) ?? ""
        guard let html = segment.html else { return plain }
        if segment.plain != nil, !BodyText.mayBeStub(plain) { return plain }
        let converted = HTMLText.readable(html, limits: parts.limits, &problems)
        if segment.plain != nil, !BodyText.isStub(plain, of: converted) { return plain }
        if !converted.isEmpty || plain.isEmpty {
            isTextFromHTML = true
            return converted
        }
        return plain
    }

    private mutating func collect(_ entity: Entity, _ place: Place, into segments: inout [Segment]) {
        guard case .multipart(let children) = entity.content else {
            leaf(entity, place, into: &segments)
            return
        }
        switch entity.type.subtype {
        case "alternative": alternative(children, place, into: &segments)
        case "related":
            let rootIndex = rootIndex(of: entity)
            for (index, child) in children.enumerated() {
                var inner = place
                inner.isFirst = index == rootIndex
                inner.isRelated = index != rootIndex
                collect(child, inner, into: &segments)
            }
        default:
            noteProtection(entity)
            for (index, child) in children.enumerated() {
                var inner = place
                inner.isFirst = index == 0 && place.isFirst
                inner.isRelated = false
                inner.isReport = entity.type.subtype == "report"
                inner.isEncrypted = entity.type.subtype == "encrypted"
                collect(child, inner, into: &segments)
            }
        }
    }

    /// The part of a `multipart/related` that the others belong to (RFC 2387): the one named, or of the type stated.
    private func rootIndex(of entity: Entity) -> Int {
        let children = entity.children
        let start = entity.type.parameters["start"].flatMap { MessageIDs.parse($0, limit: 1).first }
        if let start, let index = children.firstIndex(where: { $0.contentID == start }) { return index }
        let type = entity.type.parameters["type"]?.lowercased()
        if let first = children.first, first.type.media == "text" || first.isMultipart { return 0 }
        return children.firstIndex { $0.type.type == type } ?? children.firstIndex { $0.type.subtype == "html" } ?? 0
    }

    /// The plain form of what every alternative says, and its richest HTML form (RFC 2046, 5.1.4).
    private mutating func alternative(_ children: [Entity], _ place: Place, into segments: inout [Segment]) {
        var plain: String?
        var html: String?
        for child in children {
            var found: [Segment] = []
            var inner = place
            inner.isAlternative = true
            collect(child, inner, into: &found)
            let plains = found.compactMap(\.plain)
            let htmls = found.compactMap(\.html)
            if !plains.isEmpty, plain?.isBlankText ?? true, htmls.isEmpty || plain == nil {
                plain = plains.joined(separator: "\n\n")
            }
            if !htmls.isEmpty { html = htmls.joined(separator: "\n") }
        }
        if plain != nil || html != nil { segments.append(Segment(plain: plain, html: html)) }
    }

    private mutating func leaf(_ entity: Entity, _ place: Place, into segments: inout [Segment]) {
        if readReport(entity, place) { return }
        switch entity.type.type {
        case "text/plain" where isBody(entity, place): plainBody(entity, into: &segments)
        case "text/html" where isBody(entity, place), "application/xhtml+xml" where isBody(entity, place):
            segments.append(Segment(html: parts.text(entity, &problems)))
        case "text/enriched" where place.isAlternative, "text/x-amp-html" where place.isAlternative,
            "text/watch-html" where place.isAlternative:
            return
        case "text/richtext" where isBody(entity, place), "text/enriched" where isBody(entity, place):
            segments.append(Segment(plain: parts.text(entity, &problems)))
        default: attach(entity, place)
        }
    }

    /// Whether a text is the body and not a file (after RFC 8621, 4.1.4).
    private func isBody(_ entity: Entity, _ place: Place) -> Bool {
        if place.isRelated { return false }
        if let disposition = entity.disposition {
            if disposition.isAttachment { return false }
            return place.isFirst || place.isAlternative || entity.fileName == nil
        }
        return place.isFirst || place.isAlternative || entity.fileName == nil
    }

    private mutating func plainBody(_ entity: Entity, into segments: inout [Segment]) {
        var text = parts.text(entity, &problems)
        let files = UUEncodedFiles.extract(&text)
        for file in files { add(file) }
        if let read = InlinePGP.read(text) {
            protection.insert(read.protection)
            text = read.text
        }
        segments.append(Segment(plain: text))
    }

    mutating func add(_ attachment: MailAttachment) {
        guard attachments.count < parts.limits.attachments else {
            problems.leaveOut("more than \(parts.limits.attachments) attachments; the others were left out")
            return
        }
        attachments.append(attachment)
    }
}

extension String {
    var isBlankText: Bool { allSatisfy { $0.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}" } }
}
