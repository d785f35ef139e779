"""Customers and operators who write while the gateway dies under them, and who remember what they were promised."""

import threading
import time

MESSAGES_PER_SENDER_MAX = 30


class Writer:
    """Somebody who sends texts one after another and repeats what was not acknowledged, under the same id."""

    def __init__(self, name, random):
        self.name = name
        self.random = random
        self.sent = []
        self.acknowledged = {}
        self.outstanding = None
        self.faults = []
        self.duplicates = 0

    def next_item(self, text):
        if self.outstanding is None:
            identifier = f"{self.name}-{len(self.sent) + 1}"
            self.outstanding = (identifier, text)
            self.sent.append(self.outstanding)
        return self.outstanding

    def promised(self, identifier, seq):
        """The gateway acknowledged a message; what it said before about the same one must still hold."""
        before = self.acknowledged.setdefault(identifier, seq)
        if before != seq:
            self.faults.append(f"{identifier} was acknowledged as {before}, then as {seq}")
        if self.outstanding and self.outstanding[0] == identifier:
            self.outstanding = None


class Customer(Writer):
    """A sender on a channel of kind `rest`. Now and then an acknowledged message is delivered once more, even long
    after later ones, as platforms do."""

    def __init__(self, name, channel, questions, random):
        super().__init__(name, random)
        self.channel = channel
        self.questions = questions

    def post(self, connection, token, identifier, text):
        wait = "?wait=10" if self.random.random() < 0.6 else ""
        status, body, headers = connection.request(
            "POST", f"/channels/{self.channel}/messages{wait}", {"sender": self.name, "id": identifier, "text": text},
            token)
        if status in (200, 202):
            self.promised(identifier, body["accepted"]["seq"])
            if status == 200 and not body["messages"] and body["owner"] == "agent":
                self.faults.append(f"{identifier}: waited for an answer and got none")
            return True
        if status in (429, 503):
            time.sleep(min(float(headers.get("Retry-After") or 0.2), 0.2))
            return False
        self.faults.append(f"{identifier}: status {status}: {body}")
        return False

    def step(self, connection, token):
        if self.acknowledged and self.outstanding is None and self.random.random() < 0.15:
            old = self.random.choice(self.sent)
            if old[0] in self.acknowledged:
                self.duplicates += 1
                self.post(connection, token, *old)
                return
        number = len(self.sent) + 1
        text = f"{self.random.choice(self.questions)} [{self.name}-{number}]"
        self.post(connection, token, *self.next_item(text))

    @property
    def is_full(self):
        return len(self.sent) >= MESSAGES_PER_SENDER_MAX and self.outstanding is None


class Operator(Writer):
    """A human who took one conversation over and writes in it through the operator API."""

    def __init__(self, name, conversation, random):
        super().__init__(name, random)
        self.conversation = conversation

    def step(self, connection, token):
        identifier, text = self.next_item(f"Antwort {len(self.sent) + 1} von {self.name}")
        status, body, _ = connection.request(
            "POST", f"/api/v1/conversations/{self.conversation}/messages", {"id": identifier, "text": text}, token)
        if status == 201:
            self.promised(identifier, body["seq"])
        elif status not in (429, 503):
            self.faults.append(f"{identifier}: status {status}: {body}")

    @property
    def is_full(self):
        return len(self.sent) >= MESSAGES_PER_SENDER_MAX and self.outstanding is None


class Load:
    """Threads that let writers write until the gateway is gone or they are told to stop."""

    def __init__(self, gateway, tokens, pause_seconds=0.002):
        self.gateway = gateway
        self.tokens = tokens
        self.pause = pause_seconds
        self.stopping = threading.Event()
        self.threads = []

    def start(self, writers_of_thread):
        """`writers_of_thread` holds one list of writers for each thread; the thread takes turns among its own."""
        for writers in writers_of_thread:
            thread = threading.Thread(target=self.work, args=(writers,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def work(self, writers):
        connection = self.gateway.connect(seconds=20)
        while not self.stopping.is_set():
            left = [writer for writer in writers if not writer.is_full]
            if not left:
                return
            writer = left[0].random.choice(left)
            try:
                writer.step(connection, self.tokens[type(writer)])
            except Exception:
                # The connection is gone, and with it the answer: the message stays outstanding.
                if not self.gateway.is_running():
                    return
                self.stopping.wait(0.05)
            self.stopping.wait(self.pause)

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(30)
