"""`start`: from the start of the process to the line `ready`, and what an idle gateway weighs."""

import statistics
import time

from gateway import Gateway
from measure import read_memory, table


def start_times(bench, data, times):
    found = []
    for _ in range(times):
        gateway = Gateway(bench.gateway_executable, data, arguments=["--log-level", "error"])
        gateway.start()
        found.append(gateway.ready_seconds)
        gateway.stop()
    return statistics.median(found)


def start(bench):
    data = bench.fresh_folder("start")
    times = 3 if bench.quick else 7
    rows = [["start to ready, demo company, empty store, s", start_times(bench, data, times)]]
    gateway = bench.gateway(data=data)
    time.sleep(3)
    memory = read_memory(gateway.pid)
    bench.stop(gateway)
    rows += [["resident memory idle, MiB", memory["rss"] / 1024],
             ["private memory idle, MiB", memory["private"] / 1024]]
    figures = {"ready_s": rows[0][1], "memory_kib": memory}
    if bench.grown:
        figures["ready_grown_s"] = start_times(bench, bench.grown, times)
        rows.append(["start to ready, grown store, s", figures["ready_grown_s"]])
    table("start: process start to ready, idle memory", ["what", "value"], rows)
    bench.save("start", figures)
