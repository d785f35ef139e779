"""The platforms' side of signed webhooks: the vendors' own signing code where it is published."""

import base64
import hashlib
import hmac
import http.client
import json
import time
import urllib.parse

PUBLIC_URL = "https://gateway.example.test"
SECRETS = {
    "whatsapp": "whatsapp-app-secret", "slack": "slack-signing-secret", "sms": "twilio-auth-token",
    "telegram": "telegram-webhook-secret",
}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()


def send(base, method, target, body=b"", headers=None, seconds=30):
    """One request over a connection of its own."""
    parts = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=seconds)
    try:
        connection.request(method, target, body=body, headers=headers or {})
        return Answer(connection.getresponse())
    finally:
        connection.close()


def whatsapp(messages=(), statuses=(), echoes=(), people=()):
    """One notification of the Cloud API."""
    value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": "7700"}}
    if messages:
        value["contacts"] = [{"profile": {"name": name}, "wa_id": number} for number, name in people] or [
            {"profile": {"name": "Erika Muster"}, "wa_id": message["from"]} for message in messages]
        value["messages"] = list(messages)
    if statuses:
        value["statuses"] = list(statuses)
    if echoes:
        value["message_echoes"] = list(echoes)
    field = "smb_message_echoes" if echoes else "messages"
    return {"object": "whatsapp_business_account", "entry": [{"id": "88", "changes": [{"field": field, "value": value}]}]}


def text(number, id_, words):
    return {"from": number, "id": id_, "timestamp": str(int(time.time())), "type": "text", "text": {"body": words}}


def meta_signed(body, secret=SECRETS["whatsapp"]):
    code = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={code}"}


def post_whatsapp(base, payload, channel="whatsapp", secret=SECRETS["whatsapp"]):
    body = json.dumps(payload, ensure_ascii=False).encode()
    return send(base, "POST", f"/channels/{channel}", body, meta_signed(body, secret))


def post_slack(base, payload, at=None, secret=SECRETS["slack"]):
    body = json.dumps(payload, ensure_ascii=False).encode()
    stamp = str(int(at or time.time()))
    try:
        from slack_sdk.signature import SignatureVerifier
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    except ImportError:
        code = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        signature = f"v0={code}"
    return send(base, "POST", "/channels/slack", body, {
        "Content-Type": "application/json", "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature})


def post_sms(base, fields, secret=SECRETS["sms"]):
    url = PUBLIC_URL + "/channels/sms"
    try:
        from twilio.request_validator import RequestValidator
        signature = RequestValidator(secret).compute_signature(url, fields)
    except ImportError:
        signed = url + "".join(key + fields[key] for key in sorted(fields))
        signature = base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    return send(base, "POST", "/channels/sms", urllib.parse.urlencode(fields).encode(), {
        "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature})


def post_telegram(base, update, secret=SECRETS["telegram"]):
    return send(base, "POST", "/channels/telegram", json.dumps(update).encode(), {
        "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret})
