import Conversations
import WebChatChannel

/// The events of every turn, written by hand: on the writer's thread a general encoder would cost more than the rows.
///
/// The bodies are what `Codable` reads; a test holds the two together.
enum EventWriting {
    static func json(_ message: MessageReceived) -> String {
        var writer = JSONWriter(capacity: message.text.utf8.count + 96)
        writer.beginObject()
        writer.field("externalID", message.externalID)
        writer.field("text", message.text)
        writer.field("name", ifPresent: message.name)
        writer.field("from", ifPresent: message.from)
        writer.field("subject", ifPresent: message.subject)
        if let attachments = message.attachments { write(attachments, to: &writer) }
        if let handling = message.handling {
            writer.beginObject("handling")
            writer.field("kind", handling.kind.rawValue)
            writer.field("reason", handling.reason)
            writer.endObject()
        }
        if let assurance = message.assurance { writer.field("assurance", assurance.rawValue) }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ attachments: [Attachment], to writer: inout JSONWriter) {
        writer.beginArray("attachments")
        for attachment in attachments {
            writer.beginObject()
            writer.field("name", ifPresent: attachment.name)
            writer.field("type", attachment.type)
            writer.field("sizeBytes", attachment.sizeBytes)
            writer.field("isInline", attachment.isInline)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ files: [SentFile], to writer: inout JSONWriter) {
        writer.beginArray("attachments")
        for file in files {
            writer.beginObject()
            writer.field("name", file.name)
            writer.field("type", file.type)
            writer.field("sizeBytes", file.sizeBytes)
            writer.field("digest", file.digest)
            writer.endObject()
        }
        writer.endArray()
    }

    static func json(_ message: MessageSent) -> String {
        var writer = JSONWriter(capacity: message.text.utf8.count + 256)
        writer.beginObject()
        writer.beginObject("author")
        writer.field("kind", message.author.kind.rawValue)
        writer.field("name", ifPresent: message.author.name)
        writer.endObject()
        writer.field("text", message.text)
        writer.beginArray("citations")
        for citation in message.citations {
            writer.beginObject()
            writer.field("id", citation.id)
            writer.field("title", citation.title)
            writer.field("url", ifPresent: citation.url)
            writer.endObject()
        }
        writer.endArray()
        writer.field("epoch", message.epoch)
        writer.field("clientID", ifPresent: message.clientID)
        if let files = message.attachments { write(files, to: &writer) }
        if let answers = message.answers { writer.field("answers", answers) }
        if let isFromElsewhere = message.isFromElsewhere { writer.field("isFromElsewhere", isFromElsewhere) }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    static func json(_ turn: TurnEnded) -> String {
        var writer = JSONWriter(capacity: turn.memory.utf8.count + 1024)
        writer.beginObject()
        writer.field("through", turn.through)
        writer.field("result", turn.result.rawValue)
        writer.field("language", turn.language)
        writer.field("unanswered", turn.unanswered)
        writer.field("memory", turn.memory)
        writer.beginObject("trace")
        writer.field("intent", turn.trace.intent)
        writer.field("confidence", turn.trace.confidence)
        writer.beginArray("steps")
        for step in turn.trace.steps {
            writer.beginObject()
            writer.field("stage", step.stage)
            writer.field("fact", step.fact)
            writer.field("value", step.value)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        if let left = turn.left { writer.field("left", left) }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
