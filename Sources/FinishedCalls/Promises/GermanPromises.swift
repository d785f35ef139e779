/// Promises in German: the finite verb with its subject, the parts it takes, and nothing that makes it less than a promise.
struct GermanPromises {
    private let sentence: PromiseSentence

    init(_ sentence: PromiseSentence) { self.sentence = sentence }

    func find() -> [PromiseFound] {
        guard !isAsked, !isConditional, !sentence.contains(Self.habits), !isReported else { return [] }
        var found: [PromiseFound] = []
        for place in sentence.keys.indices {
            guard let one = finite(place) ?? future(place) ?? receiving(place) ?? callback(place) ?? caused(place)
            else {
                continue
            }
            let clause = sentence.clause(around: place)
            if sentence.contains(Self.denials, in: clause) { continue }
            if one.kind == .send, sentence.contains(Self.done, in: clause) || sentence.contains(Self.codes) { continue }
            if one.kind != .call, sentence.contains(Self.holding) { continue }
            found.append(one)
        }
        var seen: Set<Int> = []
        return found.filter { seen.insert($0.word).inserted }
    }

    /// Names of people who act for the company.
    static let colleagues: Set<String> = [
        "kollege", "kollegin", "kollegen", "kolleginnen", "techniker", "technikerin", "mitarbeiter", "mitarbeiterin",
        "fachmann", "experte", "expertin", "chef", "chefin", "team", "abteilung", "fachabteilung", "werkstatt",
        "buchhaltung", "jemand", "sachbearbeiter", "sachbearbeiterin", "berater", "beraterin", "kundendienst",
        "kundenservice", "meister", "meisterin", "vorgesetzter", "vorgesetzte", "monteur", "praxis", "sekretariat",
        "buero", "spezialist", "spezialistin", "gutachter", "gutachterin", "aerztin", "arzt", "verkauf", "vertrieb",
    ]
    private static let pluralColleagues: Set<String> = [
        "kollegen", "kolleginnen", "techniker", "mitarbeiter", "berater", "experten",
    ]

    // MARK: What makes it no promise

    private var isAsked: Bool {
        guard sentence.isQuestion else {
            return sentence.contains(["soll", "sollen"]) && sentence.contains(["ich", "wir"])
        }
        let tail = sentence.tail
        return tail.isEmpty || !tail.allSatisfy(Self.consent.contains)
    }

    private var isConditional: Bool {
        for (place, key) in sentence.keys.enumerated() {
            switch key {
            case "falls", "sofern", "sollte", "sollten", "andernfalls", "ansonsten", "sonst", "vielleicht", "eventuell",
                "womoeglich", "gegebenenfalls", "ggf", "koennte", "koennten", "wuerde", "wuerden", "moeglicherweise":
                return true
            case "wenn":
                if !isMoment(place) { return true }
            case "sobald", "nachdem":
                if sentence.key(place + 1) == "sie" { return true }
            default: continue
            }
        }
        return false
    }

    /// "wenn das Rad fertig ist" says when, "wenn Sie möchten" on what condition.
    private func isMoment(_ at: Int) -> Bool {
        if ["sie", "es", "da", "ihnen", "noch"].contains(sentence.key(at + 1)) { return false }
        let clause = at + 1..<min(sentence.keys.count, at + 9)
        return sentence.contains(
            [
                "fertig", "eintrifft", "ankommt", "angekommen", "vorliegt", "vorliegen", "eingetroffen", "repariert",
                "neuigkeiten", "neues", "geklaert", "entschieden", "da",
            ], in: clause)
    }

    private var isReported: Bool {
        sentence.keys.enumerated().contains { place, key in
            switch key {
            case "sagten", "meinten", "meinte", "hiess", "behaupten", "behauptet", "versprochen", "dachte": true
            case "gesagt": sentence.key(place - 1) != "wie" && !(sentence.key(place - 2) == "wie")
            default: false
            }
        }
    }

    // MARK: Present tense

    private enum Person { case i, we, they }

