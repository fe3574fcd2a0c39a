"""An essay that is open in an editor: its text, and what was found in it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from essaylint import allowing, overlap
from essaylint.backends import parser
from essaylint.diagnostic import Diagnostic
from essaylint.discovery import is_excluded
from essaylint.engine import Skipped
from essaylint.essay.document import ENGLISH, Document
from essaylint.formats import FORMATS, SUFFIXES, read
from essaylint.lsp.carrying import Change, carried, same
from essaylint.lsp.positions import Positions
from essaylint.lsp.settings import Linters
from essaylint.source import Encoding, Source
from essaylint.span import Span
from essaylint.values import replace

# What editors call the formats that have another name here.
_LANGUAGES = {
    "plaintext": "plain", "text": "plain", "txt": "plain", "mail": "plain", "gitcommit": "plain", "git-commit": "plain",
    "": "plain", "gfm": "markdown", "quarto": "quarto", "rmd": "quarto", "rmarkdown": "quarto", "mdx": "markdown",
    "pandoc": "markdown", "vimwiki": "markdown", "xhtml": "html", "mhtml": "html", "tex": "latex", "plaintex": "latex",
    "plain-tex": "latex", "context": "latex",
}  # fmt: skip
# Texts of more characters get only the quick rules; of more than LONGEST none.
LONG = 1_500_000
LONGEST = 6_000_000
# So many other places of one finding are shown.
PLACES = 8
_BATCH = 8
_MUCH = 250
_HALF = re.compile("[\ud800-\udfff]")


class Cancelled(Exception):
    """A newer version of the text is there."""


class Told(NamedTuple):
    """What was found in a version of the text; `final` if all rules were run."""

    version: int
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    final: bool = False
    document: Document | None = None
    skipped: tuple[Skipped, ...] = ()
    linters: Linters | None = None


def format_for(path: PurePath, language: str) -> str | None:
    """The format of an essay by its suffix, else by what the editor calls its language; None: it is no essay.

    >>> format_for(PurePath("a.md"), "plaintext"), format_for(PurePath("a"), "latex"), format_for(PurePath("a.py"), "python")
    ('markdown', 'latex', None)
    """
    name = SUFFIXES.get(path.suffix.lower()) or _LANGUAGES.get(language.lower(), language.lower())
    return name if name in FORMATS else None


class Essay:
    """One open text; only the event loop changes it, threads get what they need as values."""

    def __init__(self, uri: str, path: Path, format: str, version: int, text: str) -> None:
        self.uri, self.path, self.format = uri, path, format
        self.told = Told(-1, Source("", str(path)))
        self.changed = asyncio.Event()
        self.news = asyncio.Condition()
        self.cancel = threading.Event()
        self.task: asyncio.Task[None] | None = None
        self.closed = False
        self.sent: object = None
        self.times_told = 0
        self.cost = 0.0
        self.linters: Linters | None = None
        self.put(version, text)

    def put(self, version: int, text: str) -> None:
        """A new version of the text (or the same, to be linted anew); what runs on the old one is given up."""
        # Half a surrogate pair is no character; the reader puts the same in its place.
        self.version, self.source = version, Source(_HALF.sub("\ufffd", text), str(self.path))
        self.cancel.set()
        self.cancel = threading.Event()
        self.changed.set()

    def is_current(self, told: Told) -> bool:
        """Whether something was told of the text as it is now."""
        return told.version == self.version and told.source.text == self.source.text

    async def wait(self, *, final: bool, seconds: float) -> Told:
        """What is told of the newest text, when it is there, or what there is after so many seconds."""

        def there() -> bool:
            return self.closed or (self.is_current(self.told) and (self.told.final or not final))

        async with self.news:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait_for(there), seconds)
        return self.told

    async def tell(self, told: Told) -> None:
        """Put what was found in place, and wake those who wait for it."""
        async with self.news:
            self.told = told
            self.times_told += 1
            self.news.notify_all()


class View:
    """What was told of a text, with the editor's positions of it."""

    def __init__(self, essay: Essay, encoding: Encoding) -> None:
        self.essay, self.told, self.source = essay, essay.told, essay.told.source
        self.positions = Positions(self.source, encoding)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that were told."""
        return self.told.diagnostics

    def at(self, span: Span) -> list[Diagnostic]:
        """The diagnostics that touch a span, or that a cursor (an empty span) stands in or beside."""
        return [one for one in self.diagnostics if one.span.start <= span.end and span.start <= one.span.end]


def at_once(source: Source, version: int, format: str, linters: Linters, before: Told, cancel: threading.Event) -> Told:
    """Read the text and run the rules that are quick; what was found before stays where the text did not change.

    Runs in a thread. Raises `Cancelled`.
    """
    document = read(source, format, before.document or Document(Source(""), (), ()))
    change = Change.between(before.source.text, source.text)
    own = {rule.name for rule in linters.at_once.rules}
    if before.linters is linters and before.document is not None and _is_local(before.document, document, linters):
        found = _touched(document, before, change, linters, own, cancel)
    else:
        run = linters.at_once.run(document, quick=True, between=lambda: _go_on(cancel))
        kept = carried((one for one in before.diagnostics if one.rule not in own), change)
        found = overlap.without_repeats({(one.rule, one.span): one for one in [*kept, *run.diagnostics]}.values())
    return Told(version, source, tuple(found), False, document, before.skipped, linters)


def _is_local(old: Document, new: Document, linters: Linters) -> bool:
    """Whether an edit of a paragraph changes nothing in others: no comments that allow, no patterns over the whole file."""
    return (
        new.format in ("markdown", "plain")
        and "essaylint" not in new.source.text
        and "essaylint" not in old.source.text
        and not linters.at_once.config.ignore_patterns
    )


def _touched(document: Document, before: Told, change: Change, linters: Linters, own: Collection[str], cancel: threading.Event) -> list[Diagnostic]:
    """What is told of an edited essay: found in the blocks that the edit touched, and carried over elsewhere."""
    assert before.document is not None
    kept = same(before.document, document, change)
    blocks = document.blocks[kept.before : len(document.blocks) - kept.after]
    new = linters.at_once.look(document, blocks, lambda: _go_on(cancel))
    told, _ = allowing.apply(new, document, linters.at_once.config, ran=())
    start, end = kept.end, kept.start
    left = carried((one for one in before.diagnostics if one.rule not in own or not start <= one.span.start < end), change)
    first = bisect_left(left, start, key=lambda one: one.span.start)
    last = bisect_left(left, end + change.by, first, key=lambda one: one.span.start)
    middle = {(one.rule, one.span): one for one in [*left[first:last], *told]}
    return [*left[:first], *overlap.without_repeats(middle.values()), *left[last:]]


def everything(told: Told, linters: Linters, quick: bool, cancel: threading.Event) -> Told:
    """Run all rules over a document that was read, and over the .bib files beside it. Runs in a thread. Raises `Cancelled`."""
    document = told.document
    assert document is not None
    if document.library.named:
        from essaylint.formats import library

        document = replace(document, library=library.opened(document.library, Path(document.source.path).parent))
    quick = quick or len(told.source.text) > LONG
    failed: tuple[Skipped, ...] = ()
    if not quick and parser.available() and any("parse" in rule.needs for rule in linters.all.rules):
        missing = [block.paragraph for block in document.of_kind(*ENGLISH) if not block.paragraph.is_parsed]
        for at in range(0, len(missing), _BATCH):
            _go_on(cancel)
            try:
                parser.parse_all(missing[at : at + _BATCH])
            except Exception as error:  # a broken installation: what needs no parse goes on
                quick = True
                why = f"the parser failed ({type(error).__name__}: {error}); see essaylint doctor"
                failed = tuple(Skipped(rule.name, why) for rule in linters.all.rules if "parse" in rule.needs)
                break
    run = linters.all.run(document, quick=quick, between=lambda: _go_on(cancel))
    found = tuple(one if len(one.related) <= PLACES else replace(one, related=one.related[:PLACES]) for one in run.diagnostics)
    return told._replace(diagnostics=found, final=True, document=document, skipped=run.skipped or failed)


def exercise(linters: Linters) -> None:
    """Read so much that everything is built which is built only for those who read much: else it is built under a keystroke."""
    text = "\n\n".join(f"It is number {number}, which is said to be so." for number in range(_MUCH))
    for linter in linters:
        linter.run(read(Source(text)), quick=True)
        linter.keep_only(())


def _go_on(cancel: threading.Event) -> None:
    if cancel.is_set():
        raise Cancelled


def excluded(path: Path, linters: Linters) -> bool:
    """Whether the config excludes a file, or it is one of those texts that are no essays."""
    config = linters.all.config
    root = config.root.absolute() if config.path else path.parent
    places = [place for place in (path, *path.parents) if place.is_relative_to(root) and place != root] or [path]
    return any(is_excluded(place, config) for place in places)
