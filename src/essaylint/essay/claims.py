"""The claims of a paragraph: who or what, does or is what, said by whom, when, how much, how surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from essaylint.essay.arguments import (
    RELATIVE,
    alone,
    arguments_of,
    causal,
    clause_span,
    completing,
    denied,
    from_cause,
    measured,
    named_word,
    plain,
    subject_index,
    than_what,
)
from essaylint.essay.claim import Claim
from essaylint.essay.nounclaims import noun_claim
from essaylint.essay.nounphrases import Phrase, is_human, lemma, phrase_at
from essaylint.essay.quantities import Date, Number, find_dates, find_numbers
from essaylint.essay.setting import setting_of
from essaylint.essay.tree import Tree
from essaylint.lexicon.opposites import same_verbs
from essaylint.span import Span
from essaylint.values import replace

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

__all__ = ["Claim", "find_claims"]

_WITH = re.compile(r"\bto do with (\w)")
_FINITE = frozenset({"ROOT", "ccomp", "conj", "relcl", "acl", "advcl", "xcomp", "parataxis", "dep", "csubj", "pcomp"})
_TOLD = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
Roles = list[tuple[str, Phrase]]


def find_claims(paragraph: Paragraph) -> tuple[Claim, ...]:
    """The claims of a paragraph, in order. Needs its parse."""
    tree = Tree(paragraph.parse)
    dates = [(tree.token_over(date.span.start), date) for date in find_dates(paragraph.text)]
    numbers = [(tree.token_over(number.span.start), number) for number in find_numbers(paragraph.text)]
    quoted = paragraph.long_quotations
    found = []
    for first, last in tree.sentences:
        sentence = tree.span(first, last - 1)
        for token in tree.tokens[first:last]:
            if token.pos in ("VERB", "AUX") and token.dep in _FINITE:
                claim = _claim(tree, token.index, sentence, paragraph.text, dates, numbers)
                if claim and not claim.numbers and not any(span.overlaps(claim.span) for span in quoted):
                    found.extend(_of_each(tree, claim))
            elif token.pos == "NOUN":
                claim = noun_claim(tree, token.index, sentence, paragraph.text, dates)
            else:
                continue
            if claim and not any(span.overlaps(claim.span) for span in quoted):
                found.append(claim)
    return tuple(found)


def _claim(
    tree: Tree, index: int, sentence: Span, text: str, dates: list[tuple[int, Date]], numbers: list[tuple[int, Number]]
) -> Claim | None:
    subject_at, passive = subject_index(tree, index)
    arguments = list(arguments_of(tree, index))
    verb = lemma(tree, index)
    expletive = tree.dep(index, "expl")
    if expletive is not None and expletive.text.lower() == "there":
        real = next((phrase for role, phrase in arguments if role in ("attribute", "object")), None)
        if subject_at < 0 and real is None:
            return None
        subject = real or phrase_at(tree, subject_at)
        arguments = [(role, phrase) for role, phrase in arguments if phrase.index != subject.index]
        verb = "exist"
    elif subject_at < 0 or expletive is not None:
        return None
    else:
        subject, arguments = _relative(tree, index, subject_at, verb, phrase_at(tree, subject_at), arguments)
    particle = tree.dep(index, "prt") or next((one for one in tree.deps(index, "advmod") if one.text.lower() == "back"), None)
    said = f"{verb} {particle.text.lower()}" if particle is not None else verb
    subject, noes = _but(tree, subject, arguments)
    noes += sum(phrase.quantity in ("no", "neither") for phrase in (subject, *(phrase for _, phrase in arguments)))
    verb, arguments = _plain(tree, index, same_verbs().get(said, said), arguments, passive, sentence.of(text))
    verb, arguments, passive = plain(verb, arguments, passive)
    if verb in ("be", "result", "stem", "arise") and not passive:
        verb, arguments, passive = from_cause(verb, arguments)
    if verb == "bear" and passive and not (subject.name or subject.pronoun or is_human(subject)):
        verb, passive = "originate", False
    setting = setting_of(tree, index, text, sentence)
    own = tree.clause(index)
    inside = set(own)
    adverbs = frozenset(_adverb(tree, one) for one in own if tree.tokens[one].pos == "ADV")
    if "than" in (tree.tokens[one].text.lower() for one in own):
        arguments = [*arguments, *than_what(tree, own, arguments)]
    subject, arguments = alone(subject, arguments, adverbs)
    subject, arguments = named_word(subject, arguments)
    return Claim(
        span=clause_span(tree, index, subject_at, own),
        sentence=sentence,
        index=index,
        subject=subject,
        verb=verb,
        passive=passive,
        negated=(denied(tree, index) + setting.failed + noes) % 2 == 1,
        arguments=tuple(arguments),
        setting=setting,
        numbers=tuple(measured(tree, index, number, own) for at, number in numbers if at in inside),
        dates=tuple(date for at, date in dates if at in inside),
        adverbs=adverbs,
        words=frozenset(lemma(tree, one) for one in own if tree.tokens[one].pos in _TOLD),
        clause=completing(tree, index),
        said="" if verb in ("exist", "cause", "relate") or verb.startswith("make ") else said,
    )


def _of_each(tree: Tree, claim: Claim) -> list[Claim]:
    """What is said of "neither France nor Britain" as said of Britain, too."""
    if claim.subject.index < 0 or not tree.tokens[claim.subject.index].dep.startswith("nsubj"):
        return []
    others = [one for one in tree.conjuncts(claim.subject.index)[1:] if tree.tokens[one].pos == "PROPN"]
    return [replace(claim, subject=phrase_at(tree, one)) for one in others[:3]]


def _but(tree: Tree, subject: Phrase, arguments: Roles) -> tuple[Phrase, int]:
    """"Nobody but the abbot knew": only the abbot knew; "eats nothing but bamboo": only bamboo; "everyone but": most."""
    for prep in tree.deps(subject.index, "prep"):
        if prep.text.lower() not in ("but", "except", "save"):
            continue
        thing = tree.dep(prep.index, "pobj")
        if thing is not None and subject.quantity == "no":
            return replace(phrase_at(tree, thing.index), quantity="only"), 0
        return replace(subject, quantity="most"), 0
    for place, (role, phrase) in enumerate(arguments):
        kept = next((one for other, one in arguments if other in (f"{role}:but", f"{role}:except", "but", "except")), None)
        if kept is not None and phrase.quantity in ("no", "all"):
            arguments[:] = [pair for pair in arguments if pair[1] is not kept]
            arguments[place] = (role, replace(kept, quantity="only") if phrase.quantity == "no" else replace(phrase, quantity="most"))
            break
    return subject, 0


def _adverb(tree: Tree, index: int) -> str:
    """Its lemma; a comparative ("further", "better") as it is."""
    token = tree.tokens[index]
    word = token.text.lower()
    return word if token.tag == "RBR" or word == "further" else lemma(tree, index)


def _relative(tree: Tree, index: int, subject_at: int, verb: str, subject: Phrase, arguments: Roles) -> tuple[Phrase, Roles]:
    """Subject and arguments of a relative clause, with what "which" and "whose" stand for."""
    token = tree.tokens[index]
    if token.dep != "relcl":
        return subject, arguments
    antecedent = phrase_at(tree, token.head)
    antecedent = replace(antecedent, words=frozenset(word for word in antecedent.words if not word.startswith("that ")))
    if token.head == subject_at:
        return antecedent, arguments
    if any(role == "object" and phrase.pronoun in RELATIVE for role, phrase in arguments):
        return subject, [(role, antecedent if phrase.pronoun in RELATIVE else phrase) for role, phrase in arguments]
    if any(child.text.lower() == "whose" for child in tree.deps(subject_at, "poss")):
        return replace(subject, words=subject.words | antecedent.content, names=subject.names | antecedent.names), arguments
    if tree.dep(index, "nsubj") and not tree.dep(index, "dobj") and verb != "be":
        return subject, [*arguments, ("object", antecedent)]
    return subject, arguments


def _plain(tree: Tree, index: int, verb: str, arguments: Roles, passive: bool, sentence: str) -> tuple[str, Roles]:
    """Verb and arguments in plainer words: "leads to" as "cause", "made it worse" as "make bad", and so on."""
    verb, arguments = causal(verb, arguments)
    if passive and not any(role == "agent" for role, _ in arguments):
        arguments = [("agent" if role == "by" else role, phrase) for role, phrase in arguments]
    if verb in ("make", "leave", "render", "keep"):
        for state in tree.deps(index, "ccomp", "xcomp", "oprd", "acomp"):
            whom = tree.dep(state.index, "nsubj")
            if state.pos == "ADJ" and (whom is not None or tree.dep(index, "dobj")):
                kept = [(role, one) for role, one in arguments if role != "attribute"]
                return f"make {lemma(tree, state.index)}", kept + ([("object", phrase_at(tree, whom.index))] if whom else [])
    if verb == "have" and "to do with" in sentence:
        return _nothing_to_do(tree, index, arguments, sentence)
    if verb in ("find", "consider", "call", "deem", "judge"):
        for state in tree.deps(index, "ccomp", "xcomp", "oprd"):
            if state.pos == "ADJ" and (tree.dep(state.index, "nsubj") is not None or tree.dep(index, "dobj")):
                whom = tree.dep(state.index, "nsubj")
                things = [("object", phrase_at(tree, whom.index))] if whom is not None else []
                return f"find {lemma(tree, state.index)}", [(role, one) for role, one in arguments if role != "attribute"] + things
    return verb, arguments


def _nothing_to_do(tree: Tree, index: int, arguments: Roles, sentence: str) -> tuple[str, Roles]:
    """"Had nothing to do with the failure" as "relate", denied, with the failure as its object."""
    nothing = [("any", phrase) for role, phrase in arguments if role == "object" and phrase.head == "thing"]
    topic = _WITH.search(sentence)
    if not nothing or topic is None:
        return "have", arguments
    start = next(token.start for token in tree.tokens if token.sentence == tree.tokens[index].sentence)
    at = tree.token_over(start + topic.start(1))
    if at >= len(tree.tokens):
        return "have", arguments
    whole = next((one for one in (tree.tokens[at], *tree.up(at)) if one.dep == "pobj"), tree.tokens[at])
    return "relate", [("object", phrase_at(tree, whole.index)), *nothing]
