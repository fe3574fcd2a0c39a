"""The door to spaCy: our tokens, our sentences, any length, any thread."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from essaylint.backends import parser
from essaylint.backends.parser import Token, parse, parse_all
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span

pytestmark = pytest.mark.skipif(not parser.available(), reason="the parser is not installed")


def sentences_of(tokens: tuple[Token, ...]) -> int:
    return len({token.sentence for token in tokens})


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith came in 1990. He stayed.",
        "  Leading blanks.  And two between.",
        "He said “Why?” and left… Nobody answered!",
        "U.S. troops left. The U.N. stayed in Kosovo (cf. Fig. 2).",
        "One sentence without a stop",
    ],
)
def test_tokens_lie_where_they_say_and_sentences_are_ours(text: str) -> None:
    paragraph = Paragraph(text)
    tokens = paragraph.parse
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert sentences_of(tokens) == len(paragraph.sentences)
    for token in tokens:
        assert tokens[token.head].sentence == token.sentence


def test_a_sentence_that_starts_inside_a_token_starts_with_the_next() -> None:
    pipeline, _ = parser._pipeline()
    doc = pipeline.make_doc("It rained all day yesterday.")
    doc.user_data["starts"] = [0, 5]
    marked = parser._mark_sentences(doc)
    assert [token.text for token in marked if token.is_sent_start] == ["all"]


def test_nothing_of_spacy_leaks() -> None:
    tokens = Paragraph("The cat sat on the mat.").parse
    assert pickle.loads(pickle.dumps(tokens)) == tokens
    assert all(type(value) in (int, str) for token in tokens for value in token)
    assert b"spacy" not in pickle.dumps(tokens)


def test_threads_share_the_parser() -> None:
    texts = [f"Number {number} is not small. It grows." for number in range(24)]
    alone = [Paragraph(text).parse for text in texts]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda text: Paragraph(text).parse, texts))
    assert together == alone


def test_equal_paragraphs_are_parsed_once_and_all_get_it() -> None:
    paragraphs = [Paragraph("Twice said."), Paragraph("Twice said."), Paragraph("")]
    parse_all(paragraphs)
    assert all(paragraph.is_parsed for paragraph in paragraphs)
    assert paragraphs[0].parse is paragraphs[1].parse
    assert paragraphs[2].parse == ()


def test_long_paragraphs_are_parsed_in_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The sun rose over the hills. " * 12
    whole = parse([Paragraph(text)])[0]
    monkeypatch.setattr(parser, "LONGEST_CHUNK", 60)
    bites = parse([Paragraph(text)])[0]
    assert [(token.text, token.start, token.sentence) for token in bites] == [
        (token.text, token.start, token.sentence) for token in whole if token.text.strip()
    ]
    assert all(bites[token.head].sentence == token.sentence for token in bites)


def test_a_million_characters_without_a_sentence_are_no_prose() -> None:
    paragraph = Paragraph("x" * 1_200_000 + ". A short sentence follows.")
    tokens = paragraph.parse
    assert [token.text for token in tokens] == ["A", "short", "sentence", "follows", "."]
    assert Span(tokens[0].start, tokens[0].end).of(paragraph.text) == "A"


def test_annotations_by_memory_are_those_of_the_pipes() -> None:
    """What is kept of a form with its neighbours is what the attribute ruler and the lemmatizer say."""
    text = (
        "There is one. There was hope, but there're doubts. Let's go; you gotta see it. I'm gonna leave. He ain't here. "
        "Is it his? It is there.  They let us. All that I have, you had. It let's all on. She is all y'all have got."
    )
    pipeline, annotator = parser._pipeline()
    assert annotator.by_memory
    paragraph = Paragraph(text)
    doc = pipeline(parser._doc(pipeline, text, paragraph.sentences))
    for name in ("attribute_ruler", "lemmatizer"):
        doc = pipeline.get_pipe(name)(doc)
    for _ in range(2):
        tokens = parser.parse([paragraph])[0]
        assert [(one.lemma, one.tag, one.pos, one.dep) for one in tokens] == [(one.lemma_, one.tag_, one.pos_, one.dep_) for one in doc]
