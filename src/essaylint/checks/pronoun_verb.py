"""A pronoun with a verb in another person: “he have”, “they was”, “it don't”; no parse is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon.inflection import data_lines, verb_forms
from essaylint.span import Span

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
        folded, words = paragraph.folded, paragraph.words
        bases, thirds = self._verbs
        for at, word in enumerate(words[:-1]):
            pronoun = folded[word.start : word.end]
            if pronoun not in _THIRD and pronoun not in _OTHERS:
                continue
            next_at = at + 1
            while next_at < len(words) - 1 and folded[words[next_at].start : words[next_at].end] in _BETWEEN:
                next_at += 1
            verb = words[next_at]
            text = folded[verb.start : verb.end]
            if folded[word.end : verb.start].strip(" abcdefghijklmnopqrstuvwxyz"):
                continue
            before = folded[words[at - 1].start : words[at - 1].end] if at else ""
            joined = at == 0 or folded[words[at - 1].end : word.start] == " "
            if pronoun in _THIRD:
                right = _FIXED_THIRD.get(text) or bases.get(text)
                if not right or _blocked(folded, words, at, pronoun, text, before, joined):
                    continue
            else:
                right = _FIXED_OTHERS.get(text) or thirds.get(text) or (text if text == "are" else None)
                if pronoun == "i":
                    right = (
                        "am"
                        if text == "are"
                        else None
                        if text in ("is", "was", "isn't", "wasn't")
                        else "was"
                        if text == "were"
                        else right
                    )
                if not right or (
                    joined
                    and before
                    in ("of", "and", "or", "nor", "than", "to", "for", "what", "with", "between", "like", "by")
                ):
                    continue
                if pronoun == "you" and (
                    (joined and before and before not in ("if", "when", "because", "that", "but", "as", "so"))
                    or text not in _FIXED_OTHERS
                ):
                    continue
                if pronoun == "i" and word.text != "I":
                    continue
            span = Span(word.start, verb.end)
            new = paragraph.text[word.start : verb.start] + right
            yield Finding(span, {"right": new}, fixes=(Fix.replace(span, new),))


def _blocked(folded: str, words: tuple[Word, ...], at: int, pronoun: str, verb: str, before: str, joined: bool) -> bool:
    """Whether a question, a wish or a request makes the bare form right, or may do so."""
    if pronoun in ("it",) and verb not in (
        "have",
        "don't",
        "are",
        "haven't",
        "seem",
        "become",
        "depend",
        "contain",
        "belong",
        "mean",
        "happen",
        "consist",
    ):
        return True
    if joined and before in _BLOCKS and not (before == "and" and verb in ("don't", "haven't")):
        return True
    near = [folded[word.start : word.end] for word in words[max(at - 6, 0) : at]]
    if verb in ("were", "are") and pronoun != "it" and not {"if", "as", "wish", "though"}.isdisjoint(near):
        return True
    return not _ASKS.isdisjoint(near) or "?" in folded[words[at].end : words[at].end + 120]


_ASKS = frozenset(
    "do does did can could will would shall should may might must let lets make makes made suggest suggests suggested recommend "
    "recommends recommended demand demands demanded insist insists insisted require requires required request requested ask "
    "asked order ordered propose proposed essential important imperative necessary vital crucial advise advised urge urged if "
    "were prefer preferred wish neither nor help helped helps see saw seeing watch watched hear heard than".split()
)
