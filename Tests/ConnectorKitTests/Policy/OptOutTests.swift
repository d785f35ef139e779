import ConnectorKit
import Testing

@Suite("Words that end messages")
struct OptOutTests {
    private let words = OptOutWords.carrier

    @Test(
        "The word alone counts, however it is written",
        arguments: ["STOP", "stop", " Stop. ", "»STOP!«", "Stop all", "ABMELDEN", "arrêt"])
    func stop(_ text: String) { #expect(words.wish(text, isOptedOut: false) == .stop) }

    @Test(
        "In a sentence it is a word",
        arguments: ["Bitte stoppen", "stop it please", "nonstop", "Ich möchte das Abo beenden", "", "...", "S T O P"])
    func sentence(_ text: String) { #expect(words.wish(text, isOptedOut: false) == nil) }

    @Test("A yes is an answer, unless nothing is sent any more")
    func start() {
        #expect(words.wish("Ja", isOptedOut: false) == nil)
        #expect(words.wish("Ja!", isOptedOut: true) == .start)
        #expect(words.wish("START", isOptedOut: true) == .start)
        #expect(words.wish("Hilfe", isOptedOut: true) == .help)
    }

    @Test("Long messages are none of them")
    func long() { #expect(words.wish(String(repeating: " ", count: 1000) + "STOP", isOptedOut: false) == nil) }
}
