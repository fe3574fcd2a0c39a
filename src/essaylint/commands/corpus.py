"""`essaylint corpus IN -o OUT`: many texts into two tables."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from pathlib import Path

from essaylint.commands.check import add_rule_names, count
from essaylint.commands.linting import Settings
from essaylint.commands.output import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from essaylint.corpus.running import Summary

MISSING = 'a corpus needs pyarrow; run: pip install "essaylint[corpus]"'


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `corpus`."""
    parser.add_argument("source", metavar="IN", help="Parquet, JSON lines (.jsonl, also .gz and .zst), a folder of them, or a folder of texts")
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help="the folder for the two tables: OUT/texts and OUT/findings")
    group = parser.add_argument_group("the texts")
    group.add_argument("--text-column", default="text", metavar="NAME", help="the column or key that holds the text (default: text)")
    group.add_argument("--id-column", default="", metavar="NAME", help="the column or key that names a text (in a folder its path does)")
    group.add_argument("--format", choices=("plain", "markdown", "html", "latex"), default="plain", help="what the texts of a table are (default: plain)")
    group.add_argument("--limit", type=count, metavar="N", help="only the first N texts")
    group = parser.add_argument_group("which rules")
    add_rule_names(group)
    group.add_argument("--quick", action="store_true", help="leave out the rules that need a parse")
    group.add_argument("--parse-where", default="", metavar="EXPR", help="the rules that need a parse only where this holds of a text's row: \"language == 'en' and words >= 200\"")
    group.add_argument("--scores", action="store_true", help="readability scores too; they cost more than the quick rules")
    group.add_argument("--config", default="", metavar="FILE", help="use this config")
    group.add_argument("--isolated", action="store_true", help="use no config file")
    group = parser.add_argument_group("how")
    group.add_argument("--engine", choices=("local", "ray", "spark"), default="local", help="who does it (default: local, processes here)")
    group.add_argument("--jobs", type=count, metavar="N", help="so many processes or actors (default: one for every core)")
    group.add_argument("--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="a text that takes longer becomes an error row; 0: never (default: 60)")
    group.add_argument("--part-rows", type=count, default=2000, metavar="N", help="texts in a file of the output (default: 2000)")
    group.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")


def run(options: Namespace) -> int:
    """Do the corpus and say how many rows went in and out; 2 if it could not be done."""
    try:
        import pyarrow  # noqa: F401  # only to tell what is missing in one sentence
    except ImportError:
        complain(MISSING)
        return 2
    from essaylint.backends import parser
    from essaylint.commands.fresh import config_for
    from essaylint.corpus.options import CorpusError, Options
    from essaylint.corpus.running import run as run_corpus

    progress = not options.quiet and sys.stderr.isatty()

    def told(done: int, rows: int) -> None:
        if progress:
            sys.stderr.write(f"\r{done:,}/{rows:,} texts")
            sys.stderr.flush()

    config = config_for(Path(options.source) / "text" if Path(options.source).is_dir() else Path(options.source), Settings.of(options))
    if not options.quick and not parser.available():
        complain('the rules that need a parse are left out; run: pip install "essaylint[parse]"')
    if config.languagetool:
        complain("LanguageTool is not asked about a corpus")
    asked = Options(
        text_column=options.text_column,
        id_column=options.id_column,
        format=options.format,
        config=config,
        quick=options.quick,
        parse_where=options.parse_where,
        scores=options.scores,
        timeout=options.timeout,
    )
    try:
        summary = run_corpus(
            options.source, options.output, asked,
            engine=options.engine, jobs=options.jobs, limit=options.limit, part_rows=options.part_rows, told=told,
        )  # fmt: skip
    except CorpusError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        complain("stopped; the same command goes on where it is")
        return 130
    finally:
        if progress:
            sys.stderr.write("\r\x1b[K")
    if not options.quiet:
        print(_sentence(summary))
    return 0


def _sentence(done: Summary) -> str:
    errors = sum(done.errors.values())
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(done.errors.items()))
    lines = [f"{done.rows_in:,} texts in, {done.rows_out:,} out; {done.findings:,} findings; {errors:,} errors{f' ({kinds})' if kinds else ''}"]
    before = f", {done.done_before:,} of them done before" if done.done_before else ""
    lines.append(f"{done.parts:,} parts{before}; {done.seconds:,.1f} s")
    return "\n".join(lines)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise ArgumentTypeError(f"“{text}” is not a number of seconds")
    return seconds
