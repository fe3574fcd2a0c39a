"""A pronoun with a verb in another person: “he have”, “they was”, “it don't”; no parse is needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.inflection import data_lines, verb_forms
from essaylint.span import Span
from essaylint.values import dataclass

_THIRD = frozenset("he she it everyone everybody someone somebody nobody anybody everything".split())
_OTHERS = frozenset("i you we they".split())
_FIXED_THIRD = {
    "have": "has",
    "are": "is",
    "were": "was",
    "do": "does",
    "don't": "doesn't",
    "haven't": "hasn't",
    "aren't": "isn't",
}
_FIXED_OTHERS = {"is": "are", "was": "were", "has": "have", "does": "do", "doesn't": "don't", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't"}  # fmt: skip
# Words before the pronoun after which the other form may be right: questions, wishes, requests, objects, lists.
_BLOCKS = frozenset(
    "do does did can could will would shall should may might must let make makes made making help helps helped see saw seen "
    "watch hear if that lest though whether suppose wish as and or nor than with of for to by from about between have has had "
    "were was is are be been not don't doesn't didn't won't can't couldn't wouldn't shouldn't recommend suggest demand insist "
    "require request ask order propose essential important imperative what why how where when who whom whose which".split()
)
_BETWEEN = frozenset("also always never often just still only really usually sometimes even already".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a verb in the wrong person right after its pronoun; `file` lists verbs."""

    file: str = "grammar_verbs"

    @cached_property
    def _verbs(self) -> tuple[dict[str, str], dict[str, str]]:
        bases: dict[str, str] = {}
        thirds: dict[str, str] = {}
        for line in data_lines(f"{self.file}.txt"):
            for lemma in line.split():
                forms = {form.slot: form.text for form in verb_forms(lemma)}
                if forms["past"] != lemma:
                    bases[lemma] = forms["third"]
                thirds[forms["third"]] = lemma
        return bases, thirds

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield pronoun and verb; the fix puts the verb in the pronoun's person."""
        words, lowered = paragraph.words, paragraph.lowered
        for at, pronoun in enumerate(lowered[:-1]):
            third = pronoun in _THIRD
            if not third and pronoun not in _OTHERS:
                continue
            to = at + 1
            while to < len(words) - 1 and lowered[to] in _BETWEEN:
                to += 1
            right = self._mended(pronoun, lowered[to], third)
            if not right or (pronoun == "i" and words[at].text != "I"):
                continue
            span = Span(words[at].start, words[to].end)
            text = span.of(paragraph.text)
            if any(not char.isalpha() and char not in " '’" for char in text) or self._excused(paragraph, at, to):
                continue
            new = text[: words[to].start - span.start] + right
            yield Finding(span, {"right": new}, fixes=(Fix.replace(span, new),))

    def _mended(self, pronoun: str, verb: str, third: bool) -> str | None:
        """The verb in the pronoun's person, or None where it is so already or nobody can tell."""
        bases, thirds = self._verbs
        if third:
            return _FIXED_THIRD.get(verb) or (None if pronoun == "it" and verb not in _IT_VERBS else bases.get(verb))
        if pronoun == "i":
            return _FIXED_I.get(verb) or (thirds.get(verb) if verb not in ("is", "was", "isn't", "wasn't") else None)
        return _FIXED_OTHERS.get(verb) or (thirds.get(verb) if pronoun != "you" else None)

    def _excused(self, paragraph: Paragraph, at: int, to: int) -> bool:
        """Whether what stands before the pronoun makes the verb right, or may do so."""
        words, lowered = paragraph.words, paragraph.lowered
        pronoun, verb = lowered[at], lowered[to]
        joined = at > 0 and paragraph.text[words[at - 1].end : words[at].start] == " "
        before = lowered[at - 1] if joined else ""
        if pronoun == "i" and verb == "were" and not _UNREAL.isdisjoint(lowered[max(at - 6, 0) : at]):
            return True
        if pronoun in _OTHERS:
            return before in _LISTS or (pronoun == "you" and bool(before) and before not in _CLAUSES)
        if before in _BLOCKS and not (before == "and" and verb in ("don't", "haven't")):
            return True
        near = lowered[max(at - 6, 0) : at]
        if verb in ("were", "are") and pronoun != "it" and not {"if", "as", "wish", "though"}.isdisjoint(near):
            return True
        return not _ASKS.isdisjoint(near) or "?" in paragraph.text[words[at].end : words[at].end + 120]


_IT_VERBS = frozenset("seem become depend contain belong mean happen consist".split())
_FIXED_I = {"are": "am", "were": "was", "has": "have", "does": "do", "doesn't": "don't", "hasn't": "haven't"}
_LISTS = frozenset("of and or nor than to for what with between like by".split())
_CLAUSES = frozenset("if when because that but as so".split())
_UNREAL = frozenset("if as though wish wished wishes suppose supposing unless than".split())
_ASKS = frozenset(
    "do does did can could will would shall should may might must let lets make makes made suggest suggests suggested recommend "
    "recommends recommended demand demands demanded insist insists insisted require requires required request requested ask "
    "asked order ordered propose proposed essential important imperative necessary vital crucial advise advised urge urged if "
    "were prefer preferred wish neither nor help helped helps see saw seeing watch watched hear heard than".split()
)
