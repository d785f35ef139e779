"""Messages in pieces, UTF-8, close handshakes and masks."""

from .client import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Chat, closing, frame
from .registry import CASES, case, closes

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
