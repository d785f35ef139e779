"""Live calls over Retell's socket, each a scenario over a running gateway; the platform's side is played here."""

import hashlib
import hmac
import http.client
import json
import time
import urllib.parse

from platform_side import GREETING, WAIT_SECONDS_MAX, Unseen
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

API_KEY = "key_0123456789abcdef"
PATH_SECRET = "0123456789abcdef0123456789abcdef"
QUESTION = "Was kostet eine Inspektion?"
ANSWER = "Inspektion"


class RetellCall:
    """One caller behind the platform: keeps the transcript it resends, and what the gateway said."""

    def __init__(self, company, call, number="", channel="retell", secret=PATH_SECRET):
        self.base = urllib.parse.urlsplit(company.gateway.base)
        self.path = f"/channels/{channel}/retell"
        self.address = f"ws://{self.base.netloc}{self.path}/{secret}/{call}"
        self.call = call
        self.number = number
        self.transcript = []
        self.frames = []
        self.answered = 0
        self.socket = None

    def open(self):
        self.socket = connect(self.address, compression=None, proxy=None, open_timeout=WAIT_SECONDS_MAX)
        self.send(interaction_type="call_details", call={
            "call_id": self.call, "from_number": self.number, "to_number": "+4972112345", "metadata": {}})
        return self

    def refusal(self):
        try:
            connect(self.address, compression=None, proxy=None).close()
            return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def hears(self, holds, what, seconds=WAIT_SECONDS_MAX):
        """Takes frames until `holds` is true; answers no pings, sends none."""
        deadline = time.monotonic() + seconds
        while not holds():
            try:
                self.frames.append(json.loads(self.socket.recv(timeout=max(0.01, deadline - time.monotonic()))))
            except TimeoutError:
                raise Unseen(f"{what}; heard: {self.said()[-600:]}") from None
            except ConnectionClosed as closed:
                raise Unseen(f"{what}; the socket was closed ({closed}); heard: {self.said()[-600:]}") from None

    def quiet(self, seconds):
        try:
            self.hears(lambda: False, "nothing", seconds)
        except Unseen:
            pass

    def said(self, response=None):
        return "".join(frame.get("content", "") for frame in self.frames
                       if response is None or frame.get("response_id") == response)

    def spoken(self, text):
        """The platform tells that this was spoken so far."""
        self.transcript.append({"role": "agent", "content": text})
        self.send(interaction_type="update_only", transcript=self.transcript, turntaking="agent_turn")

    def ask(self, text):
        """Says something and wants an answer; returns its id."""
        if text:
            self.transcript.append({"role": "user", "content": text})
        self.answered += 1
        self.send(interaction_type="response_required", response_id=self.answered, transcript=self.transcript)
        return self.answered

    def webhook(self, event, key=API_KEY):
        """Returns the status."""
        body = json.dumps({"event": event, "call": {"call_id": self.call}})
        moment = str(int(time.time() * 1000))
        code = hmac.new(key.encode(), (body + moment).encode(), hashlib.sha256).hexdigest()
        connection = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=WAIT_SECONDS_MAX)
        connection.request("POST", self.path, body,
                           {"Content-Type": "application/json", "x-retell-signature": f"v={moment},d={code}"})
        status = connection.getresponse().status
        connection.close()
        return status


def strangers(company, report):
    before = company.count()
    refused = {"a wrong secret": RetellCall(company, "r0", secret="f" * 32).refusal(),
               "another channel": RetellCall(company, "r0", channel="phone").refusal(),
               "a call without a name": RetellCall(company, "%20").refusal()}
    report.fact("whoever does not know the secret opens no socket", refused == {
        "a wrong secret": 403, "another channel": 404, "a call without a name": 400}, refused)
    call = RetellCall(company, "r0")
    report.fact("a webhook signed otherwise is refused", call.webhook("call_ended", "key_other") == 403)
    report.fact("nothing of this was stored", company.count() == before)


def dialogue(company, report):
    call = RetellCall(company, "r1", "+4915112347001").open()
    call.hears(lambda: GREETING in call.said(0), "the greeting")
    first = next(frame for frame in call.frames if frame["response_type"] == "response")
    report.fact("the platform is configured, then the AI notice comes first",
                call.frames[0]["response_type"] == "config" and "KI" in first["content"], call.frames[:2])
    call.send(interaction_type="ping_pong", timestamp=1703302407333)
    call.hears(lambda: call.frames[-1] == {"response_type": "ping_pong", "timestamp": 1703302407333}, "the pong")
    call.spoken(call.said(0))
    asked = call.ask(QUESTION)
    call.hears(lambda: ANSWER in call.said(asked) and call.frames[-1].get("content_complete"), "an answer")
    answer = call.said(asked)
    report.fact("an answer carries the id it was asked with, spoken without marks of writing",
                "**" not in answer and "KI" not in answer, answer)
    heard = " ".join(answer.split()[:3])
    call.transcript.append({"role": "agent", "content": heard})
    asked = call.ask("Wann habt ihr geöffnet?")
    call.hears(lambda: "Uhr" in call.said(asked), "the next answer")
    conversation = company.conversation(call)
    cut = company.until(lambda: [item for item in company.items(conversation) if item["kind"] == "heard"], "the cut")
    report.fact("what the transcript lacks was not said", cut[0]["heard"].split() == heard.split(), cut)
    said = [item["text"] for item in company.items(conversation)
            if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]
    report.fact("what is resent is taken once", said == [QUESTION, "Wann habt ihr geöffnet?"], said)
    call.socket.close()
    call.open()
    call.quiet(1)
    asked = call.ask("Und was kostet ein Platten?")
    call.hears(lambda: call.said(asked).strip(), "an answer after the reconnect")
    report.fact("a reconnect is the same call", GREETING not in call.said()[len(call.said(0)):]
                and company.conversation(call) == conversation)
    company.restart()
    call.base = urllib.parse.urlsplit(company.gateway.base)
    call.address = f"ws://{call.base.netloc}{call.path}/{PATH_SECRET}/{call.call}"
    call.open()
    call.quiet(1)
    asked = call.ask("Wann habt ihr am Samstag geöffnet?")
    call.hears(lambda: "Uhr" in call.said(asked), "an answer after the restart")
    said = [item["text"] for item in company.items(conversation)
            if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]
    report.fact("so it is after a restart of the gateway, and nothing is taken twice",
                len(said) == 4 and said[-1] == "Wann habt ihr am Samstag geöffnet?", said)
    report.fact("the webhook ends it", call.webhook("call_ended") == 200)
    company.until(lambda: [item for item in company.items(conversation)
                           if item["kind"] == "note" and "call ended: hung_up" in item["text"]], "the end in the log")


def handover(company, report):
    call = RetellCall(company, "r2", "+4915112347002").open()
    call.hears(lambda: GREETING in call.said(0), "the greeting")
    call.spoken(call.said(0))
    call.ask("Ich möchte mit einem Menschen sprechen.")
    call.hears(lambda: "transfer_number" in call.frames[-1], "the transfer", 60)
    report.fact("a wish for a person puts the caller through", call.frames[-1]["transfer_number"] == "+49721555000"
                and call.frames[-1]["content_complete"] is True, call.frames[-1])
    case = company.until(lambda: company.case_of(company.conversation(call)), "the case")
    report.fact("with a case", case["state"] == "open", case)


SCENARIOS = {"retell-strangers": strangers, "retell-dialogue": dialogue, "retell-handover": handover}
