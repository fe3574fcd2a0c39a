"""`essaylint test FOLDER`: run the examples on a folder's cards."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.commands.output import complain
from essaylint.reports.terminal import visible
from essaylint.rulebook import CardError, read_card
from essaylint.testing import cases_of, failures_of


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `test`."""
    parser.add_argument("folders", nargs="*", default=["rules"], metavar="FOLDER", help="a folder of cards, or a card (default: rules)")
    parser.add_argument("-q", "--quiet", action="store_true", help="only the failures")


def run(options: Namespace) -> int:
    """Test every card; 1 if an example is not found as it is marked, 2 if a card cannot be read."""
    good = bad = broken = 0
    for path in [card for folder in options.folders for card in _cards(Path(folder))]:
        try:
            rule = read_card(path)
            _ = rule.check
            failures = failures_of(rule)
        except CardError as error:
            complain(str(error))
            broken += 1
            continue
        for failure in failures:
            print("\n".join(visible(line) for line in failure.splitlines()))
        examples = len(list(cases_of(rule)))
        good += examples - len(failures)
        bad += len(failures)
    if not options.quiet:
        print(f"{good} examples are found as marked" + (f", {bad} are not." if bad else "."))
    return 2 if broken else int(bad > 0)


def _cards(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CardError(f"{path}: there is no such folder of cards; “essaylint new” makes a card")
    cards = sorted(path.glob("*/*.md"))
    if not cards:
        raise CardError(f"{path}: holds no cards; put pages in folders named as categories, such as wording/my-rule.md")
    return cards
