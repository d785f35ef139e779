"""Runs the benchmarks by name; see scripts/bench."""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "Tests" / "Support")]

import flood  # noqa: E402
import growth  # noqa: E402
import knowledge  # noqa: E402
import mail  # noqa: E402
import phone  # noqa: E402
import sessions  # noqa: E402
import start  # noqa: E402
import turns  # noqa: E402
import webhooks  # noqa: E402
from peers import Bench  # noqa: E402

BENCHMARKS = {
    "turns": turns.turns, "accept": turns.accept, "sessions": sessions.sessions, "flood": flood.flood,
    "knowledge": knowledge.knowledge, "start": start.start, "mail": mail.mail, "phone": phone.phone,
    "webhooks": webhooks.webhooks, "growth": growth.growth,
}
LONG = {"growth"}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Benchmarks of Switchboard.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="short rounds")
    parser.add_argument("--gateway", help="the switchboard executable; default .build/release/switchboard")
    parser.add_argument("--peers", help="the switchboard-bench executable")
    parser.add_argument("--mails", help="a folder of .eml files for the benchmark mail; default: those of the tests")
    parser.add_argument("--calls", help="a folder of call files for the benchmark phone; default: the demo's")
    parser.add_argument("--phone-calls", type=int, default=500, help="calls at once of the benchmark phone")
    parser.add_argument("--sessions", type=int, default=10_000, help="open chats of the benchmark sessions")
    parser.add_argument("--customers", type=int, default=1_000_000, help="customers of the benchmark growth")
    options = parser.parse_args()
    names = options.names or [name for name in BENCHMARKS if name not in LONG]
    if names == ["all"]:
        names = list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"unknown benchmark {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}, all")
    with Bench(options) as bench:
        bench.describe_machine()
        for name in names:
            BENCHMARKS[name](bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
