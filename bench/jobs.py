"""How much quicker two processes are than one on many essays, and whether a process grows with the essays it has seen.

    python bench/jobs.py [--essays N] [--quick] [--jobs N]

The essays are those of `fixtures/clean`, again and again, each copy with a sentence of its own in every paragraph, so that nothing
that is kept of one serves another. Wall-clock time says something only on a machine that does nothing else; beside it stands what
the times of the processes themselves allow: all the processor time of one process over that of the busiest path of several.
Needs /proc (Linux).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CLEAN = Path(__file__).parent.parent / "fixtures" / "clean"
TICK = os.sysconf("SC_CLK_TCK")


class Sample(NamedTuple):
    """A process at a moment: seconds of processor, resident megabytes, of these its own."""

    cpu: float
    resident: float
    own: float


def tile(folder: Path, many: int) -> int:
    """Write the essays; how many words they have."""
    sources = [path for path in sorted(CLEAN.iterdir()) if path.suffix in (".md", ".txt")]
    words = 0
    for number in range(many):
        source = sources[number % len(sources)]
        blocks = source.read_text(encoding="utf-8").split("\n\n")
        text = "\n\n".join(block if block.startswith(("#", "|", ">")) else f"{block.rstrip()} That was in copy {number}." for block in blocks)
        words += len(text.split())
        (folder / f"{number:05}{source.suffix}").write_text(text, encoding="utf-8")
    return words


def sample(pid: int) -> Sample | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        return Sample((int(stat[11]) + int(stat[12])) / TICK, int(lines["VmRSS"].split()[0]) / 1024, int(lines["RssAnon"].split()[0]) / 1024)
    except (OSError, KeyError, IndexError):
        return None


def children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def measure(folder: Path, jobs: int, quick: bool) -> tuple[float, float, float]:
    """Wall seconds, seconds of the busiest path, seconds of all; prints the memory of each process over time."""
    command = [sys.executable, "-P", "-m", "essaylint", "check", str(folder), "--isolated", "--no-cache", "--exit-zero", "-q",
               "--output-format", "jsonl", "-o", os.devnull, "--jobs", str(jobs), *(["--quick"] if quick else [])]  # fmt: skip
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    seen: dict[int, list[Sample]] = {}
    while process.poll() is None:
        for pid in (process.pid, *children(process.pid)):
            if found := sample(pid):
                seen.setdefault(pid, []).append(found)
        time.sleep(0.1)
    wall = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"essaylint ended with {process.returncode}")
    workers = []
    for pid, samples in seen.items():
        marks = [samples[len(samples) * part // 8] for part in range(1, 8)] + [samples[-1]]
        name = "main" if pid == process.pid else "worker"
        shown = " ".join(f"{one.own:.0f}" for one in marks)
        print(f"  jobs {jobs} {name:6} {samples[-1].cpu:6.1f} s; {samples[-1].resident:.0f} MB resident; own MB over time: {shown}")
        if pid != process.pid:
            workers.append(samples[-1].cpu - samples[0].cpu)
    main = seen[process.pid][-1].cpu
    return wall, main + max(workers, default=0.0), main + sum(workers)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--essays", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--quick", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        words = tile(Path(place), given.essays)
        print(f"{given.essays} essays, {words:,} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        wall, path, total = measure(Path(place), 1, given.quick)
        print(f"  jobs 1: {wall:.1f} s, {total:.1f} s of a processor")
        wall2, path2, total2 = measure(Path(place), given.jobs, given.quick)
        print(f"  jobs {given.jobs}: {wall2:.1f} s, {total2:.1f} s of processors")
    print(f"  wall {wall / wall2:.2f}x; by the busiest path {path / path2:.2f}x")


if __name__ == "__main__":
    main()
