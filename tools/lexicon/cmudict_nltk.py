"""Write the CMU pronouncing dictionary in NLTK's format, cut down to what textstat counts. Build time only.

    python tools/lexicon/cmudict_nltk.py src/essaylint/backends/nltk_data

The dictionary (BSD, Carnegie Mellon University) is the copy inside the `pocketsphinx` package. textstat counts the vowels of
a word's first pronunciation and nothing else, so a syllable is written as `1` and consonants are left out: a third of the
size, and plain text, since NLTK looks for an unpacked folder before it goes to the network.
"""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

VOWELS = frozenset("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())


def lines(text: str) -> list[str]:
    """`word P H` as `WORD 1 1 1`, a `1` a syllable; second pronunciations are left out."""
    found = []
    for line in text.splitlines():
        word, *phones = line.split()
        if phones and not re.search(r"\(\d+\)$", word):
            syllables = ["1" for phone in phones if phone in VOWELS] or ["X"]
            found.append(f"{word.upper()} 1 {' '.join(syllables)}")
    return found


def main() -> None:
    spec = find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        sys.exit("pip install pocketsphinx")
    source = Path(spec.origin).parent / "model/en-us/cmudict-en-us.dict"
    target = Path(sys.argv[1]) / "corpora/cmudict/cmudict"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines(source.read_text(encoding="utf-8"))) + "\n", encoding="utf-8")
    (target.parent / "README").write_text(
        "The CMU Pronouncing Dictionary, first pronunciations, a 1 for every syllable; made by tools/lexicon/cmudict_nltk.py.\n"
        "Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved. 2-clause BSD licence: redistribution and use\n"
        "in source and binary forms, with or without modification, are permitted provided that redistributions retain, or\n"
        "reproduce in the documentation or other materials provided, the above copyright notice, this condition and the\n"
        "following disclaimer. This work was supported in part by funding from the Defense Advanced Research Projects Agency,\n"
        "the Office of Naval Research and the National Science Foundation of the United States of America, and by member\n"
        "companies of the Carnegie Mellon Sphinx Speech Consortium. THIS SOFTWARE IS PROVIDED BY CARNEGIE MELLON UNIVERSITY\n"
        "``AS IS\'\' AND ANY EXPRESSED OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF\n"
        "MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL CARNEGIE MELLON UNIVERSITY NOR\n"
        "ITS EMPLOYEES BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING,\n"
        "BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS\n"
        "INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING\n"
        "NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF\n"
        "SUCH DAMAGE.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
