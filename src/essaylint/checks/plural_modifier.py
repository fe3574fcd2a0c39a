"""A plural right before the quality that it has, without an apostrophe: “the products quality”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import lower
from essaylint.values import dataclass

# Plurals that stand before other nouns as they are.
_ATTRIBUTIVE = frozenset(
    "sales sports systems arms services communications resources savings securities operations goods human rights news means "
    "series emissions economics politics physics ethics humanities arts games customs statistics mathematics electronics "
    "needs materials parts procurements logistics women men data sciences standards drugs weapons narcotics markets".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a plural noun after a determiner and before one of the `qualities`."""

    qualities: tuple[str, ...]
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the plural; the fix gives it its apostrophe."""
        tree = paragraph.tree
        for token in tree.tokens:
            if token.tag != "NNS" or token.dep != "compound":
                continue
            after, before = tree.after(token), tree.before(token)
            if after is None or before is None or lower(token) in _ATTRIBUTIVE:
                continue
            if lower(after) not in self.qualities or after.tag not in ("NN", "NNS"):
                continue
            if before.tag in ("DT", "JJ", "PRP$", "IN") and token.text.islower() and token.text.endswith("s"):
                right = f"{token.text}’"
                yield Finding(
                    token.span, {"right": right, "thing": after.text}, fixes=(Fix.replace(token.span, right),)
                )
