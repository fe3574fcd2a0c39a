"""The claims of a paragraph: who or what, does or is what, said by whom, when, how much, how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from essaylint.essay.nounphrases import Phrase, lemma, phrase_at
from essaylint.essay.quantities import Date, Number, find_dates, find_numbers
from essaylint.essay.setting import Setting, setting_of
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import actions, same_verbs, sections
from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

LONGEST = 80
_WITH = re.compile(r"\bto do with (\w)")
_T = TypeVar("_T")
Placed = list[tuple[int, _T]]
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
_FINITE = frozenset({"ROOT", "ccomp", "conj", "relcl", "acl", "advcl", "xcomp", "parataxis", "dep", "csubj", "pcomp"})
_INTRANSITIVE = frozenset("die arrive rise fall grow decline collapse depart fail survive succeed return retire resign end".split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the essay.

    `subject` is what stands before the verb (also of a passive), `verb` its lemma ("be" of a copula, "exist" for
    "there is", the first of its like in same_verbs.txt), `said` the lemma as written, `arguments` the other phrases with their roles: object, agent, attribute, a preposition, or
    "object:on" for a preposition inside the object. `numbers` are (number, counted noun, role). Offsets count the
    paragraph's code points, or the document's once it is placed.
    """

    span: Span
    sentence: Span
    index: int
    subject: Phrase
    verb: str
    passive: bool
    negated: bool
    arguments: tuple[tuple[str, Phrase], ...]
    setting: Setting
    numbers: tuple[tuple[Number, str, str], ...] = ()
    dates: tuple[Date, ...] = ()
    adverbs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    paragraph: int = 0
    said: str = ""

    def argument(self, *roles: str) -> Phrase | None:
        """The first argument in one of these roles."""
        return next((phrase for role, phrase in self.arguments if role in roles), None)

    @property
    def actor(self) -> Phrase | None:
        """Who does it, in the active and in the passive."""
        return self.argument("agent") if self.passive else self.subject

    @property
    def object(self) -> Phrase | None:
        """What it is done to, in the active and in the passive."""
        return self.subject if self.passive else self.argument("object")

    @property
    def attributes(self) -> tuple[Phrase, ...]:
        """What the subject is said to be."""
        return tuple(phrase for role, phrase in self.arguments if role == "attribute")

    def __str__(self) -> str:
        parts = [self.subject.text, "not" if self.negated else "", self.setting.modality, self.said or self.verb]
        parts += [f"{'' if role in ('object', 'attribute') else role + ' '}{phrase.text}" for role, phrase in self.arguments]
        notes = [self.setting.holder and f"says {self.setting.holder}", *sorted(self.setting.times)]
        note = ", ".join(note for note in notes if note)
        return " ".join(part for part in parts if part) + (f" ({note})" if note else "")


def find_claims(paragraph: Paragraph) -> tuple[Claim, ...]:
    """The claims of a paragraph, in order. Needs its parse."""
    tree = Tree(paragraph.parse)
    dates = [(tree.token_over(date.span.start), date) for date in find_dates(paragraph.text)]
    numbers = [(tree.token_over(number.span.start), number) for number in find_numbers(paragraph.text)]
    quoted = paragraph.long_quotations
    found = []
    for first, last in tree.sentences:
        sentence = tree.span(first, last - 1)
        for index in range(first, last):
            if _is_predicate(tree, index):
                claim = _claim(tree, index, sentence, paragraph.text, dates, numbers)
            elif tree.tokens[index].pos == "NOUN":
                claim = noun_claim(tree, index, sentence, paragraph.text, dates)
            else:
                continue
            if claim and not any(span.overlaps(claim.span) for span in quoted):
                found.append(claim)
    return tuple(found)


