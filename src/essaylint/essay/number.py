"""Whether a noun phrase is singular or plural, as far as its parse tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from essaylint.essay.syntax import Tree, lower
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import zipf

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

PEOPLE = frozenset("people police personnel".split())
# Singular words that name a body of persons: one body after “a” or “every”, else of either number.
_BODIES = frozenset("group team family staff government committee company crowd class crew press army audience".split())
# Singular words that name many: a plural verb is right, or at least common, after them.
_EITHER = _BODIES | frozenset(
    "majority minority number lot lots variety range couple handful half rest percent percentage portion part proportion total "
    "series species public youth population media data pair set "
    "plenty none any all some most more other others same fraction dozen hundred thousand million third quarter bulk host array "
    "combination mix type kind sort generation faculty remainder mass bunch score amount duo trio high low record average "
    "wealth parts range anyone nobody many few latter former "
    "myriad multitude plethora string spate slew ton abundance".split()
)
_JOINERS = frozenset("and or nor neither either both but".split())
# After a number these name one amount: “ten miles is far”.
MEASURES = frozenset(
    "year month week day night hour minute second decade century time dollar euro pound cent franc mark yen rupee mile kilometre "
    "kilometer metre meter centimetre centimeter foot inch yard litre liter gallon kilo kilogram gram ton tonne acre hectare "
    "barrel bottle cup glass bag box "
    "degree percent point page word half third quarter fourth fifth sixth seventh eighth ninth tenth".split()
)
# Nouns without a plural, whatever a file says of the determiners before them.
_MASS = frozenset("evidence information advice equipment knowledge homework furniture progress".split())
_ONE_THING = frozenset("a an this that each every another".split())
_ONE_BODY = frozenset("a an each every another".split())


@cache
def of_either(file: str) -> frozenset[str]:
    """The nouns of a lexicon file that go with both numbers."""
    return frozenset(word for line in data_lines(f"{file}.txt") for word in line.split()) - PEOPLE


def number_of(tree: Tree, noun: Token, either: frozenset[str]) -> bool | None:
    """True for a plural phrase around `noun`, False for a singular one, None where nobody can tell."""
    name = lower(noun)
    joined = tree.children(noun, "conj")
    if (
        noun.tag not in ("NN", "NNS")
        or name in (_EITHER - _BODIES if joined else _EITHER)
        or not name.isalpha()
        or noun.text.isupper()
    ):
        return None
    if noun.text[0].isupper() and (tree.before(noun) is not None or zipf(name) < 4):
        return None  # a name
    return _joined(tree, [noun, *joined]) if joined else _alone(tree, noun, either)


def one_body(tree: Tree, noun: Token) -> bool:
    """Whether the noun names one body of persons beyond doubt: “a company”, “every team”."""
    return lower(noun) in _BODIES and any(lower(kid) in _ONE_BODY for kid in tree.children(noun, "det"))


def is_irregular_plural(name: str) -> bool:
    """Whether it is a plural without -s that is never a singular: “men”, “children”."""
    return name in ("men", "women", "children", "teeth", "mice", "geese") or (
        name.endswith(("smen", "women", "children")) and len(name) > 6
    )


def _joined(tree: Tree, nouns: list[Token]) -> bool | None:
    """The number of nouns joined by a conjunction."""
    words = {lower(kid) for one in nouns for kid in tree.children(one, "cc", "preconj", "det")} & _JOINERS
    if words == {"neither", "nor"} and {one.tag for one in nouns} <= {"NN", "NNP"}:
        return False
    if words != {"and"} and words != {"and", "both"}:
        return None
    return None if _same_thing(tree, nouns[0], nouns[1]) else True


def _same_thing(tree: Tree, noun: Token, other: Token) -> bool:
    """Whether the two nouns may name one thing ("research and development", "the rise and fall")."""
    if any(lower(kid) in ("each", "every", "no", "any") for kid in tree.children(noun, "det")):
        return True
    if noun.tag == other.tag == "NNS" and _counted(tree, noun) and _counted(tree, other):
        return False
    first = tree.child(noun, "det", "poss", "amod")
    return tree.child(other, "det", "poss") is None or first is None


def _counted(tree: Tree, noun: Token) -> bool:
    return any(kid.tag == "CD" and kid.index < noun.index for kid in tree.children(noun))


def _alone(tree: Tree, noun: Token, either: frozenset[str]) -> bool | None:
    """The number of a noun that is joined to no other."""
    name = lower(noun)
    if name in PEOPLE:
        return None if any(lower(kid) == "a" for kid in tree.children(noun, "det")) else True
    if name in either and name not in _MASS:
        return None
    numbers = [kid for kid in tree.children(noun) if kid.tag == "CD" and kid.dep not in ("relcl", "acl", "conj", "dep")]
    if numbers and (
        noun.tag == "NN"
        or noun.lemma in MEASURES
        or any(kid.dep != "nummod" or kid.index > noun.index for kid in numbers)
    ):
        return None
    if noun.tag == "NNS":
        if any(lower(kid) in _ONE_THING for kid in tree.children(noun, "det")):
            return None  # “this informations”: the noun is at fault
        return True if (name.endswith("s") and zipf(name) > 2.5) or is_irregular_plural(name) else None
    return None if name.endswith("s") else False
