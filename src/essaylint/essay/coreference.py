"""Who "it", "they", "the country" and "both countries" are: the claims of a whole essay with their phrases resolved."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from essaylint.essay.claims import Claim
from essaylint.essay.nounphrases import Phrase
from essaylint.lexicon.opposites import nations, sections
from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.essay.document import Document

_MEMORY = 24
_PLURAL = frozenset({"they", "them", "these", "those", "their"})
_SINGULAR = frozenset({"it", "its"})
_PERSONS = frozenset({"he", "him", "his", "she", "her", "hers"})
_HUMAN_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "president", "king", "queen", "pope", "saint", "general"})


class Memory:
    """What was mentioned, newest first."""

    def __init__(self) -> None:
        self._mentions: deque[Phrase] = deque(maxlen=_MEMORY)
        self._nations: deque[str] = deque(maxlen=4)
        self._persons: dict[str, Phrase] = {}

    def note(self, phrase: Phrase) -> None:
        """Remember a phrase that stands for something."""
        if not phrase.head or phrase.pronoun and not phrase.head:
            return
        self._mentions.appendleft(phrase)
        for name in (phrase.name, *phrase.names):
            if name in _countries() and (not self._nations or self._nations[-1] != name):
                if name in self._nations:
                    self._nations.remove(name)
                self._nations.append(name)

    def person(self, pronoun: str) -> Phrase | None:
        """The last person that he or she may be."""
        for phrase in self._mentions:
            if phrase.plural or phrase.name in _countries():
                continue
            if phrase.name or phrase.head in sections("rhetoric")["person"]:
                return phrase
        return None

    def thing(self, plural: bool) -> Phrase | None:
        """The last thing or things that a pronoun may stand for."""
        for phrase in self._mentions:
            if phrase.plural == plural and not (plural and phrase.name):
                return phrase
        return None

    def longer(self, phrase: Phrase) -> Phrase | None:
        """The last fuller mention with the same head, for "the policy"."""
        for other in self._mentions:
            if other.head == phrase.head and other.plural == phrase.plural and not other.name:
                return other if len(other.words | other.names) > len(phrase.words | phrase.names) else None
        return None

    def nation(self) -> str:
        """The last country."""
        return self._nations[-1] if self._nations else ""

    def two_nations(self) -> tuple[str, ...]:
        """The last two countries."""
        return tuple(self._nations)[-2:] if len(self._nations) > 1 else ()


def _countries() -> frozenset[str]:
    return frozenset(nations().values())


def resolve(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims with their subjects, objects and agents resolved; one claim with two subjects becomes two."""
    memory = Memory()
    paragraph, sentence = -1, Span(-1, -1)
    pending: list[Phrase] = []
    for claim in claims:
        if claim.sentence != sentence or claim.paragraph != paragraph:
            for phrase in reversed(pending):
                memory.note(phrase)
            pending = []
            paragraph, sentence = claim.paragraph, claim.sentence
        subjects = _resolved(claim.subject, memory, pending)
        arguments = tuple(
            (role, _resolved(phrase, memory, [])[0] if role in ("object", "agent") else phrase) for role, phrase in claim.arguments
        )
        pending.extend(subjects[:1])
        pending.extend(phrase for role, phrase in arguments if role in ("object", "agent") and phrase.head)
        for subject in subjects:
            yield replace(claim, subject=subject, arguments=arguments)


def _resolved(phrase: Phrase, memory: Memory, same_sentence: list[Phrase]) -> tuple[Phrase, ...]:
    """The phrase itself, or what it stands for; two phrases for "both countries"."""
    if phrase.pronoun and not phrase.head:
        return (_pronoun(phrase, memory, same_sentence),)
    if phrase.head in sections("rhetoric")["country"] and not phrase.names:
        if phrase.plural and phrase.quantity in ("both", "the", "this"):
            names = memory.two_nations()
            if names:
                return tuple(replace(phrase, head=name.split()[-1], name=name, words=frozenset(), pronoun=phrase.text) for name in names)
        elif not phrase.plural and phrase.quantity in ("the", "this") and phrase.head in ("country", "state") and not phrase.words:
            name = memory.nation()
            if name:
                return (replace(phrase, head=name.split()[-1], name=name, words=frozenset(), pronoun=phrase.text),)
    if phrase.quantity in ("the", "this", "that") and not phrase.name:
        fuller = memory.longer(phrase)
        if fuller and phrase.words <= fuller.words and phrase.names <= fuller.names:
            return (replace(phrase, words=fuller.words, names=fuller.names, pronoun=phrase.text),)
    return (phrase,)


def _pronoun(phrase: Phrase, memory: Memory, same_sentence: list[Phrase]) -> Phrase:
    word = phrase.pronoun
    found: Phrase | None = None
    if word in _PERSONS:
        found = next((one for one in same_sentence if one.name and one.name not in _countries()), None) or memory.person(word)
    elif word in _SINGULAR:
        found = next((one for one in same_sentence if one.head and not one.plural), None) or memory.thing(plural=False)
    elif word in _PLURAL and word not in ("these", "those"):
        found = next((one for one in same_sentence if one.head and one.plural), None) or memory.thing(plural=True)
    if found is None:
        return phrase
    return replace(found, text=phrase.text, span=phrase.span, index=phrase.index, pronoun=word)


def document_claims(document: Document) -> tuple[Claim, ...]:
    """The claims of the essay's own paragraphs, resolved, in document prose coordinates. Parses what lacks a parse."""
    document.parse()
    placed = []
    for number, block in enumerate(document.running):
        for claim in block.paragraph.claims:
            placed.append(
                replace(claim, span=claim.span.shift(block.start), sentence=claim.sentence.shift(block.start), paragraph=number)
            )
    return tuple(resolve(placed))
