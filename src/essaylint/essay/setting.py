"""In what setting a claim stands: asserted or not, whose it is, when it holds, how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from essaylint.essay.nounphrases import lemma
from essaylint.essay.tree import CLAUSES, Tree
from essaylint.lexicon.opposites import sections
from essaylint.span import Span

Tense = Literal["past", "perfect", "present", "future", ""]
_BELOW = frozenset({"ccomp", "xcomp", "conj", "relcl", "acl", "advcl", "parataxis", "pcomp", "csubj"})
_WRITER = frozenset("i we my our paper essay report article thesis study chapter section".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a claim.

    `holder` is "" for the writer, "others" for an unnamed other side, or a source's name; `marks` are what takes a
    claim out of plain assertion: question, conditional, concession, contrast, open, infinitive, would, not only,
    partly, hand; `times` are words and dates that bind it to a time; `failed` says that a verb such as "fail" above
    it turns it round.
    """

    modality: str = ""
    holder: str = ""
    tense: Tense = ""
    marks: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    failed: bool = False

    @property
    def asserted(self) -> bool:
        """Whether the writer (or a source that the writer leans on) says that it is so."""
        return not self.marks & {"question", "conditional", "open", "infinitive", "would", "quoted", "imperative"} and (
            self.holder != "others"
        )


def setting_of(tree: Tree, index: int, text: str, sentence: Span) -> Setting:
    """The setting of the claim whose verb is the token at `index`."""
    rhetoric = sections("rhetoric")
    tokens = tree.tokens
    marks: set[str] = set()
    modality, tense = _own(tree, index, marks)
    if sentence.of(text).rstrip("\"'”’) ").endswith("?"):
        marks.add("question")
    start = sentence.of(text)[:60].lower()
    if start.split(",")[0].split(" ")[0] in rhetoric["contrast"] or start.startswith(("on the contrary", "by contrast", "in contrast")):
        marks.add("contrast")
    if "one hand" in sentence.of(text).lower() or "other hand" in sentence.of(text).lower():
        marks.add("hand")
    holder = ""
    failed = False
    times = set(_times(tree, index))
    _marks_of_clause(tree, index, marks)
    at = index
    for above in tree.up(index):
        token = tokens[at]
        if token.dep not in _BELOW or (token.dep == "conj" and above.pos not in ("VERB", "AUX")):
            if above.pos not in ("VERB", "AUX") and token.dep not in ("relcl", "acl"):
                at = above.index
                continue
        word = lemma(tree, above.index)
        if token.dep == "conj":
            other_modality, other_tense = _own(tree, above.index, set())
            if not tree.dep(at, "nsubj", "nsubjpass"):
                modality = modality or other_modality
            tense = tense or other_tense
            if not times:
                times.update(_times(tree, above.index, below=False))
        elif token.dep == "xcomp":
            other_modality, other_tense = _own(tree, above.index, marks)
            tense = other_tense
            modality = modality or other_modality
            if token.tag == "VBG" and word in sections("logic")["over"] and not tree.dep(above.index, "neg"):
                times.add("before it was over")
            elif word in rhetoric["failing"]:
                failed = not failed
            elif word in rhetoric["trying"]:
                marks.add("try")
            elif word in rhetoric["must"]:
                modality = modality or "must"
            elif word not in rhetoric["raising"]:
                if above.pos == "ADJ" or word not in ("be", "make", "let", "help", "have"):
                    marks.add("infinitive" if token.tag == "VB" else "complement")
            if tree.dep(above.index, "neg"):
                failed = not failed
            times.update(_times(tree, above.index, below=False))
        elif token.dep in ("ccomp", "parataxis"):
            if _coordinate(tree, at, above.index):
                at = above.index
                continue
            mine = tree.dep(above.index, "nsubj")
            if word in ("think", "believe", "feel", "suppose", "expect") and mine is not None and mine.text.lower() in ("i", "we"):
                failed = failed != (tree.dep(above.index, "neg") is not None)
            elif word in rhetoric["open"] or tree.dep(above.index, "neg"):
                marks.add("open")
            if word not in rhetoric["factive"]:
                holder = holder or _holder(tree, above.index, word)
            if any(child.lemma in ("if", "whether") for child in tree.deps(at, "mark")):
                marks.add("open")
            times.update(_times(tree, above.index, below=False))
        elif token.dep == "advcl":
            if not tree.dep(at, "mark", "advmod") and token.tag == "VB":
                marks.add("infinitive")
            times.update(_times(tree, above.index, below=False))
        elif (token.dep == "acl" and token.tag == "VB") or (token.dep in ("pcomp", "csubj") and (token.tag == "VBG" or not tree.dep(at, "nsubj", "nsubjpass"))):
            marks.add("infinitive")
        elif token.dep in ("relcl", "acl") and above.pos in ("NOUN", "PROPN"):
            if word in rhetoric["other side"] and token.dep == "acl" and not _MINE.search(sentence.of(text)):
                holder = "others"
        if token.dep in ("advcl", "relcl"):
            _marks_of_clause(tree, at, marks)
        at = above.index
    if not holder:
        holder = _according(tree, tokens[index].sentence, text, sentence)
    return Setting(modality, holder, tense, frozenset(marks), frozenset(times), failed)


