"""Noun phrases of a parsed paragraph: what they are about, and whether two of them may mean the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from essaylint.essay.quantities import number_of
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import nations, persons, sections
from essaylint.lexicon.words import COMMON, entry
from essaylint.span import Span
from essaylint.values import dataclass, replace

_PARTS = frozenset({"appos", "conj", "cc", "punct", "preconj", "predet", "det", "case", "neg"}) | CLAUSES
_QUANTIFIERS = frozenset(
    "all every each no some many most few several both any another other only sole neither either half none same various more less fewer".split()
)
_MASS = {"majority": "most", "minority": "few", "number": "many", "lot": "many", "lots": "many", "hundreds": "many",
         "thousands": "many", "millions": "many", "dozens": "many"}  # fmt: skip
_SAME_HEAD = {
    "strategy": "policy", "approach": "policy", "movie": "film", "pupil": "student", "kid": "child", "automobile": "car",
    "corporation": "company", "firm": "company", "nation": "country", "physician": "doctor", "folk": "people",
    "infant": "baby", "residence": "home", "novella": "novel", "essay": "paper", "occupation": "profession",
}  # fmt: skip
_EVERYBODY = {
    "everyone": ("people", "all"), "everybody": ("people", "all"), "nobody": ("people", "no"), "noone": ("people", "no"),
    "someone": ("people", "some"), "somebody": ("people", "some"), "everything": ("thing", "all"), "nothing": ("thing", "no"),
    "something": ("thing", "some"), "anyone": ("people", "any"), "anybody": ("people", "any"), "anything": ("thing", "any"),
}  # fmt: skip
# Words that set a thing apart from others of its kind.
APART = frozenset(
    "first second third fourth fifth last new old next previous former latter other another younger older upper lower northern southern "
    "eastern western early late left right superlative".split()
)
_NEARLY = frozenset({"nearly", "almost", "virtually", "practically", "hardly"})
_SHARES = frozenset({"third", "quarter", "fifth", "tenth", "sixth", "majority", "minority"})
_SIDES = frozenset("north south east west northern southern eastern western new old upper lower central".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    `head` is the lemma of its head (the last word of a name), `words` the lemmas of what modifies it, `names` the
    proper names inside it (countries by one name: Russian and Russia's are both "russia"), `name` the whole name where
    the head is one, `inner` what stands after its "of" or owns it, `quantity` its determiner or quantifier ("the", "no", "all", "not all", "sole" ...), `pronoun` the
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
    owner: str = ""
    count: float | None = None
    inner: Phrase | None = None

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
            return self.pronoun == other.pronoun or {self.pronoun, other.pronoun} <= {"it", "this", "that"}
        if "another" in (self.quantity, other.quantity) and self.quantity != other.quantity:
            return False
        if bool(self.name) != bool(other.name):  # a capital that hid a noun, or a name that looks like one
            return self.head == other.head and " " not in self.name + other.name and self.words == other.words
        if self.name:
            return bool(same_name(self.name, other.name) and self.words == other.words)
        if self.head != other.head or not self.head:
            return False
        if not _same_names(self.names, other.names):
            return False
        if self.words == other.words and self.names == other.names:
            return self.plural == other.plural or "the" not in (self.quantity, other.quantity)
        less, more = (self, other) if len(self.words | self.names) <= len(other.words | other.names) else (other, self)
        if not (less.words <= more.words and less.names <= more.names):
            return False
        # "The lake" is not "the small lake behind the mill": what was named before was put in its place already.
        if less.owner and less.inner is None and more.quantity == "poss":
            return True  # "her father", of whom it was not yet known whose
        return bool(less.pronoun or (less.definite and less.names & more.names))


def is_human(phrase: Phrase) -> bool:
    """Whether a phrase names people, as far as its head tells."""
    return phrase.head in persons() or phrase.head == "people" or phrase.head.endswith(("ist", "man", "woman", "keeper", "worker", "owner", "ian", "teacher"))


def _same_names(first: frozenset[str], second: frozenset[str]) -> bool:
    return first <= second or second <= first


@lru_cache(maxsize=4096)
def same_name(first: str, second: str) -> bool:
    """Whether two names may be of one: equal, or the shorter one is the end or the start of the longer.

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
    return (less[-1] == more[-1] and set(less) <= set(more)) or less == more[: len(less)]


