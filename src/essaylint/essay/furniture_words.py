"""What a paragraph's own words say: is it furniture of a page? The vocabulary is lexicon/furniture.txt."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from essaylint.essay.atoms import atoms_of, matches_of
from essaylint.essay.paragraph import Kind, fold
from essaylint.essay.phrases import literals_of
from essaylint.memo import kept

_FILE = Path(__file__).parent.parent / "lexicon" / "furniture.txt"
# `sure` is furniture wherever it stands; an `advert` (or a button) is it before or after the essay or beside sure furniture; a `label`
# before or after the essay; what is `likely` (a date, a number, a menu word) only beside other furniture there.
Verdict = Literal["sure", "advert", "label", "likely", "prose"]

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
_CRUMBS = re.compile(r"\s*(?:[|»›>·•→]|\s/\s|\s-\s)\s*| {2,}|\t")
_TRAIL = re.compile(r"(?:you are here:? *)?(?:home|home ?page|main|start|index)\s*(?:[>»›→|/]|::)|you are here\b|(?:[\w ]{2,25} ?[>»›] ?){3,}")
_SHEET = re.compile(
    r"\b(?:author|by|words?|word count|pages?|views?|reads?|downloads?|subjects?|levels?|type|paper type|date|posted|published|added|updated"
    r"|category|categories|topics?|tags?|rating|rated|likes|comments|id|language|format|course|grade|sources|references|file|size|length|user"
    r"|uploaded|price|isbn|posts|joined|location|status|reply|replies|shares|reading time)(?: ?#| ?:|\s*=) ?(?=\S)"
)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))\W*(?:copyright|©|\(c\))?\W*(?:19|20)\d\d|(?:.{0,60}\W)?all rights reserved\b")
_CROWD = re.compile(
    r"(?:over |more than )?\d[\d,.]*[km]?\+? (?:people|users|students|readers|visitors|members|others|experts?|tutors?|writers?)"
    r" (?:have |has |are |is |were |also )?(?:read|viewed|liked|downloaded|rated|voted|found|bought|saved|shared|online|here|reading|following|trust)\b"
)
_STARS = re.compile(r"^[★☆✩✭⭐ ]{3,}|^\d(?:\.\d)? ?(?:/ ?5|out of 5)\b")
_INTERRUPTS = re.compile(
    r"\b(?:advertisements?|continues? (?:below|reading)|read (?:more|also|next|on)|(?:related|similar|popular) (?:essays|posts|articles|samples|categories)"
    r"|(?:image|photo|picture|media) (?:source|credits?)|getty|click|tap|shar(?:e|ing)|tweet|subscribe|sign up|hire|order|custom|writers?|buy|price|login"
    r"|unsubscribe|cookies|skip to|back to|posted|cite this|pdf|pages?|comments?|reply|turnitin)\b"
)
_SAMPLE = re.compile(
    r"(?:this|the|disclaimer: this) (?:free )?(?:essay|paper|sample|example|essay sample|work|dissertation|assignment|document|article|content)\b[\w ,]{0,40}"
    r"\b(?:submitted|written|uploaded|donated|provided|contributed|produced|published|prepared)(?: and submitted)? by (?:a|an|your|another|one of our|our)"
    r" (?:fellow |real |university |professional |expert |undergraduate )*(?:students?|classmate|peer|members?|users?|writers?|experts?)\b"
)
_TRIM = "»›>«‹<|•·*+-–—→←↓↑▶►▼▲✓✔[](){}…. :!,?"
# What every advert has something of; only then are the phrases looked for.
_TRADE = re.compile(
    r"\b(?:you|your|our|us|me|my|hire|click|here|tap|essays?|papers?|writers?|writing|copyright|rights|cookies|service|advertisement|posted"
    r"|published|updated|appeared|jstor|turnitin|downloaded|plagiarism|deadline|subscribe|sponsored|discount|sign|log|read|rated|free"
    r"|content|commission|purposes|reviews|rate|hours|page|comments?)\b|[$©]"
)
_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us)\b|[!$%]|\b\d+%")


class _Lexicon:
    """The sections of lexicon/furniture.txt; each is made usable when first asked for."""

    @cached_property
    def _praise(self) -> list[str]:
        return _sections()["praise"]

    def has(self, section: str, text: str) -> bool:
        """Whether `text` is a phrase of a section."""
        return text in _literals(section)

    def is_line(self, text: str) -> bool:
        """Whether a whole line is one of a page's buttons and headings; a single word may be an essay's heading."""
        return self.has("line" if " " in text else "word", text)

    def is_menu(self, text: str) -> bool:
        """Whether a whole line may be one."""
        return self.has("menu", text) or self.has("line", text)

    def label(self, text: str) -> int:
        """How long a data sheet's label at the start of `text` is, else 0."""
        first = text.split(maxsplit=1)[0].rstrip(":")
        return max((len(literal) for literal in _labels().get(first, ()) if text.startswith(literal)), default=0)

    def adverts(self, text: str) -> set[str]:
        """The phrases of adverts in `text`: of those that begin at one place, the first in the list."""
        possible = [_compiled(pattern) for pattern, atoms in _adverts() if not atoms or any(atom in text for atom in atoms)]
        return {match.group() for match in matches_of(possible, text) if _bounded(text, *match.span())}

    def praise(self, text: str) -> int:
        """How many phrases of praise there are in `text`."""
        padded = " " + re.sub(r"[^\w$%+/'-]+", " ", text) + " "
        return sum(f" {phrase} " in padded for phrase in self._praise)


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            name = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found


