"""`turns`: a question and its durable answer over HTTP. `accept`: a message taken, its turn later."""

import time

import chart
from measure import median, table, wrk, write_questions

CONNECTIONS = [1, 4, 16, 64, 256]
ROUNDS = 3


def compare(bench, targets, path_of, connections, seconds, before=None):
    """Loads the targets turn about, so that all see the same moods of the machine; medians by name."""
    questions = write_questions(bench.questions, bench.folder)
    rounds = {target.name: [] for target in targets}
    for number in range(1 if bench.quick else ROUNDS):
        for target in targets if number % 2 == 0 else reversed(targets):
            if before:
                before(target)
            rounds[target.name].append(wrk(
                target, path_of(target), connections, seconds, questions,
                token=target.tokens["chat"] if target.name == "switchboard" else None))
    return {name: median(found) for name, found in rounds.items()}


def faults(row):
    return int(row["refused"] + row["broken"])


def print_comparison(title, results, names):
    rows = []
    for connections, found in results:
        durable = found["durable"]
        for name in names:
            row = found[name]
            rows.append([
                f"{name}, {connections}", row["per_second"], row["per_second"] / durable["per_second"], row["p50_ms"],
                row["p50_ms"] / durable["p50_ms"], row["p99_ms"], row["cpu_us"], faults(row)])
    table(title, ["program, connections", "per s", "of durable", "p50 ms", "of durable", "p99 ms", "CPU-µs", "faults"],
          rows)


def warm_up(bench, targets, path_of):
    """Lets every sender write once, so that the measured turns are those of customers who are known."""
    questions = write_questions(bench.questions, bench.folder)
    for target in targets:
        wrk(target, path_of(target), 64, 1 if bench.quick else 4, questions,
            token=target.tokens["chat"] if target.name == "switchboard" else None)


def turns(bench):
    def path_of(target):
        return "/channels/rest/messages?wait=10" if target.name == "switchboard" else "/channels/rest/messages"

    targets = [bench.peer("echo"), bench.peer("durable"), bench.gateway()]
    warm_up(bench, targets, path_of)
    seconds = 2 if bench.quick else 5
    results = [(connections, compare(bench, targets, path_of, connections, seconds)) for connections in CONNECTIONS]
    names = [target.name for target in targets]
    print_comparison("turns: question and answer on disk before the answer is given", results, names)
    bench.save("turns", [{"connections": connections, **found} for connections, found in results])
    bench.picture("turns", chart.grouped_bars(
        "Turns per second", "connections", [str(connections) for connections, _ in results],
        {name: [found[name]["per_second"] for _, found in results] for name in names}))
    for target in targets:
        bench.stop(target)


def drained(bench, gateway, seconds=60):
    """Waits until no accepted message waits for its turn any more."""
    connection = gateway.connect()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        status, body, _ = connection.request("GET", "/api/v1/channels", token=gateway.tokens["operate"])
        if status == 200 and sum(item.get("waiting", 0) for item in body["items"]) == 0:
            return True
        time.sleep(0.1)
    return False


def accept(bench):
    """A turn that is refused because too many wait (429) is counted as a fault, not as accepted."""
    def path_of(target):
        return "/channels/rest/messages"

    targets = [bench.peer("durable"), bench.gateway(scopes=("chat", "operate"))]
    warm_up(bench, targets, path_of)
    gateway = targets[-1]
    found = compare(bench, targets, path_of, 64, 2 if bench.quick else 4, before=lambda _: drained(bench, gateway))
    print_comparison("accept: message on disk, 202, its turn later", [(64, found)], [t.name for t in targets])
    bench.save("accept", found)
    for target in targets:
        bench.stop(target)
