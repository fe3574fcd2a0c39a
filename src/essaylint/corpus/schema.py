"""The two tables of a corpus: a row for every text, and a row for every finding.

What is added to them comes last and raises `VERSION` by a tenth; what is renamed, removed or means something else raises it
by one. The version stands in every file's metadata as `essaylint.schema`.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from essaylint.rulebook import CATEGORIES

VERSION = "1.0"

_PLACE = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("message", pa.string())])
_EDIT = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("new", pa.string())])
_FIX = pa.struct([("safety", pa.string()), ("edits", pa.list_(_EDIT))])
# A finding, without the columns that say of which text.
FINDING = pa.struct(
    [
        ("number", pa.int32()),
        ("rule", pa.string()),
        ("category", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("related", pa.list_(_PLACE)),
        ("fixes", pa.list_(_FIX)),
        ("where", pa.string()),
    ]
)
_TEXT = [("row", pa.int64()), ("id", pa.string())]
COUNTS = {category: f"findings_{category.replace('-', '_')}" for category in CATEGORIES}
TEXTS = pa.schema(
    [
        *_TEXT,
        ("error", pa.string()),
        ("language", pa.string()),
        ("parsed", pa.bool_()),
        ("characters", pa.int64()),
        ("words", pa.int64()),
        ("sentences", pa.int64()),
        ("paragraphs", pa.int64()),
        ("findings", pa.int64()),
        ("errors", pa.int64()),
        ("warnings", pa.int64()),
        ("hints", pa.int64()),
        *((name, pa.int64()) for name in COUNTS.values()),
        ("findings_other", pa.int64()),
        ("words_quoted", pa.int64()),
        ("words_references", pa.int64()),
        ("words_not_english", pa.int64()),
        ("citations", pa.int64()),
        ("cited_share", pa.float64()),
        ("sources", pa.int64()),
        ("vocabulary_mtld", pa.float64()),
        ("english", pa.string()),
        ("passive_share", pa.float64()),
        ("flesch_reading_ease", pa.float64()),
        ("flesch_kincaid_grade", pa.float64()),
        ("gunning_fog", pa.float64()),
    ]
)
FINDINGS = pa.schema([*_TEXT, *FINDING])
# What `lint_batch` gives: the texts table, and every text's findings with it.
BATCH = TEXTS.append(pa.field("found", pa.list_(FINDING)))


def described(schema: pa.Schema, table: str, more: dict[str, str]) -> pa.Schema:
    """A schema with its name and version in the metadata."""
    return schema.with_metadata({"essaylint.schema": VERSION, "essaylint.table": table, **more})


def split(table: Any) -> tuple[pa.Table, pa.Table]:
    """What `lint_batch` gave (a batch or a table), as the texts table and the findings table."""
    whole = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    whole = whole.select(BATCH.names).cast(BATCH).combine_chunks()
    found = whole["found"].combine_chunks()
    found = found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)
    parents = pc.list_parent_indices(found)
    each = pc.list_flatten(found)
    columns = [whole["row"].take(parents), whole["id"].take(parents), *each.flatten()]
    return whole.drop_columns(["found"]).cast(TEXTS), pa.Table.from_arrays(columns, schema=FINDINGS)
