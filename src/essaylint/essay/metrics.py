"""What can be counted in an essay: words by what they are part of, sentences, scores, shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from essaylint.essay.document import Block, Document
from essaylint.essay.english import English, english_of
from essaylint.essay.linking import entries_of
from essaylint.essay.words import Word
from essaylint.values import dataclass

# A stretch of varied text is at an end when so small a part of its words is new (McCarthy and Jarvis's MTLD).
_FACTOR = 0.72


def body_words(document: Document, *, quotations: bool = False) -> Iterator[tuple[Block, Word]]:
    """The words that a word limit counts: of the essay's own paragraphs and list items, with citations in the text.

    Words inside quotations of four words or more are counted only with `quotations`.
    """
    for block in document.running:
        for word in block.paragraph.words:
            if quotations or not block.paragraph.in_long_quotation(word.span):
                yield block, word
    if quotations:
        yield from ((block, word) for block in document.of_kind("quote") for word in block.paragraph.words)


@dataclass(frozen=True)
class Metrics:
    """The figures of one document; each is counted when it is asked for."""

    document: Document

    @cached_property
    def words(self) -> dict[str, int]:
        """Words by what they are part of; together they are all words of the file."""
        found = dict.fromkeys(("body", "quotations", "headings", "captions and tables", "references", "furniture", "not English"), 0)
        for block in self.document.blocks:
            found[_PARTS[block.paragraph.kind]] += len(block.paragraph.words)
        found["body"] = sum(1 for _ in body_words(self.document))
        quoted = sum(len(block.paragraph.words) for block in self.document.running) - found["body"]
        found["quotations"] += quoted
        return found

    @cached_property
    def sentences(self) -> int:
        """Sentences of the essay's own paragraphs and list items."""
        return sum(len(block.paragraph.sentences) for block in self.document.running)

    @cached_property
    def paragraphs(self) -> int:
        """The essay's own paragraphs; list items are not counted."""
        return sum(1 for _ in self.document.of_kind("body"))

    @property
    def sentence_length(self) -> float:
        """Words to a sentence, on average."""
        return self.document.word_count / self.sentences if self.sentences else 0.0

    @cached_property
    def text(self) -> str:
        """The essay's own running text, as the scores read it."""
        return "\n\n".join(block.paragraph.text for block in self.document.running)

    @cached_property
    def scores(self) -> dict[str, float]:
        """Readability by the usual formulas; empty where textstat is missing or there is no text."""
        from essaylint.backends import readability  # textstat and its dictionary cost two seconds

        return readability.all_scores(self.text) if self.sentences and readability.available() else {}

    @cached_property
    def vocabulary(self) -> float:
        """How varied the words are (MTLD): how long a stretch stays before its words repeat; 0 below 50 words."""
        words = [word for block in self.document.running for word in block.paragraph.lowered]
        return (_stretch(words) + _stretch(words[::-1])) / 2 if len(words) >= 50 else 0.0

    @cached_property
    def english(self) -> English:
        """American or British, by its spellings."""
        return english_of(self.document)

    @cached_property
    def passive_share(self) -> float | None:
        """The part of the sentences whose main verb is passive; None where the parser is missing."""
        from essaylint.backends import parser  # spaCy costs seconds to load

        if not parser.available():
            return None
        self.document.parse()
        passive = {
            block.place(block.paragraph.sentence_at(token.start))
            for block in self.document.running
            for token in block.paragraph.parse
            if token.dep in ("nsubjpass", "csubjpass") and block.paragraph.parse[token.head].head == token.head
        }
        return len(passive) / self.sentences if self.sentences else 0.0

    @cached_property
    def citations(self) -> int:
        """Citations in the text."""
        return sum(len(block.paragraph.citations) for block in self.document.running)

    @cached_property
    def cited_share(self) -> float:
        """The part of the sentences that cite something."""
        cited = {
            block.place(block.paragraph.sentence_at(citation.span.start))
            for block in self.document.running
            for citation in block.paragraph.citations
        }
        return len(cited) / self.sentences if self.sentences else 0.0

    @cached_property
    def sources(self) -> int:
        """The works that the essay uses: entries of its list, or where there is none the works that it cites."""
        return len(entries_of(self.document)) or len(cited_works(self.document))

    def as_table(self) -> dict[str, object]:
        """All figures as plain values, rounded; what is missing is None."""
        passive = self.passive_share
        return {
            "words": self.words,
            "paragraphs": self.paragraphs,
            "sentences": self.sentences,
            "words_per_sentence": round(self.sentence_length, 1),
            "scores": {name: round(value, 4) for name, value in self.scores.items()} or None,
            "vocabulary_mtld": round(self.vocabulary, 1),
            "english": self.english or None,
            "passive_share": None if passive is None else round(passive, 3),
            "citations": self.citations,
            "cited_share": round(self.cited_share, 3),
            "sources": self.sources,
        }


def cited_works(document: Document) -> set[tuple[str, str]]:
    """The works that are cited in the text, told apart by first author and year."""
    return {
        (citation.authors[0].lower() if citation.authors else "", citation.year or citation.pages)
        for block in document.running
        for citation in block.paragraph.citations
        if not citation.personal
    }


def _stretch(words: list[str]) -> float:
    """The mean length of stretches in which words stay varied, in one direction."""
    factors, seen, count = 0.0, set[str](), 0
    for word in words:
        seen.add(word)
        count += 1
        if len(seen) <= _FACTOR * count:
            factors, seen, count = factors + 1, set(), 0
    if count:
        factors += (1 - len(seen) / count) / (1 - _FACTOR)
    return len(words) / factors if factors else float(len(words))


_PARTS = {
    "title": "headings", "heading": "headings", "body": "body", "item": "body", "quote": "quotations",
    "caption": "captions and tables", "table": "captions and tables", "reference": "references", "furniture": "furniture",
    "foreign": "not English",
}  # fmt: skip
