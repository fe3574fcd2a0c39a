"""Files that are made to do harm, or are broken, for the readers of texts, web pages, LaTeX, notebooks and PDFs.

Run as a script it checks each file of a folder in a process of its own, watches what that opens, and prints JSON: for each
name the exit code, seconds, megabytes, what was opened, and what was said. The rules are loaded once, before the first.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
import zlib
from pathlib import Path

SENTENCE = "According to observers, the river was low (Smith, 2010). "


def pdf(stream: bytes, filters: bytes = b"", pages: int = 1) -> bytes:
    """A PDF with one page in Helvetica, or the same page many times."""
    head = b"<< /Length %d %s >>\nstream\n" % (len(stream), b"/Filter " + filters if filters else b"")
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        head + stream + b"\nendstream", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _packed(unit: bytes, times: int) -> bytes:
    compressor = zlib.compressobj(9)
    return b"".join(compressor.compress(unit) for _ in range(times)) + compressor.flush()


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name -> the bytes of a file, and a piece of the one sentence that is said of it (empty: it is read)."""
    deep = 100_000
    laughs = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
    notebook = json.dumps({"cells": [{"cell_type": "markdown", "source": SENTENCE}]})
    line = SENTENCE.encode()
    found: dict[str, tuple[bytes | str, str]] = {
        # Markup that nests or never ends.
        "brackets.md": ("[" * deep, ""), "parentheses.md": ("(" * deep, ""), "quotes.md": ("> " * deep + "x", ""), "lists.md": ("- " * deep, ""),
        "emphasis.md": ("*a **b " * (deep // 4), ""), "ticks.md": ("`" * deep + "a", ""), "divs.md": ("::: {.a}\n" * (deep // 10), ""),
        "indented.md": ("".join(" " * (2 * at) + "- a\n" for at in range(800)), ""), "links.md": ("[a](" * (deep // 4), ""), "images.md": ("![" * deep, ""),
        "notes.md": ("[^a]: " * 2000 + "\n" + "[^a]" * 9000, ""), "braces.qmd": ("{{< " * (deep // 4), ""), "spans.qmd": ("[a]{.b" * (deep // 6), ""),
        "front.md": ("---\n" + "a: [" * 20_000 + "\n---\n" + SENTENCE, ""), "critic.md": ("{==" * deep, ""),
        "divs.html": ("<div>" * deep + "x", ""), "marks.html": ("<b>" * deep + "x", ""), "open.html": ("<" * deep, ""), "quotes.html": ("<blockquote>" * (deep // 4) + SENTENCE, ""),
        "comment.html": ("<!--" * deep, ""), "attributes.html": ("<p " + "a='b' " * deep + ">" + SENTENCE, ""), "unclosed.html": ("<p title='" + SENTENCE * 2000, ""),
        "braces.tex": ("{" * deep + "x", ""), "commands.tex": ("\\emph{" * (deep // 4) + "x", ""), "begins.tex": ("\\begin{quote}" * (deep // 8), ""),
        "maths.tex": ("$" * deep, ""), "backslashes.tex": ("\\" * deep, ""), "options.tex": ("\\cite[" * (deep // 6), ""), "accents.tex": ("\\'" * deep, ""),
        "quotes.rst": ("".join(" " * at + "a\n\n" for at in range(400)), ""), "ticks.rst": ("`" * deep, ""), "stars.rst": ("*a " * (deep // 3), ""), "bars.rst": ("|" * deep, ""),
        "lists.rst": ("- " * (deep // 2), ""), "sections.rst": ("".join(f"A\n{char * 3}\n\n" for char in "=-~^\"'`#*+.:_<>!$%&(),/;?@[]{|}" * 200), ""), "tables.rst": ("+--" * 9000 + "+\n", ""),
        "stars.org": ("*" * deep + " a", ""), "slashes.org": ("/a " * (deep // 3), ""), "blocks.org": ("#+begin_quote\n" * (deep // 10), ""), "links.org": ("[[a][" * (deep // 5), ""),
        # Much of one thing.
        "table.md": ("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + ("|" + "b|" * 300 + "\n") * 300, ""), "table.html": ("<table>" + "<tr>" + "<td>a</td>" * 90_000, ""),
        "table.tex": ("\\begin{tabular}{l}" + "a & b \\\\\n" * 90_000 + "\\end{tabular}" + SENTENCE, ""), "table-open.tex": ("\\begin{tabular}{l}" + "a & b \\\\\n" * 9_000, ""), "table.org": ("| a | b |\n" * 20_000, ""), "ten-megabytes.txt": (line * 180_000, "is more than the 4 MB"),
        "ten-megabytes.md": (b"a" * 10_000_000, "is more than the 4 MB"), "ten-megabytes.html": (b"<p>" + line * 180_000, "is more than the 4 MB"), "ten-megabytes.tex": (line * 180_000, "is more than the 4 MB"),
        "two-megabytes.txt": (b"a" * 2_000_000, ""), "words.md": (b"a " * 20_000, ""), "lines.txt": (b"\n" * 3_000_000, ""), "entities.html": (b"&amp;" * 300_000, ""),
        # No text, or another one than the name says.
        "nul.txt": (line + b"\0", "a NUL byte"), "nul.md": (b"\0" * 5000, "a NUL byte"), "noise.txt": (random.Random(1).randbytes(50_000), "is not text"), "picture.html": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is not text"),
        "zip.md": (b"PK\x03\x04" + bytes(300), "is a zip"), "old.txt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Word file"), "rich.txt": (b"{\\rtf1 " + line + b"}", "is rich text"),
        "print.md": (pdf(b""), "is a PDF"), "utf16.txt": (b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"a", "starts like utf-16"), "utf8.md": (line * 50 + b"\xff\xfe\xc3( \xe2\x82", ""),
        "halves.txt": ("a \ud800 b \udfff " * 2000, ""), "halves.ipynb": ('{"cells":[{"cell_type":"markdown","source":"\\ud800 ' + SENTENCE + '\\udfff\\ud800"}]}', ""), "controls.txt": (b"\x1b[31m\x07 " + line * 9, ""),
        # What names other files, and what would grow.
        "laughs.html": (laughs + "<p>&a11; " + SENTENCE, ""), "laughs.xhtml": ('<?xml version="1.0"?>' + laughs + "<html><p>&a11;</p></html>", ""), "outside.html": ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x; ' + SENTENCE, ""),
        "drawing.html": ("<svg>" + laughs + "<text>&a11;</text></svg><p>" + SENTENCE, ""), "frames.html": ('<iframe src="beside.txt"></iframe><img src="http://127.0.0.1:9/a.png"><link rel=stylesheet href="//127.0.0.1:9/a.css"><p>' + SENTENCE, ""),
        "loop.tex": ("\\input{loop}\\include{loop.tex}\\input{beside}" + SENTENCE, ""), "outside.tex": ("\\input{/etc/passwd}\\input{../outside}\\include{../outside}\\lstinputlisting{/etc/passwd}\\bibliography{../outside,/etc/passwd}" + SENTENCE, ""),
        "shell.tex": ("\\immediate\\write18{touch pwned}\\openin5=/etc/passwd\\catcode`\\%=12 " + SENTENCE, ""), "macros.tex": ("\\def\\a{\\a\\a}\\newcommand{\\b}{\\b\\b}\\a\\b " * 2000, ""),
        "include.rst": (".. include:: /etc/passwd\n\n.. include:: beside.txt\n\n.. raw:: html\n   :file: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\n.. csv-table::\n   :url: http://127.0.0.1:9/\n\n.. figure:: beside.txt\n   :figwidth: image\n\n" + SENTENCE, ""),
        "image.rst": (".. image:: beside.txt\n   :scale: 50\n\n.. code:: python\n   :file: beside.txt\n\n.. role:: x(raw)\n   :format: html\n\n:x:`a` " + SENTENCE, ""), "include.org": ("#+INCLUDE: /etc/passwd\n#+SETUPFILE: beside.txt\n[[file:/etc/passwd]]\n" + SENTENCE, ""),
        "include.qmd": ("---\nbibliography: [/etc/passwd, ../outside.bib]\ninclude-in-header: /etc/passwd\n---\n\n{{< include /etc/passwd >}}\n\n```{r child='/etc/passwd'}\n```\n\n" + SENTENCE, ""),
        "data.md": ("![a](data:image/png;base64," + "A" * 500_000 + ")\n\n" + SENTENCE, ""),
        # Notebooks.
        "broken.ipynb": (notebook[:-5], "is not a notebook: its JSON breaks off"), "deep.ipynb": ("[" * deep, "nested too deep"), "deep-cell.ipynb": (notebook.replace("}]", ', "metadata": ' + "[" * 900 + "]" * 900 + "}]"), ""),
        "other.ipynb": ('{"cells": {}}', "has no cells"), "empty.ipynb": ("", "is not a notebook"), "number.ipynb": ('{"cells": [' + "1" * 9000 + "]}", "number that is too long"),
        "markdown.ipynb": (json.dumps({"cells": [{"cell_type": "markdown", "source": "[" * deep}]}), ""), "outputs.ipynb": (json.dumps({"cells": [{"cell_type": "code", "outputs": [{"data": {"image/png": "A" * 9_000_000}}], "source": []}, {"cell_type": "markdown", "source": [SENTENCE]}]}), ""),
        "many.ipynb": (json.dumps({"cells": [{"cell_type": "markdown", "source": ["a\n"]}] * 5000}), ""),
        # PDFs.
        "empty.pdf": (b"", "is not a PDF"), "text.pdf": (line, "is not a PDF"), "cut.pdf": (pdf(b"BT /F1 12 Tf 20 700 Td (Hello) Tj ET")[:200], "is damaged|is a PDF that is damaged|has no text"), "noise.pdf": (b"%PDF-1.7\n" + random.Random(2).randbytes(9000), "is a PDF that is damaged"),
        "bomb.pdf": (pdf(_packed(b" " * 1_000_000, 900), b"/FlateDecode"), "takes more memory or time"), "bomb2.pdf": (pdf(zlib.compress(_packed(b" " * 1_000_000, 900), 9), b"[/FlateDecode /FlateDecode]"), "takes more memory or time"),
        "glyphs.pdf": (pdf(_packed(b"BT /F1 12 Tf 10 10 Td (aaaa bbbb) Tj ET\n" * 25_000, 90), b"/FlateDecode"), "takes more memory or time"), "scan.pdf": (pdf(b"0 0 612 792 re f"), "has no text, only pictures"),
        "pages.pdf": (pdf(b"BT /F1 12 Tf 20 700 Td (According to observers, the river was low and the bank was dry.) Tj ET", pages=3000), ""), "kids.pdf": (pdf(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "has no text|is damaged|takes more"),
    }  # fmt: skip
    return {name: (data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), said) for name, (data, said) in found.items()}


BESIDE = {"beside.txt": b"the the beside", "beside.tex": b"the the beside", "../outside.bib": b"@book{a,", "../outside.tex": b"the the"}


def check(folder: Path, quick: bool) -> None:
    """Check the files of a folder, each in a process of its own."""
    from essaylint import Linter
    from essaylint.cli import main

    os.chdir(folder)
    Linter().lint("The river was low. According to observers, it rises.", quick=quick)  # all that is loaded once
    for name in sorted(path.name for path in Path().iterdir() if path.name not in BESIDE):
        out, reading = f"../out-{name}", time.monotonic()
        child = os.fork()
        if child == 0:
            code = 99
            resource.setrlimit(resource.RLIMIT_CPU, (20, 21))
            try:
                opened = _watch(name)
                with open(out, "w", encoding="utf-8", errors="replace") as target:
                    os.dup2(target.fileno(), 1)
                    os.dup2(target.fileno(), 2)
                    arguments = ["check", name, "--isolated", "--no-cache", "--exit-zero", "--output-format", "concise", *(["--quick"] if quick else [])]
                    code = main(arguments)
                    sys.stdout.flush()
                    sys.stderr.flush()
                    target.write("\nOPENED " + json.dumps(sorted(set(opened))) + "\n")
            finally:
                os._exit(code)
        _, status, usage = os.wait4(child, 0)
        said = Path(out).read_text(encoding="utf-8", errors="replace")
        text, _, opened = said.partition("\nOPENED ")
        print(json.dumps({
            "name": name, "code": os.waitstatus_to_exitcode(status), "seconds": round(time.monotonic() - reading, 2), "cpu": round(usage.ru_utime + usage.ru_stime, 2),
            "megabytes": usage.ru_maxrss // 1024, "opened": json.loads(opened or "null"), "said": text[:2000], "lines": len(text.splitlines()),
        }), flush=True)  # fmt: skip


def _watch(name: str) -> list[str]:
    """From now on, what is opened besides the file itself and what Python and we are made of; and every connection and process."""
    own = os.path.abspath(name)
    made_of = tuple(os.path.realpath(place) for place in (os.environ.get("ESSAYLINT_CACHE_DIR", sys.prefix), sys.prefix, sys.base_prefix, Path(__file__).parents[1] / "src", Path(__file__).parents[1] / "rules", "/usr/lib", "/usr/share/zoneinfo"))
    seen: list[str] = []

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            if path != own and not os.path.realpath(path).startswith(made_of) and not path.startswith(("/dev/", "/proc/")) and "out-" not in path:
                seen.append(path)
        elif event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "os.system", "os.exec", "os.posix_spawn"):
            seen.append(event)
        elif event == "subprocess.Popen" and not str(arguments[1]).endswith("pdf_child.py']"):
            seen.append(f"{event} {arguments[1]}")

    sys.addaudithook(look)
    return seen


if __name__ == "__main__":
    check(Path(sys.argv[1]), "--quick" in sys.argv)
