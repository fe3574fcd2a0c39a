"""`essaylint explain RULE`: the page of a rule, for a terminal."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace

from essaylint.commands.check import add_selection
from essaylint.commands.fresh import config_here
from essaylint.commands.linting import Settings
from essaylint.commands.output import Output, add_output, complain, is_color, terminal_width
from essaylint.config import Config
from essaylint.configfile import ConfigError
from essaylint.critic import read
from essaylint.reports.terminal import Paint, visible
from essaylint.rulebook import Rule, near

_BLOCK = re.compile(r"^```toml.*?^```[ \t]*\n", re.DOTALL | re.MULTILINE)
_NUMBER = re.compile(r"\{>>\d+<<\}")


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.add_argument("rules", nargs="+", metavar="RULE", help="the name of a rule")
    parser.add_argument(
        "--output-format", choices=("text", "markdown", "json"), default="text", help="text (default), the page itself, or JSON"
    )
    add_selection(parser)
    add_output(parser)


def run(options: Namespace) -> int:
    """Show the pages."""
    config = config_here(Settings.of(options))
    rules = [found(config, name) for name in options.rules]
    with Output(options) as output:
        if options.output_format == "json":
            json.dump([described(rule, page=True) for rule in rules], output.stream, ensure_ascii=False, indent=2)
            output.stream.write("\n")
        for rule in rules if options.output_format != "json" else ():
            if options.output_format == "markdown":
                output.stream.write(rule.text)
            else:
                output.stream.write(page(rule, Paint(is_color(options, output.stream)), terminal_width()))
    return 0


def found(config: Config, name: str) -> Rule:
    """The rule of a name or alias. Raises `ConfigError` that names the near ones."""
    book = config.book
    if name in book:
        return book[name]
    for rule in book.values():
        if name in rule.aliases:
            complain(f"“{name}” is now called “{rule.name}”")
            return rule
    raise ConfigError(f"there is no rule “{name}”{near(name, book) or '; “essaylint rules” lists them'}")


def described(rule: Rule, *, page: bool = False) -> dict[str, object]:
    """What a rule is, as plain values."""
    values: dict[str, object] = {
        "name": rule.name,
        "category": rule.category,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "check": rule.check_name,
        "preview": rule.preview,
        "needs": sorted(rule.check.needs),
        "aliases": list(rule.aliases),
        "genres": dict(rule.genres),
        "url": rule.url,
    }
    return {**values, "page": rule.text} if page else values


def page(rule: Rule, paint: Paint, width: int) -> str:
    """A card for a terminal: without its TOML block, the marks of its examples shown as what they mean."""
    needs = f" · needs {', '.join(sorted(rule.check.needs))}" if rule.check.needs else ""
    preview = " · in preview: off unless asked for" if rule.preview else ""
    lines = [f"{paint(rule.name, 'rule')}  {paint(f'{rule.category} · {rule.severity}{needs}{preview}', 'dim')}", ""]
    body = _BLOCK.sub("", rule.text.partition("\n")[2]).strip()
    for block in re.split(r"\n\s*\n", body):
        if block.startswith("#"):
            lines += [paint(block.lstrip("# ").strip(), "frame")]
            continue
        quoted = block.startswith(">")
        text = " ".join(line.lstrip("> ").strip() if quoted else line.strip() for line in block.splitlines())
        if re.match(r"[-*] |\d+\. ", block):
            lines += [*(visible(line) for line in block.splitlines()), ""]
            continue
        shown = _example(text, paint) if quoted else visible(text.replace("`", ""))
        lines += [*_wrapped(shown, width, "  | " if quoted else ""), ""]
    lines.append(paint(f"allow it where it stands: <!-- essaylint allow {rule.name}: why -->", "dim"))
    return "\n".join(lines).rstrip() + "\n"


def _example(text: str, paint: Paint) -> str:
    """An example with its marks as `[fault]` or `[fault -> fix]`, coloured where colours are wanted."""
    plain, marks = read(_NUMBER.sub("", text))
    parts: list[str] = []
    at = 0
    for mark in marks:
        parts.append(visible(plain[at : mark.span.start]))
        old, new = visible(mark.span.of(plain)), mark.new
        opening, closing = ("", "") if paint.color else ("[", "]")
        fixed = "" if new is None else (paint(f" → {visible(new)}", "good") if new else paint(" → (left out)", "good"))
        if mark.kind != "note":
            parts.append(f"{opening}{paint(old, 'error')}{fixed}{closing}")
        at = mark.span.end
    parts.append(visible(plain[at:]))
    return "".join(parts)


_COLOR = re.compile(r"\x1b\[[\d;]*m")


def _wrapped(text: str, width: int, prefix: str) -> list[str]:
    lines: list[str] = []
    current, length = prefix, len(prefix)
    for word in text.split():
        size = len(_COLOR.sub("", word))
        if length > len(prefix) and length + 1 + size > width:
            lines.append(current)
            current, length = prefix, len(prefix)
        gap = " " if length > len(prefix) else ""
        current += gap + word
        length += len(gap) + size
    return [*lines, current]
