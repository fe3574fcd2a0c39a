"""Put slips into good text and count how many are found, and how much is flagged that was not touched.

    python bench/inserted_errors.py [FILE ...] [--seed N] [--each N]

Without files the texts of fixtures/ are read (Markdown and plain text). Two kinds of slip are put in, one at a time into a whole text:
a letter of a name that recurs is changed (name typo), and a word that recurs is replaced by a look-alike (topic-word slip). A
slip counts as found when a finding of the category `spelling` touches it; findings that were there before the slip do not count.
"""

from __future__ import annotations

import argparse
import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from essaylint import Config, Linter, critic
from essaylint.lexicon.distance import distance
from essaylint.lexicon.near import nearest
from essaylint.lexicon.words import best, entry, zipf

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"[^\W\d_]+")


def name_typos(text: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    """A name that occurs three times or more beside another capitalised word, with one letter changed."""
    counts = Counter(WORD.findall(text))
    places = [
        match
        for match in WORD.finditer(text)
        if match.group().istitle() and len(match.group()) >= 5 and counts[match.group()] >= 3 and best(match.group().lower()) is None
        and re.search(r"[A-Z][a-z]+[ -]$", text[max(0, match.start() - 14) : match.start()])
    ]  # fmt: skip
    rng.shuffle(places)
    for match in places:
        word = match.group()
        at = rng.randrange(1, len(word))
        new = rng.choice(
            [
                word[:at] + rng.choice(string.ascii_lowercase) + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word[:at] + word[at] + word[at:],
            ]
        )
        if new != word and entry(new) is None:
            yield match.start(), match.end(), new


def topic_slips(text: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    """A word of five letters or more that occurs four times or more, replaced by a rarer known look-alike."""
    counts = Counter(word.lower() for word in WORD.findall(text))
    places = [m for m in WORD.finditer(text) if m.group().islower() and len(m.group()) >= 5 and counts[m.group()] >= 4]
    rng.shuffle(places)
    for match in places:
        word = match.group()
        others = [
            near.word
            for near in nearest(word, 12)
            if near.word.islower() and counts[near.word] == 0 and distance(near.word, word, 2) <= 2 and zipf(near.word) < zipf(word) - 0.9
            and near.word[:5] != word[:5]
        ]  # fmt: skip
        if others:
            yield match.start(), match.end(), rng.choice(others)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=12, help="slips of each kind put into one text")
    args = parser.parse_args()
    files = args.files or sorted([*ROOT.glob("fixtures/essays/*.md"), *ROOT.glob("fixtures/clean/*.md")])
    linter = Linter(Config(select=("spelling",)))
    rng = random.Random(args.seed)
    for kind, make in (("name typos", name_typos), ("topic-word slips", topic_slips)):
        put = found = right = flags = 0
        for path in files:
            text, _ = critic.read(path.read_text(encoding="utf-8"))
            before = {(one.rule, text[one.span.start : one.span.end]) for one in linter.lint(text, quick=True)}
            for _, (start, end, new) in zip(range(args.each), make(text, rng), strict=False):
                slipped = text[:start] + new + text[end:]
                here = (start, start + len(new))
                told = [
                    [one.span, *(place.span for place in one.related)]
                    for one in linter.lint(slipped, quick=True)
                    if one.severity != "hint" and (one.rule, slipped[one.span.start : one.span.end]) not in before
                ]
                hits = [any(span.start < here[1] and here[0] < span.end for span in spans) for spans in told]
                put, found, right, flags = put + 1, found + any(hits), right + sum(hits), flags + len(hits)
        print(f"{kind}: {put} put in, recall {found / max(put, 1):.2f}, precision {right / max(flags, 1):.2f} ({right}/{flags})")


if __name__ == "__main__":
    main()
