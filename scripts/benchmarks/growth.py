"""`growth`: the same turns in a store with 1,000 and with 1,000,000 customers.

One conversation is written by the gateway itself; SQL then copies it to every further customer with a name, an address
and ids of its own, ten events or more each. So the benchmark follows the store's schema instead of repeating it.
"""

import os
import sqlite3
import time

from measure import median, table, write_questions, wrk

SMALL = 1_000
CHUNK = 20_000
CONNECTIONS = 16
ROUNDS = 5
PREFIX = "grown"


def seed(bench, data):
    """Lets the gateway write one whole conversation of the first customer."""
    gateway = bench.gateway(data=data)
    connection = gateway.connect()
    # Questions of different articles: who asks the same thing again and again is handed to a human.
    for number, question in enumerate(bench.questions[::len(bench.questions) // 3][:3]):
        status, body, _ = connection.request(
            "POST", "/channels/rest/messages?wait=10",
            {"sender": f"{PREFIX}{1:07d}", "id": f"seed-{number}", "text": question}, gateway.tokens["chat"])
        if status != 200 or body["owner"] != "agent":
            raise RuntimeError(f"the first conversation did not stay with the agent: {status} {body}")
    bench.stop(gateway)


def columns(database, name):
    return [row[1] for row in database.execute(f"PRAGMA table_info({name})")]


def copy(database, name, replaced, where):
    """INSERT … SELECT that copies the rows of the first conversation to each `k` of the chunk.

    They are taken aside first: not every table can find them by an index, and they are looked up once for each `k`.
    """
    names = columns(database, name)
    chosen = ", ".join(replaced.get(column, f"o.{column}") for column in names)
    database.execute(f"CREATE TEMP TABLE IF NOT EXISTS first_{name} AS SELECT * FROM {name} o WHERE {where}")
    database.execute(
        f"INSERT INTO {name} ({', '.join(names)}) SELECT {chosen} FROM chunk CROSS JOIN first_{name} o ORDER BY k")


def fill(data, customers):
    """Copies the first customer until there are so many. Returns the number of events in the store."""
    database = sqlite3.connect(next(data.glob("*.db")))
    for pragma in ("synchronous = OFF", "temp_store = MEMORY", "cache_size = -1000000", "foreign_keys = OFF",
                   "wal_autocheckpoint = 100000"):
        database.execute(f"PRAGMA {pragma}")
    customer, conversation = database.execute("SELECT customer, id FROM conversations ORDER BY id LIMIT 1").fetchone()
    address = f"printf('{PREFIX}%07d', k)"
    database.execute("CREATE TEMP TABLE chunk (k INTEGER PRIMARY KEY)")
    for begin in range(2, customers + 1, CHUNK):
        database.execute("DELETE FROM chunk")
        database.executemany("INSERT INTO chunk VALUES (?)",
                             ((k,) for k in range(begin, min(begin + CHUNK, customers + 1))))
        copy(database, "customers", {"id": f"{customer} + k - 1"}, f"o.id = {customer}")
        copy(database, "conversations", {
            "id": f"{conversation} + k - 1", "customer": f"{customer} + k - 1", "address": address},
            f"o.id = {conversation}")
        copy(database, "handles", {
            "address": address, "customer": f"{customer} + k - 1", "conversation": f"{conversation} + k - 1"},
            f"o.conversation = {conversation}")
        copy(database, "events", {
            "conversation": f"{conversation} + k - 1",
            "body": f"CASE WHEN o.seq = 1 THEN replace(replace(o.body, '\"u{customer}\"', "
                    f"'\"u' || ({customer} + k - 1) || '\"'), '{PREFIX}{1:07d}', {address}) ELSE o.body END"},
            f"o.conversation = {conversation}")
        copy(database, "inbox", {
            "address": address, "conversation": f"{conversation} + k - 1"}, f"o.conversation = {conversation}")
        copy(database, "outbox", {"conversation": f"{conversation} + k - 1"}, f"o.conversation = {conversation}")
        database.commit()
    database.execute("UPDATE ledger SET received = received * ?, sent = sent * ?", (customers, customers))
    database.execute("ANALYZE")
    database.commit()
    events = database.execute("SELECT count(*) FROM events").fetchone()[0]
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    flush(data)
    return events


def flush(data):
    """Brings the copies to the disk, or the gateway's first flush would wait for all of them."""
    for path in data.glob("*.db*"):
        with open(path, "rb+") as file:
            os.fsync(file.fileno())


def growth(bench):
    large = 20_000 if bench.quick else bench.options.customers
    stores = []
    for customers in (SMALL, large):
        data = bench.fresh_folder("growth")
        seed(bench, data)
        begin = time.monotonic()
        events = fill(data, customers)
        size = sum(path.stat().st_size for path in data.glob("*.db*"))
        print(f"growth: {customers:,} customers, {events:,} events, {size / 1e9:.2f} GB, "
              f"filled in {time.monotonic() - begin:.0f} s")
        stores.append((customers, events, data))
    targets = [(customers, events, bench.gateway(data=data)) for customers, events, data in stores]
    questions = write_questions(bench.questions, bench.folder)
    rounds = {customers: [] for customers, _, _ in targets}
    for number in range(1 + (2 if bench.quick else ROUNDS)):
        for customers, _, gateway in targets if number % 2 == 0 else reversed(targets):
            found = wrk(gateway, "/channels/rest/messages?wait=10", CONNECTIONS, 2 if bench.quick else 5, questions,
                        token=gateway.tokens["chat"], senders=customers, prefix=PREFIX, spread="random")
            # The first round only warms caches and is not counted.
            if number > 0:
                rounds[customers].append(found)
    medians = {customers: median(found) for customers, found in rounds.items()}
    base = medians[SMALL]
    table(f"growth: turns of random known customers, {CONNECTIONS} connections",
          ["customers", "events", "per s", "p50 ms", "ratio", "p99 ms", "ratio", "CPU-µs", "faults"],
          [[customers, events, row["per_second"], row["p50_ms"], row["p50_ms"] / base["p50_ms"], row["p99_ms"],
            row["p99_ms"] / base["p99_ms"], row["cpu_us"], int(row["refused"] + row["broken"])]
           for customers, events, _ in targets for row in [medians[customers]]])
    bench.save("growth", [{"customers": customers, "events": events, **medians[customers]}
                          for customers, events, _ in targets])
    for _, _, gateway in targets:
        bench.stop(gateway)
    bench.grown = stores[-1][2]
