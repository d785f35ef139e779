// The console's own words, German and English, and how times and numbers are written.
import { el, saved } from "./dom.js";

const WORDS = {
  en: {
    title: "Switchboard", signIn: "Sign in", name: "Name", password: "Password", signOut: "Sign out",
    wrong: "Name or password is wrong.", tooMany: "Too many attempts. Try again in {s} seconds.",
    unreachable: "The server cannot be reached.", retry: "Try again", failed: "That did not work: {why}",
    desk: "Desk", channels: "Channels", figures: "Figures", settings: "Settings", language: "Language",
    appearance: "Appearance", auto: "As the system", light: "Light", dark: "Dark", sound: "Sound when somebody waits",
    notify: "Notification when somebody waits", shortcuts: "Keyboard shortcuts", live: "Live", lost: "Connection lost, trying again …",
    waiting: "Waiting", mine: "Mine", open: "Open", agent: "Agent", resolved: "Resolved",
    waitingEmpty: "Nobody waits.", waitingEmptyMore: "New cases appear here by themselves.",
    mineEmpty: "You hold no case.", mineEmptyMore: "Claim one from “Waiting”, or take over a running conversation.",
    openEmpty: "No open cases.", openEmptyMore: "Everything is done.",
    agentEmpty: "The agent leads no conversation right now.", agentEmptyMore: "Conversations appear as customers write.",
    resolvedEmpty: "Nothing resolved yet.", resolvedEmptyMore: "", searchEmpty: "Nothing found.", searchEmptyMore: "Try other words or remove a filter.",
    search: "Search words or a case number", allChannels: "All channels", allLanguages: "All languages", allPriorities: "All priorities", more: "Load more", loading: "Loading …",
    waitsFor: "waits {time}", anonymous: "Anonymous customer", heldBy: "{name}", you: "you", youSaid: "You", agentSaid: "Agent",
    urgent: "Urgent", high: "High", normal: "Normal", low: "Low",
    reason_asked_for_human: "Asked for a person", reason_risk: "Risk topic", reason_low_confidence: "Agent not sure",
    reason_repeated_failure: "Failed repeatedly", reason_mood: "Angry or distressed", reason_rule: "Rule", reason_operator: "By an operator",
    reason_takeover: "Taken over", reason_api: "Other system", reason_error: "Error",
    choose: "Choose a conversation", chooseMore: "Its history, the brief and the customer appear here.",
    owner_agent: "Agent answers", owner_queue: "Waits for a person", owner_operator: "{name} answers", owner_nobody: "Closed",
    claim: "Claim", release: "Release", transfer: "Transfer", resolve: "Resolve", handback: "Hand back to agent", takeover: "Take over",
    escalate: "To the queue", assign: "Take from {name}", cancel: "Cancel", back: "Back", details: "Details",
    reply: "Reply", note: "Internal note", send: "Send reply", saveNote: "Save note", sending: "Sending …",
    replyHint: "Write to the customer …", noteHint: "Only your team sees this …",
    replyTakes: "Sending takes the conversation over from the agent.", replyClaims: "Sending claims the case.",
    replyHeld: "{name} holds this conversation. You can write a note.", replyClosed: "This conversation is closed. It reopens when the customer writes.",
    draftKept: "Draft kept", conflict: "Somebody else was faster", conflictText: "{name} holds this case.",
    wroteMeanwhile: "The customer has written again", wroteMeanwhileText: "Please read the new message first. Nothing was changed yet.",
    why: "Why did it say that?", whyEscalated: "Why was this escalated?", intent: "Intent", confidence: "Confidence", decision: "Decision", rule: "Rule", because: "Reason",
    articles: "Articles", steps: "Steps", duration: "Duration", noTrace: "No trace was kept.", sources: "Sources", showAll: "Show all",
    delivery_pending: "being sent", delivery_sent: "sent", delivery_failed: "not delivered", delivery_unknown: "unknown whether it arrived",
    cutOff: "cut off", unheard: "not heard", cutOffMore: "The caller cut in. What is struck through was not heard.",
    system_disclosed: "AI notice given", system_escalated: "Escalated: {reason}", system_claimed: "{name} claimed the case",
    system_released: "{name} released the case", system_transferred: "{name} transferred to {to}", system_handed_back: "{name} handed back to the agent",
    system_resolved: "Resolved by {name}", system_reopened: "Reopened", system_rated: "Rated {score} of 5", system_fact: "Noted: {text}",
    links: "One person with", linkNumber: "same number {number} ({channels}), not proved", linkMerged: "merged by {name}", linkUndone: "undone by {name}", linkRule: "a rule",
    linkEnd_shared_number: "a shared number", linkEnd_number_of_many: "too many claim the number", linkEnd_other_number: "the address has another number", linkEnd_other_customer: "the address is another customer's", linkEnd_both_verified: "both are proved, and not the same", linkEnd_customer_erased: "erased",
    merge: "Merge …", mergeWith: "The other customer's id", mergeReason: "Why (for colleagues)", mergeSure: "{id} and this customer become one person. Nothing moves, and it can be undone.", mergeNeedsId: "That is no customer's id, such as u42.", merged: "Merged.",
    unmerge: "Undo …", unmergeSure: "{one} and {other} become two again. No rule links them again.", unmerged: "Undone.",
    system_linked: "Same person: {text}", system_unlinked: "No longer the same person: {text}",
    system_identity: "Identity: {verification}", system_silent: "The agent said nothing", system_owner_agent: "The agent answers again", system_owner_queue: "Waiting for a person",
    system_owner_operator: "{name} has taken over", system_owner_nobody: "Closed", typing: "{name} is typing …",
    brief: "Brief", wants: "Wants", who: "Who", mood: "Mood", suggestion: "Suggested next step", draft: "Drafted reply", insert: "Insert",
    tried: "What the agent said", facts: "Facts", noFacts: "Nothing known yet.", customer: "Customer", verification: "Identity",
    verification_anonymous: "anonymous", verification_claimed: "claimed, not verified", verification_verified: "verified", since: "Known since", addresses: "Addresses",
    earlier: "Earlier conversations", noEarlier: "This is the first.", exportData: "Export", eraseData: "Erase …", eraseSure: "Erase everything about this customer? This cannot be undone.", erased: "Erased.",
    mood_calm: "calm", mood_impatient: "impatient", mood_angry: "angry", mood_worried: "worried",
    source_customer: "said by the customer", source_article: "from an article", source_tool: "from a system", source_operator: "from an operator",
    handbackTitle: "Hand back to the agent", handbackHint: "What was done, and what should the agent know?", resolveTitle: "Resolve and close", resolveHint: "Note for the team (optional)",
    transferTitle: "Transfer to a colleague", transferTo: "To", transferHint: "Note for them (optional)", nobodyElse: "There is nobody else.", offlineMark: "offline", escalateTitle: "Put into the queue", escalateHint: "Why? (optional)",
    received: "Received", processed: "Processed", parked: "Parked", sent: "Sent", failedCount: "Failed", unknown: "Unknown", inFlight: "In work", channel: "Channel", lastIn: "Last received", lastOut: "Last sent",
    state_up: "in order", state_degraded: "impaired", state_down: "down", ledger: "Every message received is processed or parked; every one sent is sent, failed or unknown.",
    deadletters: "Dead letters", noDead: "Nothing was left behind.", openConversation: "Open the conversation", attempts: "{n} attempts", attempt: "1 attempt", inbound: "inbound", outbound: "outbound", retried: "Queued again.",
    hours24: "24 hours", days7: "7 days", days30: "30 days", conversations: "Conversations", started: "started", nowOpen: "open now", answered: "Answered by the agent", ofTurns: "of {n} turns",
    clarified: "Asked back", notKnown: "Did not know", escalated: "Escalated", waitMedian: "Wait for a person", p90: "nine of ten under {time}", rating: "Rating", ratings: "{n} ratings",
    latency: "Agent's answer", p99: "99 % under {time}", byReason: "Why people were needed", perHour: "Messages per hour", messagesCount: "{n} messages", noneYet: "No data yet.",
    help_move: "Next / previous in the list", help_claim: "Claim or take over", help_reply: "Reply", help_note: "Internal note", help_resolve: "Resolve", help_back: "Hand back to the agent", help_search: "Search", help_send: "Send", help_help: "This help", help_escape: "Leave the field, close",
    allQueues: "All queues", caseNumber: "Case", copyNumber: "Copy the case number", copied: "Copied: {text}", nameSaid: "{name} (as stated)",
    somebodyWaits: "A customer waits for a person.", newBelow: "New messages", page_not_found: "There is no such conversation.", waitingTitle: "({n}) Switchboard", confirm: "Confirm",
    fromAddress: "from", attachments: "Attachments", unnamedFile: "Unnamed file", inlineFile: "in the text", quotedLines: "Quoted text, {n} lines",
    showFormatted: "Show formatted", showPlain: "Show as text", formatted: "Formatted mail", formattedHint: "Links and pictures from elsewhere are switched off.", original: "Original mail",
    handlingSilent: "{reason} – no answer needed", handlingHuman: "Only a person may answer: {reason}",
    handling_overheard: "Said in a call", handling_out_of_office: "Absence notice", handling_auto_reply: "Automatic answer", handling_acknowledgement: "Automatic confirmation", handling_list: "Mailing list", handling_bulk: "Newsletter or advertising",
    handling_notification: "Notice of a machine", handling_calendar: "Calendar entry", handling_read_receipt: "Read receipt", handling_delivery_status: "Report on a delivery", handling_complaint: "Complaint about a mail", handling_challenge: "Request for confirmation",
    handling_own_loop: "From one of our own addresses", handling_thanks: "Thanks", handling_too_large: "the mail was too large to be read whole", handling_encrypted: "the mail is encrypted", handling_unreadable: "the mail could not be read", handling_unfetched: "the mail could not be fetched from the mailbox", handling_files_only: "files without words",
    handling_no_automatic_answer: "the sender wants no automatic answer", handling_rate_limit: "too many mails from this address",
    handling_partly_read: "the mail is too deep or too long: parts of it were not read, look at the original",
    handling_taken_elsewhere: "The same mail came to another of your addresses and is dealt with there",
    attach: "Attach files", uploading: "Uploading {name}", fileThere: "{name} is attached.", fileFailed: "{name} could not be attached: {why}", removeFile: "Remove {name}", dropHere: "Drop files to attach them", picture: "Picture",
    noFilesHere: "Customers of this channel cannot be sent files. Send a link instead.", noteFiles: "Notes carry no files.", emptyFile: "{name} is empty.",
    tooManyFiles: "A message carries at most {n} files.", fileTooLarge: "{name} is too large: a file may have at most {size}.", filesTooLarge: "The files of a message may have at most {size} together.",
    letterHint: "Write a mail …", letterTo: "Goes as a mail to",
    moreAddresses: "and {n} more", toWhom: "To", copyTo: "Copy to", letterNobody: "Nobody can be written to: the mail came from one of our own addresses.",
    signature: "Signature", readWhole: "Load quoted text and files", enclosedMail: "Attached mail", enclosedEvent: "Event", enclosedCancelled: "Event cancelled", untitled: "untitled",
    handling_empty: "the mail is empty", deadCount: "{n} undelivered", count_parked: "{n} parked", count_failed: "{n} failed", count_unknown: "{n} of unknown outcome",
    cause_wants_human: "Asked for a person", cause_anger: "Angry", cause_distress: "Distressed", cause_self_harm: "Thoughts of self-harm", cause_legal_threat: "Legal threat", cause_safety: "Safety",
    cause_privacy: "Privacy", cause_payment: "Payment", cause_low_confidence: "Agent not sure", cause_words: "Rule", cause_tool_failed: "A system failed", cause_operator: "By an operator",
    cause_agent_failed: "The agent failed", cause_person_only: "Only a person may answer", cause_undelivered: "Not delivered", cause_follow_up: "Promised in a call",
    fact_order_number: "Order number", fact_email: "E-mail address", fact_phone: "Phone number", fact_name: "Name",
    partsOut: "{n} of {all} parts have gone out.", refusal_empty: "There is nothing to send.", refusal_opted_out: "The customer asked for no more messages here.", refusal_window_closed: "The time in which the platform lets us answer is over.", refusal_needs_template: "The time for free answers is over; the platform takes approved templates only.",
    refusal_template_unknown: "The platform has not approved this template.", refusal_human_only: "The platform takes only what a person wrote by now.", refusal_window_too_short: "The time to answer ends before all parts could go out.", refusal_private_reply_used: "The comment has had its one private answer.", refusal_private_reply_expired: "The comment is too old for a private answer.",
    refusal_no_direct_messages: "This channel has public comments only.", refusal_private_only: "Everybody would read it here, and it is for the customer alone.", refusal_too_long_for_public: "It is too long for a public answer.", refusal_too_many_parts: "It is too long for this channel.", refusal_attachments_not_taken: "This channel does not take these files.", refusal_attachment_type: "This channel does not take files of this kind.", refusal_attachment_too_large: "A file is too large for this channel.", refusal_too_many_attachments: "These are more files than the channel takes at once.",
    remedy_wait_for_customer: "It is possible again once the customer writes.", remedy_send_template: "Send an approved template.", remedy_write_yourself: "Write a message of your own.", remedy_shorten: "Shorten it.", remedy_remove_attachment: "Send it without the file.", remedy_answer_publicly: "Answer in public.", remedy_use_other_channel: "Use another channel.",
    phraseNoAnswerTo: "No sure answer to: ", phraseNoAnswer: "No sure answer", phrasePersonOnly: "Only a person may answer", phraseReachable: "", phraseCameBack: "Came back: ",
    phraseUndeliverable: "Came back as undeliverable", phraseCutOff: "Cut off by a restart", phraseWithdrawn: "Withdrawn, since somebody else had taken over", phraseErased: "The customer was erased",
    phraseQueued: "Sent again by hand", phraseFileGone: "A file of the message is gone", phraseNobody: "Nobody to answer: the mail came from one of our own addresses", phraseTakenOver: "Taken over by ", phraseEscalated: "Put into the queue by ",
    call_led: "On the phone", call_listened: "On the phone with a person", call_over: "Call over", callHint: "Is read out to the caller …",
    callOver: "This call is over.", callOverMore: "Nobody would hear what is written here.", callListened: "A person leads this call.", callListenedMore: "The caller hears only them; what the agent suggests can be copied.",
    callBack: "Call back", copyTelephone: "Copy the number", noNumber: "{name}: the number was withheld, nobody can be called back.", followUp: "Follow up …",
    promised_call: "Call", promised_send: "Send", promised_contact: "Get in touch", dueBy: "by {time}", noDue: "(no time was named)", overdue: "Overdue", promisedTitle: "Promised",
    callTitle: "Phone call, {time}", callBegan: "Call began",
    suggested: "Suggested answer", copyText: "Copy", nothingSuggested: "Nothing was suggested yet.", help_suggest: "Take the newest suggestion",
    utterance: "1 utterance", utterances: "{n} utterances", lastSign: "Last sign of life: {time}.",
    note_call_ended: "Call over after {time}: {reason} ({utterances}).", note_call_lost: "The connection broke.", note_call_resumed: "The connection is back.",
    note_call_flood: "More was said than a caller can speak; the rest was left out.", note_call_crowded: "Too much to say at once; the rest was left out.",
    note_call_withheld: "An answer of the agent was not spoken: a person leads.", note_platform_error: "The phone platform did not understand something.", note_wrong_call: "A connection named another call and was left alone.",
    note_transfer_unanswered: "Nobody answered the transferred call. Please call back.", note_listening_ended: "The call is over ({utterances}).",
    note_attention: "Attention: {reason}", note_transcript_problems: "Noticed in the transcript:\n{problems}",
    note_mail_returned: "A mail sent earlier came back and is on its way again. {detail}", note_copy_returned: "The copy to {address} did not arrive. {detail}",
    ended_hung_up: "the caller hung up", ended_lost: "the connection was lost", ended_silence: "nobody spoke any more", ended_transferred: "put through", ended_unavailable: "it could not be led", ended_too_long: "it took too long",
    problemsMore: "and {n} more", problem_syntax: "Not readable", problem_limit: "Too long or too deep, parts left out", problem_encoding: "Text in a wrong encoding", problem_empty: "Empty", problem_unrecognised: "Unknown format", problem_compressed: "Compressed",
    problem_header: "Wrong beginning", problem_times: "Times that are none", problem_shape: "Value of a wrong kind", problem_uuid: "Bad identifier", problem_date: "Bad date", problem_duration: "Bad duration", problem_mediatype: "Unknown media type", problem_url: "Bad address",
    problem_reference: "Points at nothing", problem_version: "Unknown version", problem_critical: "Needs an unknown extension", problem_encrypted: "Encrypted", "problem_signature-unverified": "Signature not checked", "problem_signature-wrong": "Signature does not fit",
    problem_hash: "Does not fit its hash", problem_external: "Words lie elsewhere", problem_recognition: "The recogniser reports an error",
    sendAgain: "Send again", retryAt: "Another attempt:", failedNote: "This message was not delivered.", unknownNote: "It may have arrived: sending was cut off before the other side confirmed it. It is not sent again by itself; that is your decision.",
    unknownSure: "The customer may get this message twice. Send it again?", againWho: "Whoever leads the conversation, or a supervisor, can send it again.",
  },
  de: {
    title: "Switchboard", signIn: "Anmelden", name: "Name", password: "Passwort", signOut: "Abmelden",
    wrong: "Name oder Passwort stimmt nicht.", tooMany: "Zu viele Versuche. Bitte in {s} Sekunden noch einmal.",
    unreachable: "Der Server ist nicht erreichbar.", retry: "Erneut versuchen", failed: "Das hat nicht geklappt: {why}",
    desk: "Arbeitsplatz", channels: "Kanäle", figures: "Zahlen", settings: "Einstellungen", language: "Sprache",
    appearance: "Darstellung", auto: "Wie das System", light: "Hell", dark: "Dunkel", sound: "Ton, wenn jemand wartet",
    notify: "Mitteilung, wenn jemand wartet", shortcuts: "Tastenkürzel", live: "Live", lost: "Verbindung verloren, neuer Versuch …",
    waiting: "Wartend", mine: "Meine", open: "Offen", agent: "Agent", resolved: "Erledigt",
    waitingEmpty: "Niemand wartet.", waitingEmptyMore: "Neue Fälle erscheinen von selbst.",
    mineEmpty: "Sie haben keinen Fall.", mineEmptyMore: "Übernehmen Sie einen aus „Wartend“ oder ein laufendes Gespräch.",
    openEmpty: "Keine offenen Fälle.", openEmptyMore: "Alles ist erledigt.",
    agentEmpty: "Der Agent führt gerade kein Gespräch.", agentEmptyMore: "Gespräche erscheinen, sobald jemand schreibt.",
    resolvedEmpty: "Noch nichts erledigt.", resolvedEmptyMore: "", searchEmpty: "Nichts gefunden.", searchEmptyMore: "Versuchen Sie andere Wörter oder weniger Filter.",
    search: "Wörter oder Fallnummer suchen", allChannels: "Alle Kanäle", allLanguages: "Alle Sprachen", allPriorities: "Alle Dringlichkeiten", more: "Mehr laden", loading: "Wird geladen …",
    waitsFor: "wartet {time}", anonymous: "Anonymer Kunde", heldBy: "{name}", you: "Sie", youSaid: "Sie", agentSaid: "Agent",
    urgent: "Dringend", high: "Hoch", normal: "Normal", low: "Niedrig",
    reason_asked_for_human: "Wünscht einen Menschen", reason_risk: "Risikothema", reason_low_confidence: "Agent unsicher",
    reason_repeated_failure: "Mehrfach erfolglos", reason_mood: "Verärgert oder in Not", reason_rule: "Regel", reason_operator: "Durch Mitarbeiter",
    reason_takeover: "Übernommen", reason_api: "Anderes System", reason_error: "Fehler",
    choose: "Wählen Sie ein Gespräch", chooseMore: "Hier erscheinen Verlauf, Kurzbericht und Kunde.",
    owner_agent: "Agent antwortet", owner_queue: "Wartet auf einen Menschen", owner_operator: "{name} antwortet", owner_nobody: "Geschlossen",
    claim: "Übernehmen", release: "Freigeben", transfer: "Weitergeben", resolve: "Erledigen", handback: "An Agent zurückgeben", takeover: "Übernehmen",
    escalate: "In die Warteschlange", assign: "Von {name} übernehmen", cancel: "Abbrechen", back: "Zurück", details: "Einzelheiten",
    reply: "Antwort", note: "Interne Notiz", send: "Antwort senden", saveNote: "Notiz speichern", sending: "Wird gesendet …",
    replyHint: "An den Kunden schreiben …", noteHint: "Nur für Ihr Team sichtbar …",
    replyTakes: "Mit dem Senden übernehmen Sie das Gespräch vom Agenten.", replyClaims: "Mit dem Senden übernehmen Sie den Fall.",
    replyHeld: "{name} führt dieses Gespräch. Notizen sind möglich.", replyClosed: "Dieses Gespräch ist geschlossen. Es öffnet sich, wenn der Kunde schreibt.",
    draftKept: "Entwurf gespeichert", conflict: "Jemand war schneller", conflictText: "{name} hat diesen Fall.",
    wroteMeanwhile: "Der Kunde hat noch etwas geschrieben", wroteMeanwhileText: "Bitte lesen Sie die neue Nachricht zuerst. Es wurde noch nichts geändert.",
    why: "Warum sagt er das?", whyEscalated: "Warum wurde eskaliert?", intent: "Absicht", confidence: "Sicherheit", decision: "Entscheidung", rule: "Regel", because: "Grund",
    articles: "Artikel", steps: "Schritte", duration: "Dauer", noTrace: "Keine Spur vorhanden.", sources: "Quellen", showAll: "Alles anzeigen",
    delivery_pending: "wird gesendet", delivery_sent: "gesendet", delivery_failed: "nicht zugestellt", delivery_unknown: "unbekannt, ob angekommen",
    cutOff: "unterbrochen", unheard: "nicht gehört", cutOffMore: "Der Anrufer hat unterbrochen. Durchgestrichenes hat er nicht gehört.",
    system_disclosed: "KI-Hinweis gegeben", system_escalated: "Eskaliert: {reason}", system_claimed: "{name} hat den Fall übernommen",
    system_released: "{name} hat den Fall freigegeben", system_transferred: "{name} hat an {to} weitergegeben", system_handed_back: "{name} hat an den Agenten zurückgegeben",
    system_resolved: "Erledigt durch {name}", system_reopened: "Wieder geöffnet", system_rated: "Bewertet mit {score} von 5", system_fact: "Gemerkt: {text}",
    links: "Dieselbe Person wie", linkNumber: "gleiche Nummer {number} ({channels}), nicht bewiesen", linkMerged: "zusammengeführt von {name}", linkUndone: "gelöst von {name}", linkRule: "einer Regel",
    linkEnd_shared_number: "eine geteilte Nummer", linkEnd_number_of_many: "zu viele nennen die Nummer", linkEnd_other_number: "die Adresse hat eine andere Nummer", linkEnd_other_customer: "die Adresse gehört jemand anderem", linkEnd_both_verified: "beide sind bewiesen und verschieden", linkEnd_customer_erased: "gelöscht",
    merge: "Zusammenführen …", mergeWith: "Kennung des anderen Kunden", mergeReason: "Warum (für Kollegen)", mergeSure: "{id} und dieser Kunde werden eine Person. Nichts wird verschoben, und es lässt sich lösen.", mergeNeedsId: "Das ist keine Kundenkennung wie u42.", merged: "Zusammengeführt.",
    unmerge: "Lösen …", unmergeSure: "{one} und {other} werden wieder zwei. Keine Regel verbindet sie erneut.", unmerged: "Gelöst.",
    system_linked: "Dieselbe Person: {text}", system_unlinked: "Nicht mehr dieselbe Person: {text}",
    system_identity: "Identität: {verification}", system_silent: "Der Agent hat geschwiegen", system_owner_agent: "Der Agent antwortet wieder", system_owner_queue: "Wartet auf einen Menschen",
    system_owner_operator: "{name} hat übernommen", system_owner_nobody: "Geschlossen", typing: "{name} schreibt …",
    brief: "Kurzbericht", wants: "Anliegen", who: "Wer", mood: "Stimmung", suggestion: "Vorschlag", draft: "Antwortentwurf", insert: "Einfügen",
    tried: "Was der Agent sagte", facts: "Fakten", noFacts: "Noch nichts bekannt.", customer: "Kunde", verification: "Identität",
    verification_anonymous: "anonym", verification_claimed: "angegeben, nicht geprüft", verification_verified: "geprüft", since: "Bekannt seit", addresses: "Adressen",
    earlier: "Frühere Gespräche", noEarlier: "Dies ist das erste.", exportData: "Exportieren", eraseData: "Löschen …", eraseSure: "Alles über diesen Kunden löschen? Das lässt sich nicht rückgängig machen.", erased: "Gelöscht.",
    mood_calm: "ruhig", mood_impatient: "ungeduldig", mood_angry: "verärgert", mood_worried: "besorgt",
    source_customer: "vom Kunden gesagt", source_article: "aus einem Artikel", source_tool: "aus einem System", source_operator: "von Mitarbeitern",
    handbackTitle: "An den Agenten zurückgeben", handbackHint: "Was wurde getan, was soll der Agent wissen?", resolveTitle: "Erledigen und schließen", resolveHint: "Notiz für das Team (freiwillig)",
    transferTitle: "An Kollegen weitergeben", transferTo: "An", transferHint: "Notiz dazu (freiwillig)", nobodyElse: "Es gibt sonst niemanden.", offlineMark: "offline", escalateTitle: "In die Warteschlange geben", escalateHint: "Warum? (freiwillig)",
    received: "Empfangen", processed: "Verarbeitet", parked: "Geparkt", sent: "Gesendet", failedCount: "Gescheitert", unknown: "Unbekannt", inFlight: "In Arbeit", channel: "Kanal", lastIn: "Zuletzt empfangen", lastOut: "Zuletzt gesendet",
    state_up: "in Ordnung", state_degraded: "gestört", state_down: "ausgefallen", ledger: "Jede empfangene Nachricht ist verarbeitet oder geparkt; jede ausgehende gesendet, gescheitert oder unbekannt.",
    deadletters: "Unzustellbares", noDead: "Nichts ist liegen geblieben.", openConversation: "Gespräch öffnen", attempts: "{n} Versuche", attempt: "1 Versuch", inbound: "eingehend", outbound: "ausgehend", retried: "Wird erneut versucht.",
    hours24: "24 Stunden", days7: "7 Tage", days30: "30 Tage", conversations: "Gespräche", started: "begonnen", nowOpen: "jetzt offen", answered: "Vom Agenten beantwortet", ofTurns: "von {n} Zügen",
    clarified: "Nachgefragt", notKnown: "Wusste es nicht", escalated: "Eskaliert", waitMedian: "Warten auf Menschen", p90: "neun von zehn unter {time}", rating: "Bewertung", ratings: "{n} Bewertungen",
    latency: "Antwort des Agenten", p99: "99 % unter {time}", byReason: "Warum Menschen gebraucht wurden", perHour: "Nachrichten je Stunde", messagesCount: "{n} Nachrichten", noneYet: "Noch keine Daten.",
    help_move: "Nächster / voriger in der Liste", help_claim: "Übernehmen", help_reply: "Antworten", help_note: "Interne Notiz", help_resolve: "Erledigen", help_back: "An den Agenten zurückgeben", help_search: "Suchen", help_send: "Senden", help_help: "Diese Hilfe", help_escape: "Feld verlassen, schließen",
    allQueues: "Alle Warteschlangen", caseNumber: "Fall", copyNumber: "Fallnummer kopieren", copied: "Kopiert: {text}", nameSaid: "{name} (angegeben)",
    somebodyWaits: "Ein Kunde wartet auf einen Menschen.", newBelow: "Neue Nachrichten", page_not_found: "Dieses Gespräch gibt es nicht.", waitingTitle: "({n}) Switchboard", confirm: "Bestätigen",
    fromAddress: "von", attachments: "Anhänge", unnamedFile: "Datei ohne Namen", inlineFile: "im Text", quotedLines: "Zitierter Text, {n} Zeilen",
    showFormatted: "Formatiert anzeigen", showPlain: "Als Text anzeigen", formatted: "Formatierte Mail", formattedHint: "Links und fremde Bilder sind abgeschaltet.", original: "Originalmail",
    handlingSilent: "{reason} – keine Antwort nötig", handlingHuman: "Nur ein Mensch darf antworten: {reason}",
    handling_overheard: "Im Gespräch gesagt", handling_out_of_office: "Abwesenheitsnotiz", handling_auto_reply: "Automatische Antwort", handling_acknowledgement: "Automatische Bestätigung", handling_list: "Mailingliste", handling_bulk: "Newsletter oder Werbung",
    handling_notification: "Mitteilung einer Maschine", handling_calendar: "Kalendereintrag", handling_read_receipt: "Lesebestätigung", handling_delivery_status: "Zustellbericht", handling_complaint: "Beschwerde über eine Mail", handling_challenge: "Bitte um Bestätigung",
    handling_own_loop: "Von einer eigenen Adresse", handling_thanks: "Dank", handling_too_large: "Die Mail war zu groß, um ganz gelesen zu werden", handling_encrypted: "Die Mail ist verschlüsselt", handling_unreadable: "Die Mail war nicht lesbar", handling_unfetched: "Die Mail ließ sich nicht aus dem Postfach holen", handling_files_only: "Dateien ohne Worte",
    handling_no_automatic_answer: "Der Absender wünscht keine automatische Antwort", handling_rate_limit: "Zu viele Mails von dieser Adresse",
    handling_partly_read: "Die Mail ist zu verschachtelt oder zu lang: Teile wurden nicht gelesen, bitte im Original ansehen",
    handling_taken_elsewhere: "Dieselbe Mail kam an eine weitere Ihrer Adressen und wird dort bearbeitet",
    attach: "Dateien anhängen", uploading: "{name} wird hochgeladen", fileThere: "{name} ist angehängt.", fileFailed: "{name} konnte nicht angehängt werden: {why}", removeFile: "{name} entfernen", dropHere: "Dateien hier ablegen, um sie anzuhängen", picture: "Bild",
    noFilesHere: "Kunden dieses Kanals können keine Dateien bekommen. Bitte senden Sie einen Link.", noteFiles: "Notizen haben keine Dateien.", emptyFile: "{name} ist leer.",
    tooManyFiles: "Eine Nachricht trägt höchstens {n} Dateien.", fileTooLarge: "{name} ist zu groß: Eine Datei darf höchstens {size} haben.", filesTooLarge: "Die Dateien einer Nachricht dürfen zusammen höchstens {size} haben.",
    letterHint: "Eine Mail schreiben …", letterTo: "Geht als Mail an",
    moreAddresses: "und {n} weitere", toWhom: "An", copyTo: "Kopie an", letterNobody: "Es gibt niemanden, dem geschrieben werden kann: Die Mail kam von einer eigenen Adresse.",
    signature: "Signatur", readWhole: "Zitat und Dateien laden", enclosedMail: "Angehängte Mail", enclosedEvent: "Termin", enclosedCancelled: "Termin abgesagt", untitled: "ohne Titel",
    handling_empty: "Die Mail ist leer", deadCount: "{n} unzustellbar", count_parked: "{n} geparkt", count_failed: "{n} gescheitert", count_unknown: "{n} mit unbekanntem Ausgang",
    cause_wants_human: "Wünscht einen Menschen", cause_anger: "Verärgert", cause_distress: "In Not", cause_self_harm: "Gedanken an Selbstverletzung", cause_legal_threat: "Droht mit rechtlichen Schritten", cause_safety: "Sicherheit",
    cause_privacy: "Datenschutz", cause_payment: "Zahlung", cause_low_confidence: "Agent unsicher", cause_words: "Regel", cause_tool_failed: "Ein System ist ausgefallen", cause_operator: "Durch Mitarbeiter",
    cause_agent_failed: "Der Agent ist gescheitert", cause_person_only: "Nur ein Mensch darf antworten", cause_undelivered: "Nicht zugestellt", cause_follow_up: "Am Telefon versprochen",
    fact_order_number: "Bestellnummer", fact_email: "E-Mail-Adresse", fact_phone: "Telefonnummer", fact_name: "Name",
    partsOut: "{n} von {all} Teilen sind hinausgegangen.", refusal_empty: "Es gibt nichts zu senden.", refusal_opted_out: "Der Kunde möchte hier keine Nachrichten mehr.", refusal_window_closed: "Die Zeit, in der die Plattform uns antworten lässt, ist vorbei.", refusal_needs_template: "Die Zeit für freie Antworten ist vorbei; die Plattform nimmt nur noch freigegebene Vorlagen.",
    refusal_template_unknown: "Die Plattform hat diese Vorlage nicht freigegeben.", refusal_human_only: "Die Plattform nimmt jetzt nur noch, was ein Mensch geschrieben hat.", refusal_window_too_short: "Die Antwortzeit endet, bevor alle Teile hinausgehen könnten.", refusal_private_reply_used: "Der Kommentar hat seine eine private Antwort schon bekommen.", refusal_private_reply_expired: "Der Kommentar ist für eine private Antwort zu alt.",
    refusal_no_direct_messages: "In diesem Kanal gibt es nur öffentliche Kommentare.", refusal_private_only: "Hier würden es alle lesen, und es ist nur für den Kunden.", refusal_too_long_for_public: "Für eine öffentliche Antwort ist es zu lang.", refusal_too_many_parts: "Für diesen Kanal ist es zu lang.", refusal_attachments_not_taken: "Dieser Kanal nimmt diese Dateien nicht.", refusal_attachment_type: "Dieser Kanal nimmt Dateien dieser Art nicht.", refusal_attachment_too_large: "Eine Datei ist für diesen Kanal zu groß.", refusal_too_many_attachments: "Das sind mehr Dateien, als der Kanal auf einmal nimmt.",
    remedy_wait_for_customer: "Es geht wieder, sobald der Kunde schreibt.", remedy_send_template: "Senden Sie eine freigegebene Vorlage.", remedy_write_yourself: "Schreiben Sie selbst eine Nachricht.", remedy_shorten: "Kürzen Sie den Text.", remedy_remove_attachment: "Senden Sie es ohne die Datei.", remedy_answer_publicly: "Antworten Sie öffentlich.", remedy_use_other_channel: "Nehmen Sie einen anderen Kanal.",
    phraseNoAnswerTo: "Keine sichere Antwort auf: ", phraseNoAnswer: "Keine sichere Antwort", phrasePersonOnly: "Nur ein Mensch darf antworten", phraseReachable: "", phraseCameBack: "Zurückgekommen: ",
    phraseUndeliverable: "Als unzustellbar zurückgekommen", phraseCutOff: "Durch einen Neustart abgebrochen", phraseWithdrawn: "Zurückgezogen, weil jemand anderes übernommen hatte", phraseErased: "Der Kunde wurde gelöscht",
    phraseQueued: "Von Hand erneut gesendet", phraseFileGone: "Eine Datei der Nachricht ist nicht mehr da", phraseNobody: "Niemand zu erreichen: Die Mail kam von einer eigenen Adresse", phraseTakenOver: "Übernommen von ", phraseEscalated: "In die Warteschlange gegeben von ",
    call_led: "Am Telefon", call_listened: "Am Telefon mit einem Menschen", call_over: "Anruf beendet", callHint: "Wird dem Anrufer vorgelesen …",
    callOver: "Dieser Anruf ist beendet.", callOverMore: "Was hier geschrieben wird, würde niemand hören.", callListened: "Ein Mensch führt diesen Anruf.", callListenedMore: "Der Anrufer hört nur ihn; was der Agent vorschlägt, lässt sich kopieren.",
    callBack: "Zurückrufen", copyTelephone: "Nummer kopieren", noNumber: "{name}: Die Nummer war unterdrückt, ein Rückruf ist nicht möglich.", followUp: "Nachfassen …",
    promised_call: "Anrufen", promised_send: "Zusenden", promised_contact: "Melden", dueBy: "bis {time}", noDue: "(kein Termin genannt)", overdue: "Überfällig", promisedTitle: "Versprochen",
    callTitle: "Telefonat, {time}", callBegan: "Anruf begonnen",
    suggested: "Vorgeschlagene Antwort", copyText: "Kopieren", nothingSuggested: "Noch wurde nichts vorgeschlagen.", help_suggest: "Neuesten Vorschlag übernehmen",
    utterance: "1 Äußerung", utterances: "{n} Äußerungen", lastSign: "Letztes Lebenszeichen: {time}.",
    note_call_ended: "Anruf nach {time} beendet: {reason} ({utterances}).", note_call_lost: "Die Verbindung ist abgebrochen.", note_call_resumed: "Die Verbindung steht wieder.",
    note_call_flood: "Mehr gesagt, als ein Anrufer sprechen kann; der Rest wurde weggelassen.", note_call_crowded: "Zu viel auf einmal zu sagen; der Rest wurde weggelassen.",
    note_call_withheld: "Eine Antwort des Agenten wurde nicht gesprochen: Ein Mensch führt das Gespräch.", note_platform_error: "Die Telefonplattform hat etwas nicht verstanden.", note_wrong_call: "Eine Verbindung nannte einen anderen Anruf und wurde nicht beachtet.",
    note_transfer_unanswered: "Niemand hat den durchgestellten Anruf angenommen. Bitte zurückrufen.", note_listening_ended: "Der Anruf ist beendet ({utterances}).",
    note_attention: "Achtung: {reason}", note_transcript_problems: "Am Transkript fiel auf:\n{problems}",
    note_mail_returned: "Eine frühere Mail kam zurück und wird erneut gesendet. {detail}", note_copy_returned: "Die Kopie an {address} kam nicht an. {detail}",
    ended_hung_up: "Der Anrufer hat aufgelegt", ended_lost: "Die Verbindung ging verloren", ended_silence: "Niemand sprach mehr", ended_transferred: "Durchgestellt", ended_unavailable: "Er ließ sich nicht führen", ended_too_long: "Er dauerte zu lange",
    problemsMore: "und {n} weitere", problem_syntax: "Nicht lesbar", problem_limit: "Zu lang oder zu verschachtelt, Teile fehlen", problem_encoding: "Text in falscher Kodierung", problem_empty: "Leer", problem_unrecognised: "Unbekanntes Format", problem_compressed: "Gepackt",
    problem_header: "Falscher Anfang", problem_times: "Zeiten, die keine sind", problem_shape: "Wert von falscher Art", problem_uuid: "Falsche Kennung", problem_date: "Falsches Datum", problem_duration: "Falsche Dauer", problem_mediatype: "Unbekannte Art", problem_url: "Falsche Adresse",
    problem_reference: "Verweist ins Leere", problem_version: "Unbekannte Version", problem_critical: "Braucht eine unbekannte Erweiterung", problem_encrypted: "Verschlüsselt", "problem_signature-unverified": "Signatur nicht geprüft", "problem_signature-wrong": "Signatur passt nicht",
    problem_hash: "Passt nicht zur Prüfsumme", problem_external: "Worte liegen anderswo", problem_recognition: "Die Spracherkennung meldet einen Fehler",
    sendAgain: "Erneut senden", retryAt: "Nächster Versuch:", failedNote: "Diese Nachricht wurde nicht zugestellt.", unknownNote: "Sie kann angekommen sein: Das Senden brach ab, bevor die Gegenseite es bestätigt hat. Von selbst wird sie nicht erneut gesendet; das entscheiden Sie.",
    unknownSure: "Der Kunde bekommt die Nachricht vielleicht zweimal. Erneut senden?", againWho: "Erneut senden kann, wer das Gespräch führt, oder ein Supervisor.",
  },
};

