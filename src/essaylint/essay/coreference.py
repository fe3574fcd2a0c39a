"""Who "it", "they", "the country" and "both countries" are: the claims of a whole essay with their phrases resolved."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import APART, Phrase, is_human
from essaylint.lexicon.opposites import nations, persons, sections
from essaylint.span import Span
from essaylint.values import replace

if TYPE_CHECKING:
    from essaylint.essay.document import Document
    from essaylint.essay.paragraph import Paragraph

_MEMORY = 24
_PLURAL = frozenset({"they", "them", "these", "those", "their"})
_SINGULAR = frozenset({"it", "its"})
_PERSONS = frozenset({"he", "him", "his", "she", "her", "hers"})


_LOOSE_KINDS = frozenset("person man woman thing one way part place time example reason result member".split())
_GENDERS = dict.fromkeys("man boy king father brother son husband uncle hero actor emperor monk lord".split(), "he")
_GENDERS |= dict.fromkeys("woman girl queen mother sister daughter wife aunt heroine actress empress nun lady widow".split(), "she")


class Memory:
    """What was mentioned, newest first."""

    def __init__(self) -> None:
        self._mentions: deque[Phrase] = deque(maxlen=_MEMORY)
        self._nations: deque[str] = deque(maxlen=4)
        self._counts: Counter[str] = Counter()
        self._kinds: dict[str, Phrase] = {}
        self._genders: dict[str, str] = {}
        self.topic: Phrase | None = None

    def note(self, phrase: Phrase, weight: int = 1) -> None:
        """Remember a phrase that stands for something; `weight` is what it adds to the account of its country."""
        if not phrase.head:
            return
        self._mentions.appendleft(phrase)
        for name in [*sorted(phrase.names), phrase.name]:
            if name in _countries():
                self._counts[name] += weight
            if name in _countries() and (not self._nations or self._nations[-1] != name):
                if name in self._nations:
                    self._nations.remove(name)
                self._nations.append(name)

    def note_kind(self, kind: str, phrase: Phrase) -> None:
        """Remember that a named thing was said to be a thing of this kind."""
        self._kinds[kind] = phrase

    def of_kind(self, kind: str) -> Phrase | None:
        """The thing with a name that was last said to be of this kind."""
        return self._kinds.get(kind)

    def person(self, pronoun: str, but: Sequence[str] = ()) -> Phrase | None:
        """The last person that he or she may be."""
        return next((phrase for phrase in self._mentions if phrase.head not in but and _person(phrase) and self.fits(phrase, pronoun)), None)

    def fits(self, phrase: Phrase, pronoun: str) -> bool:
        """Whether a person may be he, or she; who was the one is not the other."""
        gender = "he" if pronoun in ("he", "him", "his") else "she"
        return _GENDERS.get(phrase.head, gender) == gender and self._genders.setdefault(phrase.name or phrase.head, gender) == gender

    def known_person(self, phrase: Phrase) -> bool:
        """Whether a phrase was called he or she, or names a kind of person."""
        return (phrase.name or phrase.head) in self._genders or phrase.head in persons()

    def thing(self, plural: bool, but: Sequence[str] = ()) -> Phrase | None:
        """The last thing or things that a pronoun may stand for."""
        groups = sections("logic")["group"] if plural else frozenset()
        for phrase in self._mentions:
            if phrase.head in groups and phrase.head not in but:
                return phrase
            if phrase.head not in but and phrase.plural == plural and not (plural and phrase.name) and (plural or not self.known_person(phrase)):
                return phrase
        return None

    def people(self) -> Phrase | None:
        """The last people that they may be."""
        return next((phrase for phrase in self._mentions if phrase.plural and is_human(phrase)), None)

    def longer(self, phrase: Phrase) -> Phrase | None:
        """The last fuller mention with the same head, for "the policy"."""
        for other in self._mentions:
            if other.head == phrase.head and other.plural == phrase.plural and not other.name:
                return other if len(other.words | other.names) > len(phrase.words | phrase.names) else None
        return None

    def nation(self) -> str:
        """The last country."""
        return self._nations[-1] if self._nations else ""

    def two_nations(self, newest: bool) -> tuple[str, ...]:
        """The last two countries, or the two that the essay has spoken of most."""
        if newest:
            return tuple(self._nations)[-2:] if len(self._nations) > 1 else ()
        names = [name for name, _ in self._counts.most_common(2)]
        return tuple(names) if len(names) > 1 else ()


@cache
def _countries() -> frozenset[str]:
    return frozenset(nations().values())


def resolve(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims with their subjects, objects and agents resolved; one claim with two subjects becomes two."""
    memory = Memory()
    paragraph, sentence = -1, Span(-1, -1)
    pending: list[Phrase] = []
    asides: list[Phrase] = []
    for claim in _named(tuple(claims)):
        if claim.sentence != sentence or claim.paragraph != paragraph:
            for phrase in reversed(asides):
                memory.note(phrase)
            for phrase in reversed(pending):
                memory.note(phrase, weight=3)
            memory.topic = pending[0] if pending else None
            pending, asides = [], []
            paragraph, sentence = claim.paragraph, claim.sentence
        minded = claim.verb in sections("rhetoric")["minded"]
        subjects = _resolved(claim.subject, memory, pending, minded)
        arguments = tuple((role, _resolved(phrase, memory, subjects[:1], inside=True)[0]) for role, phrase in claim.arguments)
        if subjects[0].head or subjects[0].pronoun in ("it", "they", "he", "she"):
            pending.extend(subjects[:1])
        pending.extend(phrase for role, phrase in arguments if role in ("object", "agent") and phrase.head)
        asides.extend(phrase for role, phrase in arguments if role not in ("object", "agent") and phrase.head and (role != "attribute" or phrase.quantity or phrase.name))
        if claim.verb == "be" and not claim.negated and subjects[0].name and not subjects[0].plural:
            for phrase in claim.attributes:
                if phrase.quantity in ("a", "the") and not phrase.name and phrase.head not in _LOOSE_KINDS:
                    memory.note_kind(phrase.head, subjects[0])
        for subject in subjects:
            yield replace(claim, subject=subject, arguments=arguments)


