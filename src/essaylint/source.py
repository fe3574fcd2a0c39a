"""A file as it is: its characters, how they were encoded, and where its lines are."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from essaylint.span import Span
from essaylint.values import dataclass

MAX_BYTES = 4_000_000
_BREAK = re.compile(r"\r\n|\n|\r")
# The marks that a file may start with, and what they say; that of UTF-32 starts with that of UTF-16.
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_CONTROLS = [bytes([byte]) for byte in range(32) if byte not in (9, 10, 12, 13, 27)]

Encoding = Literal["utf-8", "utf-16", "utf-32"]


class SourceError(Exception):
    """A file that cannot be read as text; the message says what is wrong and what to do."""


class Position(NamedTuple):
    """A line and a column, both from 1; the column counts code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """The decoded text of a file and the name it is shown under.

    Lines break at LF, CRLF and CR only: `str.splitlines` would also break at U+2028 and shift what follows.
    """

    text: str
    path: str = "<text>"
    encoding: str = "utf-8"

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of the first character of every line."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """The line and column (from 1, in code points) of an offset."""
        line = bisect_right(self.line_starts, offset) - 1
        return Position(line + 1, offset - self.line_starts[line] + 1)

    def line_text(self, line: int) -> str:
        """The characters of a line (from 1) without its line break."""
        return self.line_span(line).of(self.text)

    def line_span(self, line: int) -> Span:
        """Where a line (from 1) stands, without its line break."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def encoded_column(self, offset: int, encoding: Encoding) -> tuple[int, int]:
        """Line and column from 0, the column in code units of `encoding`, as the Language Server Protocol counts."""
        line, column = self.position(offset)
        before = self.text[self.line_starts[line - 1] : self.line_starts[line - 1] + column - 1]
        return line - 1, _units(before, encoding)

    def offset(self, line: int, column: int, encoding: Encoding) -> int:
        """The offset of a Language Server position (from 0); past the end of a line it is the line's end."""
        if line >= len(self.line_starts):
            return len(self.text)
        span = self.line_span(line + 1)
        units = 0
        for at in range(span.start, span.end):
            if units >= column:
                return at
            units += _units(self.text[at], encoding)
        return span.end


def _units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32":
        return len(text)
    if encoding == "utf-16":
        return len(text) + sum(char > "\uffff" for char in text)
    return len(text.encode("utf-8", "surrogatepass"))


# What a file is whose first bytes are these, and what to do with it.
_MAGIC = (
    (b"%PDF-", "is a PDF; name it .pdf, then it is read as one"),
    (b"PK\x03\x04", "is a zip, as Word and OpenDocument files are; give it the suffix .docx or .odt if it is one"),
    (b"{\\rtf", "is rich text (RTF); save it as .docx or as plain text"),
    (b"\xd0\xcf\x11\xe0", "is an old Word file, or one with a password; save it as .docx, without a password"),
)
_HIGH, _LETTERS = bytes(range(0x80, 0x100)), bytes((*range(65, 91), *range(97, 123)))
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?(windows-125\d|cp125\d|iso-8859-\d{1,2}|koi8-[ru]|macintosh|shift_jis|euc-jp|euc-kr|gbk|gb18030|big5)\b",
    re.IGNORECASE,
)


def decode(data: bytes, path: str = "<text>", most: int = MAX_BYTES) -> Source:
    """The text of `data`: by its byte order mark, else UTF-8 (a few broken bytes become "\ufffd"), else what a web page
    says of itself, else Windows-1252, else what charset-normalizer (if it is installed) takes it for.

    Raises `SourceError` for a file that is no text or has more than `most` bytes.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"{path}: {what}")
    if len(data) > most:
        raise SourceError(f"{path}: {len(data) / 1e6:.1f} MB is more than the {most / 1e6:.0f} MB that essaylint reads; split it")
    for bom, encoding in BOMS:
        if data.startswith(bom) and (encoding[:6] != "utf-32" or len(data) % 4 == 0):
            try:
                return Source(data.decode(encoding), path, encoding)
            except UnicodeDecodeError as error:
                raise SourceError(f"{path}: starts like {encoding} but is not ({error.reason}); save it as UTF-8") from None
    if b"\x00" in data:
        where = data.index(b"\x00")
        raise SourceError(f"{path}: is not text (a NUL byte at {where}); give a text file, or save it as UTF-8")
    try:
        return Source(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    control = sum(map(data.count, _CONTROLS))
    if control * 50 > len(data):
        raise SourceError(f"{path}: is not text (control bytes all over); give a text file, or save it as UTF-8")
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if len(data) - len(mended) > 4 * broken:  # UTF-8 all over, but for a few bytes
        return Source(mended, path)
    declared = _DECLARED.search(data, 0, 1024)
    names = [declared[1].decode().lower()] if declared else []
    high = len(data) - len(data.translate(None, _HIGH))
    letters = len(data) - len(data.translate(None, _LETTERS))
    names += [] if high > 20 and high * 3 > letters else ["cp1252"]  # what is nearly all accents is no Western text
    for encoding in names:
        try:
            return Source(data.decode(encoding), path, encoding)
        except UnicodeDecodeError:
            continue
    encoding = _guessed(data) if high > 4 else "cp1252"
    return Source(data.decode(encoding, "replace"), path, encoding)


def _guessed(data: bytes) -> str:
    """The encoding of a file that does not read as Windows-1252."""
    try:
        from charset_normalizer import from_bytes  # a tenth of a second, for one file in thousands
    except ImportError:
        return "cp1252"
    best = from_bytes(data[:200_000]).best()
    return best.encoding if best is not None else "cp1252"


def load(path: Path, shown: str | None = None) -> Source:
    """Read a text file. Raises `SourceError` with one sentence if it is missing, a folder, unreadable or no text."""
    shown = shown or str(path)
    return decode(opened(path, shown), shown)


def opened(path: Path, shown: str) -> bytes:
    """The bytes of a file. Raises `SourceError` with one sentence if it is missing, a folder or unreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{shown}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise SourceError(f"{shown}: is a folder, not a file; name a file in it") from None
    except PermissionError:
        raise SourceError(f"{shown}: may not be read; change its permissions") from None
    except OSError as error:
        raise SourceError(f"{shown}: could not be read ({error.strerror or error})") from None
