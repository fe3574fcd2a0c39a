"""Furniture: what is on the page and not in the essay (menus, adverts, view and page counts, author cards).

A paragraph is judged by its own words first: `sure` furniture speaks to a customer, counts views or names a button;
`likely` furniture (a date, a number, a menu word) counts only beside sure furniture, before or after the essay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from essaylint.essay.paragraph import Kind, fold
from essaylint.essay.phrases import literals_of
from essaylint.essay.references import is_reference_heading, looks_like_entry

_FILE = Path(__file__).parent.parent / "lexicon" / "furniture.txt"
Verdict = Literal["sure", "label", "likely", "prose"]

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DATE = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,4})?)"
_COUNTED = (
    r"(?:page ?)?(?:views?|pages?|words?|reads?|shares?|likes?|comments?|downloads?|replies|votes?|ratings?|reviews?|followers?"
    r"|subscribers?|visits?|hits|stars?|points?|upvotes?|sources?|references?|min(?:ute)?s?(?: read)?|attempts?|answers?|claps?"
    r"|retweets?|favorites?|bookmarks?|citations?|users? online|guests?|orders?|reactions?|saves?|plays?|photos?|slides?)"
)
_NUMBER = r"[~≈#]? ?\(?\d[\d,.]*[km+]?\)?"
_COUNTERS = re.compile(rf"(?:{_NUMBER} ?{_COUNTED}[ ,;|·•/~()-]*)+$")
_LABELLED = re.compile(rf"(?:(?:{_COUNTED}|word count) ?:? ?{_NUMBER}[ ,;|·•/()-]*)+$")
_ONE_COUNT = re.compile(rf"{_NUMBER} ?(?:sources?|references?|pages?|words?|points?|photos?|stars?|min(?:ute)?s?|orders?|answers?|slides?)$")
_DATED = re.compile(rf"(?:{_DATE}{_TIME}?|\d{{1,2}}:\d\d(?: ?[ap]\.?m\.?)?|\d+ (?:second|minute|hour|day|week|month|year)s? ago)$")
_PUBLISHED = re.compile(
    rf"(?:(?:last )?(?:posted|published|updated|uploaded|modified|edited|added|created|printed|downloaded|filed|first published)"
    rf"(?: on| at| by [^.,|]{{2,40}})*:? ?(?:{_DATE}|\d+ (?:minute|hour|day|week|month|year)s? ago)|by [^.,|]{{3,40}} ?[|·•-] ?{_DATE})"
)
_PICTURE = re.compile(r"(?:image|media|photo|video|picture) (?:source|caption|credit|copyright)[,:]")
_PAGED = re.compile(r"page \d+ (?:of|/) ?\d+$|\d+ ?/ ?\d+$")
_BYLINE = re.compile(r"(?:by|posted by|written by|submitted by|uploaded by|author:) [a-z][\w.' -]{2,40}$")
_NUMERIC = re.compile(r"[\d\W_]+$")
_CARD = re.compile(r"[A-Z][a-z]+\d{2,5}\b")
_CRUMBS = re.compile(r"\s*(?:[|»›>·•]|\s/\s|\s-\s)\s*")
_STARS = re.compile(r"^[★☆✩✭⭐ ]{3,}|^\d(?:\.\d)? ?(?:/ ?5|out of 5)\b")
# What every advert has something of; only then are the phrases looked for.
_TRADE = re.compile(
    r"\b(?:you|your|our|us|me|my|hire|click|here|tap|essays?|papers?|writers?|writing|copyright|rights|cookies|service|advertisement|posted"
    r"|published|updated|appeared|jstor|turnitin|downloaded|plagiarism|deadline|subscribe|sponsored|discount|sign|log|read|rated|free"
    r"|content|commission|purposes|reviews|rate|hours|page|comments?)\b|[$©]"
)
_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us)\b|[!$%]|\b\d+%")


class _Lexicon:
    """The sections of lexicon/furniture.txt; each is made usable when first asked for."""

    def __init__(self) -> None:
        self._sections: dict[str, list[str]] = {}
        name = ""
        for line in _FILE.read_text(encoding="utf-8").split("\n"):
            if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
                name = line[1:-1]
            elif line and not line.startswith("#"):
                self._sections.setdefault(name, []).append(line)

    @cached_property
    def _lines(self) -> list[tuple[frozenset[str], str]]:
        return [(_words_of(phrase), phrase) for phrase in self._sections["line"]]

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], str]]:
        return [(_words_of(phrase), phrase) for phrase in self._sections["label"]]

    def is_line(self, text: str) -> bool:
        """Whether a whole line is one of a page's buttons and headings."""
        words = text.split()
        return any(words_of.issuperset(words) and text in literals_of((phrase,)) for words_of, phrase in self._lines)

    def label(self, text: str) -> int:
        """How long a data sheet's label at the start of `text` is, else 0."""
        first = text.split(maxsplit=1)[0].rstrip(":")
        lengths = (
            len(literal)
            for words_of, phrase in self._labels
            if first in words_of
            for literal in literals_of((phrase,))
            if text.startswith(literal)
        )
        return max(lengths, default=0)

    @cached_property
    def menu(self) -> frozenset[str]:
        """Words of menus."""
        return frozenset(self._sections["menu"])

    @cached_property
    def _advert(self) -> Any:
        import re2  # a pattern over thousands of phrases is linear only there

        options = re2.Options()
        options.max_mem = 64 << 20
        return re2.compile("|".join(self._sections["advert"]).translate(_AS_PATTERN), options)

    def adverts(self, text: str) -> set[str]:
        """The phrases of adverts in `text`."""
        text = text.encode("utf-8", "replace").decode("utf-8")  # RE2 refuses half a surrogate pair
        return {match.group() for match in self._advert.finditer(text) if _bounded(text, *match.span())}

    def praise(self, text: str) -> int:
        """How many phrases of praise there are in `text`."""
        padded = " " + re.sub(r"[^\w$%+/'-]+", " ", text) + " "
        return sum(f" {phrase} " in padded for phrase in self._sections["praise"])


