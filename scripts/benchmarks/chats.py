"""Thousands of WebSocket chats from one thread: raw sockets and epoll, so that the client weighs little."""

import base64
import json
import os
import select
import socket
import struct
import time
import urllib.parse

BATCH = 200


class Chat:
    """One socket; what it has received but not yet read as a frame stays in `buffer`."""

    __slots__ = ("session", "token", "socket", "buffer", "upgraded", "said", "answers")

    def __init__(self, session, token):
        self.session = session
        self.token = token
        self.socket = None
        self.buffer = b""
        self.upgraded = False
        self.said = False
        self.answers = 0


class Crowd:
    """Opens chats in batches and lets each say one thing. Counts what went wrong instead of stopping at it."""

    def __init__(self, base):
        parts = urllib.parse.urlsplit(base)
        self.address = (parts.hostname, parts.port)
        self.host = parts.netloc
        self.poll = select.epoll()
        self.by_descriptor = {}
        self.chats = []
        self.broken = []

    def open(self, sessions):
        """Connects and upgrades one socket for each (session, token)."""
        for begin in range(0, len(sessions), BATCH):
            batch = [Chat(*pair) for pair in sessions[begin:begin + BATCH]]
            for chat in batch:
                self.connect(chat)
            self.run(lambda: all(chat.upgraded or chat.socket is None for chat in batch), 30)
            self.chats += [chat for chat in batch if chat.upgraded]

    def connect(self, chat):
        try:
            chat.socket = socket.create_connection(self.address, timeout=30)
            chat.socket.sendall((
                f"GET /chat/sessions/{chat.session}/socket HTTP/1.1\r\nHost: {self.host}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
                f"Sec-WebSocket-Protocol: switchboard.v1, token.{chat.token}\r\n\r\n").encode())
        except OSError as error:
            self.drop(chat, f"connect: {error}")
            return
        chat.socket.setblocking(False)
        self.by_descriptor[chat.socket.fileno()] = chat
        self.poll.register(chat.socket.fileno(), select.EPOLLIN)

    def say(self, text, pace_seconds=0.0):
        """Every chat sends one message; returns when each has got words of the agent, or the time is over."""
        for number, chat in enumerate(self.chats):
            frame = json.dumps({"type": "message", "id": f"{chat.session}-1", "text": text}).encode()
            try:
                chat.socket.sendall(masked(frame))
                chat.said = True
            except OSError as error:
                self.drop(chat, f"send: {error}")
            if number % BATCH == BATCH - 1:
                wanted = self.chats[:number + 1]
                self.run(lambda: all(chat.answers or chat.socket is None for chat in wanted[-BATCH:]), 30)
                time.sleep(pace_seconds)
        return self.run(lambda: all(chat.answers or chat.socket is None for chat in self.chats), 60)

    def run(self, is_done, seconds):
        until = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > until:
                return False
            for descriptor, _ in self.poll.poll(0.05):
                self.read(self.by_descriptor[descriptor])
        return True

    def read(self, chat):
        try:
            piece = chat.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError as error:
            self.drop(chat, f"receive: {error}")
            return
        if not piece:
            self.drop(chat, "closed by the gateway")
            return
        chat.buffer += piece
        if not chat.upgraded:
            head, found, rest = chat.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.drop(chat, head.split(b"\r\n", 1)[0].decode(errors="replace"))
                return
            chat.upgraded, chat.buffer = True, rest
        for opcode, payload in self.frames(chat):
            if opcode == 8:
                self.drop(chat, "close frame")
                return
            if opcode == 9:
                chat.socket.sendall(masked(payload, opcode=10))
            elif opcode == 1 and chat.said and b'"kind":"agent"' in payload.replace(b": ", b":"):
                chat.answers += 1

    @staticmethod
    def frames(chat):
        """The whole frames in the buffer; a server's frames are not masked (RFC 6455, 5.1)."""
        while len(chat.buffer) >= 2:
            length, begin = chat.buffer[1] & 0x7F, 2
            if length == 126:
                if len(chat.buffer) < 4:
                    return
                length, begin = struct.unpack("!H", chat.buffer[2:4])[0], 4
            elif length == 127:
                if len(chat.buffer) < 10:
                    return
                length, begin = struct.unpack("!Q", chat.buffer[2:10])[0], 10
            if len(chat.buffer) < begin + length:
                return
            opcode, payload = chat.buffer[0] & 0x0F, chat.buffer[begin:begin + length]
            chat.buffer = chat.buffer[begin + length:]
            yield opcode, payload

    def drop(self, chat, reason):
        self.broken.append(reason)
        if chat.socket is not None:
            descriptor = chat.socket.fileno()
            if descriptor in self.by_descriptor:
                self.poll.unregister(descriptor)
                del self.by_descriptor[descriptor]
            chat.socket.close()
            chat.socket = None

    def open_count(self):
        """How many are still open, after reading what has come meanwhile."""
        self.run(lambda: False, 0.3)
        return sum(1 for chat in self.chats if chat.socket is not None)

    def close(self):
        for chat in self.chats:
            if chat.socket is not None:
                chat.socket.close()
        self.poll.close()


def masked(payload, opcode=1):
    """A client's frame; the mask of zeros is a mask (RFC 6455, 5.3) and saves the work of applying it."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | length)
    else:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length)
    return head + b"\0\0\0\0" + payload