def lemma(tree: Tree, index: int) -> str:
    """The lower-case lemma of a token."""
    token = tree.tokens[index]
    word = token.lemma.lower()
    return "good" if word == "well" and token.tag in ("JJR", "JJS") else word


def _runs(tree: Tree, indexes: list[int]) -> list[list[int]]:
    """Neighbouring tokens that make up one proper name."""
    found: list[list[int]] = []
    for index in indexes:
        token = tree.tokens[index]
        if token.pos != "PROPN" or token.text[:1].islower():
            continue
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def phrase_at(tree: Tree, index: int, inner: bool = True) -> Phrase:
    """The noun phrase whose head is the token at `index`.

    Its prepositional phrases count as part of it; without `inner` only those with "of" do.
    """
    found = tree.memo.get((index, inner))
    if not isinstance(found, Phrase):
        found = tree.memo[index, inner] = _phrase_at(tree, index, inner)
    return found


def _phrase_at(tree: Tree, index: int, inner: bool) -> Phrase:
    tokens = tree.tokens
    whole = _whole(tree, index)
    if whole is not None:
        part = phrase_at(tree, whole, inner)
        word = tokens[index].text.lower()
        count = number_of(word)
        if tokens[index].tag == "JJS" or word in ("first", "last"):
            return replace(part, index=index, quantity="a", plural=False, words=part.words | {lemma(tree, index)}, span=tree.span(index, tree.token_at(part.span.end)))
        if word == "one" and any(child < index and tokens[child].text.lower() == "only" for child in (*tree.children[index], index - 1)):
            return replace(part, index=index, quantity="only one", plural=False, count=1.0, span=tree.span(index, tree.token_at(part.span.end)))
        word = "no" if word in ("none", "neither") else "some" if tokens[index].pos == "NUM" or word[-4:] in ("cent", "%") else word
        first = min(index, *(child for child in tree.children[index]))
        return replace(part, index=index, quantity=_MASS.get(word, word), plural=True, count=count,
            pronoun=part.pronoun or (part.text if part.quantity in ("the", "this", "poss") else ""), span=tree.span(first, tree.token_at(part.span.end)))
    inside = tree.under(index, _PARTS)
    if not inner:
        away: set[int] = set()
        for prep in tree.deps(index, "prep"):
            if prep.text.lower() != "of":
                away.update(tree.under(prep.index))
        inside = [one for one in inside if one not in away]
    owner, count, superlative = "", None, False
    quantity, plural = "", tokens[index].tag in ("NNS", "NNPS")
    for child in tree.children[index]:
        token = tokens[child]
        word = token.text.lower()
        if token.dep in ("det", "predet", "amod", "nummod", "advmod") and (word in _QUANTIFIERS or token.dep == "det"):
            word = {"these": "this", "those": "that", "an": "a"}.get(word, word)
            if word in _QUANTIFIERS and child and tokens[child - 1].text.lower() == "not":
                word = f"not {word}"
            if word in ("all", "every", "no", "none", "the") and child and tokens[child - 1].text.lower() in _NEARLY:
                word = "few" if word in ("no", "none") else "most" if word != "the" else word
            if not quantity or word in _QUANTIFIERS or word.startswith("not"):
                quantity = word
        elif token.dep == "poss" and not quantity:
            quantity = "poss"
            owner = token.text.lower() if token.tag == "PRP$" else ""
        if (token.tag == "JJS" and word != "most") or (token.dep == "amod" and any(one.text.lower() == "most" for one in tree.deps(child, "advmod"))):
            superlative = True
        if token.dep == "nummod":
            below = tree.under(child)
            count = number_of(_text(tree, below[0], below[-1]))
    if index + 1 < len(tokens) and tokens[index + 1].text.lower() == "alone":
        quantity = "only"
    runs = _runs(tree, inside)
    names, covered = set(), set()
    name = ""
    for run in runs:
        text = " ".join(tokens[one].text for one in run).lower().strip(".'\"“”‘’")
        text = nations().get(text, text)
        if index in run:
            name = "" if len(run) == 1 and _common(tree, index) else text
        elif text:
            names.add(text)
        covered.update(run)
    if name:
        for beside in tree.deps(index, "appos", "npadvmod"):
            if beside.pos == "PROPN":
                text = beside.text.lower()
                names.add(nations().get(text, text))
    empty = sections("rhetoric")["empty"]
    words = set()
    for one in inside:
        token = tokens[one]
        if one in covered or one == index:
            continue
        if token.tag == "PRP$" and token.head != index:
            words.add(token.text.lower())
        elif token.pos == "ADJ" and token.text.lower() in nations() and token.text[0].isupper():
            names.add(nations()[token.text.lower()])
        elif token.pos in ("NOUN", "ADJ", "VERB", "PROPN") and token.tag not in ("PDT",):
            word = lemma(tree, one)
            if word not in empty and word not in _QUANTIFIERS and not token.text[0].isdigit():
                words.add(word)
    words.update(_restriction(tree, index))
    if superlative or tokens[index].tag == "JJS":
        words.add("superlative")
    head = name.split()[-1] if name else lemma(tree, index)
    if head in ("first", "last", "only", "one"):
        words.update(lemma(tree, one) for one in tree.under(index) if tokens[one].pos in ("VERB", "NOUN", "PROPN") and one > index)
    if tokens[index].pos == "ADJ" and tokens[index].text.lower() in nations():
        name = head = nations()[tokens[index].text.lower()]
    if tokens[index].text.lower() in _EVERYBODY or (head == "one" and quantity in ("no", "every")):
        head, quantity = _EVERYBODY.get(tokens[index].text.lower(), ("people", "no" if quantity == "no" else "all"))
        return Phrase(index, tokens[index].text, tokens[index].span, head, frozenset(words), frozenset(names), "", quantity, True)
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
        frozenset(names), name, quantity, plural or pronoun in ("they", "them", "these", "those", "both"), pronoun, owner, count,
        _inner(tree, index),
    )  # fmt: skip


