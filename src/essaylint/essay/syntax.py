"""Reading a parse: sentences, heads and children, subjects, clauses and the forms of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from essaylint.lexicon.inflection import noun_forms, verb_forms
from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE_TAGS = frozenset({"VBZ", "VBP", "VBD", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
BE = frozenset("be am is are was were been being 's 're 'm".split())
MODALS = frozenset("can could may might must shall should will would".split())


def sentences_of(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The tokens of every sentence, blanks left out."""
    for _, group in groupby(tokens, key=lambda token: token.sentence):
        sentence = tuple(token for token in group if not token.text.isspace())
        if sentence:
            yield sentence


class Tree:
    """The parse of one paragraph with its children made when asked for; indexes count the paragraph's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._children: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.index:
                self._children[token.head].append(token)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Its children, or those with one of these relations, in order."""
        kids = self._children[token.index]
        return [kid for kid in kids if kid.dep in deps] if deps else kids

    def child(self, token: Token, *deps: str) -> Token | None:
        """Its first child with one of these relations."""
        return next((kid for kid in self._children[token.index] if kid.dep in deps), None)

    def head(self, token: Token) -> Token:
        """What it hangs on; itself for the root."""
        return self.tokens[token.head]

    def after(self, token: Token, by: int = 1) -> Token | None:
        """The token `by` places later in the same sentence."""
        at = token.index + by
        other = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return other if other is not None and other.sentence == token.sentence and not other.text.isspace() else None

    def before(self, token: Token, by: int = 1) -> Token | None:
        """The token `by` places earlier in the same sentence."""
        return self.after(token, -by)

    def subtree(self, token: Token) -> list[Token]:
        """It and all that hangs on it, in order."""
        found = [token]
        for one in found:
            found.extend(self._children[one.index])
        return sorted(found, key=lambda one: one.index)

    def left(self, token: Token) -> int:
        """The index of the first token of its subtree."""
        return self.subtree(token)[0].index

    def right(self, token: Token) -> int:
        """The index of the last token of its subtree."""
        return self.subtree(token)[-1].index

    def between(self, first: Token, last: Token) -> Sequence[Token]:
        """The tokens strictly between two."""
        return self.tokens[first.index + 1 : last.index]

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb that it is an auxiliary of."""
        if verb.dep in ("aux", "auxpass"):
            verb = self.head(verb)
        return self.child(verb, *SUBJECTS)

    def finite(self, verb: Token) -> Token | None:
        """The finite word of a clause: the verb itself or its first finite auxiliary."""
        words = [*self.children(verb, "aux", "auxpass"), verb]
        return next((word for word in sorted(words) if word.tag in FINITE_TAGS), None)

    def is_clause(self, verb: Token) -> bool:
        """Whether the verb has its own subject and a finite form."""
        return verb.pos in ("VERB", "AUX") and self.subject(verb) is not None and self.finite(verb) is not None


def lower(token: Token | None) -> str:
    """Its text in lower case with a straight apostrophe; empty for None."""
    return token.text.lower().replace("’", "'") if token is not None else ""


def span_of(first: Token, last: Token) -> Span:
    """From the start of one token to the end of another."""
    return Span(first.start, last.end)


def verb_form(lemma: str, slot: str) -> str:
    """A verb in one of the slots base third past participle gerund."""
    if lemma == "be":
        return {"base": "are", "third": "is"}.get(slot) or next(f.text for f in verb_forms("be") if f.slot == slot)
    return next(form.text for form in verb_forms(lemma) if form.slot == slot)


def plural(noun: str) -> str:
    """The plural of a noun, with the capitals of the noun kept."""
    return noun if not noun else noun_forms(noun)[1].text


def is_plural_noun(token: Token) -> bool:
    """Whether the tagger takes it for a plural."""
    return token.tag in ("NNS", "NNPS")


def is_wordlike(token: Token) -> bool:
    """Whether it is a word and not a mark or a number."""
    return token.text[:1].isalpha()
