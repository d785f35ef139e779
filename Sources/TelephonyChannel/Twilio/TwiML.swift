/// One instruction to the platform.
public enum TwiMLVerb: Sendable, Hashable {
    /// Connects the call to our socket.
    case relay(RelayOptions)
    /// Calls a person and joins the two.
    case dial(TransferTarget, DialOptions)
    /// Says something in the platform's own voice.
    case say(String, language: String?)
    /// Silence, in seconds.
    case pause(seconds: Int)
    case hangup
    /// Does not take the call: the caller hears that the line is busy. Only as the first and only verb.
    case rejectBusy

    var element: TwiMLElement {
        switch self {
        case .relay(let options): options.element
        case .dial(.queue(let name), let options): Self.enqueue(name, options)
        case .dial(.workflow(let sid), let options): Self.workflow(sid, options)
        case .dial(.number(let number), let options): options.element(of: TwiMLElement("Number", text: number))
        case .dial(.sip(let address), let options): options.element(of: TwiMLElement("Sip", text: address))
        case .say(let text, let language): TwiMLElement("Say", [("language", language)], text: text)
        case .pause(let seconds): TwiMLElement("Pause", [("length", String(max(1, seconds)))])
        case .hangup: TwiMLElement("Hangup")
        case .rejectBusy: TwiMLElement("Reject", [("reason", "busy")])
        }
    }

    private static func enqueue(_ name: String, _ options: DialOptions) -> TwiMLElement {
        TwiMLElement("Enqueue", [("action", options.action)], text: name)
    }

    private static func workflow(_ sid: String, _ options: DialOptions) -> TwiMLElement {
        let task = options.task.map { [TwiMLElement("Task", text: $0)] } ?? []
        return TwiMLElement("Enqueue", [("workflowSid", sid), ("action", options.action)], children: task)
    }
}

/// Where a call goes that a person takes over.
public enum TransferTarget: Sendable, Hashable {
    /// E.164.
    case number(String)
    /// `sip:…` or `sips:…`.
    case sip(String)
    /// A queue of the platform, by name.
    case queue(String)
    /// A workflow of the platform's task router, by its id.
    case workflow(String)

    /// Reads the written form: a number, a SIP address, `queue:name` or `workflow:id`.
    ///
    /// - Returns: Nil for anything else, and for more than 256 bytes.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 256, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            return nil
        }
        if text.hasPrefix("sip:") || text.hasPrefix("sips:") {
            self = .sip(text)
        } else if text.hasPrefix("queue:"), text.utf8.count > 6 {
            self = .queue(String(text.dropFirst(6)))
        } else if text.hasPrefix("workflow:"), text.utf8.count > 9 {
            self = .workflow(String(text.dropFirst(9)))
        } else if PhoneNumber.isE164(text) {
            self = .number(text)
        } else {
            return nil
        }
    }

    /// As it is read again.
    public var written: String {
        switch self {
        case .number(let number): number
        case .sip(let address): address
        case .queue(let name): "queue:\(name)"
        case .workflow(let sid): "workflow:\(sid)"
        }
    }
}

/// Numbers as telephony platforms write them.
enum PhoneNumber {
    /// `+` and 7 to 15 digits, the first no zero (ITU-T E.164).
    static func isE164(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == UInt8(ascii: "+") && (7...15).contains(digits.count)
            && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Whether it tells who calls: E.164, and none of the numbers that stand for a withheld one.
    static func isCaller(_ text: String) -> Bool { isE164(text) && !withheld.contains(text) }

    /// What Twilio gives for ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE: the letters on the keys. Callers
    /// under one of them are different people.
    private static let withheld: Set<String> = [
        "+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253",
    ]
}

/// How a person is called.
public struct DialOptions: Sendable, Hashable {
    /// Our number, which the person sees; nil for the caller's.
    public var callerID: String?
    /// How long it rings, in seconds.
    public var timeoutSeconds: Int
    /// Where the platform posts what became of it; nil ends the call with it.
    public var action: String?
    /// What a workflow's task carries, as JSON.
    public var task: String?

    public init(callerID: String? = nil, timeoutSeconds: Int = 30, action: String? = nil, task: String? = nil) {
        self.callerID = callerID
        self.timeoutSeconds = timeoutSeconds
        self.action = action
        self.task = task
    }

    fileprivate func element(of target: TwiMLElement) -> TwiMLElement {
        TwiMLElement(
            "Dial", [("callerId", callerID), ("timeout", String(timeoutSeconds)), ("action", action)],
            children: [target])
    }
}

/// What a request of the platform is answered with.
public enum TwiML {
    /// The answer's media type.
    public static let mediaType = "text/xml; charset=utf-8"

    /// The document; without a verb it ends nothing and says nothing.
    public static func document(_ verbs: [TwiMLVerb]) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
            + TwiMLElement("Response", children: verbs.map(\.element)).xml
    }
}
