"""`essaylint metrics ESSAY`: what can be counted in an essay."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from essaylint.commands.fresh import document_of
from essaylint.commands.output import Output, add_output, complain
from essaylint.essay.metrics import Metrics
from essaylint.reports.terminal import visible
from essaylint.source import SourceError

_ENGLISH = {"us": "American", "gb": "British", "mixed": "American and British"}


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `metrics`."""
    parser.add_argument("paths", nargs="+", metavar="ESSAY")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    add_output(parser)


def run(options: Namespace) -> int:
    """Tell the figures of every essay; 2 if one could not be read."""
    code = 0
    tables: list[dict[str, object]] = []
    with Output(options) as output:
        for path in options.paths:
            try:
                metrics = Metrics(document_of(path))
            except SourceError as error:
                complain(str(error))
                code = 2
                continue
            if options.output_format == "json":
                tables.append({"path": path, **metrics.as_table()})
                continue
            if len(options.paths) > 1:
                output.stream.write(f"{visible(path)}\n")
            output.stream.write(told(metrics))
        if options.output_format == "json":
            output.stream.write(json.dumps(tables, ensure_ascii=False, indent=2) + "\n")
    return code


def told(metrics: Metrics) -> str:
    """The figures of an essay, a line each."""
    return "".join(f"{name:24}{value}\n" for name, value in _rows(metrics))


def _rows(metrics: Metrics) -> Iterator[tuple[str, str]]:
    for name, count in metrics.words.items():
        if count or name == "body":
            yield f"words: {name}", f"{count:,}"
    yield "paragraphs", f"{metrics.paragraphs:,}"
    yield "sentences", f"{metrics.sentences:,} of {metrics.sentence_length:.1f} words"
    for name, score in metrics.scores.items():
        yield name.replace("_", " "), f"{score:.1f}"
    if not metrics.scores and metrics.sentences:
        yield "scores", 'need textstat: pip install "essaylint[parse]"'
    if metrics.vocabulary:
        yield "vocabulary (MTLD)", f"{metrics.vocabulary:.0f}"
    yield "English", _ENGLISH.get(metrics.english, "nothing tells American from British")
    passive = metrics.passive_share
    yield "passive sentences", f"{passive:.0%}" if passive is not None else 'need the parser: pip install "essaylint[parse]"'
    yield "sentences that cite", f"{metrics.cited_share:.0%} ({metrics.citations} citations)"
    yield "sources", str(metrics.sources)
