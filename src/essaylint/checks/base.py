"""What a check is: a way of finding, with options. Its fields are the options that a card may set."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Literal

from essaylint.diagnostic import Finding
from essaylint.essay.automaton import Automaton
from essaylint.essay.automaton import Hit as Hit
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Kind, Paragraph
from essaylint.values import dataclass

Need = Literal["parse", "grammar"]


@dataclass(frozen=True)
class BaseCheck:
    """The base of all checks. `needs` names what must be installed or running: `parse`, `grammar`.

    `zones` are the kinds of paragraph that it reads unless its card says otherwise.
    """

    needs: ClassVar[frozenset[Need]] = frozenset()
    zones: ClassVar[tuple[Kind, ...]] = ("body", "item")

    def validate(self) -> None:
        """Raise `ValueError` if the options, each of its kind, make no sense; not asked again of a compiled rule."""


@dataclass(frozen=True)
class ParagraphCheck(BaseCheck, ABC):
    """A check that sees one paragraph and nothing else; its findings count the paragraph's code points.

    `atoms` are folded strings of which every paragraph with a finding holds at least one (none: that cannot be told).
    They are kept in the compiled rulebook: where none of them occurs the check is neither run nor even loaded.
    """

    @property
    def atoms(self) -> tuple[str, ...]:
        """See above; a function of the options."""
        return ()

    @abstractmethod
    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield what is wrong in `paragraph`."""


@dataclass(frozen=True)
class DocumentCheck(BaseCheck, ABC):
    """A check that sees the whole essay; its findings count code points of `document.prose`.

    It chooses its own paragraphs (`document.running`, `document.of_kind`); the engine drops what lies outside the
    card's `zones` only where the card sets them.
    """

    @abstractmethod
    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield what is wrong in `document`."""


@dataclass(frozen=True)
class PhraseCheck(ParagraphCheck, ABC):
    """A check that starts from fixed phrases; the engine finds those of the whole rulebook in one pass.

    `literals` are folded phrases (see `essay.paragraph.fold`); `judge` decides each hit.
    """

    @property
    @abstractmethod
    def literals(self) -> tuple[str, ...]:
        """Every phrase, folded."""

    @abstractmethod
    def judge(self, paragraph: Paragraph, hit: Hit) -> Finding | None:
        """The finding that a hit makes, or None."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the findings of its own phrases; the engine calls `judge` on hits of the shared automaton instead."""
        for _, hit in Automaton((self.literals,)).hits(paragraph):
            finding = self.judge(paragraph, hit)
            if finding is not None:
                yield finding
