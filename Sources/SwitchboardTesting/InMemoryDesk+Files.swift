public import Conversations
public import Escalation
import Synchronization

extension InMemoryDesk {
    /// Where a waiting file stands.
    struct WaitingKey: Hashable {
        let conversation: ConversationID
        let user: OperatorID
        let id: String
    }

    /// Whose bytes they are.
    struct FileKey: Hashable {
        let conversation: ConversationID
        let digest: String
    }

    public func keep(_ file: WaitingFile, bytes: [UInt8], waitingMax: Int) async throws -> Bool {
        let sent = sentDigests(file.conversation)
        return stored.withLock { stored in
            let others = stored.waiting.values.count { other in
                other.conversation == file.conversation && other.user == file.user && other.id != file.id
                    && !sent.contains(other.file.digest)
            }
            guard others < waitingMax else { return false }
            stored.waiting[WaitingKey(conversation: file.conversation, user: file.user, id: file.id)] = file
            stored.files[FileKey(conversation: file.conversation, digest: file.file.digest)] = bytes
            return true
        }
    }

    public func waitingFiles(
        _ ids: [String], in conversation: ConversationID, of user: OperatorID
    ) async throws -> [WaitingFile] {
        stored.withLock { stored in
            Set(ids).compactMap { stored.waiting[WaitingKey(conversation: conversation, user: user, id: $0)] }
        }
    }

    public func dropWaitingFile(
        _ id: String, in conversation: ConversationID, of user: OperatorID
    ) async throws -> Bool {
        stored.withLock {
            $0.waiting.removeValue(forKey: WaitingKey(conversation: conversation, user: user, id: id)) != nil
        }
    }

    public func dropWaitingFiles(before moment: Timestamp) async throws {
        stored.withLock { stored in stored.waiting = stored.waiting.filter { $0.value.at >= moment } }
    }

    public func bytes(ofFile digest: String, in conversation: ConversationID) async throws -> [UInt8]? {
        stored.withLock { $0.files[FileKey(conversation: conversation, digest: digest)] }
    }

    private func sentDigests(_ conversation: ConversationID) -> Set<String> {
        var digests: Set<String> = []
        for event in log.events(of: conversation) {
            if case .messageSent(let sent) = event.body { digests.formUnion((sent.attachments ?? []).map(\.digest)) }
        }
        return digests
    }
}
