"""Prune a CMU Sphinx trigram model to what judging confusable words needs, in a table that is mapped into memory.

    python tools/lexicon/build_trigrams.py --model .../en-us.lm.bin [--out src/essaylint/lexicon/data/trigrams.bin]

Kept are n-grams of the commoner words that hold a word of data/confusion.txt and that say something which the shorter
n-gram does not, and all pairs that are much commoner than chance. The format is described in essaylint/lexicon/trigrams.py.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

import numpy as np
import sphinx_lm

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))
from essaylint.lexicon import confusion, words  # noqa: E402

STEP = 12  # steps to a nat
TOP = 20_000
STRONG = 3.5  # nats that make any pair worth keeping


def rows(model: sphinx_lm.Trigrams, gain: float) -> tuple[list[str], list[float]]:
    """Keys and natural logarithms: "1w" and "2w" a word and its backoff, "a b" and "-a b" a pair, "a b c"."""
    members = confusion.members()
    rank = np.argsort(np.argsort(-model.uni_prob))
    good = np.array(
        [
            word in members
            or word in ("<s>", "</s>")
            or (rank[i] < TOP and (((entry := words.entry(word)) is not None and entry.level <= 1) or ("'" in word and not word.endswith("'s"))))
            for i, word in enumerate(model.words)
        ]
    )
    touch = np.array([word in members for word in model.words])
    keys: list[str] = []
    values: list[float] = []
    for i in np.flatnonzero(good):
        keys += [f"1{model.words[i]}", f"2{model.words[i]}"]
        values += [float(model.uni_prob[i]), float(model.uni_backoff[i])]

    bi_good = good[model.bi_word] & good[model.bi_prev]
    gained = model.bi_prob - (model.uni_backoff[model.bi_prev] + model.uni_prob[model.bi_word])
    touching = touch[model.bi_word] | touch[model.bi_prev]
    bi_kept = bi_good & ((touching & (np.abs(gained) > gain * 0.7)) | (gained > STRONG))
    size = len(model.words)
    pair = model.bi_prev.astype(np.int64) * size + model.bi_word
    order = np.argsort(pair)
    history = model.tri_first * size + model.bi_prev[model.tri_bi]
    at = order[np.minimum(np.searchsorted(pair[order], history), len(order) - 1)]
    backoff = np.where(pair[at] == history, model.bi_backoff[at], 0)
    tri_gained = model.tri_prob - (backoff + model.bi_prob[model.tri_bi])
    tri_kept = (
        bi_good[model.tri_bi]
        & good[model.tri_first]
        & (touch[model.tri_first] | touch[model.bi_word[model.tri_bi]] | touch[model.bi_prev[model.tri_bi]])
        & (np.abs(tri_gained) > gain)
    )
    for i in np.flatnonzero(bi_kept):
        keys.append(f"{model.words[model.bi_prev[i]]} {model.words[model.bi_word[i]]}")
        values.append(float(model.bi_prob[i]))
    for i in np.flatnonzero(bi_good & (model.bi_backoff < -0.15)):
        keys.append(f"-{model.words[model.bi_prev[i]]} {model.words[model.bi_word[i]]}")
        values.append(float(model.bi_backoff[i]))
    for i in np.flatnonzero(tri_kept):
        j = model.tri_bi[i]
        keys.append(f"{model.words[model.tri_first[i]]} {model.words[model.bi_prev[j]]} {model.words[model.bi_word[j]]}")
        values.append(float(model.tri_prob[i]))
    return keys, values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--gain", type=float, default=1.0, help="nats that a trigram must say beyond its pair")
    parser.add_argument("--out", type=Path, default=ROOT / "src/essaylint/lexicon/data/trigrams.bin")
    args = parser.parse_args()
    keys, values = rows(sphinx_lm.read(args.model), args.gain)
    hashes = np.array([zlib.crc32(key.encode()) for key in keys], dtype=np.uint32)
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    steps = np.clip(np.round(-np.array(values)[order] * STEP), 0, 255).astype(np.uint8)
    starts = np.searchsorted(hashes >> 16, np.arange(65537)).astype("<u4")
    with args.out.open("wb") as file:
        file.write(starts.tobytes())
        file.write((hashes & 0xFFFF).astype("<u2").tobytes())
        file.write(steps.tobytes())
    print(f"{len(keys)} n-grams, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
