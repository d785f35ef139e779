"""A call in real time: the caller on one side, a running gateway on the other."""

import asyncio
import json
import secrets
import time

from relay import Trouble
from websocket import Refused

RECONNECT_PAUSE_SECONDS = 0.3
ACCOUNT = "AC" + "0" * 32


class LiveCall:
    """Places one call, leads it to its end and follows what TwiML says afterwards."""

    def __init__(self, platform, caller, number, report=lambda text: None, dial_status="completed", sid=None,
                 called="+4972112345"):
        self.platform = platform
        self.caller = caller
        self.number = number
        self.report = report
        self.dial_status = dial_status
        self.called = called
        self.sid = sid or "CA" + secrets.token_hex(16)
        self.socket = None
        self.wants = {}
        self.timer = None
        self.over = None
        self.frames_sent = 0
        self.lateness = 0.0  # of our own timers, the worst, in seconds
        self.on_frame = None  # told of each frame and the time, before the caller is
        self.on_send = None
        self.began = 0.0

    def now(self):
        return time.monotonic()

    def form(self, **more):
        return {"CallSid": self.sid, "AccountSid": ACCOUNT, "From": self.number, "To": self.called,
                "CallStatus": "in-progress", "Direction": "inbound", **more}

    async def run(self):
        """Leads the call to its end; returns why it ended."""
        verbs = await self.platform.post(self.platform.address("voice"), self.form())
        self.began = self.now()
        reason = "hung_up"
        while True:
            relay = next((verb for verb in verbs if verb.name == "Relay"), None)
            if relay is None:
                return await self.follow(verbs, reason)
            self.wants = relay.attributes
            reason = await self.session(relay)
            if reason in ("hung_up", "too_long"):
                await self.after(CallStatus="completed", SessionStatus="ended")
                return reason
            if reason == "lost":
                self.report("the connection to the gateway was lost; the platform asks what follows")
                await asyncio.sleep(RECONNECT_PAUSE_SECONDS)
                verbs = await self.after(ErrorCode="64105", ErrorMessage="WebSocket closed", SessionStatus="failed")
            else:
                more = {"HandoffData": self.caller.handoff} if self.caller.handoff else {}
                verbs = await self.after(SessionStatus="ended", **more)

    async def after(self, **fields):
        action = self.wants.get("action")
        return await self.platform.post(action, self.form(**fields)) if action else []

    async def follow(self, verbs, reason):
        """What the platform does when no relay follows."""
        for verb in verbs:
            if verb.name == "Reject":
                self.report("the line is busy")
                return "busy"
            if verb.name == "Say":
                self.report(f"said: {verb.text}")
            elif verb.name == "Dial":
                self.report(f"put through to {verb.text}")
                if verb.attributes.get("action"):
                    self.wants = {"action": verb.attributes["action"]}
                    verbs = await self.after(DialCallStatus=self.dial_status)
                    await self.follow(verbs, reason)
                await self.after(CallStatus="completed")
                return "put_through"
            elif verb.name == "Enqueue":
                self.report(f"put into the queue {verb.text or verb.attributes.get('workflowSid', '')}")
                return "queued"
        return reason

    async def session(self, relay):
        """One socket, from setup to its end."""
        self.over = asyncio.get_running_loop().create_future()
        try:
            self.socket = await self.platform.connect(
                relay.attributes["url"], self.received, lambda: self.finish("lost"))
        except Refused as refused:
            if refused.status == 403:
                raise Trouble(self.platform.reason(403, "")) from None
            raise Trouble(f"the gateway refused the call's socket: {refused}") from None
        except (OSError, TimeoutError) as error:
            raise Trouble(f"the gateway at {self.platform.url} cannot be reached any more ({error})") from None
        self.send({"type": "setup", "sessionId": "VX" + secrets.token_hex(16), "callSid": self.sid,
                   "from": self.number, "to": self.called, "direction": "inbound", "customParameters": {}})
        self.caller.begin(self.wants, self.now())
        self.turn()
        try:
            return await self.over
        finally:
            if self.timer:
                self.timer.cancel()
            self.socket.close()

    def received(self, raw):
        now = self.now()
        try:
            frame = json.loads(raw)
        except ValueError:
            return self.report("the gateway sent something that is no JSON")
        if self.on_frame:
            self.on_frame(frame, now)
        self.caller.frame(frame, now)
        self.turn()

    def turn(self, due=None):
        """Lets the caller act, and wakes again when they want to."""
        now = self.now()
        if due is not None:
            self.lateness = max(self.lateness, now - due)
        self.caller.advance(now)
        outbox, self.caller.outbox = self.caller.outbox, []
        for frame in outbox:
            self.send(frame)
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if self.caller.ended:
            return self.finish(self.caller.ended)
        due = self.caller.due
        if due is not None and not self.over.done():
            loop = asyncio.get_running_loop()
            self.timer = loop.call_later(max(0.001, due - now), self.turn, due)

    def send(self, frame):
        self.frames_sent += 1
        if self.on_send:
            self.on_send(frame, self.now())
        self.socket.send(json.dumps(frame, ensure_ascii=False))

    def finish(self, reason):
        if not self.over.done():
            if reason == "lost":
                self.caller.lost(self.now())
            self.over.set_result(reason)

    def drop(self):
        """The line between platform and gateway breaks."""
        self.socket.drop()
