"""A pronoun and an -ing form without the “am”, “is” or “are” between them: “I working”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import lower, span_of
from essaylint.values import dataclass

_BE = {"i": "am", "we": "are", "they": "are", "he": "is", "she": "is"}
_FINE = frozenset("being having seeing".split())
_BEFORE = frozenset(
    "of about with without like by on for from than as after before not despite while when and or see watch hear".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a subject pronoun at the start of a clause that an -ing form follows, where the clause has no other verb."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield pronoun and verb; the fix puts the form of “be” between them."""
        tree = paragraph.tree
        for pronoun in tree.tokens:
            be = _BE.get(lower(pronoun)) if pronoun.tag == "PRP" else None
            if be is None:
                continue
            verb = tree.after(pronoun)
            if verb is None or verb.tag != "VBG" or lower(verb) in _FINE or not lower(verb).endswith("ing"):
                continue
            if verb.dep in ("advcl", "acl", "pcomp", "amod") and tree.head(verb).tag in (
                "VBD",
                "VBZ",
                "VBP",
                "MD",
                "VB",
                "VBN",
            ):
                continue
            before = tree.before(pronoun)
            if before is not None and (lower(before) in _BEFORE or before.pos in ("VERB", "ADP")):
                continue
            aux = tree.children(verb, "aux", "auxpass")
            if aux or (lower(pronoun) == "i" and pronoun.text != "I"):
                continue
            span = span_of(pronoun, verb)
            new = f"{pronoun.text} {be} {verb.text}"
            yield Finding(span, {"right": new}, fixes=(Fix.replace(span, new),))
