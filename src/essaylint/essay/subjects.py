"""What a finite verb agrees with: its subject, what “there is” tells of, a relative pronoun's noun, a quantity's noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaylint.essay.number import MEASURES, number_of, one_body
from essaylint.essay.syntax import Tree, lower

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

# Quantities that leave the number to the plural after “of”, and those that are one whatever follows.
_QUANTITIES = frozenset("many several few both most all some lot lots plenty half".split())
_ONES = frozenset("each one either".split())
_ADVERBS = frozenset("also still always often usually only even now already never".split())
_PLAIN_AFTER = frozenset("do does did let make makes made help helps helped see saw have had that whether".split())
# Adjectives that stand for people after “the” and go with a plural.
_CLASSES = frozenset(
    "elderly unemployed homeless disabled sick wounded blind deaf wealthy needy powerful weak accused".split()
)
_OF_ONE = frozenset("a an each every this another".split())


def subject_of(tree: Tree, token: Token, verb: Token, either: frozenset[str]) -> tuple[Token | None, bool | None]:
    """The word that the finite `token` of `verb` agrees with, and whether that is a plural; None where unsure."""
    there = tree.child(verb, "expl") or _here(tree, verb)
    if there is not None and lower(there) in ("there", "here"):
        noun = _existing(tree, there, token, verb)
        return noun, number_of(tree, noun, either) if noun is not None else None
    subjects = tree.children(verb, "nsubj", "nsubjpass")
    subject = subjects[0] if len(subjects) == 1 else None
    if subject is None or subject.index > token.index:
        return None, None
    if lower(subject) in ("this", "it"):
        return subject, False if _stands_alone(tree, subject, token) else None
    if subject.tag in ("WDT", "WP"):
        noun = _antecedent(tree, subject, verb)
        return noun, _antecedent_number(tree, noun, either) if noun is not None else None
    quantity = _quantity_number(tree, subject, either)
    return subject, number_of(tree, subject, either) if quantity is None else quantity


def is_bare_finite(tree: Tree, verb: Token) -> bool:
    """Whether what the tagger takes for an infinitive is the verb of a clause with “when” or “because”."""
    mark = tree.child(verb, "advmod", "mark")
    return (
        verb.dep == "advcl"
        and lower(mark) in ("when", "because", "while", "since", "although", "where")
        and not tree.children(verb, "aux", "auxpass", "neg", "cc", "conj")
        and tree.child(verb, "nsubj") == tree.before(verb)
    )


def _here(tree: Tree, verb: Token) -> Token | None:
    """“Here” at the start of the sentence, right before a form of “be”."""
    first = tree.before(verb)
    return first if verb.lemma == "be" and lower(first) == "here" and tree.before(verb, 2) is None else None


def _quantity_number(tree: Tree, subject: Token, either: frozenset[str]) -> bool | None:
    """The number of “many of the …”, “a lot of …”, “each of the …”, “the number of …”; None for other subjects."""
    name, of = lower(subject), tree.after(subject)
    noun = tree.child(of, "pobj") if of is not None and lower(of) == "of" and of.head == subject.index else None
    if (
        noun is None
        or noun.tag != "NNS"
        or tree.children(subject, "conj", "appos")
        or not number_of(tree, noun, either)
    ):
        return None
    if tree.children(noun, "conj", "relcl") or noun.lemma in MEASURES:
        return None
    if name == "number":
        return False if any(lower(kid) == "the" for kid in tree.children(subject, "det")) else None
    if name in _ONES:
        return False if lower(tree.before(subject)) not in ("than", "or", "not", "more", "two", "every") else None
    if name == "half" and tree.children(subject, "det"):
        return None  # “the half of the houses”: a noun of its own
    return True if name in _QUANTITIES else None


def _existing(tree: Tree, there: Token, token: Token, verb: Token) -> Token | None:
    """The noun that “there is” tells of; None where it is joined to others or counted as one amount."""
    noun = tree.child(verb, "attr", "nsubj", "nsubjpass", "dobj")
    near = {lower(tree.before(there, by)) for by in range(1, 5)}
    if lower(token) == "were" and (near & {"if", "as", "though", "wish", "lest"} or there.index > token.index):
        return None
    if noun is None or noun.index < token.index or abs(there.index - token.index) > 2 or lower(verb) == "being":
        return None
    left, last = tree.left(noun), max(token.index, verb.index)
    if left != last + 1 and not (left <= last + 3 and lower(tree.after(token)) in _ADVERBS):
        return None
    before = tree.tokens[last + 1 : noun.index]
    if tree.children(noun, "conj", "cc", "preconj") or any(kid.tag == "CD" or kid.text in "/,(" for kid in before):
        return None
    words = {lower(kid) for kid in before}
    if noun.tag == "NN" and not (words & {"a", "an", "no", "much", "little", "another"} and "few" not in words):
        return None
    after = tree.after(noun)
    return None if after is not None and (after.text in ("/", "-", ",", "(") or lower(after) in ("and", "or")) else noun


def _stands_alone(tree: Tree, pronoun: Token, verb: Token) -> bool:
    """Whether “this” or “it” is surely the subject of the verb right after it."""
    between = tree.between(pronoun, verb)
    before = tree.before(pronoun)
    if verb.tag != "VBP" or lower(verb) in ("are", "were") or len(between) > 1 or any(t.tag != "RB" for t in between):
        return False
    if any(lower(tree.before(pronoun, by)) in _PLAIN_AFTER for by in range(1, 6)):
        return False
    return (
        before is None or before.text == "," or lower(before) in ("because", "and", "but", "so", "when", "as", "since")
    )


def _antecedent(tree: Tree, pronoun: Token, verb: Token) -> Token | None:
    """The noun right before a relative pronoun that its clause surely tells of."""
    noun = tree.before(pronoun)
    if verb.dep != "relcl" or noun is None or tree.head(verb) != noun or noun.dep in ("conj", "appos", "npadvmod"):
        return None
    above = tree.head(tree.head(noun) if noun.dep == "pobj" else noun)
    if noun.dep == "pobj" and (above.pos not in ("VERB", "AUX") or above.dep in ("relcl", "acl")):
        return None
    if noun.dep in ("dobj", "attr") and above.dep == "relcl":
        return None
    return None if tree.children(noun, "conj", "cc", "prep") else noun


def _antecedent_number(tree: Tree, noun: Token, either: frozenset[str]) -> bool | None:
    """The number of a relative clause's noun, sure only after a determiner that is singular."""
    many = False if one_body(tree, noun) else number_of(tree, noun, either)
    if many is False:
        marks = {lower(kid) for kid in tree.children(noun, "det")}
        sure = marks & _OF_ONE or (marks == {"the"} and lower(noun) not in _CLASSES)
        return False if sure and lower(tree.before(noun)) != "only" else None
    return many
