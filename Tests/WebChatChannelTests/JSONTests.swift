import Testing

@testable import WebChatChannel

@Suite struct JSONTests {
    private func written(_ text: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.field("t", text)
        json.endObject()
        return json.bytes
    }

    @Test(arguments: [
        ("plain", #"{"t":"plain"}"#),
        ("\"\\\n\r\t\u{8}\u{0}\u{1f}\u{7f}", #"{"t":"\"\\\n\r\t\u0008\u0000\u001f\u007f"}"#),
        ("a\u{2028}b\u{2029}c\u{2027}\u{202a}", "{\"t\":\"a\\u2028b\\u2029c\u{2027}\u{202a}\"}"),
        ("Grüße 👩‍👩‍👧 \u{202e}x", "{\"t\":\"Grüße 👩‍👩‍👧 \u{202e}x\"}"),
        ("", #"{"t":""}"#),
    ])
    func writerEscapesWhatJSONAndJavaScriptNeed(text: String, expected: String) {
        #expect(String(decoding: written(text), as: UTF8.self) == expected)
    }

    @Test func writerPlacesCommas() {
        var json = JSONWriter()
        json.beginObject()
        json.beginArray("a")
        for number in [0, -1, 9_007_199_254_740_993] {
            json.beginObject()
            json.field("n", number)
            json.endObject()
        }
        json.endArray()
        json.beginObject("o")
        json.endObject()
        json.field("absent", ifPresent: nil)
        json.null("z")
        json.field("b", false)
        json.endObject()
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"a":[{"n":0},{"n":-1},{"n":9007199254740993}],"o":{},"z":null,"b":false}"#)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        let seed = generator.seed
        for _ in 0..<500 {
            let text = generator.text(scalarsMax: 40)
            #expect(try JSONReader.object(written(text))["t"] == .string(text), "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("-0.5e2", .number(-50)), ("0", .number(0)),
        (#""\u00e9\ud83d\ude00\/""#, .string("é😀/")),
        ("[1,[],{}]", .array([.number(1), .array([]), .object(.init())])),
    ])
    func readerReadsEveryKind(text: String, expected: JSONValue) throws {
        #expect(try JSONReader.value(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "1.", ".5", "+1", "1e", "nul", "tru", "\"",
        "\"\\x\"",
        "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\u0000\"", "\"\u{1}\"", "1 2",
        "{\"a\":1,\"a\":2}",
        "NaN", "Infinity", "1e999", "'a'", "[1 2]", "\u{feff}{}", "-", "--1", "{\"a\":}", "{,}", "[,]", "]",
    ])
    func readerRefusesWhatIsNoJSON(text: String) {
        #expect(throws: JSONFault.self) { try JSONReader.value(Array(text.utf8)) }
    }

    @Test func readerRefusesTextThatIsNotUTF8() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONFault.self) { try JSONReader.value(bytes) }
        }
    }

    @Test func readerBoundsDepth() throws {
        let deep =
            String(repeating: "[", count: JSONReader.depthMax) + String(repeating: "]", count: JSONReader.depthMax)
        _ = try JSONReader.value(Array(deep.utf8))
        #expect(throws: JSONFault.self) { try JSONReader.value(Array("[\(deep)]".utf8)) }
        #expect(throws: JSONFault.self) {
            try JSONReader.value([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
        }
    }

    @Test func randomBytesNeverCrashTheReader() {
        var generator = SeededGenerator(seed: .random(in: 0...UInt64.max))
        let alphabet = Array(#"{}[]",:\u0123ad8tfn-+.eE "#.utf8) + [0, 0x1F, 0x80, 0xE2, 0xFF]
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            _ = try? JSONReader.value(bytes)
        }
    }

    @Test func faultsSayWhereAndHowToMend() throws {
        let object = try JSONReader.object(Array(#"{"id":5,"text":"","long":"abcdef","score":9,"flag":1}"#.utf8))
        func fault(_ read: () throws -> Void) -> JSONFault? {
            do { try read() } catch { return error as? JSONFault }
            return nil
        }
        #expect(fault { _ = try object.text("id", bytesMax: 9) }?.sentence == "/id is a number. Send text.")
        #expect(fault { _ = try object.text("text", bytesMax: 9) }?.path == "/text")
        #expect(fault { _ = try object.text("none", bytesMax: 9) }?.problem == "is missing")
        #expect(fault { _ = try object.text("long", bytesMax: 5) }?.isTooLarge == true)
        #expect(fault { _ = try object.whole("score", in: 1...5) }?.mend == "Send a whole number from 1 to 5.")
        #expect(fault { _ = try object.optionalBool("flag") }?.mend == "Send true or false.")
        #expect(fault { _ = try object.text("long", bytesMax: 6) } == nil)
    }
}
