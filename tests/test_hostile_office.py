"""Word files and OpenDocument texts that are broken, something else, or made to do harm: one sentence each, soon, in little memory."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from essaylint import SourceError
from essaylint.formats import decode
from office import W, odt, others, p, packed, r, word

SENTENCE = "According to observers, the river was low."
FINE = word(p(SENTENCE))
FINE_ODT = odt(f"<text:p>{SENTENCE}</text:p>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"


def replaced(data: bytes, name: str, part: bytes) -> bytes:
    """A zip with another part in the place of one."""
    return packed({**others(data), name: part})


def bomb(data: bytes, name: str, before: str, after: str, size: int) -> bytes:
    """A zip in which one part is a few characters, written so often that it has `size` megabytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for other, part in others(data, name).items():
            file.writestr(other, part)
        with file.open(name, "w") as part_file:
            part_file.write(before.encode())
            for _ in range(size):
                part_file.write(b"a" * 1_000_000)
            part_file.write(after.encode())
    return target.getvalue()


def document(inner: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'.encode()


def locked(data: bytes) -> bytes:
    """A zip whose entries say that they are encrypted."""
    found = bytearray(data)
    for match in re.finditer(rb"PK\x01\x02", data):
        found[match.start() + 8] |= 1
    return bytes(found)


SECRET = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BAD = {
    "empty.docx": (b"", "is empty"),
    "text.docx": (SENTENCE.encode(), "is a plain text; name it .txt"),
    "page.docx": (b"<!DOCTYPE html><p>Hello</p>", "is a web page; name it .html"),
    "rich.docx": (b"{\\rtf1 Hello}", "is a Rich Text file"),
    "print.docx": (b"%PDF-1.7", "is a PDF; name it .pdf"),
    "old.docx": (OLE + b"\0" * 600, "is a file of old Word"),
    "password.docx": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is password-protected"),
    "locked.docx": (locked(FINE), "is password-protected"),
    "noise.docx": (random.Random(1).randbytes(3000), "is not a Word document"),
    "cut.docx": (FINE[: len(FINE) // 2], "is damaged or cut short"),
    "scratched.docx": (FINE[:300] + b"\xff" * 60 + FINE[360:], "is damaged|is not a Word"),
    "other.docx": (FINE_ODT, "is an OpenDocument text"),
    "other.odt": (FINE, "is a Word document"),
    "sheet.docx": (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "is a spreadsheet or slides"),
    "zip.docx": (packed({"a.txt": "hello"}), "is a zip without a Word document"),
    "zip.odt": (packed({"a.txt": "hello"}), "is a zip without a text"),
    "bad-xml.docx": (replaced(FINE, "word/document.xml", b"<w:document><open"), "its XML cannot be read"),
    "laughs.docx": (replaced(FINE, "word/document.xml", document("&a11;", LAUGHS)), "declares XML entities"),
    "laughs16.docx": (replaced(FINE, "word/document.xml", document("&a11;", LAUGHS).decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")), "declares XML entities"),
    "laughs7.docx": (replaced(FINE, "word/document.xml", document("&a11;", LAUGHS).decode().replace("?>", ' encoding="utf-7"?>', 1).encode("utf-7")), "declares XML entities|XML cannot be read"),
    "outside.docx": (replaced(FINE, "word/document.xml", document("&x;", SECRET)), "declares XML entities"),
    "outside-styles.docx": (replaced(FINE, "word/styles.xml", document("&x;", SECRET)), "declares XML entities"),
    "laughs.odt": (replaced(FINE_ODT, "content.xml", document("&a11;", LAUGHS)), "declares XML entities"),
    "deep.docx": (replaced(FINE, "word/document.xml", document("<w:p>" * 40_000 + "</w:p>" * 40_000)), "its XML cannot be read"),
    "deep.odt": (replaced(FINE_ODT, "content.xml", b"<a>" * 100_000), "its XML cannot be read"),
    "bomb.docx": (bomb(FINE, "word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>', "</w:t></w:r></w:p></w:body></w:document>", 300), "grows beyond all bounds"),
    "bomb.odt": (bomb(FINE_ODT, "styles.xml", "<a>", "</a>", 300), "grows beyond all bounds"),
    "locked.odt": (replaced(FINE_ODT, "META-INF/manifest.xml", b"<manifest:encryption-data/>"), "is password-protected"),
    "slides.odt": (replaced(FINE_ODT, "content.xml", b"<a><body><presentation/></body></a>"), "is a spreadsheet or slides"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_sentence(name: str) -> None:
    data, sentence = BAD[name]
    with pytest.raises(SourceError, match=sentence) as error:
        decode(data, name)
    assert str(error.value).startswith(f"{name}: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["cut", "scratched"])
def test_any_damage_is_told(name: str) -> None:
    rng = random.Random(7)
    for _ in range(120):
        data = bytearray(FINE if rng.random() < 0.5 else FINE_ODT)
        suffix = "docx" if b"word/" in data else "odt"
        if name == "cut":
            del data[rng.randrange(4, len(data)) :]
        else:
            for _ in range(rng.randrange(1, 30)):
                data[rng.randrange(2, len(data))] = rng.randrange(256)
        with contextlib.suppress(SourceError):  # one sentence, or the essay; nothing else
            decode(bytes(data), f"a.{suffix}")


def big(paragraphs: int) -> bytes:
    """As many paragraphs as the bounds allow, of words that do not pack well."""
    rng = random.Random(3)
    runs = "".join(p(r("".join(rng.choices("abcdefgh ", k=30))), r("".join(rng.choices("abcdefgh ", k=30)), "<w:b/>")) for _ in range(paragraphs))
    return word(runs)


def long() -> bytes:
    """More text than is read of any file."""
    rng = random.Random(4)
    return word("".join(p("".join(rng.choices("abcdefgh ", k=2000))) for _ in range(2100)))


def nested(depth: int) -> bytes:
    return word("<w:sdt><w:sdtContent>" * depth + p(SENTENCE) + "</w:sdtContent></w:sdt>" * depth)


WATCHED = """
import json, os, resource, sys, time
from pathlib import Path
seen = []
def hook(event, args):
    if event.startswith("socket.") or (event == "open" and "hostname" in str(args[0])) or event in ("subprocess.Popen", "os.system", "os.exec"):
        seen.append((event, str(args)[:200]))
from essaylint.cli import main
from essaylint import SourceError, read
sys.addaudithook(hook)
times = {}
for name in sorted(os.listdir(".")):  # of the processor: what else the machine does is no fault of the file
    before = time.process_time()
    try:
        read(Path(name))
    except SourceError:
        pass
    times[name] = time.process_time() - before
print("TIMES", json.dumps(times))
code = main(sys.argv[1:])
print("SEEN", seen)
# Of this process alone: ru_maxrss begins with what the process had that started it.
status = Path("/proc/self/status")
kilobytes = status.read_text().split("VmHWM:")[1].split()[0] if status.exists() else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print("MEMORY", int(kilobytes) // 1024)
print("CODE", code)
"""


def test_bounded_time_and_memory_and_nothing_else_is_opened(tmp_path: Path) -> None:
    links = {
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/styles" Target="file:///etc/hostname" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="x/footnotes" Target="http://example.org/notes.xml" TargetMode="External"/>'
        '<Relationship Id="rId3" Type="x/comments" Target="../../../../etc/hostname"/>'
        '<Relationship Id="rId4" Type="x/image" Target="http://example.org/a.png" TargetMode="External"/></Relationships>'
    }
    files = {name: data for name, (data, _) in BAD.items()}
    files["long.docx"] = long()
    good = {"links.docx": word(p(SENTENCE), more={name: part.encode() for name, part in links.items()}), "nested.docx": nested(60), "macro.docm": word(p(SENTENCE), more={"word/vbaProject.bin": OLE})}
    for name, data in {**files, **good, "big.docx": big(2_000)}.items():
        (tmp_path / name).write_bytes(data)
    # One rule, so that what is measured is reading.
    arguments = ["check", "--isolated", "--no-cache", "--jobs", "1", "--select", "vague-sourcing", "--output-format", "concise", "."]
    done = subprocess.run([sys.executable, "-c", WATCHED, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    assert "SEEN []" in done.stdout
    assert "CODE 2" in done.stdout
    memory = re.search(r"MEMORY (\d+)", done.stdout)
    assert memory
    assert int(memory[1]) < 500
    times: dict[str, float] = json.loads(re.search(r"TIMES (.*)", done.stdout)[1])  # type: ignore[index]
    assert set(times) == {*files, *good, "big.docx"}
    assert max(times.values()) < 10, times
    for name in files:
        assert len(re.findall(rf"^essaylint: {re.escape(name)}: ", done.stderr, re.MULTILINE)) == 1
    for name in good:
        assert f"{name}:1:1" in done.stdout
