"""The two pages as a person uses them, and a watch over what they must not do."""

import json
from contextlib import contextmanager
from urllib.parse import urlsplit


class Watch:
    """Notes console errors, dialogs and requests to other hosts of a browser context."""

    def __init__(self, base):
        self.host = urlsplit(base).netloc
        self.errors = []
        self.dialogs = []
        self.foreign = []
        self._expecting = 0

    def attach(self, page):
        page.on("console", lambda message: self._console(message))
        page.on("pageerror", lambda error: self.errors.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._request(request))

    @contextmanager
    def expecting_failures(self):
        """While the network is cut or a password is wrong, the browser itself reports failed requests."""
        self._expecting += 1
        try:
            yield
        finally:
            self._expecting -= 1

    def _console(self, message):
        if message.type not in ("error", "warning"):
            return
        network = message.text.startswith(("Failed to load resource", "WebSocket connection to"))
        if not (self._expecting and network):
            self.errors.append(f"{message.type}: {message.text}")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.foreign.append(request.url)


class Widget:
    """The chat on the demo page. Playwright's CSS selectors see into open shadow roots."""

    def __init__(self, page, base, path="/"):
        self.page = page
        self.base = base
        self.path = path
        self.launch = page.locator("#switchboard-chat .launch")
        self.panel = page.locator("#switchboard-chat .panel")
        self.notice = page.locator("#switchboard-chat .notice")
        self.input = page.locator("#switchboard-chat .write textarea")
        self.human = page.locator("#switchboard-chat .human")
        self.speaker = page.locator("#switchboard-chat header h2")
        self.bodies = page.locator("#switchboard-chat .msg .body")
        self.mine = page.locator("#switchboard-chat .msg.mine .body")
        # The greeting stands above the conversation and has no time.
        self.agent = page.locator("#switchboard-chat .msg.agent:not([aria-hidden])")
        self.operator = page.locator("#switchboard-chat .msg.operator .body")
        self.log = page.locator("#switchboard-chat .log")

    def load(self):
        self.page.goto(self.base + self.path)
        self.launch.wait_for(state="attached")

    def open(self):
        if self.panel.is_hidden():
            self.launch.click()
        self.panel.wait_for()
        # The greeting comes with the session; what is counted before it would be one short.
        self.page.wait_for_function("Object.keys(localStorage).some((key) => key.endsWith(':session'))")

    def say(self, text):
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text):
        """Says something and answers the agent's next whole message."""
        before = self.agent.count()
        self.say(text)
        answer = self.agent.nth(before)
        answer.wait_for()
        return answer

    def told(self, pattern):
        """The lines between the messages that match a pattern."""
        lines = self.page.locator("#switchboard-chat .mid").all_inner_texts()
        return [line for line in lines if pattern.search(line)]

    def session(self):
        """What the widget keeps: {session, token, …}."""
        found = self.page.evaluate(
            "Object.entries(localStorage).filter(([k]) => k.endsWith(':session')).map(([, v]) => v)")
        return json.loads(found[0])


class Console:
    """The operators' console."""

    def __init__(self, page, base):
        self.page = page
        self.base = base
        self.rows = page.locator(".row")
        self.bubbles = page.locator(".bubble")
        self.field = page.locator(".composer textarea")
        self.primary = page.locator(".head-buttons .primary")

    def load(self, where=""):
        self.page.goto(f"{self.base}/ops{where}")

    def sign_in(self, name, password):
        self.page.locator("#name").fill(name)
        self.page.locator("#password").fill(password)
        self.page.keyboard.press("Enter")

    def section(self, name):
        self.page.locator(f"#tab-{name}").click()

    def open_newest(self):
        """Opens the case in "Waiting" that was opened last: the one the test's customer asked for."""
        self.section("waiting")
        self.rows.first.wait_for()
        newest = self.page.evaluate(
            "fetch('/api/v1/cases?state=open&limit=200').then((r) => r.json())"
            ".then((l) => l.items.reduce((a, b) => (b.created_at >= a.created_at ? b : a)).id)")
        self.page.locator(f".row[data-key='{newest}']").click()
        self.page.locator(".conversation-head").wait_for()
        self.bubbles.first.wait_for()

    def reply(self, text):
        self.page.locator(".composer .tab").nth(0).click()
        self.field.fill(text)
        self.field.press("Control+Enter")

    def note(self, text):
        self.page.locator(".composer .tab").nth(1).click()
        self.field.fill(text)
        self.field.press("Control+Enter")

    def answer_dialog(self, text):
        self.page.locator("dialog textarea").fill(text)
        self.page.keyboard.press("Control+Enter")
        self.page.locator("dialog").wait_for(state="detached")

