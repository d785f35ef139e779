/// Letters as they are said: names of letters, spelling alphabets, and which sound alike.
enum Spelling {
    /// The letter a spelling word stands for: DIN 5009 (before and since 2022), Austrian, Swiss, ICAO and the first
    /// names English speakers use.
    static func letter(ofCodeWord key: String) -> Character? { codeWords[key] }

    /// Letters that no ordinary word sounds like: `ypsilon`, `zett`, `double-u`.
    static func sureName(_ key: String, _ tongue: Tongue) -> Character? {
        switch key {
        case "ypsilon", "üpsilon", "ueppsilon": "y"
        case "zett", "zet": "z"
        case "vau": "v"
        case "jott", "jot": "j"
        case "eszett", "eszet": "ß"
        case "zed", "zee": tongue == .english ? "z" : nil
        case "aitch": "h"
        case "double-u", "doubleu", "doubleyou": "w"
        default: nil
        }
    }

    /// Letters by names that are words of their own too; they count only in a row of letters and digits.
    static func weakName(_ key: String, _ tongue: Tongue) -> Character? {
        (tongue == .german ? germanNames : englishNames)[key]
    }

    /// Signs by their spoken names.
    static func sign(_ key: String, _ tongue: Tongue) -> Character? {
        if let sign = commonSigns[key] { return sign }
        return (tongue == .german ? germanSigns : englishSigns)[key]
    }

    /// What a recogniser could have heard instead; best known for letters said alone.
    static func soundsLike(_ character: Character) -> [Character] { alike[character] ?? [] }

    /// A digit for a letter that looks or sounds like it, where only digits are possible, and the other way round.
    static let digitForLetter: [Character: Character] = [
        "O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6", "E": "3", "A": "8",
    ]
    static let letterForDigit: [Character: Character] = ["0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"]

    /// A digit for a word that sounds like one, heard among digits.
    static func digit(soundingLike key: String, _ tongue: Tongue) -> Character? {
        (tongue == .german ? germanDigitSounds : englishDigitSounds)[key]
    }

    private static let germanDigitSounds: [String: Character] = [
        "nul": "0", "nun": "0", "voll": "0", "nulll": "0", "einst": "1", "meins": "1", "eis": "1", "einz": "1",
        "so": "2", "wo": "2", "weil": "2", "zwie": "2", "zweit": "2", "frei": "3", "bei": "3", "dreh": "3",
        "drai": "3", "wir": "4", "fuer": "4", "ihr": "4", "fier": "4", "fuenft": "5", "fuenv": "5", "sechst": "6",
        "sex": "6", "schieben": "7", "siebten": "7", "siben": "7", "macht": "8", "ach": "8", "nacht": "8", "nein": "9",
        "neu": "9", "noin": "9", "oh": "0",
    ]
    private static let englishDigitSounds: [String: Character] = [
        "hero": "0", "oh": "0", "o": "0", "on": "1", "won": "1", "wan": "1", "to": "2", "too": "2", "tu": "2",
        "free": "3", "tree": "3", "for": "4", "fore": "4", "hive": "5", "fife": "5", "fine": "9", "sick": "6",
        "sex": "6", "sicks": "6", "heaven": "7", "ate": "8", "hate": "8", "nein": "9", "mine": "9", "line": "9",
    ]

    private static let codeWords: [String: Character] = {
        var words: [String: Character] = [:]
        let lists = [
            "Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula "
                + "Quelle Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias",
            "Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Ingelheim Jena Köln Leipzig München "
                + "Nürnberg Offenbach Potsdam Quickborn Rostock Salzwedel Tübingen Unna Völklingen Wuppertal Xanten Zwickau",
            "Siegfried Konrad Konrad Zürich Xaver Kaufman Philipp Norbert Theodor Nathan Jakob David Zeppelin Marta Siegfried "
                + "Ypern Samuel Anna Bruno Daniel Emma Fritz Gustaf Hans Jacob Karl Leopold Maria Niklaus Peter Rosa Sophie Ulrike Walter",
            "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec "
                + "Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu",
            "Alfa Juliet Whisky X-ray Adam Boy Charles David Edward Frank George Henry Ida John King Lincoln Mary "
                + "Nora Ocean Paul Queen Robert Sam Tom Union William Young Zebra Apple Boy Cat Dog Easy Fox Nancy Peter "
                + "Sugar Thomas Zero",
        ]
        for list in lists {
            for word in list.split(separator: " ") {
                let key = Folding.key(word)
                if words[key] == nil, let first = word.lowercased().first { words[key] = first }
            }
        }
        words["ypern"] = "y"
        words["zero"] = nil
        words["aerger"] = "ä"
        words["oekonom"] = "ö"
        words["uebermut"] = "ü"
        words["uebel"] = "ü"
        words["umlaut"] = nil
        return words
    }()

    private static let germanNames: [String: Character] = [
        "be": "b", "ce": "c", "ze": "c", "de": "d", "eff": "f", "ef": "f", "ge": "g", "ha": "h", "ka": "k", "el": "l",
        "ell": "l", "em": "m", "en": "n", "pe": "p", "ku": "q", "qu": "q", "er": "r", "err": "r", "es": "s", "ess": "s",
        "te": "t", "we": "w", "weh": "w", "ix": "x",
    ]
    private static let englishNames: [String: Character] = [
        "ay": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "cee": "c", "dee": "d", "eff": "f", "gee": "g",
        "jay": "j", "kay": "k", "ell": "l", "el": "l", "em": "m", "en": "n", "pea": "p", "pee": "p", "cue": "q",
        "queue": "q", "are": "r", "ar": "r", "ess": "s", "es": "s", "tea": "t", "tee": "t", "you": "u", "vee": "v",
        "ex": "x", "why": "y", "wye": "y",
    ]

    private static let commonSigns: [String: Character] = [
        "@": "@", "#": "#", "+": "+", "plus": "+", "minus": "-", "slash": "/", "_": "_", "/": "/",
    ]
    private static let germanSigns: [String: Character] = [
        "punkt": ".", "bindestrich": "-", "strich": "-", "gedankenstrich": "-", "mittelstrich": "-",
        "trennstrich": "-", "unterstrich": "_", "tiefstrich": "_", "schraegstrich": "/", "at": "@", "aet": "@",
        "klammeraffe": "@", "klammeraffen": "@", "at-zeichen": "@", "raute": "#", "dot": ".",
    ]
    private static let englishSigns: [String: Character] = [
        "dot": ".", "point": ".", "period": ".", "hyphen": "-", "dash": "-", "underscore": "_", "at": "@", "hash": "#",
        "pound": "#", "stroke": "/",
    ]

    private static let alike: [Character: [Character]] = {
        var found: [Character: [Character]] = [:]
        for group in ["BDPTGWCE", "MN", "FSX", "GKJ", "HAK", "IEY", "VFW", "CZTS", "OU", "RL", "QKU", "JG", "AE"] {
            for letter in group { found[letter, default: []] += group.filter { $0 != letter } }
        }
        for (digit, others) in [("2", "3"), ("3", "2"), ("5", "9"), ("9", "5"), ("1", "7"), ("7", "1"), ("4", "5")] {
            found[Character(digit)] = Array(others)
        }
        return found
    }()
}
