"""JSON lines: a line an object, the file packed or not."""

from __future__ import annotations

import gzip
import io
import json
from typing import IO, Any, cast

import pyarrow as pa


def opened(path: str) -> IO[bytes]:
    """A file whose lines are read, unpacked if it is packed."""
    name = path.lower()
    if name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    if name.endswith(".zst"):
        return cast(IO[bytes], io.BufferedReader(pa.input_stream(path, compression="zstd"), 1 << 20))
    return open(path, "rb", 1 << 20)


def parsed(line: bytes) -> tuple[dict[str, Any] | None, str | None]:
    """The object in a line, or why there is none."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, "not JSON: the line is not UTF-8"
    except (ValueError, RecursionError) as error:
        return None, f"not JSON: {str(error)[:200]}"
    return (row, None) if isinstance(row, dict) else (None, "not JSON: the line is no object")


def whole(text: str) -> str:
    """A text without halves of surrogate pairs, which JSON can hold and Arrow cannot; as long as it was."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
