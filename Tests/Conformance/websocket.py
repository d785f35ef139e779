#!/usr/bin/env python3
"""Checks the chat socket against RFC 6455, with frames built by hand and answers read by an independent library.

    pip install wsproto
    python3 Tests/Conformance/websocket.py --base http://127.0.0.1:8080

The cases follow the categories of the Autobahn test suite: framing, pings and pongs, reserved bits, opcodes,
fragmentation, UTF-8, close handshake, limits, opening handshake. The socket speaks an application protocol and does
not echo, so a text is judged by its answer: `accepted` for a message, `error` for what is no message.

The last line is "N passed, N failed"; the exit status is 0 when none failed.
"""

import argparse
import base64
import http.client
import json
import os
import socket
import struct
import sys
import time
import urllib.parse

from wsproto.frame_protocol import CloseReason, FrameProtocol, Opcode

TEXT, BINARY, CONTINUATION, CLOSE, PING, PONG = 1, 2, 0, 8, 9, 10
LIMIT = 64 * 1024


def frame(opcode, payload=b"", fin=True, rsv=0, masked=True, length=None, mask=None):
    """One frame, right or wrong as asked. `length` overrides the length that is announced."""
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    size = len(payload) if length is None else length
    bit = 0x80 if masked else 0
    if size < 126:
        head += bytes([bit | size])
    elif size < 65536:
        head += bytes([bit | 126]) + struct.pack("!H", size)
    else:
        head += bytes([bit | 127]) + struct.pack("!Q", size)
    if not masked:
        return head + payload
    key = os.urandom(4) if mask is None else mask
    repeated = (key * (len(payload) // 4 + 1))[: len(payload)]
    body = (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(payload), "big")
    return head + key + body


def closing(code=None, reason=b""):
    return frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason)


class Gateway:
    def __init__(self, base):
        parts = urllib.parse.urlsplit(base)
        self.host, self.port = parts.hostname, parts.port or 80
        self.used = 0
        self.count = 0

    def session(self):
        """A session, shared by a few cases so that limits by address and by sender are kept."""
        if self.used % 8 == 0:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
            connection.request("POST", "/chat/sessions", json.dumps({"locale": "en"}), {"Content-Type": "application/json"})
            response = connection.getresponse()
            body = response.read()
            if response.status != 201:
                raise SystemExit(f"POST /chat/sessions answered {response.status}: {body[:300]!r}")
            opened = json.loads(body)
            self.id, self.token = opened["session"], opened["token"]
        self.used += 1
        return self.id, self.token

    def message(self, size=None, text="hello"):
        """A chat message as JSON, padded with blanks to `size` bytes."""
        self.count += 1
        body = json.dumps({"type": "message", "id": f"conf-{os.getpid()}-{self.count}", "text": text}, ensure_ascii=False)
        raw = body.encode()
        if size is not None:
            raw += b" " * (size - len(raw))
        return raw


class Chat:
    """One connection; what comes back is parsed by wsproto."""

    def __init__(self, gateway, resume=None):
        self.gateway = gateway
        session, token = gateway.session() if resume is None else resume
        self.resume = (session, token)
        self.socket = socket.create_connection((gateway.host, gateway.port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /chat/sessions/{session}/socket?after=999999999 HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: switchboard.v1, token.{token}\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            piece = self.socket.recv(65536)
            if not piece:
                raise AssertionError(f"no answer to the handshake: {head!r}")
            head += piece
        head, rest = head.split(b"\r\n\r\n", 1)
        if not head.startswith(b"HTTP/1.1 101"):
            raise AssertionError(f"no upgrade: {head[:200]!r}")
        if b"switchboard.v1" not in head.lower():
            raise AssertionError("the subprotocol was not answered")
        self.protocol = FrameProtocol(client=True, extensions=[])
        self.protocol.receive_bytes(rest)
        self.frames = self.protocol.received_frames()
        self.partial = ""
        self.expect_json("ready")

    def send(self, *pieces, slowly=False):
        for piece in pieces:
            try:
                if slowly:
                    for byte in piece:
                        self.socket.sendall(bytes([byte]))
                        time.sleep(0.001)
                else:
                    self.socket.sendall(piece)
            except (BrokenPipeError, ConnectionResetError):
                return

    def next(self, timeout=5):
        """The next whole message or control frame; None when the connection ended."""
        self.socket.settimeout(timeout)
        while True:
            for received in self.frames:
                if received.opcode in (Opcode.TEXT, Opcode.CONTINUATION):
                    self.partial += received.payload
                    if not received.message_finished:
                        continue
                    text, self.partial = self.partial, ""
                    return Opcode.TEXT, json.loads(text)
                return received.opcode, received.payload
            try:
                piece = self.socket.recv(65536)
            except ConnectionResetError:
                return None
            except socket.timeout:
                raise AssertionError("no answer in time")
            if not piece:
                return None
            self.protocol.receive_bytes(piece)
            self.frames = self.protocol.received_frames()

    def expect_json(self, kind, timeout=5):
        while True:
            received = self.next(timeout)
            if received is None:
                raise AssertionError(f"connection ended instead of {kind}")
            opcode, payload = received
            if opcode == Opcode.CLOSE:
                raise AssertionError(f"close {payload} instead of {kind}")
            if opcode == Opcode.TEXT and payload["type"] == kind:
                return payload
            if opcode == Opcode.TEXT and payload["type"] == "error":
                raise AssertionError(f"error instead of {kind}: {payload}")

    def expect_pong(self, data):
        while True:
            received = self.next()
            if received is None or received[0] == Opcode.CLOSE:
                raise AssertionError(f"{received} instead of a pong")
            if received[0] == Opcode.PONG:
                assert bytes(received[1]) == data, f"pong with {received[1]!r}"
                return

    def expect_close(self, code):
        """A close frame with `code` (None: an empty one), then the end of the connection."""
        while True:
            received = self.next()
            if received is None:
                raise AssertionError(f"ended without a close frame, expected {code}")
            if received[0] == Opcode.CLOSE:
                got = int(received[1][0])
                wanted = int(CloseReason.NO_STATUS_RCVD) if code is None else code
                assert got == wanted, f"close {got}, expected {wanted}"
                break
        self.send(closing(1000))
        assert self.next() is None, "still open after the close handshake"

    def leave(self):
        """A clean end: everything before must have left the connection in order."""
        self.send(closing(1000))
        self.expect_close(1000)
        self.socket.close()


CASES = []


def case(name):
    def keep(function):
        CASES.append((name, function))
        return function
    return keep


def accepted(size):
    def run(gateway):
        chat = Chat(gateway)
        chat.send(frame(TEXT, gateway.message(size)))
        chat.expect_json("accepted")
        chat.leave()
    return run


def refused(payload):
    def run(gateway):
        chat = Chat(gateway)
        chat.send(frame(TEXT, payload))
        while True:
            _, answer = chat.next()
            if isinstance(answer, dict) and answer["type"] == "error":
                break
        assert answer["status"] == 400, answer
        chat.send(frame(TEXT, gateway.message()))
        chat.expect_json("accepted")
        chat.leave()
    return run


def closes(code, *pieces, slowly=False):
    def run(gateway):
        chat = Chat(gateway)
        chat.send(*[piece(gateway) if callable(piece) else piece for piece in pieces], slowly=slowly)
        chat.expect_close(code)
    return run


# Framing: every form of length and its edges.
for size in (0, 1, 125):
    CASES.append((f"1.1 text of {size} bytes that is no message", refused(b"x" * size)))
for size in (126, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536):
    CASES.append((f"1.1 message of {size} bytes", accepted(size)))
CASES.append(("1.2 binary is not taken", closes(1003, frame(BINARY, b"\x00\x01"))))
CASES.append(("1.2 empty binary is not taken", closes(1003, frame(BINARY))))
CASES.append(("1.3 length in more bytes than needed", lambda g: _long_form(g)))


def _long_form(gateway):
    chat = Chat(gateway)
    payload = gateway.message()
    key = b"\x01\x02\x03\x04"
    body = bytes(byte ^ key[index % 4] for index, byte in enumerate(payload))
    chat.send(bytes([0x81, 0xFF]) + struct.pack("!Q", len(payload)) + key + body)
    # RFC 6455, 5.2 asks the sender for the shortest form; receivers may take or refuse it.
    received = chat.next()
    while received is not None and received[0] == Opcode.TEXT and received[1]["type"] != "accepted":
        received = chat.next()
    assert received is not None and (received[0] == Opcode.TEXT or int(received[1][0]) == 1002), received


@case("1.4 byte by byte")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, gateway.message()), slowly=True)
    chat.expect_json("accepted")
    chat.leave()


@case("1.5 many messages in one packet keep their order")
def _(gateway):
    chat = Chat(gateway)
    messages = [gateway.message() for _ in range(10)]
    chat.send(b"".join(frame(TEXT, message) for message in messages))
    answers = [chat.expect_json("accepted") for _ in messages]
    assert [answer["id"] for answer in answers] == [json.loads(message)["id"] for message in messages]
    assert sorted(answer["seq"] for answer in answers) == [answer["seq"] for answer in answers]
    chat.leave()


@case("1.6 a mask of zeros")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, gateway.message(), mask=b"\0\0\0\0"))
    chat.expect_json("accepted")
    chat.leave()