# The mini-language as a regular expression: a blank may fall away where an optional word does.
_AS_PATTERN = str.maketrans(
    {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", " ": " *", **{char: "\\" + char for char in ".$+*?^{}"}}
)
_NO_BRACKETS = str.maketrans("()[]|", "     ")
_lexicon = cache(_Lexicon)


def _words_of(phrase: str) -> frozenset[str]:
    return frozenset(phrase.translate(_NO_BRACKETS).split())


def find_furniture(texts: Sequence[str], kinds: Sequence[Kind]) -> set[int]:
    """The indexes of the paragraphs that are furniture; `kinds` tells what their shapes say."""
    verdicts = [_judge(text, kind) for text, kind in zip(texts, kinds, strict=True)]
    if "sure" not in verdicts and "label" not in verdicts:
        return set()
    solid = [at for at, (text, verdict) in enumerate(zip(texts, verdicts, strict=True)) if _is_solid(text, verdict)]
    first, last = (solid[0], solid[-1]) if solid else (len(texts), -1)
    found = {at for at, verdict in enumerate(verdicts) if verdict == "sure"}
    found |= _head(texts, verdicts, first)
    found |= _tail(texts, verdicts, last)
    return found


def _is_solid(text: str, verdict: Verdict) -> bool:
    """Whether a paragraph is surely the essay's own: a sentence or more."""
    return verdict == "prose" and (len(text) > 60 or looks_like_entry(text))


def _head(texts: Sequence[str], verdicts: Sequence[Verdict], first: int) -> set[int]:
    """Before the essay: labels beside sure furniture, and what lies between two such."""
    marked = [at for at in range(first) if verdicts[at] in ("sure", "label")]
    if not any(verdicts[at] == "sure" for at in marked) and len(marked) < 3:
        return set()
    found = set(marked)
    for at in (*range(first), *range(first - 1, -1, -1)):
        if verdicts[at] == "likely" and (at - 1 in found or at + 1 in found):
            found.add(at)
    for at in range(1, first - 1):
        between = verdicts[at] == "prose" and len(texts[at].split()) <= 2 and at - 1 in found and at + 1 in found
        if between and any(other != at and other not in found for other in range(first)):  # else it is the title
            found.add(at)
    return found


def _tail(texts: Sequence[str], verdicts: Sequence[Verdict], last: int) -> set[int]:
    """After the essay: everything from the first line that may be furniture on, if some surely is."""
    after = range(last + 1, len(verdicts))
    marked = [at for at in after if verdicts[at] in ("sure", "label")]
    if not any(verdicts[at] == "sure" for at in marked) and len(marked) < 3:
        return set()
    start = next((at for at in after if verdicts[at] != "prose" or _is_tag(texts[at])), len(verdicts))
    if start < len(verdicts) and is_reference_heading(texts[start]):
        start = marked[0]
    return {at for at in range(min(start, marked[0]), len(verdicts)) if verdicts[at] != "prose" or not _is_sentence(texts[at])}


def _is_sentence(text: str) -> bool:
    return text[-1] in ".,!?" and len(text.split()) >= 2


def _is_tag(text: str) -> bool:
    """Whether a line could be the name of a category: up to four words, all with capitals."""
    words = text.split()
    return len(words) <= 4 and all(word[0].isupper() for word in words) and text[-1] not in ".:?!"


def _judge(text: str, kind: Kind) -> Verdict:
    """What a paragraph's own words say."""
    if len(text) > 700 or kind in ("caption", "table"):
        return "prose"
    lexicon = _lexicon()
    folded = " ".join(fold(text).split())
    words = folded.split()
    bare = folded.strip("»›>«‹<|•·*+-–—→←↓↑▶►▼▲✓✔[](){}…. :!,?")
    if len(words) <= 14:
        if lexicon.is_line(bare) or (bare != folded and lexicon.is_line(folded)):
            return "sure"
        if _counts(folded) or _PUBLISHED.match(folded) or _PICTURE.match(folded) or _STARS.match(folded):
            return "sure"
        if _CRUMBS.search(text) and _menu_bar(bare, lexicon):
            return "sure"
    if len(words) <= 60 and _is_advert(text, folded, len(words), lexicon):
        return "sure"
    if len(words) <= 12:
        label = lexicon.label(folded)
        if label and re.match(r" ?(?:[:#]|$)", folded[label:]):
            return "label"
        if _PAGED.match(folded):
            return "sure"
    if len(words) <= 8 and (
        _DATED.match(folded) or _ONE_COUNT.match(folded) or _NUMERIC.match(folded) or _BYLINE.match(folded) or _LABELLED.match(folded) or bare in lexicon.menu
    ):
        return "likely"
    return "prose"


def _counts(folded: str) -> bool:
    """Whether a line is counts of views, pages, words; a single count of pages or words may be a writer's own."""
    if _ONE_COUNT.match(folded):
        return False
    return bool(_COUNTERS.match(folded) or (_LABELLED.match(folded) and len(re.findall(r"\d[\d,.]*", folded)) > 1))


def _menu_bar(bare: str, lexicon: _Lexicon) -> bool:
    """ "Home / Essays / Politics", "Share | Print | Email": at least two of three entries are a menu's."""
    entries = [entry for entry in _CRUMBS.split(bare) if entry]
    known = sum(entry in lexicon.menu or lexicon.is_line(entry) for entry in entries)
    return len(entries) >= 2 and known >= 2 and known * 3 >= len(entries) * 2


def _is_advert(text: str, folded: str, count: int, lexicon: _Lexicon) -> bool:
    """Whether a short paragraph speaks to a customer."""
    if not _TRADE.search(folded):
        return False
    addressed = bool(_ADDRESSED.search(folded))
    if count > 20 and not addressed:
        return False
    adverts = len(lexicon.adverts(folded))
    if not adverts and not _CARD.match(text):
        return False
    score = 2 * adverts + lexicon.praise(folded) + addressed + 2 * bool(_CARD.match(text))
    return score >= 3 and score * 12 >= count


def _bounded(text: str, start: int, end: int) -> bool:
    return not (
        (start and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )
