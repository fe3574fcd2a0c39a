"""One claim of an essay."""

from __future__ import annotations

from essaylint.essay.nounphrases import Phrase
from essaylint.essay.quantities import Date, Number
from essaylint.essay.setting import Setting
from essaylint.lexicon.inflection import verb_forms
from essaylint.span import Span
from essaylint.values import dataclass

Arguments = tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the essay.

    `subject` is what stands before the verb (also of a passive), `verb` its lemma ("be" of a copula, "exist" for
    "there is", the first of its like in same_verbs.txt), `said` the lemma as written, `arguments` the other phrases with their roles: object, agent, attribute, a preposition, or
    "object:on" for a preposition inside the object. `clause` holds the words of
    the clauses that complete it ("seems to listen", "where people know little"). `numbers` are (number, counted noun, role). Offsets count the
    paragraph's code points, or the document's once it is placed.
    """

    span: Span
    sentence: Span
    index: int
    subject: Phrase
    verb: str
    passive: bool
    negated: bool
    arguments: tuple[tuple[str, Phrase], ...]
    setting: Setting
    numbers: tuple[tuple[Number, str, str], ...] = ()
    dates: tuple[Date, ...] = ()
    adverbs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    paragraph: int = 0
    said: str = ""
    clause: frozenset[str] = frozenset()

    def argument(self, *roles: str) -> Phrase | None:
        """The first argument in one of these roles."""
        for role, phrase in self.arguments:
            if role in roles:
                return phrase
        return None

    @property
    def actor(self) -> Phrase | None:
        """Who does it, in the active and in the passive."""
        return self.argument("agent") if self.passive else self.subject

    @property
    def object(self) -> Phrase | None:
        """What it is done to, in the active and in the passive."""
        return self.subject if self.passive else self.argument("object")

    @property
    def attributes(self) -> tuple[Phrase, ...]:
        """What the subject is said to be."""
        return tuple(phrase for role, phrase in self.arguments if role == "attribute")

    def __str__(self) -> str:
        parts = [self.subject.text, self._predicate()]
        shown = {"object": "", "attribute": "", "agent": "by "}
        parts += [shown.get(role, f"{role} ") + phrase.text for role, phrase in self.arguments if ":" not in role]
        notes = [self.setting.holder and f"says {self.setting.holder}", *sorted(self.setting.times)]
        note = ", ".join(note for note in notes if note and not note.startswith("clause "))
        return " ".join(part for part in parts if part) + (f" ({note})" if note else "")

    def _predicate(self) -> str:
        """The verb in the present tense, with what is said of its certainty and whether it is denied."""
        verb, deny = self.said or self.verb, "not " if self.negated else ""
        forms = {form.slot: form.text for form in verb_forms(verb)}
        many = _is_many(self.subject.text)
        be = "are" if many else "is"
        if self.setting.modality:
            return f"{self.setting.modality} {deny}{'be ' + forms['participle'] if self.passive else verb}"
        if self.passive:
            return f"{be} {deny}{forms['participle']}"
        if verb == "be":
            return f"{be} {deny}".rstrip()
        if self.negated:
            return f"{'do' if many else 'does'} not {verb}"
        return verb if many else forms["third"]


def _is_many(subject: str) -> bool:
    """Whether a subject looks like a plural: a guess that only decides how a claim is written out."""
    words = subject.lower().split()
    if not words or " and " in f" {subject} " or words[0] in ("they", "we", "you", "i", "both", "these", "those", "many"):
        return bool(words)
    head = words[next((at for at, word in enumerate(words) if word in ("of", "in", "for", "that", "who")), len(words)) - 1]
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "’s"))
