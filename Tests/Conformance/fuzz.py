#!/usr/bin/env python3
"""Throws seeded nonsense at a running gateway: JSON bodies, header fields, request lines, WebSocket frames.

    python3 Tests/Conformance/fuzz.py --base http://127.0.0.1:8080 --rounds 2000 --seed 7

A round is good when the answer is a client error, a success or a clean end of the connection. A status of 500, an
answer that is no problem+json, or a gateway that is not healthy any more is a failure. The same seed sends the same
bytes. Needs no packages; at most 20,000 rounds.
"""

import argparse
import base64
import http.client
import json
import random
import socket
import struct
import sys
import urllib.parse

WORDS = [
    "id", "text", "sender", "name", "channel", "locale", "identity", "attachments", "score", "comment", "type", "on",
    "message", "typing", "human", "rating", "verified",
]
STRINGS = [
    "", "x", "\u0000", "\u202e", "😀", "👩‍👩‍👧‍👦", "<script>alert(1)</script>", "' or 1=1 --", "../../etc/passwd", "${env:PATH}",
    "a" * 201, "b" * 17000, "\ufeff", "\u2028", "%00", "\x1b[31m", "NaN", "-1", "1e999", "k7-1", "c1", "e\u0301" * 50,
]


def value(rng, depth=0):
    kind = rng.randrange(9 if depth < 6 else 6)
    if kind == 0:
        return None
    if kind == 1:
        return rng.random() < 0.5
    if kind == 2:
        return rng.choice([0, -1, 1, 5, 2**53, -(2**63), 1.5, 1e308])
    if kind < 6:
        return rng.choice(STRINGS)
    if kind == 6:
        return [value(rng, depth + 1) for _ in range(rng.randrange(5))]
    return {rng.choice(WORDS + STRINGS[:8]): value(rng, depth + 1) for _ in range(rng.randrange(6))}


def body(rng):
    """A body that is nearly right, wrong in one place, or wrong everywhere."""
    good = {"sender": f"fuzz-{rng.randrange(5)}", "id": str(rng.randrange(10**9)), "text": rng.choice(STRINGS) or "x"}
    good["channel"] = "web"
    for _ in range(rng.randrange(4)):
        good[rng.choice(WORDS)] = value(rng)
    raw = json.dumps(good if rng.random() < 0.7 else value(rng), ensure_ascii=rng.random() < 0.5)
    data = bytearray(raw.encode("utf-8", "surrogatepass"))
    for _ in range(rng.choice([0, 0, 0, 1, 1, 3, 20])):
        if not data:
            break
        place = rng.randrange(len(data))
        action = rng.randrange(4)
        if action == 0:
            data[place] = rng.randrange(256)
        elif action == 1:
            del data[place : place + rng.randrange(1, 5)]
        elif action == 2:
            data[place:place] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 5)))
        else:
            data[place:place] = rng.choice([b"[", b"{", b'"', b"\\u", b"\\ud800", b"[" * 40, b"\xed\xa0\x80", b"\0"])
    return bytes(data)


