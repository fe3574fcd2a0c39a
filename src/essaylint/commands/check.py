"""`essaylint check`: lint essays."""

from __future__ import annotations

import os
from argparse import Action, ArgumentTypeError
from itertools import repeat

from essaylint import memo, regexes
from essaylint.commands.linting import STDIN, Linted, Settings, lint
from essaylint.commands.output import Output, Progress, add_output, complain, is_color, terminal_width
from essaylint.places import cache_folder
from essaylint.reports import FORMATS, SEVERITIES, Run, rank, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup
    from collections.abc import Iterator, Mapping

    from essaylint.reports.records import FileRecord
    from essaylint.rulebook import Rule


# From so many files on, several processes are quicker than one.
MANY = 24


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `check`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="essays or folders (default: this folder); - is standard input")
    add_selection(parser)
    group = parser.add_argument_group("what is told")
    group.add_argument("--output-format", choices=FORMATS, default="text", help="how findings are written (default: text)")
    group.add_argument("--severity", choices=SEVERITIES, default="hint", help="tell only what is at least that loud (default: hint)")
    group.add_argument("--fail-on", choices=SEVERITIES, default="warning", help="exit with 1 if something is at least that loud (default: warning)")
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    group.add_argument("--max-findings", type=count, metavar="N", help="tell only the N worst")
    group.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    group.add_argument("--baseline", default="", metavar="FILE", help="tell nothing that is in this baseline")
    group.add_argument("--since", default="", metavar="REF", help="tell only of paragraphs changed since a git revision or a file")
    add_output(group)
    group = parser.add_argument_group("which files, and how")
    group.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if they are named")
    group.add_argument("--jobs", type=count, metavar="N", help="so many processes (default: as many as help)")
    group = parser.add_argument_group("mending")
    group.add_argument("--fix", action="store_true", help="mend what can safely be mended, in the files")
    group.add_argument("--unsafe-fixes", action="store_true", help="with --fix: take the first suggestion of every finding too")
    group.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    group.add_argument("--add-allow", metavar="REASON", help="allow all that is told now, with comments or in the config")


def add_rule_names(group: _ArgumentGroup) -> None:
    """Add the options that name rules and categories."""
    for flag, help in (
        ("--select", "run only these rules and categories"),
        ("--extend-select", "run these too"),
        ("--ignore", "do not run these"),
    ):
        group.add_argument(flag, action=_Names, default=(), metavar="RULE[,RULE]", help=help)


def add_selection(parser: ArgumentParser) -> None:
    """Add the options that say which rules run and with which config."""
    group = parser.add_argument_group("which rules")
    add_rule_names(group)
    group.add_argument("--quick", action="store_true", help="leave out the rules that need a parse or a server")
    group.add_argument("--languagetool", default="", metavar="auto|URL|off", help="ask LanguageTool too: a server started here, or the one at an address")
    group.add_argument("--config", default="", metavar="FILE", help="use this config")
    group.add_argument("--isolated", action="store_true", help="use no config file")
    group.add_argument("--no-cache", dest="cache", action="store_false", help="neither use nor write the cache")
    group.add_argument("--stdin-filename", default="", metavar="NAME", help="the name of what comes from standard input")


def run(options: Namespace) -> int:
    """Lint, report, and say with the exit code what was found."""
    settings = Settings.of(options)
    if options.unsafe_fixes and not (options.fix or options.diff):
        complain("--unsafe-fixes changes nothing without --fix or --diff")
    if options.add_allow is not None and not options.add_allow.strip():
        complain("--add-allow: say why, such as --add-allow 'house style'")
        return 2
    if options.fix or options.diff:
        from essaylint.commands.mending import mend  # fixing loads the engine

        return mend(options, settings)
    paths = paths_of(options)
    files: list[FileRecord] = []
    texts: dict[str, str] = {}
    model = ""
    progress = Progress(len(paths), options)
    for record, text, used, baseline in linted(paths, settings, options.jobs):
        progress.step(record["path"])
        files.append(_narrowed(record, text, options.baseline or baseline, options.since))
        texts[record["path"]] = text
        model = model or used
    progress.end()
    regexes.keep(cache_folder())
    memo.keep(cache_folder())
    if options.add_allow is not None:
        from essaylint.commands.allowed import add_allows_for  # only where files are changed

        return add_allows_for(shortened(files, options.severity, options.max_findings), options.add_allow)
    return told(options, files, texts, model)


