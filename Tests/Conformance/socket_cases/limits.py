"""Sizes, and what is above them."""

from .client import CONTINUATION, LIMIT, TEXT, Chat, frame
from .registry import CASES, case, closes

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
