"""Files that no reader may stumble over, made in memory so that no binary lies in the repository."""

from __future__ import annotations

ESSAY = """Rivers and Borders

A river looks like a good border on a map. The people on its banks see a road, a kitchen and a playground in it.

“The water belongs to nobody,” says a fisherman in Ruse, “and the fish don’t carry passports.” His café is full.
"""

FRENCH = """Les fleuves et les frontières

Sur une carte, un fleuve ressemble à une bonne frontière. Les habitants de ses rives y voient plutôt une route, une
cuisine et un terrain de jeu. Personne ne possède l'eau, dit un pêcheur, et les poissons n'ont pas de passeport.
"""

ARABIC = "النهر على الخريطة حد جيد. أما سكان ضفتيه فيرون فيه طريقا ومطبخا وملعبا."
HEBREW = "הנהר נראה על המפה כמו גבול טוב."


def bad_inputs() -> dict[str, bytes]:
    """Name of a file -> its bytes. The name says what is odd about it; the suffix chooses the reader.

    >>> bad_inputs()["empty.txt"]
    b''
    """
    plain = ESSAY.encode()
    return {
        "empty.txt": b"",
        "empty.md": b"",
        "whitespace.txt": b" \t\r\n \n\n\x0b\x0c  \n",
        "newlines.md": b"\n" * 500,
        "bom-only.txt": b"\xef\xbb\xbf",
        "utf8-bom.txt": b"\xef\xbb\xbf" + plain,
        "utf16-le-bom.txt": b"\xff\xfe" + ESSAY.encode("utf-16-le"),
        "utf16-be-bom.txt": b"\xfe\xff" + ESSAY.encode("utf-16-be"),
        "utf16-odd-length.txt": b"\xff\xfe" + ESSAY.encode("utf-16-le") + b"\x20",
        "utf32-bom.txt": b"\xff\xfe\x00\x00" + ESSAY.encode("utf-32-le"),
        "cp1252.txt": ESSAY.encode("cp1252"),
        "latin1-french.txt": FRENCH.encode("latin-1"),
        "broken-utf8.txt": plain[:80] + b"\xc3\x28\xe2\x82 \xf0\x9f\x98" + plain[80:],
        "nuls.txt": plain.replace(b" ", b"\x00 ", 4),
        "nuls-only.txt": b"\x00" * 4096,
        "control-characters.txt": plain.replace(b". ", b".\x1b[31m \x07\x08"),
        "binary.txt": bytes(range(256)) * 64,
        "png.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(255, -1, -1)) * 8,
        "pdf.md": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "crlf.txt": plain.replace(b"\n", b"\r\n"),
        "crlf.md": plain.replace(b"\n", b"\r\n"),
        "lone-cr.txt": plain.replace(b"\n", b"\r"),
        "mixed-line-ends.txt": plain.replace(b"\n", b"\r\n", 2).replace(b". ", b".\r"),
        "line-separators.txt": ESSAY.replace("\n\n", "\u2029").replace(". ", ".\u2028").encode(),
        "no-final-newline.txt": plain.rstrip(),
        "emoji.txt": ("The river 🏞️ is a border 👩‍👩‍👧‍👦 for some people. " * 5 + "🇳🇱" * 20 + "\n").encode(),
        "astral.txt": "𝐓𝐡𝐞 𝐫𝐢𝐯𝐞𝐫 is wide. 𠜎𠜱 The the bank is near.\n".encode(),
        "combining.txt": "The cafe\u0301 on the river is nai\u0308ve. Z\u0351\u036b\u0343\u032a\u0302 flows.\n".encode(),
        "zero-width.txt": "The\u200b river\u00ad bank is\ufeff near the\u2060 the town.\n".encode(),
        "no-break-spaces.txt": ESSAY.replace(" ", "\u00a0").encode(),
        "right-to-left.txt": f"{ARABIC}\n\n{HEBREW}\n\nThe river is called النيل in Arabic.\n".encode(),
        "bidi-marks.txt": "The river \u202eredrob\u202c is \u2066near\u2069 us.\n".encode(),
        "french.txt": FRENCH.encode(),
        "french-in-english.md": (ESSAY + "\n" + FRENCH + "\n" + ESSAY).encode(),
        "chinese.txt": "河流在地图上看起来是一条很好的边界。岸边的人看到的是道路和厨房。\n".encode(),
        "one-word.txt": b"river",
        "one-character.md": b"#",
        "punctuation.txt": b"?!?! ... --- ,,, ;;; ((( ]]] ''' \"\"\"\n",
        "brackets.md": b"[" * 2000 + b"\n" + b"(" * 2000 + b"\n" + b"{==" * 500,
        "backticks.md": b"`" * 3000 + b"\n\n" + b"*" * 3000 + b"_" * 3000,
        "nested-quotes.md": b"> " * 300 + b"deep\n",
        "unclosed.md": b"---\ntitle: no end\n\n```\ncode that never ends\n\n<div><!-- and [a](b\n\n> {>>note",
        "critic-marks.md": b"A {==mark==}{>>note<<} and {~~a~>b~~} and {++c++} and {--d--}.\n",
        "html.md": b"<p>The the <b>river</b> &amp; the&nbsp;bank &#x1F600; &bogus; <script>alert(1)</script></p>\n",
        "long-line.txt": b"The river is a border and a road. " * 1500,
        "long-word.txt": b"a" * 20_000 + b"\n",
        "many-paragraphs.txt": b"The river is wide.\n\n" * 1000,
    }


def huge_inputs() -> dict[str, bytes]:
    """The same for files whose size is the trouble: 5 MB of one line, 100,000 open brackets, deep nesting."""
    return {
        "five-megabytes-one-line.txt": b"The river is a border. " * (5 * 1024 * 1024 // 23),
        "five-megabytes-one-word.txt": b"a" * (5 * 1024 * 1024),
        "open-brackets.md": b"[" * 100_000,
        "open-parentheses.txt": b"(" * 100_000,
        "open-marks.md": b"{==" * 50_000,
        "deep-quotes.md": b">" * 50_000 + b" deep\n",
        "deep-lists.md": b"".join(b" " * (2 * depth) + b"- item\n" for depth in range(500)),
        "emphasis.md": b"*a **b " * 20_000,
    }
