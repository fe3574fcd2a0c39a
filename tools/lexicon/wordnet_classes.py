#!/usr/bin/env python3
"""Write `noun_classes.txt`: common nouns under what their first sense is (person, act, artifact ...).

    python tools/lexicon/wordnet_classes.py /usr/share/wordnet > src/essaylint/lexicon/noun_classes.txt

Nouns are lemmas of one word, met at least about twice in a million words. `maybe-person` are those that mean a
person or a group in any of their first four senses, though not in the first.
"""

from __future__ import annotations

import sys
import textwrap
from collections import defaultdict
from pathlib import Path

from essaylint.lexicon.words import zipf

HEAD = """# Nouns by what they name in their first sense. A class may stand for its nouns in the tables of pairs: @act.
# origin: WordNet 3.0 database files (Debian wordnet-base), by tools/lexicon/wordnet_classes.py
# licence: WordNet licence, see wordnet-licence.txt"""
NAMES = {
    4: "act", 5: "animal", 6: "artifact", 7: "attribute", 8: "body", 9: "cognition", 10: "communication", 11: "event",
    12: "feeling", 13: "food", 14: "group", 15: "location", 16: "motive", 17: "object", 18: "person", 19: "phenomenon",
    20: "plant", 21: "possession", 22: "process", 23: "quantity", 24: "relation", 25: "shape", 26: "state", 27: "substance",
    28: "time",
}  # fmt: skip


def main(folder: Path) -> None:
    """Print the classes."""
    lexicographer = {}
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line[:1].isdigit():
            offset, number = line.split(maxsplit=2)[:2]
            lexicographer[offset] = int(number)
    classes: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        word, *rest = line.split()
        if not word or not word.isalpha() or not word.islower() or zipf(word) < 3.3 or len(word) < 3:
            continue
        pointers = int(rest[2])
        senses = [NAMES.get(lexicographer[offset], "") for offset in rest[5 + pointers :]]
        if senses[0]:
            classes[senses[0]].append(word)
        if senses[0] not in ("person", "group") and {"person", "group"} & set(senses[:4]):
            classes["maybe-person"].append(word)
    print(HEAD)
    for name in sorted(classes):
        for part in textwrap.wrap(" ".join(sorted(classes[name])), 118 - len(name)):
            print(f"@{name} = {part}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
