/// Promises in English: who will do what for whom.
struct EnglishPromises {
    private let sentence: PromiseSentence

    init(_ sentence: PromiseSentence) { self.sentence = sentence }

    func find() -> [PromiseFound] {
        guard !isAsked, !isConditional, !sentence.contains(Self.habits) else { return [] }
        var found: [PromiseFound] = []
        for place in sentence.keys.indices {
            if let start = ownBeginning(place) { found += actions(from: start.next, subject: place) }
            if let next = expecting(place) { found += receiving(next, subject: place) }
            if let one = arranged(place) ?? passive(place) { found.append(one) }
        }
        var seen: Set<Int> = []
        return found.filter { seen.insert($0.word).inserted }
    }

    /// Names of people who act for the company.
    static let colleagues: Set<String> = [
        "colleague", "colleagues", "specialist", "specialists", "technician", "technicians", "manager", "supervisor",
        "team", "department", "representative", "rep", "advisor", "adviser", "adjuster", "expert", "engineer",
        "someone", "somebody", "workshop", "mechanic", "accountant", "underwriter", "nurse", "doctor", "office",
        "consultant", "coordinator",
    ]

    // MARK: What makes it no promise

    private var isAsked: Bool {
        if sentence.isQuestion {
            let tail = sentence.tail
            return tail.isEmpty || !tail.allSatisfy(Self.consent.contains)
        }
        return sentence.keys.indices.contains { place in
            sentence.has("would", "you", "like", at: place) || sentence.has("do", "you", "want", at: place)
                || sentence.has("want", "me", at: place) || sentence.has("want", "us", at: place)
                || sentence.has("like", "me", at: place) || sentence.has("like", "us", at: place)
                || sentence.has("shall", "i", at: place) || sentence.has("should", "i", at: place)
                || sentence.has("shall", "we", at: place) || sentence.has("should", "we", at: place)
        }
    }

    private var isConditional: Bool {
        for (place, key) in sentence.keys.enumerated() {
            switch key {
            case "if":
                // "let you know if it works" asks; "if that's okay" is manners.
                if Self.asking.contains(sentence.key(place - 1)) { continue }
                let isManners = (place + 1..<place + 5).contains { Self.fine.contains(sentence.key($0)) }
                if isManners, ["that", "that's", "it's", "it"].contains(sentence.key(place + 1)) { continue }
                return true
            case "unless", "otherwise", "maybe", "perhaps", "possibly", "provided": return true
            case "once", "when", "after", "until":
                if ["you", "you've", "you're", "your"].contains(sentence.key(place + 1)) { return true }
            case "as":
                if sentence.has("as", "soon", "as", "you", at: place)
                    || sentence.has("as", "soon", "as", "you've", at: place)
                {
                    return true
                }
            default: continue
            }
        }
        return false
    }

    // MARK: Who

    /// Where the verb may begin after "I'll", "we are going to", "a colleague will".
    private func ownBeginning(_ at: Int) -> (next: Int, isOurs: Bool)? {
        if isReported(before: at) { return nil }
        switch sentence.key(at) {
        case "i'll", "we'll": return (at + 1, true)
        case "someone'll", "somebody'll": return (at + 1, false)
        case "they'll", "he'll", "she'll": return sentence.namesColleague ? (at + 1, false) : nil
        case "they", "he", "she":
            return sentence.namesColleague && sentence.key(at + 1) == "will" ? (at + 2, false) : nil
        case "i", "we":
            for skip in 1...2 {
                if ["will", "shall"].contains(sentence.key(at + skip)) { return (at + skip + 1, true) }
                if sentence.has("am", "going", "to", at: at + skip) || sentence.has("are", "going", "to", at: at + skip)
                {
                    return (at + skip + 3, true)
                }
            }
            return nil
        case "i'm", "we're":
            if sentence.has("going", "to", at: at + 1) { return (at + 3, true) }
            return sentence.key(at + 1) == "gonna" ? (at + 2, true) : nil
        case let noun where Self.colleagues.contains(noun):
            if ["no", "not"].contains(sentence.key(at - 1)) { return nil }
            for next in at + 1..<at + 7 {
                if sentence.key(next) == "will" { return (next + 1, false) }
                if sentence.has("is", "going", "to", at: next) { return (next + 3, false) }
                if sentence.words.indices.contains(next - 1), sentence.words[next - 1].endsClause { return nil }
            }
            return causing(noun: at)
        default: return nil
        }
    }

    /// "make sure somebody calls you", "I'll have a technician call you", "ask my manager to get back to you".
    private func causing(noun at: Int) -> (next: Int, isOurs: Bool)? {
        let before = max(0, at - 7)..<at
        let causes = sentence.contains(["make", "have", "get", "ask", "ensure", "see"], in: before)
        guard causes, sentence.contains(["i'll", "we'll", "will", "i've", "we've"], in: before) else { return nil }
        return (at + 1, false)
    }

