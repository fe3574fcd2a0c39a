"""Phrases that lean on a source nobody could look up, unless the source turns out to be named or cited beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from essaylint.essay.paragraph import Paragraph
from essaylint.essay.word_pattern import spans_of
from essaylint.span import Span

Family = Literal["people", "agentless", "plain"]

# Words that make a group of people a known one: "these critics", "the two experts", "his advisers".
_KNOWN = re.compile(
    r"(?:\b(?:the|these|those|this|that|such|both|said|his|her|their|its|our|your|my|whose|named|aforementioned|same|two"
    r"|three|four|five|\d+)(?:\s+[a-z]+(?:ed|ing|al|ic|er|or)?)?|['’]s?)\s+$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"[a-z,;:–—]\s+(?:[A-Z][\w’'.-]+\s+)+$|^(?:[A-Z][\w’'.-]+\s+){2,}$")
# What a bare plural may follow: "Russian historians argue" and "human studies indicate" say which they are.
_FREE = re.compile(
    r"(?:^|[,;:(–—“\"]\s*|\b(?:that|and|but|or|so|yet|because|as|while|whereas|although|though|since|when|where|which|what"
    r"|if|for|however|moreover|furthermore|today|indeed|also|still|many|some|most|therefore|thus|hence|meanwhile|now|then"
    r"|than|like|whether|why|how|is|was)\s+)$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"^,?\s*(?:at|from|such as|like|including|e\.g\.|namely|who|whom|whose|that|which|cited|quoted|interviewed|surveyed"
    r"|named|led by|headed by|called|[A-Z][a-z]+ [A-Z])\b"
)
_NAMED_BY = re.compile(
    r"^[^.;:!?()]{0,120}?\bby\s+(?!(?:some|many|most|several|certain|numerous|various|all|people|others|everyone"
    r"|scholars|critics|experts|observers|historians|fans|the public|far|then|now|virtue|means|way|default|its|their"
    r"|his|her|\d|\w+ing\b))"
)
_DEFINED = re.compile(r"^[^.;!?]{0,80}?\b(?:if|when|whenever|iff|provided|for every|for all|that satisf\w+)\b")
_OWN = re.compile(
    r"\b(?:I|we|my|our|this (?:paper|essay|study|thesis|article|report|section|chapter)|here|table \d|figure \d"
    r"|in this (?:paper|essay|study))\b",
    re.IGNORECASE,
)
_UNASSERTED = re.compile(
    r"\b(?:what|how|whether|if|not|never|n't|no|why|should|must|ought to|need to|can|could|to)\s+(?:be\s+)?$", re.IGNORECASE
)


def vague_spans(
    paragraph: Paragraph, phrases: tuple[str, ...], family: Family = "plain", but_not: tuple[str, ...] = ()
) -> Iterator[Span]:
    """Where the phrases stand and nothing beside them names the source; citations are the caller's business.

    `people`: groups of people or studies, fine where a word before or after says which. `agentless`: passives, fine
    with a named “by …”, in a definition (“… if”), and where the sentence speaks of the essay's own work.
    """
    for span in spans_of(phrases, paragraph.folded):
        sentence = paragraph.sentence_at(span.start)
        before, after = paragraph.text[sentence.start : span.start], paragraph.text[span.end : sentence.end]
        if has_address(paragraph, sentence) or (but_not and _excused(paragraph, span, but_not)):
            continue
        if family == "people" and _named(span.of(paragraph.folded), before, after):
            continue
        if family == "agentless" and (
            _NAMED_BY.match(after) or _DEFINED.match(after) or _UNASSERTED.search(before) or _OWN.search(before)
        ):
            continue
        yield span


def has_address(paragraph: Paragraph, sentence: Span) -> bool:
    """Whether a sentence links to its source."""
    links = (Span(mark.start, mark.end) for mark in paragraph.marks if mark.kind in ("link", "url", "note", "source"))
    return any(sentence.overlaps(one) for one in links) or any(sentence.overlaps(one) for one in paragraph.masked)


def _named(phrase: str, before: str, after: str) -> bool:
    if phrase.startswith("according to"):
        return _NAMED_AFTER.match(after) is not None or re.match(r"['’]s?\b|\s+(?:[A-Z]|government|ministry)", after) is not None
    if _KNOWN.search(before) or _NAMED_BEFORE.search(before):
        return True
    bare = phrase.split()[0].endswith("s") and not phrase.startswith(("others", "various", "lots"))
    return bare and _FREE.search(before) is None


def _excused(paragraph: Paragraph, span: Span, but_not: tuple[str, ...]) -> bool:
    """Whether a longer phrase that is fine covers the span."""
    start = max(span.start - 40, 0)
    around = paragraph.folded[start : span.end + 40]
    return any(one.shift(start).contains(span) for one in spans_of(but_not, around))
