"""A subject and a verb that do not agree in number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, verb_form
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import zipf
from essaylint.values import dataclass

_TO_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PEOPLE = frozenset("people police personnel".split())
# Singular words that name many: a plural verb is right, or at least common, after them.
_EITHER = frozenset(
    "majority minority number lot lots variety range couple handful half rest percent percentage portion part proportion total "
    "group team family staff government committee company crowd series species public youth population media data pair set "
    "plenty none any all some most more other others fraction dozen hundred thousand million third quarter bulk host array "
    "combination mix type kind sort class generation faculty crew press army audience couple remainder mass bunch score amount duo trio high low record average wealth parts range anyone nobody".split()
)
_JOINERS = frozenset("and or nor neither either both but".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a finite verb whose number is not its subject's.

    `file` lists nouns in -s that are singular, and others that go with both numbers.
    """

    file: str = "grammar_number"
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the verb, with its subject as related place; the fix changes the verb."""
        tree = paragraph.tree
        either = _either(self.file)
        for token in tree.tokens:
            if token.tag not in ("VBZ", "VBP", "VBD"):
                continue
            verb = tree.head(token) if token.dep in ("aux", "auxpass") else token
            subjects = tree.children(verb, "nsubj", "nsubjpass")
            subject = subjects[0] if len(subjects) == 1 else None
            if subject is None or subject.index > token.index or tree.finite(verb) != token:
                continue
            right = _right(tree, subject, token, either)
            if right:
                right = right[0].upper() + right[1:] if token.text[0].isupper() else right
                place = Place(subject.span, "the subject")
                words = {"right": right, "subject": subject.text}
                yield Finding(token.span, words, (place,), (Fix.replace(token.span, right),))


@cache
def _either(file: str) -> frozenset[str]:
    """The nouns that go with both numbers."""
    return frozenset(word for line in data_lines(f"{file}.txt") for word in line.split()) - _PEOPLE


def _right(tree: Tree, subject: Token, verb: Token, either: frozenset[str]) -> str | None:
    """The verb in the subject's number; None where they agree or nobody can tell."""
    many = _number(tree, subject, either)
    if many is None or _is_odd(tree, subject, verb):
        return None
    text = lower(verb)
    if many:
        if text in _TO_PLURAL:
            return _TO_PLURAL[text]
        if verb.tag == "VBZ" and text not in ("'s", "is"):
            base = verb.lemma if verb.lemma != text else ""
            return base if base and zipf(base) > 3.5 and verb_form(base, "third") == text else None
        return None
    if text in _TO_SINGULAR:
        return _TO_SINGULAR[text]
    if verb.tag == "VBP" and verb.lemma == text and zipf(text) > 3.5 and text not in ("'re", "'ve", "'m"):
        return verb_form(text, "third")
    return None


def _number(tree: Tree, subject: Token, either: frozenset[str]) -> bool | None:
    """True for a plural subject, False for a singular one, None where nobody can tell."""
    name = lower(subject)
    if subject.tag not in ("NN", "NNS") or name in _EITHER or not name.isalpha() or subject.text.isupper():
        return None
    if subject.text[0].isupper() and (tree.before(subject) is not None or zipf(name) < 4):
        return None  # a name
    joined = tree.children(subject, "conj")
    if joined:
        words = {
            lower(kid) for one in (subject, *joined) for kid in tree.children(one, "cc", "preconj", "det")
        } & _JOINERS
        if words == {"neither", "nor"} and {one.tag for one in (subject, *joined)} <= {"NN", "NNP"}:
            return False
        if words != {"and"} and words != {"and", "both"}:
            return None
        if _same_thing(tree, subject, joined[0]):
            return None
        return True
    if name in _PEOPLE:
        return None if any(lower(kid) == "a" for kid in tree.children(subject, "det")) else True
    if name in either or any(
        kid.dep in ("nummod", "quantmod", "appos", "prep") and kid.tag == "CD" for kid in tree.children(subject)
    ):
        return None
    if subject.tag == "NNS":
        return True if name.endswith("s") and zipf(name) > 2.5 else None
    return None if name.endswith(("s", "ics")) else False


