#!/usr/bin/env python3
"""Plays the platforms with their own SDKs: what they sign we take, what we sign they take, and neither takes the other's
changed by a bit. Everything goes through `switchboard channels test`. The last line is `N passed, N failed`."""

import argparse
import base64
import hashlib
import hmac
import json
import random
import sys
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import GatewayFailure, find_executable  # noqa: E402
from samples import Samples  # noqa: E402

SEED = 20261123
ROUNDS = 25
JSON_TYPE = {"Content-Type": "application/json"}
chance = random.Random(SEED)
now = int(time.time())


def text():
    alphabet = ["a", "ä", "ß", " ", "\"", "\\", "👋🏽", "&", "=", "%", "+", "\n", "日本", "0"]
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 40)))


def secret():
    return "".join(chance.choice("abcdefABCDEF0123456789") for _ in range(32))


def changed(body):
    place = chance.randrange(len(body))
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1:]


def slack(peers):
    from slack_bolt.middleware.request_verification import RequestVerification
    from slack_bolt.request import BoltRequest
    from slack_bolt.response import BoltResponse
    from slack_sdk.signature import SignatureVerifier
    key = secret()
    settings = {"signing_secret": key}
    verifier = SignatureVerifier(key)
    event = {"type": "message", "user": "U1", "channel": "D1", "ts": "1.2", "text": text()}
    body = json.dumps({"type": "event_callback", "event": event}, ensure_ascii=chance.random() < 0.5).encode()

    def head(stamp, content=body):
        return {**JSON_TYPE, "X-Slack-Request-Timestamp": stamp,
                "X-Slack-Signature": verifier.generate_signature(timestamp=stamp, body=content)}

    stamp = str(now - chance.randrange(-250, 250))
    peers.request("slack: theirs is taken", settings, body, head(stamp), now, 200)
    peers.request("slack: changed is refused", settings, changed(body), head(stamp), now, 401)
    peers.request("slack: another secret is refused", {"signing_secret": key + "x"}, body, head(stamp), now, 401)
    peers.request("slack: stale is refused", settings, body, head(str(now - 301)), now, 401)
    plain = {**JSON_TYPE, "X-Slack-Request-Timestamp": stamp}
    peers.request("slack: ours is valid", settings, body, plain, now, 200, signed=True,
                  holds=lambda came: verifier.is_valid(body, stamp, came["signature"]))

    def bolt(came):
        given = {"x-slack-signature": [came["signature"]], "x-slack-request-timestamp": [stamp]}
        return RequestVerification(key).process(
            req=BoltRequest(body=body.decode(), headers=given), resp=BoltResponse(status=200),
            next=lambda: BoltResponse(status=204)).status == 204

    peers.request("slack bolt: ours is valid", settings, body, plain, now, 200, signed=True, holds=bolt)


def sms(peers):
    from twilio.request_validator import RequestValidator
    key = secret()
    settings = {"auth_token": key}
    validator = RequestValidator(key)
    fields = {"MessageSid": "SM" + secret(), "From": "+4915112345678", "To": "+4930123", "Body": text(),
              "NumMedia": "0", text().strip() or "x": text(), "Empty": ""}
    body = urllib.parse.urlencode(fields).encode()
    url = ("https://gateway.example.org" + chance.choice(["", ":443"]) + "/channels/sms"
           + chance.choice(["", "?a=1&b=%20x"]))
    plain = {"Content-Type": "application/x-www-form-urlencoded"}
    head = {**plain, "X-Twilio-Signature": validator.compute_signature(url, fields)}
    other = url.replace(":443", "") if ":443" in url else url.replace("example.org", "example.org:443")
    peers.request("twilio: theirs is taken", settings, body, head, now, 200, url=url)
    peers.request("twilio: with or without the port", settings, body, head, now, 200, url=other)
    peers.request("twilio: one more field is refused", settings, body + b"&x=1", head, now, 403, url=url)
    peers.request("twilio: another address is refused", settings, body, head, now, 403, url=url + "x")
    peers.request("twilio: ours is valid", settings, body, plain, now, 200, signed=True, url=url,
                  holds=lambda came: validator.validate(url, fields, came["signature"]))


