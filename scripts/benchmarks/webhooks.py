"""`webhooks`: signed requests in the shape of WhatsApp, verified, mapped and on disk before they are answered.

The raw servers get the same bytes: the payload has the members they read beside those of the platform, which ignores
what it does not know.
"""

import hashlib
import hmac
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import chart
from gateway import DEMO, ROOT
from measure import median, read_stat, table

SCRIPT = Path(__file__).with_name("signed.lua")
CONNECTIONS = [1, 16, 64]
ROUNDS = 3
# More than any round posts to the gateway; the raw servers may get some twice, which is all the same to them.
PAYLOADS = 30_000
SENDERS = 5_000


def body(number, tag, text):
    """One text message as the Cloud API posts it."""
    phone = f"49151{number % SENDERS:08}"
    message = {"from": phone, "id": f"wamid.{tag}{number}", "timestamp": "1760000000", "type": "text",
               "text": {"body": text}}
    value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": "77"},
             "contacts": [{"profile": {"name": "Erika"}, "wa_id": phone}], "messages": [message]}
    return json.dumps({
        "object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
        "sender": phone, "id": message["id"], "text": text}, ensure_ascii=True, separators=(",", ":"))


def prepare(folder, secret, questions):
    """A file of payloads nobody has posted yet."""
    tag = os.urandom(6).hex()
    path = Path(folder) / f"payloads-{tag}.lua"
    with open(path, "w", encoding="ascii") as file:
        file.write("return {\n")
        for number in range(PAYLOADS):
            text = body(number, tag, questions[number % len(questions)])
            signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
            file.write('{"sha256=%s", [==[%s]==]},\n' % (signature, text))
        file.write("}\n")
    return path


def post(target, path, connections, seconds, payloads):
    """Posts for some seconds; figures as `measure.wrk` gives them."""
    with tempfile.NamedTemporaryFile(mode="r", suffix=".json") as result:
        before = read_stat(target.pid)
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "15s", "-s", str(SCRIPT),
             target.base + path, "--", result.name, str(payloads)],
            capture_output=True, text=True, timeout=seconds + 120)
        spent = read_stat(target.pid) - before
        text = Path(result.name).read_text()
    if done.returncode != 0 or not text:
        raise RuntimeError(f"wrk failed: {done.stderr or done.stdout}")
    figures = json.loads(text)
    answered = figures["requests"] - figures["refused"]
    return {"per_second": answered / (figures["duration_us"] / 1e6), "p50_ms": figures["p50_us"] / 1000,
            "p99_ms": figures["p99_us"] / 1000, "cpu_us": spent / answered if answered else None,
            "faults": figures["refused"] + figures["broken"], "repeated": figures["repeated"]}


def configuration(folder, secret):
    """The demo with a WhatsApp channel, whose answers go nowhere: a copy of the kind with an address of this machine."""
    folder = Path(folder) / "configuration"
    shutil.copytree(DEMO, folder)
    shutil.copytree(ROOT / "channels", folder / "channels")
    kind = folder / "channels/whatsapp/channel.yaml"
    text = kind.read_text(encoding="utf-8").replace("https://graph.facebook.com", "{+setting.api}")
    kind.write_text(text.replace("  version:\n", "  api:\n    type: string\n    required: true\n    describes: Where the "
                                 "API is.\n  version:\n", 1), encoding="utf-8")
    file = folder / "switchboard.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("channels:"))
    settings = json.dumps({"app_secret": secret, "verify_token": "v", "access_token": "t", "phone_number_id": "77",
                           "api": "http://127.0.0.1:9"})
    lines.insert(at + 1, f"  - {{ use: whatsapp, name: whatsapp, settings: {settings} }}")
    lines.append("channels_path: channels")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def webhooks(bench):
    secret = secrets.token_hex(16)
    gateway = bench.gateway(config=configuration(bench.fresh_folder("whatsapp"), secret), scopes=("operate",))
    targets = [bench.peer("echo"), bench.peer("durable"), gateway]
    seconds = 2 if bench.quick else 4
    results = []
    known = prepare(bench.folder, secret, bench.questions)
    for connections in CONNECTIONS:
        rounds = {target.name: [] for target in targets}
        for number in range(1 if bench.quick else ROUNDS):
            for target in targets if number % 2 == 0 else reversed(targets):
                payloads = prepare(bench.folder, secret, bench.questions) if target is gateway else known
                path = "/channels/whatsapp" if target is gateway else "/channels/rest/messages"
                rounds[target.name].append(post(target, path, connections, seconds, payloads))
                if target is gateway:
                    payloads.unlink()
        results.append((connections, {name: median(found) for name, found in rounds.items()}))
    rows = []
    for connections, found in results:
        for name, row in found.items():
            rows.append([f"{name}, {connections}", row["per_second"], row["per_second"] / found["echo"]["per_second"],
                         row["p50_ms"], row["p99_ms"], row["cpu_us"], int(row["faults"]), int(row["repeated"])])
    table("webhooks: signed, verified, mapped, on disk, then answered",
          ["program, connections", "per s", "of echo", "p50 ms", "p99 ms", "CPU-µs", "faults", "repeated"], rows)
    bench.save("webhooks", [{"connections": connections, **found} for connections, found in results])
    names = [target.name for target in targets]
    bench.picture("webhooks", chart.grouped_bars(
        "Webhooks per second", "connections", [str(connections) for connections, _ in results],
        {name: [found[name]["per_second"] for _, found in results] for name in names}))
    for target in targets:
        bench.stop(target)
