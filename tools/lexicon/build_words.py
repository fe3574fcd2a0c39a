"""Build the speller's word data from upstream lists.

    python tools/lexicon/build_words.py --scowl DIR --hunspell DIR --hunspell DIR --wordfreq FILE \
        --wordnet DIR --census DIR --cities FILE [--out src/essaylint/lexicon/data]

Writes words.trie (the words), words.bin (16 bits a word, see essaylint/lexicon/words.py), near.txt (the
commoner words by first letter and length, for suggestions) and variety.tsv (American and British pairs).
README.md here says where each list comes from.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from array import array
from collections import defaultdict
from pathlib import Path

import marisa_trie
import sources

US, GB_ISE, GB_IZE = 1 << 6, 1 << 7, 1 << 8
LEVEL, NAME, VARIANT, ABBREVIATION = 9, 1 << 11, 1 << 12, 1 << 13
ALL = US | GB_ISE | GB_IZE
SPELLINGS = {"english": ALL, "american": US, "british": GB_ISE, "british_z": GB_IZE, "canadian": 0, "australian": 0}
HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*['.]?")


class Words:
    """Words with their flags while they are gathered."""

    def __init__(self) -> None:
        self.flags: dict[str, int] = defaultdict(int)
        self.level: dict[str, int] = {}

    def add(self, word: str, flags: int, level: int) -> None:
        """Note a word, its plain-letter form too; the commonest level wins."""
        word = word.replace("’", "'")
        if not WORD.fullmatch(word) or len(word) > 45:
            return
        plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
        for form in {word, plain}:
            self.flags[form] |= flags
            self.level[form] = min(level, self.level.get(form, 3))


def gather(args: argparse.Namespace) -> Words:
    """All words of all lists."""
    words = Words()
    for word, spelling, kind, size in sorted(sources.scowl(args.scowl), key=lambda row: "variant" in row[1]):
        if word.endswith("'s") and kind != "contractions":
            continue  # possessives are judged by their noun
        variant = "variant" in spelling
        if variant and words.flags.get(word, 0) & ALL:
            continue  # somebody's variant is the other side's main spelling
        flags = SPELLINGS.get(spelling, ALL if spelling.startswith("variant") else 0)
        flags |= VARIANT if variant else 0
        flags |= NAME if kind in ("proper-names", "upper") else ABBREVIATION if kind == "abbreviations" else 0
        level = 0 if size <= 70 else 1 if size <= 80 else 2
        if spelling.startswith("variant_3") or (variant and size > 60):
            level = max(level, 1)
        words.add(word, flags, level)
    for folder, flags in zip(args.hunspell, (US, GB_ISE), strict=True):
        for word in sources.hunspell(folder):
            words.add(word, flags | (GB_IZE if flags == GB_ISE and not re.search(r"is(e|es|ed|ing|ation|ations)$", word) else 0), 0)
    for word in sources.wordnet(args.wordnet):
        name = word[:1].isupper()
        if name or word not in words.flags:
            words.add(word, ALL | (NAME if name else 0), 0 if name else 1)
    for word, share in sources.census(args.census):
        if share >= 0.0005:
            words.add(word, ALL | NAME, 0 if share >= 0.001 else 1)
    for place in sources.cities(args.cities, 15000):
        for word in re.split(r"[\s/(),]+", place):
            if len(word) > 2 and word[:1].isupper():
                words.add(word, ALL | NAME, 1)
    for path in sorted(HERE.glob("extra/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for word in line.partition("#")[0].split():
                words.add(word, ALL | (NAME if word[:1].isupper() else 0), 0)
    for line in (HERE / "not_words.txt").read_text(encoding="utf-8").splitlines():
        for word in line.partition("#")[0].split():
            words.flags.pop(word, None)
            words.level.pop(word, None)
    return words


def write(words: Words, zipf: dict[str, float], out: Path) -> None:
    """The trie and its 16 bits a word."""
    lower = {word.lower() for word in words.flags}
    for word, value in zipf.items():
        if value >= 1.8 and word.isalpha() and word not in lower and len(word) > 2:
            words.flags[word] = 0
            words.level[word] = 3
    trie = marisa_trie.Trie(list(words.flags))
    values = array("H", bytes(2 * len(trie)))
    for word, flags in words.flags.items():
        steps = min(round(zipf.get(word.lower().replace("'", "'"), 0) * 8), 63)
        values[trie[word]] = flags | words.level[word] << LEVEL | steps
    trie.save(str(out / "words.trie"))
    (out / "words.bin").write_bytes(values.tobytes())


def near(words: Words, zipf: dict[str, float], out: Path) -> None:
    """Words common enough to be meant, grouped by first letter and length, commonest first."""
    groups: dict[tuple[str, int], list[tuple[float, str]]] = defaultdict(list)
    for word, flags in words.flags.items():
        value = zipf.get(word.lower(), 0)
        if words.level[word] == 0 and value >= 2.6 and len(word) >= 3 and word.isalpha() and word.isascii():
            if word[:1].isupper() and ((word.lower() in words.flags and words.level[word.lower()] == 0) or flags & ABBREVIATION):
                continue
            groups[word[0].lower(), len(word)].append((-value, word))
    lines = [f"{letter}{size} " + " ".join(word for _, word in sorted(group)) for (letter, size), group in sorted(groups.items())]
    (out / "near.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


# American ending or middle -> British; tried on words that are American only.
PAIRS = (
    ("or", "our"), ("iz", "is"), ("yz", "ys"), ("er", "re"), ("og", "ogue"), ("l", "ll"), ("ll", "l"), ("e", "ae"), ("e", "oe"),
    ("ense", "ence"), ("ck", "que"), ("k", "que"), ("ay", "ey"), ("y", "ey"), ("ard", "erd"), ("m", "mme"), ("ctic", "xic"),
    ("ction", "xion"), ("o", "ou"), ("dgment", "dgement"), ("", "e"), ("i", "y"), ("a", "e"), ("ft", "ught"), ("ow", "ough"), ("t", "tt"), ("n", "gn"), ("p", "pp"),
    ("c", "qu"), ("f", "ph"), ("um", "ium"), ("e", "oeu"), ("k", "c"), ("ize", "ise"), ("z", "s"), ("c", "k"), ("d", "e"), ("ner", "nre"), ("ed", "t"), ("ered", "red"), ("ering", "ring"), ("s", "c"),
)  # fmt: skip


# Words that both varieties write both ways, or that are no pair.
NO_PAIR = frozenset("judgment judgments acknowledgment acknowledgments manila cesar chili flier fliers performative piscine crappie caftan foram".split())


def variety(words: Words, zipf: dict[str, float], out: Path) -> None:
    """Pairs of one word in American and British spelling."""
    rows = {}
    for word, flags in words.flags.items():
        if flags & ALL != US or words.level[word] != 0 or zipf.get(word, 0) < 1.7 or len(word) < 5 or flags & (VARIANT | NAME | ABBREVIATION) or not word.islower():
            continue
        best = None
        for american, british in PAIRS:
            start = word.find(american) if american else len(word)
            while 0 <= start <= len(word):
                other = word[:start] + british + word[start + len(american) :]
                flags2 = words.flags.get(other, 0)
                if other != word and flags2 & GB_ISE and not flags2 & US and words.level[other] == 0 and not flags2 & VARIANT:
                    best = best or other
                start = word.find(american, start + 1) if american else -1
        if best and word not in NO_PAIR:
            rows[word] = best
    text = "".join(f"{us}\t{gb}\n" for us, gb in sorted(rows.items()))
    (out / "variety.tsv").write_text("# American\tBritish; derived from SCOWL by tools/lexicon/build_words.py\n" + text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("scowl", "wordfreq", "wordnet", "census", "cities"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--hunspell", type=Path, action="append", required=True, help="American, then British")
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "src/essaylint/lexicon/data")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    zipf = sources.wordfreq(args.wordfreq)
    words = gather(args)
    near(words, zipf, args.out)
    variety(words, zipf, args.out)
    write(words, zipf, args.out)


if __name__ == "__main__":
    main()
