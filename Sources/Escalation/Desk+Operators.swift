public import Conversations

extension Desk {
    /// Puts every case somebody holds back into its queue, where colleagues find it: they are not coming back.
    ///
    /// - Parameter holder: Whose cases; may be removed already.
    /// - Returns: The cases that wait again.
    public func releaseCases(of holder: DeskUser, by user: DeskUser) async throws -> [CaseID] {
        let filter = CaseFilter(states: [.claimed], holder: holder.id)
        var seen: Set<CaseID> = []
        var released: [CaseID] = []
        while true {
            let page = try await store.cases(filter, PageRequest(limit: PageRequest.limitMax))
            let held = page.items.map(\.id).filter { seen.insert($0).inserted }
            if held.isEmpty { return released }
            for id in held where try await release(id, heldBy: holder, by: user) { released.append(id) }
        }
    }

    /// - Returns: False when the case was resolved or changed hands meanwhile.
    private func release(_ id: CaseID, heldBy holder: DeskUser, by user: DeskUser) async throws -> Bool {
        let moment = now()
        do {
            let appended = try await command(
                "case.release", on: id.description, detail: holder.id.description, by: user
            ) {
                try await log.append(to: id.conversation, at: moment) { state in
                    try decisions.release(state, ordinal: id.ordinal, by: holder, now: moment)
                }
            }
            return !appended.events.isEmpty
        } catch is Refusal {
            return false
        }
    }
}