const chosen = saved.get("language");
export const language = WORDS[chosen] ? chosen : (navigator.language || "en").toLowerCase().startsWith("de") ? "de" : "en";
document.documentElement.lang = language;

/** The word for a key, with `{names}` filled in; for an unknown key the key itself. */
export function say(key, values) {
  const text = WORDS[language][key];
  if (text === undefined) return key;
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : text;
}
export const known = (key) => WORDS[language][key] !== undefined;
/** The word for a value from the server that newer servers may extend. */
export const sayOr = (prefix, value) => WORDS[language][prefix + value] ?? String(value ?? "").replace(/_/g, " ");

const relative = new Intl.RelativeTimeFormat(language, { style: "short", numeric: "auto" });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
const dayFormat = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
export const number = (value) => (value === null || value === undefined ? "–" : numbers.format(value));
export const time = (value) => clock.format(new Date(value));
export const day = (value) => dayFormat.format(new Date(value));
export const dayKey = (value) => new Date(value).toDateString();

/** "5 min", "2 h": how long something has taken or takes. */
export function span(seconds) {
  if (seconds === null || seconds === undefined || !isFinite(seconds)) return "–";
  const s = Math.max(0, seconds);
  if (s < 60) return `${Math.round(s)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86400)} d`;
}
function ago(value) {
  const seconds = (new Date(value) - Date.now()) / 1000;
  const past = Math.abs(seconds);
  if (past < 45) return relative.format(0, "minute").replace(/^.*$/, language === "de" ? "gerade eben" : "just now");
  if (past < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (past < 86400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86400), "day");
}
function write(node) {
  const value = node.dateTime;
  if (node.dataset.how === "wait") {
    const seconds = (Date.now() - new Date(value)) / 1000;
    node.textContent = say("waitsFor", { time: span(seconds) });
    node.dataset.late = seconds > 900 ? "very" : seconds > 300 ? "yes" : "no";
  } else {
    node.textContent = node.dataset.how === "clock" ? time(value) : node.dataset.how === "second" ? seconds.format(new Date(value)) : node.dataset.how === "moment" ? moment.format(new Date(value)) : ago(value);
  }
}
const bytes = (unit) => new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 });
/** "12 kB": how large a file is. */
export function fileSize(size) {
  if (typeof size !== "number" || !(size >= 0)) return "";
  if (size < 1000) return bytes("byte").format(size);
  return size < 1e6 ? bytes("kilobyte").format(Math.round(size / 1000)) : bytes("megabyte").format(size / 1e6);
}
const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
export const momentText = (value) => (isNaN(new Date(value)) ? "–" : moment.format(new Date(value)));
/** A time element: relative ("ago", "wait"), by the clock ("clock", "second") or with its day ("moment"), the full time in its title. */
export function when(value, how = "ago") {
  if (!value || isNaN(new Date(value))) return el("span", {}, "–");
  const node = el("time", { datetime: value, title: absolute.format(new Date(value)), "data-how": how });
  write(node);
  return node;
}
/** Relative times grow old while one looks at them. */
export const renewTimes = (root) => root.querySelectorAll("time[data-how=ago], time[data-how=wait]").forEach(write);
setInterval(() => renewTimes(document), 10000);
