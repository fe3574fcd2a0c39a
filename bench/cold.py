"""Cold starts: CPU seconds of whole processes, against proselint and bare Python in the same run.

    python bench/cold.py [ESSAY] [--rounds N]

Every command is run N times in turn and the least user+system time of each is taken, so that what else the machine does
falls out. Compiled files (`__pycache__`, the rulebook, patterns) are warm for all; no result is cached but where named.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ESSAY = HERE.parent / "fixtures" / "demo.md"
GOALS = {"quick": ("proselint", 0.6), "cached": ("python", 6.0)}


def cpu(command: list[str], environment: dict[str, str]) -> float:
    """User and system seconds of one process and its children."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime


def commands(essay: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    bin = Path(sys.executable).parent
    script = bin / "essaylint"
    lint = [*([str(script)] if script.exists() else [sys.executable, "-m", "essaylint"]), "check", "--isolated"]
    found = {
        "python": [sys.executable, "-c", "pass"],
        "quick": [*lint, "--quick", "--no-cache", str(essay)],
        "cached": [*lint, "--quick", str(essay)],
    }
    if (bin / "proselint").exists():
        found["proselint"] = [str(bin / "proselint"), "check", str(essay)]
    return found


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("essay", nargs="?", type=Path, default=ESSAY)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as cache:
        environment["ESSAYLINT_CACHE_DIR"] = cache
        todo = commands(options.essay)
        for command in [*todo.values()] * 2:
            cpu(command, environment)
        times: dict[str, list[float]] = {name: [] for name in todo}
        for _ in range(options.rounds):
            for name, command in todo.items():
                times[name].append(cpu(command, environment))
    best = {name: min(all_times) for name, all_times in times.items()}
    for name, seconds in best.items():
        print(f"{name:10} {seconds:.3f} s  {seconds / best['python']:5.1f}x python", end="")
        print(f"  {seconds / best['proselint']:5.2f}x proselint" if "proselint" in best else "")
    missed = [name for name, (peer, most) in GOALS.items() if peer in best and best[name] > most * best[peer]]
    for name in missed:
        peer, most = GOALS[name]
        print(f"MISSED: {name} should be at most {most}x {peer}, and is {best[name] / best[peer]:.2f}x")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
