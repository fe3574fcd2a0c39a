"""Claims without a verb: "the abolition of serfdom by the king", "no link between tea and sleep"."""

from __future__ import annotations

from essaylint.essay.arguments import LONGEST, denied, prepositional
from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import lemma, phrase_at
from essaylint.essay.quantities import Date
from essaylint.essay.setting import setting_of
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import actions, same_verbs, sections
from essaylint.span import Span

_INTRANSITIVE = frozenset("die arrive rise fall grow decline collapse depart fail survive succeed return retire resign end".split())
_HAPPENED = frozenset({"after", "since", "following", "upon"})


def noun_claim(tree: Tree, index: int, sentence: Span, text: str, dates: list[tuple[int, Date]]) -> Claim | None:
    """The claim that the noun at `index` makes, or None.

    A noun of action claims that it happened where it is a subject or stands after "after" and has an "of".
    """
    word = lemma(tree, index)
    bonds, harms = sections("logic")["bond"], sections("effects")["harm noun"]
    if word not in actions() and word not in bonds and word not in harms and word not in sections("effects")["help noun"]:
        return None
    below = {prep.text.lower(): prep.index for prep in tree.deps(index, "prep", "agent")}
    if word in bonds and "between" in below:
        return _bond(tree, index, below["between"], sentence, text)
    helps = sections("effects")["help noun"]
    target = next((prep for prep in ("to", "for") if prep in below), "")
    if (word in harms or word in helps) and target and "of" in below and phrase_at(tree, index).quantity in ("the", "poss"):
        return _effect(tree, index, "damage" if word in harms else "benefit", below["of"], below[target], sentence, text)
    harm = word in harms and "to" in below and "of" not in below and " by " in sentence.of(text)
    verb = "damage" if harm else actions().get(word, "")
    token = tree.tokens[index]
    happened = token.dep in ("nsubj", "nsubjpass") or tree.tokens[token.head].text.lower() in _HAPPENED
    if not verb or not (harm or (happened and "of" in below and phrase_at(tree, index).quantity != "no")):
        return None
    return _action(tree, index, same_verbs().get(verb, verb), below, "to" if harm else "of", sentence, text, dates)


def _bond(tree: Tree, index: int, between: int, sentence: Span, text: str) -> Claim | None:
    token = tree.tokens[index]
    things = [phrase for _, phrase in prepositional(tree, between, "")]
    if len(things) < 2:
        return None
    governor = token.head if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") else index
    negated = (phrase_at(tree, index).quantity == "no") != denied(tree, governor)
    inside = tree.under(index, CLAUSES)
    words = frozenset(lemma(tree, one) for one in inside)
    setting = setting_of(tree, governor, text, sentence)
    arguments = (("object", things[1]),)
    span = tree.span(inside[0], inside[-1])
    return Claim(span, sentence, index, things[0], "relate", False, negated, arguments, setting, words=words)


def _effect(tree: Tree, index: int, verb: str, cause: int, target: int, sentence: Span, text: str) -> Claim | None:
    """"The benefits of the canal for the region" as "the canal benefits the region"."""
    causes = [phrase for _, phrase in prepositional(tree, cause, "")]
    things = [phrase for _, phrase in prepositional(tree, target, "")]
    if not causes or not things:
        return None
    token = tree.tokens[index]
    governor = token.head if token.dep in ("nsubj", "nsubjpass", "dobj", "attr") else index
    inside = tree.under(index, CLAUSES)
    words = frozenset(lemma(tree, one) for one in inside)
    setting = setting_of(tree, governor, text, sentence)
    roles = tuple(("object", one) for one in things)
    return Claim(tree.span(inside[0], inside[-1]), sentence, index, causes[0], verb, False, False, roles, setting, words=words)


def _action(
    tree: Tree, index: int, verb: str, below: dict[str, int], role: str, sentence: Span, text: str, dates: list[tuple[int, Date]]
) -> Claim | None:
    token = tree.tokens[index]
    things = [phrase for _, phrase in prepositional(tree, below[role], "")]
    inside = tree.under(index, CLAUSES)
    span = tree.span(inside[0], inside[-1])
    if not things or span.length > LONGEST + 20:
        return None
    setting = setting_of(tree, token.head if token.dep in ("nsubj", "nsubjpass", "pobj") else index, text, sentence)
    words = frozenset(lemma(tree, one) for one in inside)
    held = tuple(date for at, date in dates if at in inside)
    if verb in _INTRANSITIVE:
        return Claim(span, sentence, index, things[0], verb, False, False, (), setting, dates=held, words=words)
    thing = things[0]
    if "by" not in below:  # the parser hung "by the king" on "serfdom"
        below = below | {prep.text.lower(): prep.index for prep in tree.deps(thing.index, "prep") if prep.text.lower() == "by"}
        thing = phrase_at(tree, thing.index, inner=False)
    makers = [phrase for _, phrase in prepositional(tree, below["by"], "")] if "by" in below else []
    owner = tree.dep(index, "poss")
    if owner is not None and owner.tag != "PRP$":
        makers.append(phrase_at(tree, owner.index))
    agents = tuple(("agent", one) for one in makers)
    return Claim(span, sentence, index, thing, verb, True, False, agents, setting, dates=held, words=words)
