"""Corpora for tests: texts of ours in every order, and a package of rules that hang, die or kill at words of theirs."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FIXTURES = Path(__file__).parent.parent / "fixtures"
# A text that holds one of these words springs a trap of `traps`.
HANG, DIE, DIE_TWICE, RAISE, DIE_ABOVE = "zqhang", "zqdie", "zqtwice", "zqraise", "zqabove"

_CARD = """
# {name}

It springs traps.

```toml
check = "corpus_traps.trap"
severity = "warning"
message = "It found “{{match}}”."
```

## Why

Tests.

## Flagged

> {{==zqtrap==}} here.

## Not flagged

> Nothing here.

## What to do

Nothing.
"""
_CHECK = """
from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        if "zqhang" in text:
            time.sleep(3600)
        if "zqdie" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "zqraise" in text:
            raise MemoryError
        if "zqtwice" in text and _taken("twice"):
            os.kill(os.getpid(), signal.SIGKILL)
        if "zqabove" in text and _taken("above"):
            os.kill(os.getppid(), signal.SIGKILL)
        at = text.find("zqtrap")
        if at >= 0:
            yield Finding(Span(at, at + 6))


def _taken(name: str) -> bool:
    for mark in sorted(Path(os.environ["CORPUS_TRAPS"]).glob(f"{name}-*")):
        try:
            mark.unlink()
            return True
        except FileNotFoundError:
            pass
    return False
"""


def traps(folder: Path) -> Path:
    """A folder for the path in which the package with the traps is as if installed."""
    package, info = folder / "corpus_traps", folder / "corpus_traps-1.dist-info"
    (package / "wording").mkdir(parents=True)
    info.mkdir()
    (package / "__init__.py").write_text("")
    (package / "trap.py").write_text(_CHECK)
    (package / "wording" / "trap-word.md").write_text(_CARD.format(name="trap-word").lstrip())
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: corpus-traps\nVersion: 1\n")
    (info / "entry_points.txt").write_text(textwrap.dedent("[essaylint.rules]\ntraps = corpus_traps\n"))
    return folder


def arm(folder: Path, name: str, times: int) -> None:
    """Let a trap that kills so many times be sprung again."""
    for number in range(times):
        (folder / f"{name}-{number}").touch()


def essays(count: int, seed: int = 1, folder: Path | None = None) -> list[str]:
    """Texts of one to four paragraphs of our fixtures (or a folder's texts), varied: each has words that no other has."""
    paths = sorted(path for path in (folder or FIXTURES / "essays").rglob("*") if path.suffix in (".txt", ".md"))
    paragraphs = [part for path in paths for part in path.read_text(encoding="utf-8").split("\n\n") if len(part) > 80]
    some = random.Random(seed)
    return ["\n\n".join(_varied(part, some) for part in some.sample(paragraphs, some.randint(1, 4))) for _ in range(count)]


def _varied(paragraph: str, some: random.Random) -> str:
    words = paragraph.split(" ")
    at = some.randrange(1, len(words))
    words[at:at] = [_name(some)]
    return " ".join(words)


def _name(some: random.Random) -> str:
    return "".join(some.choice("bdfglmnprst") + some.choice("aeiou") for _ in range(4)).title()


def table(path: Path, texts: list[str | None], group: int = 1000) -> Path:
    """A Parquet file of texts, with ids, and another column."""
    ids = [f"t{number}" for number in range(len(texts))]
    columns = {"name": ids, "body": pa.array(texts, pa.string()), "year": [2000] * len(texts)}
    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path
