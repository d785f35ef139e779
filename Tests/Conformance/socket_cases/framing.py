"""Frames by themselves: lengths, pings and pongs, reserved bits, opcodes."""

import json
import os
import struct

from wsproto.frame_protocol import Opcode

from .client import BINARY, CLOSE, PING, PONG, TEXT, Chat, frame
from .registry import CASES, accepted, case, closes, refused

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
