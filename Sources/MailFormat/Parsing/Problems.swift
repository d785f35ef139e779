/// Collects what is wrong with one mail while it is read. Says each thing once.
struct Problems {
    /// More different problems than this tell an operator nothing new.
    static let max = 50

    private(set) var list: [MailProblem] = []
    /// Whether words, files or parts were left out because of a bound.
    private(set) var hasLeftOut = false

    /// Says that something people may have written was not read because of a bound.
    mutating func leaveOut(_ description: String) {
        hasLeftOut = true
        add(.limit, description)
    }

    mutating func add(_ kind: Kind, _ description: String) {
        let problem = MailProblem(kind: kind.rawValue, description: description)
        if list.count < Self.max, !list.contains(problem) { list.append(problem) }
    }

    enum Kind: String {
        case address, charset, date, empty, encoding, header, limit, structure
    }
}