@kept
def _literals(section: str) -> frozenset[str]:
    """What the phrases of a section stand for."""
    every = ((literal, _words_of(phrase)) for phrase in _sections()[section] for literal in literals_of((phrase,)))
    return frozenset(literal for literal, known in every if known.issuperset(literal.split()))


@kept
def _labels() -> dict[str, tuple[str, ...]]:
    """A word of a label -> the labels that it may begin."""
    found: dict[str, list[str]] = {}
    for phrase in _sections()["label"]:
        for word in _words_of(phrase):
            found.setdefault(word, []).extend(literals_of((phrase,)))
    return {word: tuple(literals) for word, literals in found.items()}


@kept
def _adverts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases of adverts as patterns, each with strings of which a match holds one."""
    patterns = [phrase.translate(_AS_PATTERN) for phrase in _sections()["advert"]]
    return tuple((pattern, atoms_of(pattern)) for pattern in patterns)


# The mini-language as a regular expression: a blank may fall away where an optional word does.
_AS_PATTERN = str.maketrans(
    {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", " ": " *", **{char: "\\" + char for char in ".$+*?^{}"}}
)
_NO_BRACKETS = str.maketrans("()[]|", "     ")
_lexicon = cache(_Lexicon)
_compiled = cache(re.compile)


def _words_of(phrase: str) -> frozenset[str]:
    return frozenset(phrase.translate(_NO_BRACKETS).split())


@lru_cache(maxsize=2048)  # an editor asks again and again
def judge(text: str, kind: Kind) -> Verdict:
    """What a paragraph's own words say."""
    if len(text) > 700 or kind in ("caption", "table"):
        return "prose"
    lexicon = _lexicon()
    folded = " ".join(fold(text).split())
    words = folded.split()
    bare = folded.strip(_TRIM)
    if len(words) <= 14:
        if lexicon.is_line(bare) or (bare != folded and lexicon.is_line(folded)):
            return "sure" if _INTERRUPTS.search(folded) else "advert"  # "Search results" may be a heading
        if any(pattern.match(folded) for pattern in (_PUBLISHED, _PICTURE, _STARS, _COPYRIGHT, _CROWD)) or _counts(folded):
            return "sure"
        if _TRAIL.match(folded) or len(_SHEET.findall(folded)) >= 2:
            return "advert"
    if len(words) <= 25 and _CRUMBS.search(text.strip()) and _menu_bar(text, lexicon):
        return "sure"
    if _SAMPLE.match(folded):
        return "sure"
    if len(words) <= 60 and (score := _advert_score(text, folded, len(words), lexicon)):
        return "sure" if kind != "item" and (score >= 6 or (len(words) <= 12 and text[-1] != ".")) else "advert"
    if len(words) <= 12:
        label = lexicon.label(folded)
        if label and re.match(r" ?(?:[:#]|$)", folded[label:]):
            return "label"
        if _PAGED.match(folded):
            return "sure"
    if len(words) <= 8 and (
        _DATED.match(folded) or _ONE_COUNT.match(folded) or _NUMERIC.match(folded) or _BYLINE.match(folded) or _LABELLED.match(folded) or lexicon.is_menu(bare)
    ):
        return "likely"
    return "prose"


def _counts(folded: str) -> bool:
    """Whether a line is counts of views, pages, words; a single count of pages or words may be a writer's own."""
    if _ONE_COUNT.match(folded):
        return False
    return bool(_COUNTERS.match(folded) or (_LABELLED.match(folded) and len(re.findall(r"\d[\d,.]*", folded)) > 1))


def _menu_bar(text: str, lexicon: _Lexicon) -> bool:
    """ "Home / Essays / Politics", "Share | Print | Email": at least two of three entries are a menu's."""
    entries = [" ".join(fold(entry).split()).strip(_TRIM) for entry in _CRUMBS.split(text)]
    entries = [entry for entry in entries if entry]
    known = sum(lexicon.is_menu(entry) or lexicon.is_line(entry) for entry in entries)
    return len(entries) >= 2 and known >= 2 and known * 5 >= len(entries) * 3


def _advert_score(text: str, folded: str, count: int, lexicon: _Lexicon) -> int:
    """How much a short paragraph speaks to a customer; 0 if it does not."""
    if not _TRADE.search(folded):
        return 0
    addressed = bool(_ADDRESSED.search(folded))
    if count > 20 and not addressed:
        return 0
    adverts = len(lexicon.adverts(folded))
    if not adverts and not _CARD.match(text):
        return 0
    score = 2 * adverts + lexicon.praise(folded) + addressed + 2 * bool(_CARD.match(text))
    return score if score >= 3 and score * 12 >= count else 0


def _bounded(text: str, start: int, end: int) -> bool:
    return not (
        (start and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )
