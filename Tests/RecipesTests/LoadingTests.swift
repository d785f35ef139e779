import Testing

@testable import Recipes

private let least = """
    name: acme
    hosts: [api.acme.example]
    settings:
      secret: { type: string, required: true, secret: true, describes: What Acme signs with. }
    webhook:
      body: [json]
    verification:
      - scheme: hmac
        algorithm: sha256
        encoding: hex
        signature: { header: X-Acme }
        signed: "{body}"
        secrets: secret
    inbound:
      event: |
        {kind: "message", id, sender: {id: .from}, text}
    """

@Suite struct LoadingTests {
    @Test func theLeastRecipeIsRight() throws {
        let recipe = try Scratch().recipe(least)
        #expect(recipe.kind == "acme")
        let channel = try RecipeChannel(recipe: recipe, settings: ["secret": "s"])
        let request = post(#"{"id":"1","from":"e","text":"hi"}"#)
        let reading = try channel.read(request, now: 0)
        #expect(reading.events.first?.text == "hi")
    }

    @Test func everythingWrongIsToldAtOnceWithItsLine() throws {
        let text = """
            name: acme
            hosst: [a]
            settings:
              secret: { type: strin, describes: x }
            webhook:
              body: [xml]
            verification:
              - scheme: hmac
                algorithm: sha265
                encoding: hex
                signature: { heder: X }
                signed: "{bdy}"
                secrets: secrit
            inbound:
              event: |
                {a: 1,
                 b: }
            endpoints:
              send:
                url: "http:/{var.x}"
                answer: sent
            """
        #expect(
            try Scratch().problems(text) == [
                #"2: hosst: unknown key; did you mean "hosts"?"#,
                #"4: settings.secret.type: must be one of string, integer, flag, list, not "strin"; did you mean "string"?"#,
                #"6: webhook.body[0]: must be one of json, form, multipart, not "xml""#,
                #"9: verification[0].algorithm: must be one of sha1, sha256, sha512, not "sha265"; did you mean "sha256"?"#,
                #"11: verification[0].signature: must name one of header, query, form"#,
                #"11: verification[0].signature.heder: unknown key; did you mean "header"?"#,
                #"12: verification[0].signed: {bdy} is not known here; known: {method}, {url}, {path}, {query}, {body}, {form}, {timestamp}, {header.NAME}, {query.NAME}, {form.NAME}"#,
                #"13: verification[0].secrets: there is no setting "secrit"; did you mean "secret"?"#,
                #"20: endpoints.send.url: must begin with https:// or with a value as it is: {+setting.NAME}, {+var.NAME}"#,
                #"21: endpoints.send.answer: there is no answer "sent""#,
            ])
    }

    @Test func complaintsOfJQPointIntoTheFile() throws {
        let text = least.replacing("{kind: \"message\", id, sender: {id: .from}, text}", with: "{a: 1,\n     b: }")
        #expect(try Scratch().problems(text) == ["17: inbound.event: jq: syntax error, unexpected '}'"])
        let word = least.replacing("text}", with: "text: (env | .HOME)}")
        #expect(
            try Scratch().problems(word) == [
                "16: inbound.event: env cannot be used here: a mapping sees its input only"
            ])
        let plain = least.replacing(
            "event: |\n    {kind: \"message\", id, sender: {id: .from}, text}", with: "event: '.a | nosuch'")
        #expect(try Scratch().problems(plain) == ["15: inbound.event: jq: nosuch/0 is not defined"])
    }

    @Test func aWebhookWithoutProofIsNone() throws {
        let text = least.split(separator: "\n", omittingEmptySubsequences: false)
        let open = (text[..<6] + text[13...]).joined(separator: "\n")
        #expect(
            try Scratch().problems(open) == [
                "1: verification: is missing: nothing is taken that does not prove where it comes from"
            ])
        let uncovered = least.replacing("\"{body}\"", with: "\"{header.x}\"")
        #expect(
            try Scratch().problems(uncovered) == [
                "12: verification[0].signed: must cover the body: {body}, {form}, or body_sha256"
            ])
    }

    @Test func aHandshakeThatAnswersAnybodyIsNone() throws {
        let text =
            least + """

                handshakes:
                  - name: echo
                    method: GET
                    query: { challenge: "*" }
                    verified: false
                    answer: { text: "{query.challenge}" }
                """
        let problem = try #require(try Scratch().problems(text).first)
        #expect(problem.contains("handshakes[0].verified: an answer to requests that prove nothing needs a secret"))
    }

    @Test func aHostThatIsCalledMustBeListed() throws {
        let text =
            least + """

                endpoints:
                  send: { url: "https://api.other.example/x" }
                """
        #expect(
            try Scratch().problems(text) == [
                "2: hosts: must list api.other.example, which the endpoint send calls"
            ])
        #expect(try !Scratch().problems(text.replacing("api.acme.example", with: "*.example")).isEmpty)
    }

    @Test func everyShippedRecipeIsRight() throws {
        #expect(shipped.count >= 20)
    }

    @Test func everySampleComesAsItSays() throws {
        var count = 0
        for (kind, recipe) in shipped {
            let results = RecipeSamples.run(recipe, folder: "\(recipesFolder)/\(kind)/samples")
            #expect(results.count >= 2, "\(kind)")
            count += results.count
            for result in results { #expect(result.problems == [], "\(kind)/\(result.name)") }
        }
        #expect(count > 100)
    }
}