def line(peers):
    from linebot.v3.webhook import SignatureValidator
    key = secret()
    settings = {"channel_secret": key}
    event = {"type": "message", "mode": "active", "timestamp": now * 1000, "source": {"type": "user", "userId": "U2"},
             "message": {"id": "1", "type": "text", "text": text()}}
    body = json.dumps({"destination": "U1", "events": [event]}, ensure_ascii=False).encode()
    validator = SignatureValidator(key)
    theirs = base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
    head = {**JSON_TYPE, "X-Line-Signature": theirs}
    peers.request("line: what its SDK accepts is taken", settings, body, head, now, 200,
                  holds=lambda came: validator.validate(body.decode(), theirs))
    peers.request("line: changed is refused", settings, changed(body), head, now, 401)
    peers.request("line: ours is valid", settings, body, JSON_TYPE, now, 200, signed=True,
                  holds=lambda came: validator.validate(body.decode(), came["signature"]))


def discord(peers):
    import contextlib
    import io
    from discord_interactions import verify_key as judge
    from nacl.signing import SigningKey
    def verify_key(*parts):
        # The SDK prints what it thinks of a wrong one.
        with contextlib.redirect_stdout(io.StringIO()):
            return judge(*parts)

    key = SigningKey(bytes(chance.randrange(256) for _ in range(32)))
    public = key.verify_key.encode().hex()
    settings = {"public_key": public}
    body = json.dumps({"type": 2, "id": "1", "token": "t", "user": {"id": "9", "username": "e"},
                       "data": {"name": "ask", "options": [{"name": "q", "value": text()}]}}).encode()
    stamp = str(now)
    signature = key.sign(stamp.encode() + body).signature.hex()
    head = {**JSON_TYPE, "X-Signature-Ed25519": signature, "X-Signature-Timestamp": stamp}
    wrong = changed(body)
    other = ("0" if signature[0] != "0" else "1") + signature[1:]
    peers.request("discord: what its SDK accepts is taken", settings, body, head, now, 200,
                  holds=lambda came: verify_key(body, signature, stamp, public))
    peers.request("discord: changed is refused by both", settings, wrong, head, now, 401,
                  holds=lambda came: not verify_key(wrong, signature, stamp, public))
    peers.request("discord: another signature is refused", settings, body, {**head, "X-Signature-Ed25519": other},
                  now, 401)


def viber(peers):
    from viberbot import Api
    from viberbot.api.bot_configuration import BotConfiguration
    key = secret()
    settings = {"auth_token": key}
    api = Api(BotConfiguration(name="b", avatar="", auth_token=key))
    body = json.dumps({"event": "message", "message_token": 5741311803571721087, "timestamp": 1,
                       "sender": {"id": "u=", "name": "E"}, "message": {"type": "text", "text": text()}}).encode()
    theirs = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    head = {**JSON_TYPE, "X-Viber-Content-Signature": theirs}
    peers.request("viber: what its SDK accepts is taken", settings, body, head, now, 200,
                  holds=lambda came: api.verify_signature(body, theirs))
    peers.request("viber: changed is refused", settings, changed(body), head, now, 401)
    peers.request("viber: ours is valid", settings, body, JSON_TYPE, now, 200, signed=True,
                  holds=lambda came: api.verify_signature(body, came["signature"]))


def telegram(peers):
    from telegram import Update
    key = secret()
    chat = {"id": 3, "type": "private"}
    body = json.dumps({"update_id": 1, "message": {
        "message_id": 2, "date": 1, "from": {"id": 3, "is_bot": False, "first_name": "E"}, "chat": chat,
        "text": text()}}).encode()
    update = Update.de_json(json.loads(body), None)
    head = {**JSON_TYPE, "X-Telegram-Bot-Api-Secret-Token": key}

    def read_alike(came):
        event = came["events"][0]
        return event["text"] == update.message.text and event["sender"]["id"] == str(update.effective_user.id)

    peers.request("telegram: taken and read as by its SDK", {"webhook_secret": key}, body, head, now, 200, read_alike)
    peers.request("telegram: another secret is refused", {"webhook_secret": key}, body,
                  {**head, "X-Telegram-Bot-Api-Secret-Token": key[:-1]}, now, 401)