def _inner(tree: Tree, index: int) -> Phrase | None:
    """The phrase of what stands after "of", or of the owner."""
    for child in tree.children[index]:
        token = tree.tokens[child]
        if token.dep == "poss" and token.tag != "PRP$":
            return phrase_at(tree, child)
        if token.dep == "prep" and token.text.lower() == "of":
            thing = tree.dep(child, "pobj")
            return None if thing is None else phrase_at(tree, thing.index)
    return None


def _restriction(tree: Tree, index: int) -> Iterator[str]:
    """The verb of a relative clause without a comma: "the bridge that we use" is not any bridge."""
    for clause in tree.deps(index, "relcl"):
        first = tree.under(clause.index)[0]
        if tree.tokens[first - 1].text != ",":
            told = sorted(lemma(tree, one) for one in tree.under(clause.index) if one != clause.index and tree.tokens[one].pos in ("NOUN", "PROPN", "ADJ", "ADV", "NUM"))
            yield " ".join(["that", lemma(tree, clause.index), *told])


def _common(tree: Tree, index: int) -> bool:
    """Whether a capital at the start of a sentence hides an ordinary noun."""
    token = tree.tokens[index]
    first = index == 0 or tree.tokens[index - 1].sentence != token.sentence
    if not first or token.text.lower() in nations():
        return False
    word = token.text.lower()
    forms = [entry(word), entry(word.removesuffix("s"))]
    return any(known is not None and known.level == COMMON and known.zipf >= 3.3 for known in forms)


def _whole(tree: Tree, index: int) -> int | None:
    """The head of the whole in "none of the pupils", "three of them", "a majority of voters"."""
    token = tree.tokens[index]
    word = token.text.lower()
    best = token.tag == "JJS" or (token.pos == "ADJ" and word in ("first", "last"))
    if token.pos != "NUM" and not best and word not in _QUANTIFIERS and word not in _MASS and word not in _SHARES and word not in ("cent", "percent", "%"):
        return None
    if word in _MASS and any(child.text.lower() in ("the", "this") for child in tree.deps(index, "det")) and word == "number":
        return None
    for prep in tree.deps(index, "prep"):
        thing = tree.dep(prep.index, "pobj")
        if prep.text.lower() == "of" and thing is not None:
            return thing.index
    return None


def _text(tree: Tree, first: int, last: int) -> str:
    parts: list[str] = []
    for one in range(first, last + 1):
        token = tree.tokens[one]
        if parts and token.start > tree.tokens[one - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
