"""What claims and their comparison cost over the parse, and how it grows with the essay.

    python bench/contradiction_cost.py ESSAY [times]

Lints an essay of about 2,000 words once and then a text `times` (10) as long, made of the same sentences in shuffled
order with other names, and prints the CPU seconds of the parse and of the check, and their ratio.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from essaylint.backends.parser import parse_all
from essaylint.checks.contradiction import Check
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.formats import read
from essaylint.source import Source


def longer(text: str, times: int) -> str:
    """The paragraphs of `text` again and again, each time in another order and with every name marked as another."""
    chance = random.Random(7)
    copies = []
    for number in range(times):
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        chance.shuffle(paragraphs)
        copies += [" ".join(f"{word}{chr(97 + number)}" if word.istitle() and len(word) > 3 else word for word in part.split())
                   for part in paragraphs]  # fmt: skip
    return "\n\n".join(copies)


def cost(text: str) -> tuple[int, float, float, int]:
    """Words, CPU seconds of the parse and of the check, and findings."""
    document: Document = read(Source(text))
    start = time.process_time()
    parse_all([block.paragraph for block in document.blocks])
    parsed = time.process_time()
    found = len(list(Check().find_in(document)))
    return document.word_count, parsed - start, time.process_time() - parsed, found


def main() -> None:
    """Print both."""
    parse_all([Paragraph("The parser is loaded before the clock starts.")])
    list(Check().find_in(read(Source("So are the lists. They are long."))))
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    results = [cost(text), cost(longer(text, times))]
    for words, parse, check, found in results:
        print(f"{words:6} words  parse {parse:6.2f} s  check {check:6.2f} s = {100 * check / parse:5.1f} %  {found} findings")
    (_, one_parse, one_check, _), (_, other_parse, other_check, _) = results
    print(f"{times} times the words: parse {other_parse / one_parse:.1f} times, check {other_check / one_check:.1f} times")


if __name__ == "__main__":
    main()