def generic(peers):
    import datetime
    from standardwebhooks import Webhook
    key = "whsec_" + base64.b64encode(bytes(chance.randrange(256) for _ in range(24))).decode()
    settings = {"secret": key, "url": "https://app.example.org/hook"}
    body = json.dumps({"type": "message", "id": "1", "sender": {"id": "e"}, "text": text()}).encode()
    when = datetime.datetime.fromtimestamp(now, tz=datetime.timezone.utc)
    plain = {**JSON_TYPE, "webhook-id": "msg_1", "webhook-timestamp": str(now)}
    head = {**plain, "webhook-signature": "v1,AAAA " + Webhook(key).sign("msg_1", when, body.decode())}
    peers.request("standard webhooks: theirs is taken", settings, body, head, now, 200)
    peers.request("standard webhooks: changed is refused", settings, changed(body), head, now, 401)
    peers.request("standard webhooks: another id is refused", settings, body, {**head, "webhook-id": "msg_2"}, now, 401)
    peers.request("standard webhooks: ours is valid", settings, body, plain, now, 200, signed=True,
                  holds=lambda came: Webhook(key).verify(
                      body, {**plain, "webhook-signature": came["signature"]}) is not None)


def teams(peers):
    import jwt
    from cryptography.hazmat.primitives.asymmetric import rsa
    pair = teams.__dict__.setdefault("pair", rsa.generate_private_key(public_exponent=65537, key_size=2048))
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(pair.public_key()))
    keys = {"keys": [dict(public, kid="k", endorsements=["msteams"])]}
    address = "https://smba.trafficmanager.net/emea/"
    body = json.dumps({"type": "message", "id": "1", "text": text(), "channelId": "msteams", "serviceUrl": address,
                       "from": {"id": "29:x"}, "recipient": {"id": "28:b"}, "conversation": {"id": "a:1"}}).encode()
    claims = {"iss": "https://api.botframework.com", "aud": "app", "exp": now + 60, "nbf": now - 60,
              "serviceurl": address}
    algorithm = chance.choice(["RS256", "RS384", "RS512"])

    def offer(fact, status, token):
        head = {**JSON_TYPE, "Authorization": "Bearer " + token}
        peers.request(fact, {"app_id": "app"}, body, head, now, status, keys=keys)

    def token(key=pair, algorithm=algorithm, **other):
        return jwt.encode({**claims, **other}, key, algorithm=algorithm, headers={"kid": "k"})

    offer("teams: PyJWT's token is taken", 200, token())
    head, middle, signature = token().split(".")
    broken = base64.urlsafe_b64encode(changed(base64.urlsafe_b64decode(signature + "=="))).decode().rstrip("=")
    offer("teams: a changed signature is refused", 403, ".".join([head, middle, broken]))
    offer("teams: stale is refused", 403, token(exp=now - 301))
    offer("teams: another audience is refused", 403, token(aud="other"))
    offer("teams: another service address is refused", 403, token(serviceurl="https://evil.example/"))
    offer("teams: another algorithm is refused", 403, token("x" * 32, "HS256"))


PEERS = [slack, sms, line, discord, viber, telegram, generic, teams]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    options = parser.parse_args()
    counts = {"passed": 0, "failed": 0}

    def say(fact, holds, reason=""):
        counts["passed" if holds else "failed"] += 1
        if not holds:
            print(f"failed: {fact}: {reason}", flush=True)

    try:
        executable = str(find_executable(options.executable))
    except GatewayFailure as failure:
        print(f"{failure}\n0 passed, 1 failed")
        return 1
    print(f"seed {SEED}, at {now}", flush=True)
    for peer in PEERS:
        samples = Samples(executable, peer.__name__)
        try:
            for _ in range(ROUNDS):
                peer(samples)
        except ImportError as missing:
            say(f"{peer.__name__}: its SDK is installed", False, f"{missing}; pip install -r Tests/Recipes/requirements.txt")
            continue
        samples.run(say)
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 0 if counts["failed"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