def _coordinate(tree: Tree, clause: int, above: int) -> bool:
    """Whether a clause that the parser hangs on a later verb stands beside it: "it has no lift, so readers must ask"."""
    if clause > above:
        return False
    between = tree.tokens[clause + 1 : above]
    return any(token.head == above and token.text.lower() in ("so", "and", "but", "yet", ";", ":", "-", "–", "—") for token in between)


def _own(tree: Tree, index: int, marks: set[str]) -> tuple[str, Tense]:
    """Modality and tense of a verb and its auxiliaries."""
    rhetoric = sections("rhetoric")
    token = tree.tokens[index]
    tense: Tense = {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(token.tag, "")  # type: ignore[assignment]
    modality = ""
    has_to = False
    for child in tree.deps(index, "aux", "auxpass"):
        word = child.text.lower()
        if child.tag == "MD":
            if word in ("will", "shall", "'ll", "’ll", "wo"):
                tense = "future"
            elif word in rhetoric["may"] and word != "can":
                modality = "may"
            elif word in ("can", "ca"):
                modality = "can"
            elif word in rhetoric["must"]:
                modality = "must"
            else:
                modality = "would"
                marks.add("would")
        elif word == "to":
            has_to = True
        elif tense == "":
            if token.tag == "VBN" and child.lemma.lower() == "have" and child.tag in ("VBZ", "VBP"):
                tense = "perfect"
            else:
                tense = "past" if child.tag == "VBD" else "present" if child.tag in ("VBZ", "VBP") else ""
        elif child.tag == "VBD":
            tense = "past"
    for child in tree.deps(index, "advmod"):
        if child.lemma.lower() in ("perhaps", "possibly", "maybe"):
            modality = "may"
        elif child.lemma.lower() == "only" and any(
            other.lemma == "not" and other.index in (child.index - 1, child.index + 1) for other in tree.deps(index, "neg", "advmod")
        ):
            marks.add("not only")
    if tree.dep(index, "neg"):
        partly = rhetoric["partly"]
        denial = next(tree.deps(index, "neg")).index
        if any(child.lemma.lower() in partly and child.index > denial for child in tree.deps(index, "advmod", "attr", "acomp", "dobj")):
            marks.add("partly")
        if any(below.text.lower() == "because" for child in tree.deps(index, "advcl") for below in tree.deps(child.index, "mark")):
            marks.add("because")
        following = [one.lemma.lower() for negation in tree.deps(index, "neg") for one in tree.tokens[negation.index + 1 : negation.index + 3]]
        if any(word in partly for word in following):
            marks.add("partly")
        if "only" in following or "just" in following or "merely" in following:
            marks.add("not only")
    if has_to and token.dep in ("ROOT", "relcl", "acl", "advcl"):
        marks.add("infinitive")
    if token.dep == "ROOT" and token.tag == "VB" and not modality and not tree.dep(index, "nsubj", "nsubjpass", "aux"):
        marks.add("imperative")
    return modality, tense


def _marks_of_clause(tree: Tree, index: int, marks: set[str]) -> None:
    rhetoric = sections("rhetoric")
    token = tree.tokens[index]
    for child in tree.deps(index, "mark", "advmod", "prep"):
        word = child.lemma.lower()
        if token.dep in ("advcl", "ccomp", "relcl") and child.dep == "mark" and word in rhetoric["concession"]:
            if not (word == "while" and token.tag == "VBG"):
                marks.add("concession")
        elif child.dep == "mark" and word in ("if", "unless", "whether", "until", "till"):
            marks.add("conditional")
        elif child.dep == "prep" and word in ("despite", "notwithstanding"):
            marks.add("concession")
        elif token.dep == "advcl" and child.lemma.lower() in ("when", "whenever", "once"):
            marks.add("when")
    for child in tree.deps(index, "advcl"):
        for below in tree.deps(child.index, "mark", "advmod"):
            word = below.lemma.lower()
            if word in ("if", "unless", "provided", "suppose"):
                marks.add("conditional")
            elif word in rhetoric["concession"]:
                if not (word == "while" and child.tag == "VBG"):
                    marks.add("concession")
            elif word in ("when", "whenever", "once", "after", "before", "until", "till"):
                marks.add("when")


def _holder(tree: Tree, index: int, verb: str) -> str:
    """Who says it, of a verb of saying: "" for the writer, "others", or a name."""
    rhetoric = sections("rhetoric")
    if verb not in rhetoric["saying"]:
        return ""
    subject = tree.dep(index, "nsubj", "nsubjpass")
    if subject is None:
        return ""
    word = lemma(tree, subject.index)
    if word in _WRITER or subject.text.lower() in _WRITER:
        return ""
    if any(child.text.lower() == "here" for child in tree.deps(index, "advmod")):
        return ""
    if subject.dep == "nsubj" and word == "it" and not tree.dep(index, "expl"):
        return ""
    if subject.dep == "nsubjpass" or word in rhetoric["other side"] or tree.dep(subject.index, "expl"):
        return "others"
    if word in rhetoric["record"]:
        return ""
    return word


def _according(tree: Tree, sentence: int, text: str, span: Span) -> str:
    """Whom "according to ..." names, if the sentence has it; "in the view of critics" too."""
    low = span.of(text).lower()
    at = low.find("according to ")
    if at < 0:
        for phrase in ("in the view of ", "in the opinion of ", "in the eyes of "):
            if phrase in low:
                return "others"
        return ""
    rest = low[at + 13 :].split(",")[0].split()
    rhetoric = sections("rhetoric")
    words = [word.strip(".,;:()") for word in rest[:6]]
    if any(word.rstrip("s") in rhetoric["other side"] for word in words[:3]):
        return "others"
    return "source " + " ".join(words[:3])


def _times(tree: Tree, index: int, below: bool = True) -> list[str]:
    """What binds a verb to a time: adverbs, dates, phrases such as "in the winter" and clauses of time."""
    rhetoric = sections("rhetoric")
    found = []
    for child in tree.children[index]:
        token = tree.tokens[child]
        word = token.lemma.lower()
        if token.dep == "advmod" and (word in rhetoric["now"] or word in rhetoric["then"]):
            found.append("now" if word in rhetoric["now"] else word)
        elif token.dep == "neg" and word == "longer":
            found.append("longer")
        elif token.dep in ("npadvmod", "nmod") and _is_time(tree, child) and not _always(tree, child):
            found.append(_key(tree, child))
        elif token.dep in ("prep", "agent", "advmod", "mark", "pcomp") and token.pos in ("ADP", "SCONJ", "ADV"):
            for thing in tree.deps(child, "pobj", "pcomp"):
                for one in tree.conjuncts(thing.index)[:3]:
                    if word == "in" and lemma(tree, one) in ("end", "conclusion", "beginning", "first", "last"):
                        continue
                    if _is_time(tree, one, word in ("at", "in", "on", "for")) or word in ("during", "since", "until", "till", "before", "after"):
                        found.append(_key(tree, one))
        elif below and token.dep in ("dobj", "attr", "acomp"):
            for prep in tree.deps(child, "prep"):
                for thing in tree.deps(prep.index, "pobj"):
                    if _is_time(tree, thing.index):
                        found.append(_key(tree, thing.index))
        elif token.dep == "advcl" and any(
            one.lemma.lower() in ("when", "after", "before", "until", "once") for one in tree.deps(child, "advmod", "mark")
        ):
            found.append("clause " + lemma(tree, child))
    if any(child.lemma.lower() == "longer" for child in tree.deps(index, "advmod")):
        found.append("longer")
    return found


def _is_time(tree: Tree, index: int, counted: bool = False) -> bool:
    token = tree.tokens[index]
    word = token.lemma.lower()
    if word in sections("rhetoric")["period"] or word.rstrip("s") in _DAYS:
        return True
    if token.text[:4].isdigit() and len(token.text.rstrip("s'’")) == 4 and token.text[0] in "12":
        return True
    if counted and any(child.lemma.lower() in _ORDINAL for child in tree.deps(index, "amod")):
        return True
    return word in _MONTHS or token.text.lower() in ("today", "present", "past", "future", "first", "last")


def _always(tree: Tree, index: int) -> bool:
    """"All the time", "every time", "all day": no time apart."""
    return lemma(tree, index) == "time" and any(child.text.lower() in ("all", "every") for child in tree.deps(index, "predet", "det"))


def _key(tree: Tree, index: int) -> str:
    stop = CLAUSES | {"punct", "cc", "conj", "det"}
    kept = [one for one in tree.under(index, stop) if tree.tokens[one].pos not in ("ADP", "PUNCT")]
    every = "every " if any(child.text.lower() in _EVERY for child in tree.deps(index, "det", "amod")) else ""
    return every + " ".join(lemma(tree, one) for one in kept if tree.tokens[one].text.lower() not in _EVERY)


_MONTHS = frozenset("january february march april may june july august september october november december".split())
_ORDINAL = frozenset("first second third last next final previous same".split())
_MINE = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_EVERY = frozenset("every each entire whole all".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tonight".split())
