"""Many callers of the benchmark `phone` in one process: takes what to do as JSON on stdin, says what happened on stdout.

It measures its own lateness too, and beside each final prompt sends the same text to a raw echo: what is late here is
late in both.
"""

import asyncio
import json
import sys
import time
import urllib.parse
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "caller"))
from caller import Caller, Manner  # noqa: E402
from live import LiveCall  # noqa: E402
from relay import Platform  # noqa: E402
from script import of_call  # noqa: E402
from websocket import open_socket  # noqa: E402

LAG_EVERY_SECONDS = 0.01
OPENED_AT_A_TIME = 25


class Line:
    """One call, and what was measured of it."""

    def __init__(self, number, job, crowd):
        self.number = number
        self.crowd = crowd
        script = of_call(job["call"], job["name"])
        self.marker = job["marker"]
        first = script.utterances[0]
        text = f"{first.text} {job['phrase'].format(self.marker)}".strip()
        marked = replace(first, text=text, truth=text, seconds=first.seconds + 1)
        script = replace(script, utterances=(marked, *script.utterances[1:]), number=job["number"])
        self.caller = Caller(script, Manner(duration_max_s=job["seconds_max"], patience_s=6))
        self.live = LiveCall(crowd.platform, self.caller, job["number"], sid=job["sid"])
        self.live.on_frame = self.hears
        self.live.on_send = self.sends
        self.heard = []
        self.first_tokens = []
        self.asked_at = None
        self.cut_at = None
        self.cuts = []
        self.foreign = []
        self.error = None
        self.reason = None

    def sends(self, frame, now):
        if frame["type"] == "prompt" and frame["last"]:
            self.asked_at, self.cut_at = now, None
            self.crowd.echo(frame["voicePrompt"])
        elif frame["type"] == "interrupt":
            self.cut_at = now
            self.cuts.append({"at": time.time(), "last_after_ms": 0.0, "tokens_after": 0})

    def hears(self, frame, now):
        if frame.get("type") != "text":
            return
        token = frame["token"]
        self.heard.append(token)
        self.foreign += [word for word in token.lower().replace(".", " ").split()
                         if word in self.crowd.markers and word != self.marker]
        if self.asked_at is not None:
            self.first_tokens.append(1000 * (now - self.asked_at))
            self.asked_at = None
        if self.cut_at is not None:
            self.cuts[-1]["last_after_ms"] = 1000 * (now - self.cut_at)
            self.cuts[-1]["tokens_after"] += 1

    async def run(self, delay):
        await asyncio.sleep(delay)
        try:
            async with self.crowd.gate:
                self.crowd.begun += 1
            self.reason = await self.live.run()
        except Exception as error:
            self.error = repr(error)

    def result(self):
        return {"number": self.live.number, "marker": self.marker, "heard": self.heard, "cuts": self.cuts,
                "first_tokens_ms": self.first_tokens, "asked": len(self.caller.questions), "reason": self.reason,
                "error": self.error, "foreign": self.foreign}


class Crowd:
    def __init__(self, work):
        self.work = work
        self.platform = Platform(work["base"], work["channel"], work["token"], work["public_url"])
        self.markers = set(work["markers"])
        self.gate = asyncio.Semaphore(OPENED_AT_A_TIME)
        self.begun = 0
        self.lags = []
        self.echo_socket = None
        self.echo_sent = []
        self.echo_ms = []

    def echo(self, text):
        self.echo_sent.append(time.monotonic())
        self.echo_socket.send(text)

    def echoed(self, _):
        self.echo_ms.append(1000 * (time.monotonic() - self.echo_sent[len(self.echo_ms)]))

    async def watch_lag(self):
        while True:
            before = time.monotonic()
            await asyncio.sleep(LAG_EVERY_SECONDS)
            self.lags.append(1000 * (time.monotonic() - before - LAG_EVERY_SECONDS))

    async def run(self):
        parts = urllib.parse.urlsplit(self.work["echo"])
        self.echo_socket = await open_socket(parts, "/", {}, self.echoed, lambda: None)
        lines = [Line(number, job, self) for number, job in enumerate(self.work["jobs"])]
        watch = asyncio.create_task(self.watch_lag())
        await asyncio.gather(*(line.run(job["delay"]) for line, job in zip(lines, self.work["jobs"])))
        watch.cancel()
        self.echo_socket.close()
        return {"calls": [line.result() for line in lines], "lags_ms": self.lags, "echo_ms": self.echo_ms,
                "cpu_s": time.process_time()}


async def main():
    return await Crowd(json.load(sys.stdin)).run()


if __name__ == "__main__":
    json.dump(asyncio.run(main()), sys.stdout)
