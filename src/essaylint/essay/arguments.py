"""What hangs on a verb: its subject, its arguments, its numbers, whether it is denied, and how far its clause reaches."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.essay.nounphrases import Phrase, lemma, phrase_at
from essaylint.essay.quantities import Number
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import plain_verbs, same_verbs, sections
from essaylint.span import Span
from essaylint.values import replace

LONGEST = 80
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OBJECTS = {"dobj": "object", "attr": "attribute", "acomp": "attribute", "oprd": "attribute", "dative": "dative"}
_ALIKE = {"towards": "to", "toward": "to", "into": "in", "upon": "on"}
_RESULTS = frozenset({"result", "consequence", "product", "outcome", "effect"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_ONLY = frozenset({"only", "solely", "exclusively", "purely"})
_DENIALS = frozenset("never neither nor hardly scarcely barely rarely seldom".split())


def subject_index(tree: Tree, index: int, depth: int = 0) -> tuple[int, bool]:
    """The token that is the subject of a verb, and whether the verb is passive; -1 if there is none."""
    token = tree.tokens[index]
    own = tree.dep(index, *_SUBJECTS)
    passive = tree.dep(index, "nsubjpass", "auxpass", "csubjpass") is not None
    if own is not None:
        if token.dep == "relcl" and own.text.lower() in RELATIVE:
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
    if token.dep == "xcomp" and head.pos == "ADJ" and head.text.lower() in ("able", "unable"):
        head = tree.tokens[head.head]
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


def arguments_of(tree: Tree, index: int) -> Iterator[tuple[str, Phrase]]:
    """The arguments of a verb with their roles; a preposition inside an object has the role "object:on"."""
    tokens = tree.tokens
    for child in tree.children[index]:
        token = tokens[child]
        if token.dep in _OBJECTS and token.pos != "ADP":
            role = _OBJECTS[token.dep]
            for one in tree.conjuncts(child):
                yield role, phrase_at(tree, one, inner=False)
                for below in tree.deps(one, "prep"):
                    yield from prepositional(tree, below.index, f"{role}:")
        elif token.dep in ("prep", "agent") or token.dep in _OBJECTS:
            if not any(tokens[below].text.lower() in ("not", "even") for below in tree.children[child]):
                yield from prepositional(tree, child, "")
        elif token.dep == "xcomp" and token.tag == "VBG":
            yield "object", phrase_at(tree, child, inner=False)
        elif token.dep == "advmod" and token.pos == "ADV":
            for below in tree.deps(child, "prep"):
                yield from prepositional(tree, below.index, "")
        elif token.dep == "advcl" and any(one.text.lower() == "because" for one in tree.deps(child, "mark")):
            yield "because", phrase_at(tree, child)


_COMPLETING = frozenset({"xcomp", "ccomp", "csubj"})
_FRAMES = frozenset({"when", "where", "whenever", "wherever", "if", "unless", "as", "once", "while", "until"})


def completing(tree: Tree, index: int) -> frozenset[str]:
    """The telling words of the clauses that complete a verb, or say when and where it holds: "seems to listen", "where they know little"."""
    found: set[str] = set()
    for child in tree.children[index]:
        token = tree.tokens[child]
        if token.dep == "ccomp" and not any(one.text.lower() == "that" for one in tree.deps(child, "mark")) and child < index:
            continue  # a sentence that the parser hung on a later one
        frame = token.dep == "advcl" and any(one.text.lower() in _FRAMES for one in tree.deps(child, "mark", "advmod"))
        below = [child] if token.dep in _COMPLETING or frame else []
        if token.dep in ("acomp", "attr", "dobj", "nsubj"):
            below = [one.index for one in tree.deps(child, "xcomp", "ccomp", "acl") if one.tag != "VBN" and one.tag != "VBG"]
        for one in below:
            found.update(lemma(tree, word) for word in tree.under(one) if tree.tokens[word].pos in _CONTENT)
    return frozenset(found)


def than_what(tree: Tree, own: list[int], found: list[tuple[str, Phrase]]) -> Iterator[tuple[str, Phrase]]:
    """What is compared with, where the parser hung "than ..." deep inside a clause or took it for a clause."""
    if any(role.split(":")[-1] == "than" for role, _ in found):
        return
    for one in own:
        token = tree.tokens[one]
        if token.text.lower() == "than":
            thing = tree.dep(one, "pobj")
            noun = thing.index if thing is not None else one + 1
            while thing is None and noun < len(tree.tokens) and tree.tokens[noun].pos in ("DET", "ADJ"):
                noun += 1
            if noun < len(tree.tokens) and tree.tokens[noun].pos in ("NOUN", "PROPN", "PRON"):
                last = noun
                while last + 1 < len(tree.tokens) and tree.tokens[last + 1].pos in ("NOUN", "PROPN") and tree.tokens[last].head == last + 1:
                    last += 1
                yield "than", phrase_at(tree, last)
            return


def prepositional(tree: Tree, index: int, prefix: str) -> Iterator[tuple[str, Phrase]]:
    """What stands after a preposition; "in conclusion" and its like say nothing."""
    token = tree.tokens[index]
    word = token.text.lower()
    role = prefix + ("agent" if token.dep == "agent" else _ALIKE.get(word, word))
    for thing in tree.deps(index, "pobj"):
        if not prefix and _is_talk(tree, thing.index):
            continue
        alone = index > 0 and tree.tokens[index - 1].text.lower() in _ONLY
        for one in tree.conjuncts(thing.index):
            phrase = phrase_at(tree, one)
            yield role, replace(phrase, quantity="only") if alone and phrase.quantity in ("", "the", "a", "poss") else phrase
    for below in tree.deps(index, "prep"):
        yield from prepositional(tree, below.index, prefix)


def _is_talk(tree: Tree, index: int) -> bool:
    """Whether a noun after a preposition is mere talk: "in conclusion", "in my opinion", but not "in my course"."""
    word = lemma(tree, index)
    bare = not tree.children[index] or word in ("opinion", "view", "whole", "result")
    if word == "reason" and any(child.text.lower() in ("this", "that", "these") for child in tree.deps(index, "det")):
        return True  # "for this reason"
    return word in sections("logic")["discourse"] and bare and not tree.dep(index, "prep")


def causal(verb: str, arguments: list[tuple[str, Phrase]]) -> tuple[str, list[tuple[str, Phrase]]]:
    """"Leads to", "results in" and "is responsible for" as "cause" with an object."""
    causing = sections("logic")["causing"]
    for role, phrase in arguments:
        where, _, bare = role.rpartition(":")
        carrier = next((one.head for one_role, one in arguments if one_role == where), verb) if where else verb
        if f"{carrier} {bare}" in causing and (verb == "be" or carrier == verb):
            kept = [(other, one) for other, one in arguments if one is not phrase and not (verb == "be" and other == "attribute")]
            sole = any(other == "attribute" and one.quantity in ("only", "sole") for other, one in arguments)
            return "cause", [("object", phrase), *kept, *([("sole", phrase)] if sole else [])]
    return ("cause" if verb in causing else verb), arguments


def _signs() -> frozenset[str]:
    return sections("effects")["help adjective"] | sections("effects")["harm adjective"]


def plain(verb: str, arguments: list[tuple[str, Phrase]], passive: bool) -> tuple[str, list[tuple[str, Phrase]], bool]:
    """Verb and arguments where several words say a plain verb: "consists of", "puts an end to", "is in favour of"."""
    for way in plain_verbs().get(verb, ()):
        if way.passive and not passive:
            continue
        # "has a positive effect on" is good, not merely felt
        part = next((one for role, one in arguments if role == way.role and one.head == way.noun), None) if way.role else None
        if way.role and (part is None or part.words & _signs()):
            continue
        if not way.preposition:
            kept = [(role, one) for role, one in arguments if one is not part]
            return same_verbs().get(way.verb, way.verb), kept, passive and not way.passive
        places = (f"{way.role}:{way.preposition}", way.preposition)
        things = [one for role, one in arguments if role in places]
        if not things and part is not None and way.preposition == "of" and part.inner is not None:
            things = [part.inner]
        if things:
            kept = [(role, one) for role, one in arguments if one is not part and not any(one is thing for thing in things)]
            said = [("object", one) for one in things]
            return same_verbs().get(way.verb, way.verb), said + kept, passive and not way.passive
    return verb, arguments, passive


def alone(subject: Phrase, arguments: list[tuple[str, Phrase]], adverbs: frozenset[str]) -> tuple[Phrase, list[tuple[str, Phrase]]]:
    """"Admits men exclusively": only men; "without exception the villages": all the villages."""
    if adverbs & {"exclusively", "solely"}:
        place = next((place for place, (role, _) in reversed(list(enumerate(arguments))) if ":" not in role), None)
        if place is not None and arguments[place][1].quantity in ("", "the", "a"):
            role, phrase = arguments[place]
            arguments = [*arguments[:place], (role, replace(phrase, quantity="only")), *arguments[place + 1 :]]
    if any(role == "without" and phrase.head == "exception" for role, phrase in arguments) and subject.plural:
        return replace(subject, quantity="all"), [pair for pair in arguments if pair[0] != "without"]
    return subject, arguments


def from_cause(verb: str, arguments: list[tuple[str, Phrase]]) -> tuple[str, list[tuple[str, Phrase]], bool]:
    """"Is the result of", "is due to", "stems from" as "is caused by"."""
    for role, phrase in arguments:
        carrier = next((one.head for other, one in arguments if other == "attribute"), "")
        if verb == "be" and ((carrier in _RESULTS and role == "attribute:of") or (carrier == "due" and role in ("attribute:to", "to"))):
            return "cause", [("agent", phrase)], True
        if verb in ("result", "stem", "arise") and role == "from" and not phrase.name:
            return "cause", [("agent", phrase), *(pair for pair in arguments if pair[1] is not phrase)], True
    return verb, arguments, False


def named_word(subject: Phrase, arguments: list[tuple[str, Phrase]]) -> tuple[Phrase, list[tuple[str, Phrase]]]:
    """"The word tulip comes from Turkish" is said of the word, not of the tulip."""
    for role, phrase in arguments:
        if role == "object" and phrase.index < subject.index and phrase.head in ("word", "name", "term"):
            return replace(subject, words=subject.words | {phrase.head}), [pair for pair in arguments if pair[1] is not phrase]
    return subject, arguments


def measured(tree: Tree, verb: int, number: Number, indexes: list[int]) -> tuple[Number, str, str]:
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


def denied(tree: Tree, index: int) -> bool:
    """Whether a verb has a "not" or "never" of its own."""
    found = sum(child.index <= index + 1 for child in tree.deps(index, "neg"))
    found += sum(child.text.lower() in _DENIALS for child in tree.deps(index, "advmod", "preconj", "cc"))
    return found % 2 == 1


def clause_span(tree: Tree, index: int, subject_at: int, own: list[int]) -> Span:
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