# Pings and pongs.
for size in (0, 1, 124, 125):
    @case(f"2.1 ping of {size} bytes")
    def _(gateway, size=size):
        chat = Chat(gateway)
        data = os.urandom(size)
        chat.send(frame(PING, data))
        chat.expect_pong(data)
        chat.leave()
CASES.append(("2.2 ping of 126 bytes", closes(1002, frame(PING, b"x" * 126))))
CASES.append(("2.3 pong of 126 bytes", closes(1002, frame(PONG, b"x" * 126))))


@case("2.4 unasked pong is ignored")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(PONG, b"unasked"), frame(PING, b"asked"))
    chat.expect_pong(b"asked")
    chat.leave()


@case("2.5 twenty pings are answered in order")
def _(gateway):
    chat = Chat(gateway)
    chat.send(b"".join(frame(PING, str(number).encode()) for number in range(20)))
    for number in range(20):
        chat.expect_pong(str(number).encode())
    chat.leave()


@case("2.6 ping byte by byte")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(PING, b"slow"), slowly=True)
    chat.expect_pong(b"slow")
    chat.leave()


# Reserved bits.
for rsv in range(1, 8):
    CASES.append((f"3.1 text with reserved bits {rsv:03b}", closes(1002, frame(TEXT, b"{}", rsv=rsv))))
