"""Small charts of an essay as inline SVG, each with words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from essaylint.formats import read, text_format_of
from essaylint.reports import Run
from essaylint.rulebook import CATEGORIES
from essaylint.source import Source

_WIDTH, _HEIGHT = 320, 90
_LONG = 30
_BARS = 160


def charts(run: Run) -> Iterator[str]:
    """Findings by category, and for a single essay its sentence lengths in order and where its findings stand."""
    found = [one for _, one in run.diagnostics()]
    yield '<div class="charts">\n'
    if found:
        counts = {name: sum(one["category"] == name for one in found) for name in CATEGORIES}
        yield from _categories({name: count for name, count in counts.items() if count})
    files = [file for file in run.files if "error" not in file]
    if len(files) == 1:
        text = run.texts.get(files[0]["path"], "")
        lengths = _lengths(text, files[0]["path"])
        if len(lengths) > 2:
            yield from _sentences(lengths)
        if found and text:
            yield from _strip([(one["start"]["offset"] / len(text), one["category"]) for one in found])
    yield "</div>\n"


def _lengths(text: str, path: str) -> list[int]:
    """Words of every sentence of the essay's own paragraphs."""
    document = read(Source(text, path), text_format_of(path))
    return [
        count
        for block in document.running
        for span in block.paragraph.sentences
        if (count := len(block.paragraph.words_in(span)))
    ]


def _categories(counts: dict[str, int]) -> Iterator[str]:
    most, row = max(counts.values()), 18
    height = row * len(counts)
    bars = "".join(
        f'<text x="95" y="{at * row + 13}" text-anchor="end">{name}</text>'
        f'<rect class="{name}" x="100" y="{at * row + 3}" width="{max(180 * count / most, 2):.0f}" height="12" fill="var(--tint)"/>'
        f'<text x="{105 + max(180 * count / most, 2):.0f}" y="{at * row + 13}">{count}</text>'
        for at, (name, count) in enumerate(counts.items())
    )
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    yield _figure(bars, height, f"Findings by category: {said}", "Findings by category")


def _sentences(lengths: Sequence[int]) -> Iterator[str]:
    size = -(-len(lengths) // _BARS)
    shown = [max(lengths[at : at + size]) for at in range(0, len(lengths), size)]
    most = max(max(shown), _LONG)
    step = _WIDTH / len(shown)
    bars = "".join(
        f'<rect class="{"sourcing" if length <= _LONG else "spelling"}" x="{at * step:.1f}" width="{max(step - 1, 0.8):.1f}" '
        f'y="{_HEIGHT * (1 - length / most):.1f}" height="{_HEIGHT * length / most:.1f}" fill="var(--tint)"/>'
        for at, length in enumerate(shown)
    )
    mean = sum(lengths) / len(lengths)
    long = sum(length > _LONG for length in lengths)
    said = f"{len(lengths)} sentences of {mean:.0f} words on average; {long} have more than {_LONG}"
    yield _figure(bars, _HEIGHT, f"Words of each sentence in order: {said}", said)


def _strip(places: Sequence[tuple[float, str]]) -> Iterator[str]:
    lines = "".join(
        f'<rect class="{escape(category)}" x="{_WIDTH * at:.1f}" y="0" width="2" height="30" fill="var(--tint)"/>'
        for at, category in places
    )
    frame = f'<rect x="0" y="0" width="{_WIDTH}" height="30" fill="none" stroke="currentColor" opacity=".3"/>'
    yield _figure(frame + lines, 30, "Where the findings stand, from the beginning to the end", "From beginning to end")


def _figure(inner: str, height: int, said: str, caption: str) -> str:
    return (
        f'<figure><svg role="img" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}">'
        f"<title>{escape(said)}</title>{inner}</svg><figcaption>{escape(caption)}</figcaption></figure>\n"
    )
