"""Many texts: `lint_many`, `lint_batch`, and `essaylint corpus` on every engine, with all that can go wrong on the way."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import corpora
import essaylint
from essaylint import cli
from essaylint.backends import parser
from essaylint.config import Config
from essaylint.corpus import CorpusError, Isolated, Options, lint_batch, lint_many, split, writing
from essaylint.corpus import run as run_corpus
from essaylint.corpus.pool import Pool
from essaylint.corpus.schema import BATCH, FINDINGS, TEXTS

QUICK = Options(text_column="body", id_column="name", quick=True, timeout=20)
TEXT = "According to observers, the the policy failed."
FRENCH = "Le roi est mort et la reine ne le sait pas encore, dit-on dans la ville, mais elle le verra bien dans le jardin."


@pytest.fixture
def trapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every process that is started from here on has the traps among its rules; the folder where they are armed."""
    monkeypatch.syspath_prepend(corpora.traps(tmp_path / "site"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(tmp_path / "site"), os.environ.get("PYTHONPATH")))))
    armed = tmp_path / "armed"
    armed.mkdir()
    monkeypatch.setenv("CORPUS_TRAPS", str(armed))
    return armed


def read(out: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of both tables."""
    return pq.read_table(out / "texts").to_pylist(), pq.read_table(out / "findings").to_pylist()


def files(out: Path) -> dict[str, bytes]:
    """Every file of both tables, whole."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.glob("*/*"))}


# lint_many


def test_lint_many_says_what_lint_says_and_takes_no_more_texts_than_it_needs() -> None:
    texts = [*corpora.essays(70), "", FRENCH, TEXT]
    taken = 0

    def counted() -> Iterator[str]:
        nonlocal taken
        for text in texts:
            taken += 1
            yield text

    found = lint_many(counted(), quick=True)
    assert taken == 0
    first = next(found)
    assert taken <= 65
    assert [first, *found] == [essaylint.lint(text, quick=True) for text in texts]


def test_lint_many_parses_together_what_lint_parses_alone() -> None:
    texts = corpora.essays(6)
    assert list(essaylint.lint_many(texts)) == [essaylint.lint(text) for text in texts]


def test_lint_many_in_processes_keeps_the_order(trapped: Path) -> None:
    texts = [*corpora.essays(66), f"A {corpora.DIE_TWICE} here.", *corpora.essays(4, seed=2)]
    corpora.arm(trapped, "twice", 2)
    assert list(lint_many(texts, jobs=2, quick=True)) == list(lint_many(texts, quick=True))
    assert not list(trapped.iterdir())


def test_a_text_that_ends_its_process_ends_lint_many_with_one_sentence(trapped: Path) -> None:
    with pytest.raises(CorpusError, match="3 workers ended at this text"):
        list(lint_many([TEXT, f"A {corpora.DIE} here."], jobs=2, quick=True))


def test_lint_many_with_a_config_that_cannot_be_used_says_so_at_once() -> None:
    with pytest.raises(essaylint.ConfigError, match="no-such-rule"):
        lint_many([], config=Config(select=("no-such-rule",)))


def test_lint_many_needs_no_pyarrow() -> None:
    code = "import sys, essaylint; sys.modules['pyarrow'] = None; print(len(list(essaylint.lint_many(['It is.'] * 3, quick=True))))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "3\n"


# lint_batch


def test_a_batch_gives_a_row_for_every_row_however_it_is_divided() -> None:
    batch = pa.record_batch({"id": [1, 2, 3, None, 5], "text": [TEXT, None, FRENCH, "", corpora.essays(1)[0]], "more": [1.0] * 5})
    options = Options(id_column="id")
    whole = lint_batch(batch, options)
    assert whole.schema.equals(BATCH)
    assert whole["id"].to_pylist() == ["1", "2", "3", None, "5"]
    assert whole["error"].to_pylist() == [None, "null: there is no text", None, None, None]
    assert whole["language"].to_pylist() == ["en", None, "fr", None, "en"]
    assert whole["parsed"].to_pylist() == [True, None, True, True, True]
    apart = pa.Table.from_batches([lint_batch(batch.slice(at, 1), options, one_by_one=True) for at in range(5)])
    assert apart.equals(pa.Table.from_batches([whole]))
    texts, findings = split(whole)
    assert texts.schema.equals(TEXTS)
    assert findings.schema.equals(FINDINGS)
    assert texts["findings"].to_pylist()[0] == len(findings.filter(pc.field("id") == "1")) > 0
    first = essaylint.lint(TEXT)[0]
    row = findings.to_pylist()[0]
    assert (row["rule"], row["start"], row["end"], row["text"]) == (first.rule, first.span.start, first.span.end, first.span.of(TEXT))


def test_the_parse_is_made_only_where_the_condition_holds() -> None:
    texts = [TEXT, corpora.essays(1)[0], FRENCH]
    batch = pa.record_batch({"text": texts})
    some = lint_batch(batch, Options(parse_where="language == 'en' and words >= 20"))
    assert some["parsed"].to_pylist() == [False, True, False]
    every, none = lint_batch(batch, Options()), lint_batch(batch, Options(quick=True))
    assert some.slice(1, 1).equals(every.slice(1, 1))
    assert some.slice(0, 1).equals(none.slice(0, 1))


def test_quick_rules_load_no_parser() -> None:
    code = (
        "import sys, pyarrow as pa; from essaylint.corpus import *;"
        "lint_batch(pa.record_batch({'text': ['It is is.']}), Options(quick=True)); print('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    "expression",
    ["words > 'a'", "word > 3", "words", "__import__('os')", "words.real > 1", "(lambda: 1)() == words", "words >", "1 == 1", "[x for x in id]"],
)
def test_a_condition_that_is_none_is_refused_in_one_sentence(expression: str) -> None:
    with pytest.raises(CorpusError, match="--parse-where"):
        lint_batch(pa.record_batch({"text": [TEXT]}), Options(parse_where=expression))


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("words >= 3", [True, False, False]),
        ("not words >= 3", [False, True, False]),
        ("language in ('en', 'de') or words < 1", [True, True, False]),
        ("language is None", [False, False, True]),
        ("1 < words <= 6 and findings / words > 0.1 and id != 'x'", [True, False, False]),
        ("words * 2 - 1 == 11", [True, False, False]),
    ],
)
def test_conditions_mean_what_they_say(expression: str, chosen: list[bool]) -> None:
    from essaylint.corpus import where

    rows = [{"id": "a", "words": 6, "findings": 2, "language": "en"}, {"id": "b", "words": 1, "findings": 0, "language": "de"}, {"id": "c"}]
    assert where.holds(where.read(expression), pa.RecordBatch.from_pylist(rows, TEXTS)) == chosen


def test_a_batch_without_the_column_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"no column “text” \(there are: body"):
        lint_batch(pa.record_batch({"body": [TEXT]}))


def test_bytes_that_are_no_utf8_are_an_error_row() -> None:
    column = pa.StringArray.from_buffers(2, pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0"), pa.py_buffer(b"\xff\xfeIt"))
    found = lint_batch(pa.record_batch({"text": column}), Options(quick=True))
    assert found["error"].to_pylist() == ["not text: the bytes are not UTF-8", None]


def test_the_parser_gives_back_the_memory_of_words_it_will_not_see_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(lint_many(corpora.essays(4)))
    strings = parser._pipeline()[0].vocab.strings
    monkeypatch.setattr(parser, "MOST_STRINGS", 0)
    size = len(strings)
    assert list(lint_many(corpora.essays(4))) == before
    list(lint_many(corpora.essays(4, seed=9)))
    assert len(strings) == size


def test_words_that_were_seen_are_forgotten_when_there_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from essaylint.corpus import together
    from essaylint.lexicon import words

    before = list(lint_many(corpora.essays(4), quick=True))
    monkeypatch.setattr(together, "REMEMBERED", 50)
    assert list(lint_many(corpora.essays(4), quick=True)) == before
    assert words.entry.cache_info().currsize == 0


# Workers that hang, die and are killed


def test_texts_that_hang_kill_or_fail_are_error_rows_and_all_others_are_whole(tmp_path: Path, trapped: Path) -> None:
    plain = corpora.essays(12)
    bad = {2: corpora.HANG, 5: corpora.DIE, 7: corpora.DIE_TWICE, 9: corpora.RAISE}
    texts = [f"{text}\n\nA {bad[at]} here." if at in bad else text for at, text in enumerate(plain)]
    corpora.arm(trapped, "twice", 2)
    source = corpora.table(tmp_path / "in.parquet", texts)
    options = Options(text_column="body", id_column="name", quick=True, timeout=10)
    done = run_corpus(source, tmp_path / "out", options, jobs=2, part_rows=5)
    assert (done.rows_in, done.rows_out, done.errors) == (12, 12, {"timeout": 1, "killed": 1})
    rows, found = read(tmp_path / "out")
    errors = {row["row"]: row["error"] for row in rows if row["error"]}
    assert errors == {2: "timeout: not done in 10 s", 5: "killed: 3 workers ended at this text (SIGKILL)"}
    assert [row["id"] for row in rows] == [f"t{at}" for at in range(12)]
    assert not list(trapped.iterdir())
    assert [one["rule"] for one in found if one["row"] == 9].count("rule-failed") == 1
    assert {one["row"] for one in found} & {2, 5} == set()
    assert rows[7]["findings"] == len(essaylint.lint(texts[7], quick=True))


def test_a_killed_worker_changes_nothing(tmp_path: Path) -> None:
    batch = pa.record_batch({"text": corpora.essays(100)})
    options = Options(quick=True)
    expected = lint_batch(batch, options)
    with Isolated(options) as isolated:
        isolated.lint_batch(batch.slice(0, 1))
        found: list[pa.RecordBatch] = []
        thread = threading.Thread(target=lambda: found.append(isolated.lint_batch(batch)))
        thread.start()
        time.sleep(0.1)
        assert isolated._worker
        assert isolated._worker.pid
        os.kill(isolated._worker.pid, signal.SIGKILL)
        thread.join()
    assert found[0].equals(expected)


def test_a_worker_that_cannot_start_is_told_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with Isolated(Options(quick=True, version="0.0.0")) as isolated, pytest.raises(CorpusError, match="install the same"):
        isolated.lint_batch(pa.record_batch({"text": [TEXT]}))


def test_workers_end_with_their_starter(trapped: Path) -> None:
    """Nothing is left running when the process that started the workers is killed."""
    code = (
        "import os, pyarrow as pa; from essaylint.corpus import *; one = Isolated(Options(quick=True));"
        f"one.lint_batch(pa.record_batch({{'text': [{TEXT!r}]}})); print(one._worker.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    pid = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


# The command


def corpus(*arguments: object) -> int:
    return cli.main(["corpus", *map(str, arguments)])


def test_the_command_counts_rows_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT, None, "", FRENCH])
    assert corpus(source, "-o", tmp_path / "out", "--text-column", "body", "--id-column", "name", "--quick", "--isolated") == 0
    said = capsys.readouterr().out
    assert re.match(r"4 texts in, 4 out; \d+ findings; 1 errors \(1 null\)\n1 parts; [\d.]+ s\n$", said)
    rows, found = read(tmp_path / "out")
    assert [row["words"] for row in rows] == [7, None, 0, 0]
    assert [(one["row"], one["id"], one["number"]) for one in found][:2] == [(0, "t0", 0), (0, "t0", 1)]
    metadata = pq.read_schema(tmp_path / "out" / "texts" / "part-000000.parquet").metadata
    assert metadata[b"essaylint.schema"] == b"1.0"
    assert metadata[b"essaylint.version"] == essaylint.__version__.encode()
    assert metadata[b"essaylint.table"] == b"texts"


def test_select_and_ignore_and_scores_and_limit(tmp_path: Path) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT] * 5)
    out = tmp_path / "out"
    more = ("--select", "wording", "--select", "sourcing", "--ignore", "vague-sourcing", "--scores", "--limit", 3, "--jobs", 1)
    assert corpus(source, "-o", out, "--text-column", "body", "--isolated", "--quick", *more) == 0
    rows, found = read(out)
    assert len(rows) == 3
    assert rows[0]["flesch_reading_ease"] > 0
    assert {one["rule"] for one in found} <= {"repeated-word"}


def test_every_kind_of_input_gives_the_same_rows(tmp_path: Path) -> None:
    texts = [*corpora.essays(9), f"half a pair \ud800 {TEXT}", ""]
    lines = [json.dumps({"name": f"t{at}", "body": text, "more": {"a": 1}}) for at, text in enumerate(texts)]
    data = ("\n".join(lines[:4]) + "\n\n" + "\n".join(lines[4:]) + "\n").encode()
    (tmp_path / "a.jsonl").write_bytes(data)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(data[:2000]) + gzip.compress(data[2000:]))
    halves = [pa.compress(half, codec="zstd", asbytes=True) for half in (data[:1000], data[1000:])]
    (tmp_path / "c.jsonl.zst").write_bytes(b"".join(halves))
    texts[9] = texts[9].replace("\ud800", "\ufffd")
    corpora.table(tmp_path / "d.parquet", list(texts), group=4)
    folder = tmp_path / "e"
    for at, text in enumerate(texts):
        (folder / f"{at % 2}").mkdir(parents=True, exist_ok=True)
        (folder / f"{at % 2}" / f"t{at:02}.txt").write_bytes(text.encode())
    shards = tmp_path / "f"
    shards.mkdir()
    (shards / "x-0.jsonl").write_bytes(data[: data.index(lines[6].encode())])
    (shards / "x-1.jsonl").write_bytes(data[data.index(lines[6].encode()) :])
    results = []
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "f", "e"):
        out = tmp_path / f"out-{name}"
        done = run_corpus(tmp_path / name, out, QUICK, jobs=1, part_rows=3)
        assert (done.rows_in, done.rows_out, done.errors) == (11, 11, {})
        results.append(read(out))
    for other in results[1:-1]:
        assert other == results[0]
    assert [row["id"] for row in results[-1][0]] == [f"{at % 2}/t{at:02}.txt" for at in (*range(0, 11, 2), *range(1, 11, 2))]
    by_text = [sorted((one["rule"], one["start"], one["message"]) for one in found) for _, found in results]
    assert by_text[-1] == by_text[0]


def test_a_folder_of_texts_is_read_as_its_files_are(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(f"# A title\n\n*{TEXT}*\n")
    (folder / "b.html").write_text(f"<p>{TEXT}</p>")
    (folder / "c.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "d.txt").write_bytes(b"x" * 5_000_000)
    (folder / "e.py").write_text(TEXT)
    run_corpus(folder, tmp_path / "out", Options(quick=True), jobs=1)
    rows, found = read(tmp_path / "out")
    assert [row["id"] for row in rows] == ["a.md", "b.html", "c.txt", "d.txt"]
    assert [bool(row["error"]) for row in rows] == [False, False, True, True]
    assert rows[3]["error"].startswith("unreadable: 5.0 MB is more than")
    assert {one["text"] for one in found if one["rule"] == "repeated-word"} == {"the the"}


# Bad input


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: corpora.table(path / "in.parquet", [TEXT]), "no column “text”.*there are: name, body, year.*--text-column"),
        (lambda path: path / "nowhere", "no such file"),
        (lambda path: _written(path / "in.parquet", b"PAR1 no"), "not a Parquet file"),
        (lambda path: _written(path / "in.jsonl", b'{"body": 1}\n'), "no key “text”.*there are: body"),
        (lambda path: _written(path / "in.jsonl", b"no\nlines\n"), "not JSON lines"),
        (lambda path: _written(path / "in.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 99)[:30]), "could not be read"),
        (lambda path: _written(path / "essay.txt", b"An essay."), "not Parquet"),
        (lambda path: path, "holds no Parquet"),
    ],
)
def test_an_input_that_cannot_be_is_one_clear_sentence(make: Any, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert corpus(make(tmp_path / "in"), "-o", tmp_path / "out", "--quick") == 2
    assert re.search(says, capsys.readouterr().err)
    assert not (tmp_path / "out").exists()


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_column_that_is_no_text_is_refused(tmp_path: Path) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT])
    with pytest.raises(CorpusError, match="“year” holds int64, not text"):
        run_corpus(source, tmp_path / "out", Options(text_column="year"))


def test_lines_that_are_none_and_texts_that_are_none_are_error_rows(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT}).encode(), b"{", b"[1]", b'{"text": 3}', b'{"other": 3}', b'{"text": null}', b"\xff", b'{"text": ""}']
    source = _written(tmp_path / "in.jsonl", b"\n".join(lines))
    done = run_corpus(source, tmp_path / "out", Options(quick=True), jobs=1)
    assert done.rows_in == done.rows_out == 8
    assert done.errors == {"not JSON": 3, "not text": 1, "null": 2}


def test_a_text_of_fifty_megabytes_is_an_error_row(tmp_path: Path) -> None:
    long = "It was. " * 6_250_000
    source = corpora.table(tmp_path / "in.parquet", [TEXT, long, "It is."])
    lines = _written(tmp_path / "in.jsonl", json.dumps({"body": long, "name": 1}).encode())
    for path in (source, lines):
        run_corpus(path, tmp_path / f"out{path.suffix}", QUICK, jobs=1)
    rows, _ = read(tmp_path / "out.parquet")
    assert [row["error"] for row in rows] == [None, "too long: 50,000,000 characters, at most 4,000,000 are read", None]
    assert read(tmp_path / "out.jsonl")[0][0]["error"] == rows[1]["error"]
    assert lint_batch(pa.record_batch({"text": [long]}), Options(quick=True))["error"].to_pylist() == [rows[1]["error"]]


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("Mine.")
    assert corpus(source, "-o", tmp_path / "out", "--text-column", "body") == 2
    assert "holds something else (thesis.txt)" in capsys.readouterr().err
    assert os.listdir(tmp_path / "out") == ["thesis.txt"]
    assert corpus(tmp_path, "-o", tmp_path / "out2", "--text-column", "body") == 2
    assert "lies in the corpus itself" in capsys.readouterr().err


def test_a_run_is_taken_up_by_part_and_only_by_the_same_command(tmp_path: Path) -> None:
    source, out = corpora.table(tmp_path / "in.parquet", [*corpora.essays(10)], group=4), tmp_path / "out"
    whole = tmp_path / "whole"
    run_corpus(source, whole, QUICK, jobs=1, part_rows=3)
    run_corpus(source, out, QUICK, jobs=1, part_rows=3)
    assert files(out) == files(whole)
    assert len(files(out)) == 2 * 5  # row groups of 4, 4 and 2 rows in parts of at most 3
    # A run that was ended: a part half written, one with findings and no texts, one that is no Parquet, one of other rows.
    (out / "texts" / ".part-000000.parquet.ab.tmp").write_bytes(b"PAR1")
    (out / "texts" / "part-000000.parquet").unlink()
    data = (out / "texts" / "part-000001.parquet").read_bytes()
    (out / "texts" / "part-000001.parquet").write_bytes(data[:100])
    (out / "texts" / "part-000002.parquet").write_bytes(data)
    before = (out / "texts" / "part-000003.parquet").stat().st_mtime_ns
    done = run_corpus(source, out, QUICK, jobs=2, part_rows=3)
    assert (done.rows_out, done.parts, done.done_before) == (10, 5, 2)
    assert files(out) == files(whole)
    assert (out / "texts" / "part-000003.parquet").stat().st_mtime_ns == before
    with pytest.raises(CorpusError, match="was begun with another part_rows"):
        run_corpus(source, out, QUICK, part_rows=4)
    with pytest.raises(CorpusError, match="was begun with another config"):
        run_corpus(source, out, Options(text_column="body", id_column="name", quick=True, config=Config(ignore=("wording",))), part_rows=3)
    corpora.table(source, [*corpora.essays(10, seed=5)])
    with pytest.raises(CorpusError, match="was begun with another input"):
        run_corpus(source, out, QUICK, part_rows=3)


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, trapped: Path) -> None:
    """The whole command is killed with its workers at its third part; started again, it does the rest."""
    texts = corpora.essays(20)
    texts[13] += f"\n\nA {corpora.DIE_ABOVE} here."
    source, out = corpora.table(tmp_path / "in.parquet", list(texts)), tmp_path / "out"
    command = [sys.executable, "-m", "essaylint", "corpus", source, "-o", out, "--text-column", "body", "--id-column", "name"]
    command += ["--quick", "--isolated", "--part-rows", "5", "--jobs", "1"]
    corpora.arm(trapped, "above", 1)
    assert subprocess.run(command, capture_output=True).returncode == -signal.SIGKILL
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "20 texts in, 20 out" in again.stdout
    assert re.search(r"4 parts, [12] of them done before", again.stdout)
    run_corpus(source, tmp_path / "whole", QUICK, jobs=2, part_rows=5)
    assert files(out) == files(tmp_path / "whole")


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT])
    with writing.Output(tmp_path / "out").locked(), pytest.raises(CorpusError, match="another run is writing"):
        run_corpus(source, tmp_path / "out", QUICK)


def test_a_disk_that_is_full_ends_the_run_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = corpora.table(tmp_path / "in.parquet", [*corpora.essays(10)]), tmp_path / "out"
    replace, put = os.replace, 0

    def full(*paths: Any) -> None:
        nonlocal put
        put += "part-" in str(paths[1])
        if put > 3:
            raise OSError(28, "No space left on device")
        replace(*paths)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CorpusError, match="the disk is full; what is done is kept"):
        run_corpus(source, out, QUICK, jobs=1, part_rows=3)
    assert not list(out.glob("*/.*"))
    monkeypatch.undo()
    done = run_corpus(source, out, QUICK, jobs=1, part_rows=3)
    assert (done.rows_out, done.done_before) == (10, 1)
    run_corpus(source, tmp_path / "whole", QUICK, jobs=1, part_rows=3)
    assert files(out) == files(tmp_path / "whole")


def test_a_file_system_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real one: /dev/full takes nothing."""
    output, opened = writing.Output(tmp_path), open
    (tmp_path / "findings").mkdir()
    batch = lint_batch(pa.record_batch({"text": [TEXT]}), Options(quick=True))
    path_of = lambda path: "/dev/full" if str(path).endswith(".tmp") else path  # noqa: E731
    monkeypatch.setattr("builtins.open", lambda path, *more, **options: opened(path_of(path), *more, **options))
    with pytest.raises(CorpusError, match="the disk is full"):
        output.write(_part(1), [batch], QUICK, "")


def _part(rows: int) -> Any:
    from essaylint.corpus.readers import Part

    return Part(0, 0, rows, "parquet", "in.parquet")


# Engines


def expected(tmp_path: Path, trapped: Path) -> tuple[Path, Path]:
    """A corpus with traps, and the folder in which the local engine did it without any being sprung but one."""
    texts: list[str | None] = [*corpora.essays(26), None, FRENCH]
    for at, word in ((3, corpora.DIE_TWICE), (8, corpora.DIE), (17, corpora.DIE_ABOVE)):
        texts[at] = f"{texts[at]}\n\nA {word} here."
    source = corpora.table(tmp_path / "in.parquet", texts, group=16)
    done = run_corpus(source, tmp_path / "local", QUICK, jobs=2, part_rows=7)
    assert done.errors == {"killed": 1, "null": 1}
    corpora.arm(trapped, "twice", 2)
    corpora.arm(trapped, "above", 1)
    return source, tmp_path / "local"


def native(tmp_path: Path) -> tuple[Path, pa.Table]:
    """A corpus for an engine's own reader, and what all rules find in it."""
    source = tmp_path / "native.parquet"
    batch = pa.record_batch({"id": [str(at) for at in range(6)], "text": corpora.essays(6, seed=4)})
    pq.write_table(pa.Table.from_batches([batch]), source)
    whole = lint_batch(batch, Options(id_column="id"))
    assert whole["error"].to_pylist() == [None] * 6
    return source, pa.Table.from_batches([whole])


def test_ray_gives_the_same_whoever_is_killed(tmp_path: Path, trapped: Path) -> None:
    """A cluster of two: the same files as the local engine's, with a worker killed twice and an actor once on the way."""
    import ray

    from essaylint.corpus.ray import Linting

    source, local = expected(tmp_path, trapped)
    try:
        done = run_corpus(source, tmp_path / "ray", QUICK, engine="ray", jobs=2, part_rows=7)
        assert done.rows_in == done.rows_out == 28
        assert not list(trapped.iterdir())
        assert files(tmp_path / "ray") == files(local)
        source, whole = native(tmp_path)
        mapped = ray.data.read_parquet(str(source)).map_batches(
            Linting, batch_format="pyarrow", batch_size=4, concurrency=1, fn_constructor_args=(Options(id_column="id"),)
        )
        found = pa.concat_tables([block for block in ray.get(mapped.to_arrow_refs()) if len(block)]).sort_by("id")
        assert found.select(BATCH.names).cast(BATCH).equals(whole)
    finally:
        ray.shutdown()


def test_spark_gives_the_same_whoever_is_killed(tmp_path: Path, trapped: Path) -> None:
    """local[2]: the same files as the local engine's, with a worker killed twice and Spark's own once on the way."""
    from essaylint.corpus.spark import linting, started

    source, local = expected(tmp_path, trapped)
    session = started(2)
    try:
        done = run_corpus(source, tmp_path / "spark", QUICK, engine="spark", jobs=2, part_rows=7)
        assert done.rows_in == done.rows_out == 28
        assert not list(trapped.iterdir())
        assert files(tmp_path / "spark") == files(local)
        source, whole = native(tmp_path)
        frame = session.read.parquet(str(source)).mapInArrow(*linting(Options(id_column="id")))
        assert frame.toArrow().sort_by("id").select(BATCH.names).cast(BATCH).equals(whole)
    finally:
        session.stop()


@pytest.mark.parametrize(("engine", "module"), [("ray", "ray"), ("spark", "pyspark")])
def test_an_engine_that_is_not_installed_is_told(engine: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.sql", None)
    with pytest.raises(CorpusError, match=re.escape(f'pip install "essaylint[{engine}]"')):
        run_corpus(corpora.table(tmp_path / "in.parquet", [TEXT]), tmp_path / "out", QUICK, engine=engine)


def test_nothing_heavy_is_loaded_for_the_local_engine(tmp_path: Path) -> None:
    source = corpora.table(tmp_path / "in.parquet", [TEXT])
    code = (
        "import sys; from essaylint import cli;"
        f"cli.main(['corpus', {str(source)!r}, '-o', {str(tmp_path / 'out')!r}, '--text-column', 'body', '--quick', '-q']);"
        "print([name for name in ('ray', 'pyspark', 'spacy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_pool_takes_few_jobs_ahead() -> None:
    class Nothing:
        timeout = 0.0

    taken = itertools.count()
    with Pool(Nothing(), 1) as pool:  # type: ignore[arg-type]
        pool._do = lambda job: job  # type: ignore[method-assign]
        found = pool.ordered(next(taken) for _ in range(1000))
        assert [next(found), next(found)] == [0, 1]
        assert next(taken) < 8
