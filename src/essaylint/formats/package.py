"""A zip of XML parts, as Word and LibreOffice write it: opened without trusting it.

Nothing is unpacked to disk or fetched, no entity is resolved, macros are bytes that nobody runs. What a part may take is
bounded while it is unpacked, whatever its header says.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from essaylint.source import SourceError

MOST_BYTES = 60_000_000
MOST_XML = 24_000_000
MOST_PARTS = 10_000
MOST_WHOLE = 400_000_000
# Prose in XML packs to a tenth or a thirtieth; what packs to a two-hundredth is one letter, written often.
MOST_RATIO = 200
_SMALL = 1_000_000
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_ENTITIES = "declares XML entities, which no word processor does; such a file is made to do harm"
_WORD = {"docx": "a Word document (.docx)", "odt": "an OpenDocument text (.odt)"}
_OTHERS = (
    (b"{\\rtf", "is a Rich Text file"), (b"%PDF", "is a PDF; name it .pdf, or"), (b"<!DOCTYPE", "is a web page; name it .html, or"),
    (b"<html", "is a web page; name it .html, or"), (b"<?xml", "is bare XML"), (b"\x1f\x8b", "is gzip"),
)  # fmt: skip


class Package:
    """The parts of a file `data`, whose suffix says that it is of `format` ("docx" or "odt").

    Raises `SourceError`, here and wherever a part is read, with one sentence that says what is wrong and what to do.
    """

    def __init__(self, data: bytes, shown: str, format: str) -> None:
        self.shown, self.format, self.data = shown, format, data
        if len(data) > MOST_BYTES:
            raise self.error(f"{len(data) / 1e6:.0f} MB is more than the {MOST_BYTES / 1e6:.0f} MB that essaylint reads; take pictures out")
        if not data.startswith(b"PK"):
            raise self.error(_no_zip(data, format))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.error("is damaged or cut short; get a whole copy of it") from None
        self.parts = {info.filename: info for info in self._zip.infolist()}
        if len(self.parts) > MOST_PARTS:
            raise self.error(f"has {len(self.parts):,} parts, which no essay has; save it again in a word processor")
        self._room = MOST_XML

    def error(self, sentence: str) -> SourceError:
        """An error that says `sentence` of this file."""
        return SourceError(f"{self.shown}: {sentence}")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none; all parts together may not grow beyond what an essay needs."""
        info = self.parts.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise self.error("is password-protected; save it without a password")
        try:
            with self._zip.open(info) as part:
                found = bytearray()
                while chunk := part.read(_CHUNK):
                    found += chunk
                    if len(found) > self._room or (len(found) > _SMALL and len(found) > MOST_RATIO * max(info.compress_size, 1)):
                        raise self.error("grows beyond all bounds when it is unpacked; such a file is made to do harm")
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise self.error("is damaged or cut short; get a whole copy of it") from None
        self._room -= len(found)
        return bytes(found)

    def tree(self, name: str) -> Any:
        """The root element of an XML part, None if there is none."""
        data = self.read(name)
        return None if data is None else self.parsed(data)

    def parsed(self, data: bytes) -> Any:
        """The root element of XML that came in this file: no entities, no files, no network, no bottomless nesting."""
        etree = lxml_etree(self.shown)
        if any(mark in data for mark in _DOCTYPES):
            raise self.error(_ENTITIES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.error("is damaged: its XML cannot be read; save it again in a word processor") from None
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from the search above
            raise self.error(_ENTITIES)
        return root

    def rewritten(self, changed: dict[str, bytes]) -> bytes:
        """The whole file once more, with some parts changed or added; the others are as they were."""
        target = io.BytesIO()
        room = MOST_WHOLE
        try:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
                for info in self._zip.infolist():
                    if info.filename in changed:
                        file.writestr(_like(info), changed[info.filename])
                        continue
                    with self._zip.open(info) as part, file.open(_like(info), "w", force_zip64=info.file_size > 1 << 30) as copy:
                        while chunk := part.read(_CHUNK):
                            copy.write(chunk)
                            room -= len(chunk)
                            if room < 0:
                                raise self.error("grows beyond all bounds when it is unpacked; such a file is made to do harm")
                for name, data in changed.items():
                    if name not in self.parts:
                        file.writestr(name, data)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
            raise self.error("is damaged or cut short; get a whole copy of it") from None
        return target.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A new entry with the name, time and packing of an old one (OpenDocument's `mimetype` must stay unpacked)."""
    new = zipfile.ZipInfo(info.filename, info.date_time)
    new.compress_type = info.compress_type if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else zipfile.ZIP_DEFLATED
    new.external_attr = info.external_attr
    return new


def lxml_etree(shown: str) -> Any:
    """The XML library; a file that needs it is refused with one sentence where it is not installed."""
    try:
        from lxml import etree  # only for files that are XML in a zip
    except ImportError:
        raise SourceError(f'{shown}: needs lxml to be read; run: pip install "essaylint[formats]"') from None
    return etree


def _no_zip(data: bytes, format: str) -> str:
    """What a file is that is no zip, though its name says so."""
    wanted = f"save it as .{format} in a word processor"
    if not data:
        return f"is empty; {wanted}"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is password-protected; save it without a password"
        return f"is a file of old Word (.doc), whatever its name says; {wanted}"
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, what in _OTHERS:
        if head[: len(start)].lower() == start.lower():
            return f"{what} {wanted}" if what.endswith("or") else f"{what}, whatever its name says; {wanted}"
    if re.fullmatch(rb"[\t\r\n\x20-\xff]{1,200}", data[:200]):
        return f"is a plain text; name it .txt, or {wanted}"
    return f"is not {_WORD[format]}; {wanted}"
