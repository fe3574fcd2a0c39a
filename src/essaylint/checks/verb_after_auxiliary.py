"""An auxiliary with a verb in a form that cannot follow it: “did went”, “can goes”, “has wrote”, “to went”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon.inflection import data_lines, verb_forms
from essaylint.span import Span
from essaylint.values import dataclass

Kind = Literal["modal", "do", "did", "have", "to", "be"]

_WORDS: dict[str, Kind] = {}
_WORDS |= dict.fromkeys("can could may might must should would will shall cannot can't couldn't mustn't shouldn't wouldn't won't mightn't".split(), "modal")  # fmt: skip
_WORDS |= dict.fromkeys("don't doesn't didn't".split(), "do")
_WORDS |= dict.fromkeys("has have had having hasn't haven't hadn't".split(), "have")
_WORDS |= dict.fromkeys("is are was were been being isn't aren't wasn't weren't".split(), "be")
_WORDS |= dict.fromkeys("do does did".split(), "did")
_WORDS["to"] = "to"
_BETWEEN = frozenset(
    "not never also always just only really already often still even ever usually simply recently".split()
)
# A past form that is also a noun, an adjective or another verb says nothing by itself.
_AMBIGUOUS = frozenset(
    "saw rose bit fell felt left lay found ground wound bore cut put cost set hit hurt let shut read spread split thought built "
    "bound bent shot spent lost lit bid fed held led lent meant met sent spun shed slid strove spoke wove broke drove dove "
    "drew does needs uses works studies visits walks talks starts stays stops supports shows serves sells treats waits "
    "watches wishes loves lives hates helps fits fills feels finds finishes gains gets hears increases influences joins leaves "
    "lets looks mentions meets offers pays purchases puts reflects says sees sends speaks spends studies takes tells tends "
    "thinks tries travels wants worries writes closes concerns conducts connects contacts converts decreases estimates divides "
    "employs fails lacks lends likes makes means gives goes knows rejects refuses respects selects adds arranges buys appeals "
    "completes combines collects compares complains converts kept told sold paid said heard made brought bought taught caught "
    "fought sought slept swept wept won stood stuck struck swung sat sought understood dealt felt proved knew".split()
)
# What “to” belongs to when an infinitive has to follow.
_INFINITIVE = frozenset(
    "able unable going want wants wanted need needs needed have has had decided decide decides trying tried try tries began begin "
    "begins start started starts expected expect expects like likes liked hope hopes hoped plan plans planned ought supposed "
    "order intend intends intended attempt attempts attempted manage managed manages fail failed fails refuse refused seem seems "
    "seemed tend tends tended agreed willing ready likely unlikely chance opportunity ability easy hard difficult "
    "impossible possible necessary important forced asked told allowed him them us it me how learn learned learnt promised "
    "continue continued continues appears appear appeared happens happened forgot remember remembered afford wish wishes went".split()
)
_SUBJECTS = frozenset("i you he she it we they".split())
_NOUN_BEFORE = frozenset(
    "the a an his her its their my our your this that of free ill good last own strong political 's tin trash oil gas beer soda".split()
)


@cache
def _forms() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """Third persons, pasts that are no participle, and pasts, each with its lemma."""
    third: dict[str, str] = {}
    past_only: dict[str, str] = {}
    past: dict[str, str] = {}
    lemmas = [word for line in data_lines("grammar_verbs.txt") for word in line.split()]
    lemmas += ["have", *(line.split()[0] for line in data_lines("irregular_verbs.txt"))]
    for lemma in lemmas:
        forms = {form.slot: form.text for form in verb_forms(lemma)}
        third[forms["third"]] = lemma
        if forms["past"] != lemma:
            past[forms["past"]] = lemma
            if forms["past"] != forms["participle"]:
                past_only[forms["past"]] = lemma
    return third, past_only, past


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a verb in a wrong form after an auxiliary or “to”; no parse is needed."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield auxiliary and verb; the fix puts the verb in its right form."""
        words, lowered = paragraph.words, paragraph.lowered
        for at, aux in enumerate(lowered):
            kind = _WORDS.get(aux) or ("have" if aux.endswith("'ve") else None)
            if kind is None:
                continue
            to, negated = _verb_at(lowered, at + 1)
            word, before = words[at], lowered[at - 1] if at else ""
            if to is None or (before in _NOUN_BEFORE and kind != "have"):
                continue
            verb = lowered[to]
            if kind in ("did", "have") and verb in _SUBJECTS:
                to, negated = _verb_at(lowered, to + 1)
                if to is None or aux not in ("did", "have", "has", "had"):
                    continue
                right = _question(kind, lowered[to])
            elif kind == "did":
                right = _right("do", aux, verb, negated) if negated else _did(aux, verb)
            elif kind == "have" and verb.endswith("ing"):
                right = None
            elif kind == "to" and before in _INFINITIVE:
                right = _infinitive(verb)
            else:
                right = _right(kind, aux, verb, negated)
            if right is None:
                continue
            rest = words[to]
            if rest.text.islower() and _joined(paragraph, word, rest) and not _is_noun_place(paragraph, rest):
                span = Span(word.start, rest.end)
                new = paragraph.text[word.start : rest.start] + right
                yield Finding(span, {"right": right, "verb": rest.text}, fixes=(Fix.replace(span, new),))


