"""The telephony platform's side of calls: signed forms and a signed socket, with the vendor's own signing code."""

import http.client
import json
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

from twilio.request_validator import RequestValidator
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

WAIT_SECONDS_MAX = 30
# The last words of what the demo greets callers with.
GREETING = "Was kann ich für Sie tun?"


class Unseen(Exception):
    """What a test waits for did not come."""


class Platform:
    """Posts and connects to one channel as the platform of the account with this token would."""

    def __init__(self, base, public_url, channel, token):
        self.base = urllib.parse.urlsplit(base)
        self.public_url = public_url
        self.channel = channel
        self.validator = RequestValidator(token)

    def post(self, door, fields, signature=None, query=""):
        """Returns the status and the body; `signature` replaces the right one, `False` leaves it out."""
        path = f"/channels/{self.channel}/{door}" + (f"?{query}" if query else "")
        if signature is None:
            signature = self.validator.compute_signature(self.public_url + path, fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signature:
            headers["X-Twilio-Signature"] = signature
        connection = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=WAIT_SECONDS_MAX)
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def follow(self, action, fields):
        """Posts to an address of ours that TwiML named."""
        parts = urllib.parse.urlsplit(action)
        return self.post(parts.path.rsplit("/", 1)[-1], fields, query=parts.query)

    def connect(self, address, signature=None):
        """Opens the socket that TwiML named; raises InvalidStatus where it is refused."""
        parts = urllib.parse.urlsplit(address)
        if signature is None:
            plain = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
            signature = self.validator.compute_signature(plain, dict(urllib.parse.parse_qsl(parts.query)))
        headers = {"X-Twilio-Signature": signature} if signature else {}
        target = f"ws://{self.base.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return connect(target, additional_headers=headers, compression=None, proxy=None, open_timeout=WAIT_SECONDS_MAX)

    def refusal(self, address, signature=None):
        """The status an upgrade is refused with; 101 where it is not."""
        try:
            self.connect(address, signature).close()
            return 101
        except InvalidStatus as refused:
            return refused.response.status_code


class Call:
    """One caller: dials, listens, speaks, presses keys, and keeps what was said to them."""

    def __init__(self, platform, number, sid):
        self.platform = platform
        self.number = number
        self.sid = sid
        self.frames = []
        self.spoken = []
        self.socket = None
        self.relay = None
        self.action = None

    @property
    def form(self):
        return {"CallSid": self.sid, "AccountSid": "AC" + "0" * 32, "From": self.number, "To": "+4972112345",
                "CallStatus": "in-progress", "Direction": "inbound"}

    def read(self, twiml):
        connect_verb = ElementTree.fromstring(twiml).find("Connect")
        self.action = connect_verb.get("action")
        self.relay = dict(connect_verb.find("ConversationRelay").attrib)

    def dial(self):
        status, body = self.platform.post("voice", self.form)
        assert status == 200, f"{status} {body}"
        self.read(body)
        return self.connect()

    def connect(self):
        self.socket = self.platform.connect(self.relay["url"])
        self.send(type="setup", sessionId="VX" + self.sid, callSid=self.sid, **{"from": self.number},
                  to="+4972112345", direction="inbound", customParameters={})
        return self

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def say(self, text, language="de-DE"):
        self.send(type="prompt", voicePrompt=text, lang=language, last=True)

    def interrupt(self, heard):
        self.send(type="interrupt", utteranceUntilInterrupt=heard, durationUntilInterruptMs="900")

    def played(self):
        """The platform tells that everything was spoken that it was given."""
        texts = [frame["token"] for frame in self.frames if frame["type"] == "text"]
        self.send(type="info", name="tokensPlayed", value="".join(texts))
        self.send(type="info", name="agentSpeaking", value="off")

    def press(self, digit):
        self.send(type="dtmf", digit=digit)

    def drop(self):
        """The line to the gateway breaks, without a close frame."""
        self.socket.socket.close()

    def listen(self, holds, what, seconds=WAIT_SECONDS_MAX):
        """Takes frames until `holds` is true of all of them; returns what it returned."""
        deadline = time.monotonic() + seconds
        while True:
            found = holds(self.frames)
            if found:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise Unseen(f"{what}, within {seconds} s; heard: {self.heard()[-600:]}")
            try:
                frame = json.loads(self.socket.recv(timeout=left))
            except TimeoutError:
                continue
            except ConnectionClosed as closed:
                raise Unseen(f"{what}; the socket was closed ({closed}); heard: {self.heard()[-600:]}") from None
            self.frames.append(frame)

    def heard(self, since=0):
        return "".join(frame["token"] + ("\n" if frame["last"] else "")
                       for frame in self.frames[since:] if frame["type"] == "text")

    def has_finished(self, since=0):
        """Whether all was said that was begun after that frame."""
        texts = [frame for frame in self.frames[since:] if frame["type"] == "text"]
        return bool(texts) and texts[-1]["last"]

    def hears(self, words, since=0, seconds=WAIT_SECONDS_MAX):
        """Waits until these words were said after that frame; returns how many frames there are then."""
        self.listen(lambda frames: words in self.heard(since), f"hears {words!r}", seconds)
        return len(self.frames)

    def is_closed(self, seconds=WAIT_SECONDS_MAX):
        """Whether the gateway closes the socket within this time."""
        try:
            while True:
                self.socket.recv(timeout=seconds)
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    def quiet(self, seconds):
        """What is said within this time."""
        begin = len(self.frames)
        try:
            self.listen(lambda frames: False, "nothing", seconds)
        except Unseen:
            pass
        return self.heard(begin)

    def after(self, **fields):
        """Posts to the action of the TwiML that connected the call."""
        return self.platform.follow(self.action, {**self.form, **fields})
