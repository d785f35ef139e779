import SpokenLanguage
import Testing

/// What is heard wrong again and again, and understood in the end.
@Suite struct MishearingTests {
    private static func code(_ name: String, _ pattern: String, _ cues: [String]) -> EntityKind {
        EntityKind(
            name, .code([pattern].compactMap { try? CodePattern($0) }), cues: cues,
            titles: [.german: "die \(name)"])
    }

    private let kinds: [EntityKind] = [
        code("rahmennummer", "[A-Z]{3}[0-9]{5}-[A-Z]", ["rahmennummer"]),
        code("postleitzahl", "[0-9]{5}", ["postleitzahl"]),
        EntityKind("ort", .city, cues: ["ort ist"], titles: [.german: "der Ort"]),
        EntityKind("datum", .date(ofBirth: false), cues: ["tag"], titles: [.german: "das Datum"]),
        EntityKind("name", .name, cues: ["name"], titles: [.german: "der Name"]),
        EntityKind("mail", .email, cues: ["mail"], titles: [.german: "die Adresse"]),
    ]
    private var reader: SpokenReader { SpokenReader(kinds: kinds, tongue: .german) }
    private var context: ReadingContext { ReadingContext(today: Yard.today) }

    private func read(_ text: String, _ context: ReadingContext? = nil) -> [String] {
        reader.read(text, context ?? self.context).map(\.value)
    }

    @Test func aWordWithOneLetterWrongDoesNotPartARow() {
        #expect(read("W S B, damn acht acht zwo eins drei, Bindestrich, F wie Friedrich") == ["WSB88213-F"])
    }

    @Test func aRowTakenForTheWrongKindIsReplacedByTheWholeOne() {
        var readBack = ReadBack(reader: reader)
        _ = readBack.hear("W S B, kram acht acht zwo eins drei in Bindestrich, F wie Friedrich", context)
        #expect(readBack.open.contains { $0.entity.kind == "postleitzahl" })
        _ = readBack.hear("nein, W S B, dann acht acht zwo eins drei, Bindestrich, F wie Friedrich", context)
        #expect(readBack.open.map(\.entity.value) == ["WSB88213-F"])
        _ = readBack.hear("ja", context)
        #expect(readBack.confirmed.map(\.kind) == ["rahmennummer"])
    }

    @Test func daysAndMonthsWithALetterWrongAreDays() {
        #expect(read("am ersten Novembel") == ["\(Yard.today.year)-11-01"])
        var spoken = context
        spoken.month = (Yard.today.year, 9)
        #expect(read("sechsuntzwanzigsten, ja", spoken) == ["\(Yard.today.year)-09-26"])
    }

    @Test func aDayThatWasDeniedDoesNotKeepItsMonth() {
        var readBack = ReadBack(reader: reader)
        var spoken = context
        spoken.month = (2026, 11)
        _ = readBack.hear("also zehnten achten", spoken)
        #expect(readBack.open.map(\.entity.value) == ["2026-08-10"])
        _ = readBack.hear("nein, am achten", spoken)
        #expect(readBack.open.map(\.entity.value) == ["2026-11-08"])
    }

    @Test func aNameSpelledOtherwiseThanItIsSaidIsAName() {
        #expect(read("Auf Dr. Quandt, K O A N D T.") == ["Koandt"])
    }

    @Test func theEndOfAnAddressIsKnownWithALetterWrong() {
        #expect(read("an that tischlerei Bindestrich wolff Punkt examble") == ["?@tischlerei-wolff.example"])
    }
}
