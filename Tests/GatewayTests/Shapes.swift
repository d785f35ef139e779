/// The documented shapes, as a client would decode them.
struct OpeningShape: Decodable {
    struct Persona: Decodable {
        let name: String
        let avatarUrl: String?
    }
    let session: String
    let token: String
    let persona: Persona
    let notice: String
}
struct MessageShape: Decodable {
    struct Author: Decodable {
        let kind: String
        let name: String?
    }
    let id: String
    let seq: Int
    let author: Author
    let text: String
    let sentAt: String
}
struct AnswerShape: Decodable {
    struct Accepted: Decodable {
        let id: String
        let seq: Int
    }
    let accepted: Accepted
    let owner: String
    let name: String?
    let messages: [MessageShape]
}
struct PageShape: Decodable {
    let items: [MessageShape]
    let next: Int?
    let seq: Int
    let owner: String
}
struct ProblemShape: Decodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
}