    private func finite(_ at: Int) -> PromiseFound? {
        guard let (verb, person) = Self.finite[sentence.key(at)], hasSubject(person, at) else { return nil }
        let clause = sentence.clause(around: at)
        // German brackets its verb: what belongs to it may stand to the end of the clause, before it only the object.
        let rest = at + 1..<max(at + 1, clause.upperBound)
        // "Ich rufe Sie an wegen …" opens a call of ours.
        let isReason =
            sentence.contains(["wegen", "weil", "bezueglich", "um", "da"]) && !sentence.contains(["zurueck"])
        func found(_ kind: Promise.Kind) -> PromiseFound {
            PromiseFound(kind: kind, word: at, needsDue: isReason && kind != .send)
        }
        switch verb {
        case .call:
            if person == .we, sentence.contains(["uns", "mich", "mir"], in: rest) { return nil }
            if sentence.contains(["zurueck"], in: rest) { return found(.call) }
            return sentence.contains(["an", "durch"], in: rest) && sentence.contains(Self.you, in: clause)
                ? found(.call) : nil
        case .report:
            let reflexive: Set<String> =
                switch person {
                case .i: ["mich"]
                case .we: ["uns"]
                case .they: ["sich"]
                }
            return sentence.contains(reflexive, in: rest) ? found(.contact) : nil
        case .send:
            if sentence.contains(["uns", "mir"], in: rest) { return nil }
            if sentence.contains(["techniker", "monteur", "jemanden", "kollegen"], in: rest) { return found(.send) }
            return sentence.contains(["ihnen", "dir", "euch"], in: clause) || isTo(rest) ? found(.send) : nil
        case .pass:
            return sentence.contains(["zukommen"], in: rest) && sentence.contains(["ihnen", "dir", "euch"], in: clause)
                ? found(.send) : nil
        case .tell:
            guard sentence.contains(["bescheid", "rueckmeldung"], in: rest) else { return nil }
            return sentence.contains(["ihnen", "dir", "euch", "sie"], in: clause) ? found(.contact) : nil
        case .inform:
            // "hat Sie informiert" is over.
            if person == .they, sentence.contains(["hat", "haben", "wurde", "wurden", "worden"], in: clause) {
                return nil
            }
            return sentence.contains(Self.you, in: clause) ? found(.contact) : nil
        case .hold: return sentence.contains(["laufenden"], in: rest) ? found(.contact) : nil
        case .link: return sentence.contains(["verbindung"], in: rest) ? found(.contact) : nil
        case .approach:
            let comes = rest.contains {
                sentence.has("auf", "sie", "zu", at: $0) || sentence.has("auf", "dich", "zu", at: $0)
            }
            return comes ? found(.contact) : nil
        }
    }

    private func isTo(_ range: Range<Int>) -> Bool {
        range.contains { sentence.key($0) == "an" && ["sie", "ihre", "dich", "deine"].contains(sentence.key($0 + 1)) }
    }

    private func hasSubject(_ person: Person, _ at: Int) -> Bool {
        let before = 0..<at
        switch person {
        case .i: return sentence.key(at + 1) == "ich" || sentence.contains(["ich"], in: before)
        case .we:
            if sentence.key(at - 1) == "wir" || sentence.key(at + 1) == "wir" { return true }
            if sentence.contains(Self.pluralColleagues, in: max(0, at - 4)..<at) { return true }
            if sentence.contains(Self.pluralColleagues, in: at + 1..<at + 5) { return true }
            let joins = ["und", "dann", "oder"].contains(sentence.key(at - 1)) || sentence.key(at - 2) == "wir"
            return joins && sentence.contains(["wir"], in: before)
        case .they:
            let clause = sentence.clause(around: at)
            if sentence.contains(Self.colleagues, in: clause) { return true }
            let stands = ["und", "er", "sie", "die", "der"].contains(sentence.key(at - 1))
            return stands && (sentence.contains(Self.colleagues, in: before) || sentence.namesColleague)
                || (["er", "sie"].contains(sentence.key(at + 1)) && sentence.namesColleague)
        }
    }

    // MARK: Future, passive, what the customer gets

