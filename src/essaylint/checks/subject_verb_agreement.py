"""A subject and a verb that do not agree in number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.number import number_of, of_either
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.subjects import is_bare_finite, subject_of
from essaylint.essay.syntax import Tree, lower, verb_form
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import zipf
from essaylint.values import dataclass

_TO_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_UNCHANGED = frozenset("bet burst cast cost cut hit hurt let put quit read rid set shed shut slit split spread thrust upset".split())


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
        either = of_either(self.file)
        for token in tree.tokens:
            found = None
            if token.tag in ("VBZ", "VBP", "VBD") or (token.tag == "VB" and is_bare_finite(tree, token)):
                found = _disagreement(tree, token, either)
            elif token.tag == "NNS":
                found = _verb_as_noun(tree, token, either)
            if found:
                subject, right = found
                right = right[0].upper() + right[1:] if token.text[0].isupper() else right
                place = Place(subject.span, "the subject")
                words = {"right": right, "subject": subject.text}
                yield Finding(token.span, words, (place,), (Fix.replace(token.span, right),))


def _disagreement(tree: Tree, token: Token, either: frozenset[str]) -> tuple[Token, str] | None:
    """The subject of a finite verb and the verb in its number; None where they agree or nobody can tell."""
    verb = tree.head(token) if token.dep in ("aux", "auxpass") else token
    if token.tag != "VB" and tree.finite(verb) != token:
        return None
    subject, many = subject_of(tree, token, verb, either)
    if subject is None or many is None or (_is_plain(tree, subject, verb) and _is_odd(tree, subject, token)):
        return None
    if many and lower(tree.tokens[tree.left(subject)]).endswith("ing"):
        return None  # “visiting museums is …”: what is done, whatever the parser took it for
    if token.tag in ("VB", "VBP") and token.index and lower(tree.tokens[token.index - 1]) in ("so", "then", "please") and token.index - subject.index > 2:
        return None  # “…, so adjust it”: an order
    right = _mended(token, many)
    return (subject, right) if right else None


def _is_plain(tree: Tree, subject: Token, verb: Token) -> bool:
    """Whether it stands before the verb and is a noun or a quantity."""
    return subject.head == verb.index and subject.index < verb.index and lower(subject) not in ("this", "it")


def _mended(verb: Token, many: bool) -> str | None:
    """The verb in the other number; None where it is in this one."""
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
    if text in _UNCHANGED or text in ("'re", "'ve", "'m"):
        return None  # a past tense as well
    if verb.tag in ("VBP", "VB") and verb.lemma == text and zipf(text) > 3.5:
        return verb_form(text, "third")
    return None


def _verb_as_noun(tree: Tree, token: Token, either: frozenset[str]) -> tuple[Token, str] | None:
    """A verb in -s that the tagger takes for a noun because a plural stands before it (“students thinks”)."""
    noun = tree.before(token)
    base = _thirds().get(lower(token))
    if base is None or noun is None or noun.tag != "NNS" or lower(tree.after(token)) in ("of", "'", "’"):
        return None
    first = noun
    while (before := tree.before(first)) is not None and before.tag in ("JJ", "DT", "PRP$", "CD"):
        first = before
    opens = (
        before is None
        or before.tag == "CC"
        or before.dep == "mark"
        or (before.text == "," and _ends_opener(tree, before))
    )
    after = tree.after(token)
    if not opens or (after is not None and after.tag in ("VBZ", "VBP", "VBD", "MD", "NN", "NNS")):
        return None
    return (noun, base) if number_of(tree, noun, either) else None


@cache
def _thirds() -> dict[str, str]:
    """Forms in -s that are verbs and no plural nouns, with their bases."""
    return {verb_form(lemma, "third"): lemma for line in data_lines("grammar_verbs.txt") for lemma in line.split()}


def _is_odd(tree: Tree, subject: Token, verb: Token) -> bool:
    """Constructions in which the parser or the grammar makes the number unsure."""
    between = tree.tokens[subject.index + 1 : verb.index]
    if any(
        token.text in ("...", "…") or token.text.isdigit() or _is_other_phrase(tree, subject, token)
        for token in between
    ):
        return True
    pair = any(lower(kid) == "neither" for kid in tree.children(subject))
    opening = [
        token
        for token in tree.tokens[max(tree.left(subject) - 3, 0) : subject.index]
        if token.sentence == subject.sentence
    ]
    if not pair and any(lower(token) in ("nor", "neither") for token in opening):
        return True
    before = tree.before(tree.tokens[tree.left(subject)])
    joins = (
        before is not None and before.dep == "cc" and tree.head(before).pos in ("VERB", "AUX") and subject.tag != "NNS"
    )
    if before is not None and (before.tag in ("VBG", "VB") or (before.tag == "CC" and not joins)):
        return True
    if before is not None and before.text == "," and subject.tag == "NNS" and not _ends_opener(tree, before):
        return True
    left = tree.tokens[tree.left(subject) : subject.index]
    if any(lower(token) in ("and", "or", "in", "of", "(", ")") for token in left) or any(
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


def _ends_opener(tree: Tree, comma: Token) -> bool:
    """Whether the comma closes an introductory phrase, and so does not part the nouns of a list."""
    at = comma.index
    while at and tree.tokens[at - 1].sentence == comma.sentence:
        at -= 1
    opener = tree.tokens[at : comma.index]
    return bool(opener) and opener[0].tag in ("IN", "RB", "TO", "WRB") and not any(t.text == "," for t in opener)


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
