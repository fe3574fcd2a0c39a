"""Parts of speech and lemmas by memory: what spaCy's rules say of a token depends on the token and what stands beside it.

Its attribute ruler tries 180 patterns at every token and takes a third of the parse. All but a few patterns look at one token,
the others at two; so what the ruler and the lemmatizer say of a form with a tag and a relation is asked once and kept, with
its neighbours where a pattern of two may match. A model whose patterns are of another kind is asked about everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from sys import intern
from typing import Any, NamedTuple

# So many tokens are known at most, a quarter of a kilobyte each; then all are forgotten.
MOST = 80_000
Key = tuple[int, ...]
_PIPES = ("attribute_ruler", "lemmatizer")


class Annotation(NamedTuple):
    """What is known of a token besides its place, its head and its relation to it; `dep` where the rules change that."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str


class Annotator:
    """The attribute ruler and the lemmatizer of a pipeline, asked only about what is new."""

    def __init__(self, pipeline: Any) -> None:
        """Take the two pipes out of the pipeline's way, if they are of the known kind."""
        self._pipeline = pipeline
        self._words: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        self._deps: set[int] = set()
        self._known: dict[Key, Annotation] = {}
        self._special: dict[int, int] = {}
        self._relations: set[frozenset[str]] = set()
        self._classes: dict[int, int] = {}
        self.by_memory = tuple(pipeline.pipe_names[-2:]) == _PIPES and self._read(pipeline.get_pipe(_PIPES[0]).patterns)
        if self.by_memory:
            self._pipes = [pipeline.get_pipe(name) for name in _PIPES]
            for name in _PIPES:
                pipeline.disable_pipe(name)
            index = self._pipes[1].lookups.get_table("lemma_index", {})
            for pos in index:  # lists of tens of thousands of words, only asked whether they hold one
                index[pos] = frozenset(index[pos])

    def _read(self, rules: Sequence[dict[str, Any]]) -> bool:
        """Collect the words and relations of the patterns of two tokens; False if there are others than is known."""
        for tokens in (tokens for rule in rules for tokens in rule["patterns"]):
            if any(not token.keys() <= {"TAG", "LOWER", "DEP", "IS_SPACE"} for token in tokens) or len(tokens) > 2:
                return False
            for token in tokens:
                named = token.get("DEP", ())
                if isinstance(named, dict):
                    if not named.keys() <= {"IN", "NOT_IN"}:
                        return False
                    named = (name for names in named.values() for name in names)
                self._relations.add(frozenset([named] if isinstance(named, str) else named))
            for token in tokens if len(tokens) == 2 else ():
                lower, dep = token.get("LOWER"), token.get("DEP")
                if isinstance(lower, str):
                    self._words.add(lower)
                elif isinstance(lower, dict) and lower.keys() == {"IN"}:
                    self._words.update(lower["IN"])
                elif isinstance(lower, dict) and lower.keys() == {"REGEX"}:
                    self._patterns.append(re.compile(lower["REGEX"]))
                elif lower is None and isinstance(dep, str):
                    self._deps.add(self._pipeline.vocab.strings.add(dep))
                else:
                    return False
        return True

    def annotate(self, docs: Sequence[Any]) -> Iterator[list[Annotation]]:
        """The annotations of the tokens of every document."""
        if not self.by_memory:
            for doc in docs:
                yield [_annotation(token, token.dep_) for token in doc]
            return
        if len(self._known) > MOST:
            self._known.clear()
        if len(self._special) > MOST:
            self._special.clear()
        keys = [self._keys(doc) for doc in docs]
        new = {key: (doc, at) for doc, row in zip(docs, keys, strict=True) for at, key in enumerate(row) if key not in self._known}
        if new:
            self._learn(new)
        for row in keys:
            yield [self._known[key] for key in row]

    def _keys(self, doc: Any) -> list[Key]:
        """For every token all that its annotation depends on: itself, and neighbours that a pattern of two may speak of."""
        rows: list[list[int]] = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        special, deps, classes = self._special, self._deps, self._classes
        marks = []
        for row in rows:
            orth, _, dep = row
            row[2] = classes[dep] if dep in classes else self._class(dep)
            mark = special.get(orth)
            if mark is None:
                lower = self._pipeline.vocab[orth].lower_
                plain = lower not in self._words and not any(pattern.search(lower) for pattern in self._patterns)
                mark = special[orth] = 0 if plain else self._pipeline.vocab.strings.add(lower)
            marks.append((mark, dep if dep in deps else 0) if mark or dep in deps else None)
        keys: list[Key] = []
        last = len(rows) - 1
        for at, row in enumerate(rows):
            if marks[at] is None:
                keys.append(tuple(row))
            else:
                before = marks[at - 1] if at else None
                after = marks[at + 1] if at < last else None
                keys.append((*row, *(before or (0, 0)), *(after or (0, 0))))
        return keys

    def _class(self, dep: int) -> int:
        """A number for the relations that no pattern tells from this one."""
        name = self._pipeline.vocab.strings[dep]
        found = sum(1 << at for at, names in enumerate(self._relations) if name in names)
        self._classes[dep] = found
        return found

    def _learn(self, new: dict[Key, tuple[Any, int]]) -> None:
        """Ask the pipes about the new tokens; one whose neighbours matter stands between them, and between full stops."""
        from spacy.tokens import Doc  # loaded already: there are documents

        words: list[str] = []
        tags: list[str] = []
        deps: list[str] = []
        middles: list[int] = []
        for key, (doc, at) in new.items():
            beside = len(key) > 3
            for token in doc[max(at - 1, 0) : at + 2] if beside else (doc[at],):
                if token.i == at:
                    middles.append(len(words))
                words.append(token.text)
                tags.append(token.tag_)
                deps.append(token.dep_)
            if beside:
                words.append(".")
                tags.append(".")
                deps.append("punct")
        asked = Doc(self._pipeline.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for pipe in self._pipes:
            asked = pipe(asked)
        for key, at in zip(new, middles, strict=True):
            self._known[key] = _annotation(asked[at], deps[at])
        self._pipes[1].cache.clear()  # the lemmatizer's own memory, which ours makes needless


def _annotation(token: Any, dep: str) -> Annotation:
    text, lemma, new = token.text, token.lemma_, token.dep_
    return Annotation(text, text if lemma == text else lemma, intern(token.tag_), intern(token.pos_), new if new != dep else "")
