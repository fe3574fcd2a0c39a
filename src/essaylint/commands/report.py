"""`essaylint report ESSAY`: a page that shows the essay with all that was found; or the essay itself with comments in it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.commands.check import add_selection, count, linted, paths_of
from essaylint.commands.fresh import books
from essaylint.commands.linting import Settings, lint
from essaylint.commands.output import complain
from essaylint.fixing import write_atomically
from essaylint.formats import format_of
from essaylint.reports import Run, write
from essaylint.reports.terminal import visible


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `report`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="essays or folders (default: this folder); - is standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="a web page in one file (what is written if nothing else is asked for)")
    for format, name, note in (("docx", "Word file", "comment"), ("odt", "OpenDocument text", "comment"), ("pdf", "PDF", "highlighted note")):
        form.add_argument(f"--{format}", action="store_true", help=f"a copy of the {name} with every finding as a {note} at its words")
    parser.add_argument("-o", "--output-file", default="", metavar="FILE", help="write it here (default: standard output); a folder here gets every essay marked, with a page and a table for all")
    parser.add_argument("--jobs", type=count, metavar="N", help="for a class: so many processes (default: as many as help)")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")
    parser.add_argument("-v", "--verbose", action="store_true", help="say on standard error what is done")
    parser.add_argument("--limit", type=count, metavar="N", help="with --docx, --odt or --pdf, and for a class: at most N comments an essay, the worst first (a class: 40)")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if they are named")
    add_selection(parser)


def run(options: Namespace) -> int:
    """Write the page; the exit code does not depend on what was found."""
    settings = Settings.of(options)
    if _is_class(options):
        from essaylint.commands.classroom import run_class  # only for a class

        return run_class(options, settings)
    if options.docx or options.odt or options.pdf:
        return _commented(options, settings)
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


def _is_class(options: Namespace) -> bool:
    """Whether a folder of marked essays is asked for: `-o` names a folder, or something without a suffix."""
    out: str = options.output_file
    many = len(options.paths) > 1 or any(os.path.isdir(path) for path in options.paths)
    return bool(out) and many and (os.path.isdir(out) or out.endswith(("/", os.sep)) or not Path(out).suffix)


def _commented(options: Namespace, settings: Settings) -> int:
    """Write the essay with comments in it."""
    from essaylint.marking import mark  # only where a word processor's file is marked
    from essaylint.reports.recording import revived

    format = "docx" if options.docx else "odt" if options.odt else "pdf"
    if len(options.paths) != 1 or not options.output_file:
        complain(f"--{format} wants one file, and where its copy goes: essaylint report --{format} ESSAY.{format} -o MARKED.{format}")
        return 2
    path = options.paths[0]
    if format_of(path) != format or format_of(options.output_file) != format:
        other = path if format_of(path) != format else options.output_file
        complain(f"{other}: --{format} reads and writes files named .{format}")
        return 2
    if Path(path).suffix.lower() != Path(options.output_file).suffix.lower():
        complain(f"{options.output_file}: name it {Path(path).suffix} as the file that is marked; a word processor opens no other")
        return 2
    record = lint(path, settings).record
    if "error" in record:
        complain(f"{path}: {record['error']}")
        return 2
    try:
        marked = mark(path, options.output_file, [revived(one) for one in record["diagnostics"]], limit=options.limit)
    except OSError as error:
        complain(f"{options.output_file}: could not be written ({error.strerror}); name another place with -o")
        return 2
    before = f", {marked.kept} kept from before" if marked.kept else ""
    more = f", {marked.left} findings without one" if marked.left else ""
    print(f"Wrote {visible(options.output_file)}: {marked.comments} comment{'s' * (marked.comments != 1)}{before}{more}.")
    return 0
