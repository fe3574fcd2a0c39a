"""Furniture: what is on the page and not in the essay (menus, adverts, view and page counts, author cards).

A paragraph is judged by its own words first (`furniture_words`), then by where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from essaylint.essay.furniture_words import Verdict, judge
from essaylint.essay.paragraph import Kind
from essaylint.essay.references import is_reference_heading, looks_like_entry


def find_furniture(texts: Sequence[str], kinds: Sequence[Kind]) -> set[int]:
    """The indexes of the paragraphs that are furniture; `kinds` tells what their shapes say."""
    verdicts = [judge(text, kind) for text, kind in zip(texts, kinds, strict=True)]
    if all(verdict in ("prose", "likely") for verdict in verdicts):
        return set()
    solid = [at for at, (text, verdict) in enumerate(zip(texts, verdicts, strict=True)) if _is_solid(text, verdict)]
    first, last = (solid[0], solid[-1]) if solid else (len(texts), -1)
    for at, verdict in enumerate(verdicts):
        if verdict == "advert":
            outside = at < first or at > last
            verdicts[at] = "sure" if outside or "sure" in verdicts[max(at - 1, 0) : at + 2] else "prose"
    found = {at for at, verdict in enumerate(verdicts) if verdict == "sure"}
    found |= _head(texts, verdicts, first)
    found |= _tail(texts, verdicts, last)
    return found


def _is_solid(text: str, verdict: Verdict) -> bool:
    """Whether a paragraph is surely the essay's own: a sentence or more."""
    return verdict == "prose" and (len(text) > 60 or looks_like_entry(text))


def _head(texts: Sequence[str], verdicts: Sequence[Verdict], first: int) -> set[int]:
    """Before the essay: labels beside sure furniture, and what lies between two such."""
    marked = [at for at in range(first) if verdicts[at] in ("sure", "label")]
    if not any(verdicts[at] == "sure" for at in marked) and len(marked) < 3:
        return set()
    found = set(marked)
    for at in (*range(first), *range(first - 1, -1, -1)):
        if verdicts[at] == "likely" and (at - 1 in found or at + 1 in found):
            found.add(at)
    for at in range(1, first - 1):
        between = verdicts[at] == "prose" and len(texts[at].split()) <= 2 and at - 1 in found and at + 1 in found
        if between and any(other != at and other not in found for other in range(first)):  # else it is the title
            found.add(at)
    return found


def _tail(texts: Sequence[str], verdicts: Sequence[Verdict], last: int) -> set[int]:
    """After the essay: everything from the first line that may be furniture on, if some surely is."""
    after = range(last + 1, len(verdicts))
    marked = [at for at in after if verdicts[at] in ("sure", "label")]
    if not any(verdicts[at] == "sure" for at in marked) and len(marked) < 3:
        return set()
    start = next((at for at in after if verdicts[at] != "prose" or _is_tag(texts[at])), len(verdicts))
    if start < len(verdicts) and is_reference_heading(texts[start]):
        start = marked[0]
    return {at for at in range(min(start, marked[0]), len(verdicts)) if verdicts[at] != "prose" or not _is_sentence(texts[at])}


def _is_sentence(text: str) -> bool:
    return text[-1] in ".,!?" and len(text.split()) >= 2


def _is_tag(text: str) -> bool:
    """Whether a line could be the name of a category: up to four words, all with capitals."""
    words = text.split()
    return len(words) <= 4 and all(word[0].isupper() for word in words) and text[-1] not in ".:?!"
