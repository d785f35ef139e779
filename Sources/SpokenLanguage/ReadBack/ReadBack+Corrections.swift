extension ReadBack {
    /// A no to a code, and a row that fits another kind better: who corrects a code says that code again.
    ///
    /// - Returns: Nil where the row was announced as something else, or is none of the open kind.
    func sameRow(_ text: String, _ context: ReadingContext, instead entities: [SpokenEntity]) -> [SpokenEntity]? {
        // Said no to twice, it may have been the wrong kind.
        guard current.count == 1, let open = current.first, open.rejected.isEmpty, let kind = kind(open.entity.kind),
            kind.isRow,
            !entities.contains(where: { $0.kind == kind.name }),
            let other = entities.first(where: { self.kind($0.kind)?.isRow == true }),
            !reader.kindsAsked(by: text).contains(other.kind)
        else { return nil }
        let others = reader.kinds.filter { !$0.isRow || $0.name == kind.name }
        let read = SpokenReader(kinds: others, tongue: reader.tongue, dialling: reader.dialling).read(text, context)
        // The value that was just denied is not what was meant.
        guard
            read.contains(where: {
                $0.kind == kind.name && $0.isComplete && $0.range.overlaps(other.range)
                    && $0.value != open.entity.value
            })
        else { return nil }
        return read
    }

    /// `doch lieber zehn`, `nein, am Ende vier fünf` when nothing is open: what was confirmed is taken back.
    func corrected(_ text: String, _ context: ReadingContext) -> [SpokenEntity] {
        let words = Utterance(text).words
        guard !confirmed.isEmpty, words.count <= ReadBack.correctionWordsMax,
            words.indices.contains(where: { Corrections.marker(at: $0, words, reader.tongue) > 0 })
        else { return [] }
        let edit = PartialCorrection(text, reader.tongue)
        if edit.isPresent, !edit.isVague {
            for entity in confirmed.reversed() {
                guard let kind = kind(entity.kind), PartialCorrection.fits(kind.shape),
                    let value = edit.applied(to: entity.value), value != entity.value
                else { continue }
                var changed = entity
                changed.value = value
                changed.isCorrection = true
                return [changed]
            }
        }
        let kinds = confirmed.map(\.kind).filter { kind($0)?.isOfNumbers == true }
        var asking = context
        asking.asked.formUnion(kinds)
        return reader.read(text, asking).filter { kinds.contains($0.kind) }.map { entity in
            var entity = entity
            entity.isCorrection = true
            return entity
        }
    }

    /// What was taken for the wrong kind, after a no and a row of another kind: the only one that is asked about, or a
    /// piece of that row.
    func mistaken(for other: SpokenEntity) -> Int? {
        guard other.isComplete, kind(other.kind)?.isRow == true else { return nil }
        return open.indices.first { index in
            guard isCurrent(index), kind(open[index].entity.kind)?.isRow == true else { return false }
            let value = open[index].entity.value
            return current.count == 1 || !value.isEmpty && other.value.contains(value)
        }
    }

    /// The month of an open day; where another is known, only one that was named: a day misheard may be in any month.
    func openMonth(isKnown: Bool) -> (year: Int, month: Int)? {
        for open in open where !isKnown || CalendarWords.isNamed(in: open.entity.said, reader.tongue) {
            let parts = open.entity.value.split(separator: "-").map { Int($0) }
            if parts.count == 3, let kind = kind(open.entity.kind), case .date = kind.shape, let year = parts[0],
                let month = parts[1]
            {
                return (year, month)
            }
        }
        return nil
    }

    /// Who takes something back in more words than these speaks of something else.
    private static let correctionWordsMax = 14
}
