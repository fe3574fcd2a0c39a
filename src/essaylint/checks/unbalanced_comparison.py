"""A comparison of two things that spends its words on one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.span import Span
from essaylint.values import dataclass

_COMPARES = re.compile(r"\b(?:compar\w+|contrast\w*|versus|vs\.?|differences?|similarit\w+)\b", re.IGNORECASE)
_NAME = r"[A-Z][\w’'-]+(?: (?:of |the |and the )?[A-Z][\w’'-]+){0,3}?"
_PAIR = re.compile(rf"\b(?:between |of |the )?(?P<one>{_NAME})(?:[’']s)? (?:and|versus|vs\.?|with|to) (?:the )?(?P<other>{_NAME})(?=[\s,.:?!’']|$)")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a title or heading that compares two names where one is named `ratio` times as often as the other.

    Both must be named at least twice, and together 12 times. The message may use {one}, {other}, {more} and {fewer}.
    """

    ratio: float = 3.0

    def find_in(self, document: Document) -> Iterator[Finding]:
        text = " ".join(block.paragraph.text for block in document.running)
        for block in document.of_kind("title", "heading"):
            title = block.paragraph.text
            pair = _PAIR.search(title)
            if pair is None or not (_COMPARES.search(title) or _COMPARES.search(text[:1500])):
                continue
            # The words that stand beside the "and": a title may open with "Comparing".
            names = (pair["one"].split()[-1].removesuffix("’s").removesuffix("'s"), pair["other"].split()[0])
            most = [text.count(name) for name in names]  # quicker, and never less than the words counted
            if min(most) < 2 or sum(most) < 12 or names[0] == names[1]:
                continue
            counts = {name: len(re.findall(rf"\b{re.escape(name)}\b", text)) for name in names}
            (rare, few), (common, many) = sorted(counts.items(), key=lambda item: item[1])
            if few >= 2 and few + many >= 12 and many >= self.ratio * few:
                words = {"one": common, "other": rare, "more": str(many), "fewer": str(few)}
                yield Finding(block.place(Span(0, len(title))), words)
                return
