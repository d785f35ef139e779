"""What the widget does at the edges: with a source whose address is none, and when a customer leaves for good."""

import json

from playwright.sync_api import expect

MISTYPED = "https://[intranet.example/x"


def check_edges(report, widget):
    page = widget.page

    def mistyped_source():
        """The answer shows, its source without a link."""
        def between(socket):
            server = socket.connect_to_server()

            def pass_on(text):
                frame = json.loads(text)
                if frame["type"] == "message" and frame["message"]["author"]["kind"] == "agent":
                    frame["message"]["citations"] = [{"id": "x", "title": "Mistyped", "url": MISTYPED}]
                socket.send(json.dumps(frame))
            server.on_message(pass_on)
        page.route_web_socket("**/socket*", between)
        widget.load()
        widget.open()
        answer = widget.ask("Wann habt ihr samstags geöffnet?")
        expect(answer.locator(".cites .chip")).to_have_text("Mistyped")
        return answer.locator(".cites a").count() == 0

    def signed_out():
        """The chat of a customer who signed out is void, not only forgotten by the browser."""
        before = widget.session()
        key = page.evaluate("Object.keys(localStorage).find((key) => key.endsWith(':session'))")
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps({**before, "subject": "4711"})])
        with page.expect_response(lambda response: response.request.method == "DELETE") as left:
            widget.load()
        answer = page.request.get(
            f"{widget.base}/chat/sessions/{before['session']}/messages",
            headers={"Authorization": f"Bearer {before['token']}"})
        return left.value.status == 204 and answer.status == 401, f"{left.value.status} {answer.status}"

    report.check("an answer with a mistyped source shows without a link", mistyped_source)
    report.check("whoever signs out leaves no open chat behind", signed_out)