def _joined(paragraph: Paragraph, first: Word, last: Word) -> bool:
    """Whether nothing but words and blanks stands between two words."""
    return all(char.isalnum() or char in " '’" for char in paragraph.text[first.end : last.start])


def _verb_at(lowered: tuple[str, ...], at: int) -> tuple[int | None, bool]:
    """Where the verb should be, after one or two adverbs, and whether “not” came before it."""
    negated = False
    for index, word in enumerate(lowered[at : at + 3], at):
        if word not in _BETWEEN:
            return index, negated
        negated |= word == "not"
    return None, negated


def _is_noun_place(paragraph: Paragraph, verb: Word) -> bool:
    return paragraph.text[verb.end : verb.end + 1] in ("'", "’", "-")


def _right(kind: Kind, aux: str, verb: str, negated: bool) -> str | None:
    third, past_only, past = _forms()
    if kind in ("modal", "do", "to"):
        if kind == "to":
            lemma = {"has": "have", "goes": "go", "does": "do", "becomes": "become", "is": ""}.get(verb)
            lemma = lemma or (past_only.get(verb) if verb not in _AMBIGUOUS else None)
            return lemma or None
        if verb in ("has", "goes"):
            return "have" if verb == "has" else "go"
        lemma = third.get(verb) or past_only.get(verb)
        if kind == "modal" and verb in past and verb not in past_only and verb.endswith("ed"):
            return None
        if verb == "had" and (kind == "do" or aux not in ("will", "may")):
            return "have"
        return lemma if lemma and (verb not in _AMBIGUOUS or kind == "do") else None
    if (
        kind == "have"
        and verb in past_only
        and (verb not in _AMBIGUOUS or verb in ("fell", "drove", "broke", "spoke", "became", "overcame", "ran", "came"))
    ):
        return next(form.text for form in verb_forms(past_only[verb]) if form.slot == "participle")
    if (
        kind == "be"
        and verb in past_only
        and verb not in _AMBIGUOUS
        and verb not in ("went", "began", "did", "rang", "sank")
    ):
        return next(form.text for form in verb_forms(past_only[verb]) if form.slot == "participle")
    return None


def _question(kind: Kind, verb: str) -> str | None:
    """The right form after “did you” or “have they”."""
    _, past_only, past = _forms()
    if kind == "did":
        return past.get(verb) if verb not in ("found", "left", "felt", "saw") or verb in past_only else None
    if verb in past_only and verb not in ("saw",):
        return next(form.text for form in verb_forms(past_only[verb]) if form.slot == "participle")
    return None


def _did(aux: str, verb: str) -> str | None:
    """The base after a “did” that stresses ("did went"), where the past form is no noun or adjective."""
    _, past_only, _ = _forms()
    return (
        past_only.get(verb) if aux == "did" and (verb not in _AMBIGUOUS or verb in ("understood", "thought")) else None
    )


def _infinitive(verb: str) -> str | None:
    """The base after a “to” that only an infinitive can follow."""
    third, past_only, past = _forms()
    lemma = past_only.get(verb) or (
        {"is": "be", "was": "be", "been": "be", "are": "be", "has": "have", "had": "have"}.get(verb)
    )
    if lemma is None and verb in third and verb not in ("means", "works", "studies", "visits"):
        lemma = third[verb]
    if (
        lemma is None
        and verb in past
        and verb not in ("found", "left", "felt", "lay", "ground", "bound", "wound", "used", "born")
    ):
        lemma = past[verb]
    return lemma if lemma != verb else None