CASES.append(("3.2 ping with a reserved bit", closes(1002, frame(PING, b"", rsv=4))))
CASES.append(("3.3 close with a reserved bit", closes(1002, frame(CLOSE, b"\x03\xe8", rsv=2))))


@case("3.4 a good message before reserved bits is still answered")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, gateway.message()))
    chat.expect_json("accepted")
    chat.send(frame(TEXT, b"{}", rsv=1))
    chat.expect_close(1002)


# Opcodes.
for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
    CASES.append((f"4.1 reserved opcode {opcode}", closes(1002, frame(opcode, b"x"))))
CASES.append(("4.2 reserved opcode without data", closes(1002, frame(3))))

# Fragmentation.
CASES.append(("5.1 ping in pieces", closes(1002, frame(PING, b"x", fin=False))))
CASES.append(("5.2 pong in pieces", closes(1002, frame(PONG, b"x", fin=False))))
CASES.append(("5.3 close in pieces", closes(1002, frame(CLOSE, b"\x03\xe8", fin=False))))
CASES.append(("5.4 continuation of nothing", closes(1002, frame(CONTINUATION, b"x"))))
CASES.append(("5.5 unfinished continuation of nothing", closes(1002, frame(CONTINUATION, b"x", fin=False))))
CASES.append(("5.6 new text inside a text", closes(1002, frame(TEXT, b"{", fin=False), frame(TEXT, b"}"))))
CASES.append(("5.7 binary inside a text", closes(1002, frame(TEXT, b"{", fin=False), frame(BINARY, b"}"))))


