"""A provider of access tokens on loopback, and Dovecot asking it who they belong to."""

import http.server
import json
import threading
import urllib.parse

from company import until
from customer import Customer
from letters import GERMAN

SECRET = "geheim"


class Provider:
    """Gives a new token for each use of the newest refresh token, and tells Dovecot whose a token is."""

    def __init__(self, user):
        self.user = user
        self.refresh = 1
        self.tokens = set()
        self.is_closed = False
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                fields = dict(urllib.parse.parse_qsl(
                    self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()))
                status, answer = provider.answer(self.path, fields)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path, fields):
        if path == "/introspect":
            known = fields.get("token") in self.tokens
            return 200, {"active": True, "username": self.user} if known else {"active": False}
        if self.is_closed or fields.get("refresh_token") != f"r{self.refresh}" or fields.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant", "error_description": "the token is none"}
        self.refresh += 1
        token = f"t{self.refresh}"
        self.tokens.add(token)
        return 200, {"token_type": "Bearer", "access_token": token, "expires_in": 3600,
                     "refresh_token": f"r{self.refresh}"}

    def settings(self):
        return {"token_url": f"http://127.0.0.1:{self.port}/token", "client_id": "switchboard",
                "client_secret": SECRET, "refresh_token": "r1"}

    def stop(self):
        self.server.shutdown()


def signing_in(report, company, server, provider):
    """A mailbox and a submission server that know no password of ours: only tokens, each had for a new refresh token."""
    customer = Customer(server)
    customer.write(company.address, "Mit Token", GERMAN)
    customer.wait(1)
    report.fact("with a token of the provider mail is read and answered", provider.refresh == 2, provider.refresh)
    company.gateway.stop()
    company.start()
    customer.write(company.address, "Nach dem Neustart", GERMAN)
    customer.wait(2)
    report.fact("after a restart the newest refresh token is used", provider.refresh == 3, provider.refresh)
    provider.is_closed = True
    done = company.gateway.command("doctor", check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("fail") and "refresh_token" in line]
    report.fact("a permission that ended is found by the doctor, with the mend", len(lines) == 2, done.stdout)
    company.gateway.stop()
    company.start()
    until(lambda: "invalid_grant" in company.gateway.tail(200), "an error in the log")
    report.fact("and is an error in the log, without secrets", SECRET not in company.gateway.tail(200))
    provider.is_closed = False
    customer.write(company.address, "Wieder erlaubt", GERMAN)
    customer.wait(3, 120)
    report.fact("once it is given again mail goes on", True)