    private func isReported(before at: Int) -> Bool {
        sentence.contains(["said", "told", "says", "saying", "claimed", "thought", "assumed"], in: max(0, at - 4)..<at)
    }

    // MARK: What

    private func actions(from start: Int, subject: Int) -> [PromiseFound] {
        var found: [PromiseFound] = []
        for place in start..<min(sentence.keys.count, start + Self.verbsWithin) {
            if Self.stops.contains(sentence.key(place)) { break }
            if Self.denials.contains(sentence.key(place)) { break }
            guard !Self.determiners.contains(sentence.key(place - 1)) || place == start else { continue }
            guard let one = action(place) else { continue }
            if sentence.contains(Self.hedges, in: start..<place) { break }
            if one.kind == .send, isDoneNow { continue }
            if one.kind != .call, isHolding { continue }
            found.append(one)
        }
        return found
    }

    private func action(_ at: Int) -> PromiseFound? {
        let next = sentence.key(at + 1)
        func found(_ kind: Promise.Kind, needsDue: Bool = false) -> PromiseFound {
            PromiseFound(kind: kind, word: at, needsDue: needsDue)
        }
        switch sentence.key(at) {
        case "call", "calls", "calling", "phone", "phones", "phoning", "ring":
            return next == "you" || next == "back" ? found(.call) : nil
        case "give", "gives", "giving":
            guard next == "you" else { return nil }
            let rest = at + 2..<at + 6
            if sentence.contains(["call", "ring", "callback", "buzz", "call-back"], in: rest) { return found(.call) }
            return sentence.contains(["update", "answer"], in: rest) ? found(.contact) : nil
        case "return": return sentence.has("your", "call", at: at + 1) ? found(.call) : nil
        case "get", "gets", "getting", "come", "comes", "coming", "circle":
            let isBack =
                sentence.has("back", "to", "you", at: at + 1) || sentence.has("back", "with", "you", at: at + 1)
            return isBack || sentence.has("in", "touch", at: at + 1) || sentence.has("back", "in", "touch", at: at + 1)
                ? found(.contact) : nil
        case "be", "stay": return sentence.has("in", "touch", at: at + 1) ? found(.contact) : nil
        case "keep":
            if sentence.has("in", "touch", at: at + 1) { return found(.contact) }
            let told: Set = ["updated", "posted", "informed", "loop", "date"]
            return next == "you" && sentence.contains(told, in: at + 2..<at + 5) ? found(.contact) : nil
        case "reach", "reaches", "reaching":
            if next == "you" { return found(.contact) }
            return next == "out" && (sentence.key(at + 2) != "to" || sentence.key(at + 3) == "you")
                ? found(.contact) : nil
        case "follow", "follows", "following":
            return next == "up" && (sentence.key(at + 2) != "with" || sentence.key(at + 3) == "you")
                ? found(.contact) : nil
        case "contact", "contacts", "contacting", "update", "notify", "inform":
            return next == "you" ? found(.contact) : nil
        case "let", "lets": return sentence.has("you", "know", at: at + 1) ? found(.contact, needsDue: true) : nil
        case "arrange", "schedule", "book", "request", "log", "organise", "organize", "set":
            return isCallback(at + 1..<at + 7) ? found(.call) : nil
        case let verb where Self.sending.contains(verb): return sending(at, verb) ? found(.send) : nil
        default: return nil
        }
    }

    private func sending(_ at: Int, _ verb: String) -> Bool {
        let rest = at + 1..<at + 12
        if sentence.contains(Self.codes, in: rest) { return false }
        if sentence.key(at + 1) == "you" { return !["to", "over", "through"].contains(sentence.key(at + 2)) }
        if verb.hasPrefix("send"), sentence.contains(Self.sent, in: at + 1..<at + 5) { return true }
        return rest.contains { place in
            sentence.key(place) == "to" && ["you", "your"].contains(sentence.key(place + 1))
        }
    }

    private func isCallback(_ range: Range<Int>) -> Bool {
        range.contains { place in
            ["callback", "call-back", "callbacks"].contains(sentence.key(place))
                || sentence.has("call", "back", at: place)
                || sentence.has("return", "call", at: place)
        }
    }

    private var isDoneNow: Bool {
        sentence.keys.indices.contains { place in
            sentence.key(place) == "now" && sentence.key(place - 1) != "from"
                || sentence.has("as", "we", "speak", at: place)
        }
    }

    private var isHolding: Bool {
        sentence.contains(["moment", "second", "sec", "seconds", "hold", "bear", "momentarily", "minute"])
            || sentence.keys.indices.contains {
                sentence.has("right", "back", at: $0) || sentence.has("stay", "on", at: $0)
            }
    }

    // MARK: What the customer will get

    private func expecting(_ at: Int) -> Int? {
        if isReported(before: at) { return nil }
        switch sentence.key(at) {
        case "you'll": return at + 1
        case "you": return ["will", "should"].contains(sentence.key(at + 1)) ? at + 2 : nil
        case "expect": return ["a", "an", "our", "my", "the", "to"].contains(sentence.key(at + 1)) ? at : nil
        default: return nil
        }
    }

