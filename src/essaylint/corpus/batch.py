"""`lint_batch`: an Arrow batch of texts in, an Arrow batch with a row for every text out. Everything else is built on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from essaylint import formats, memo, regexes
from essaylint.backends import parser
from essaylint.corpus import where
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.rows import Row, failed, record_of
from essaylint.corpus.schema import BATCH, TEXTS
from essaylint.corpus.together import TEXTS as GROUP
from essaylint.corpus.together import forget, groups, parse_all, parses, uncollected
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.places import cache_folder
from essaylint.source import Source, SourceError
from essaylint.version import VERSION

# Word lists are read when a text first needs them, which takes a second: that should not count as the first text's time.
_SAMPLE = """The Ferry

According to Baker (2004, p. 12), the ferry from Dover to Calais carried 40 percent more passengers in 1998 than in 1988. Its
owners, who's accounts were published, did not beleive that the tunnel would effect them; they said so in “a report”.

However, the number of travellers fell (Baker, 2004; Lee & Moss 2010). The United Kingdom and France was both too slow.

References

Baker, J. (2004). Crossing the water. London: Harbour Press.
"""
Records = list[dict[str, Any]]
Told = Callable[[int], None]


def lint_batch(
    batch: pa.RecordBatch | pa.Table,
    options: Options | None = None,
    *,
    errors: Mapping[int, str] | None = None,
    one_by_one: bool = False,
    at: Told = lambda number: None,
) -> pa.RecordBatch:
    """Lint the texts of a batch in this process; the result has the columns of `schema.BATCH` and a row for every row.

    A text that is missing, too long or fails has its `error` and no findings. The other arguments are the worker's: the texts
    in `errors` are not touched, `at` is told which text comes now, and `one_by_one` parses each alone. What comes out does not
    depend on them nor on how the texts are divided into batches. Raises `CorpusError` for a column that is not there.
    """
    options = options or Options()
    linter, condition = _ready(options)
    records: Records = []
    rows = _rows(batch, options, errors or {})
    for group in groups(rows, lambda row: len(row.text or ""), 1 if one_by_one else GROUP):
        with uncollected():
            records += _Group(group, linter, options, condition, at).records(one_by_one)
        linter.keep_only(())
        forget()
    return pa.RecordBatch.from_pylist(records, BATCH)


def start(options: Options) -> None:
    """Load what `lint_batch` needs with these options."""
    if options.version != VERSION:
        raise CorpusError(f"this worker has essaylint {VERSION}, the run was started with {options.version}; install the same")
    regexes.warm(cache_folder())  # what earlier runs of essaylint kept, which saves a fifth of the start
    memo.warm(cache_folder())
    linter, _ = _ready(options)
    if parses(linter, options.quick):
        parser.load()
    linter.run(formats.read(Source(_SAMPLE)), quick=options.quick)
    linter.keep_only(())


class _Kept:
    """The linter of the options that were used last."""

    options: Options | None = None
    made: tuple[Linter, Any] | None = None


def _ready(options: Options) -> tuple[Linter, Any]:
    if _Kept.made is None or _Kept.options != options:
        condition = where.read(options.parse_where) if options.parse_where and not options.quick else None
        _Kept.options, _Kept.made = options, (Linter(options.alone.config), condition)
    return _Kept.made


def _rows(batch: pa.RecordBatch | pa.Table, options: Options, errors: Mapping[int, str]) -> Iterator[Row]:
    for name in options.columns:
        if name not in batch.schema.names:
            raise CorpusError(f"there is no column “{name}” (there are: {', '.join(batch.schema.names)})")
    columns = {name: _values(batch.column(name)) for name in options.columns}
    nothing = [None] * batch.num_rows
    texts, ids, numbers, paths, wrong = (
        columns.get(name, nothing)
        for name in (
            options.text_column,
            options.id_column, options.row_column, options.path_column, options.error_column,
        )
    )  # fmt: skip
    for number in range(batch.num_rows):
        row, identity, text, path = numbers[number], ids[number], texts[number], paths[number]
        error = errors.get(number) or wrong[number]
        if error is None and path is None:
            if text is None:
                error = "null: there is no text"
            elif not isinstance(text, str):
                error = "not text: the bytes are not UTF-8" if isinstance(text, bytes) else f"not text: {type(text).__name__}"
            elif len(text) > options.longest:
                error = too_long(len(text), options.longest)
        text = text if isinstance(text, str) and error is None else None
        yield Row(number, row, None if identity is None else _said(identity), text, path, error)


def too_long(length: int, longest: int) -> str:
    """The error of a text of so many characters."""
    return f"too long: {length:,} characters, at most {longest:,} are read"


def _said(identity: Any) -> str:
    return identity.decode("utf-8", "replace") if isinstance(identity, bytes) else str(identity)


def _values(column: Any) -> list[Any]:
    """The values of a column; a string that is not UTF-8, which Arrow does not look for, stays bytes."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        found: list[Any] = []
        for value in column:
            try:
                found.append(value.as_py())
            except UnicodeDecodeError:
                found.append(value.as_buffer().to_pybytes())
        return found


