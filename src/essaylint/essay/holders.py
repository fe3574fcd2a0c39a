"""Who says it: the writer, a source, or somebody else."""

from __future__ import annotations

import re

from essaylint.essay.nounphrases import lemma
from essaylint.essay.tree import Tree
from essaylint.lexicon.opposites import sections

MINE = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_WRITER = frozenset("i we my our paper essay report article thesis study chapter section".split())
_TALK = frozenset("say conclude note add state mention stress emphasize emphasise remember see claim admit argue infer deduce summarize summarise conclude".split())
_VIEWS = ("in the view of ", "in the opinion of ", "in the eyes of ")


def holder_of(tree: Tree, index: int) -> str:
    """Who says it, of the verb of saying at `index`: "" for the writer and for records, "others", or a name."""
    rhetoric = sections("rhetoric")
    if _writers_talk(tree, index):
        return ""
    subject = tree.dep(index, "nsubj", "nsubjpass")
    above = tree.tokens[index]
    while subject is None and above.dep in ("xcomp", "conj") and above.head != above.index:
        above = tree.tokens[above.head]
        subject = tree.dep(above.index, "nsubj")
    if subject is None:
        return ""
    word = lemma(tree, subject.index)
    if lemma(tree, index) not in rhetoric["saying"]:
        return "others" if word in rhetoric["other side"] and lemma(tree, index) not in rhetoric["factive"] else ""
    here = any(child.text.lower() == "here" for child in tree.deps(index, "advmod"))
    if here or word in _WRITER or subject.text.lower() in _WRITER:
        return ""
    if subject.dep == "nsubj" and word == "it" and not tree.dep(index, "expl"):
        return ""
    if subject.dep == "nsubjpass" or word in rhetoric["other side"] or tree.dep(subject.index, "expl"):
        return "others"
    return "" if word in rhetoric["record"] else word


def _writers_talk(tree: Tree, index: int) -> bool:
    """"It must be said that", "one can conclude that", "it should be noted that": the writer says so."""
    subject = tree.dep(index, "nsubj", "nsubjpass", "expl")
    modal = any(child.tag == "MD" for child in tree.deps(index, "aux"))
    return modal and (subject is None or subject.text.lower() in ("it", "one", "we", "i", "you")) and lemma(tree, index) in _TALK


def according_to(sentence: str) -> str:
    """Whom "according to ..." names in a sentence; "in the view of" is always somebody else's."""
    low = sentence.lower()
    _, found, rest = low.partition("according to ")
    if not found:
        return "others" if any(phrase in low for phrase in _VIEWS) else ""
    words = [word.strip(".,;:()") for word in rest.split(",")[0].split()[:3]]
    other = any(word.rstrip("s") in sections("rhetoric")["other side"] for word in words)
    return "others" if other else "source " + " ".join(words)
