"""LanguageTool's findings as diagnostics: in the essay's own English, and without those that are not about the writer's English.

Every paragraph is sent by itself, with citations, code and addresses as markup, and what was said of it is kept: the same
paragraph is asked about once. A match is dropped where one of our rules speaks of the same place, on names, references,
citations and quotations, and where its rule was measured to be wrong more often than right (`lexicon/languagetool_off.tsv`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from essaylint.backends import grammar, grammar_server
from essaylint.backends.grammar import GrammarError, GrammarGone, Match, Part
from essaylint.config import LANGUAGETOOL, Config
from essaylint.diagnostic import Diagnostic, Fix, Severity
from essaylint.essay.document import Block, Document
from essaylint.essay.english import english_of
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.proper_names import names
from essaylint.essay.vocabulary import vocabulary
from essaylint.lexicon.words import SEEN, entry
from essaylint.span import Span

KEPT = 5_000
# A server that failed is left alone for so long.
PAUSE_SECONDS = 60.0
# A new server loads its rules with the first text, which takes long where the machine is busy.
LOCAL_TIMEOUT = 90.0
REMOTE_TIMEOUT = 30.0
_THREADS = 4
_NEAR = 12
# Rules that know words; all others know phrases.
_SPELLERS = ("MORFOLOGIK_", "HUNSPELL_")
_CATEGORIES = {
    "TYPOS": "spelling", "CASING": "spelling", "CONFUSED_WORDS": "spelling", "PROPER_NOUNS": "spelling",
    "REDUNDANCY": "style", "STYLE": "style", "PLAIN_ENGLISH": "style", "REPETITIONS": "style", "REPETITIONS_STYLE": "style",
    "CREATIVE_WRITING": "style", "WIKIPEDIA": "style", "TEXT_ANALYSIS": "style", "TYPOGRAPHY": "consistency",
    "BRITISH_ENGLISH": "consistency", "AMERICAN_ENGLISH_STYLE": "consistency", "GENDER_NEUTRALITY": "wording",
    "INCLUSIVE_LANGUAGE": "wording", "ACADEMIC_WRITING": "wording",
}  # fmt: skip
_QUIET = frozenset({"style", "consistency", "wording"})
_LANGUAGES = {"gb": "en-GB", "us": "en-US"}


class Judged(NamedTuple):
    """LanguageTool's diagnostics, and one sentence if it could not be used."""

    diagnostics: tuple[Diagnostic, ...]
    failed: str = ""


def judge(document: Document, config: Config, ours: Sequence[Diagnostic]) -> Judged:
    """What LanguageTool finds in a document that our own diagnostics do not say already; never raises for its sake."""
    blocks = [block for block in document.of_kind("body", "item", "caption") if block.paragraph.words]
    try:
        said = _ask_all([block.paragraph for block in blocks], config.languagetool, language_of(document, config))
    except GrammarError as error:
        return Judged((), str(error))
    found = [one for block, matches in zip(blocks, said, strict=True) for one in _diagnostics(block, matches, document, config)]
    return Judged(tuple(one for one in found if not any(_says_the_same(one, other) for other in ours)))


def language_of(document: Document, config: Config) -> str:
    """The code of the essay's English: as set, else by its spellings."""
    english = config.english if config.english != "auto" else english_of(document)
    return _LANGUAGES.get(english[:2], "en-US")


def parts_of(paragraph: Paragraph) -> tuple[Part, ...]:
    """A paragraph for LanguageTool, with citations in brackets and what is masked as markup."""
    text = paragraph.text
    holes: list[tuple[Span, str]] = [(span, "Dummy") for span in paragraph.masked]
    for citation in paragraph.citations:
        group = Span(*citation.group)
        if group.end > group.start and text[group.start] in "([":
            # With the blank before it: the sentence goes on as if nothing stood there.
            holes.append((Span(group.start - (text[group.start - 1 : group.start] == " "), group.end), ""))
    parts: list[Part] = []
    at = 0
    for span, instead in sorted(set(holes)):
        if span.start >= at and span.length:
            parts += [Part(text[at : span.start]), Part(span.of(text), True, instead)]
            at = span.end
    parts.append(Part(text[at:]))
    return tuple(part for part in parts if part.text)


_PATIENCE = (0.05, 1.0)
_KEPT: OrderedDict[tuple[str, str, tuple[Part, ...]], tuple[Match, ...]] = OrderedDict()
_FAILED: dict[str, tuple[float, str]] = {}
_LOCK = threading.Lock()


def forget() -> None:
    """Forget what was said, and which servers failed."""
    with _LOCK:
        _KEPT.clear()
        _FAILED.clear()


def _ask_all(paragraphs: Sequence[Paragraph], setting: str, language: str) -> list[tuple[Match, ...]]:
    """What the server says of each paragraph, asked where it was not before. Raises `GrammarError`."""
    keys = [(setting, language, parts_of(paragraph)) for paragraph in paragraphs]
    with _LOCK:
        known = {key: _KEPT[key] for key in keys if key in _KEPT}
        since, why = _FAILED.get(setting, (0.0, ""))
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if missing:
        if why and time.monotonic() - since < PAUSE_SECONDS:
            raise GrammarError(why)
        try:
            known |= zip(missing, _asked([parts for _, _, parts in missing], setting, language), strict=True)
        except GrammarError as error:
            with _LOCK:
                _FAILED[setting] = (time.monotonic(), str(error))
            raise
        with _LOCK:
            _KEPT.update((key, known[key]) for key in missing)
            while len(_KEPT) > KEPT:
                _KEPT.popitem(last=False)
    return [known[key] for key in keys]