@case("5.8 continuation after the message has ended")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, gateway.message()))
    chat.expect_json("accepted")
    chat.send(frame(CONTINUATION, b"x"))
    chat.expect_close(1002)


for pieces in (2, 3, 10):
    @case(f"5.9 message in {pieces} pieces")
    def _(gateway, pieces=pieces):
        chat = Chat(gateway)
        payload = gateway.message(300)
        step = len(payload) // pieces + 1
        parts = [payload[start : start + step] for start in range(0, len(payload), step)]
        for index, part in enumerate(parts):
            chat.send(frame(CONTINUATION if index else TEXT, part, fin=index == len(parts) - 1))
        chat.expect_json("accepted")
        chat.leave()


@case("5.10 message in pieces of one byte")
def _(gateway):
    chat = Chat(gateway)
    payload = gateway.message()
    chat.send(b"".join(
        frame(CONTINUATION if index else TEXT, payload[index : index + 1], fin=index == len(payload) - 1)
        for index in range(len(payload))))
    chat.expect_json("accepted")
    chat.leave()


@case("5.11 empty pieces around a message")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, b"", fin=False), frame(CONTINUATION, gateway.message(), fin=False), frame(CONTINUATION))
    chat.expect_json("accepted")
    chat.leave()


@case("5.12 pings between pieces are answered at once")
def _(gateway):
    chat = Chat(gateway)
    payload = gateway.message(200)
    chat.send(frame(TEXT, payload[:100], fin=False), frame(PING, b"between"))
    chat.expect_pong(b"between")
    chat.send(frame(CONTINUATION, payload[100:], fin=False), frame(PING, b"again"))
    chat.expect_pong(b"again")
    chat.send(frame(CONTINUATION))
    chat.expect_json("accepted")
    chat.leave()


CASES.append(("5.13 close between pieces", closes(1000, frame(TEXT, b"{", fin=False), closing(1000))))

# UTF-8.
VALID = {
    "two bytes": "Grüße", "three bytes": "κόσμε €", "four bytes": "😀 👩‍👩‍👧", "edges": "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff",
    "right to left": "\u202eabc", "combining": "e\u0301\u0302",
}
for name, text in VALID.items():
    @case(f"6.1 {name}")
    def _(gateway, text=text):
        chat = Chat(gateway)
        chat.send(frame(TEXT, gateway.message(text=text)))
        chat.expect_json("accepted")
        chat.leave()


@case("6.2 characters cut apart by pieces")
def _(gateway):
    chat = Chat(gateway)
    payload = gateway.message(text="κόσμε 😀")
    chat.send(b"".join(
        frame(CONTINUATION if index else TEXT, payload[index : index + 1], fin=index == len(payload) - 1)
        for index in range(len(payload))))
    chat.expect_json("accepted")
    chat.leave()


INVALID = {
    "lone continuation": b"\x80", "lone lead": b"\xc3", "overlong slash": b"\xc0\xaf", "overlong three": b"\xe0\x80\xaf",
    "overlong four": b"\xf0\x80\x80\xaf", "surrogate": b"\xed\xa0\x80", "low surrogate": b"\xed\xbf\xbf",
    "beyond the last": b"\xf4\x90\x80\x80", "five bytes": b"\xf8\x88\x80\x80\x80", "fe": b"\xfe", "ff": b"\xff",
    "cut off": b"\xf0\x9f\x98", "latin-1": "Grüße".encode("latin-1"),
}
for name, text in INVALID.items():
    CASES.append((f"6.3 {name}", closes(1007, frame(TEXT, b'{"text":"' + text + b'"}'))))
