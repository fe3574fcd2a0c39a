"""`essaylint claims ESSAY`: what the essay claims, as it is understood."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from essaylint.backends import parser as backend
from essaylint.commands.fresh import document_of
from essaylint.commands.output import Output, add_output, complain
from essaylint.essay.claim import Claim
from essaylint.essay.claims import find_claims
from essaylint.essay.document import Document
from essaylint.reports.terminal import visible
from essaylint.span import Span

NEEDS = 'claims need the parser; run: pip install "essaylint[parse]"'


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `claims`."""
    parser.add_argument("paths", nargs="+", metavar="ESSAY")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    add_output(parser)


def run(options: Namespace) -> int:
    """List the claims with the line of each."""
    if not backend.available():
        complain(NEEDS)
        return 2
    with Output(options) as output:
        rows: list[dict[str, object]] = []
        for path in options.paths:
            document = document_of(path)
            if options.output_format == "text":
                output.stream.write(told(document, path))
            for place, claim in claims_of(document) if options.output_format == "json" else ():
                line, column = document.source.position(place.start)
                setting = claim.setting
                rows.append(
                    {
                        "path": path, "start": {"offset": place.start, "line": line, "column": column},
                        "text": " ".join(place.of(document.source.text).split()), "subject": claim.subject.text,
                        "verb": claim.verb, "negated": claim.negated, "passive": claim.passive,
                        "arguments": [{"role": role, "text": phrase.text} for role, phrase in claim.arguments],
                        "modality": setting.modality, "holder": setting.holder, "marks": sorted(setting.marks),
                        "times": sorted(setting.times), "asserted": setting.asserted,
                    }
                )  # fmt: skip
        if options.output_format == "json":
            output.stream.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    return 0


def claims_of(document: Document) -> Iterator[tuple[Span, Claim]]:
    """The claims of an essay and where each stands in its file."""
    document.parse()
    for block in document.running:
        for claim in find_claims(block.paragraph):
            yield document.map.to_file(block.place(claim.span)), claim


def told(document: Document, path: str) -> str:
    """The claims of an essay, a line each."""
    lines = []
    for place, claim in claims_of(document):
        line, column = document.source.position(place.start)
        lines.append(f"{visible(path)}:{line}:{column}: {visible(str(claim))}\n")
    return "".join(lines)