def noun_claim(tree: Tree, index: int, sentence: Span, text: str, dates: Placed[Date]) -> Claim | None:
    """The claim in "the abolition of serfdom by the king" and in "no link between tea and sleep"."""
    token = tree.tokens[index]
    word = lemma(tree, index)
    if word not in actions() and word not in sections("logic")["bond"] and word not in sections("effects")["harm noun"]:
        return None
    below = {prep.text.lower(): prep.index for prep in tree.deps(index, "prep", "agent")}
    quantity = phrase_at(tree, index).quantity
    bond = word in sections("logic")["bond"] and "between" in below
    harm = word in sections("effects")["harm noun"] and "to" in below and "of" not in below and " by " in sentence.of(text)
    verb = "relate" if bond else "damage" if harm else same_verbs().get(actions().get(word, ""), actions().get(word, ""))
    happened = token.dep in ("nsubj", "nsubjpass") or tree.tokens[token.head].text.lower() in ("after", "since", "following", "upon")
    if not verb or not (bond or harm or (happened and quantity != "no" and "of" in below)):
        return None
    things = [phrase for _, phrase in _prepositional(tree, below["between" if bond else "to" if harm else "of"], "")]
    governor = token.head if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") else index
    setting = setting_of(tree, governor, text, sentence)
    inside = tree.under(index, CLAUSES)
    span = tree.span(inside[0], inside[-1])
    if not things or span.length > LONGEST + 20:
        return None
    words = frozenset(lemma(tree, one) for one in inside)
    held = tuple(date for at, date in dates if at in inside)
    if bond:
        if len(things) < 2:
            return None
        negated = (quantity == "no") != _negated(tree, governor)
        return Claim(span, sentence, index, things[0], verb, False, negated, (("object", things[1]),), setting, words=words)
    if verb in _INTRANSITIVE:
        return Claim(span, sentence, index, things[0], verb, False, False, (), setting, dates=held, words=words)
    if "by" not in below:  # the parser hung "by the king" on "serfdom"
        below |= {prep.text.lower(): prep.index for prep in tree.deps(things[0].index, "prep") if prep.text.lower() == "by"}
        things[0] = phrase_at(tree, things[0].index, inner=False)
    makers = [phrase for _, phrase in _prepositional(tree, below["by"], "")] if "by" in below else []
    owner = tree.dep(index, "poss")
    if owner is not None and owner.tag != "PRP$":
        makers.append(phrase_at(tree, owner.index))
    agents = tuple(("agent", one) for one in makers)
    return Claim(span, sentence, index, things[0], verb, True, False, agents, setting, dates=held, words=words)


