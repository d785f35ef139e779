"""Files in replies: brought, shown, removed, sent, and refused, against answers put in the server's place."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from letters import ADDRESS, AT, CUSTOMER
from looks import overflow, weak_contrast

ID = "c999999998"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LIMITS = {"files": 3, "file_bytes": 2000, "message_bytes": 2900}
# Lets the page drop or paste files as a person does.
TRANSFER = """([selector, kind, files]) => {
    const transfer = new DataTransfer();
    for (const [name, type, text] of files) transfer.items.add(new File([text], name, { type }));
    const more = kind === "paste" ? { clipboardData: transfer } : { dataTransfer: transfer };
    const event = kind === "paste" ? new ClipboardEvent(kind, { bubbles: true, cancelable: true, ...more })
        : new DragEvent(kind, { bubbles: true, cancelable: true, ...more });
    document.querySelector(selector).dispatchEvent(event);
    return event.defaultPrevented;
}"""


class Server:
    """A conversation of letters that takes files and messages."""

    def __init__(self, operator):
        self.conversation = {
            "id": ID, "customer": CUSTOMER, "channel": "support", "state": "open", "owner": "operator",
            "holder": operator, "case": None, "language": "de", "created_at": AT, "updated_at": AT, "last_seq": 2,
            "last_message": None, "last_customer_message": {"text": "Bitte", "subject": "Rechnung", "sent_at": AT},
            "reply_to": ADDRESS, "recipients": {"to": [{"name": None, "address": ADDRESS}], "cc": []}, "file_limits": LIMITS,
            "timeline": [{"seq": 2, "at": AT, "kind": "message", "id": "m2", "text": "Wo bleibt meine Rechnung?",
                          "author": {"kind": "customer", "name": "Lena Vogt"}, "citations": [], "attachments": [],
                          "subject": "Rechnung", "has_original": False}],
            "details": {"id": "u9", "name": "Lena Vogt", "verification": "claimed", "language": "de",
                        "created_at": AT, "handles": [], "facts": [], "conversations": []},
        }
        self.operator = operator
        self.files = {}
        self.removed = []
        self.messages = []
        self.refuses = False

    def answer(self, route):
        request, path = route.request, urlsplit(route.request.url)
        place = path.path.split(ID, 1)[1]
        if place == "/attachments":
            return self._bring(route, parse_qs(path.query)["name"][0])
        if place.startswith("/attachments/"):
            self.removed.append(place.rsplit("/", 1)[1])
            return route.fulfill(status=204)
        if place == "/messages":
            return self._say(route, json.loads(request.post_data))
        if place == "/typing":
            return route.fulfill(status=204)
        return _json(route, self.conversation)

    def _bring(self, route, name):
        if self.refuses:
            return _json(route, {"type": "about:blank", "title": "Store unavailable", "status": 503,
                                 "detail": "Nothing was changed."}, 503)
        body = route.request.post_data_buffer or b""
        file = {"id": f"f{len(self.files) + 1}", "name": name, "type": route.request.headers["content-type"],
                "size_bytes": len(body)}
        self.files[file["id"]] = file
        return _json(route, file, 201)

    def _say(self, route, body):
        self.messages.append(body)
        seq = self.conversation["last_seq"] = self.conversation["last_seq"] + 1
        attached = [{**self.files[one], "inline": False,
                     "url": f"/api/v1/conversations/{ID}/messages/{seq}/attachments/{index}"}
                    for index, one in enumerate(body.get("attachments", []))]
        item = {"seq": seq, "at": AT, "kind": "message", "id": f"m{seq}", "text": body["text"], "citations": [],
                "author": {"kind": "operator", "name": self.operator["name"]}, "attachments": attached,
                "delivery": "sent"}
        self.conversation["timeline"].append(item)
        return _json(route, item, 201)


def _json(route, value, status=200):
    return route.fulfill(status=status, content_type="application/json", body=json.dumps(value))


def check_files(report, console, watch, screenshot):
    """`console` is signed in, in German."""
    page = console.page
    operator = page.evaluate("fetch('/api/v1/session').then((r) => r.json()).then((s) => s.operator)")
    server = Server({"id": operator["id"], "name": operator["name"]})
    rows = page.locator(".attached li")
    send = page.locator(".composer [type=submit]")
    picker = page.locator(".composer input[type=file]")

    def choose(*names, text="x" * 900):
        picker.set_input_files([{"name": name, "mimeType": "application/pdf", "buffer": text.encode()}
                                for name in names])

    def chosen():
        console.load(f"#/c/{ID}")
        page.reload()
        with page.expect_file_chooser():
            page.get_by_role("button", name="Dateien anhängen").press("Enter")
        choose("Rechnung März.pdf")
        expect(rows).to_have_count(1)
        expect(rows.first).to_have_class("there")
        expect(rows.first).to_contain_text("Rechnung März.pdf")
        expect(rows.first).to_contain_text("900 Byte")

    def dropped():
        files = [["Foto \u202egnp.png", "image/png", "y" * 100]]
        page.evaluate(TRANSFER, [".timeline", "dragover", files])
        expect(page.locator(".drop-here")).to_be_visible()
        screenshot(page, "console-files-drop")
        stays = page.evaluate(TRANSFER, [".timeline", "drop", files])
        expect(page.locator(".drop-here")).to_be_hidden()
        expect(rows).to_have_count(2)
        return stays and "\u202e" not in rows.nth(1).inner_text()

    def pasted():
        page.evaluate(TRANSFER, [".composer textarea", "paste", [["image.png", "image/png", "z" * 50]]])
        expect(rows).to_have_count(3)
        expect(rows.nth(2)).to_contain_text(re.compile(r"Bild \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.png"))

    def bounded():
        choose("eine zu viel.pdf")
        expect(page.locator(".toast").last).to_have_text("Eine Nachricht trägt höchstens 3 Dateien.")
        rows.nth(2).get_by_role("button").press("Enter")
        expect(rows).to_have_count(2)
        expect(rows.nth(1).get_by_role("button")).to_be_focused()
        choose("riesig.pdf", text="x" * 2001)
        expect(page.locator(".toast").last).to_contain_text("riesig.pdf ist zu groß: Eine Datei darf höchstens 2 kB")
        choose("leer.pdf", text="")
        expect(page.locator(".toast").last).to_have_text("leer.pdf ist leer.")
        choose("b.pdf", text="x" * 1999)
        expect(page.locator(".toast").last).to_contain_text("zusammen höchstens 3 kB")
        expect(rows).to_have_count(2)
        return server.removed[0] == "f3", str(server.removed)

    def failed():
        server.refuses = True
        with watch.expecting_failures():
            choose("später.pdf")
            expect(rows.nth(2)).to_have_class("failed")
        console.field.fill("Anbei die Rechnung.")
        expect(send).to_be_disabled()
        page.wait_for_timeout(300)
        screenshot(page, "console-files-1440")
        wide, weak = overflow(page), weak_contrast(page)
        server.refuses = False
        rows.nth(2).get_by_role("button", name="Erneut versuchen").click()
        expect(rows.nth(2)).to_have_class("there")
        expect(send).to_be_enabled()
        return wide <= 0 and not weak, f"{wide} {weak[:3]}"

    def narrow():
        page.set_viewport_size(PHONE)
        page.wait_for_timeout(300)
        screenshot(page, "console-files-390")
        wide, weak = overflow(page), weak_contrast(page)
        page.set_viewport_size(DESK)
        return wide <= 0 and not weak, f"{wide} {weak[:3]}"

    def kept():
        page.reload()
        expect(rows).to_have_count(3)
        page.locator(".composer .tab").nth(1).click()
        expect(page.locator(".attached")).to_be_hidden()
        expect(page.locator(".attach")).to_be_hidden()
        page.locator(".composer .tab").nth(0).click()
        expect(rows.first).to_be_visible()

    def sent():
        console.reply("Anbei die Rechnung.")
        links = page.locator(".bubble.operator .files a")
        expect(links).to_have_count(3)
        expect(links.first).to_have_text("Rechnung März.pdf")
        expect(links.first).to_have_attribute("href", f"/api/v1/conversations/{ID}/messages/3/attachments/0")
        expect(rows).to_have_count(0)
        screenshot(page, "console-files-sent")
        page.reload()
        expect(links).to_have_count(3)
        expect(rows).to_have_count(0)
        said = server.messages
        return len(said) == 1 and said[0]["attachments"] == ["f1", "f2", "f4"], str(said)

    def refused():
        server.conversation["file_limits"] = None
        page.reload()
        expect(console.field).to_be_visible()
        expect(page.locator(".attach")).to_be_hidden()
        stays = page.evaluate(TRANSFER, [".timeline", "drop", [["a.png", "image/png", "x"]]])
        expect(page.locator(".toast").last).to_contain_text("können keine Dateien bekommen")
        expect(rows).to_have_count(0)
        return stays

    page.route(re.compile(rf"/api/v1/conversations/{ID}"), server.answer)
    report.check("a file is chosen by keyboard, brought, and listed with its size", chosen)
    report.check("files are dropped on the conversation; the page stays", dropped)
    report.check("a pasted picture is attached under a telling name", pasted)
    report.check("too many, too large and empty files are refused with the bound; a file can be removed", bounded)
    report.check("a file that could not be brought says why, holds the reply back, and can be tried again", failed)
    report.check("the list of files fits a phone", narrow)
    report.check("files stay with the draft, and away from notes", kept)
    report.check("they go with the reply and stand in the conversation", sent)
    report.check("a channel without files has no clip and says why it takes none", refused)
    page.unroute(re.compile(rf"/api/v1/conversations/{ID}"))
    console.load("#/")