    private func future(_ at: Int) -> PromiseFound? {
        let clause = sentence.clause(around: at)
        guard let infinitive = clause.last(where: { $0 > at && Self.infinitives[sentence.key($0)] != nil }),
            let kind = Self.infinitives[sentence.key(infinitive)]
        else { return passive(at, clause) }
        let isOurs: Bool
        switch sentence.key(at) {
        case "werde":
            isOurs =
                sentence.contains(["ich"], in: clause.lowerBound..<at + 3) || sentence.contains(["ich"], in: 0..<at)
        case "werden":
            isOurs =
                sentence.key(at - 1) == "wir" || sentence.key(at + 1) == "wir"
                || sentence.contains(Self.pluralColleagues, in: clause)
                || (sentence.key(at - 1) == "und" && sentence.contains(["wir"], in: 0..<at))
        case "wird": isOurs = sentence.contains(Self.colleagues, in: clause) || sentence.namesColleague
        default: return nil
        }
        guard isOurs else { return nil }
        let middle = at..<infinitive + 1
        switch sentence.key(infinitive) {
        case "melden": guard sentence.contains(["mich", "uns", "sich"], in: middle) else { return nil }
        case "setzen": guard sentence.contains(["verbindung"], in: middle) else { return nil }
        case "geben", "sagen": guard sentence.contains(["bescheid", "rueckmeldung"], in: middle) else { return nil }
        case "lassen": guard sentence.contains(["zukommen"], in: middle) else { return nil }
        case "zukommen": guard sentence.contains(["auf"], in: middle) else { return nil }
        case "zurueckrufen": break
        default: guard sentence.contains(Self.you.union(["ihnen"]), in: middle) else { return nil }
        }
        return PromiseFound(kind: kind, word: at)
    }

    private func passive(_ at: Int, _ clause: Range<Int>) -> PromiseFound? {
        guard ["wird", "werden"].contains(sentence.key(at)) else { return nil }
        let rest = at + 1..<max(at + 1, clause.upperBound)
        if sentence.key(at - 1) == "sie" || sentence.key(at + 1) == "sie",
            sentence.contains(["angerufen", "zurueckgerufen", "kontaktiert", "benachrichtigt", "informiert"], in: rest)
        {
            return PromiseFound(kind: .contact, word: at)
        }
        let isSent = sentence.contains(
            ["zugeschickt", "zugesandt", "zugesendet", "geschickt", "gemailt", "zugemailt"], in: rest)
        return isSent && sentence.contains(["ihnen", "dir"], in: clause) ? PromiseFound(kind: .send, word: at) : nil
    }

    private func receiving(_ at: Int) -> PromiseFound? {
        guard ["hoeren", "bekommen", "erhalten", "kriegen"].contains(sentence.key(at)),
            sentence.key(at - 1) == "sie" || sentence.key(at + 1) == "sie"
        else { return nil }
        let clause = sentence.clause(around: at)
        if sentence.contains(Self.mine, in: clause), sentence.contains(["von"], in: clause) {
            return PromiseFound(kind: .contact, word: at)
        }
        guard sentence.key(at) != "hoeren" else { return nil }
        if sentence.contains(["rueckruf", "anruf"], in: clause) { return PromiseFound(kind: .call, word: at) }
        return sentence.contains(["rueckmeldung", "antwort", "angebot", "kostenvoranschlag"], in: clause)
            ? PromiseFound(kind: .contact, word: at) : nil
    }

    /// "Ich habe einen Rückruf für Sie eingetragen."
    private func callback(_ at: Int) -> PromiseFound? {
        guard sentence.key(at) == "rueckruf" else { return nil }
        let clause = sentence.clause(around: at)
        guard sentence.contains(["ich", "wir"], in: clause),
            sentence.contains(
                [
                    "veranlasse", "veranlassen", "veranlasst", "notiere", "notieren", "notiert", "trage", "eingetragen",
                    "vereinbare", "vereinbart", "vermerke", "vermerkt", "plane", "eingeplant", "hinterlege",
                    "hinterlegt",
                    "organisiere", "buche", "gebucht", "beauftrage", "beauftragt",
                ], in: clause)
        else { return nil }
        return PromiseFound(kind: .call, word: at)
    }

    /// "Ich sorge dafür, dass jemand Sie anruft", "Ich bitte eine Kollegin, Sie zurückzurufen."
    private func caused(_ at: Int) -> PromiseFound? {
        guard let kind = Self.caused[sentence.key(at)] else { return nil }
        let before = 0..<at
        guard sentence.contains(Self.causes, in: before), sentence.contains(["ich", "wir"], in: before) else {
            return nil
        }
        if Self.toInfinitives.contains(sentence.key(at)) {
            guard sentence.contains(Self.colleagues, in: before) else { return nil }
        } else {
            guard sentence.contains(["dass", "damit"], in: before) else { return nil }
            let clause = sentence.clause(around: at)
            guard sentence.contains(Self.colleagues.union(["ich", "wir", "er"]), in: clause.lowerBound..<at) else {
                return nil
            }
        }
        return PromiseFound(kind: kind, word: at)
    }

