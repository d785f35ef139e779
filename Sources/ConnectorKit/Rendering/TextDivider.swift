/// Takes one part after another from a rich text.
///
/// A place is a number of bytes from the start of the text, lines counted with one more byte for their end.
struct TextDivider {
    private var lines: [RichText.Line]
    private var texts: [String]
    /// Where each line begins; one more entry for the end.
    private var starts: [Int]
    private var place = 0
    private let end: Int

    init(_ text: RichText) {
        lines = text.lines
        texts = lines.map(\.text)
        starts = [0]
        for text in texts { starts.append((starts.last ?? 0) + text.utf8.count + 1) }
        end = max((starts.last ?? 1) - 1, 0)
    }

    var isAtEnd: Bool { place >= end }

    /// The next part: the longest that fits, drawn back to a good place to end.
    ///
    /// - Parameters:
    ///   - charactersMax: More characters are never tried.
    ///   - share: How much of the limit a part takes: 1 for one that just fits.
    mutating func next(charactersMax: Int, share: (RichText) -> Double) -> RichText {
        skipBlanks()
        if isAtEnd { return RichText([]) }
        guard let most = longest(boundaries(most: charactersMax), share) else { return unstyled(share) }
        guard most < end else { return take(to: end) }
        let good = goodEnd(before: most)
        return take(to: good > place && share(slice(place, good)) <= 1 ? good : most)
    }

    /// As much of the limit as makes a part long enough: it is drawn back to the end of a word anyway.
    private static let shareEnough = 0.97

    /// The last boundary up to which a part fits, or one shortly before it; nil where none fits.
    ///
    /// A text of one kind grows evenly, so the first guess by its growth is nearly right; every other one halves.
    private func longest(_ boundaries: [Int], _ share: (RichText) -> Double) -> Int? {
        guard let last = boundaries.last else { return nil }
        var (low, high) = (-1, boundaries.count - 1)
        var (lowShare, highShare) = (0.0, share(slice(place, last)))
        if highShare <= 1 { return last }
        var guesses = true
        while high - low > 1, lowShare < Self.shareEnough {
            let growth = (1 - lowShare) / max(highShare - lowShare, 0.001)
            // A little less than what would just fit.
            let guess = low + Int(Double(high - low) * growth * 0.99)
            let middle = guesses ? min(max(guess, low + 1), high - 1) : (low + high) / 2
            guesses.toggle()
            let found = share(slice(place, boundaries[middle]))
            if found <= 1 { (low, lowShare) = (middle, found) } else { (high, highShare) = (middle, found) }
        }
        return low >= 0 ? boundaries[low] : nil
    }

    private mutating func take(to end: Int) -> RichText {
        let part = slice(place, end)
        place = end
        return part
    }

    // MARK: Places

    /// Ends of characters behind the current place, in order; ends of lines too.
    private func boundaries(most: Int) -> [Int] {
        var boundaries: [Int] = []
        var line = self.line(at: place)
        while line < lines.count, boundaries.count < most {
            let text = texts[line]
            let utf8 = text.utf8
            var offset = max(place - starts[line], 0)
            var index = utf8.index(utf8.startIndex, offsetBy: offset)
            while index < text.endIndex, boundaries.count < most {
                let next = text.index(after: index)
                offset += utf8.distance(from: index, to: next)
                boundaries.append(starts[line] + offset)
                index = next
            }
            line += 1
        }
        return boundaries
    }

