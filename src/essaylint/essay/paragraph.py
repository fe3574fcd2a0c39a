"""A paragraph: a value that does not know its place; everything costly hangs off it and is made when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from essaylint.essay.words import Word, find_sentences, find_words
from essaylint.span import Span
from essaylint.values import dataclass

if TYPE_CHECKING:
    from essaylint.backends.parser import Token
    from essaylint.essay.citations import Citation
    from essaylint.essay.claim import Claim
    from essaylint.essay.slots import Pair
    from essaylint.essay.syntax import Tree

# What a paragraph is in the essay. `foreign` is a paragraph that is not English, `furniture` what is on the page
# and not in the essay; code blocks and front matter are not prose and never become paragraphs.
Kind = Literal["title", "heading", "body", "item", "quote", "caption", "table", "reference", "furniture", "foreign"]
# `note` is the place of a note that explains, `source` that of one that cites.
MarkKind = Literal["emphasis", "strong", "link", "code", "url", "math", "note", "source"]

_FOLD = {ord(char): "'" for char in "‘’‛ʼ′"}
_FOLD |= {ord(char): '"' for char in "“”„‟″«»"}
_FOLD |= {ord(char): "-" for char in "‐‑"}
_FOLD |= {ord(char): " " for char in "\t\n\r\u00a0\u2009\u200a\u202f"}
_QUOTED = re.compile(r"“[^“”]{1,2000}”|(?<![\w\"])\"[^\"]{1,2000}\"(?!\w)|«[^«»]{1,2000}»")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]'\"”’]|\b[\w.+-]+@[\w-]+\.[\w.-]*\w|\bdoi:\s?10\.\d\S*[^\s.,;)]")


class InlineMark(NamedTuple):
    """A stretch of inline markup: italics, bold, a link's text, code."""

    start: int
    end: int
    kind: MarkKind


def fold(text: str) -> str:
    """Lower case, straight quotes, plain hyphens and blanks; the same length, so offsets stay.

    >>> fold("The “Chaebol” isn’t")
    'the "chaebol" isn\\'t'
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_FOLD)


@dataclass(frozen=True, eq=True)
class Paragraph:
    """One paragraph of prose, without line breaks, and what it is in the essay.

    `level` is 1 to 6 for a heading and else 0.
    """

    text: str
    kind: Kind = "body"
    level: int = 0
    marks: tuple[InlineMark, ...] = ()

    def __hash__(self) -> int:
        return hash(self.text)  # which a string keeps

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        mine, yours = self.__dict__, other.__dict__
        return bool(
            mine["text"] == yours["text"] and mine["kind"] == yours["kind"] and mine["level"] == yours["level"] and mine["marks"] == yours["marks"]
        )

    @cached_property
    def folded(self) -> str:
        """The text in lower case with straight quotes, of the same length."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words with their offsets."""
        return find_words(self.text)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """Its words in lower case with straight quotes, one for each of `words`."""
        folded = self.folded
        return tuple([folded[start:end] for start, end, _ in self.words])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences, found without the parser."""
        return find_sentences(self.text)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, or the nearest one before it."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(index, 0)] if self.sentences else Span(0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The words that lie wholly inside `span`."""
        return self.words[bisect_left(self._word_starts, span.start) : bisect_right(self._word_ends, span.end)]

    def lowered_in(self, span: Span) -> tuple[str, ...]:
        """The words that lie wholly inside `span`, in lower case with straight quotes."""
        return self.lowered[bisect_left(self._word_starts, span.start) : bisect_right(self._word_ends, span.end)]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _word_ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands between double quotation marks, the marks included."""
        if not any(mark in self.text for mark in "“\"«"):
            return ()
        return tuple(Span(*match.span()) for match in _QUOTED.finditer(self.text))

    @cached_property
    def long_quotations(self) -> tuple[Span, ...]:
        """The quotations of four words or more: somebody else's words, not a term in quotes."""
        return tuple(span for span in self.quotations if span.of(self.text).count(" ") >= 3)

    @cached_property
    def masked(self) -> tuple[Span, ...]:
        """Code, mathematics and addresses: no rule about English speaks of them."""
        spans = [Span(mark.start, mark.end) for mark in self.marks if mark.kind in ("code", "math", "url")]
        if any(mark in self.text for mark in ("://", "www.", "@", "doi:")):
            spans += [Span(*match.span()) for match in _URL.finditer(self.text)]
        return tuple(spans)

    def is_masked(self, span: Span) -> bool:
        """Whether `span` touches code, mathematics or an address."""
        return any(span.overlaps(other) for other in self.masked)

    def in_long_quotation(self, span: Span) -> bool:
        """Whether `span` lies inside somebody else's words."""
        return any(other.contains(span) for other in self.long_quotations)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Its in-text citations, and the places of notes that cite."""
        from essaylint.essay.citations import Citation, find_citations  # only where citations are asked for

        notes = [Span(mark.start, mark.end) for mark in self.marks if mark.kind == "source"]
        found = find_citations(self.text)
        if not notes:
            return found
        return tuple(sorted((*found, *(Citation(span, "note", group=span) for span in notes)), key=lambda one: one.span))

    def is_cited(self, span: Span) -> bool:
        """Whether the sentence that holds `span` has a citation."""
        sentence = self.sentence_at(span.start)
        return any(sentence.overlaps(Span(*citation.span)) for citation in self.citations)

    @cached_property
    def parse(self) -> tuple[Token, ...]:
        """Its tokens with part of speech, lemma and head. `Document.parse` fills many paragraphs in one batch."""
        from essaylint.backends.parser import parse  # spaCy costs seconds to load

        return parse([self])[0]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims, pronouns unresolved. Needs the parse."""
        from essaylint.essay.claims import find_claims  # only where claims are asked for

        return find_claims(self)

    @cached_property
    def tree(self) -> Tree:
        """Its parse with the children of every token."""
        from essaylint.essay.syntax import Tree  # only where a parse is asked for

        return Tree(self.parse)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of words that its parse joins, by slot."""
        from essaylint.essay.slots import pairs_of  # only where a parse is asked for

        return tuple(pairs_of(self.tree))

    @property
    def is_parsed(self) -> bool:
        """Whether the parse is there already."""
        return "parse" in self.__dict__