    // MARK: Words

    private enum Verb { case call, report, send, pass, tell, inform, hold, link, approach }

    private static let finite: [String: (Verb, Person)] = {
        let forms: [(Verb, [String], [String], [String])] = [
            (.call, ["rufe"], ["rufen"], ["ruft"]), (.report, ["melde"], ["melden"], ["meldet"]),
            (
                .send, ["schicke", "sende", "maile", "uebersende", "schick", "simse", "faxe"],
                ["schicken", "senden", "mailen", "uebersenden"], ["schickt", "sendet", "mailt"]
            ),
            (.pass, ["lasse", "lass"], ["lassen"], ["laesst"]),
            (.tell, ["gebe", "geb", "sage", "sag"], ["geben", "sagen"], ["gibt", "sagt"]),
            (
                .inform, ["informiere", "benachrichtige", "kontaktiere"],
                ["informieren", "benachrichtigen", "kontaktieren"],
                ["informiert", "benachrichtigt", "kontaktiert"]
            ),
            (.hold, ["halte"], ["halten"], ["haelt"]), (.link, ["setze"], ["setzen"], ["setzt"]),
            (.approach, ["komme"], ["kommen"], ["kommt"]),
        ]
        var table: [String: (Verb, Person)] = [:]
        for (verb, first, plural, third) in forms {
            for form in first { table[form] = (verb, .i) }
            for form in plural { table[form] = (verb, .we) }
            for form in third { table[form] = (verb, .they) }
        }
        return table
    }()

    private static let infinitives: [String: Promise.Kind] = [
        "anrufen": .call, "zurueckrufen": .call, "melden": .contact, "schicken": .send, "senden": .send,
        "zuschicken": .send, "zusenden": .send, "mailen": .send, "zumailen": .send, "uebersenden": .send,
        "lassen": .send,
        "informieren": .contact, "benachrichtigen": .contact, "kontaktieren": .contact, "geben": .contact,
        "sagen": .contact, "setzen": .contact, "zukommen": .contact,
    ]
    private static let caused: [String: Promise.Kind] = [
        "anruft": .call, "zurueckruft": .call, "anrufe": .call, "zurueckrufe": .call, "anrufen": .call,
        "zurueckrufen": .call, "meldet": .contact, "kontaktiert": .contact, "informiert": .contact, "zuschickt": .send,
        "zusendet": .send, "schickt": .send, "anzurufen": .call, "zurueckzurufen": .call, "kontaktieren": .contact,
    ]
    private static let toInfinitives: Set<String> = ["anzurufen", "zurueckzurufen"]
    private static let causes: Set<String> = [
        "sorge", "sorgen", "kuemmere", "kuemmern", "veranlasse", "veranlassen", "stelle", "stellen", "verspreche",
        "versprechen", "schaue", "schauen", "bitte", "notiere", "gebe", "geben", "sage", "sagen", "leite", "leiten",
        "beauftrage", "richte", "vermerke",
    ]
    private static let you: Set<String> = ["sie", "dich", "euch"]
    private static let mine: Set<String> = ["uns", "mir", "kollegen", "kollegin", "werkstatt", "kollege", "team"]
    private static let consent: Set<String> = [
        "ja", "ok", "okay", "gut", "in", "ordnung", "einverstanden", "passt", "das", "recht", "ist", "so", "alles",
        "klar",
        "fuer", "sie",
    ]
    private static let habits: Set<String> = [
        "normalerweise", "ueblicherweise", "immer", "grundsaetzlich", "meistens", "generell", "automatisch",
        "automatische", "regel", "gewoehnlich", "eigentlich", "manchmal",
    ]
    static let denials: Set<String> = [
        "nicht", "nie", "niemals", "kein", "keine", "keinen", "keinem", "keinesfalls", "niemand", "weder",
    ]
    private static let done: Set<String> = [
        "jetzt", "gerade", "eben", "soeben", "nebenbei", "waehrenddessen", "parallel",
    ]
    private static let codes: Set<String> = [
        "code", "pin", "tan", "bestaetigungscode", "sicherheitscode", "zugangscode",
    ]
    private static let holding: Set<String> = ["moment", "sekunde", "augenblick", "momentchen", "sekuendchen", "dran"]
}
