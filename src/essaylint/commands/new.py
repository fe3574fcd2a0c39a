"""`essaylint new CATEGORY/NAME`: a card from a template."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.configfile import ConfigError
from essaylint.rulebook import CATEGORIES, CardError, near, read_card

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
TEMPLATE = """# {name}

One sentence: what is found, said to the writer.

```toml
check    = "phrases"
severity = "warning"
message  = "“{{match}}” says nothing; leave it out or say it with a number."
phrases  = ["a phrase [that|which] {{be}} (looked|searched) for"]
```

## Why

Why a reader is worse off with it. If this is hard to write, the rule is wrong.

## Flagged

> Here is {{==a phrase that was looked for==}} in a sentence.

## Not flagged

> Here is a sentence without it.

## What to do

What to write in its place.
"""


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `new`."""
    parser.add_argument("rule", metavar="CATEGORY/NAME", help=f"the new rule; a category is one of {', '.join(CATEGORIES)}")
    parser.add_argument("--folder", default="rules", metavar="FOLDER", help="the folder of your cards (default: rules)")


def run(options: Namespace) -> int:
    """Write the card; its examples pass as they are."""
    category, slash, name = options.rule.partition("/")
    if not slash or not _NAME.fullmatch(name):
        raise CardError(f"“{options.rule}” is not CATEGORY/NAME; write it like wording/very-unique, in small letters and hyphens")
    if category not in CATEGORIES:
        raise CardError(f"there is no category “{category}”{near(category, CATEGORIES) or ' (there are: ' + ', '.join(CATEGORIES) + ')'}")
    path = Path(options.folder) / category / f"{name}.md"
    if path.exists():
        raise CardError(f"{path}: is there already; choose another name, or edit it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEMPLATE.format(name=name), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: could not be written ({error.strerror})") from None
    _ = read_card(path).check
    print(f"Wrote {path}.")
    print(f"Edit it, then run its examples: essaylint test {options.folder}")
    print(f'Use it: put rulebooks = ["{options.folder}"] into essaylint.toml')
    return 0
