import ConnectorKit
public import Conversations
import Crypto

extension Desk {
    /// Whether messages on a channel may carry files.
    public func takesFiles(_ channel: ChannelName) -> Bool { channels[channel]?.takesFiles ?? false }

    /// Checks, before bytes are read, that a conversation's customer can be sent files.
    ///
    /// - Throws: ``DeskError/noFilesHere(_:)``, `noSuchConversation`.
    public func mayAttach(to id: ConversationID) async throws {
        let channel = try await state(id).channel
        guard takesFiles(channel) else { throw DeskError.noFilesHere(channel) }
    }

    /// Keeps a file for a message that is to carry it, for a day. The same file again, under the same name, is the same.
    ///
    /// - Parameters:
    ///   - name: As given: folders before it and what no file may be called are taken off.
    ///   - type: As stated.
    /// - Throws: What ``mayAttach(to:)`` throws, ``DeskError/emptyFile``, ``DeskError/fileTooLarge(bytesMax:)``,
    ///   ``DeskError/tooManyWaitingFiles(max:)``.
    public func attach(
        _ bytes: [UInt8], name: String?, type: String?, to id: ConversationID, by user: DeskUser
    ) async throws -> WaitingFile {
        try await mayAttach(to: id)
        guard !bytes.isEmpty else { throw DeskError.emptyFile }
        guard bytes.count <= fileLimits.fileBytesMax else {
            throw DeskError.fileTooLarge(bytesMax: fileLimits.fileBytesMax)
        }
        let file = SentFile(
            name: FileName.safe(name.map(FileName.last(of:)), fallback: Self.unnamedFile),
            type: SentFile.mediaType(type), sizeBytes: bytes.count, digest: Self.hex(SHA256.hash(data: bytes)))
        let waiting = WaitingFile(
            id: Self.id(of: file, in: id, by: user.id), conversation: id, user: user.id, file: file, at: now())
        guard try await store.keep(waiting, bytes: bytes, waitingMax: FileLimits.waitingMax) else {
            throw DeskError.tooManyWaitingFiles(max: FileLimits.waitingMax)
        }
        try await audit("conversation.attach", on: id.description, detail: "\(bytes.count) bytes", by: user)
        return waiting
    }

    /// Takes a file back before it is sent. Messages that carry it keep it.
    ///
    /// - Throws: ``DeskError/noSuchFile(_:)``.
    public func detach(_ file: String, from id: ConversationID, by user: DeskUser) async throws {
        guard try await store.dropWaitingFile(file, in: id, of: user.id) else { throw DeskError.noSuchFile(file) }
    }

    /// Forgets files that were brought and not sent within a day.
    public func forgetUnsentFiles() async throws {
        try await store.dropWaitingFiles(before: now().advanced(byMilliseconds: -FileLimits.waitingMillisecondsMax))
    }

    /// One file of a message of ours with its bytes; nil where there is none, or no more.
    ///
    /// - Parameter index: Position in ``Conversations/MessageSent/attachments``, from 0.
    public func sentFile(
        _ index: Int, of message: Int, in id: ConversationID
    ) async throws -> (file: SentFile, bytes: [UInt8])? {
        guard message > 0, let event = try await log.events(of: id, after: message - 1, limit: 1).first,
            event.seq == message, case .messageSent(let sent) = event.body, let files = sent.attachments,
            files.indices.contains(index), let bytes = try await store.bytes(ofFile: files[index].digest, in: id)
        else { return nil }
        return (files[index], bytes)
    }

    /// The files a message names, in its order.
    ///
    /// - Throws: ``DeskError/noFilesHere(_:)``, ``DeskError/tooManyFiles(max:)``, ``DeskError/filesTooLarge(bytesMax:)``,
    ///   ``DeskError/noSuchFile(_:)`` also for one named twice.
    func files(_ ids: [String], in state: ConversationState, by user: DeskUser) async throws -> [SentFile] {
        if ids.isEmpty { return [] }
        guard takesFiles(state.channel) else { throw DeskError.noFilesHere(state.channel) }
        guard ids.count <= FileLimits.filesMax else { throw DeskError.tooManyFiles(max: FileLimits.filesMax) }
        var waiting: [String: SentFile] = [:]
        for one in try await store.waitingFiles(ids, in: state.id, of: user.id) { waiting[one.id] = one.file }
        var files: [SentFile] = []
        for id in ids {
            guard let file = waiting.removeValue(forKey: id) else { throw DeskError.noSuchFile(id) }
            files.append(file)
        }
        guard files.reduce(0, { $0 + $1.sizeBytes }) <= fileLimits.messageBytesMax else {
            throw DeskError.filesTooLarge(bytesMax: fileLimits.messageBytesMax)
        }
        return files
    }

    private static let unnamedFile = "file"

    private static func id(of file: SentFile, in conversation: ConversationID, by user: OperatorID) -> String {
        let parts = [conversation.description, user.description, file.name, file.type, file.digest]
        return "f" + hex(SHA256.hash(data: Array(parts.joined(separator: "\0").utf8)).prefix(16))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