class _Group:
    """Texts that are looked at together."""

    def __init__(self, rows: list[Row], linter: Linter, options: Options, condition: Any, at: Told) -> None:
        self._rows, self._linter, self._options, self._condition, self._at = rows, linter, options, condition, at
        self._records: dict[int, dict[str, Any]] = {row.number: failed(row, row.error) for row in rows if row.error}
        self._documents: dict[int, Document] = {}

    def records(self, one_by_one: bool) -> Records:
        """The record of every text, in order: read, linted with the quick rules or all, as the options say."""
        options = self._options
        self._each(self._read, self._left())
        parses_all = parses(self._linter, options.quick) and self._condition is None
        if not parses_all:
            self._each(self._lint_quickly, self._left())
        chosen = self._left() if parses_all else self._chosen()
        if chosen and not one_by_one:
            self._at(BETWEEN)
            parse_all([self._documents[row.number] for row in chosen])
        self._each(self._lint, chosen)
        return [self._records[row.number] for row in self._rows]

    def _left(self) -> list[Row]:
        return [row for row in self._rows if not self._records.get(row.number, {}).get("error")]

    def _each(self, do: Callable[[Row], None], rows: Iterable[Row]) -> None:
        for row in rows:
            self._at(row.number)
            try:
                do(row)
            except SourceError as error:
                self._fail(row, f"unreadable: {str(error).removeprefix(f'{row.path}: ')}")
            except Exception as error:  # one text of many; MemoryError too
                self._fail(row, f"failed: {type(error).__name__}: {error}"[:500])

    def _fail(self, row: Row, error: str) -> None:
        self._documents.pop(row.number, None)
        self._records[row.number] = failed(row, error)

    def _read(self, row: Row) -> None:
        if row.path is not None:
            path = Path(row.path)
            self._documents[row.number] = formats.read_file(formats.load(path), formats.format_of(path))
        else:
            self._documents[row.number] = formats.read(Source(row.text or ""), self._options.format)

    def _lint_quickly(self, row: Row) -> None:
        report = self._linter.run(self._documents[row.number], quick=True)
        self._records[row.number] = record_of(row, report, parsed=False, scores=self._options.scores)
        if self._condition is None:
            del self._documents[row.number]

    def _lint(self, row: Row) -> None:
        # Not kept longer than it is needed: a parsed essay is a hundred times its text.
        report = self._linter.run(self._documents.pop(row.number))
        self._records[row.number] = record_of(row, report, parsed=True, scores=self._options.scores)

    def _chosen(self) -> list[Row]:
        """The texts that the condition wants parsed; one without English has nothing to parse."""
        if self._condition is None or not parses(self._linter, self._options.quick):
            return []
        left = self._left()
        table = pa.RecordBatch.from_pylist([self._records[row.number] for row in left], TEXTS)
        return [row for row, chosen in zip(left, where.holds(self._condition, table), strict=True) if chosen]


# As in `child`, which a caller of `lint_batch` alone need not load.
BETWEEN = -2
