"""Diagnostics as LanguageTool's HTTP interface has them: matches in a text that may have markup in it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from essaylint.diagnostic import Diagnostic, Fix, Severity
from essaylint.essay.document import Document
from essaylint.rulebook import Rule
from essaylint.sourcemap import MapBuilder, SourceMap
from essaylint.span import Span
from essaylint.values import replace
from essaylint.version import VERSION

SOFTWARE = {
    "name": "essaylint", "version": VERSION, "buildDate": "", "apiVersion": 1, "premium": False, "premiumHint": "", "status": "",
}  # fmt: skip
# What LanguageTool and its add-ons call the kinds of findings that it has too: category, its name, and the type of issue.
_KINDS = {
    "spelling": ("TYPOS", "Possible Typo", "misspelling"), "grammar": ("GRAMMAR", "Grammar", "grammar"),
    "wording": ("STYLE", "Style", "style"), "style": ("STYLE", "Style", "style"), "readability": ("STYLE", "Style", "style"),
    "consistency": ("CONSISTENCY", "Consistency", "inconsistency"), "contradiction": ("CONTRADICTION", "Contradiction", "inconsistency"),
}  # fmt: skip
_AROUND = 40
_MOST_REPLACEMENTS = 10
_WIDEN = 60


class Wrong(Exception):
    """A question that cannot be answered; the message says why."""


class Annotated(NamedTuple):
    """A text as the client counts it, its prose, and the way from one to the other."""

    text: str
    prose: str
    map: SourceMap


def annotated(text: str | None, data: str | None) -> Annotated:
    """The text of a question, from `text` or from the JSON in `data`. Raises `Wrong`.

    >>> annotated(None, '{"annotation": [{"text": "It "}, {"markup": "<b>"}, {"text": "is"}]}')[:2]
    ('It <b>is', 'It is')
    """
    if (text is None) == (data is None):
        raise Wrong("give either 'text' or 'data'")
    parts: Any = [{"text": text}]
    if data is not None:
        try:
            read = json.loads(data)
            parts = read["annotation"] if "annotation" in read else [{"text": read["text"]}]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Wrong("'data' is no JSON object with 'text' or 'annotation'") from None
    builder, whole, at = MapBuilder(), [], 0
    for part in parts if isinstance(parts, list) else [None]:
        if not isinstance(part, dict) or ("text" in part) == ("markup" in part):
            raise Wrong("every part of 'annotation' has either 'text' or 'markup'")
        raw, shown = part.get("text", part.get("markup")), part.get("interpretAs", "")
        if not isinstance(raw, str) or not isinstance(shown, str):
            raise Wrong("'text', 'markup' and 'interpretAs' are strings")
        raw, shown = (re.sub("[\ud800-\udfff]", "\ufffd", one) for one in (raw, shown))
        if "text" in part:
            builder.verbatim(raw, at)
        else:
            builder.instead(shown, Span(at, at + len(raw)))
        whole.append(raw)
        at += len(raw)
    prose, pieces = builder.build()
    return Annotated("".join(whole), prose, SourceMap(pieces))


class Units:
    """Counts as Java does: a character beyond the sixteen-bit ones is two."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in re.finditer("[^\x00-\uffff]", text)]

    def at(self, offset: int) -> int:
        """The units before an offset in code points."""
        return offset + bisect_left(self._wide, offset)


def answer(given: Annotated, document: Document, found: Iterable[Diagnostic], rules: dict[str, Rule], language: str, asked: str) -> dict[str, Any]:
    """The answer to a question: LanguageTool's JSON, with places in the client's own text."""
    units, sentences = Units(given.text), _sentences(document)
    single = sorted((each for one in found for each in _singly(one)), key=lambda each: each.span)
    matches = [_match(one, given, units, sentences, rules) for one in single]
    ranges = [given.map.to_file(sentence) for sentence in sentences]
    code = {"name": name_of(language), "code": language}
    detected = code | {"confidence": 0.99, "source": "essaylint"}
    answered: dict[str, Any] = {
        "software": SOFTWARE,
        "warnings": {"incompleteResults": False},
        "language": (code if asked != "auto" else {"name": name_of(language), "code": language}) | {"detectedLanguage": detected},
        "matches": matches,
        "sentenceRanges": [[units.at(one.start), units.at(one.end)] for one in ranges],
    }
    return answered


def name_of(language: str) -> str:
    """What a language is called."""
    return next((one["name"] for one in LANGUAGES if one["longCode"] == language), language)