    /// The line a place is in.
    private func line(at place: Int) -> Int {
        var (low, high) = (0, lines.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Past the blanks between two parts; the indentation of code stays.
    private mutating func skipBlanks() {
        while place < end {
            let line = line(at: place)
            let offset = place - starts[line]
            let isCode = lines[line].isCode
            if isCode, offset == 0, !texts[line].isEmpty { return }
            let rest = texts[line].utf8.dropFirst(offset)
            let blank =
                isCode ? 0 : Substring(rest).unicodeScalars.prefix(while: \.isBlank).reduce(0) { $0 + $1.utf8.count }
            place += blank
            guard place == starts[line] + texts[line].utf8.count else { return }
            place += 1
        }
    }

    // MARK: Good places

    /// The friendliest place to end a part, not behind `most`; `most` itself where there is none.
    private func goodEnd(before most: Int) -> Int {
        let half = place + (most - place) / 2
        let last = line(at: most)
        if let block = blockEnd(last, most: most, half: half) { return block }
        // The end of a line is as far as the next one's start allows.
        if most == starts[last] + texts[last].utf8.count, !isHeading(last) { return most }
        if let end = lineEnd(before: last, half: half) { return end }
        return endInside(last, most: most, half: half)
    }

    /// An empty line in the second half; before a code block that is not finished but would be in a part of its own.
    private func blockEnd(_ last: Int, most: Int, half: Int) -> Int? {
        let first = line(at: place)
        if lines[last].isCode {
            let opening = codeStart(last)
            var closing = last
            while closing + 1 < lines.count, lines[closing + 1].kind == lines[last].kind, !lines[closing + 1].opensBlock
            {
                closing += 1
            }
            let isFinished = most >= starts[closing] + texts[closing].utf8.count
            let length = starts[closing + 1] - starts[opening]
            if !isFinished, opening > first, length < most - place { return starts[opening] - 1 }
        }
        var index = last
        while index > first, starts[index] - 1 >= half {
            if lines[index].opensBlock, !isHeading(index - 1) { return starts[index] - 1 }
            index -= 1
        }
        return nil
    }

    private func codeStart(_ line: Int) -> Int {
        var line = line
        while line > 0, lines[line - 1].kind == lines[line].kind, !lines[line].opensBlock { line -= 1 }
        return line
    }

    private func lineEnd(before last: Int, half: Int) -> Int? {
        let first = line(at: place)
        var index = last
        while index > first, starts[index] - 1 >= half {
            if !isHeading(index - 1) { return starts[index] - 1 }
            index -= 1
        }
        return nil
    }

    private func isHeading(_ line: Int) -> Bool { lines[line].kind == .heading }

    /// Behind a sentence in the second half or behind a word; before a link or code that would be divided.
    private func endInside(_ line: Int, most: Int, half: Int) -> Int {
        let start = max(place, starts[line])
        let stretch = start - starts[line]..<most - starts[line]
        let words = WordEnds(texts[line], in: stretch, keeping: kept(line).filter { $0.overlaps(stretch) })
        if let end = words.sentence.map({ $0 + starts[line] }), end >= half { return end }
        if let end = words.word.map({ $0 + starts[line] }), end > start { return end }
        // One word from its line's start to the limit: it may begin the next part.
        if start > place, !lines[line].isCode { return start - 1 }
        return most
    }

    /// Stretches of a line that stay whole if that can be helped: links and code.
    private func kept(_ line: Int) -> [Range<Int>] {
        guard !lines[line].isCode else { return [] }
        var kept: [Range<Int>] = []
        var offset = 0
        for run in lines[line].runs {
            let end = offset + run.text.utf8.count
            if run.link != nil || run.style.contains(.code) { kept.append(offset..<end) }
            offset = end
        }
        return kept
    }

    // MARK: Slices

    /// The text between two places.
    private func slice(_ from: Int, _ to: Int) -> RichText {
        var part: [RichText.Line] = []
        var index = line(at: from)
        while index < lines.count, starts[index] < to || part.isEmpty {
            let length = texts[index].utf8.count
            let start = max(from - starts[index], 0)
            let stop = min(to - starts[index], length)
            if start <= stop {
                var line = lines[index]
                if start > 0 || stop < length { line.runs = Self.runs(line.runs, start, stop) }
                if start > 0, case .item = line.kind { line.kind = .text }
                part.append(line)
            }
            index += 1
        }
        while let last = part.last, last.runs.isEmpty { part.removeLast() }
        if !part.isEmpty { part[0].opensBlock = false }
        if let last = part.indices.last, !part[last].isCode { Self.trimEnd(&part[last].runs) }
        return RichText(part)
    }

    private static func runs(_ runs: [RichText.Run], _ start: Int, _ stop: Int) -> [RichText.Run] {
        var kept: [RichText.Run] = []
        var offset = 0
        for run in runs {
            let utf8 = run.text.utf8
            let (from, to) = (max(start - offset, 0), min(stop - offset, utf8.count))
            if from < to {
                var run = run
                if from > 0 || to < utf8.count {
                    let isBare = run.link == run.text
                    run.text = String(decoding: utf8.dropFirst(from).prefix(to - from), as: UTF8.self)
                    // A piece of an address leads nowhere.
                    if isBare { run.link = nil }
                }
                kept.append(run)
            }
            offset += utf8.count
            if offset >= stop { break }
        }
        return kept
    }

    private static func trimEnd(_ runs: inout [RichText.Run]) {
        while let last = runs.indices.last {
            var scalars = runs[last].text.unicodeScalars
            while scalars.last?.isBlank == true { scalars.removeLast() }
            if !scalars.isEmpty {
                runs[last].text = String(scalars)
                return
            }
            runs.removeLast()
        }
    }

    // MARK: Last resorts

    /// A part of a line whose marks alone fill the limit: the line loses them. A character longer than the limit is
    /// divided at its scalars.
    private mutating func unstyled(_ share: (RichText) -> Double) -> RichText {
        let line = line(at: place)
        let plain = RichText.Line(.text, [RichText.Run(texts[line])])
        let isPlain =
            lines[line].kind == .text && !lines[line].isQuoted
            && lines[line].runs.allSatisfy { $0.style.isEmpty && $0.link == nil }
        if !isPlain {
            lines[line] = plain
            return RichText([])
        }
        let utf8 = texts[line].utf8.dropFirst(place - starts[line])
        var length = 0
        for scalar in Substring(utf8).unicodeScalars {
            let longer = length + scalar.utf8.count
            if length > 0, share(slice(place, place + longer)) > 1 { break }
            length = longer
        }
        return take(to: place + max(length, 1))
    }
}
