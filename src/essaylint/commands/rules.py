"""`essaylint rules`: every rule, with its severity under the config of this folder."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from essaylint.commands.check import add_selection
from essaylint.commands.explain import described
from essaylint.commands.fresh import config_here
from essaylint.commands.linting import Settings
from essaylint.commands.output import Output, add_output, is_color
from essaylint.reports.terminal import Paint, visible
from essaylint.rulebook import CATEGORIES


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `rules`."""
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="text (default) or JSON")
    add_selection(parser)
    add_output(parser)


def run(options: Namespace) -> int:
    """List the rules by category; those that do not run are marked `off` or `preview`."""
    config = config_here(Settings.of(options))
    active = {rule.name: rule for rule in config.active}
    rules = sorted(config.book.values(), key=lambda rule: (CATEGORIES.index(rule.category), rule.name))
    if options.select:
        rules = [rule for rule in rules if rule.name in active]
    with Output(options) as output:
        if options.output_format == "json":
            plain = [{**described(active.get(rule.name, rule)), "on": rule.name in active} for rule in rules]
            json.dump(plain, output.stream, ensure_ascii=False, indent=2)
            output.stream.write("\n")
            return 0
        paint = Paint(is_color(options, output.stream))
        widest = max((len(rule.name) for rule in rules), default=0)
        category = ""
        for rule in rules:
            if rule.category != category:
                output.stream.write(f"{'' if not category else chr(10)}{paint(rule.category, 'frame')}\n")
                category = rule.category
            said = active[rule.name].severity if rule.name in active else ("preview" if rule.preview else "off")
            style = said if rule.name in active else "dim"
            output.stream.write(f"  {rule.name.ljust(widest)}  {paint(f'{said:7}', style)}  {visible(rule.summary)}\n")
        if not options.quiet:
            output.stream.write(f"\n{len(active)} of {len(config.book)} rules run here.\n")
    return 0
