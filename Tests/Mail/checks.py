"""`doctor` against the company's mail servers: as configured, and with a mistake in each place."""

import json
import subprocess

from company import CONFIGURATION, CHANNEL
from customer import PASSWORD
from gateway import DEMO, ROOT


def doctor(report, executable, folder, server, address):
    """What the doctor says of one e-mail channel that sends through Postfix and reads at Dovecot."""
    folder.mkdir()

    def findings(**changes):
        place = {"host": "localhost", "user": address, "password": PASSWORD, "ca_file": str(server.certificate)}
        settings = {"address": address, "smtp": {**place, "port": server.submission_port},
                    "imap": {**place, "port": server.imaps_port}}
        for key, change in changes.items():
            settings[key] = {name: value for name, value in {**settings[key], **change}.items() if value is not None}
        config = folder / "switchboard.yaml"
        config.write_text(CONFIGURATION.format(demo=DEMO, root=ROOT, channel=CHANNEL, settings=json.dumps(settings)))
        done = subprocess.run([executable, "doctor", "--json", "--config", str(config), "--data", str(folder / "data")],
                              capture_output=True, text=True, timeout=120)
        checks = [item for item in json.loads(done.stdout)["checks"] if item["check"].startswith(CHANNEL)]
        return done.returncode, {item["check"].split()[-1]: item for item in checks}

    code, found = findings()
    report.fact("the doctor finds mail servers that can be used", {item["verdict"] for item in found.values()} == {"ok"}
                and set(found) == {"smtp", "imap"}, found)
    code, found = findings(smtp={"password": "falsch"}, imap={"password": "falsch"})
    report.fact("a wrong password is found, with the mend and without the password",
                code == 1 and all(found[key]["verdict"] == "fail" and "password" in found[key]["detail"]
                                  and "falsch" not in found[key]["detail"] for key in ("smtp", "imap")), found)
    code, found = findings(smtp={"ca_file": None}, imap={"ca_file": None})
    report.fact("a certificate nobody here trusts is found",
                all(found[key]["verdict"] == "fail" and "ca_file" in found[key]["detail"] for key in ("smtp", "imap")),
                found)
    code, found = findings(imap={"folders": ["INBOX", "Gibtsnicht"]})
    checks = found["imap"]
    report.fact("a folder that is not there is found", checks["verdict"] == "fail" and "Gibtsnicht" in checks["detail"],
                found)
