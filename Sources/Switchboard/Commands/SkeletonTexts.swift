/// What a new kind of channel is made of; `NAME` stands for its name.
enum SkeletonTexts {
    static let definition = ##"""
        # NAME: say in one sentence what the platform is, and how it tells of messages.
        # What each key means: docs/adding-a-platform.md. Try it with: switchboard channels test NAME
        name: NAME                           # the folder's name
        kind: chat                           # chat, or comments for what everybody can read
        title: { de: NAME, en: NAME }
        hosts: [api.NAME.example]            # addresses out of mappings may lead nowhere else

        # What a configured channel gives under settings in switchboard.yaml. Mappings see those that are no secrets.
        settings:
          signing_secret:
            type: string                     # string, integer, flag, list
            required: true
            secret: true
            describes: What the platform signs its requests with. Two while it is changed.
          access_token:
            type: string
            required: true
            secret: true
            describes: What we come to the platform with.

        # Requests that are taken at /channels/(the channel's name). A platform that only answers questions has poll instead.
        webhook:
          body: [json]                       # json, form, multipart
          body_bytes_max: 1048576

        # How a request proves where it comes from: one of these must hold, or nothing is taken.
        # Others: secret, bearer, basic, signature (Ed25519, ECDSA), jwt.
        verification:
          - scheme: hmac
            algorithm: sha256                # sha1, sha256, sha512
            encoding: hex                    # hex, base64
            signature: { header: X-Signature }
            prefix: "sha256="
            signed: "{timestamp}.{body}"     # also {method} {url} {path} {query} {form} {header.NAME}
            timestamp: { header: X-Timestamp, unit: seconds, tolerance_s: 300 }
            secrets: signing_secret

        # From the platform's JSON to events. What is not known is ignored and counted; it must never fail.
        # entries (optional) splits a batch; event makes one entry into events.
        inbound:
          event: |
            if .type == "message" then
              {kind: "message", name: .type, id: (.id | id), text: .text, chat: (.room | id),
               sender: ({id: (.from.id | id), name: .from.name} | compact)} | compact
            else {kind: "ignored", name: (.type // "unknown")} end

        credentials:
          token: { scheme: header, value: "Bearer {setting.access_token}" }

        # What an answer means: {id} of the message, or {failure: {kind, retry, certainty, detail}}. What it leaves open,
        # the status says: 429 waits, 5xx may have arrived, 4xx did not.
        answers:
          sent: |
            if .body.id then {id: .body.id} else {} end

        endpoints:
          messages:
            url: https://api.NAME.example/v1/messages
            credential: token
            answer: sent
            drops_repeats: false             # true when the platform drops a message that comes twice with the same key

        # From our message to requests: {key, recipient, text, place {account, chat, thread, context}, reply_to, files, buttons, …}.
        outbound:
          message: |
            {endpoint: "messages", json: ({room: .place.chat, to: .recipient, text: .text, reply_to: .reply_to} | compact)}

        # What may be sent. Without a line nothing is limited but the text.
        policy:
          text: { max: 4000, unit: characters, dialect: plain }

        """##

    static let message = ##"""
        {
          "now": 1760000000000,
          "signed": true,
          "request": {
            "headers": { "X-Timestamp": "1760000000" },
            "body": { "type": "message", "id": 17, "room": "r1", "from": { "id": "u7", "name": "Erika" }, "text": "Hallo" }
          },
          "events": [
            { "kind": "message", "id": "17", "chat": "r1", "sender": { "id": "u7", "name": "Erika" }, "text": "Hallo" }
          ]
        }

        """##

    static let unsigned = ##"""
        {
          "request": {
            "body": { "type": "message", "id": 17, "room": "r1", "from": { "id": "u7" }, "text": "Hallo" }
          },
          "answer": { "status": 401 }
        }

        """##

    static let send = ##"""
        {
          "action": "message",
          "message": { "key": "k1", "recipient": "u7", "text": "Gern", "place": { "chat": "r1" } },
          "exchange": [
            {
              "request": {
                "url": "https://api.NAME.example/v1/messages",
                "credential": "token",
                "json": { "room": "r1", "to": "u7", "text": "Gern" }
              },
              "answer": { "status": 200, "body": { "id": "out-1" } }
            }
          ],
          "outcome": { "ids": ["out-1"] }
        }

        """##

    static let setup = ##"""
        # NAME

        ## What you need

        An account at NAME, its signing secret and an access token.

        ## At NAME

        Enter the webhook address `https://YOUR-HOST/channels/NAME`.

        ## In switchboard.yaml

        ```yaml
        channels:
          - use: NAME
            name: NAME
            settings:
              signing_secret: "${env:SIGNING_SECRET}"
              access_token: "${env:ACCESS_TOKEN}"
        ```

        ## What works, and what the platform does not allow

        ## When something is wrong

        """##
}