def linted(paths: list[str], settings: Settings, jobs: int | None) -> Iterator[Linted]:
    """Every file, linted, in order: here, or by several processes where there are many."""
    if len(paths) < 2 or jobs == 1 or (jobs is None and len(paths) < MANY):
        return map(lint, paths, repeat(settings))
    from essaylint.commands.pool import lint_all  # only where there are many files

    return lint_all(paths, settings, jobs)


def _narrowed(file: FileRecord, text: str, baseline: str, since: str) -> FileRecord:
    """A file's record without what its baseline holds, and with `--since` without paragraphs that did not change."""
    if baseline:
        from essaylint.baseline import load, name_of, without

        file = without(file, text, load(baseline).get(name_of(file["path"], baseline), {}))
    if since:
        from essaylint.commands.since import changed_only

        file = changed_only(file, text, since)
    return file


def paths_of(options: Namespace) -> list[str]:
    """The files to lint."""
    if not options.paths:
        options.paths = [STDIN] if getattr(options, "stdin_filename", "") else ["."]
    if options.force_exclude or any(path != STDIN and os.path.isdir(path) for path in options.paths):
        from essaylint import discovery  # only where there are folders to walk

        paths = discovery.files(options.paths, force_exclude=options.force_exclude)
        if not paths:
            complain(f"{', '.join(options.paths)}: no essays in there (.txt, .md and others); name a file to lint it whatever it is called")
        return paths
    return list(dict.fromkeys(options.paths))


def told(options: Namespace, files: list[FileRecord], texts: dict[str, str], model: str) -> int:
    """Write the report; the exit code."""
    for file in files:
        if "error" in file:
            complain(f"{file['path']}: {file['error']}")
    code = exit_code(options, files)
    shown = shortened(files, options.severity, options.max_findings)
    with Output(options) as output:
        for piece in write(
            Run(
                shown,
                texts,
                color=is_color(options, output.stream),
                width=terminal_width(),
                model=model or None,
                statistics=options.statistics,
                summary=not options.quiet,
                hidden=_many(shortened(files, options.severity, None)) - _many(shown),
                book=lambda: _book(files, Settings.of(options)),
            ),
            options.output_format,
        ):
            output.stream.write(piece)
    return code


def _many(files: list[FileRecord]) -> int:
    return sum(len(file.get("diagnostics", ())) for file in files)


def _book(files: list[FileRecord], settings: Settings) -> Mapping[str, Rule]:
    """The rules of the configs of all files."""
    from essaylint.commands.fresh import books

    return books([file["path"] for file in files], settings)


def exit_code(options: Namespace, files: list[FileRecord]) -> int:
    """2 if a file could not be read or a rule failed, 1 if something is as loud as `--fail-on`, else 0."""
    found = [one for file in files for one in file.get("diagnostics", ())]
    if any("error" in file for file in files) or any(one["rule"] == "rule-failed" for one in found):
        return 2
    if options.exit_zero:
        return 0
    return int(any(rank(one["severity"]) >= rank(options.fail_on) for one in found))


def shortened(files: list[FileRecord], severity: str, most: int | None) -> list[FileRecord]:
    """The files with only those findings that are loud enough, and of these the worst."""
    if severity == "hint" and most is None:
        return files
    loud = [
        (-rank(one["severity"]), which, at)
        for which, file in enumerate(files)
        for at, one in enumerate(file.get("diagnostics", ()))
        if rank(one["severity"]) >= rank(severity)
    ]
    kept = {(which, at) for _, which, at in sorted(loud)[:most]}
    shown: list[FileRecord] = []
    for which, file in enumerate(files):
        if "diagnostics" in file:
            kept_here = [one for at, one in enumerate(file["diagnostics"]) if (which, at) in kept]
            file = {**file, "diagnostics": kept_here}
        shown.append(file)
    return shown


class _Names(Action):
    """Collects names that are separated by commas; the option may be given again."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: object, option: str | None = None) -> None:
        names = [name.strip() for name in str(values).split(",") if name.strip()]
        setattr(namespace, self.dest, (*getattr(namespace, self.dest), *names))


def count(text: str) -> int:
    """A number on the command line."""
    if not text.isdigit():
        raise ArgumentTypeError(f"“{text}” is not a number")
    return int(text)
