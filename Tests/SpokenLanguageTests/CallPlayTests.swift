import SpokenLanguage
import Testing

/// Whole calls of our own, with and without what a recogniser mishears.
@Suite struct CallPlayTests {
    private func play(
        _ heard: String, _ truth: String, _ agent: String, _ meant: [PlayedCall.Meant], _ tongue: Tongue
    ) -> Set<String> {
        let call = PlayedCall(
            id: "own", language: tongue, today: Yard.today,
            turns: [
                .init(isCaller: false, text: agent, truth: agent), .init(isCaller: true, text: heard, truth: truth),
            ],
            meant: meant)
        let play = CallPlay(company: Yard.kinds, dialling: Yard.germany, isSame: { $1 == $2 })
        return Set(play.play(call).entities.map(\.value))
    }

    @Test(arguments: [
        "l p vier null zwo sieben c", "l p vier voll zwo sieben c", "l p vier zwo sieben c",
        "l b vier null drei sieben c", "",
    ])
    func aBerthIsRightInTheEnd(heard: String) {
        let said = "l p vier null zwo sieben c"
        let meant = [PlayedCall.Meant(kind: "berth", value: "LP-4027C", turn: 1, said: said)]
        #expect(play(heard, said, "Wie lautet Ihr Liegeplatz?", meant, .german) == ["LP-4027C"])
    }

    @Test(arguments: ["on december third", "on september third", "on december"])
    func aDayIsRightInTheEnd(heard: String) {
        let meant = [PlayedCall.Meant(kind: "date", value: "2026-12-03", turn: 1, said: "on december third")]
        #expect(play(heard, "on december third", "What day would suit you?", meant, .english) == ["2026-12-03"])
    }
}
