"""“Since” and a time with a verb in the simple past: “Since 2008, its policy underwent”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of, verb_form
from essaylint.values import dataclass

_TIMES = frozenset(
    "then war independence childhood birth beginning start time end century year decade day month revolution coup election".split()
)
_STATES = frozenset("be have say know find will".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a main verb in the simple past after an opening “Since” and a year or a time."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the verb; the fix puts it in the present perfect."""
        tree = paragraph.tree
        for since in tree.tokens:
            if lower(since) != "since" or since.dep != "prep":
                continue
            time = tree.child(since, "pobj", "advmod", "pcomp")
            verb = tree.head(since)
            if time is None or not _is_time(time) or verb.tag != "VBD" or verb.lemma in _STATES:
                continue
            subject = tree.subject(verb)
            if (
                subject is None
                or tree.children(verb, "aux", "auxpass")
                or verb.dep != "ROOT"
                or verb.index < since.index
            ):
                continue
            number = "have" if subject.tag in ("NNS", "NNPS") or lower(subject) in ("we", "they", "i", "you") else "has"
            if tree.children(subject, "conj"):
                number = "have"
            span = span_of(verb, verb)
            right = f"{number} {verb_form(verb.lemma, 'participle')}"
            yield Finding(
                span, {"right": right, "since": _phrase(paragraph, tree, since)}, fixes=(Fix.replace(span, right),)
            )


def _is_time(time: Token) -> bool:
    return (time.text.isdigit() and len(time.text) == 4) or lower(time) in _TIMES


def _phrase(paragraph: Paragraph, tree: Tree, since: Token) -> str:
    return span_of(since, tree.subtree(since)[-1]).of(paragraph.text)
