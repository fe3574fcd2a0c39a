"""One compound written in two ways: policy-maker, policy maker, policymaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.phrases import literals_of
from essaylint.essay.words import Word
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass

_LIGHT = frozenset(
    "a an the and or but nor of in on at to for from by with as is are was were be been has have had do does did it its this "
    "that these those which who whom not no also can could may might will would should must into than then more most very so "
    "all any some each other one two up out off over down he she they we you his her their our your when where while if "
    "only alone since because after before during between among about through under however even still often usually always never".split()
)
_JOINTS = {"-": "hyphen", " ": "open", "": "closed"}


class Use(NamedTuple):
    """A compound in the text: where, how it is joined, and whether it stands before a noun as far as one can see."""

    span: Span
    joint: str
    before_word: bool
    text: str


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the rarer way of writing a compound where it is at most `share` of all and the other has `majority` places.

    “A long-term plan” and “in the long term” do not differ: a compound before a word is compared with such only, unless it
    names somebody (“policy maker”). Closed forms are compared with all. Words of the lexicon
    `but_not` are left to another rule. The message may use {rule} and {other}.
    """

    share: float = 0.25
    majority: int = 3
    but_not: str = ""

    @cached_property
    def _told_elsewhere(self) -> frozenset[str]:
        lines = data_lines(f"{self.but_not}.txt") if self.but_not else ()
        variants = literals_of(tuple(part.strip() for line in lines for part in line.split(" | ")))
        return frozenset(_key(variant.replace("-", "").replace(" ", "")) for variant in variants)

    def find_in(self, document: Document) -> Iterator[Finding]:
        blocks = list(document.running)
        known, halves = _in_two_ways(blocks, frozenset(key for block in blocks for key in _compounds(block)) - self._told_elsewhere)
        if not known:
            return
        uses: dict[str, list[Use]] = defaultdict(list)
        for block in blocks:
            for key, use in _uses(block, known, halves):
                uses[key].append(use)
        for group in uses.values():
            if len({use.joint for use in group}) > 1:
                yield from self._judged(group)

    def _judged(self, group: list[Use]) -> Iterator[Finding]:
        agent = any(use.text.lower().rstrip("s").endswith(("er", "or")) for use in group)
        for before in (None,) if agent else (True, False):
            places = [use for use in group if before is None or use.before_word is before or use.joint == "closed"]
            counts = {joint: sum(use.joint == joint for use in places) for joint in ("hyphen", "open", "closed")}
            rule = max(counts, key=lambda joint: counts[joint])
            others = [use for use in places if use.joint != rule]
            if not others or counts[rule] < self.majority or len(others) > self.share * len(places):
                continue
            model = next(use.text for use in places if use.joint == rule)
            joint = {name: mark for mark, name in _JOINTS.items()}[rule]
            edits = tuple(Edit(use.span, _joined(use.text, model, joint)) for use in others)
            related = tuple(Place(use.span) for use in others[1:])
            words = {"rule": model, "other": others[0].text}
            yield Finding(others[0].span, words, related, (Fix(Safety.SUGGESTED, edits),))
            return


def _joined(text: str, model: str, joint: str) -> str:
    """`text` written as `model` is."""
    split = len(model.replace("-", " ").split()[0]) if joint else 0
    if joint and "-" not in text and " " not in text:
        return f"{text[:split]}{joint}{text[split:]}"
    return text.replace("-", joint).replace(" ", joint)


def _lows(block: Block) -> Sequence[str]:
    return block.paragraph.lowered


def _in_two_ways(blocks: list[Block], known: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Those of `known` whose letters stand in the essay in two ways, as one word, with a hyphen or as two words; and the
    words that are the first of such two."""
    joined: set[str] = set()
    hyphened: set[str] = set()
    apart: set[str] = set()
    halves: set[str] = set()
    for low in {low for block in blocks for low in _lows(block) if len(low) >= 6}:
        (hyphened if "-" in low else joined).add(_key(low.replace("-", "")))
    for block in blocks:
        for low, after in pairwise(_lows(block)):
            # Shorter words are never taken for halves of a compound.
            if len(low) >= 3 and len(after) >= 3 and (key := _key(low + after)) in known:
                apart.add(key)
                halves.add(low)
    return known & ((joined & hyphened) | ((joined | hyphened) & apart)), frozenset(halves)


def _uses(block: Block, known: frozenset[str], halves: frozenset[str]) -> Iterator[tuple[str, Use]]:
    """The uses of the compounds of `known` in a paragraph."""
    paragraph = block.paragraph
    text, words = paragraph.text, paragraph.words
    lows = _lows(block)
    for at, low in enumerate(lows):
        if len(low) >= 6:
            key = _key(low.replace("-", "") if "-" in low else low)
            if key in known and not _excused(paragraph, words[at].span):
                following = words[at + 1] if at + 1 < len(words) else None
                joint, before = ("hyphen", _leads(text, words[at], following)) if "-" in low else ("closed", False)
                yield key, Use(block.place(words[at].span), joint, before, words[at].text)
    for at, (low, after) in enumerate(pairwise(lows)):
        if low not in halves or _key(low + after) not in known:
            continue
        word, following = words[at], words[at + 1]
        if _pair(text, word, following) and not _excused(paragraph, word.span):
            span = Span(word.start, following.end)
            leads = _leads(text, following, words[at + 2] if at + 2 < len(words) else None)
            yield _key(low + after), Use(block.place(span), "open", leads, span.of(text))


def _compounds(block: Block) -> Iterator[str]:
    """The keys of words that may be compounds."""
    for low in block.paragraph.lowered:
        if len(low) >= 7 and (key := _compound(low)):
            yield key


@lru_cache(maxsize=16384)
def _compound(low: str) -> str:
    """The key of a word that may be a compound, else an empty string."""
    if "-" in low:
        first, _, second = low.partition("-")
        return _key(first + second) if len(first) >= 3 and len(second) >= 3 and _plain(first) and _plain(second) else ""
    return _key(low) if _plain(low) else ""


def _excused(paragraph: Paragraph, span: Span) -> bool:
    return paragraph.in_long_quotation(span) or paragraph.is_masked(span)


def _plain(word: str) -> bool:
    return word.isalpha() and word.isascii()


def _pair(text: str, first: Word, second: Word) -> bool:
    low, next_low = first.text.lower(), second.text.lower()
    return (
        text[first.end : second.start] == " " and _plain(low) and _plain(next_low) and len(low) >= 3 and len(next_low) >= 3
        and low not in _LIGHT and next_low not in _LIGHT
    )  # fmt: skip


def _leads(text: str, word: Word, following: Word | None) -> bool:
    """Whether the compound that ends at `word`, no plural, stands right before a word of meaning."""
    if word.text.endswith("s") and not word.text.endswith("ss"):
        return False
    return following is not None and text[word.end : following.start] == " " and following.text.lower() not in _LIGHT


def _key(letters: str) -> str:
    return letters.removesuffix("s")
