public import ArgumentParser
public import Conversations
public import Escalation
public import Knowledge
public import SwitchboardConfiguration

// How values of the product's parts are written on the command line.

extension CaseID: ExpressibleByArgument {
    /// `k7-1`.
    public init?(argument: String) { self.init(argument) }
}

extension OperatorID: ExpressibleByArgument {
    /// `o3`.
    public init?(argument: String) { self.init(argument) }
}

extension ArticleAudience: ExpressibleByArgument {
    /// `public`, `verified` or `internal`.
    public init?(argument: String) { self.init(word: argument) }
    public static var allValueStrings: [String] { allCases.map(\.word) }
    public var defaultValueDescription: String { word }
}

extension Role: ExpressibleByArgument {}
extension TokenScope: ExpressibleByArgument {}
extension LogLevel: ExpressibleByArgument {}
