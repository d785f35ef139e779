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
import sys

from socket_cases import CASES
from socket_cases.client import Gateway


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
