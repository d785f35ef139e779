"""What is read off a running program: processor time, memory, and what wrk saw of it."""

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

TICK_US = 1_000_000 // os.sysconf("SC_CLK_TCK")
SCRIPT = Path(__file__).with_name("post.lua")


def read_stat(pid):
    """Processor time of a process so far, in microseconds; its ticks are 10 ms, so measure over seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK_US


def read_memory(pid):
    """Resident, proportional and private memory of a process, in KiB."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, _, rest = line.partition(":")
        found[name] = int(rest.split()[0])
    return {"rss": found["Rss"], "pss": found["Pss"],
            "private": found["Private_Clean"] + found["Private_Dirty"]}


def write_questions(questions, folder):
    """The texts to post, as JSON strings in a Lua table."""
    path = Path(folder) / "questions.lua"
    quoted = ",\n".join("  [==[" + json.dumps(question, ensure_ascii=False) + "]==]" for question in questions)
    path.write_text("return {\n" + quoted + "\n}\n", encoding="utf-8")
    return path


def wrk(target, path, connections, seconds, questions, token=None, senders=5000, prefix="s", spread="turn",
        pause_ms=0):
    """Posts chat messages with unique ids for some seconds and returns what happened.

    `spread` says how senders are chosen: in turn, or at random among all of them. Latencies are in milliseconds,
    processor time in microseconds for each answered request.
    """
    with tempfile.NamedTemporaryFile(mode="r", suffix=".json") as result:
        before = read_stat(target.pid)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "15s", "-s", str(SCRIPT),
                   target.base + path, "--", result.name, str(questions), token or "", prefix, str(senders), spread,
                   str(pause_ms), os.urandom(4).hex()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
        spent = read_stat(target.pid) - before
        text = Path(result.name).read_text()
    if done.returncode != 0 or not text:
        raise RuntimeError(f"wrk failed: {done.stderr or done.stdout}")
    figures = json.loads(text)
    answered = figures["requests"] - figures["refused"]
    seconds = figures["duration_us"] / 1e6
    return {
        "connections": connections, "per_second": answered / seconds, "p50_ms": figures["p50_us"] / 1000,
        "p90_ms": figures["p90_us"] / 1000, "p99_ms": figures["p99_us"] / 1000, "max_ms": figures["max_us"] / 1000,
        "cpu_us": spent / answered if answered else None, "requests": figures["requests"],
        "refused": figures["refused"], "broken": figures["broken"],
    }


def median(rounds):
    """The median of each figure over some rounds."""
    joined = {}
    for key in rounds[0]:
        values = [one[key] for one in rounds if one[key] is not None]
        joined[key] = statistics.median(values) if values else None
    return joined


def table(title, columns, rows):
    """Prints a table; cells are texts or numbers."""
    def shown(cell):
        if cell is None:
            return "-"
        if isinstance(cell, float):
            return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.3g}"
        return f"{cell:,}" if isinstance(cell, int) else str(cell)

    cells = [columns] + [[shown(cell) for cell in row] for row in rows]
    widths = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        print("  " + "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths))))
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))
