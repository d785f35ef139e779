/// `format=flowed` (RFC 3676): paragraphs that were broken for sending are made whole.
enum FlowedText {
    static func unflowed(_ text: String, delSp: Bool) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        var paragraph = ""
        var depth = 0
        var isOpen = false
        func close() {
            if isOpen { out += quoted(paragraph, depth) + "\n" }
            paragraph = ""
            isOpen = false
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index == lines.count - 1, line.isEmpty { break }
            let bare = line.drop { $0 == ">" }
            let lineDepth = line.utf8.count - bare.utf8.count
            let content = bare.first == " " ? bare.dropFirst() : bare
            let isSignature = content == "-- "
            if isOpen, lineDepth != depth || isSignature { close() }
            depth = lineDepth
            isOpen = true
            guard content.last == " ", !isSignature else {
                paragraph += content
                close()
                continue
            }
            paragraph += delSp ? content.dropLast() : content
        }
        close()
        return text.hasSuffix("\n") ? out : String(out.dropLast())
    }

    private static func quoted(_ paragraph: String, _ depth: Int) -> String {
        depth == 0 ? paragraph : String(repeating: ">", count: depth) + " " + paragraph
    }
}
