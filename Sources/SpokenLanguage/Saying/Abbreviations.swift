/// Abbreviations and units written out.
enum Abbreviations {
    /// Written forms without blanks, in lower case, by what is said; `z. B.` is looked up as `z.b.`.
    static func said(_ token: String, _ tongue: Tongue) -> String? {
        let key = token.lowercased()
        return (tongue == .german ? german : english)[key]
    }

    static func unit(_ token: String, _ tongue: Tongue, isOne: Bool) -> String? {
        guard let (german, one, many) = units[token] else { return nil }
        return tongue == .german ? german : isOne ? one : many
    }

    private static let german: [String: String] = [
        "z.b.": "zum Beispiel", "d.h.": "das heißt", "u.a.": "unter anderem", "usw.": "und so weiter",
        "bzw.": "beziehungsweise",
        "ca.": "circa", "nr.": "Nummer", "str.": "Straße", "tel.": "Telefon", "inkl.": "inklusive",
        "zzgl.": "zuzüglich",
        "evtl.": "eventuell", "ggf.": "gegebenenfalls", "vgl.": "vergleiche", "max.": "maximal", "min.": "mindestens",
        "dr.": "Doktor", "prof.": "Professor", "hr.": "Herr", "fr.": "Freitag", "mo.": "Montag", "di.": "Dienstag",
        "mi.": "Mittwoch", "do.": "Donnerstag", "sa.": "Samstag", "so.": "Sonntag", "mo": "Montag", "fr": "Freitag",
        "sa": "Samstag", "o.ä.": "oder ähnlich", "i.d.r.": "in der Regel", "v.a.": "vor allem",
        "mwst.": "Mehrwertsteuer",
        "std.": "Stunden", "stk.": "Stück", "abs.": "Absatz", "art.": "Artikel", "s.o.": "siehe oben",
        "s.u.": "siehe unten",
        "u.": "und", "jan.": "Januar", "feb.": "Februar", "apr.": "April", "aug.": "August", "sept.": "September",
        "okt.": "Oktober", "nov.": "November", "dez.": "Dezember", "&": "und", "etc.": "und so weiter",
        "24/7": "rund um die Uhr",
        "=": "gleich", "e-mail": "E-Mail", "agb": "A G B", "iban": "I BAN",
    ]
    private static let english: [String: String] = [
        "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "approx.": "approximately", "no.": "number",
        "vs.": "versus", "mr.": "Mister", "mrs.": "Missus", "dr.": "Doctor", "incl.": "including", "excl.": "excluding",
        "tel.": "phone", "mon.": "Monday", "tue.": "Tuesday", "wed.": "Wednesday", "thu.": "Thursday", "fri.": "Friday",
        "sat.": "Saturday", "sun.": "Sunday", "mon": "Monday", "fri": "Friday", "&": "and", "24/7": "around the clock",
        "max.": "at most", "min.": "at least", "=": "equals", "w/": "with",
    ]

    /// By sign: German, English for one, English for several.
    private static let units: [String: (String, String, String)] = [
        "%": ("Prozent", "percent", "percent"), "km": ("Kilometer", "kilometre", "kilometres"),
        "m": ("Meter", "metre", "metres"),
        "cm": ("Zentimeter", "centimetre", "centimetres"), "mm": ("Millimeter", "millimetre", "millimetres"),
        "kg": ("Kilogramm", "kilogram", "kilograms"), "g": ("Gramm", "gram", "grams"),
        "l": ("Liter", "litre", "litres"),
        "h": ("Stunden", "hour", "hours"), "Std.": ("Stunden", "hour", "hours"),
        "min": ("Minuten", "minute", "minutes"),
        "km/h": ("Kilometer pro Stunde", "kilometres an hour", "kilometres an hour"),
        "°C": ("Grad", "degree", "degrees"),
        "Wh": ("Wattstunden", "watt-hour", "watt-hours"), "kWh": ("Kilowattstunden", "kilowatt-hour", "kilowatt-hours"),
        "W": ("Watt", "watt", "watts"), "Nm": ("Newtonmeter", "newton metre", "newton metres"),
        "Zoll": ("Zoll", "inch", "inches"),
        "GB": ("Gigabyte", "gigabyte", "gigabytes"), "MB": ("Megabyte", "megabyte", "megabytes"),
        "m²": ("Quadratmeter", "square metre", "square metres"),
    ]
}
