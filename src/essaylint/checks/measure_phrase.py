"""A measure before a noun in the plural: “a 22 years old man”, “a five years plan”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_NUMBER = r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred)"
_UNIT = r"(?:year|month|week|day|hour|minute|mile|kilometer|kilometre|meter|metre|page|point|foot|inch|dollar|story|storey|star|step|stage)"
_OLD = re.compile(
    rf"\b(?P<at>(?P<n>{_NUMBER})[ -](?P<u>year|month|week|day)s[ -]old) (?P<noun>(?:[a-z]+ )?"
    r"(?:man|woman|boy|girl|male|female|child|student|person|son|daughter|kid|baby|infant|teenager|patient|citizen|guy|lady|"
    r"adult|resident|mother|father|brother|sister|worker|soldier|friend|doctor|house|building|company|tradition|men|women|"
    r"boys|girls|males|females|children|students|people|patients|kids|participants))\b"
)
_PLAN = re.compile(
    rf"\b(?:an?|the|this|his|her|its|their|our) (?P<at>(?P<n>{_NUMBER})[ -](?P<u>{_UNIT})s) (?P<next>[A-Za-z]{{3,}})\b",
    re.IGNORECASE,
)
_HINTS = (
    "years ",
    "months ",
    "weeks ",
    "days ",
    "hours ",
    "minutes ",
    "years-",
    "miles ",
    "meters ",
    "metres ",
    "pages ",
    "steps ",
)
_NOT_NOUN = frozenset(
    "ago later after before earlier and old long away from off wide high deep tall that which who when since until more less are were "
    "have had has will would can could may might was did between during into onto over under apart prior preceding following ahead".split()
)
_THINGS = frozenset(
    "plan trip course period journey walk drive experience break holiday vacation war project program programme contract stay flight "
    "sentence delay meeting visit tour gap career history training journey relationship lease term warranty study trial strike reign "
    "process warning deadline interval agreement prison truce ceasefire occupation siege marriage essay report paper race note bill "
    "building hotel radius distance increase drop lead race Egyptian American male female man woman boy girl student".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a measure with a plural unit right before the noun that it describes."""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield number and unit; the fix joins them in the singular."""
        text = paragraph.text
        if not any(word in text for word in _HINTS):
            return
        for match in _OLD.finditer(text):
            yield self._finding(match, f"{match['n']}-{match['u']}-old")
        for match in _PLAN.finditer(text):
            if match["next"] in _THINGS and match["next"].lower() not in _NOT_NOUN:
                old = (
                    "-old"
                    if match["next"]
                    in ("Egyptian", "American", "male", "female", "man", "woman", "boy", "girl", "student")
                    else ""
                )
                yield self._finding(match, f"{match['n']}-{match['u']}{old}")

    def _finding(self, match: re.Match[str], right: str) -> Finding:
        span = Span(*match.span("at"))
        return Finding(span, {"right": right}, fixes=(Fix.replace(span, right),))
