import Testing

@testable import LosslessJSON

@Suite struct JSONTests {
    private func value(_ text: String) throws -> JSONValue {
        try JSONParser.value(of: Array(text.utf8), limits: JSONLimits())
    }

    @Test(arguments: [
        #"{"b":1.50,"a":[1e3,-0,12345678901234567890],"b":null}"#, #"["\ud83d","ok"]"#, #"{"":{"x":[]},"y":true}"#,
    ])
    func whatWasReadIsWrittenBackAsItWas(_ text: String) throws {
        #expect(String(decoding: JSONWriter.written(try value(text)), as: UTF8.self) == text)
    }

    @Test func escapesBecomeCharacters() throws {
        #expect(try value(#""\u00e4\n\ud83d\ude00\/\"""#) == .string("ä\n😀/\""))
        #expect(try value(#""a\ud83dz""#).string == "a\u{FFFD}z")
    }

    @Test(arguments: ["{", "[1,]", "{\"a\"}", "tru", "01", "1.", "\"a", "\"\\x\"", "[1 2]", "\"\u{1}\"", "1 2", ""])
    func whatIsNoJSONIsRefused(_ text: String) {
        #expect(throws: JSONFailure.self) { try value(text) }
    }

    @Test func theFailureTellsLineAndColumn() throws {
        let text = Array("{\n \"a\": x}".utf8)
        let failure = JSONParser.sequence(of: text, limits: JSONLimits()).failure
        let place = try #require(failure).place(in: text)
        #expect(place == (2, 7))
    }

    @Test func whatPythonWritesForNoNumberIsNull() throws {
        #expect(try value("[NaN,-Infinity,Infinity]") == .array([.null, .null, .null]))
    }

    @Test func depthAndNumberOfValuesAreBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(JSONParser.sequence(of: Array(deep.utf8), limits: JSONLimits()).failure?.reason == .depth)
        let many = Array("[1,2,3,4]".utf8)
        #expect(JSONParser.sequence(of: many, limits: JSONLimits(values: 3)).failure?.reason == .values)
    }

    @Test func whatPlatformsWriteAsTextIsTakenForWhatItIs() throws {
        let read = try value(#"{"a":"12","b":2.9,"c":"true","d":"x","a":"13.5"}"#)
        #expect(read["a"]?.whole == 13 && read["a"]?.decimal == 13.5 && read["a"]?.int == nil)
        #expect(read["b"]?.whole == 2 && read["c"]?.flag == true && read["d"]?.flag == nil && read["d"]?.whole == nil)
    }

    @Test func piecesArePutTogether() {
        let written = JSONText.object([("a", JSONText.quoted("\"ü\"\n\u{1}")), ("b", nil), ("c", "1")])
        #expect(written == #"{"a":"\"ü\"\n\u0001","c":1}"#)
    }
}
