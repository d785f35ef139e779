"""Plays transcript files as a caller against a running gateway, over ConversationRelay as a telephony platform speaks it.

Without a file it plays one of config/demo/calls. The token that signs comes from the environment variable
SWITCHBOARD_PHONE_TOKEN or from --token-file: one of the channel's auth_tokens.
"""

import argparse
import asyncio
import os
import random
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from caller import Caller, Manner  # noqa: E402
from errors import Misheard  # noqa: E402
from live import LiveCall  # noqa: E402
from relay import Platform, Trouble  # noqa: E402
from script import load, with_errors  # noqa: E402
from talk import Show, plan_lines, print_json, record, summary  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
DEMO_CALLS = ROOT / "config" / "demo" / "calls"
FIRST_CALL = DEMO_CALLS / "de-inspektion.json"


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/call", description=__doc__.split("\n\n")[0],
                                     epilog=__doc__.split("\n\n")[1].strip())
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path,
                        help="a call (docs/phone.md), or any transcript that `switchboard transcript inspect` reads")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="the gateway (default: %(default)s)")
    parser.add_argument("--public-url", help="its gateway.public_url, where that differs from --url")
    parser.add_argument("--channel", default="phone", help="name of the phone channel (default: %(default)s)")
    parser.add_argument("--token-file", type=Path, help="a file that holds the channel's auth token")
    parser.add_argument("--speed", type=float, default=1.0, help="how many times as fast as people speak, 0.5 to 20")
    parser.add_argument("--errors", type=float, default=0.0, metavar="RATE",
                        help="share of the caller's words that are recognised wrongly, 0 to 1")
    parser.add_argument("--where", choices=["all", "entities"], default="all",
                        help="errors anywhere, or only in the numbers, names and codes that the file marks as expected")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same errors (default: 1)")
    parser.add_argument("--partials", action=argparse.BooleanOptionalAction, default=None,
                        help="interim texts while the caller speaks (default: when the channel asks for them)")
    parser.add_argument("--interrupt", action=argparse.BooleanOptionalAction, default=None,
                        help="cut into every answer, or into none (default: where the file says so)")
    parser.add_argument("--dial", choices=["completed", "no-answer", "busy"], default="completed",
                        help="what becomes of a call that is put through to a person")
    parser.add_argument("--number", help="the caller's number (default: the file's, or an invented one)")
    parser.add_argument("--caller", help="which party of a transcript calls, where it does not tell")
    parser.add_argument("--executable", type=Path, help="the switchboard executable that reads other transcripts")
    parser.add_argument("--json", action="store_true", help="one JSON object for each call instead of the dialogue")
    parser.add_argument("--show", action="store_true", help="only show what would be played, with its errors")
    options = parser.parse_args()
    if not 0.5 <= options.speed <= 20:
        parser.error("--speed is 0.5 to 20")
    if not 0 <= options.errors <= 1:
        parser.error("--errors is a share from 0 to 1")
    return options


def find_executable(given):
    candidates = [given] if given else [ROOT / ".build/release/switchboard", ROOT / ".build/debug/switchboard"]
    return next((path for path in candidates if path and os.access(path, os.X_OK)), None)


def find_token(options):
    if options.token_file:
        try:
            token = options.token_file.read_text().strip()
        except OSError as error:
            raise Trouble(f"--token-file {options.token_file}: {error.strerror}") from None
    else:
        token = os.environ.get("SWITCHBOARD_PHONE_TOKEN", "")
    if not token:
        raise Trouble("no token to sign with: set SWITCHBOARD_PHONE_TOKEN to one of the channel's auth_tokens, the same "
                      "the gateway was started with, or name a file with --token-file")
    return token


def invented_number(name):
    """From the numbers of Berlin that are kept for fiction."""
    return f"+493023125{zlib.crc32(name.encode()) % 1000:03}"


async def call(script, options, token):
    chance = random.Random(f"{options.seed}|{script.id}")
    mishear = None
    if options.errors > 0:
        mishear = Misheard(options.errors, options.where, script.language, chance)
        script = with_errors(script, mishear)
    if options.show:
        print("\n".join(plan_lines(script)), flush=True)
        return True
    show = Show()
    caller = Caller(script, Manner(options.speed, options.partials, options.interrupt), mishear,
                    (lambda line: None) if options.json else show.line)
    number = options.number or script.number or invented_number(script.id)
    platform = Platform(options.url, options.channel, token, options.public_url)
    live = LiveCall(platform, caller, number, dial_status=options.dial,
                    report=lambda text: None if options.json else show.remark(live.now(), text))
    if not options.json:
        print(f"== {script.id}: {number} calls {options.channel} at {options.url}", flush=True)
    reason = await live.run()
    if options.json:
        print_json(record(script, caller, reason, live.sid))
    else:
        show.remark(live.now(), summary(caller, reason))
    return reason in ("hung_up", "put_through", "queued", "ended_by_agent", "handed_over")


async def main(options):
    files = options.files or (sorted(DEMO_CALLS.glob("*.json")) if options.show else [FIRST_CALL])
    executable = find_executable(options.executable)
    scripts = [load(path, executable, options.caller) for path in files]
    token = "" if options.show else find_token(options)
    results = [await call(script, options, token) for script in scripts]
    return 0 if all(results) else 1


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main(arguments())))
    except Trouble as trouble:
        print(f"scripts/call: {trouble}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
