"""`check --fix` and `check --diff`: mend what can be mended, and say what was done."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from difflib import unified_diff
from pathlib import Path

from essaylint.commands.check import paths_of, told
from essaylint.commands.fresh import config_for, lint, linter_for
from essaylint.commands.linting import STDIN, Settings, bytes_of, shown_name
from essaylint.commands.output import Output, complain, is_color
from essaylint.fixing import Fixed, encoded, fix_source, write_atomically
from essaylint.formats import BINARY, decode, format_of, read_file
from essaylint.reports.records import FileRecord
from essaylint.reports.terminal import Paint, visible
from essaylint.source import Source, SourceError


def mend(options: Namespace, settings: Settings) -> int:
    """Mend every file; with `--diff` only show it. The exit code: with `--diff` 1 if something would change."""
    files: list[FileRecord] = []
    texts: dict[str, str] = {}
    model = ""
    changed = failed = 0
    for path in paths_of(options):
        shown = shown_name(path, settings)
        try:
            data = bytes_of(path)
            before, fixed, after = _mended(data, shown, options, settings)
        except (SourceError, OSError) as error:
            complain(str(error) if isinstance(error, SourceError) else _why(shown, error))
            failed += 1
            continue
        changed += after != data
        if options.diff:
            _show(before, fixed.text, shown, options)
            continue
        if path == STDIN:
            sys.stdout.buffer.write(after)
        elif after != data:
            try:
                write_atomically(Path(path), after)
            except OSError as error:
                complain(f"{shown}: could not be written ({error.strerror}); it is as it was")
                failed += 1
                continue
            sys.stderr.write(f"Mended {visible(shown)}: {_counts(fixed)}.\n")
        record, text, used, _ = lint(after, shown, settings)
        files.append(record)
        texts[shown], model = text, model or used
    if options.diff:
        return 2 if failed else int(changed > 0)
    if options.paths == [STDIN]:
        return 2 if failed else 0
    code = told(options, files, texts, model)
    return 2 if failed else code


def _mended(data: bytes, shown: str, options: Namespace, settings: Settings) -> tuple[str, Fixed, bytes]:
    """A file's text, the same mended, and its bytes mended: in a Word file as tracked changes."""
    path = Path(shown)
    linter = linter_for(config_for(path, settings))
    suggested, quick, format = options.unsafe_fixes, settings.quick, format_of(path)
    if format == "docx":
        from essaylint.marking.tracked import fix_word  # only for Word files

        word = fix_word(data, shown, linter, suggested=suggested, quick=quick)
        return word.before, Fixed(word.after, word.rules), word.data
    if format in BINARY:
        how = "mark it with `essaylint report --odt`, or save it as .docx" if format == "odt" else "mend what it was made from"
        raise SourceError(f"{shown}: is not mended in place; {how}")
    source = decode(data, shown)
    fixed = fix_source(source, linter, format=format, suggested=suggested, quick=quick, reader=read_file)
    return source.text, fixed, encoded(fixed.text, data, source) if fixed.text != source.text else data


def _counts(fixed: Fixed) -> str:
    counts = Counter(fixed.rules)
    return ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _why(shown: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{shown}: there is no such file; check the path"
    return f"{shown}: could not be read ({error.strerror})"


def _show(before: str, after: str, shown: str, options: Namespace) -> None:
    """A unified diff; its lines end where the file's do."""
    with Output(options) as output:
        paint = Paint(is_color(options, output.stream))
        for line in unified_diff(_lines(before), _lines(after), visible(shown), visible(shown), lineterm=""):
            style = {"+": "good", "-": "error", "@": "frame"}.get(line[:1])
            line = visible(line)
            output.stream.write((paint(line, style) if style else line) + "\n")


def _lines(text: str) -> list[str]:
    source = Source(text)
    return [source.line_text(number + 1) for number in range(len(source.line_starts))]
