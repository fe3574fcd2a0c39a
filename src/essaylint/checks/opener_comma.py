"""A linking word or phrase that opens a sentence without the comma after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Severity
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

# What may follow an opener that takes a comma: the subject of a new clause, and not the rest of the phrase.
_SUBJECT = re.compile(
    r" (?P<next>the|a|an|this|these|those|it|they|he|she|we|you|i|there|his|her|its|their|our|my|many|some|most|people|"
    r"both|each|every|several|one|no|if|when|although|in|on|since|because)\b(?! of\b)"
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `phrases` at the start of a sentence that the subject follows without a comma; `soft` ones as hints."""

    phrases: tuple[str, ...]
    soft: tuple[str, ...] = ()

    @cached_property
    def _openers(self) -> re.Pattern[str]:
        every = "|".join(re.escape(phrase) for phrase in sorted(self.phrases + self.soft, key=len, reverse=True))
        return re.compile(rf"(?:{every})(?= )")

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(phrase.partition(" ")[0] for phrase in self.phrases + self.soft)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the opener's last word and the next; the fix puts the comma."""
        text, folded = paragraph.text, paragraph.folded
        for sentence in paragraph.sentences:
            if folded[sentence.start : folded.find(" ", sentence.start)] not in self._firsts:
                continue
            match = self._openers.match(folded, sentence.start, sentence.end)
            following = _SUBJECT.match(folded, match.end()) if match else None
            if match is None or following is None:
                continue
            if following["next"] in ("in", "on", "if", "when", "since", "because", "although") and " " in match.group():
                continue
            start = match.start() + match.group().rfind(" ") + 1
            span = Span(start, following.end("next"))
            fix = Fix.replace(span, f"{text[start : match.end()]}, {text[following.start('next') : span.end]}")
            severity = Severity.HINT if match.group() in self.soft else None
            yield Finding(span, {"opener": text[match.start() : match.end()]}, fixes=(fix,), severity=severity)
