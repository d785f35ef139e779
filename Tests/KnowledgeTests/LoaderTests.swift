import Testing
@testable import Knowledge
@Suite struct LoaderTests { @Test func placeholder() { #expect(Folding.words("Ärger ß") == ["arger", "ss"]) } }