    private func receiving(_ start: Int, subject: Int) -> [PromiseFound] {
        for place in start..<min(sentence.keys.count, start + 5) {
            if Self.denials.contains(sentence.key(place)) { return [] }
            let rest = place + 1..<place + 7
            switch sentence.key(place) {
            case "hear":
                guard sentence.key(place + 1) == "from" || sentence.has("back", "from", at: place + 1) else { continue }
                return [PromiseFound(kind: .contact, word: place)]
            case "get", "receive", "have", "expect", "getting", "receiving":
                if sentence.key(place - 1) == "should" {
                    return sentence.contains(Self.bought, in: rest)
                        ? [] : [PromiseFound(kind: .send, word: place, needsDue: true)]
                }
                if sentence.contains(["call", "callback", "call-back"], in: rest) {
                    return [PromiseFound(kind: .call, word: place)]
                }
                if sentence.contains(["reply", "response", "answer", "quote", "offer", "estimate"], in: rest) {
                    return [PromiseFound(kind: .contact, word: place)]
                }
                let own = place + 1..<place + 12
                let isFromUs = own.contains { at in
                    sentence.key(at) == "from"
                        && (["me", "us", "our", "my"].contains(sentence.key(at + 1))
                            || sentence.contains(Self.colleagues, in: at + 1..<at + 4))
                }
                if isFromUs { return [PromiseFound(kind: .send, word: place)] }
            case "be":
                if ["called", "contacted", "phoned", "notified", "informed", "updated"].contains(
                    sentence.key(place + 1))
                {
                    return [PromiseFound(kind: .contact, word: place)]
                }
                if ["sent", "emailed", "mailed"].contains(sentence.key(place + 1)),
                    !sentence.contains(Self.codes, in: place..<place + 8)
                {
                    return [PromiseFound(kind: .send, word: place)]
                }
            default: continue
            }
        }
        return []
    }

    /// "I've scheduled a callback."
    private func arranged(_ at: Int) -> PromiseFound? {
        guard
            ["arranged", "scheduled", "booked", "requested", "logged", "organised", "organized", "set", "noted"]
                .contains(
                    sentence.key(at)), isCallback(at + 1..<at + 7),
            !sentence.contains(Self.denials, in: max(0, at - 4)..<at),
            sentence.contains(["i've", "we've", "i", "we", "is", "been"], in: max(0, at - 4)..<at)
        else { return nil }
        return PromiseFound(kind: .call, word: at)
    }

    /// "The form will be mailed to you."
    private func passive(_ at: Int) -> PromiseFound? {
        guard ["sent", "mailed", "emailed", "posted", "couriered", "forwarded"].contains(sentence.key(at)),
            sentence.key(at - 1) == "be", ["will", "it'll", "they'll"].contains(sentence.key(at - 2)),
            !isReported(before: at - 2), !sentence.contains(Self.codes),
            (at + 1..<at + 5).contains(where: {
                sentence.key($0) == "to" && ["you", "your"].contains(sentence.key($0 + 1))
            })
        else { return nil }
        return PromiseFound(kind: .send, word: at)
    }

    /// Words after the subject in which its verbs stand.
    private static let verbsWithin = 22
    private static let sending: Set<String> = [
        "send", "sends", "sending", "email", "e-mail", "emailing", "mail", "mailing", "text", "texting", "fax",
        "forward",
        "post", "message", "write", "courier", "ship", "whatsapp",
    ]
    private static let sent: Set<String> = [
        "replacement", "technician", "someone", "somebody", "engineer", "new", "mechanic",
    ]
    private static let codes: Set<String> = ["code", "codes", "pin", "otp", "passcode", "token"]
    /// What a carrier or a machine brings.
    private static let bought: Set<String> = [
        "package", "parcel", "order", "refund", "delivery", "item", "items", "money", "payment", "confirmation",
        "tracking",
    ]
    private static let consent: Set<String> = [
        "ok", "okay", "alright", "all", "right", "is", "that", "fine", "does", "work", "for", "you", "good", "sound",
        "then",
    ]
    private static let asking: Set<String> = [
        "know", "see", "check", "ask", "out", "tell", "sure", "determine", "whether",
    ]
    private static let fine: Set<String> = ["ok", "okay", "alright", "fine", "right", "convenient"]
    private static let habits: Set<String> = [
        "usually", "normally", "typically", "generally", "always", "often", "sometimes", "automatically", "automated",
        "automatic",
    ]
    private static let stops: Set<String> = ["because", "but", "who", "which", "so"]
    static let denials: Set<String> = ["not", "never", "won't", "cannot", "can't", "nobody", "no", "don't", "neither"]
    private static let determiners: Set<String> = [
        "the", "a", "an", "this", "that", "my", "our", "please", "your", "every",
    ]
    private static let hedges: Set<String> = ["happy", "glad", "able", "unable", "need", "willing"]
}
