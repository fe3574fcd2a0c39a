"""Many texts: what `lint_many` saves, how two workers scale, how flat memory is, whether all engines give equal tables, what it costs.

    python bench/corpus.py [MEASURE ...] [--folder DIR] [--texts N] [--all-rules] [--short] [--engines local,ray,spark]

The measures are `many`, `scaling`, `memory`, `engines` and `cost`; without any all are taken. The texts are those of the
fixtures (or of a folder: .txt, .md, and the key `text` of .jsonl), in every order and with names in them that no other has, so
that nothing is found in a cache. In `engines` a worker process is killed twice on the way of every engine but the first.
CPU seconds are those of this process and its children; on a machine that does other things only they mean something.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import essaylint
from essaylint.corpus import Isolated, Options, run
from essaylint.corpus.pool import Pool
from essaylint.engine import Linter

HERE = Path(__file__).parent
MEASURES = ("many", "scaling", "memory", "engines", "cost")
WORDS = 600


class Texts:
    """Texts in any number, each its own."""

    def __init__(self, folder: Path) -> None:
        found: list[str] = []
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".txt", ".md"):
                found += path.read_text(encoding="utf-8").split("\n\n")
            elif path.suffix == ".jsonl":
                rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
                found += [row["text"] for row in rows if isinstance(row.get("text"), str)]
        self.short = [text for text in found if 10 <= len(text.split()) <= 60]
        self.paragraphs = [text for text in found if 40 <= len(text.split()) <= 300] or self.short
        self._some = random.Random(1)

    def sentences(self, count: int) -> list[str]:
        """Short texts, of one paragraph."""
        return [self._varied(self._some.choice(self.short)) for _ in range(count)]

    def essays(self, count: int, words: int = 0) -> list[str]:
        """Texts of one to four paragraphs, or of about so many words."""
        return ["\n\n".join(self._essay(words)) for _ in range(count)]

    def _essay(self, words: int) -> Iterator[str]:
        left = words or self._some.randint(60, 400)
        while left > 0:
            paragraph = self._varied(self._some.choice(self.paragraphs))
            left -= len(paragraph.split())
            yield paragraph

    def _varied(self, text: str) -> str:
        words = text.split()
        name = "".join(self._some.choice("bdfglmnprst") + self._some.choice("aeiou") for _ in range(4)).title()
        words.insert(self._some.randrange(1, len(words)), name)
        return " ".join(words)


def cpu() -> float:
    """The CPU seconds of this process and of the children that ended."""
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def table(path: Path, texts: list[str]) -> Path:
    """A Parquet file of texts."""
    pq.write_table(pa.table({"id": [str(number) for number in range(len(texts))], "text": texts}), path, row_group_size=5000)
    return path


def many(texts: Texts, options: argparse.Namespace, folder: Path) -> bool:
    """CPU of `lint_many` over 1,000 short texts with all rules, against calling `lint` for each; in turns of 100."""
    short = texts.sentences(1_050)
    alone, together = Linter(), 0.0
    one_by_one = 0.0
    for text in short[:50]:
        alone.lint(text)
    list(essaylint.lint_many(short[:50]))
    for turn in range(10):
        some = short[50 + turn * 100 : 150 + turn * 100]
        for which in (0, 1) if turn % 2 else (1, 0):
            start = time.process_time()
            if which:
                for text in some:
                    alone.lint(text)
                one_by_one += time.process_time() - start
            else:
                list(essaylint.lint_many(some))
                together += time.process_time() - start
    print(f"many: 1,000 short texts, all rules: one by one {one_by_one:.1f} s CPU, lint_many {together:.1f} s: {together / one_by_one:.2f}x (goal 0.75x)")
    return together <= 0.75 * one_by_one


def scaling(texts: Texts, options: argparse.Namespace, folder: Path) -> bool:
    """One local worker against two: wall seconds, and what the times of the processes themselves allow, which is what counts.

    That is the processor time of the busiest process with one worker over that with two, as in `bench/jobs.py`.
    """
    source = table(folder / "scaling.parquet", texts.essays(min(options.texts, 4_000)))
    wall, path = {}, {}
    close = Pool.close
    for jobs in (1, 2):
        busy: list[float] = []

        def closed(pool: Pool, busy: list[float] = busy) -> None:
            busy.extend(spent(worker.pid) for worker in pool.workers if worker.pid)
            close(pool)

        Pool.close = closed  # type: ignore[method-assign]
        start, own = time.monotonic(), time.process_time()
        run(source, folder / f"scaling-{jobs}", Options(quick=not options.all_rules), jobs=jobs, part_rows=500)
        wall[jobs] = time.monotonic() - start
        path[jobs] = max(*busy, time.process_time() - own)
        print(f"scaling: {jobs}: wall {wall[jobs]:.1f} s; CPU of workers {', '.join(f'{one:.1f}' for one in busy)} s, of the reader {time.process_time() - own:.1f} s")
    Pool.close = close  # type: ignore[method-assign]
    ratio = path[1] / path[2]
    print(f"scaling: 2 against 1: {ratio:.2f}x by the busiest path (goal 1.7x), {wall[1] / wall[2]:.2f}x by the clock (load {os.getloadavg()[0]:.1f})")
    return ratio >= 1.7


def spent(pid: int) -> float:
    """The CPU seconds of a process that runs."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(texts: Texts, options: argparse.Namespace, folder: Path) -> bool:
    """The peak memory of a worker after a tenth of the texts and after all."""
    peaks: dict[int, float] = {}
    marks = (options.texts // 10, options.texts)
    done = 0
    with Isolated(Options(quick=not options.all_rules)) as isolated:
        while done < options.texts:
            isolated.lint_batch(pa.record_batch({"text": texts.sentences(64) if options.short else texts.essays(64)}))
            done += 64
            if any(done - 64 < mark <= done for mark in marks) and isolated._worker:
                status = Path(f"/proc/{isolated._worker.pid}/status").read_text()
                peaks[done] = int(status.split("VmHWM:")[1].split()[0]) / 1024
    first, last = peaks.values()
    told = ", ".join(f"{mark:,} texts {peak:.0f} MiB" for mark, peak in peaks.items())
    print(f"memory: peak of a worker after {told}: {last / first:.3f}x (goal 1.10x)")
    return last <= 1.1 * first


def engines(texts: Texts, options: argparse.Namespace, folder: Path) -> bool:
    """The same corpus by every engine; the same files, byte for byte."""
    source = table(folder / "engines.parquet", texts.sentences(options.texts) if options.short else texts.essays(options.texts))
    results: list[dict[str, bytes]] = []
    for number, engine in enumerate(options.engines.split(",")):
        out = folder / f"out-{engine}"
        killer = Killer(folder)
        start = time.monotonic()
        if number:
            killer.start()
        done = run(source, out, Options(id_column="id", quick=not options.all_rules), engine=engine, jobs=2)
        killer.stop = True
        print(
            f"engines: {engine}: {done.rows_in:,} in, {done.rows_out:,} out, {done.findings:,} findings, {sum(done.errors.values())} errors,"
            f" {time.monotonic() - start:.0f} s, {killer.killed} workers killed on the way",
            flush=True,
        )
        results.append({str(path.relative_to(out)): path.read_bytes() for path in sorted(out.glob("*/*"))})
    same = all(one == results[0] for one in results)
    print(f"engines: {len(results[0])} files each, {'all the same byte for byte' if same else 'NOT THE SAME'}")
    return same


class Killer(threading.Thread):
    """Kills a worker process twice, ten seconds after the first is seen and ten after that."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self._mark = str(folder).encode()
        self.stop = False
        self.killed = 0

    def run(self) -> None:
        """Look for workers by the folder in their command."""
        while not self.stop and self.killed < 2:
            time.sleep(10 if list(self._workers()) else 0.5)
            for pid in list(self._workers())[:1]:
                if not self.stop:
                    os.kill(pid, signal.SIGKILL)
                    self.killed += 1

    def _workers(self) -> Iterator[int]:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = path.read_bytes()
            except OSError:
                continue
            if b"essaylint.corpus.child" in command and self._mark in command:
                yield int(path.parent.name)


def cost(texts: Texts, options: argparse.Namespace, folder: Path) -> bool:
    """CPU seconds for a thousand essays of 600 words from Parquet to Parquet, and what that makes for a million."""
    count = min(options.texts, 1_000)
    for name, quick in (("quick", True), ("all rules", False)):
        took = {}
        for size in (count // 4, count):  # the difference is without the start
            source = table(folder / f"cost-{quick}-{size}.parquet", texts.essays(size, WORDS))
            start = cpu()
            run(source, folder / f"cost-out-{quick}-{size}", Options(quick=quick), jobs=1)
            took[size] = cpu() - start
        each = (took[count] - took[count // 4]) / (count - count // 4)
        print(f"cost: {name}: {each * 1000:.1f} ms CPU an essay of about {WORDS} words; a million: {each * 1e6 / 3600:.1f} core hours")
    return True


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], default=[], metavar="MEASURE")
    parser.add_argument("--folder", type=Path, default=HERE.parent / "fixtures")
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--short", action="store_true", help="texts of one paragraph in `engines` and `memory`")
    parser.add_argument("--all-rules", action="store_true")
    parser.add_argument("--engines", default="local,ray,spark")
    options = parser.parse_args()
    texts = Texts(options.folder)
    folder = Path(tempfile.mkdtemp(prefix="corpus-bench-"))
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)  # so that workers can be told from others'
    measures: dict[str, Callable[[Texts, argparse.Namespace, Path], bool]] = {
        "many": many, "scaling": scaling, "memory": memory, "engines": engines, "cost": cost,
    }  # fmt: skip
    try:
        kept = [(name, measures[name](texts, options, folder)) for name in options.measures or MEASURES]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    missed = [name for name, held in kept if not held]
    if missed:
        print(f"MISSED: {', '.join(missed)}")
    sys.stdout.flush()
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
