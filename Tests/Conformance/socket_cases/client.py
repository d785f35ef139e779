"""A chat connection whose frames are built by hand and whose answers an independent library reads."""

import base64
import http.client
import json
import os
import socket
import struct
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
