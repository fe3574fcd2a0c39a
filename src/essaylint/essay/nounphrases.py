"""Noun phrases of a parsed paragraph: what they are about, and whether two of them may mean the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import nations, sections
from essaylint.span import Span

_PARTS = frozenset({"appos", "conj", "cc", "punct", "preconj", "predet", "det", "case", "neg"}) | CLAUSES
_QUANTIFIERS = frozenset(
    "all every each no some many most few several both any another other only sole neither either half none same various".split()
)
_SAME_HEAD = {
    "strategy": "policy", "approach": "policy", "movie": "film", "pupil": "student", "kid": "child", "automobile": "car",
    "corporation": "company", "firm": "company", "nation": "country", "physician": "doctor", "folk": "people",
    "infant": "baby", "residence": "home", "novella": "novel", "essay": "paper", "occupation": "profession",
}  # fmt: skip
_SIDES = frozenset("north south east west northern southern eastern western new old upper lower central".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    `head` is the lemma of its head (the last word of a name), `words` the lemmas of what modifies it, `names` the
    proper names inside it (countries by one name: Russian and Russia's are both "russia"), `name` the whole name where
    the head is one, `quantity` its determiner or quantifier ("the", "no", "all", "not all", "sole" ...), `pronoun` the
    pronoun that it was before it was resolved.
    """

    index: int
    text: str
    span: Span
    head: str
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    name: str = ""
    quantity: str = ""
    plural: bool = False
    pronoun: str = ""

    @property
    def definite(self) -> bool:
        """Whether it points at something known: "the", "this", a possessive or a name."""
        return bool(self.quantity in ("the", "this", "that", "these", "those", "poss") or self.name or self.pronoun)

    @property
    def content(self) -> frozenset[str]:
        """All lemmas and names in it."""
        return self.words | self.names | {self.head}

    def may_be(self, other: Phrase) -> bool:
        """Whether both may mean the same thing."""
        if self.pronoun and other.pronoun and not (self.head or other.head):
            return self.pronoun == other.pronoun
        if self.name or other.name:
            return bool(self.name and other.name and same_name(self.name, other.name) and self.words == other.words)
        if self.head != other.head or not self.head:
            return False
        if not _same_names(self.names, other.names):
            return False
        if self.words == other.words and self.names == other.names:
            return self.plural == other.plural or "the" not in (self.quantity, other.quantity)
        less, more = (self, other) if len(self.words | self.names) <= len(other.words | other.names) else (other, self)
        if not (less.words <= more.words and less.names <= more.names):
            return False
        return less.definite and bool(less.words or less.names or less.pronoun) or (less.quantity in ("the", "this") and more.definite)


def _same_names(first: frozenset[str], second: frozenset[str]) -> bool:
    return first <= second or second <= first


@lru_cache(maxsize=4096)
def same_name(first: str, second: str) -> bool:
    """Whether two names may be of one: equal, or the shorter one is the end (or the start) of the longer.

    >>> same_name("philip dunne", "dunne"), same_name("north korea", "korea"), same_name("john smith", "john dunne")
    (True, False, False)
    """
    one, other = first.replace("-", " ").split(), second.replace("-", " ").split()
    if one == other:
        return True
    less, more = (one, other) if len(one) <= len(other) else (other, one)
    if not less or (set(more) - set(less)) & _SIDES:
        return False
    if len(less) == len(more):
        return False
    return less[-1] == more[-1] and set(less) <= set(more) or (less == more[: len(less)] and len(less) >= 2)


def lemma(tree: Tree, index: int) -> str:
    """The lower-case lemma of a token."""
    token = tree.tokens[index]
    return (token.lemma if token.lemma != "-PRON-" else token.text).lower()


def _runs(tree: Tree, indexes: list[int]) -> list[list[int]]:
    """Neighbouring tokens that make up one proper name."""
    found: list[list[int]] = []
    for index in indexes:
        token = tree.tokens[index]
        if token.pos != "PROPN" and not (token.tag == "CD" and found and found[-1][-1] == index - 1 and False):
            continue
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def phrase_at(tree: Tree, index: int) -> Phrase:
    """The noun phrase whose head is the token at `index`."""
    tokens = tree.tokens
    inside = tree.under(index, _PARTS)
    quantity, plural = "", tokens[index].tag in ("NNS", "NNPS")
    for child in tree.children[index]:
        token = tokens[child]
        word = token.text.lower()
        if token.dep in ("det", "predet", "amod", "nummod", "advmod") and (word in _QUANTIFIERS or token.dep == "det"):
            word = {"these": "this", "those": "that", "an": "a"}.get(word, word)
            if any(tokens[below].text.lower() == "not" for below in tree.children[child]) or (
                child and tokens[child - 1].text.lower() == "not"
            ):
                word = f"not {word}"
            if not quantity or word in _QUANTIFIERS or word.startswith("not"):
                quantity = word
        elif token.dep == "poss" and not quantity:
            quantity = "poss"
    runs = _runs(tree, inside)
    names, covered = set(), set()
    name = ""
    for run in runs:
        text = " ".join(tokens[one].text for one in run).lower().strip(".'\"“”‘’")
        text = nations().get(text, text)
        if index in run:
            name = text
        elif text:
            names.add(text)
        covered.update(run)
    empty = sections("rhetoric")["empty"]
    words = set()
    for one in inside:
        token = tokens[one]
        if one in covered or one == index:
            continue
        if token.pos == "ADJ" and token.text.lower() in nations() and token.text[0].isupper():
            names.add(nations()[token.text.lower()])
        elif token.pos in ("NOUN", "ADJ", "VERB") and token.tag not in ("PDT",):
            word = lemma(tree, one)
            if word not in empty and word not in _QUANTIFIERS and not token.text[0].isdigit():
                words.add(word)
    head = name.split()[-1] if name else lemma(tree, index)
    if tokens[index].pos == "ADJ" and tokens[index].text.lower() in nations():
        name = head = nations()[tokens[index].text.lower()]
    pronoun = tokens[index].text.lower() if tokens[index].pos == "PRON" or tokens[index].tag in ("PRP", "DT", "EX") else ""
    first, last = inside[0], inside[-1]
    while first < last and tokens[first].dep == "punct":
        first += 1
    for child in tree.children[index]:
        if tokens[child].dep in ("det", "predet", "poss") and child < first:
            first = child
    span = tree.span(first, last)
    return Phrase(
        index, "".join(_text(tree, first, last)), span, "" if pronoun else _SAME_HEAD.get(head, head), frozenset(words),
        frozenset(names), name, quantity, plural or pronoun in ("they", "them", "these", "those", "both"), pronoun,
    )  # fmt: skip


def _text(tree: Tree, first: int, last: int) -> str:
    parts = []
    for one in range(first, last + 1):
        token = tree.tokens[one]
        if parts and token.start > tree.tokens[one - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