def _is_predicate(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in ("VERB", "AUX") and token.dep in _FINITE


def subject_index(tree: Tree, index: int, depth: int = 0) -> tuple[int, bool]:
    """The token that is the subject of a verb, and whether the verb is passive; -1 if there is none."""
    token = tree.tokens[index]
    own = tree.dep(index, *_SUBJECTS)
    passive = tree.dep(index, "nsubjpass", "auxpass", "csubjpass") is not None
    if own is not None:
        if token.dep == "relcl" and own.text.lower() in _RELATIVE:
            return token.head, passive
        return own.index, passive
    if depth > 5 or token.head == index:
        return -1, passive
    if token.dep == "acl":
        return (token.head, token.tag != "VBG") if token.tag in ("VBN", "VBD", "VBG") else (-1, False)
    if token.dep == "relcl" and token.tag in ("VB", "VBN"):
        return -1, passive
    head = tree.tokens[token.head]
    if token.dep == "relcl":
        return token.head, passive
    if head.pos not in ("VERB", "AUX"):
        return -1, passive
    if token.dep == "xcomp":
        thing = tree.dep(head.index, "dobj", "iobj")
        if thing is not None:
            return thing.index, passive
    if token.dep in ("conj", "xcomp", "advcl"):
        above, above_passive = subject_index(tree, head.index, depth + 1)
        participle = token.dep == "conj" and token.tag == "VBN" and above_passive and not tree.dep(index, "aux")
        return above, passive or participle
    return -1, passive


def _claim(
    tree: Tree, index: int, sentence: Span, text: str, dates: Placed[Date], numbers: Placed[Number]
) -> Claim | None:
    tokens = tree.tokens
    verb = lemma(tree, index)
    subject_at, passive = subject_index(tree, index)
    there = tree.dep(index, "expl")
    arguments = list(_arguments(tree, index))
    if there is not None and there.text.lower() == "there":
        real = next((phrase for role, phrase in arguments if role in ("attribute", "object")), None)
        if subject_at < 0 and real is None:
            return None
        subject = real or phrase_at(tree, subject_at)
        arguments = [(role, phrase) for role, phrase in arguments if phrase.index != subject.index]
        verb = "exist"
    elif subject_at < 0 or there is not None:
        return None
    else:
        subject = phrase_at(tree, subject_at)
    particle = tree.dep(index, "prt") or next((one for one in tree.deps(index, "advmod") if one.text.lower() == "back"), None)
    if particle is not None:
        verb = f"{verb} {particle.text.lower()}"
    if tokens[index].dep == "relcl" and tokens[index].head != subject_at and not tree.dep(index, "dobj"):
        antecedent = phrase_at(tree, tokens[index].head)
        if any(child.text.lower() == "whose" for child in tree.deps(subject_at, "poss")):
            subject = replace(subject, words=subject.words | antecedent.content, names=subject.names | antecedent.names)
        elif tree.dep(index, "nsubj") and verb != "be":
            arguments.append(("object", antecedent))
    elif tokens[index].dep == "relcl" and any(role == "object" and phrase.pronoun in _RELATIVE for role, phrase in arguments):
        antecedent = phrase_at(tree, tokens[index].head)
        arguments = [("object", antecedent) if phrase.pronoun in _RELATIVE else (role, phrase) for role, phrase in arguments]
    said = verb
    verb = same_verbs().get(verb, verb)
    verb, arguments = _causal(verb, arguments)
    if verb in ("make", "leave", "render", "keep"):
        for state in tree.deps(index, "ccomp", "xcomp", "oprd", "acomp"):
            whom = tree.dep(state.index, "nsubj")
            if state.pos == "ADJ" and (whom is not None or tree.dep(index, "dobj")):
                arguments = [(role, one) for role, one in arguments if role != "attribute"]
                arguments += [("object", phrase_at(tree, whom.index))] if whom is not None else []
                verb = f"make {lemma(tree, state.index)}"
    if passive and not any(role == "agent" for role, _ in arguments):
        arguments = [("agent" if role == "by" else role, phrase) for role, phrase in arguments]
    if verb == "have" and any(role == "object" and phrase.head == "thing" and phrase.quantity in ("no", "any") for role, phrase in arguments):
        topic = _WITH.search(sentence.of(text))
        at = tree.token_over(sentence.start + topic.start(1)) if topic else -1
        if 0 <= at < len(tree.tokens):
            whole = next((one for one in (tree.tokens[at], *tree.up(at)) if one.dep == "pobj"), tree.tokens[at])
            arguments = [("any", phrase) if phrase.quantity == "no" and role == "object" else (role, phrase) for role, phrase in arguments]
            arguments = [("object", phrase_at(tree, whole.index)), *((role, one) for role, one in arguments if role == "any")]
            verb = "relate"
    for reason in tree.deps(index, "advcl"):
        if any(child.text.lower() == "because" for child in tree.deps(reason.index, "mark")):
            arguments.append(("because", phrase_at(tree, reason.index)))
    setting = setting_of(tree, index, text, sentence)
    negated = _negated(tree, index) != setting.failed
    for phrase in (subject, *(phrase for _, phrase in arguments)):
        if phrase.quantity in ("no", "neither"):
            negated = not negated
    own = tree.clause(index)
    adverbs = frozenset(lemma(tree, one) for one in own if tokens[one].pos == "ADV")
    words = frozenset(lemma(tree, one) for one in own if tokens[one].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
    span = _span(tree, index, subject_at, own)
    inside = set(own)
    measured = tuple(_measured(tree, index, number, own) for at, number in numbers if at in inside)
    held = tuple(date for at, date in dates if at in inside)
    return Claim(
        span, sentence, index, subject, verb, passive, negated, tuple(arguments), setting, measured, held, adverbs, words,
        said="" if verb in ("exist", "cause", "relate") or verb.startswith("make ") else said,
    )


def _causal(verb: str, arguments: list[tuple[str, Phrase]]) -> tuple[str, list[tuple[str, Phrase]]]:
    """"Leads to", "results in" and "is responsible for" as "cause" with an object."""
    causing = sections("logic")["causing"]
    for role, phrase in arguments:
        bare = role.split(":")[-1]
        carrier = next((one.head for one_role, one in arguments if one_role == role.split(":")[0]), verb) if ":" in role else verb
        if f"{carrier} {bare}" in causing and (verb == "be" or carrier == verb):
            kept = [(other, one) for other, one in arguments if one is not phrase and not (verb == "be" and other == "attribute")]
            return "cause", [("object", phrase), *kept]
    return ("cause" if verb in causing else verb), arguments


def _measured(tree: Tree, verb: int, number: Number, indexes: list[int]) -> tuple[Number, str, str]:
    """The number with what it counts and its way up to the verb."""
    at = next((one for one in indexes if number.span.start <= tree.tokens[one].start < number.span.end), verb)
    at = max((one for one in indexes if number.span.start <= tree.tokens[one].start < number.span.end), default=at)
    token = tree.tokens[at]
    noun, path = "", []
    if token.dep in ("nummod", "compound", "quantmod", "amod", "nmod") and token.head != verb:
        noun = lemma(tree, token.head)
        while tree.tokens[token.head].dep in ("nummod", "quantmod", "compound") and tree.tokens[token.head].head != verb:
            token = tree.tokens[token.head]
            noun = lemma(tree, token.head)
    for above in tree.up(at):
        if above.index == verb:
            break
        if above.dep in ("prep", "agent"):
            path.append(above.text.lower())
        elif above.pos in ("NOUN", "PROPN", "ADJ") and lemma(tree, above.index) != noun:
            path.append(lemma(tree, above.index))
    if number.kind in ("percent", "share"):
        noun = number.kind
    return number, noun, " ".join(path)


def _arguments(tree: Tree, index: int) -> Iterator[tuple[str, Phrase]]:
    tokens = tree.tokens
    for child in tree.children[index]:
        token = tokens[child]
        if token.dep in ("dobj", "attr", "acomp", "oprd", "dative"):
            role = "object" if token.dep == "dobj" else token.dep if token.dep == "dative" else "attribute"
            if token.pos == "ADP":
                yield from _prepositional(tree, child, "")
                continue
            for one in tree.conjuncts(child):
                yield role, phrase_at(tree, one, inner=False)
                for below in tree.deps(one, "prep"):
                    yield from _prepositional(tree, below.index, f"{role}:")
        elif token.dep in ("prep", "agent"):
            if not any(tokens[below].text.lower() in ("not", "even") for below in tree.children[child]):
                yield from _prepositional(tree, child, "")
        elif token.dep == "xcomp" and token.tag == "VBG":
            yield "object", phrase_at(tree, child, inner=False)
        elif token.dep == "advmod" and token.pos == "ADV" and tree.dep(child, "prep"):
            for below in tree.deps(child, "prep"):
                yield from _prepositional(tree, below.index, "")


def _prepositional(tree: Tree, index: int, prefix: str) -> Iterator[tuple[str, Phrase]]:
    token = tree.tokens[index]
    word = "agent" if token.dep == "agent" else {"towards": "to", "toward": "to", "into": "in", "upon": "on"}.get(
        token.text.lower(), token.text.lower()
    )  # fmt: skip
    for thing in tree.deps(index, "pobj"):
        if lemma(tree, thing.index) in sections("logic")["discourse"] and not prefix and not tree.dep(thing.index, "prep"):
            continue
        for one in tree.conjuncts(thing.index):
            yield prefix + word, phrase_at(tree, one)
    for thing in tree.deps(index, "prep"):
        yield from _prepositional(tree, thing.index, prefix)


def _negated(tree: Tree, index: int) -> bool:
    found = sum(child.index <= index + 1 for child in tree.deps(index, "neg"))
    for child in tree.deps(index, "advmod", "preconj", "cc"):
        found += child.text.lower() in ("never", "neither", "nor", "hardly", "scarcely", "barely", "rarely", "seldom")
    return found % 2 == 1


def _span(tree: Tree, index: int, subject_at: int, own: list[int]) -> Span:
    """The clause, cut so that it can be shown: from its subject, or else its verb, to its last telling word."""
    tokens = tree.tokens
    kept = [one for one in own if tokens[one].dep not in ("punct", "cc") and one >= min(subject_at, index)]
    if not kept:
        return tokens[index].span
    first = min(kept)
    subject_first = min(tree.under(subject_at, CLAUSES | {"conj", "cc"})) if subject_at >= 0 else first
    if subject_first < first and index - subject_first < 12:
        first = subject_first
    last = max(kept)
    if tokens[last].end - tokens[first].start > LONGEST:
        last = max((one for one in kept if tokens[one].end - tokens[first].start <= LONGEST and one >= index), default=-1)
    if last < 0:
        group = [one for one in kept if one == index or (tokens[one].head == index and tokens[one].dep in ("aux", "neg", "auxpass"))]
        first = min(group)
        last = max(one for one in kept if tokens[one].end - tokens[first].start <= LONGEST or one == first)
        last = max(last, index)
    return tree.span(first, last)
