/// A line whose styles can be written with marks: they begin and end at words, and a mark that would not count inside a
/// word is left out.
struct StyledLine {
    let line: RichText.Line
    private(set) var runs: [RichText.Run]

    init(_ line: RichText.Line, _ flavour: MarkupFlavour) {
        self.line = line
        runs = line.runs
        guard !line.isCode else { return }
        // A heading is bold; so is the rest of one that was divided.
        let isHeading = line.kind == .heading
        guard isHeading || runs.contains(where: { !$0.style.isEmpty }) else { return }
        for index in runs.indices {
            if isHeading { runs[index].style.formUnion(.bold) }
            if runs[index].style.contains(.code), !flavour.code.isEmpty { runs[index].style = .code }
            // An address must not take a mark for its last sign, nor words of a link one of their own.
            if runs[index].link != nil { runs[index].style = [] }
            for style in RichText.Style.all where flavour.mark(style).isEmpty { runs[index].style.remove(style) }
        }
        guard runs.contains(where: { !$0.style.isEmpty }) else { return }
        pullBlanksOut()
        if flavour.marksWholeWords { dropInsideWords() }
        merge()
    }

    /// Blanks at the edges of a run get the styles that run on across them.
    private mutating func pullBlanksOut() {
        var cut: [RichText.Run] = []
        for run in runs {
            guard run.link == nil, run.style != .code else {
                cut.append(run)
                continue
            }
            let scalars = run.text.unicodeScalars
            let head = scalars.prefix(while: \.isBlank)
            var body = scalars[head.endIndex...]
            while body.last?.isBlank == true { body.removeLast() }
            let parts = [head, body, scalars[body.endIndex...]]
            cut += parts.filter { !$0.isEmpty }.map { RichText.Run(String($0), style: run.style) }
        }
        let isBlank = cut.map { run in run.style != .code && run.text.unicodeScalars.allSatisfy(\.isBlank) }
        // The styles of the next words behind each place.
        var behind: [RichText.Style] = []
        var next: RichText.Style = []
        for index in cut.indices.reversed() {
            if !isBlank[index] { next = cut[index].style }
            behind.append(next)
        }
        var before: RichText.Style = []
        for index in cut.indices {
            if isBlank[index] {
                // Code ends at blanks: they are inside it or outside.
                cut[index].style = before.intersection(behind[cut.count - 1 - index]).subtracting(.code)
            } else {
                before = cut[index].style
            }
        }
        runs = cut
    }

    /// Takes a style from a stretch that begins or ends inside a word.
    private mutating func dropInsideWords() {
        for style in RichText.Style.all {
            var index = runs.startIndex
            while index < runs.endIndex {
                guard runs[index].style.contains(style) else {
                    index += 1
                    continue
                }
                var end = index + 1
                while end < runs.endIndex, runs[end].style.contains(style) { end += 1 }
                let joinsBefore = index > 0 && runs[index - 1].text.unicodeScalars.last?.isWordPart == true
                let joinsAfter = end < runs.endIndex && runs[end].text.unicodeScalars.first?.isWordPart == true
                if joinsBefore || joinsAfter { for place in index..<end { runs[place].style.remove(style) } }
                index = end
            }
        }
    }

    private mutating func merge() {
        var merged: [RichText.Run] = []
        for run in runs {
            if let last = merged.last, last.style == run.style, run.style != .code, last.link == nil, run.link == nil {
                merged[merged.count - 1].text += run.text
            } else {
                merged.append(run)
            }
        }
        runs = merged
    }
}
