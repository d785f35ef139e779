"""`knowledge`: the best five of 1,000, 10,000 and 100,000 passages, in one process, without HTTP."""

import json
import subprocess

from measure import table

SIZES = [1_000, 10_000, 100_000]


def knowledge(bench):
    sizes = SIZES[:2] if bench.quick else SIZES
    rows, figures = [], []
    for size in sizes:
        done = subprocess.run(
            [str(bench.peer_executable), "knowledge", "--passages", str(size),
             "--queries", "200" if bench.quick else "2000"],
            capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise RuntimeError(f"switchboard-bench knowledge: {done.stderr.strip()}")
        found = json.loads(done.stdout)
        figures.append(found)
        rows.append([size, found["cpu_ms"], found["p50_ms"], found["p99_ms"], found["build_s"], found["memory_mib"]])
    table("knowledge: top 5", ["passages", "CPU-ms a query", "p50 ms", "p99 ms", "index built in s", "MiB"], rows)
    bench.save("knowledge", figures)
