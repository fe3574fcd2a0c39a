"""A bracket or a curly quotation mark without its partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_PAIRS = {"(": ")", "[": "]", "“": "”"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
# “a)” and “1)” number a list; “:-)” smiles.
_NUMBERED = re.compile(r"(?:^|[\s,;:(])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2}\.)\)")
_MARKS = re.compile(r"[()\[\]“”]")
_CODE = re.compile(r"[{}]|\);|\w\(\w*\)\.|==|</?\w+>")
_ENDS = tuple('.!?:;”"’)]')
_FINE = re.compile(r"[:;=]['-]?[()\]\[]+|\d+[”\"]|<[(\[]")


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report an opening or closing mark that nothing closes or opens in its paragraph."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the mark with the word that it touches."""
        text = paragraph.text
        if (
            not _MARKS.search(text)
            or text.count(" ") < 3
            or _CODE.search(text)
            or text.rstrip()[-1:] not in _ENDS
            or text.endswith(("...", "…"))
            or text.startswith("...")
        ):
            return
        if _balanced(text):
            return
        fine = {at for match in _FINE.finditer(text) for at in range(*match.span())}
        opened: list[int] = []
        alone: list[int] = []
        for match in _MARKS.finditer(text):
            at, char = match.start(), match.group()
            if at in fine:
                continue
            if char in _PAIRS:
                if char == "“" and at in (i for i in opened if text[i] == "“"):
                    continue
                opened.append(at)
            elif char in _CLOSERS:
                partner = next((i for i in reversed(opened) if text[i] == _CLOSERS[char]), None)
                if partner is None:
                    alone.append(at)
                else:
                    opened.remove(partner)
        # A quotation of several paragraphs opens in each of them and closes in the last.
        opened = [at for at in opened if text[at] != "“" or (at > 0 and at < len(text) - 300)]
        listed = {match.end() - 1 for match in _NUMBERED.finditer(text)}
        ending = len(text.rstrip()) - 1 if len(paragraph.sentences) < 2 else -1
        for at in sorted(
            opened + [at for at in alone if at not in listed and at < ending + (ending < 0) * (len(text) + 2) - 1]
        ):
            if text[at] == "”" and "“" not in text:
                continue
            yield Finding(_touched(text, at), {"mark": text[at], "partner": _PAIRS.get(text[at]) or _CLOSERS[text[at]]})


def _balanced(text: str) -> bool:
    """Whether every kind of mark opens as often as it closes, and none closes first."""
    for opener, closer in _PAIRS.items():
        if text.count(opener) != text.count(closer) or text.find(closer) < text.find(opener):
            return False
    return True


def _touched(text: str, at: int) -> Span:
    start, end = at, at + 1
    while end < len(text) and text[at] in _PAIRS and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    while start and text[at] in _CLOSERS and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    return Span(start, end)