CASES.append(("6.4 invalid in the last piece", closes(1007, frame(TEXT, b'{"', fin=False), frame(CONTINUATION, b"\xff"))))
CASES.append(("6.4 invalid in the first piece, before the end", closes(1007, frame(TEXT, b"\xff", fin=False))))
CASES.append(("6.4 invalid across pieces", closes(1007, frame(TEXT, b"\xed", fin=False), frame(CONTINUATION, b"\xa0", fin=False))))
CASES.append(("6.4 cut off at the end of the message", closes(1007, frame(TEXT, b"\xf0\x9f", fin=False), frame(CONTINUATION))))

# Close.
for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
    CASES.append((f"7.1 close code {code} is answered", closes(code, closing(code))))
for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535):
    CASES.append((f"7.2 close code {code} is refused", closes(1002, closing(code))))
CASES.append(("7.3 close without a code", closes(None, closing())))
CASES.append(("7.4 close of one byte", closes(1002, frame(CLOSE, b"\x03"))))
CASES.append(("7.5 close with a reason", closes(1000, closing(1000, b"so long"))))
CASES.append(("7.6 close with the longest reason", closes(1000, closing(1000, b"x" * 123))))
CASES.append(("7.7 close with too long a reason", closes(1002, closing(1000, b"x" * 124))))
CASES.append(("7.8 close with a reason that is not UTF-8", closes(1007, closing(1000, b"\xff\xfe"))))
CASES.append(("7.9 nothing is answered after a close", closes(1000, closing(1000), frame(PING, b"late"))))


@case("7.10 a text after our close frame is ignored")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, b"\xff"), frame(TEXT, gateway.message()))
    chat.expect_close(1007)


@case("7.11 the connection may simply end")
def _(gateway):
    chat = Chat(gateway)
    chat.socket.close()
    Chat(gateway).leave()


# Masks.
CASES.append(("8.1 text without a mask", closes(1002, frame(TEXT, b"{}", masked=False))))
CASES.append(("8.2 ping without a mask", closes(1002, frame(PING, b"", masked=False))))
CASES.append(("8.3 close without a mask", closes(1002, frame(CLOSE, b"\x03\xe8", masked=False))))

# Limits.
CASES.append(("9.1 a frame above the limit", closes(1009, lambda g: frame(TEXT, g.message(LIMIT + 1)))))
CASES.append(("9.2 a frame that announces 4 GiB", closes(1009, frame(TEXT, b"", length=1 << 32))))
CASES.append(("9.3 a frame that announces 2^63 bytes", closes(1009, frame(TEXT, b"", length=1 << 63))))


@case("9.4 pieces that together are above the limit")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, b" " * (LIMIT // 2), fin=False), frame(CONTINUATION, b" " * (LIMIT // 2 + 1), fin=False))
    chat.expect_close(1009)


@case("9.5 pieces that together are at the limit")
def _(gateway):
    chat = Chat(gateway)
    payload = gateway.message(LIMIT)
    chat.send(frame(TEXT, payload[: LIMIT // 2], fin=False), frame(CONTINUATION, payload[LIMIT // 2 :]))
    chat.expect_json("accepted")
    chat.leave()


@case("9.6 a text above the channel's limit is an error, not the end")
def _(gateway):
    chat = Chat(gateway)
    chat.send(frame(TEXT, gateway.message(text="x" * 60000)))
    while True:
        _, answer = chat.next()
        if answer["type"] == "error":
            break
    assert answer["status"] == 413, answer
    chat.send(frame(TEXT, gateway.message()))
    chat.expect_json("accepted")
    chat.leave()


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


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--only", help="run the cases whose name holds this")
    arguments = parser.parse_args()
    gateway = Gateway(arguments.base)
    passed = failed = 0
    for name, run in CASES:
        if arguments.only and arguments.only not in name:
            continue
        try:
            run(gateway)
            passed += 1
        except (AssertionError, OSError, ValueError, KeyError, TypeError) as error:
            failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