LANGUAGES = [
    {"name": name, "code": "en", "longCode": code}
    for name, code in (
        ("English", "en"), ("English (Australian)", "en-AU"), ("English (Canadian)", "en-CA"), ("English (GB)", "en-GB"),
        ("English (New Zealand)", "en-NZ"), ("English (South African)", "en-ZA"), ("English (US)", "en-US"),
    )
]  # fmt: skip


def _singly(one: Diagnostic) -> Iterator[Diagnostic]:
    """A misspelling that is there several times is one finding of ours, mended everywhere at once; LanguageTool has one for each."""
    spans = (one.span, *(place.span for place in one.related))
    if len(spans) == 1 or not one.fixes or any(edit.span not in spans for fix in one.fixes for edit in fix.edits):
        yield one
        return
    for span in spans:
        fixes = (Fix(fix.safety, tuple(edit for edit in fix.edits if edit.span == span)) for fix in one.fixes)
        yield replace(one, span=span, related=(), fixes=tuple(fix for fix in fixes if fix.edits))


def _sentences(document: Document) -> list[Span]:
    return sorted(
        document.map.to_file(block.place(sentence)) for block in document.blocks for sentence in block.paragraph.sentences
    )


def _match(one: Diagnostic, given: Annotated, units: Units, sentences: Sequence[Span], rules: dict[str, Rule]) -> dict[str, Any]:
    span, replacements = _replacements(one, given)
    place = given.map.to_file(span)
    sentence = sentences[max(bisect_right(sentences, (span.start, len(given.prose) + 1)) - 1, 0)] if sentences else span
    category, name, issue = _KINDS.get(one.category, (one.category.upper(), one.category.capitalize(), "uncategorized"))
    rule = rules.get(one.rule)
    return {
        "message": _message(one, given.prose),
        "shortMessage": "",
        "replacements": [{"value": value} for value in replacements],
        "offset": units.at(place.start),
        "length": units.at(place.end) - units.at(place.start),
        "context": _context(given.text, place),
        "sentence": sentence.of(given.prose),
        "type": {"typeName": "UnknownWord" if one.category == "spelling" else "Hint" if one.severity is Severity.HINT else "Other"},
        "rule": {
            "id": one.rule,
            "description": rule.summary if rule else one.rule,
            "issueType": issue,
            "urls": [{"value": one.url}] if one.url.startswith("http") else [],
            "category": {"id": category, "name": name},
            "isPremium": False,
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _message(one: Diagnostic, prose: str) -> str:
    """A match has one place: the others are told in its message."""
    others = [place.message or f"“{' '.join(place.span.of(prose).split())[:_AROUND]}”" for place in one.related[:3]]
    return f"{one.message} (See also: {'; '.join(others)})" if others else one.message


def _replacements(one: Diagnostic, given: Annotated) -> tuple[Span, list[str]]:
    """What may stand in place of a span that holds the finding and, where they are near, the edits of its fixes."""
    fixes = [fix for fix in one.fixes if fix.edits and all(given.map.editable(edit.span, given.text) or not edit.span.length for edit in fix.edits)]
    span = one.span
    for fix in fixes[:1]:
        wider = Span(min(span.start, *(edit.span.start for edit in fix.edits)), max(span.end, *(edit.span.end for edit in fix.edits)))
        if wider.length <= span.length + _WIDEN and "\n" not in wider.of(given.prose) and given.map.editable(wider, given.text):
            span = wider
    return span, list(dict.fromkeys(_applied(fix, span, given.prose) for fix in fixes if _is_inside(fix, span)))[:_MOST_REPLACEMENTS]


def _is_inside(fix: Fix, span: Span) -> bool:
    return all(span.contains(edit.span) for edit in fix.edits)


def _applied(fix: Fix, span: Span, prose: str) -> str:
    text = span.of(prose)
    for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start - span.start] + edit.new + text[edit.span.end - span.start :]
    return text


def _context(text: str, place: Span) -> dict[str, Any]:
    start, end = max(place.start - _AROUND, 0), min(place.end + _AROUND, len(text))
    before, after = "..." if start else "", "..." if end < len(text) else ""
    shown = re.sub(r"[\r\n\t]", " ", f"{before}{text[start:end]}{after}")
    units = Units(shown)
    offset = len(before) + place.start - start
    return {"text": shown, "offset": units.at(offset), "length": units.at(offset + place.length) - units.at(offset)}
