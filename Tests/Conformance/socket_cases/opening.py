"""The opening handshake, and resuming after one."""

import base64
import json
import os
import socket

from wsproto.frame_protocol import FrameProtocol

from .client import PING, TEXT, Chat, frame
from .registry import CASES, case

# Opening handshake.
def handshake(gateway, change=None, path=None, version="HTTP/1.1", method="GET"):
    session, token = gateway.session()
    headers = {
        "Host": "test", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), "Sec-WebSocket-Version": "13",
        "Authorization": f"Bearer {token}",
    }
    for name, value in (change or {}).items():
        if value is None:
            headers.pop(name)
        else:
            headers[name] = value
    path = (path or "/chat/sessions/SESSION/socket").replace("SESSION", session).replace("TOKEN", token)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection = socket.create_connection((gateway.host, gateway.port), timeout=10)
    connection.sendall(f"{method} {path} {version}\r\n{lines}\r\n".encode())
    answer = connection.recv(65536).decode("latin-1")
    connection.close()
    return int(answer.split(" ", 2)[1]), answer


def answers(status, **options):
    def run(gateway):
        got, answer = handshake(gateway, **options)
        assert got == status, f"{got}: {answer[:200]}"
        if got != 101:
            assert "application/problem+json" in answer, answer[:300]
    return run


CASES += [
    ("10.1 bearer token", answers(101)),
    ("10.2 token in the address", answers(101, change={"Authorization": None}, path="/chat/sessions/SESSION/socket?token=TOKEN")),
    ("10.3 header names and values in other cases", answers(101, change={"Upgrade": "WebSocket", "Connection": "UPGRADE"})),
    ("10.4 no token", answers(401, change={"Authorization": None})),
    ("10.5 wrong token", answers(401, change={"Authorization": "Bearer " + "A" * 43})),
    ("10.6 foreign session", answers(401, path="/chat/sessions/AAAAAAAAAAAAAAAAAAAAAA/socket")),
    ("10.7 another version", answers(426, change={"Sec-WebSocket-Version": "8"})),
    ("10.8 no version", answers(426, change={"Sec-WebSocket-Version": None})),
    ("10.9 no key", answers(400, change={"Sec-WebSocket-Key": None})),
    ("10.10 a short key", answers(400, change={"Sec-WebSocket-Key": "c2hvcnQ="})),
    ("10.11 no upgrade", answers(426, change={"Upgrade": None})),
    ("10.12 an upgrade to something else", answers(426, change={"Upgrade": "h2c"})),
    ("10.13 no connection upgrade", answers(426, change={"Connection": "keep-alive"})),
    ("10.14 a bad place to resume from", answers(400, path="/chat/sessions/SESSION/socket?after=x")),
    ("10.15 POST", answers(405, method="POST")),
]


@case("10.16 the accept value is the one of RFC 6455, section 1.3")
def _(gateway):
    _, answer = handshake(gateway, change={"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer, answer


@case("10.17 frames sent together with the handshake are not lost")
def _(gateway):
    session, token = gateway.session()
    connection = socket.create_connection((gateway.host, gateway.port), timeout=10)
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        f"GET /chat/sessions/{session}/socket HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        + frame(PING, b"early"))
    received = b""
    while b"early" not in received:
        piece = connection.recv(65536)
        assert piece, received
        received += piece
    connection.close()


# Resuming.
@case("11.1 what was missed is replayed once and in order")
def _(gateway):
    gateway.used = 0
    chat = Chat(gateway)
    sent = [gateway.message(text=f"word {number}") for number in range(6)]
    chat.send(*[frame(TEXT, message) for message in sent[:3]])
    first = [chat.expect_json("accepted") for _ in range(3)]
    chat.socket.close()
    session, token = chat.resume
    connection = socket.create_connection((gateway.host, gateway.port), timeout=10)
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        f"GET /chat/sessions/{session}/socket?after={first[0]['seq']} HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Protocol: switchboard.v1, token.{token}\r\n\r\n".encode()
        + b"".join(frame(TEXT, message) for message in sent[3:]))
    protocol = FrameProtocol(client=True, extensions=[])
    buffer, seen, ids = b"", [], set()
    connection.settimeout(5)
    while b"\r\n\r\n" not in buffer:
        buffer += connection.recv(65536)
    protocol.receive_bytes(buffer.split(b"\r\n\r\n", 1)[1])
    wanted = {json.loads(message)["id"] for message in sent[1:]}
    while not wanted <= ids:
        for received in protocol.received_frames():
            value = json.loads(received.payload)
            if value["type"] == "message":
                seen.append(value["message"]["seq"])
                ids.add(value["message"]["id"])
        if not wanted <= ids:
            protocol.receive_bytes(connection.recv(65536))
    assert seen == sorted(set(seen)), seen
    assert min(seen) > first[0]["seq"], seen
    connection.close()
