"""`sessions`: many open WebSocket chats, what each costs, and how quick a turn stays while they are open."""

import resource
import time

from chats import Crowd
from measure import read_memory, read_stat, table, write_questions, wrk

PROBE_TURNS_PER_SECOND = 500
PROBE_CONNECTIONS = 25


def open_sessions(gateway, count):
    connection = gateway.connect()
    made = []
    for _ in range(count):
        status, body, _ = connection.request("POST", "/chat/sessions", {"channel": "web", "locale": "de"})
        if status != 201:
            raise RuntimeError(f"POST /chat/sessions: status {status}: {body}")
        made.append((body["session"], body["token"]))
    return made


def settled_memory(gateway):
    """Memory once it has stopped changing, for at most 10 s."""
    last = read_memory(gateway.pid)
    for _ in range(10):
        time.sleep(1)
        now = read_memory(gateway.pid)
        if abs(now["private"] - last["private"]) < 64:
            return now
        last = now
    return last


def probe(bench, gateway, seconds):
    pause = 1000 * PROBE_CONNECTIONS // PROBE_TURNS_PER_SECOND
    return wrk(gateway, "/channels/rest/messages?wait=10", PROBE_CONNECTIONS, seconds,
               write_questions(bench.questions, bench.folder), token=gateway.tokens["chat"], senders=1000,
               prefix="probe", pause_ms=pause)


def sessions(bench):
    count = 500 if bench.quick else bench.options.sessions
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit < count + 200:
        print(f"sessions: only {limit} descriptors are allowed; measuring {limit - 200} chats instead of {count}")
        count = limit - 200
    gateway = bench.gateway()
    seconds = 3 if bench.quick else 15
    # Let allocator, caches and threads reach their working size before the first figure is taken.
    warm = Crowd(gateway.base)
    warm.open(open_sessions(gateway, 100))
    warm.say("Wann habt ihr am Samstag geöffnet?")
    warm.close()
    probe(bench, gateway, 3)
    before = settled_memory(gateway)
    alone = probe(bench, gateway, seconds)
    begin, spent = time.monotonic(), read_stat(gateway.pid)
    made = open_sessions(gateway, count)
    crowd = Crowd(gateway.base)
    crowd.open(made)
    opened, took, cost = settled_memory(gateway), time.monotonic() - begin, read_stat(gateway.pid) - spent
    answered = crowd.say("Wann habt ihr am Samstag geöffnet?")
    after = settled_memory(gateway)
    idle_from, idle_cpu = time.monotonic(), read_stat(gateway.pid)
    time.sleep(5)
    idle = (read_stat(gateway.pid) - idle_cpu) / 1e6 / (time.monotonic() - idle_from)
    crowded = probe(bench, gateway, seconds)
    still = crowd.open_count()
    crowd.close()
    each = {kind: (after[kind] - before[kind]) / count for kind in after}
    table("sessions: open WebSocket chats, each said one thing and was answered", ["what", "value"], [
        ["chats open", still], ["chats that broke", len(crowd.broken)],
        ["every chat answered", "yes" if answered else "no"],
        ["private memory a chat, opened, KiB", (opened["private"] - before["private"]) / count],
        ["private memory a chat, in the end, KiB", each["private"]], ["resident memory a chat, KiB", each["rss"]],
        ["private memory of the gateway, MiB", after["private"] / 1024],
        ["processor while all are idle, % of a core", idle * 100],
        ["opened in, s", took], ["CPU-µs to open a chat", cost / count],
        ["turns a second meanwhile", crowded["per_second"]],
        ["p50 / p99 ms of a turn, no chats open", f"{alone['p50_ms']:.2f} / {alone['p99_ms']:.2f}"],
        ["p50 / p99 ms of a turn, all open", f"{crowded['p50_ms']:.2f} / {crowded['p99_ms']:.2f}"],
        ["faults", alone["refused"] + alone["broken"] + crowded["refused"] + crowded["broken"]],
    ])
    for reason in sorted(set(crowd.broken))[:5]:
        print(f"  broke: {reason} ({crowd.broken.count(reason)} times)")
    bench.save("sessions", {
        "chats": count, "open": still, "broken": len(crowd.broken), "answered": answered, "kib_each": each,
        "memory_before_kib": before, "memory_opened_kib": opened, "memory_after_kib": after, "idle_core": idle,
        "alone": alone, "crowded": crowded})
    bench.stop(gateway)
