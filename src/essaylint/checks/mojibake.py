"""Characters that came out wrong when a text was converted: "â€™" for an apostrophe, "Ã©" for é, "�" for what was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.paragraph import Kind, Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

# What bytes 80 to BF are in Windows-1252: what follows the first byte of a character in UTF-8.
_NEXT = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_RUN = re.compile(
    rf"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{_NEXT}|[\xf0-\xf4]{_NEXT}{_NEXT}{_NEXT}|‚Ä[^\w\s]|‚Ä[ôúù]|√[^\w\s]|ΓÇ\S"
    "|â€|[\x80-\x84\x86-\x9f]"
)
# "IRMÃ”": a capital of a word in capitals, and the quotation mark after it.
_SHOUTED = re.compile("[^\\W\\d_a-zß-ÿ][\xc2-\xdf][‘’“”»…–—]$")
_LOST = re.compile(r"(?<=[a-z])(\ufffd+)(?=(?:s|t|re|ll|ve|d|m)\b)|\ufffd+")
_ATOMS = tuple(sorted({chr(code).lower() for code in range(0xC2, 0xF5)} | {"‚", "√", "γ", "\ufffd"} | {chr(code) for code in range(0x80, 0xA0)}))


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report text that was decoded with the wrong encoding, as ftfy mends it; and characters that are lost."""

    zones: ClassVar[tuple[Kind, ...]] = ("title", "heading", "body", "item", "quote", "caption", "table", "reference", "foreign")

    @property
    def atoms(self) -> tuple[str, ...]:
        """The letters that UTF-8's first bytes are taken for, in small letters."""
        return _ATOMS

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        at = 0
        while match := _RUN.search(text, at):
            start = max(text.rfind(" ", 0, match.start()) + 1, at)
            end = text.find(" ", match.end())
            at = end = len(text) if end < 0 else end
            if not _SHOUTED.search(text, start, match.end()) and end - start < 2000:
                yield from _mended(text, start, end)
        for match in _LOST.finditer(text):
            fixes = (Fix.replace(Span(*match.span()), "’"),) if match[1] else ()
            yield Finding(Span(*match.span()), {"right": "a character that was lost"}, fixes=fixes)


def _mended(text: str, start: int, end: int) -> Iterator[Finding]:
    """The finding of a word with a suspicious character, if ftfy is sure that it is one."""
    from ftfy import TextFixerConfig, fix_encoding  # a tenth of a second, for the one essay in a thousand that needs it

    word = text[start:end]
    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, explain=False)
    right = fix_encoding(word, config)
    certain = "â€" not in right and "\ufffd" not in right
    right = right.replace("â€œ", "“").replace("â€", "”")  # its last byte is none in Windows-1252, and was dropped
    if right == word or not right.strip():
        return
    before = next((at for at, (old, new) in enumerate(zip(word, right, strict=False)) if old != new), min(len(word), len(right)))
    room = min(len(word), len(right)) - before
    after = next((at for at in range(room) if word[-1 - at] != right[-1 - at]), room)
    new = right[before : len(right) - after]
    span = Span(start + before, end - after)
    safety = Safety.SAFE if certain and new.isprintable() else Safety.SUGGESTED
    yield Finding(span, {"right": f"“{new}”"}, fixes=(Fix.replace(span, new, safety),))
