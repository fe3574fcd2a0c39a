"""What a writer decides about a finding: it is meant, the word is right, the rule is not wanted. Written by the server."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from essaylint.allowing import comment_place
from essaylint.config import Allow
from essaylint.configfile import ConfigError
from essaylint.diagnostic import Diagnostic, Edit
from essaylint.essay.document import Document
from essaylint.remembering import add_allows, add_ignored, add_words, config_to_write
from essaylint.span import Span

# How an allow is written in formats that have comments.
_COMMENTS = {"markdown": "<!-- {} -->", "quarto": "<!-- {} -->", "html": "<!-- {} -->", "latex": "% {}"}
REASON = "meant"


class AllowEdit(NamedTuple):
    """The edit that puts an allow comment in, and where its reason stands in the new text."""

    edit: Edit
    reason: Span


def has_comments(format: str) -> bool:
    """Whether an essay of this format can hold an allow comment."""
    return format in _COMMENTS or format == "quarto"  # whose documents are Markdown


def allow_here(document: Document, one: Diagnostic, reason: str = REASON) -> AllowEdit:
    """The comment that allows a finding, on a line before its paragraph, or at the end of its line where that is not one."""
    source = document.source
    span, alone = comment_place(document, one.span)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if document.format == "latex":
        return _edit(document, one.rule, reason, source.line_span(source.position(span.start).line).start, "", newline)
    if alone:
        return _edit(document, one.rule, reason, span.start, "", newline * 2)
    at = source.line_span(source.position(max(span.end - 1, span.start)).line).end
    return _edit(document, one.rule, reason, at, " ", "")


def allow_file(document: Document, one: Diagnostic, reason: str = REASON) -> AllowEdit:
    """The comment that allows a rule in the whole file: at its end, where no front matter is disturbed."""
    text = document.source.text
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "" if text.endswith("\n") else newline
    between = "" if document.format == "latex" else newline
    return _edit(document, one.rule, reason, len(text), before + between, newline, "-file")


def _edit(document: Document, rule: str, reason: str, at: int, before: str, after: str, scope: str = "") -> AllowEdit:
    reason = clean(reason)
    comment = _COMMENTS[document.format].format(f"essaylint allow{scope} {rule}: {reason}")
    start = at + len(before) + comment.rindex(reason)
    return AllowEdit(Edit(Span(at, at), f"{before}{comment}{after}"), Span(start, start + len(reason)))


def clean(reason: str) -> str:
    """A reason that ends no comment and breaks no line."""
    return " ".join(reason.replace("--", "–").replace(">", "").split()) or REASON


def allow_in_config(essay: Path, rule: str, quote: str, reason: str, *, here: bool) -> Path:
    """An `[[allow]]` entry in the nearest config, for this file or for all; the config. Raises `ConfigError`."""
    config = config_to_write(essay)
    where = ""
    if here:
        try:
            where = essay.relative_to(config.absolute().parent).as_posix()
        except ValueError:
            raise ConfigError(f"{config}: is in no folder above {essay}; allow it in the project instead") from None
    add_allows(config, [Allow(rule, " ".join(quote.split()), clean(reason), where)])
    return config


def know(essay: Path, words: list[str], *, user: bool) -> Path:
    """Words that are right, in the nearest config or the user's own; the config. Raises `ConfigError`."""
    config = config_to_write(essay, user=user)
    add_words(config, words)
    return config


def turn_off(essay: Path, rule: str) -> Path:
    """A rule that the project does not want; the config. Raises `ConfigError`."""
    config = config_to_write(essay)
    add_ignored(config, [rule])
    return config
