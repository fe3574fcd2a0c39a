"""A writer's “yes, I mean it”: findings that are allowed where they stand, by a comment or by an `[[allow]]` entry.

    <!-- essaylint allow vague-sourcing: the source is named in the next sentence -->   (Markdown, HTML)
    % essaylint allow-file passive-voice: house style                                   (LaTeX)
    .. essaylint allow vague-sourcing: so                  (reStructuredText; in Org it is # instead of ..)

On a line of its own an `allow` is about the next paragraph, else about the paragraph that it stands in; `allow-file` is
about the whole file. An allow that allows nothing is itself told, as the hint `unused-allow`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from essaylint.config import UNUSED_ALLOW, Allow, Config, matches
from essaylint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from essaylint.essay.document import Document
from essaylint.essay.paragraph import fold
from essaylint.rulebook import near
from essaylint.span import Span
from essaylint.values import dataclass, field

_BODY = r"essaylint[ \t]+allow(?P<whole>-file)?[ \t]+(?P<rules>[\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*(?::[ \t]*(?P<reason>[^\r\n]*?))?[ \t]*"
_COMMENTS = {
    "markdown": re.compile(rf"<!--\s*{_BODY}-->"),
    "html": re.compile(rf"<!--\s*{_BODY}-->"),
    "latex": re.compile(rf"(?<!\\)%+[ \t]*{_BODY}(?=[\r\n]|\Z)"),
    "notebook": re.compile(rf"<!--\s*{_BODY}-->"),
    "rst": re.compile(rf"(?<![^\r\n])[ \t]*\.\.[ \t]+{_BODY}(?=[\r\n]|\Z)"),
    "org": re.compile(rf"(?<![^\r\n])[ \t]*#[ \t]+{_BODY}(?=[\r\n]|\Z)"),
}
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
EVERY = ("*", "all")


class Comment(NamedTuple):
    """An allow comment: which rules, why, where it stands, and the stretch of the file that it is about."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    about: Span


@dataclass()
class _Use:
    """Which rules of an allow were of use."""

    rules: set[str] = field(default_factory=set)


