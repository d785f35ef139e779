"""`mail inspect` and `import mail` on the command line."""

import json
import mailbox

from customer import DOMAIN
from letters import GERMAN


def letter(number, sender):
    return "\r\n".join([
        f"From: Alte Kundin <{sender}>", "To: service@acme.test", "Subject: =?utf-8?q?=C3=9Cber_Alte_Frage?=",
        f"Message-ID: <old{number}.{sender}>", f"Date: Tue, 3 Feb 2026 09:{number:02}:00 +0100", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
        *GERMAN.splitlines(), ""]).encode()


def in_mbox(raw):
    return b"From a@b.test Tue Feb  3 09:00:00 2026\n" + raw.replace(b"\r\n", b"\n") + b"\n"


def inspect(report, company, folder):
    path = folder / "one.eml"
    path.write_bytes(letter(1, f"inspect@{DOMAIN}"))
    done = company.gateway.command("mail", "inspect", str(path))
    seen = json.loads(done.stdout)
    wanted = {"from", "to", "subject", "message_id", "in_reply_to", "references", "date", "language", "reply_text",
              "quoted_text", "signature", "html", "automatic", "bounce", "attachments", "authentication", "problems"}
    report.fact("mail inspect shows what the gateway makes of a mail", wanted <= set(seen)
                and seen["subject"] == "Über Alte Frage" and "wann haben Sie geöffnet?" in seen["reply_text"]
                and seen["language"] == "de" and seen["automatic"] is None, seen)
    box = folder / "two.mbox"
    box.write_bytes(b"".join(in_mbox(letter(number, f"inspect@{DOMAIN}")) for number in (1, 2)))
    lines = company.gateway.command("mail", "inspect", str(box)).stdout.splitlines()
    report.fact("of an mbox it shows each mail",
                [json.loads(line)["message_id"] for line in lines]
                == [f"old{number}.inspect@{DOMAIN}" for number in (1, 2)], lines)
    missing = company.gateway.command("mail", "inspect", str(folder / "none.eml"), check=False)
    report.fact("a file that is not there is an error that names it",
                missing.returncode != 0 and "none.eml" in missing.stderr, missing.stderr)


def imports(report, company, folder):
    sources = folder / "old"
    sources.mkdir()
    (sources / "one.eml").write_bytes(letter(1, f"alt1@{DOMAIN}"))
    box = sources / "many.mbox"
    box.write_bytes(b"".join(in_mbox(letter(number, f"alt2@{DOMAIN}")) for number in range(10, 15)))
    maildir = mailbox.Maildir(folder / "maildir", create=True)
    for number in range(20, 24):
        maildir.add(letter(number, f"alt3@{DOMAIN}"))
    (folder / "maildir" / "tmp" / "unfinished").write_bytes(letter(30, f"alt3@{DOMAIN}"))

    def run(*more):
        done = company.gateway.command(
            "import", "mail", str(sources), str(folder / "maildir"), "--json", *more, check=False)
        return done, [json.loads(line)["outcome"] for line in done.stdout.splitlines() if line.strip()]

    company.at_rest()
    before = company.ledger()["sent"]
    done, outcomes = run("--for-the-record")
    report.fact("import mail takes a file, an mbox and a Maildir while the gateway serves",
                done.returncode == 0 and outcomes == ["taken"] * 10, f"{outcomes} {done.stderr}")
    done, outcomes = run("--for-the-record")
    report.fact("a second run finds them known", done.returncode == 0 and outcomes == ["known"] * 10,
                f"{outcomes} {done.stderr}")
    stored = [letter for number in (1, 2, 3) for letter in company.letters(f"alt{number}@{DOMAIN}")]
    report.fact("each is stored once, with its own date", len(stored) == 10
                and all(item["at"].startswith("2026-02-03T08:") for item in stored), [item["at"] for item in stored])
    company.at_rest()
    report.fact("old mail for the record is answered by nobody", company.ledger()["sent"] == before
                and all(item["handling"]["kind"] == "silent" for item in stored), stored[:2])
