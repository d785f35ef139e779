import ArgumentParser

/// `version`: which Switchboard this is.
struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the version.")

    @OptionGroup var shared: SharedOptions

    func run() {
        Terminal.line(
            shared.json
                ? JSONText.object([(key: "version", value: .string(BuildVersion.text))]).text : BuildVersion.text)
    }
}
