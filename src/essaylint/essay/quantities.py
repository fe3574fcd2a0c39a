"""Numbers, shares, amounts and dates in running text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from essaylint.span import Span

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {word: 10 * (2 + index) for index, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_ORDINALS = {
    word: index + 1
    for index, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth twenty-first".split()
    )
}
_WORD = "|".join([*_SMALL, *_TENS])
_MONTH = "|".join(_MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_SCALE = "|".join(_SCALES)
_DATE = re.compile(
    rf"\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month1>{_MONTH})\b\.?(?:,? (?P<year1>\d{{4}}))?"
    rf"|\b(?P<month2>{_MONTH})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<year2>\d{{4}}))?"
    rf"|\b(?P<month3>{_MONTH})\b\.?,? (?:of )?(?P<year3>\d{{4}})"
    r"|\b(?P<decade>\d{3}0)['’]?s\b"
    rf"|\b(?P<century>\d{{1,2}}(?=(?:st|nd|rd|th)\b)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?[ -]centur(?:y|ies)"
    r"|(?<![\d.,$£€-])(?P<year4>1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d|-\w| (?:%|per|people|words|km|miles|metres|meters|years|men|soldiers))"
    r"|\b(?P<year5>\d{1,4}) (?P<era>bce?|ad|ce)\b"
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?P<money>[$£€]\s?)?(?:(?<![\w.,-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|\b(?P<words>"
    r"(?:an? |one[ -]|two[ -]|three[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)(?= of\b)"
    rf"|(?:{_WORD})(?:[ -](?:{_WORD}))?|an? (?=(?:{_SCALE})))\b)"
    rf"(?P<scale>(?:[ -]?(?:{_SCALE})\b)*)(?P<percent> ?%| per ?cent\b| percentage points?)?"
)
_APPROXIMATE = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|some|over|under|above|below|more than|less than|fewer than|at least|"
    r"at most|up to|as many as|as much as|only|just|circa|c\.|estimated|close to)\s(?:[$£€])?$",
    re.IGNORECASE,
)
_LOWER = ("over", "above", "more than", "at least")
_UPPER = ("under", "below", "less than", "fewer than", "at most", "up to", "as many as", "as much as", "nearly", "almost")


class Number(NamedTuple):
    """A number and what kind it is; `bound` says that the value is a lower ("over"), an upper or a rough one."""

    value: float
    kind: Literal["count", "percent", "money", "share"]
    bound: Literal["", "lower", "upper", "rough"]
    span: Span

    def excludes(self, other: Number) -> bool:
        """Whether both cannot be true of one thing."""
        if self.kind != other.kind:
            return False
        low, high = sorted((self, other), key=lambda number: number.value)
        if low.value == high.value or low.bound in ("lower",) or high.bound == "upper":
            return False
        near = 0.1 if "rough" in (low.bound, high.bound) or low.bound or high.bound else 0.0
        return high.value - low.value > near * high.value


class Date(NamedTuple):
    """A date as far as it is given: a day, a month, a year, a decade (year ends in 0, `width` 10) or a century."""

    year: int
    month: int
    day: int
    width: int
    span: Span

    def excludes(self, other: Date) -> bool:
        """Whether no day belongs to both."""
        if self.year and other.year:
            if self.year + self.width <= other.year or other.year + other.width <= self.year:
                return True
            if self.width > 1 or other.width > 1:
                return False
        if self.month and other.month and self.month != other.month:
            return True
        return bool(self.day and other.day and self.month == other.month and self.day != other.day)


def _lower(text: str) -> str:
    """A text in small letters, of the same length: patterns that need not ignore the case are three times faster."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[:1] for char in text)


@lru_cache(maxsize=256)
def find_dates(text: str) -> tuple[Date, ...]:
    """The dates in `text`; years before Christ are negative.

    >>> [date[:4] for date in find_dates("On 9 March 1944, in the 1830s, in the 19th century and in 1066.")]
    [(1944, 3, 9, 1), (1830, 0, 0, 10), (1801, 0, 0, 100), (1066, 0, 0, 1)]
    """
    found = []
    low = _lower(text)
    for match in _DATE.finditer(low) if _DIGIT.search(low) or "centur" in low else ():
        part = match.group
        if part("decade"):
            year, width = int(part("decade")), 10
            width = 100 if year % 100 == 0 and text[match.start() - 9 : match.start()].lower().endswith("century ") else 10
        elif part("century"):
            number = int(part("century")) if part("century").isdigit() else _ORDINALS[part("century").lower()]
            year, width = 100 * (number - 1) + 1, 100
        else:
            year, width = int(part("year1") or part("year2") or part("year3") or part("year4") or part("year5") or 0), 1
        if (part("era") or "").lower().startswith("b"):
            year = -year
        name = (part("month1") or part("month2") or part("month3") or "").lower()
        if name == "may" and part("month2") and not text[match.start()].isupper():
            continue
        month = next((index + 1 for index, one in enumerate(_MONTHS) if name and one.startswith(name[:3])), 0)
        day = int(part("day1") or part("day2") or 0)
        if day <= 31:
            found.append(Date(year, month, day, width, Span(*match.span())))
    return tuple(found)


def number_of(words: str) -> float | None:
    """The value of a number in words or figures.

    >>> number_of("twenty-five"), number_of("1,200"), number_of("seven dogs")
    (25.0, 1200.0, None)
    """
    match = _NUMBER.fullmatch(_lower(words))
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    if match["part"]:
        first = match["words"].lower().replace("-", " ").split()[0]
        return _PARTS[match["part"].lower().removesuffix("s")] * _SMALL.get(first, 1)
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        words = match["words"].lower().replace("-", " ").split()
        value = float(sum(_SMALL.get(word, _TENS.get(word, 1 if word in ("a", "an") else 0)) for word in words))
    for scale in match["scale"].lower().replace("-", " ").split():
        value *= _SCALES[scale]
    return value


@lru_cache(maxsize=256)
def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers in `text` that are no dates.

    >>> [number[:3] for number in find_numbers("Over 1.5 million people, 40 per cent, $20 and two thirds of all")]
    [(1500000.0, 'count', 'lower'), (40.0, 'percent', ''), (20.0, 'money', ''), (0.6666666666666666, 'share', '')]
    """
    dates = [date.span for date in find_dates(text)]
    found = []
    for match in _NUMBER.finditer(_lower(text)):
        span = Span(*match.span())
        if any(span.overlaps(date) for date in dates):
            continue
        kind: Literal["count", "percent", "money", "share"] = "count"
        if match["percent"]:
            kind = "percent"
        elif match["money"]:
            kind = "money"
        elif match["part"]:
            kind = "share"
        before = _APPROXIMATE.search(text, max(0, span.start - 16), span.start)
        word = before.group().strip().lower().rstrip("$£€ ") if before else ""
        bound: Literal["", "lower", "upper", "rough"] = "" if not word or word in ("only", "just") else "rough"
        if word in _LOWER:
            bound = "lower"
        elif word in _UPPER:
            bound = "upper"
        found.append(Number(_value(match), kind, bound, span))
    return tuple(found)


def ordinal(word: str) -> int:
    """The place in a row that a word names ("third" is 3), or 0."""
    return _ORDINALS.get(word.lower(), 0)


def shown_number(value: float) -> str:
    """A number as a message writes it.

    >>> shown_number(1000.0), shown_number(2.5)
    ('1,000', '2.50')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
