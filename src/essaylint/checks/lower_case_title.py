"""A title with a small letter directly before a name: president Johnson."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.words import best, entry
from essaylint.values import dataclass

_BEFORE = frozenset(
    "by with under to from since when that and for against after while because in as if before during but like or of on said which where until".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """`titles` are the words that take a capital before a name."""

    titles: tuple[str, ...] = (
        "president", "king", "queen", "pope", "emperor", "empress", "senator", "governor", "prince", "princess", "professor", "sultan", "tsar",
        "chancellor", "saint", "sir", "dr", "mr", "mrs", "ms",
    )  # fmt: skip

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        words, text = paragraph.words, paragraph.text
        for at, word in enumerate(words[:-1]):
            if word.text not in self.titles or not _is_name(words[at + 1].text):
                continue
            if text[word.end : words[at + 1].start] not in (" ", ". "):
                continue
            before = words[at - 1] if at else None
            apart = before is None or "," in text[before.end : word.start]
            if apart or (before is not None and before.text.lower() in _BEFORE):
                new = word.text.capitalize()
                yield Finding(word.span, {"other": new}, fixes=(Fix.replace(word.span, new),))


def _is_name(form: str) -> bool:
    """A capitalised word that is a name and no adjective or plural of a people."""
    if not form[:1].isupper() or form.isupper() or form.endswith(("an", "ans", "ese", "ish")):
        return False
    known, low = entry(form), best(form.lower())
    return (known is not None and known.name) or low is None
