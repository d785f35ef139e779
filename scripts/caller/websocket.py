"""A WebSocket client (RFC 6455) on asyncio: what a call needs of it, with the standard library alone."""

import asyncio
import base64
import os
import ssl
import struct

HEAD_BYTES_MAX = 65536
OPEN_SECONDS_MAX = 30


class Refused(Exception):
    """The upgrade was refused; `status` is the answer's."""

    def __init__(self, status, reason):
        super().__init__(f"{status} {reason}")
        self.status = status


def masked(payload, opcode=1):
    """A client's frame; the mask of zeros is a mask (RFC 6455, 5.3) and saves the work of applying it."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | length)
    elif length < 65536:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, length)
    return head + b"\0\0\0\0" + payload


def take_frames(buffer):
    """Takes the whole frames off the front of a bytearray: `(opcode, is_final, payload)` each."""
    found = []
    while len(buffer) >= 2:
        length, begin = buffer[1] & 0x7F, 2
        if length == 126:
            if len(buffer) < 4:
                break
            length, begin = struct.unpack("!H", buffer[2:4])[0], 4
        elif length == 127:
            if len(buffer) < 10:
                break
            length, begin = struct.unpack("!Q", buffer[2:10])[0], 10
        mask = b""
        if buffer[1] & 0x80:
            mask, begin = bytes(buffer[begin:begin + 4]), begin + 4
        if len(buffer) < begin + length:
            break
        payload = bytes(buffer[begin:begin + length])
        if any(mask):
            payload = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        found.append((buffer[0] & 0x0F, bool(buffer[0] & 0x80), payload))
        del buffer[:begin + length]
    return found


class WebSocket(asyncio.Protocol):
    """One open socket. `on_text` gets each text message as bytes, `on_closed` is called once."""

    def __init__(self, request, on_text, on_closed):
        self.request = request
        self.on_text = on_text
        self.on_closed = on_closed
        self.opened = asyncio.get_running_loop().create_future()
        self.buffer = bytearray()
        self.parts = b""
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        self.buffer += data
        if not self.opened.done() and not self.read_head():
            return
        for opcode, is_final, payload in take_frames(self.buffer):
            if opcode in (0, 1):
                self.parts += payload
                if is_final:
                    whole, self.parts = self.parts, b""
                    self.on_text(whole)
            elif opcode == 9:
                self.write(masked(payload, 10))
            elif opcode == 8:
                self.write(masked(payload[:2], 8))
                self.transport.close()

    def read_head(self):
        head, found, rest = bytes(self.buffer).partition(b"\r\n\r\n")
        if not found:
            if len(self.buffer) > HEAD_BYTES_MAX:
                self.transport.abort()
            return False
        status = head.split(b"\r\n", 1)[0].decode(errors="replace").split(" ", 2)
        if len(status) > 1 and status[1] == "101":
            self.buffer = bytearray(rest)
            self.opened.set_result(None)
            return True
        number = int(status[1]) if len(status) > 1 and status[1].isdigit() else 0
        self.opened.set_exception(Refused(number, status[2] if len(status) > 2 else ""))
        self.transport.abort()
        return False

    def connection_lost(self, error):
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the gateway closed the connection"))
        elif not self.opened.exception():
            self.on_closed()

    def write(self, frame):
        if not self.transport.is_closing():
            self.transport.write(frame)

    def send(self, text):
        self.write(masked(text.encode()))

    def close(self):
        """Says that the session is over, and leaves."""
        self.write(masked(struct.pack("!H", 1000), 8))
        self.transport.close()

    def drop(self):
        """The line breaks, without a word."""
        self.transport.abort()


async def open_socket(parts, target, headers, on_text, on_closed):
    """Connects to the host of `parts` (of urlsplit) and upgrades; raises Refused or OSError."""
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", "Upgrade: websocket", "Connection: Upgrade",
             "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    is_safe = parts.scheme == "https"
    _, socket = await asyncio.get_running_loop().create_connection(
        lambda: WebSocket(request, on_text, on_closed), parts.hostname, parts.port or (443 if is_safe else 80),
        ssl=ssl.create_default_context() if is_safe else None)
    try:
        await asyncio.wait_for(asyncio.shield(socket.opened), OPEN_SECONDS_MAX)
    except TimeoutError:
        socket.drop()
        raise
    return socket
