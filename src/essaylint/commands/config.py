"""`essaylint config`: what holds for an essay or folder, each with the file that says so."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.commands.check import add_selection
from essaylint.commands.fresh import config_for
from essaylint.commands.linting import Settings
from essaylint.commands.output import Output, add_output, is_color
from essaylint.config import Config
from essaylint.configfile import user_file
from essaylint.reports.terminal import Paint, visible

_SHOWN = (
    "genre", "variety", "select", "extend-select", "ignore", "words", "rulebooks", "exclude", "per-file-ignores",
    "ignore-patterns", "baseline", "assignment", "languagetool", "rules", "allow",
)  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `config`."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="an essay or folder (default: this folder)")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    add_selection(parser)
    add_output(parser)


def run(options: Namespace) -> int:
    """Show every setting, its value, and where it comes from."""
    path = Path(options.path)
    config = config_for(path / "essay" if path.is_dir() else path, Settings.of(options))
    rows = list(_rows(config, options))
    with Output(options) as output:
        if options.output_format == "json":
            plain = {name: {"value": value, "from": origin} for name, value, origin in rows}
            told = {"files": list(config.files), "user": str(user_file()), "settings": plain}
            output.stream.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
            return 0
        paint = Paint(is_color(options, output.stream))
        files = ", ".join(config.files) or f"no config file; your own would be {user_file()}"
        output.stream.write(f"{visible(files)}\n\n")
        for name, value, origin in rows:
            said = json.dumps(value, ensure_ascii=False)
            output.stream.write(f"{paint(name, 'rule')} = {visible(said)}  {paint(visible(f'({origin})'), 'dim')}\n")
    return 0


def _rows(config: Config, options: Namespace) -> list[tuple[str, object, str]]:
    rows: list[tuple[str, object, str]] = []
    for name in _SHOWN:
        value = getattr(config, name.replace("-", "_"))
        if name == "rules":
            rows += [(f"rules.{rule}", _plain(one), config.origins.get(f"rules.{rule}", "default")) for rule, one in value.items()]
            continue
        origin = config.origins.get(name, "default")
        if getattr(options, name.replace("-", "_"), ()):
            origin = f"--{name}" if origin == "default" or name == "select" else f"{origin}, --{name}"
        if name == "per-file-ignores":
            origin = ", ".join(dict.fromkeys(at for key, at in config.origins.items() if key.startswith(name))) or "default"
        rows.append((name, _plain(value), origin))
    return rows


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {key: one for key, one in vars(value).items() if one}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
