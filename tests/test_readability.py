"""Scores through textstat: exact, and with the network closed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

import pytest

from essaylint.backends import readability

TEXT = (
    "The mill burned in May, and nobody was hurt, for it was Sunday. The owner left with the books and the keys. "
    "The town met in June and voted for a new mill and a bridge of stone, and the river rose in July."
)
# Counted by hand: 3 sentences, 44 words, 51 syllables (Sunday, owner, voted, river, July 2, nobody 3); textstat holds nobody for an easy word.
WORDS, SENTENCES, SYLLABLES, LONG = 44, 3, 51, 0

pytestmark = pytest.mark.skipif(not readability.available(), reason="textstat is not installed")


def test_scores_equal_the_formulas_over_hand_counts() -> None:
    found = readability.scores(TEXT)
    assert found.flesch == pytest.approx(206.835 - 1.015 * WORDS / SENTENCES - 84.6 * SYLLABLES / WORDS, abs=1e-4)
    assert found.grade == pytest.approx(0.39 * WORDS / SENTENCES + 11.8 * SYLLABLES / WORDS - 15.59, abs=1e-4)
    assert found.fog == pytest.approx(0.4 * (WORDS / SENTENCES + 100 * LONG / WORDS), abs=1e-4)


def test_the_table_by_hand_with_the_network_closed() -> None:
    """textstat in a process that can open no connection, against figures made from counts by hand, to a ten-thousandth."""
    code = f"""
        import json, socket
        def closed(*args, **options): raise AssertionError("the network was touched")
        socket.socket.connect = socket.create_connection = socket.getaddrinfo = closed
        from essaylint.backends import readability
        print(json.dumps(readability.all_scores({TEXT!r})))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    # 161 characters that are no blanks; one word of three syllables (nobody), which SMOG counts.
    table = {
        "flesch_reading_ease": 93.88924, "flesch_kincaid_grade": 3.80727, "gunning_fog": 5.86667,
        "automated_readability": 4.71 * 161 / WORDS + 0.5 * WORDS / SENTENCES - 21.43,
        "smog": 1.043 * (30 * 1 / SENTENCES) ** 0.5 + 3.1291,
    }  # fmt: skip
    found = json.loads(done.stdout)
    assert {name: found[name] for name in table} == pytest.approx(table, abs=1e-4)


def test_all_scores_have_the_same_values() -> None:
    every = readability.all_scores(TEXT)
    found = readability.scores(TEXT)
    assert (every["flesch_reading_ease"], every["flesch_kincaid_grade"], every["gunning_fog"]) == tuple(found)
    assert len(every) == 7


def test_no_network_is_touched() -> None:
    code = """
        import socket
        def closed(*args, **options): raise AssertionError("the network was touched")
        socket.socket.connect = socket.create_connection = socket.getaddrinfo = closed
        from essaylint.backends import readability
        print(readability.scores("Responsibility is administrative. The cat sat.").flesch)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    float(done.stdout)


def test_without_its_dictionary_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(readability, "DATA", readability.DATA / "nothing here")
    readability._textstat.cache_clear()
    with pytest.raises(readability.ReadabilityMissing, match="install essaylint again"):
        readability.scores(TEXT)
    readability._textstat.cache_clear()
