/// Labels of charsets, lower-cased, and the system converter's name for what is really meant.
///
/// Where practice differs from the label, practice decides (Encoding Standard of the WHATWG): GB2312 means GB 18030,
/// KS C 5601 means code page 949, Shift_JIS means code page 932, ISO-8859-9 means windows-1254.
enum CharsetNames {
    static let converters: [String: String] = {
        var names: [String: String] = [:]
        for (converter, labels) in table {
            for label in labels.split(separator: " ") { names[String(label)] = converter }
        }
        for number in [2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16] {
            for form in ["iso-8859-\(number)", "iso8859-\(number)", "iso_8859-\(number)", "8859-\(number)"] {
                names[form] = "ISO-8859-\(number)"
            }
        }
        for number in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
            for form in ["windows-\(number)", "cp\(number)", "cp-\(number)", "x-cp\(number)", "windows\(number)"] {
                names[form] = "CP\(number)"
            }
        }
        return names
    }()

    private static let table: [(String, String)] = [
        ("GB18030", "gb18030 gb2312 gbk gb_2312-80 gb2312-80 x-gbk cp936 ms936 windows-936 csgb2312 chinese euc-cn hz"),
        ("BIG5-HKSCS", "big5 big5-hkscs cn-big5 x-x-big5 csbig5 big-5 cp950"),
        ("CP949", "ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 euc-kr euckr cp949 ms949 korean uhc windows-949"),
        ("ISO-2022-KR", "iso-2022-kr csiso2022kr"),
        ("CP932", "shift_jis shift-jis sjis x-sjis cp932 ms932 windows-31j ms_kanji csshiftjis ms-kanji"),
        ("EUC-JP-MS", "euc-jp x-euc-jp eucjp cseucpkdfmtjapanese eucjp-ms"),
        ("KOI8-R", "koi8-r koi8 koi cskoi8r koi8_r"),
        ("KOI8-U", "koi8-u koi8-ru"),
        ("CP866", "ibm866 cp866 866 csibm866"),
        ("CP850", "ibm850 cp850 850 cp-850"),
        ("CP852", "ibm852 cp852 852"),
        ("CP437", "ibm437 cp437 437"),
        ("IBM858", "ibm00858 cp858 858"),
        ("CP874", "windows-874 tis-620 tis620 iso-8859-11 cp874 dos-874"),
        ("CP1254", "iso-8859-9 iso8859-9 latin5 iso_8859-9"),
        ("ISO-8859-8", "iso-8859-8 iso-8859-8-i iso-8859-8-e visual logical"),
        ("ISO-8859-2", "latin2 latin-2"),
        ("ISO-8859-15", "latin9 latin-9 iso8859-15 iso-8859-15 iso885915"),
        ("MACINTOSH", "macintosh x-mac-roman mac macroman x-macroman"),
        ("MAC-CYRILLIC", "x-mac-cyrillic"),
        ("UTF-16", "utf-16 utf16 unicode"),
        ("UTF-16LE", "utf-16le"),
        ("UTF-16BE", "utf-16be"),
        ("UTF-32", "utf-32"),
        ("UTF-7", "utf-7 unicode-1-1-utf-7 x-unicode-2-0-utf-7 utf7"),
    ]
}
