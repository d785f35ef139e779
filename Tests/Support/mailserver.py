"""Runs a real Postfix and a real Dovecot on loopback for the end-to-end suites. Standard library only.

Everything lies in one temporary folder: configuration, queue, mailboxes, certificates, logs. Ports are free ones, the
system's own servers and files in /etc are not touched, and what was started is ended by its process id. Postfix has to
be started by root; Debian's packages postfix, dovecot-imapd, dovecot-lmtpd and openssl are needed.

    with MailServer(users={"erika@customer.test": "secret"}, gateway_domain="acme.test") as server:
        server.submission_port, server.imap_port, server.certificate, server.mails("erika@customer.test")
"""

import contextlib
import email
import email.policy
import imaplib
import os
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

from greylist import GreylistPolicy
from mailserver_settings import configure_dovecot, configure_postfix

START_SECONDS_MAX = 20
PROGRAMS = {"postfix": "/usr/sbin/postfix", "postmap": "/usr/sbin/postmap", "dovecot": "/usr/sbin/dovecot",
            "openssl": "/usr/bin/openssl"}


class MailServerFailure(Exception):
    """The servers did not do what every suite needs; the text holds what they said."""


def missing():
    """What keeps the servers from running here; empty when nothing does."""
    lacking = [name for name, path in PROGRAMS.items() if not os.access(path, os.X_OK)]
    if lacking:
        return f"not installed: {', '.join(lacking)} (scripts/setup-system tests)"
    return "" if os.geteuid() == 0 else "Postfix has to be started by root"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """One Postfix with one Dovecot.

    `users` maps mailboxes here to passwords; all may submit and read their mail. Mail for `gateway_domain` goes over
    LMTP to `gateway_lmtp` ("inet:127.0.0.1:PORT" or "unix:/path"), or, without one, into the mailboxes of that domain.
    `aliases` maps further addresses to mailboxes. Addresses for which `greylisted` is true are put off once.
    Authentication-Results in the name of `own_authserv_id` are removed from mail that comes in. `introspection_url`
    says whose an access token is (RFC 7662); with it tokens are taken in place of passwords.
    """

    def __init__(self, users, gateway_domain="acme.test", gateway_lmtp=None, aliases=None, folder=None,
                 message_bytes_max=20_000_000, own_authserv_id=None, introspection_url=None):
        self.users = dict(users)
        self.gateway_domain = gateway_domain
        self.gateway_lmtp = gateway_lmtp
        self.aliases = dict(aliases or {})
        self.message_bytes_max = message_bytes_max
        self.own_authserv_id = own_authserv_id
        self.introspection_url = introspection_url
        self.folder = Path(folder or tempfile.mkdtemp(prefix="mailserver-"))
        self.smtp_port, self.submission_port, self.submissions_port = free_port(), free_port(), free_port()
        self.imap_port, self.imaps_port = free_port(), free_port()
        self.policy = GreylistPolicy(free_port())
        self.postfix = None
        self.dovecot = None

    # -- life ----------------------------------------------------------------------------------------------------

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        if missing():
            raise MailServerFailure(missing())
        self.folder.chmod(0o755)
        self.make_certificate()
        self.policy.start()
        configure_dovecot(self)
        configure_postfix(self)
        try:
            self.start_dovecot()
            self.start_postfix()
        except Exception:
            self.stop()
            raise
        return self

    def stop(self, keep=False):
        self.stop_postfix()
        self.stop_dovecot()
        self.policy.stop()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start_postfix(self):
        config = self.folder / "postfix"
        with open(self.folder / "postfix-start.log", "ab") as log:
            self.postfix = subprocess.Popen(
                [PROGRAMS["postfix"], "-c", str(config), "start-fg"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)
        self.wait_for(self.postfix, [self.smtp_port, self.submission_port, self.submissions_port])

    def stop_postfix(self):
        with contextlib.suppress(OSError, ValueError):
            # What was started is a script; the server it runs has its id here.
            os.kill(int((self.folder / "queue/pid/master.pid").read_text()), signal.SIGTERM)
        end(self.postfix)
        self.postfix = None

    def start_dovecot(self):
        with open(self.folder / "dovecot-start.log", "ab") as log:
            self.dovecot = subprocess.Popen(
                [PROGRAMS["dovecot"], "-F", "-c", str(self.folder / "dovecot.conf")], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        self.wait_for(self.dovecot, [self.imap_port, self.imaps_port])

    def stop_dovecot(self):
        end(self.dovecot)
        self.dovecot = None

    def wait_for(self, process, ports):
        """Waits until every port takes connections. Fails when the process ends before, with its log."""
        deadline = time.monotonic() + START_SECONDS_MAX
        for port in ports:
            while True:
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    raise MailServerFailure("a mail server did not start:\n" + self.logs())
                time.sleep(0.05)

    def logs(self, lines=40):
        """The ends of all logs."""
        texts = []
        for path in sorted(self.folder.glob("*.log")):
            texts.append(f"--- {path.name}\n" + "\n".join(path.read_text(errors="replace").splitlines()[-lines:]))
        return "\n".join(texts)

    # -- use -----------------------------------------------------------------------------------------------------

    @property
    def certificate(self):
        """The authority to trust; the servers' certificate is for `localhost` and 127.0.0.1."""
        return self.folder / "ca.pem"

    def tls(self):
        return ssl.create_default_context(cafile=str(self.certificate))

    def submit(self, user, recipients, message, sender=None):
        """Hands a mail over as `user` does with a mail program."""
        with smtplib.SMTP("localhost", self.submission_port, timeout=20) as client:
            client.starttls(context=self.tls())
            client.login(user, self.users[user])
            return client.sendmail(user if sender is None else sender, recipients, message)

    def mailbox(self, user):
        """An IMAP connection to a mailbox, logged in. To be closed by `logout`."""
        client = imaplib.IMAP4_SSL("localhost", self.imaps_port, ssl_context=self.tls(), timeout=20)
        client.login(user, self.users[user])
        return client

    def mails(self, user, folder="INBOX"):
        """All mails of a folder, oldest first, parsed."""
        client = self.mailbox(user)
        try:
            if client.select(folder, readonly=True)[0] != "OK":
                return []
            _, found = client.uid("SEARCH", "ALL")
            mails = []
            for uid in found[0].split():
                _, parts = client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
                mails.append(email.message_from_bytes(parts[0][1], policy=email.policy.default))
            return mails
        finally:
            client.logout()

    def wait_for_mails(self, user, count, seconds=30, folder="INBOX"):
        """The mails of a folder once there are `count`. Fails with the servers' logs when that takes too long."""
        deadline = time.monotonic() + seconds
        while True:
            mails = self.mails(user, folder)
            if len(mails) >= count:
                return mails
            if time.monotonic() > deadline:
                raise MailServerFailure(f"{user} has {len(mails)} mails, not {count}:\n" + self.logs())
            time.sleep(0.2)

    def flush(self):
        """Lets Postfix try its queue again, now."""
        subprocess.run([PROGRAMS["postfix"], "-c", str(self.folder / "postfix"), "flush"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    # -- settings ------------------------------------------------------------------------------------------------

    def make_certificate(self):
        def openssl(*arguments):
            subprocess.run([PROGRAMS["openssl"], *arguments], cwd=self.folder, check=True, capture_output=True)

        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test authority",
                "-keyout", "ca.key", "-out", "ca.pem", "-addext", "basicConstraints=critical,CA:TRUE")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key",
                "-out", "server.csr")
        (self.folder / "san.cnf").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", "2", "-extfile", "san.cnf", "-out", "server.pem")


def end(process, seconds=15):
    """Ends a server that was started here, and what it started, by its process id."""
    if process is None or process.poll() is not None:
        return
    try:
        process.wait(0.5)
        return
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        # Its own session: the group holds nothing else.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(seconds)
