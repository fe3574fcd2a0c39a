"""The essays in fixtures/: marked ones are found as marked, clean ones stay clean, contradictions by type.

`pytest tests/test_fixtures.py --bless` rewrites marks, budget and floor to what is found now.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from annotated import compare, read, write
from essaylint import Linter
from essaylint.backends import parser
from essaylint.diagnostic import Diagnostic, Fix, Place, Severity
from essaylint.span import Span

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
MARKED = sorted(path for path in (FIXTURES / "essays").iterdir() if path.suffix in (".md", ".txt"))
CLEAN = sorted(path for path in (FIXTURES / "clean").iterdir() if path.suffix in (".md", ".txt"))
BUDGET = FIXTURES / "clean" / "budget.toml"
FLOOR = FIXTURES / "contradiction" / "floor.toml"

pytestmark = pytest.mark.skipif(not parser.available(), reason="the parser is not installed")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


def _lint(linter: Linter, path: Path, text: str) -> list[Diagnostic]:
    return linter.lint(text, format="markdown" if path.suffix == ".md" else "plain")


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.name)
def test_marked_essay(path: Path, linter: Linter, bless: bool) -> None:
    """Every mark is found at its exact place, but for those marked `todo`, and nothing else is."""
    essay = path.read_text(encoding="utf-8")
    text, marked = read(essay)
    now = write(text, compare(text, marked, _lint(linter, path, text)))
    if bless:
        path.write_text(now, encoding="utf-8")
    else:
        lines = zip(essay.splitlines(), now.splitlines(), strict=True)
        changed = [f"- {old}\n+ {new}" for old, new in lines if old != new]
        assert not changed, f"{path.name}: right? then pytest --bless\n" + "\n".join(changed)
    assert read(now)[0] == text


def test_demo_is_the_marked_one_without_marks(bless: bool) -> None:
    """The essay that `make try` lints."""
    text, _ = read((FIXTURES / "essays" / "demo.md").read_text(encoding="utf-8"))
    if bless:
        (FIXTURES / "demo.md").write_text(text, encoding="utf-8")
    assert (FIXTURES / "demo.md").read_text(encoding="utf-8") == text


def test_clean_essays(linter: Linter, bless: bool) -> None:
    """Good essays are left alone, but for the alarms in the budget, which may only go down."""
    budget = tomllib.loads(BUDGET.read_text(encoding="utf-8"))
    assert sorted(budget) == sorted(path.stem for path in CLEAN)
    alarms = {path.stem: Counter[str]() for path in CLEAN}
    shown: list[str] = []
    for path in CLEAN:
        text = path.read_text(encoding="utf-8")
        for one in _lint(linter, path, text):
            if one.severity is not Severity.HINT:
                alarms[path.stem][one.rule] += 1
                if alarms[path.stem][one.rule] > budget[path.stem].get(one.rule, 0):
                    shown.append(f"{path.name}: {one.rule}: {one.span.of(text)[:80]!r}: {one.message}")
    if bless:
        BUDGET.write_text(_budget(budget, alarms), encoding="utf-8")
    assert not shown, "\n".join(shown)
    over = {stem: {rule: n for rule, n in rules.items() if n > alarms[stem][rule]} for stem, rules in budget.items()}
    assert bless or not any(over.values()), f"fewer alarms than the budget allows; run pytest --bless: {over}"


def _budget(budget: dict[str, dict[str, int]], alarms: dict[str, Counter[str]]) -> str:
    lines = [line for line in BUDGET.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for stem, rules in sorted(budget.items()):
        kept = {rule: min(n, alarms[stem][rule]) for rule, n in sorted(rules.items())}
        lines += ["", f"[{stem}]", *(f"{rule} = {n}" for rule, n in kept.items() if n)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("folder", ["seen", "unseen"])
def test_typed_pairs(folder: str) -> None:
    """The sides lie in the text, each once; there are enough of both kinds; no passage is in both folders."""
    every = _bench().pairs(folder)
    assert len({pair["id"] for pair in every}) == len(every)
    assert sum(pair["contradiction"] for pair in every) >= 80
    assert sum(not pair["contradiction"] for pair in every) >= 80
    for pair in every:
        (start, end), (second, last) = pair["sides"]
        assert 0 <= start < end <= second < last <= len(pair["text"])
        for side in (pair["text"][start:end], pair["text"][second:last]):
            assert side == side.strip()
            assert pair["text"].count(side) == 1
    other = {pair["text"] for pair in _bench().pairs("unseen" if folder == "seen" else "seen")}
    assert not other & {pair["text"] for pair in every}


@pytest.mark.parametrize("folder", ["seen", "unseen"])
def test_typed_contradictions(folder: str, bless: bool) -> None:
    """As many are found, and as few controls flagged, as ever before."""
    bench = _bench()
    every = list(bench.results(folder))
    found = sum(one.outcome == "told" and one.pair["contradiction"] for one in every)
    flagged = sum(one.outcome == "told" and not one.pair["contradiction"] for one in every)
    floors = tomllib.loads(FLOOR.read_text(encoding="utf-8"))
    if bless:
        floors[folder] = {"found": found, "flagged": flagged}
        heads = [line for line in FLOOR.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        lines = [
            line for one, of in floors.items() for line in ("", f"[{one}]", *(f"{key} = {n}" for key, n in of.items()))
        ]
        FLOOR.write_text("\n".join([*heads, *lines]) + "\n", encoding="utf-8")
    else:
        assert found >= floors[folder]["found"], bench.table(folder, every)
        assert flagged <= floors[folder]["flagged"], bench.table(folder, every)


def _bench() -> ModuleType:
    """bench/contradiction_pairs.py, which is a script and no package."""
    name = "contradiction_pairs"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def _said(rule: str, text: str, *quotes: str, new: str | None = None) -> Diagnostic:
    first, *others = (Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)
    fixes = () if new is None else (Fix.replace(first, new),)
    return Diagnostic(rule, "", Severity.WARNING, "", first, tuple(Place(other) for other in others), fixes)


def test_comparison() -> None:
    """What the tests above lean on: found, missed, found elsewhere or under another name, unmarked, in two places."""
    essay = (
        "It is {~~teh~>the~~}{>>misspelling<<} {==only aim==}{>>contradiction 1<<} of {==some people==}{>>todo: vague<<}, "
        "as {==was said==}{>>cliche<<}. There was {==another aim==}{>>1<<} at the time.\n"
    )
    text, marked = read(essay)
    assert write(text, marked) == essay
    found = [
        _said("misspelling", text, "teh", new="the"),
        _said("contradiction", text, "another aim", "only aim"),
        _said("vague", text, "of some people"),
        _said("wordy", text, "at the time"),
    ]
    now = write(text, compare(text, marked, found))
    assert now == (
        "It is {~~teh~>the~~}{>>misspelling<<} {==only aim==}{>>1<<} {==of some people==}{>>vague<<}, "
        "as {==was said==}{>>todo: cliche<<}. There was {==another aim==}{>>contradiction 1<<} "
        "{==at the time==}{>>alarm: wordy<<}.\n"
    )
    again, marked = read(now)
    assert again == text
    assert write(text, compare(text, marked, found)) == now
    assert "{>>todo: contradiction 1<<}" in write(text, compare(text, marked, []))
    assert "alarm" not in write(text, compare(text, marked, []))
