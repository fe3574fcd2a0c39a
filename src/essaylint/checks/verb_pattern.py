"""A verb followed by the infinitive where it takes the -ing form, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of, verb_form
from essaylint.values import dataclass

_TIME = frozenset("time hour year day week month minute evening night weekend morning afternoon life".split())
_NOUNS = frozenset("research work change progress practice reform growth debate trade study".split())
_NO_LINK = frozenset("be have do 's 're go come start".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `to` + infinitive after verbs of `gerund`, -ing after verbs of `infinitive`, and a base form after words of `ing`.

    `ing` are prepositions and phrases ending in “to” that take the -ing form. `prepositions` are verbs, adjectives and nouns
    with the preposition that they take before -ing instead of `to` (“insist on”); `objects` are such verbs with an object in
    between (“prevent from”).
    """

    gerund: tuple[str, ...]
    infinitive: tuple[str, ...]
    ing: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the words at fault; the fix puts the other form."""
        tree, folded = paragraph.tree, paragraph.folded
        for token in tree.tokens:
            if token.lemma in self._prepositions and token.pos in ("VERB", "ADJ"):
                yield from self._to_preposition(tree, token)
            elif token.pos == "VERB" and token.lemma in self._objects:
                yield from self._after_object(tree, token)
            elif token.pos == "VERB" and token.lemma in self.gerund:
                yield from self._to_gerund(tree, token)
            elif token.pos == "VERB" and token.lemma in self.infinitive:
                yield from self._to_infinitive(tree, token)
            elif lower(token) == "to" or token.tag == "IN":
                yield from self._after(tree, token, folded)

    @cached_property
    def _prepositions(self) -> dict[str, str]:
        return _pairs(self.prepositions)

    @cached_property
    def _objects(self) -> dict[str, str]:
        return _pairs(self.objects)

    def _to_preposition(self, tree: Tree, word: Token) -> Iterator[Finding]:
        to, rest = tree.after(word), tree.after(word, 2)
        if to is None or rest is None or lower(to) != "to" or rest.tag != "VB" or rest.head != word.index or rest.dep not in ("xcomp", "advcl", "ccomp"):
            return
        if word.pos == "VERB" and tree.child(word, "auxpass", "nsubjpass"):
            return  # “it is believed to be”
        new = " ".join(filter(None, (self._prepositions[word.lemma], verb_form(rest.lemma, "gerund"))))
        yield _finding(to, rest, new, f"{word.text} {new}")

    def _after_object(self, tree: Tree, verb: Token) -> Iterator[Finding]:
        rest = next((kid for kid in tree.children(verb, "xcomp", "ccomp", "advcl") if kid.tag == "VB" and kid.index > verb.index), None)
        to = tree.before(rest) if rest is not None else None
        if rest is None or to is None or lower(to) != "to" or not 1 < to.index - verb.index < 6:
            return
        between = tree.tokens[verb.index + 1 : to.index]
        if any(token.text == "," for token in between) or (verb.lemma == "spend" and between[-1].lemma not in _TIME):
            return
        new = " ".join(filter(None, (self._objects[verb.lemma], verb_form(rest.lemma, "gerund"))))
        yield _finding(to, rest, new, f"{verb.text} … {new}")

    def _to_gerund(self, tree: Tree, verb: Token) -> Iterator[Finding]:
        to, rest = tree.after(verb), tree.after(verb, 2)
        if lower(to) != "to" or to is None or rest is None or rest.tag != "VB" or rest.dep != "xcomp":
            return
        if tree.child(verb, "auxpass", "nsubjpass") or verb.tag == "VBN":
            return
        yield _finding(to, rest, verb_form(rest.lemma, "gerund"), f"{verb.text} {verb_form(rest.lemma, 'gerund')}")

    def _to_infinitive(self, tree: Tree, verb: Token) -> Iterator[Finding]:
        rest = tree.after(verb)
        if rest is None or rest.tag != "VBG" or rest.dep not in ("xcomp",) or not rest.text.endswith("ing"):
            return
        after = tree.after(rest)
        if after is None or after.tag in ("IN", "CC", ".", ","):
            return
        yield _finding(rest, rest, f"to {rest.lemma}", f"{verb.text} to {rest.lemma}")

    def _after(self, tree: Tree, word: Token, folded: str) -> Iterator[Finding]:
        rest = tree.after(word)
        if rest is None or rest.tag != "VB" or (rest.lemma in ("be",) and word.tag == "IN"):
            return
        before = folded[max(word.start - 24, 0) : word.end]
        if not any(before.endswith((" " + phrase, "^" + phrase)) or before == phrase for phrase in self.ing):
            return
        if rest.text != rest.lemma or rest.lemma in _NOUNS:
            return
        yield _finding(rest, rest, verb_form(rest.lemma, "gerund"), f"{word.text} {verb_form(rest.lemma, 'gerund')}")


def _pairs(rows: tuple[str, ...]) -> dict[str, str]:
    """A verb and its preposition, which may be empty, from “insist on”."""
    return {verb: preposition for verb, _, preposition in (row.partition(" ") for row in rows)}


def _finding(first: Token, last: Token, new: str, right: str) -> Finding:
    span = span_of(first, last)
    return Finding(span, {"right": right}, fixes=(Fix.replace(span, new),))
