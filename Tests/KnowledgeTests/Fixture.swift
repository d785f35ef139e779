import Foundation

@testable import Knowledge

/// A folder of articles that vanishes with the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("knowledge-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func load() -> LoadedKnowledge { KnowledgeLoader(paths: [path]).load() }
}

/// A moment in the middle of the articles' time.
let noon = Date(timeIntervalSince1970: 1_795_435_200)

func german(_ id: String, _ title: String, _ body: String, questions: [String] = []) -> Article {
    Article(id: id, language: "de", title: title, questions: questions, body: body)
}

func english(_ id: String, _ title: String, _ body: String, questions: [String] = []) -> Article {
    Article(id: id, language: "en", title: title, questions: questions, body: body)
}

/// A small library's knowledge.
let library = KnowledgeIndex(articles: [
    german(
        "oeffnungszeiten", "Öffnungszeiten der Bücherei",
        "Montag bis Freitag von 10 bis 18 Uhr. Am Samstag von 10 bis 14 Uhr.\n\nAn Feiertagen bleibt geschlossen.",
        questions: ["Wann habt ihr auf?", "Bis wann ist offen?"]),
    german(
        "ausweis", "Bibliotheksausweis beantragen",
        "Den Ausweis gibt es an der Theke. Bitte bringen Sie einen Lichtbildausweis mit. Kinder zahlen nichts."),
    german(
        "gebuehren", "Mahngebühren",
        "Für jede Woche Verspätung berechnen wir 1 Euro je Buch.", questions: ["Was kostet es, wenn ich zu spät bin?"]),
    german(
        "fernleihe", "Fernleihe aus anderen Städten",
        "Bücher, die wir nicht haben, bestellen wir bei anderen Häusern. Die Lieferung dauert zehn Tage."),
    german("lesesaal", "Lesesaal und Arbeitsplätze", "Im Lesesaal gibt es zwanzig Tische mit Strom und WLAN."),
    english(
        "oeffnungszeiten", "Opening hours of the library",
        "Monday to Friday from 10 am to 6 pm. On Saturday from 10 am to 2 pm.", questions: ["When are you open?"]),
    english("printing", "Printing and copying", "A page costs ten cents. The printer stands next to the stairs."),
])

func ask(
    _ text: String, _ language: String? = "de", audience: ArticleAudience = .everyone, at moment: Date = noon,
    context: SearchContext? = nil, in index: KnowledgeIndex = library
) -> SearchOutcome {
    index.search(
        SearchRequest(text, language: language, audience: audience, moment: moment, top: 5, context: context))
}
