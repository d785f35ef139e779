"""A greylist for the mail servers that `mailserver.py` runs. Standard library only."""

import contextlib
import socket
import threading


class GreylistPolicy:
    """A policy service of Postfix that puts chosen recipients off the first time (SMTP 450)."""

    def __init__(self, port):
        self.greylisted = set()
        self.put_off = []
        self.port = port
        self.listener = None

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, daemon=True).start()

    def stop(self):
        if self.listener:
            with contextlib.suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None

    def accept(self):
        listener = self.listener
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        with client, client.makefile("rw", newline="\n") as stream:
            asked = {}
            for line in stream:
                line = line.rstrip("\n")
                if line:
                    name, _, value = line.partition("=")
                    asked[name] = value
                    continue
                recipient = asked.get("recipient", "")
                asked = {}
                if recipient in self.greylisted and recipient not in self.put_off:
                    self.put_off.append(recipient)
                    stream.write("action=450 4.2.0 greylisted, try again later\n\n")
                else:
                    stream.write("action=DUNNO\n\n")
                stream.flush()
