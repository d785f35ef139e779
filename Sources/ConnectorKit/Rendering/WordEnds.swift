/// The last places in a stretch of a line behind which a part may end.
struct WordEnds {
    /// Behind the last whole word; nil where none ends.
    private(set) var word: Int?
    /// Behind the last whole sentence.
    private(set) var sentence: Int?

    /// - Parameters:
    ///   - stretch: In bytes of the text; so are all places.
    ///   - keeping: Stretches that overlap it and inside which nothing ends, in order.
    init(_ text: String, in stretch: Range<Int>, keeping: [Range<Int>]) {
        let scalars = text.unicodeScalars
        var index = text.utf8.index(text.utf8.startIndex, offsetBy: stretch.upperBound)
        var offset = stretch.upperBound
        var kept = keeping.endIndex - 1
        // The end of the stretch is the end of a word where a blank follows.
        var follows = index < text.endIndex ? scalars[index] : " "
        while offset > stretch.lowerBound, sentence == nil {
            index = scalars.index(before: index)
            let before = scalars[index]
            if follows.isBlank, !before.isBlank {
                while kept >= 0, keeping[kept].lowerBound >= offset { kept -= 1 }
                if kept < 0 || offset >= keeping[kept].upperBound {
                    if word == nil { word = offset }
                    if ".!?…。！？".unicodeScalars.contains(before) { sentence = offset }
                }
            }
            follows = before
            offset -= before.utf8.count
        }
        // Nothing but a link or code up to the end: it begins the next part.
        if word == nil, let last = keeping.last, last.upperBound > stretch.upperBound,
            last.lowerBound > stretch.lowerBound
        {
            word = last.lowerBound
        }
    }
}
