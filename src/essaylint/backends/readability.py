"""The one door to textstat: readability scores, offline.

textstat counts syllables with NLTK's copy of the CMU pronouncing dictionary and would fetch it from the network; ours
(BSD, cut down to syllables by tools/lexicon/cmudict_nltk.py) is shipped and put first on NLTK's path before the first score.
"""

from __future__ import annotations

import importlib
import importlib.util
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "nltk_data"
_LOCK = threading.Lock()


class ReadabilityMissing(Exception):
    """textstat is not installed."""


class Scores(NamedTuple):
    """Flesch reading ease (100 easy, 0 hard), and the school grades of Flesch-Kincaid and of Gunning's fog index."""

    flesch: float
    grade: float
    fog: float


def available() -> bool:
    """Whether textstat is installed; does not load it."""
    return importlib.util.find_spec("textstat") is not None


@lru_cache(maxsize=1)
def _textstat() -> Any:
    try:
        path = importlib.import_module("nltk.data").path
        textstat = importlib.import_module("textstat")
    except ImportError:
        raise ReadabilityMissing('rules about readability need textstat; run: pip install "essaylint[parse]"') from None
    if not (DATA / "corpora/cmudict/cmudict").exists():
        # Without it textstat would go to the network.
        raise ReadabilityMissing(f"{DATA}/corpora/cmudict/cmudict is not there; install essaylint again")
    if str(DATA) not in path:
        path.insert(0, str(DATA))
    return textstat


def scores(text: str) -> Scores:
    """The scores of a text of some sentences. Raises `ReadabilityMissing`."""
    with _LOCK:
        textstat = _textstat()
        return Scores(
            float(textstat.flesch_reading_ease(text)), float(textstat.flesch_kincaid_grade(text)), float(textstat.gunning_fog(text))
        )


# The names that scores are told by, and textstat's functions.
_FORMULAS = {
    "flesch_reading_ease": "flesch_reading_ease", "flesch_kincaid_grade": "flesch_kincaid_grade", "gunning_fog": "gunning_fog",
    "smog": "smog_index", "coleman_liau": "coleman_liau_index", "automated_readability": "automated_readability_index",
    "dale_chall": "dale_chall_readability_score",
}  # fmt: skip


def all_scores(text: str) -> dict[str, float]:
    """A text's scores by every formula that teachers ask for. Raises `ReadabilityMissing`."""
    with _LOCK:
        textstat = _textstat()
        return {name: float(getattr(textstat, function)(text)) for name, function in _FORMULAS.items()}