def _named(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The claims, with a capital at the start of a sentence read as the name that it is elsewhere in the essay."""
    known: dict[str, str] = {}
    for claim in claims:
        for phrase in (claim.subject, *(phrase for _, phrase in claim.arguments)):
            for name in (phrase.name, *phrase.names):
                if name:
                    known.setdefault(name.split()[-1], name)
    for claim in claims:
        whole = known.get(claim.subject.text.lower()) if not claim.subject.name and claim.subject.text[:1].isupper() else None
        yield claim if whole is None else replace(claim, subject=_as_name(claim.subject, whole))


def _as_name(phrase: Phrase, name: str) -> Phrase:
    return replace(phrase, name=name, head=name.split()[-1], words=frozenset(), plural=False, quantity="")


def _resolved(
    phrase: Phrase, memory: Memory, same_sentence: Sequence[Phrase], minded: bool = False, inside: bool = False
) -> tuple[Phrase, ...]:
    """The phrase itself, or what it stands for; two phrases for "both countries"."""
    if phrase.pronoun and not phrase.head:
        if inside:  # "she hates her": never the subject of its own clause
            return (_pronoun(phrase, phrase.pronoun, memory, (), minded, [one.head for one in same_sentence]),)
        return (_pronoun(phrase, phrase.pronoun, memory, same_sentence, minded),)
    if phrase.owner:
        owner = _pronoun(replace(phrase, head="", pronoun=phrase.owner), phrase.owner, memory, same_sentence, False)
        if owner.name:
            phrase = replace(phrase, names=phrase.names | {owner.name}, inner=owner)
        elif owner.head:
            phrase = replace(phrase, words=phrase.words | {owner.head}, inner=owner)
    elif phrase.inner is not None and (phrase.inner.quantity in ("the", "this") or phrase.inner.pronoun) and phrase.inner.inner is None:
        phrase = replace(phrase, inner=_resolved(phrase.inner, memory, same_sentence, inside=True)[0])
    if phrase.head in sections("rhetoric")["country"] and not phrase.names:
        if phrase.plural and phrase.quantity in ("both", "the", "this"):
            names = memory.two_nations(newest=phrase.quantity == "this")
            if names:
                return tuple(replace(phrase, head=name.split()[-1], name=name, words=frozenset(), pronoun=phrase.text) for name in names)
        elif not phrase.plural and phrase.quantity in ("the", "this") and phrase.head in ("country", "state") and not phrase.words:
            name = next((one.name for one in same_sentence if one.name in _countries()), "") or memory.nation()
            if name:
                return (replace(phrase, head=name.split()[-1], name=name, words=frozenset(), pronoun=phrase.text),)
    if phrase.quantity in ("the", "this", "that") and not phrase.name:
        named = memory.of_kind(phrase.head) if not phrase.words and not phrase.names and not phrase.plural else None
        if named is not None:
            return (replace(named, text=phrase.text, span=phrase.span, index=phrase.index, pronoun=phrase.text),)
        fuller = memory.longer(phrase)
        if fuller and phrase.words <= fuller.words and phrase.names <= fuller.names and not (fuller.words - phrase.words) & APART:
            return (replace(phrase, words=fuller.words, names=fuller.names, pronoun=phrase.text),)
    return (phrase,)


def _pronoun(
    phrase: Phrase, word: str, memory: Memory, near: Sequence[Phrase], minded: bool, but: Sequence[str] = ()
) -> Phrase:
    """What a pronoun stands for: the last fitting phrase of its own sentence, else of those before."""
    found: Phrase | None = None
    topic = memory.topic
    if topic is not None and topic.pronoun == word and not near and not but:
        return replace(topic, text=phrase.text, span=phrase.span, index=phrase.index)
    if word in _PERSONS:
        found = next((one for one in near if _person(one) and memory.fits(one, word)), None) or memory.person(word, but)
    elif word in _SINGULAR:
        found = next((one for one in near if one.head and not one.plural and not memory.known_person(one)), None) or memory.thing(False, but)
    elif word in _PLURAL and word not in ("these", "those"):
        found = next((one for one in near if one.plural or one.head in sections("logic")["group"]), None) or (minded and memory.people()) or memory.thing(True, but)
    if not found:
        return phrase
    quantity = phrase.quantity if phrase.quantity in ("no", "some", "all", "most", "many", "few") else found.quantity
    return replace(found, text=phrase.text, span=phrase.span, index=phrase.index, pronoun=word, quantity=quantity)


def _person(phrase: Phrase) -> bool:
    if phrase.plural:
        return False
    return bool(phrase.name and phrase.name not in _countries()) or phrase.head in persons()


def _tells(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the essay's own words, or a heading that is a sentence and no question."""
    if paragraph.kind not in ("title", "heading"):
        return True
    return not paragraph.text.rstrip().endswith("?") and paragraph.text.count(" ") > 2


def document_claims(document: Document) -> tuple[Claim, ...]:
    """The claims of the essay's own paragraphs, resolved, in document prose coordinates; kept on it. Parses what lacks a parse."""
    kept: tuple[Claim, ...] | None = document.__dict__.get("claims")
    if kept is None:
        kept = document.__dict__["claims"] = tuple(resolve(_placed(document)))
    return kept


def _plain_case(paragraph: Paragraph, lowered: set[str]) -> Paragraph:
    """A heading in Capital Letters as a sentence, so that its grammar can be read; what is a capital elsewhere stays one."""
    words = paragraph.text.split()
    if sum(word[:1].isupper() for word in words[1:]) * 2 <= len(words) - 1:
        return paragraph
    parts = [words[0], *(word.lower() if word.lower() in lowered else word for word in words[1:])]
    text = " ".join(parts)
    if len(text) != len(paragraph.text) or text == paragraph.text:
        return paragraph
    plain = replace(paragraph, text=text)
    from essaylint.backends.parser import parse_all  # spaCy costs seconds to load

    parse_all([plain])
    return plain


def _lower_words(paragraph: Paragraph) -> frozenset[str]:
    """The words of a paragraph that it writes in small letters."""
    return frozenset(word for word in paragraph.text.replace(",", " ").replace(".", " ").split() if word[:1].islower())


def _placed(document: Document) -> list[Claim]:
    document.parse()
    placed = []
    lowered: set[str] = set()
    blocks = (block for block in document.of_kind("title", "heading", "body", "item") if _tells(block.paragraph))
    for number, block in enumerate(blocks):
        heading = block.paragraph.kind in ("title", "heading")
        if heading and not lowered:
            lowered.update(word for other in document.of_kind("body", "item") for word in _lower_words(other.paragraph))
        for claim in (_plain_case(block.paragraph, lowered) if heading else block.paragraph).claims:
            placed.append(
                replace(claim, span=claim.span.shift(block.start), sentence=claim.sentence.shift(block.start), paragraph=number)
            )
    return placed
