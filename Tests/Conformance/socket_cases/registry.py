"""The list of cases, and the forms most of them have."""

from .client import TEXT, Chat, frame

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
