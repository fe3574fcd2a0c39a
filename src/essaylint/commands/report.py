"""`essaylint report ESSAY`: a page that shows the essay with all that was found."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.commands.check import add_selection, linted, paths_of
from essaylint.commands.fresh import books
from essaylint.commands.linting import Settings
from essaylint.commands.output import complain
from essaylint.fixing import write_atomically
from essaylint.reports import Run, write


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `report`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="essays or folders (default: this folder); - is standard input")
    parser.add_argument("--html", action="store_true", help="a web page in one file (the only form there is)")
    parser.add_argument("-o", "--output-file", default="", metavar="FILE", help="write it here (default: standard output)")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if they are named")
    add_selection(parser)


def run(options: Namespace) -> int:
    """Write the page; the exit code does not depend on what was found."""
    settings = Settings.of(options)
    files, texts, model = [], {}, ""
    for record, text, used, _ in linted(paths_of(options), settings, None):
        files.append(record)
        texts[record["path"]] = text
        model = model or used
        if "error" in record:
            complain(f"{record['path']}: {record['error']}")
    paths = [file["path"] for file in files]
    page = "".join(write(Run(files, texts, model=model or None, book=lambda: books(paths, settings)), "html"))
    if options.output_file:
        write_atomically(Path(options.output_file), page.encode("utf-8", "surrogatepass"))
        print(f"Wrote {options.output_file}.")
    else:
        sys.stdout.buffer.write(page.encode("utf-8", "surrogatepass"))
    return 2 if any("error" in file for file in files) else 0