class Target:
    def __init__(self, base, token):
        parts = urllib.parse.urlsplit(base)
        self.host, self.port, self.token = parts.hostname, parts.port or 80, token
        self.session = self.secret = None

    def connect(self):
        return socket.create_connection((self.host, self.port), timeout=10)

    def request(self, method, path, data=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request(method, path, data, headers or {})
            response = connection.getresponse()
            return response.status, response.getheader("Content-Type", ""), response.read()
        finally:
            connection.close()

    def open(self):
        status, _, answer = self.request("POST", "/chat/sessions", b'{"channel":"web"}')
        if status == 201:
            opened = json.loads(answer)
            self.session, self.secret = opened["session"], opened["token"]
        elif status != 429 or self.session is None:
            raise AssertionError(f"POST /chat/sessions answered {status}")

    def healthy(self):
        status, _, _ = self.request("GET", "/healthz")
        return status == 200


def judge(status, kind, answer, what):
    if status in (500, 501) or status > 599:
        raise AssertionError(f"{what}: status {status}: {answer[:200]!r}")
    if status >= 400 and "problem+json" not in kind:
        raise AssertionError(f"{what}: {status} without problem+json: {kind!r} {answer[:200]!r}")
    if status >= 400:
        problem = json.loads(answer)
        if problem["status"] != status or not problem["detail"]:
            raise AssertionError(f"{what}: {problem}")


def fuzz_json(rng, target):
    paths = [
        ("/chat/sessions", None), (f"/chat/sessions/{target.session}/messages", target.secret),
        (f"/chat/sessions/{target.session}/messages?wait=1", target.secret),
        (f"/chat/sessions/{target.session}/rating", target.secret), ("/channels/rest/messages", target.token),
    ]
    path, token = rng.choice(paths)
    headers = {"Content-Type": rng.choice(["application/json", "text/plain", "application/x-www-form-urlencoded"])}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    judge(*target.request("POST", path, body(rng), headers), f"POST {path}")


def read_all(connection):
    received = b""
    connection.settimeout(3)
    try:
        while len(received) < 200_000:
            piece = connection.recv(65536)
            if not piece:
                break
            received += piece
    except (socket.timeout, ConnectionResetError):
        pass
    return received


def fuzz_head(rng, target):
    """A request of odd lines and fields over a raw connection."""
    path = rng.choice([
        "/", "/healthz", "/chat/sessions", f"/chat/sessions/{target.session}/messages?after=%00", "/channels/rest/messages",
        "/chat/widget.js", "/" + "a" * 3000, "/%2e%2e/%2e%2e/etc/passwd", "/chat/sessions/%ff/messages", "*", "//", "/?wait=1&wait=2",
        f"/chat/sessions/{target.session}/socket", "/chat/sessions/x/socket", "/chat/sessions//socket",
    ])
    method = rng.choice(["GET", "POST", "PUT", "OPTIONS", "HEAD", "TRACE", "GETT", "get", "DELETE", "CONNECT"])
    version = rng.choice(["HTTP/1.1"] * 5 + ["HTTP/1.0", "HTTP/2.0", "HTTP/9.9", ""])
    lines = [f"{method} {path} {version}", "Host: fuzz"]
    for _ in range(rng.randrange(8)):
        name = rng.choice(["Authorization", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
                           "Content-Type", "Accept", "Origin", "X-Forwarded-For", "Last-Event-ID", "If-None-Match",
                           "Transfer-Encoding", "Expect", "Cookie", "X" * rng.randrange(1, 400)])
        text = rng.choice(["", "websocket", "Upgrade", "13", "chunked", "Bearer x", f"Bearer {target.secret}", "100-continue",
                           "*", "\x01\x02", "ü".encode().decode("latin-1"), "a" * rng.randrange(1, 9000), "dGhlIHNhbXBsZSBub25jZQ=="])
        lines.append(f"{name}: {text}")
    data = body(rng) if rng.random() < 0.5 else b""
    if rng.random() < 0.8:
        lines.append(f"Content-Length: {len(data) if rng.random() < 0.9 else rng.choice([0, 5, 10**9, -1])}")
    lines.append("Connection: close")
    raw = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace") + data
    if rng.random() < 0.2:
        raw = raw[: rng.randrange(len(raw))]
    connection = target.connect()
    try:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = read_all(connection)
    except (BrokenPipeError, ConnectionResetError):
        return
    finally:
        connection.close()
    if answer.startswith(b"HTTP/1.1 500"):
        raise AssertionError(f"500 for {raw[:200]!r}")


def fuzz_frames(rng, target):
    """A proper handshake, then frames of which some are wrong."""
    connection = target.connect()
    try:
        key = base64.b64encode(rng.randbytes(16)).decode()
        connection.sendall(
            f"GET /chat/sessions/{target.session}/socket HTTP/1.1\r\nHost: fuzz\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {target.secret}\r\n\r\n".encode())
        head = connection.recv(65536)
        if not head.startswith(b"HTTP/1.1 101"):
            if b" 429 " in head[:20] or b" 503 " in head[:20]:
                return
            raise AssertionError(f"no upgrade: {head[:200]!r}")
        for _ in range(rng.randrange(1, 12)):
            payload = body(rng) if rng.random() < 0.7 else rng.randbytes(rng.randrange(0, 300))
            if rng.random() < 0.5:
                payload = json.dumps({"type": rng.choice(["message", "typing", "human", "rating", "?"]), "id": str(rng.random()),
                                      "text": rng.choice(STRINGS), "score": rng.randrange(-1, 7), "on": rng.choice([True, 0])}).encode()
            first = (0x80 if rng.random() < 0.9 else 0) | (rng.randrange(8) << 4 if rng.random() < 0.05 else 0)
            first |= rng.choice([1] * 8 + [0, 2, 8, 9, 9, 10, 3, 15])
            length = len(payload) if rng.random() < 0.97 else rng.choice([0, 125, 126, 70000, 2**40, 2**63])
            bit = 0x80 if rng.random() < 0.98 else 0
            if length < 126:
                size = bytes([bit | length])
            elif length < 65536:
                size = bytes([bit | 126]) + struct.pack("!H", length)
            else:
                size = bytes([bit | 127]) + struct.pack("!Q", length)
            mask = rng.randbytes(4)
            masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
            data = bytes([first]) + size + (mask + masked if bit else payload)
            for _ in range(rng.choice([0] * 20 + [1, 5])):
                place = rng.randrange(len(data))
                data = data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]
            connection.sendall(data)
        if rng.random() < 0.5:
            connection.settimeout(0.02)
            connection.recv(65536)
    except (BrokenPipeError, ConnectionResetError, socket.timeout):
        pass
    finally:
        connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--token", default="", help="an API token of the scope chat; without it those requests are refused")
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    arguments = parser.parse_args()
    rounds = min(arguments.rounds, 20_000)
    print(f"seed {arguments.seed}, {rounds} rounds")
    target = Target(arguments.base, arguments.token)
    failed = 0
    for number in range(rounds):
        rng = random.Random(arguments.seed * 1_000_003 + number)
        try:
            if number % 100 == 0:
                target.open()
            rng.choice([fuzz_json, fuzz_json, fuzz_head, fuzz_frames])(rng, target)
        except (AssertionError, ValueError, KeyError, http.client.HTTPException) as error:
            failed += 1
            print(f"FAILED round {number}: {type(error).__name__}: {error}")
        except OSError as error:
            if isinstance(error, ConnectionRefusedError):
                print(f"FAILED round {number}: the gateway is gone")
                return 1
    if not target.healthy():
        failed += 1
        print("FAILED: /healthz does not answer")
    print(f"{rounds - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
