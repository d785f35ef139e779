/// Collects what is wrong with one mail while it is read. Says each thing once.
struct Problems {
    /// More different problems than this tell an operator nothing new.
    static let max = 50

    private(set) var list: [MailProblem] = []

    mutating func add(_ kind: Kind, _ description: String) {
        let problem = MailProblem(kind: kind.rawValue, description: description)
        if list.count < Self.max, !list.contains(problem) { list.append(problem) }
    }

    enum Kind: String {
        case address, charset, date, empty, encoding, header, limit, structure
    }
}
