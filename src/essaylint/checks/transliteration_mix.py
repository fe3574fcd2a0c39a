"""One name with and without a hyphen, or with and without a capital after it: Kim Il-sung, Kim Il Sung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Document
from essaylint.essay.proper_names import names
from essaylint.lexicon.words import entry, plain
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Three parts at least, such as a family name and two syllables, must agree before two shapes are one name."""

    def find_in(self, document: Document) -> Iterator[Finding]:
        shapes: dict[tuple[str, ...], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for run in names(document).runs:
            text = run.block.paragraph.text
            for i, word in enumerate(run.words):
                for last in (i, i + 1, i + 2):
                    if last >= len(run.words):
                        break
                    span = Span(word.start, run.words[last].end)
                    shape = plain(span.of(text)).removesuffix("'s")
                    parts = tuple(shape.lower().replace("-", " ").split())
                    if len(parts) == 3 and _is_romanised(shape):
                        shapes[parts][shape].append(run.block.place(Span(span.start, span.start + len(shape))))
        for forms in shapes.values():
            if len(forms) > 1:
                yield from _finding(forms)


def _is_romanised(shape: str) -> bool:
    """Short syllables that no English dictionary has as words of its own, all of them capitalised but after a hyphen."""
    words = shape.split()
    if not all(word[:1].isupper() for word in words) or shape.isupper():
        return False
    syllables = shape.replace("-", " ").split()[1:]
    return all(2 <= len(part) <= 6 and not _is_english(part) for part in syllables)


def _is_english(part: str) -> bool:
    known = entry(part.lower())
    return known is not None and known.level == 0 and known.zipf >= 4.2 and part.lower() not in ("sung", "jung", "song", "young", "long")


def _finding(forms: dict[str, list[Span]]) -> Iterator[Finding]:
    ordered = sorted(forms.items(), key=lambda item: (-len(item[1]), item[1][0]))
    usual = ordered[0][0]
    rest = sorted((span, form) for form, spans in ordered[1:] for span in spans)
    span, _ = rest[0]
    related = [Place(other, f"“{form}”") for other, form in rest[1:]] + [Place(ordered[0][1][0], f"“{usual}” here")]
    yield Finding(span, {"other": usual}, tuple(related), (Fix(Safety.SUGGESTED, tuple(Edit(one, usual) for one, _ in rest)),))
