/// What servers say, lower case.
enum BounceWords {
    struct Reason {
        let detail: String
        let words: Phrases

        init(_ detail: String, _ words: [String]) {
            self.detail = detail
            self.words = Phrases(words)
        }
    }

    /// Status details by the words of diagnoses, most telling first.
    static let reasons: [Reason] = [
        Reason(
            "2.2",
            [
                "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded", "exceeds allowed size",
                "exceeded storage", "insufficient disk space", "mailfolder is full", "postfach voll",
                "postfach ist voll",
                "postfach des empfängers ist voll", "speicherplatz", "out of storage", "inbox is full", "quota full",
            ]),
        Reason(
            "4.6",
            ["too many hops", "mail loop", "loops back", "loop detected", "mail-schleife", "duplicated message-id"]),
        Reason(
            "3.4",
            [
                "too big", "too large", "size limit", "exceeds size", "exceeds the size", "maximum message size",
                "zu groß",
                "message size exceeds", "length exceeds",
            ]),
        Reason(
            "2.1",
            [
                "account disabled", "mailbox disabled", "account is disabled", "mailbox unavailable or access denied",
                "inactive",
                "suspended", "not accepting messages", "deaktiviert", "gesperrt", "temporarily disabled",
                "has been disabled",
            ]),
        Reason("1.6", ["has moved", "no forwarding address", "no longer on server", "verzogen"]),
        Reason(
            "1.2",
            [
                "host unknown", "host not found", "unknown host", "domain not found", "no such domain", "unrouteable",
                "unroutable mail domain", "name service error", "couldn't find any host",
                "couldn't find a mail exchanger",
                "domain does not exist", "dns error", "nxdomain", "domäne", "bad destination system", "illegal host",
                "unknown domain", "mx record", "invalid domain",
            ]),
        Reason(
            "1.1",
            [
                "user unknown", "unknown user", "no such user", "recipient unknown", "unknown recipient",
                "user not found",
                "recipient not found", "does not exist", "doesn't exist", "doesn't have", "no mailbox",
                "invalid recipient",
                "unknown address", "no such recipient", "not listed", "address rejected", "invalid user",
                "mailbox not found",
                "recipient name is not recognized", "user doesn't", "unknown or illegal alias", "no such person",
                "unbekannter benutzer", "unbekannter empfänger", "empfänger unbekannt", "benutzer unbekannt",
                "existiert nicht", "nicht gefunden", "unbekannt", "no local mailbox", "account that you tried to reach",
                "not a known user", "not our customer", "mailbox unavailable", "undeliverable address",
                "user is unknown",
                "no such address", "invalid mailbox", "not a valid", "may not exist", "inconnu", "desconocid",
                "sconosciut",
            ]),
        Reason(
            "7.1",
            [
                "spam", "blocked", "block list", "blocklist", "blacklist", "black list", "policy", "relay",
                "not allowed",
                "denied", "not permitted", "refused", "unauthenticated", "authentication", "authoriz", "dmarc", "spf",
                "reputation", "prohibited", "banned", "virus", "rejected", "reverse dns", "abgelehnt", "nicht erlaubt",
                "weren't sent", "permission",
            ]),
        Reason("5.2", ["syntax", "malformed", "incorrectly constructed"]),
        Reason("6.0", ["content", "media error", "mime"]),
        Reason(
            "4.7",
            [
                "expired", "retry timeout", "retry time", "giving up", "too long", "have been failing",
                "delivery attempts",
                "failed 20 attempts", "attempts", "aufgegeben",
            ]),
        Reason(
            "4.1",
            [
                "timed out", "timeout", "connection", "network error", "no route", "did not accept our requests",
                "socket error",
                "unreachable", "zeitüberschreitung", "verbindung",
            ]),
    ]

    /// The mail is still under way.
    static let delayed = Phrases([
        "has been delayed", "is delayed", "delayed for", "message delayed", "delivery delayed", "will be retried",
        "warning message only", "will retry", "still trying", "continue to try", "will keep trying",
        "not yet been delivered",
        "do not need to resend", "do not need to re-send", "could not send message for", "temporarily deferred and",
        "no action is required on your part", "verzögert", "weiter versucht", "wird erneut versucht",
        "noch nicht zugestellt",
        "zustellung verzögert", "(delay)", "warning: could not send", "delivery is delayed", "attempts will continue",
    ])
    /// Nobody tries any more, whatever else is said.
    static let final = Phrases([
        "permanent error", "permanent fatal", "failed permanently", "giving up", "given up", "envelope expired",
        "not going to try again", "could not be delivered to one or more",
    ])

    /// That a mail could not be delivered; with a mailer as sender these words decide.
    static let failure = Phrases([
        "undeliver", "unzustellbar", "delivery status notification", "delivery failure", "delivery failed",
        "delivery has failed", "mail delivery", "failure notice", "returned mail", "returned to sender",
        "returning to sender", "mail failed", "returning message",
        "could not be delivered", "cannot be delivered", "can't be delivered", "couldn't be delivered",
        "was not delivered",
        "wasn't able to deliver", "unable to deliver", "did not reach", "didn't reach", "not been delivered",
        "mail system error", "mail failure", "message delivery", "nicht zugestellt", "nicht zustellbar",
        "zustellung fehlgeschlagen",
        "fehler bei der nachrichtenzustellung", "konnte nicht übermittelt", "verzögerte zustellung",
        "zustellung verzögert",
        "user unknown", "no such user", "invalid user", "unknown user", "delivery problem", "mail could not",
        "message you sent",
        "was rejected", "permanent error", "permanent fatal errors", "delivery errors", "delivery report",
        "recipient rejected",
        "delayed", "delivery error", "smtp server: errors", "address(es) failed", "rejected your message",
        "sending failed",
        "transcript of session", "non remis", "échec de la remise", "no se pudo entregar", "mancata consegna",
        "onbestelbaar",
        "niet bezorgd", "не доставлено", "nie dostarczono", "配信できません", "送信できません", "エラーメール",
    ])

    /// Where a report ends and the mail it is about begins.
    static let originalBelow = Phrases([
        "original message", "original mail", "copy of the message", "copy of your message", "message headers follow",
        "header of the original", "returned message", "unsent message follows", "below this line", "enclosed is a copy",
        "included is a copy", "copy of the original", "message header", "undelivered message",
        "ursprüngliche nachricht",
        "ursprüngliche e-mail", "kopie der nachricht", "kopie ihrer nachricht", "kopfzeilen der",
        "message contents follow",
        "message text follows", "message follows", "headers of the original",
    ])

    /// Words before an address that the report is not about.
    static let notRecipient = Phrases([
        "mail from", "sender", "from:", "contact", "assistance", "envelope-from", "absender", "von:", "wenden", "help",
        "reply-to", "message sent by", "sent by",
    ])
    /// Words before the address the report is about.
    static let recipient = Phrases([
        "rcpt to", "recipient", "deliver", "unknown user", "user unknown", "address", "empfänger", "to:", "attempts",
        "exceeds",
        "an:", "mail to ", "message to ",
    ])
    /// Local parts by which mail servers speak.
    static let mailers: Set<String> = [
        "mailer-daemon", "mailerdaemon", "postmaster", "post_master", "mail-daemon", "maildaemon", "mailer",
        "mail-system",
        "bounce", "bounces", "mmdf", "postoffice",
    ]
}
