"""The application that a `rest` channel calls back: checks signatures, remembers what came, misbehaves a little."""

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET_BYTES = bytes((index * 37 + 251) % 256 for index in range(32))
SECRET = "whsec_" + base64.b64encode(SECRET_BYTES).decode()


class Receiver:
    """Listens on a free loopback port. Of first attempts, some are refused, some are cut off once they were read."""

    def __init__(self, random):
        self.random = random
        self.lock = threading.Lock()
        self.bodies = {}
        self.faults = []
        self.refused = 0
        self.cut = 0
        self.repeated = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outer.take(self)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/callback"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def take(self, request):
        try:
            length = int(request.headers.get("Content-Length", 0))
            body = request.rfile.read(length)
        except OSError:
            return
        if len(body) < length:  # The gateway was killed while it sent: nothing a receiver would act on.
            request.close_connection = True
            return
        name = request.headers.get("webhook-id", "")
        moment = request.headers.get("webhook-timestamp", "")
        digest = hmac.new(SECRET_BYTES, f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
        wanted = "v1," + base64.b64encode(digest).decode()
        with self.lock:
            if wanted not in request.headers.get("webhook-signature", "").split(" "):
                self.faults.append(f"{name}: the signature is wrong")
            first = name not in self.bodies
            draw = self.random.random()
            if first and draw < 0.03:
                self.refused += 1
                self.answer(request, 503)
                return
            if not first:
                self.repeated += 1
                if self.bodies[name] != body:
                    self.faults.append(f"{name}: repeated with another body")
            self.bodies[name] = body
            if first and draw < 0.06:
                self.cut += 1
                request.close_connection = True
                request.connection.close()
                return
        self.answer(request, 204)

    @staticmethod
    def answer(request, status):
        try:
            request.send_response(status)
            request.send_header("Content-Length", "0")
            request.end_headers()
        except OSError:
            pass

    def by_message(self):
        """What came, by conversation and sequence: each with the ids it came under and its text."""
        found = {}
        with self.lock:
            for name, body in self.bodies.items():
                data = json.loads(body)["data"]
                key = (data["conversation"], data["message"]["seq"])
                found.setdefault(key, []).append((name, data["message"]["text"]))
        return found