def apply(
    diagnostics: Sequence[Diagnostic], document: Document, config: Config, ran: Collection[str] | None = None
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The diagnostics to tell, and those that a comment or an `[[allow]]` allows.

    What `per-file-ignores` and `ignore-patterns` take out is in neither. `ran` names the rules that were run, so that an
    allow of another one is not called unused.
    """
    left, resolved = _without_resolved(_without_ignored(diagnostics, document, config), document)
    comments = find(document)
    entries = [entry for entry in config.allow if _is_for(entry, document, config)]
    if not comments and not entries:
        return left, resolved
    used: dict[int, _Use] = {}
    quoted = [(entry, _places(entry.quote, document)) for entry in entries]
    told: list[Diagnostic] = []
    allowed = resolved
    for one in left:
        allows = [*_by_comment(one, comments, config), *_by_entry(one, quoted, config)]
        for key, name in allows:
            used.setdefault(key, _Use()).rules.add(name)
        (allowed if allows else told).append(one)
    told += _unused(comments, quoted, used, document, config, ran)
    return sorted(told, key=lambda one: (one.span.start, one.span.end)), allowed


def _without_ignored(diagnostics: Sequence[Diagnostic], document: Document, config: Config) -> list[Diagnostic]:
    left = list(diagnostics)
    if config.per_file_ignores:
        names = config.ignored_for(Path(document.source.path))
        left = [one for one in left if not names & {one.rule, one.category, "all"}]
    if config.ignore_patterns and left:
        spans = config.ignored_spans(document.source.text)
        left = [one for one in left if not any(one.span.overlaps(span) for span in spans)]
    return left


def _without_resolved(
    diagnostics: list[Diagnostic], document: Document
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The diagnostics that no resolved comment of ours in a Word or OpenDocument file is about, and those that one is about."""
    places = getattr(document.source, "allowed", ())
    if not places:
        return diagnostics, []
    resolved = [
        one for one in diagnostics
        if any(place.rule == one.rule and place.span.overlaps(span) for place in places for span in (one.span, *(other.span for other in one.related)))
    ]  # fmt: skip
    return [one for one in diagnostics if one not in resolved], resolved


def find(document: Document) -> list[Comment]:
    """The allow comments in a document, in order."""
    text = document.source.text
    pattern = _COMMENTS.get(document.format)
    if pattern is None or "essaylint" not in text:
        return []
    code = [match.span() for match in _FENCE.finditer(text)] if document.format == "markdown" else []
    return [
        Comment(
            tuple(name.strip() for name in match["rules"].split(",")),
            match["reason"] or "",
            Span(*match.span()),
            Span(0, len(text)) if match["whole"] else _about(Span(*match.span()), document, pattern),
        )
        for match in pattern.finditer(text)
        if not any(start <= match.start() < end for start, end in code)
    ]


def _about(comment: Span, document: Document, pattern: re.Pattern[str]) -> Span:
    """The paragraph that a comment is about, as a stretch of the file."""
    source = document.source
    line = source.line_span(source.position(comment.start).line)
    rest = pattern.sub("", line.of(source.text)).strip()
    alone = not rest or (document.format == "notebook" and not rest.strip('", \t').removesuffix("\\n"))
    nearest = Span(comment.start, comment.start)
    for span in file_spans(document):
        if alone and span.start >= comment.end:
            return span
        if not alone and span.start < line.end and (span.end >= line.start or span.contains(comment)):
            nearest = span
            if span.end >= comment.start:
                break
    return nearest


def comment_place(document: Document, place: Span) -> tuple[Span, bool]:
    """Where the paragraph that holds a place stands in the file, and whether a comment may have the line before it.

    It may not where the line above would change the paragraph: a list, a quotation, a table, a heading's underline.
    """
    spans = list(zip(document.blocks, file_spans(document), strict=True))
    block, span = next(((block, span) for block, span in spans if span.overlaps(place)), spans[0])
    line = document.source.line_span(document.source.position(span.start).line)
    starts = line.start == span.start and not re.match(r"[#>|\-*+]|\d+[.)]", line.of(document.source.text))
    return span, starts and block.paragraph.kind in ("body", "title")


def file_spans(document: Document) -> Iterator[Span]:
    """Where each paragraph stands in the file."""
    for block in document.blocks:
        yield document.map.to_file(Span(block.start, block.start + len(block.paragraph.text)))


def _named(one: Diagnostic, names: Sequence[str], config: Config) -> str | None:
    """The name among `names` that a diagnostic goes by."""
    for name in names:
        if name in (one.rule, one.category, *EVERY) or config.renamed(name) == one.rule:
            return name
    return None


def _by_comment(one: Diagnostic, comments: Sequence[Comment], config: Config) -> Iterator[tuple[int, str]]:
    for at, comment in enumerate(comments):
        touched = any(comment.about.overlaps(span) for span in (one.span, *(place.span for place in one.related)))
        if touched and (name := _named(one, comment.rules, config)):
            yield at, name


def _by_entry(
    one: Diagnostic, quoted: Sequence[tuple[Allow, list[Span] | None]], config: Config
) -> Iterator[tuple[int, str]]:
    for at, (entry, places) in enumerate(quoted):
        touched = places is None or any(one.span.overlaps(span) for span in places)
        if touched and (name := _named(one, (entry.rule,), config)):
            yield -at - 1, name


def _is_for(entry: Allow, document: Document, config: Config) -> bool:
    if not entry.path:
        return True
    return matches(Path(document.source.path), entry.path, config.root)


def _places(quote: str, document: Document) -> list[Span] | None:
    """Where a quotation stands in the file, whatever its quotes and line breaks; None: everywhere."""
    words = fold(quote).split()
    if not words:
        return None
    pattern = re.compile(r"\s+(?:>\s*)*".join(map(re.escape, words)))
    return [Span(*match.span()) for match in pattern.finditer(fold(document.source.text))]


def _unused(
    comments: Sequence[Comment],
    quoted: Sequence[tuple[Allow, list[Span] | None]],
    used: dict[int, _Use],
    document: Document,
    config: Config,
    ran: Collection[str] | None,
) -> Iterator[Diagnostic]:
    if not config.speaks(UNUSED_ALLOW):
        return
    for at, comment in enumerate(comments):
        idle = [name for name in comment.rules if name not in used.get(at, _Use()).rules]
        unknown = [name for name in idle if name not in config.names and name not in EVERY and not name.startswith("lt/")]
        idle = [name for name in idle if name not in unknown and _could_be_used(name, config, ran)]
        if unknown:
            message = f"There is no rule “{unknown[0]}” to allow{near(unknown[0], config.names) or '.'}"
            yield Diagnostic(UNUSED_ALLOW, "structure", Severity.HINT, message, comment.span)
        elif idle:
            fixes: tuple[Fix, ...] = ()
            if len(idle) == len(comment.rules):
                fixes = (Fix(Safety.SUGGESTED, (Edit(_whole_line(comment.span, document), ""),)),)
            message = f"Nothing here needs the allow of {_listed(idle)} any more; take it out."
            yield Diagnostic(UNUSED_ALLOW, "structure", Severity.HINT, message, comment.span, fixes=fixes)
    for at, (entry, _) in enumerate(quoted):
        exact = entry.path and not any(char in entry.path for char in "*?[")
        if exact and -at - 1 not in used and _could_be_used(entry.rule, config, ran):
            quote = f" of “{entry.quote}”" if entry.quote else ""
            message = f"Nothing here needs the [[allow]]{quote} for {entry.rule} in {config.path} any more; take it out."
            yield Diagnostic(UNUSED_ALLOW, "structure", Severity.HINT, message, _first_word(document))


def _could_be_used(name: str, config: Config, ran: Collection[str] | None) -> bool:
    """Whether the rule (or one of the category) was run, so that its silence means something."""
    if ran is None:
        return True
    own = config.renamed(name)
    return own in ran or any(config.book[rule].category == name for rule in ran if rule in config.book)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _whole_line(comment: Span, document: Document) -> Span:
    """A comment with the line that it stands on alone, else with the blanks before it."""
    text, source = document.source.text, document.source
    number = source.position(comment.start).line
    line = source.line_span(number)
    if line.of(text).strip() == comment.of(text):
        after = source.line_starts[number] if number < len(source.line_starts) else len(text)
        return Span(line.start, after)
    start = comment.start
    while start > line.start and text[start - 1] in " \t":
        start -= 1
    return Span(start, comment.end)


def _first_word(document: Document) -> Span:
    text = document.source.text
    start = next((at for at, char in enumerate(text) if not char.isspace()), 0)
    end = next((at for at in range(start, len(text)) if text[at].isspace()), len(text))
    return Span(start, end)
