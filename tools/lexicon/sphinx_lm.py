"""Read a CMU Sphinx binary trigram model ("Trie Language Model") into numpy arrays.

Build time only. The layout: a header, the n-gram counts, tables of quantised values, unigrams, a
bit-packed bigram array, a bit-packed trigram array, the words. A trie node is the *last* word of an
n-gram, its children the words before it. Values are natural logarithms after reading.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HEADER = b"Trie Language Model"
LOG_BASE = math.log(1.0001)
QUANT = 1 << 16


@dataclass(frozen=True)
class Trigrams:
    """All n-grams of a model. Bigram i is (bi_prev[i], bi_word[i]); trigram j ends in the bigram tri_bi[j]."""

    words: list[str]
    uni_prob: NDArray[np.float32]
    uni_backoff: NDArray[np.float32]
    bi_word: NDArray[np.int64]
    bi_prev: NDArray[np.int64]
    bi_prob: NDArray[np.float32]
    bi_backoff: NDArray[np.float32]
    tri_bi: NDArray[np.int64]
    tri_first: NDArray[np.int64]
    tri_prob: NDArray[np.float32]


def _bits(data: bytes, start: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The unsigned `length`-bit numbers that begin at the bit offsets `start`."""
    raw = np.frombuffer(data + b"\0" * 8, dtype=np.uint8)
    byte = start >> 3
    value = np.zeros(len(start), dtype=np.uint64)
    for i in range(8):
        value |= raw[byte + i].astype(np.uint64) << np.uint64(8 * i)
    value >>= (start & 7).astype(np.uint64)
    return (value & np.uint64((1 << length) - 1)).astype(np.int64)


def read(path: Path) -> Trigrams:
    """The model in the file `path`."""
    blob = path.read_bytes()
    if not blob.startswith(HEADER):
        raise ValueError(f"{path}: not a Sphinx trie language model")
    at = len(HEADER)
    order = blob[at]
    at += 1
    counts = struct.unpack_from(f"<{order}I", blob, at)
    at += 4 * order + 4  # and an unused field
    if order != 3:
        raise ValueError(f"{path}: a trigram model is wanted, this is of order {order}")
    tables = np.frombuffer(blob, dtype="<f4", count=3 * QUANT, offset=at)
    at += 4 * 3 * QUANT
    bi_prob_table, bi_backoff_table, tri_table = tables[:QUANT], tables[QUANT : 2 * QUANT], tables[2 * QUANT :]
    unigrams = np.frombuffer(blob, dtype=[("prob", "<f4"), ("bo", "<f4"), ("next", "<u4")], count=counts[0] + 1, offset=at)
    at += 12 * (counts[0] + 1)

    word_bits, next_bits = counts[0].bit_length(), counts[2].bit_length()
    middle_bits = word_bits + 32 + next_bits
    middle_size = ((1 + counts[1]) * middle_bits + 7) // 8 + 8
    middle = blob[at : at + middle_size]
    at += middle_size
    rows = np.arange(counts[1] + 1, dtype=np.int64) * middle_bits
    bi_prev = _bits(middle, rows, word_bits)[:-1]
    bi_backoff = bi_backoff_table[_bits(middle, rows + word_bits, 16)[:-1]]
    bi_prob = bi_prob_table[_bits(middle, rows + word_bits + 16, 16)[:-1]]
    nexts = np.maximum.accumulate(_bits(middle, rows + word_bits + 32, next_bits))  # unused rows at the end are 0

    long_bits = word_bits + 16
    long_size = ((1 + counts[2]) * long_bits + 7) // 8 + 8
    longest = blob[at : at + long_size]
    at += long_size
    rows = np.arange(counts[2], dtype=np.int64) * long_bits
    tri_first = _bits(longest, rows, word_bits)
    tri_prob = tri_table[_bits(longest, rows + word_bits, 16)]

    (size,) = struct.unpack_from("<i", blob, at)
    words = blob[at + 4 : at + 4 + size].split(b"\0")[: counts[0]]
    bi_word = np.repeat(np.arange(counts[0]), np.diff(unigrams["next"].astype(np.int64)))
    used = len(bi_word)
    tri_bi = np.repeat(np.arange(counts[1]), np.diff(nexts))
    scale = np.float32(LOG_BASE)
    return Trigrams(
        words=[w.decode("utf-8") for w in words],
        uni_prob=unigrams["prob"][:-1] * scale,
        uni_backoff=unigrams["bo"][:-1] * scale,
        bi_word=bi_word,
        bi_prev=bi_prev[:used],
        bi_prob=bi_prob[:used] * scale,
        bi_backoff=bi_backoff[:used] * scale,
        tri_bi=tri_bi,
        tri_first=tri_first,
        tri_prob=tri_prob * scale,
    )
