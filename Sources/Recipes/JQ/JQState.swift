import CJQ
import Glibc
import Synchronization

/// One compiled program with libjq's memory for running it.
///
/// `@unchecked`: a state is used by whoever took it out of its pool, one thread at a time.
final class JQState: @unchecked Sendable {
    /// What libjq said while compiling.
    struct CompileError: Error { let messages: [String] }

    /// Longest text quoted in a failure, in characters.
    private static let messageCharactersMax = 500

    private var state: OpaquePointer?

    init(compiling program: String) throws(CompileError) {
        _ = Self.boundRegularExpressions
        guard let state = jq_init() else { throw CompileError(messages: []) }
        final class Messages { var texts: [String] = [] }
        let messages = Messages()
        jq_set_error_cb(
            state,
            { data, message in
                let formatted = jq_format_error(message)
                defer { jv_free(formatted) }
                guard let data, jv_get_kind(formatted) == JV_KIND_STRING, let text = jv_string_value(formatted) else {
                    return
                }
                Unmanaged<Messages>.fromOpaque(data).takeUnretainedValue().texts.append(String(cString: text))
            }, Unmanaged.passUnretained(messages).toOpaque())
        let isCompiled = jq_compile(state, program) != 0
        // What a run complains about comes as its result; nothing goes to stderr.
        jq_set_error_cb(state, { _, message in jv_free(message) }, nil)
        withExtendedLifetime(messages) {}
        guard isCompiled else {
            var gone: OpaquePointer? = state
            jq_teardown(&gone)
            throw CompileError(messages: messages.texts)
        }
        self.state = state
    }

    deinit {
        jq_teardown(&state)
    }

    /// Runs the program and gives `input` up.
    func run(_ input: jv, limits: JQLimits) -> JQRun {
        guard let state else {
            jv_free(input)
            return JQRun(outputs: [], failure: .memory)
        }
        var result = JQRun(outputs: [], failure: nil)
        jq_start(state, input, 0)
        let watched = JQWatch.shared.begin(state, timeMax: limits.timeMax)
        var budget = limits.valuesMax
        while true {
            let output = jq_next(state)
            guard jv_get_kind(output) != JV_KIND_INVALID else {
                if let message = Self.message(output) { result.failure = .error(message: message) }
                break
            }
            guard result.outputs.count < limits.outputsMax, let value = try? JQValue.take(output, budget: &budget)
            else {
                if result.outputs.count >= limits.outputsMax { jv_free(output) }
                result.failure = .tooLarge
                break
            }
            result.outputs.append(value)
        }
        switch JQWatch.shared.end(watched) {
        case .timeout: result.failure = .timeout
        case .memory: result.failure = .memory
        case nil: break
        }
        // Gives the memory of the run back now rather than at the next one.
        jq_start(state, jv_null(), 0)
        return result
    }

    /// The text of an error; nil at the ordinary end. Gives the value up.
    private static func message(_ value: jv) -> String? {
        guard jv_invalid_has_msg(jv_copy(value)) != 0 else {
            jv_free(value)
            return nil
        }
        let message = jv_invalid_get_msg(value)
        let isText = jv_get_kind(message) == JV_KIND_STRING
        let text = isText ? message : jv_dump_string(message, 0)
        defer { jv_free(text) }
        guard let start = jv_string_value(text) else { return "" }
        return String(String(cString: start).prefix(messageCharactersMax))
    }

    /// Oniguruma, which libjq uses, tries ten million ways before it gives up on a text, which is a third of a second;
    /// no pattern of a mapping needs a hundredth of that. Its header is not among libjq's, so it is looked up.
    private static let boundRegularExpressions: Bool = {
        guard let symbol = dlsym(nil, "onig_set_retry_limit_in_match") else { return false }
        typealias SetLimit = @convention(c) (CUnsignedLong) -> CInt
        return unsafeBitCast(symbol, to: SetLimit.self)(100_000) == 0
    }()
}
