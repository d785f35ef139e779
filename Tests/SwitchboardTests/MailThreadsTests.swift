import Conversations
import Foundation
import MailFormat
import Storage
import SwitchboardTesting
import Testing

@testable import Switchboard

/// Two hundred threads at once, by customers whose mail programs do as they please.
@Suite("Mail threads")
struct MailThreadsTests {
    private static let threads = 200
    private static let customers = 60
    private static let rounds = 1_000

    /// What a customer does with our answer.
    fileprivate enum Habit: CaseIterable {
        case answers, dropsReferences, dropsInReplyTo, changesSubject, namesOwnMailsOnly, keepsQuoteOnly
        case answersFromAnotherAddress, writesAnew
        /// Somebody it was passed on to, whose program names our mail but who has neither reply address nor mark.
        case strangerNamesOurMail
    }

    private struct Thread {
        let customer: String
        var conversation: ConversationID
        var own: [String]
        var answer: Mail
    }

    @Test(
        "Each mail comes into its own thread, and none into another customer's", arguments: [UInt64(1), 2],
        [true, false])
    func crossing(_ seed: UInt64, _ plus: Bool) async throws {
        let bench = try MailBench(plus: plus)
        defer { bench.close() }
        var chance = SeededGenerator(seed: seed)
        var threads: [Thread] = []
        for index in 0..<Self.threads {
            let customer = "kunde\(index % Self.customers)@example.org"
            let taken = try await bench.take(from: customer, subject: "Frage", body: "Frage Nummer \(index)?")
            threads.append(
                Thread(
                    customer: customer, conversation: taken.conversation, own: [taken.id],
                    answer: try await bench.answer(taken.conversation)))
        }
        #expect(Set(threads.map(\.conversation)).count == Self.threads, "seed \(seed)")
        var (right, strayed, number) = (0, 0, 0)
        for _ in 0..<Self.rounds {
            number += 1
            let index = Int.random(in: threads.indices, using: &chance)
            let habit = Habit.allCases.randomElement(using: &chance) ?? .answers
            let thread = threads[index]
            let stranger = "fremd\(number)@elsewhere.example"
            let taken = try await bench.reply(habit.isOther ? stranger : thread.customer, thread.own, thread.answer) {
                habit.shape(&$0, number)
            }
            let staysOut = habit == .writesAnew || habit == .strangerNamesOurMail
            let isRight = (taken.conversation == thread.conversation) != staysOut
            right += isRight ? 1 : 0
            let known = Set(threads.filter { $0.customer != thread.customer }.map(\.conversation))
            if known.contains(taken.conversation) || (staysOut && taken.conversation == thread.conversation) {
                strayed += 1
            }
            if isRight, !staysOut {
                threads[index].own.append(taken.id)
                if Bool.random(using: &chance) { threads[index].answer = try await bench.answer(thread.conversation) }
            }
        }
        #expect(strayed == 0, "seed \(seed)")
        #expect(right >= Self.rounds * 99 / 100, "seed \(seed): \(right) of \(Self.rounds)")
        #expect(try await bench.store.verify().listed == [], "seed \(seed)")
    }
}

extension MailThreadsTests.Habit {
    fileprivate var isOther: Bool { self == .answersFromAnotherAddress || self == .strangerNamesOurMail }

    /// Makes of a well-formed answer what this customer's program sends.
    fileprivate func shape(_ reply: inout MailBench.Reply, _ number: Int) {
        switch self {
        case .answers: break
        case .dropsReferences: reply.references = []
        case .dropsInReplyTo: reply.inReplyTo = nil
        case .changesSubject: reply.subject = "Ganz anderer Betreff \(number)"
        case .namesOwnMailsOnly:
            reply.inReplyTo = nil
            reply.references = reply.own
            reply.goesToReplyAddress = false
            reply.quotes = false
        case .keepsQuoteOnly, .answersFromAnotherAddress:
            reply.inReplyTo = nil
            reply.references = []
        case .writesAnew:
            reply.inReplyTo = nil
            reply.references = []
            reply.goesToReplyAddress = false
            reply.quotes = false
            reply.subject = "Frage"
        case .strangerNamesOurMail:
            reply.goesToReplyAddress = false
            reply.quotes = false
        }
    }
}