def _same_thing(tree: Tree, subject: Token, other: Token) -> bool:
    """Whether the two nouns may name one thing ("research and development", "the rise and fall")."""
    first = tree.child(subject, "det", "poss", "amod")
    second = tree.child(other, "det", "poss")
    every = any(lower(kid) in ("each", "every", "no", "any") for kid in tree.children(subject, "det"))
    return every or second is None or first is None


def _is_odd(tree: Tree, subject: Token, verb: Token) -> bool:
    """Constructions in which the parser or the grammar makes the number unsure."""
    between = tree.tokens[subject.index + 1 : verb.index]
    if any(
        token.text in ("...", "…") or token.text.isdigit() or _is_other_phrase(tree, subject, token)
        for token in between
    ):
        return True
    pair = any(lower(kid) == "neither" for kid in tree.children(subject))
    opening = tree.tokens[max(tree.left(subject) - 3, 0) : subject.index]
    if not pair and any(lower(token) in ("nor", "neither") for token in opening):
        return True
    before = tree.before(tree.tokens[tree.left(subject)])
    joins = (
        before is not None and before.dep == "cc" and tree.head(before).pos in ("VERB", "AUX") and subject.tag != "NNS"
    )
    if before is not None and (before.tag in ("VBG", "VB") or (before.tag == "CC" and not joins)):
        return True
    if before is not None and before.text == "," and subject.tag == "NNS":
        return True
    left = tree.tokens[tree.left(subject) : subject.index]
    if any(lower(token) in ("and", "or", "(", ")") for token in left) or any(
        lower(token) in ("all", "each", "both") for token in between
    ):
        return True
    if subject.tag == "NN" and any(lower(token) == "and" for token in between) and not tree.children(subject, "conj"):
        return True
    if any(token.text in (":", ";", "(", ")", "—", "–", "/", '"', "“", "”", "-") for token in between):
        return True
    if any(lower(token) in ("or", "nor", "&", "plus", "than", "with") for token in between) and not pair:
        return True
    if any(
        token.tag in ("VBZ", "VBP", "VBD", "MD") and token.dep not in ("relcl", "aux", "auxpass") for token in between
    ):
        return True
    if any(
        lower(token) in ("if", "that", "whether", "lest", "though", "wish") and lower(verb) in ("were", "be", "have")
        for token in opening
    ):
        return True
    if any(
        token.tag == "MD"
        or lower(token) in ("do", "does", "did", "let", "make", "help", "see", "how", "why", "what", "watch", "hear")
        for token in opening
    ):
        return True
    last = tree.before(verb)
    if last is None or last.tag == "CC":
        return True
    right = tree.right(subject)
    if right > verb.index:
        return True
    head = tree.head(verb) if verb.dep in ("aux", "auxpass") else verb
    return (
        verb.tag == "VBP"
        and lower(verb) not in _TO_SINGULAR
        and (head.dep in ("ccomp", "conj") or _could_be_noun(verb, last))
    )


def _is_other_phrase(tree: Tree, subject: Token, token: Token) -> bool:
    """Whether a noun between subject and verb may be the subject itself: no preposition, verb or list governs it."""
    if token.tag not in ("NN", "NNS", "NNP", "PRP") or token.dep in ("compound", "amod", "nmod", "poss", "npadvmod"):
        return False
    if token.dep == "appos":
        left = tree.before(tree.tokens[tree.left(token)])
        return left is None or left.text != ","
    if token.dep in ("pobj", "conj", "dobj", "attr"):
        return token.head < subject.index
    return token.dep not in ("nsubj", "nsubjpass") or tree.head(token).dep not in ("relcl", "acl", "ccomp", "advcl")


def _could_be_noun(verb: Token, last: Token) -> bool:
    """Whether what the tagger calls a verb may be the head of a compound noun ("the water supply lines")."""
    return last.tag in ("NN", "JJ") and last.dep == "compound"
