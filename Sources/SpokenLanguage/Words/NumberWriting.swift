/// Numbers as they are said.
enum NumberWords {
    /// Largest number said as a number; above it, digits are said one by one.
    static let largest = 999_999_999_999

    static func cardinal(_ number: Int, _ tongue: Tongue) -> String {
        switch tongue {
        case .german: german(number)
        case .english: english(number)
        }
    }

    /// - Parameter ending: German only: `e`, `en`, `er`, `em`, `es`.
    static func ordinal(_ number: Int, _ tongue: Tongue, ending: String = "e") -> String {
        switch tongue {
        case .german: germanOrdinalStem(number) + ending
        case .english: englishOrdinal(number)
        }
    }

    static func year(_ year: Int, _ tongue: Tongue) -> String {
        let (century, rest) = (year / 100, year % 100)
        switch tongue {
        case .german:
            guard (1100..<2000).contains(year) else { return german(year) }
            return german(century) + "hundert" + (rest == 0 ? "" : german(rest))
        case .english:
            if year % 1000 < 10 || !(1000..<10_000).contains(year) { return english(year) }
            if rest == 0 { return english(century) + " hundred" }
            return english(century) + (rest < 10 ? " oh " : " ") + english(rest)
        }
    }

    /// Digits one by one, in groups with a pause: `null eins sieben, vier vier zwei`.
    static func digit(_ digit: Character, _ tongue: Tongue) -> String {
        guard let value = digit.wholeNumberValue, digit.isASCII else { return String(digit) }
        return cardinal(value, tongue)
    }

    private static let germanSmall = [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
        "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ]
    private static let germanTens = [
        "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
    ]

    private static func german(_ number: Int) -> String {
        guard number >= 0 else { return "minus " + german(-max(number, -largest)) }
        switch number {
        case 0..<20: return germanSmall[number]
        case 20..<100:
            return (number % 10 == 0 ? "" : germanStem(number % 10) + "und") + germanTens[number / 10]
        case 100..<1000:
            return germanStem(number / 100) + "hundert" + (number % 100 == 0 ? "" : german(number % 100))
        case 1000..<1_000_000:
            return germanStem(number / 1000) + "tausend" + (number % 1000 == 0 ? "" : german(number % 1000))
        default:
            let (size, one, many) =
                number < 1_000_000_000
                ? (1_000_000, "eine Million", "Millionen") : (1_000_000_000, "eine Milliarde", "Milliarden")
            let head = number / size == 1 ? one : german(number / size) + " " + many
            return number % size == 0 ? head : head + " " + german(number % size)
        }
    }

    /// `ein` instead of `eins` before another part.
    private static func germanStem(_ number: Int) -> String {
        let word = german(number)
        return number % 100 == 1 ? String(word.dropLast()) : word
    }

    private static func germanOrdinalStem(_ number: Int) -> String {
        switch number % 100 {
        case 1 where number == 1: return "erst"
        case 3 where number == 3: return "dritt"
        case 7 where number == 7: return "siebt"
        case 8 where number == 8: return "acht"
        case 1...19: return german(number) + "t"
        default: return german(number) + "st"
        }
    }

    private static let englishSmall = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let englishTens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]

    private static func english(_ number: Int) -> String {
        guard number >= 0 else { return "minus " + english(-max(number, -largest)) }
        switch number {
        case 0..<20: return englishSmall[number]
        case 20..<100:
            return englishTens[number / 10] + (number % 10 == 0 ? "" : "-" + englishSmall[number % 10])
        case 100..<1000:
            return englishSmall[number / 100] + " hundred" + (number % 100 == 0 ? "" : " and " + english(number % 100))
        default:
            let (size, name) =
                number < 1_000_000
                ? (1000, "thousand")
                : number < 1_000_000_000 ? (1_000_000, "million") : (1_000_000_000, "billion")
            let rest = number % size
            let glue = rest == 0 ? "" : rest < 100 ? " and " + english(rest) : " " + english(rest)
            return english(number / size) + " " + name + glue
        }
    }

    private static func englishOrdinal(_ number: Int) -> String {
        let irregular = [
            1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth",
        ]
        if number < 20 { return irregular[number] ?? english(number) + "th" }
        if number < 100 {
            let tens = englishTens[number / 10]
            return number % 10 == 0 ? tens.dropLast() + "ieth" : tens + "-" + englishOrdinal(number % 10)
        }
        let head = number / 100 * 100
        return number % 100 == 0 ? english(number) + "th" : english(head) + " and " + englishOrdinal(number % 100)
    }
}