def _asked(texts: Sequence[tuple[Part, ...]], setting: str, language: str) -> list[tuple[Match, ...]]:
    for patience in _PATIENCE:
        try:
            return _asked_once(texts, setting, language)
        except GrammarGone:
            if setting != grammar_server.AUTO:
                raise
        grammar_server.forget()  # our server was killed: another one, as soon as who keeps it has seen it
        time.sleep(patience)
    return _asked_once(texts, setting, language)


def _asked_once(texts: Sequence[tuple[Part, ...]], setting: str, language: str) -> list[tuple[Match, ...]]:
    server = grammar_server.address(setting)
    timeout = LOCAL_TIMEOUT if setting == grammar_server.AUTO else REMOTE_TIMEOUT
    # The first by itself: a server that fails is asked once, and one that is new loads its rules once.
    found = [grammar.check(server, texts[0], language, timeout=timeout)]
    if len(texts) > 1:
        with ThreadPoolExecutor(_THREADS) as pool:
            jobs = [pool.submit(grammar.check, server, parts, language, timeout=timeout) for parts in texts[1:]]
            try:
                found += [job.result() for job in jobs]
            except GrammarError:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return found


def _diagnostics(block: Block, matches: Sequence[Match], document: Document, config: Config) -> Iterator[Diagnostic]:
    place = document.map.to_file
    for match in matches:
        category = _CATEGORIES.get(match.category, "grammar")
        severity = severity_of(match.rule, category, config)
        if severity is None or not _speaks(match, block, document, config):
            continue
        span = block.place(match.span)
        fixes = match.replacements if document.map.editable(span, document.source.text) else ()
        yield Diagnostic(
            rule=f"{LANGUAGETOOL}/{match.rule}",
            category=category,
            severity=severity,
            message=match.message,
            span=place(span),
            fixes=tuple(Fix.replace(place(span), new) for new in fixes),
            url=match.url,
        )


def severity_of(rule: str, category: str, config: Config) -> Severity | None:
    """How loud a rule of LanguageTool is, None where it is off: by the config, else by how it was measured."""
    own = f"{LANGUAGETOOL}/{rule}"
    every = {own, LANGUAGETOOL}
    if config.select and not {*every, category, "all"} & {*config.select, *config.extend_select}:
        return None
    if {*every, category} & set(config.ignore):
        return None
    said = ""
    for key in (LANGUAGETOOL, own):
        setting = config.rules.get(key, "")
        said = (setting if isinstance(setting, str) else str(setting.get("severity", ""))) or said
    if said == "off":
        return None
    if rule in off() and own not in config.select and own not in config.extend_select and own not in config.rules:
        return None
    if said in tuple(Severity):
        return Severity(said)
    return Severity.HINT if category in _QUIET or rule in quiet() else Severity.WARNING


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[str]]:
    path = Path(__file__).parent / "lexicon" / "languagetool_off.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def _measured() -> dict[str, str]:
    return {rule: row[0] for rule, row in _rows().items()}


def measured_as(rule: str) -> str:
    """Why a rule of LanguageTool is off or a hint, in words; empty for all others."""
    what, right, found = _rows().get(rule, ("", "", ""))
    how = {"off": "off unless it is asked for", "hint": "a hint"}.get(what, "")
    return f"{how}: right {right} times of {found} on text that others marked" if how else ""


def off() -> frozenset[str]:
    """The rules of LanguageTool that are off unless they are asked for by name."""
    return frozenset(rule for rule, what in _measured().items() if what == "off")


def quiet() -> frozenset[str]:
    """The rules of LanguageTool that are hints."""
    return frozenset(rule for rule, what in _measured().items() if what == "hint")


def _speaks(match: Match, block: Block, document: Document, config: Config) -> bool:
    """Whether a match is about the writer's own English."""
    paragraph, span = block.paragraph, match.span
    if paragraph.is_masked(span) or paragraph.in_long_quotation(span):
        return False
    if any(span.overlaps(Span(*citation.span)) or span.overlaps(Span(*citation.group)) for citation in paragraph.citations):
        return False
    text = span.of(paragraph.text)
    place = block.place(span)
    if text[:1].isupper() and any(run.span.contains(place) and not run.opening for run in names(document).runs):
        return False
    if not match.rule.startswith(_SPELLERS):
        return True
    known = vocabulary(document)
    bare = text.removesuffix("'s").removesuffix("’s")
    if bare in known.references or known.names[bare] or bare in config.words or bare.lower() in config.words:
        return False
    if any(other.contains(span) for other in paragraph.quotations):
        return False
    if any(mark.kind == "emphasis" and mark.start <= span.start < mark.end for mark in paragraph.marks):
        return False
    # What our own dictionaries know is a word.
    return not all(_is_known(word) for word in bare.replace("’", "'").split())


def _is_known(word: str) -> bool:
    return any(found is not None and found.level < SEEN for found in (entry(word), entry(word.lower())))


def _says_the_same(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether one of our diagnostics says of a place what LanguageTool says, or mends the same characters."""
    if one.span == other.span:
        return True
    if one.span.overlaps(other.span):
        if abs(one.span.length - other.span.length) <= _NEAR or other.category == "grammar":
            return True
        return any(edit.span.overlaps(one.span) for fix in other.fixes for edit in fix.edits)
    return any(place.span == one.span for place in other.related)
