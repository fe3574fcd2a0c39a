"""What may go to a terminal: text whose control characters are made visible, its width, colours, excerpts."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from essaylint.reports.records import Where

_COLORS = {"error": "31;1", "warning": "33;1", "hint": "36", "rule": "1", "frame": "34", "dim": "2", "good": "32"}
_LEVELS = {"error": "error", "warning": "warning", "hint": "hint"}
_CONTROL = {at: chr(0x2400 + at) for at in range(32)} | {127: "\u2421", 9: " "}
_CONTROL |= dict.fromkeys((*range(0x80, 0xA0), 0x61C, 0x2028, 0x2029), "\ufffd")
_CONTROL |= dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def visible(text: str) -> str:
    """`text` with every control character shown as one harmless character, so that it can do nothing to a terminal.

    >>> visible("a\\x1b[31mb\\tc\\u202ed")
    'a␛[31mb c�d'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_CONTROL)


def width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # only for text beyond ASCII

    return sum(0 if combining(char) or char in "\u200b\u200d\ufe0f" else 1 + (east_asian_width(char) in "WF") for char in text)


class Paint:
    """Colours, if they are wanted."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color and text else text


def excerpt(text: str, start: Where, end: Where, room: int) -> tuple[str, str]:
    """The line of a place, cut to `room` columns around it, and the blanks and carets below it.

    A place that goes on past its line is marked up to the line's end.
    """
    begin = start["offset"] - start["column"] + 1
    at = start["offset"]
    stop = min((found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0), default=len(text))
    until = max(min(end["offset"], stop), at)
    left, right = _window(text, begin, stop, at, until, room)
    until = min(until, right)
    before = ("… " if left > begin else "") + visible(text[left:at])
    marked = visible(text[at:until])
    after = visible(text[until:right]) + (" …" if right < stop else "")
    return before + marked + after, " " * width(before) + "^" * max(width(marked), 1)


def _window(text: str, begin: int, stop: int, at: int, until: int, room: int) -> tuple[int, int]:
    """The part of a line to show: the whole if it fits, else words around the place, which stands near its start."""
    if stop - begin <= room:
        return begin, stop
    room -= 4
    until = min(until, at + room)
    spare = room - (until - at)
    left = max(begin, at - max(spare // 3, 0))
    right = min(stop, left + room)
    left = max(begin, min(left, right - room))
    if left > begin:
        blank = text.find(" ", left, at)
        left = blank + 1 if 0 <= blank < left + 20 else left
    if right < stop:
        blank = text.rfind(" ", min(until, right), right)
        right = blank if blank > right - 20 else right
    return left, right
