"""The telephony platform's side of a call: what it posts and signs, and what TwiML tells it to do."""

import asyncio
import base64
import hashlib
import hmac
import http.client
import urllib.parse
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

from websocket import open_socket

POST_SECONDS_MAX = 30


class Trouble(Exception):
    """The call cannot be placed or go on; the text says why and what to do."""


@dataclass
class Verb:
    """One thing TwiML wants: its name, attributes, and text or the text of what stands in it."""

    name: str
    attributes: dict = field(default_factory=dict)
    text: str = ""


def signature(token, address, fields):
    """The platform's signature: HMAC-SHA1 over the address and all names and values, by name."""
    text = address + "".join(name + value for name, value in sorted(fields.items()))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def read_twiml(text):
    """The verbs of an answer; of `<Connect>` the ConversationRelay in it, with the action beside its own attributes."""
    verbs = []
    for element in ElementTree.fromstring(text):
        inner = element.find("ConversationRelay")
        if element.tag == "Connect" and inner is not None:
            verbs.append(Verb("Relay", {**inner.attrib, "action": element.get("action")}))
        else:
            words = "".join(element.itertext()).strip()
            verbs.append(Verb(element.tag, dict(element.attrib), words))
    return verbs


class Platform:
    """One account's doors to one channel of a gateway."""

    def __init__(self, url, channel, token, public_url=None):
        self.url = url.rstrip("/")
        self.parts = urllib.parse.urlsplit(self.url)
        self.public_url = (public_url or self.url).rstrip("/")
        self.channel = channel
        self.token = token

    async def post(self, address, fields):
        """Posts a form to an address of the gateway's; returns the verbs of its answer."""
        parts = urllib.parse.urlsplit(address)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   "X-Twilio-Signature": signature(self.token, address, fields)}
        try:
            status, body = await asyncio.to_thread(self._post, target, urllib.parse.urlencode(fields), headers)
        except (OSError, http.client.HTTPException) as error:
            raise Trouble(f"no gateway takes calls at {self.url} ({error}). Start one first, for instance: "
                          "scripts/run --config config/demo/phone.yaml") from None
        if status == 200:
            return read_twiml(body)
        raise Trouble(self.reason(status, body))

    def _post(self, target, body, headers):
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.parts.hostname, self.parts.port, timeout=POST_SECONDS_MAX)
        try:
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def reason(self, status, body):
        if status == 403:
            return (f"the gateway at {self.url} refused the signature. Is SWITCHBOARD_PHONE_TOKEN (or --token-file) one "
                    f"of the channel's auth_tokens, and {self.public_url} its gateway.public_url (--public-url)?")
        if status == 404:
            return (f"the gateway at {self.url} has no phone channel named {self.channel}. Add one, see docs/phone.md, "
                    "or name it: --channel NAME")
        return f"the gateway at {self.url} answered {status}: {body[:300]}"

    def address(self, door):
        return f"{self.public_url}/channels/{self.channel}/{door}"

    async def connect(self, address, on_text, on_closed):
        """Opens the socket that TwiML named."""
        parts = urllib.parse.urlsplit(address)
        plain = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        fields = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"X-Twilio-Signature": signature(self.token, plain, fields)}
        return await open_socket(self.parts, target, headers, on_text, on_closed)
