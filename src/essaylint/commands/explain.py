"""`essaylint explain RULE`: the page of a rule, for a terminal."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace

from essaylint.commands.check import add_selection
from essaylint.commands.fresh import config_here
from essaylint.commands.linting import Settings
from essaylint.commands.output import Output, add_output, complain, is_color, terminal_width
from essaylint.config import LANGUAGETOOL, UNUSED_ALLOW, Config
from essaylint.configfile import ConfigError
from essaylint.reports.cards import measured, page_of, parts
from essaylint.reports.terminal import Paint, visible
from essaylint.rulebook import CATEGORIES, Rule, near

# What is told under a name that no card has.
_SPECIAL = {
    UNUSED_ALLOW: "An allow comment, or an [[allow]] entry for one file, that allows nothing: what it was for is mended, or its "
    "rule is misspelt. Take it out, so that it does not hide the next fault.",
    "rule-failed": "A rule raised an error; what it would have found is not known, all others ran. Tell us, with the message, "
    "and leave the rule out with --ignore until then.",
}


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
    own = [name for name in options.rules if not _is_told(name)]
    rules = [found(config, name) for name in own]
    with Output(options) as output:
        if options.output_format == "json":
            json.dump([described(rule, page=True) for rule in rules], output.stream, ensure_ascii=False, indent=2)
            output.stream.write("\n")
        for rule in rules if options.output_format != "json" else ():
            if options.output_format == "markdown":
                output.stream.write(page_of(rule))
            else:
                output.stream.write(page(rule, Paint(is_color(options, output.stream)), terminal_width()))
    return 0


def _is_told(name: str) -> bool:
    """Tell of a name that no card has, if it is one of those."""
    if name in _SPECIAL:
        print(f"{name}  {_SPECIAL[name]}")
        return True
    if not name.startswith(f"{LANGUAGETOOL}/"):
        return False
    from essaylint.languagetool import measured_as  # only for its rules

    rule = name.partition("/")[2]
    said = measured_as(rule)
    print(f"{name}  A rule of LanguageTool: https://community.languagetool.org/rule/show/{visible(rule)}?lang=en" + (f" ({said})" if said else ""))
    return True


def found(config: Config, name: str) -> Rule:
    """The rule of a name or alias. Raises `ConfigError` that names the near ones."""
    book = config.book
    if name in book:
        return book[name]
    for rule in book.values():
        if name in rule.aliases:
            complain(f"“{name}” is now called “{rule.name}”")
            return rule
    if name in CATEGORIES:
        raise ConfigError(f"“{name}” is a category; essaylint rules --select {name} lists its rules")
    raise ConfigError(f"there is no rule “{name}”{near(name, book) or '; “essaylint rules” lists them'}")


def described(rule: Rule, *, page: bool = False) -> dict[str, object]:
    """What a rule is, as plain values; `measured` is None for a rule that is not ours."""
    values: dict[str, object] = {
        "name": rule.name,
        "category": rule.category,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "check": rule.check_name,
        "preview": rule.preview,
        "needs": sorted(rule.needs),
        "aliases": list(rule.aliases),
        "genres": dict(rule.genres),
        "url": rule.url,
        "measured": figures.as_table() if (figures := measured(rule)) else None,
    }
    return {**values, "page": rule.text} if page else values


def page(rule: Rule, paint: Paint, width: int) -> str:
    """A card for a terminal: without its TOML block, the marks of its examples shown as what they mean."""
    needs = f" · needs {', '.join(sorted(rule.needs))}" if rule.needs else ""
    preview = " · in preview: off unless asked for" if rule.preview else ""
    lines = [f"{paint(rule.name, 'rule')}  {paint(f'{rule.category} · {rule.severity}{needs}{preview}', 'dim')}", ""]
    for part in parts(page_of(rule)):
        if part.kind == "heading":
            lines.append(paint(visible(part.text), "frame"))
        elif part.kind == "example":
            shown = "".join(_piece(*piece, paint) for piece in part.pieces())
            lines += [*_wrapped(shown, width, "  | "), ""]
        else:
            lines += [*_wrapped(visible(part.text.replace("`", "")), width, "- " if part.kind == "item" else ""), ""]
    lines.append(paint(f"allow it where it stands: <!-- essaylint allow {rule.name}: why -->", "dim"))
    return "\n".join(lines).rstrip() + "\n"


def _piece(text: str, new: str | None, fault: bool, paint: Paint) -> str:
    """A piece of an example, a fault as `[fault]` or `[fault → fix]`, coloured where colours are wanted."""
    if not fault:
        return visible(text)
    fixed = "" if new is None else paint(f" → {visible(new)}" if new else " → (left out)", "good")
    opening, closing = ("", "") if paint.color else ("[", "]")
    return f"{opening}{paint(visible(text), 'error')}{fixed}{closing}"


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
