"""Letters of a name that were read as others of the same shape: Kim II Sung, 0bama, lraq."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.sieve import Pattern
from essaylint.lexicon.words import COMMON, best, entry
from essaylint.span import Span
from essaylint.values import dataclass

_SURNAMES = (
    "Kim Lee Yi Ri Rhee Park Pak Choi Choe Jung Jeong Chung Chong Kang Cho Jo Yoon Yun Jang Chang Lim Im Han Oh Shin Sin Seo So Kwon Gwon Hwang "
    "Ahn An Song Yoo Yu Ryu Hong Jeon Chun Jun Ko Go Koh Moon Mun Son Sohn Yang Bae Pae Paik Baek Heo Hur Nam Noh Roh Ro Ha Joo Chu Ju Min Koo Ku "
    "Shim Sim Won Chae Cheon Bang Kong Hyon Hyun Ham Yom Yeom Byun Tak Pyo Eom Jin Ok"
).split()
_SYLLABLES = (
    "Sung Seong Song Nam Chol Cheol Guk Kuk Jong Jung Un Eun Hyon Hyun Ho Hwan Hee Hui Ik Ja Jae Jin Joo Ju Jun Kap Kon Kun Kwang Gwang Kyong Kyung "
    "Man Min Mun Moon Myong Myung Pyong Rae Rim Ryol Ryong Sang Seok Sok Sik Sok Son Su Soo Suk Tae Thae Tok Ton Ung Won Woo U Yong Young Yol Yul Yun "
    "Chun Chung Dae Do Dong Tong Bok Pok Bong Pong Gi Ki Gil Kil Gu Ku Gyu Kyu Hak Han Hoe Hong Hun Hwa In Kang Kwan Mi Nyo Ok Pal Sam Se Shik Sim Sin"
).split()
_SYLLABLE = "|".join(sorted(set(_SYLLABLES), key=len, reverse=True))
_KOREAN = re.compile(
    rf"\b(?:{'|'.join(sorted(set(_SURNAMES), key=len, reverse=True))})[ \u00a0](II|I1|1I|1l|l1|11|lI|ll|Ii)"
    rf"(?:[ \u00a0-](?:{_SYLLABLE})|-(?i:{_SYLLABLE}))\b"
)
_DIGITS = re.compile(r"(?<![\w.,/#@-])(?=[A-Za-z]*[015]+[A-Za-z])(?=[A-Za-z015]*[A-Za-z]{3})[A-Za-z015]{4,}(?![\w/@-]|\.\w)")
_STROKES = Pattern(r"[ \u00a0](?:I[I1i]|1[I1l]|l[I1l])[ \u00a0-]")
_MIXED = Pattern(r"[A-Za-z][015]|[015][A-Za-z]")
_FIRST_L = Pattern(r"\b(?<![\w'’.@/-])l[b-df-hj-km-np-rtv-xz][a-z]{2,}\b")
_INNER_I = Pattern(r"(?<![\w'’@/.-])(?!Ma?c|D[aei]I|L[aei]I|VanI|FitzI|AlI)[A-Za-z][a-z]*[a-z]I[a-z]*(?:I[a-z]*)*(?![\w@/-]|\.\w)")
_LETTERS = {"0": "oO", "1": "lI", "5": "sS"}


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """`digits` also looks for the digits 0, 1 and 5 and the capital I inside words, and for a small l at the start of a name in I."""

    digits: bool = True

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        for match in _KOREAN.finditer(text) if _STROKES.search(paragraph) else ():
            whole, part = Span(*match.span()), Span(*match.span(1))
            new = text[whole.start : part.start] + "Il" + text[part.end : whole.end]
            yield Finding(whole, {"name": new}, fixes=(Fix.replace(whole, new),))
        if not self.digits:
            return
        for match in _DIGITS.finditer(text) if _MIXED.search(paragraph) else ():
            mended = _mended(match.group())
            if mended is not None:
                yield Finding(Span(*match.span()), {"name": mended}, fixes=(Fix.replace(Span(*match.span()), mended),))
        for match in _INNER_I.finditer(paragraph):
            new = match.group().replace("I", "l")
            if best(new) is not None or best(new.capitalize()) is not None:
                yield Finding(Span(*match.span()), {"name": new}, fixes=(Fix.replace(Span(*match.span()), new),))
        for match in _FIRST_L.finditer(paragraph):
            new = "I" + match.group()[1:]
            known = entry(new)
            if best(match.group()) is None and known is not None and known.level == COMMON and known.name:
                yield Finding(Span(*match.span()), {"name": new}, fixes=(Fix.replace(Span(*match.span()), new),))


def _mended(form: str) -> str | None:
    """The known word that `form` is when its digits are read as letters, or None."""
    forms = [""]
    for char in form:
        forms = [one + other for one in forms for other in _LETTERS.get(char, char)]
    for one in forms[:16]:
        known = best(one)
        if known is not None and known.level == COMMON and known.zipf >= 2.5 and (one[1:].islower() or one.isupper()):
            return one
    return None
