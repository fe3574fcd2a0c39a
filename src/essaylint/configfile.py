"""Config files: which is nearest, what they say together, and what a file that came with a folder may not say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from essaylint.places import config_folder
from essaylint.values import dataclass, field

FILES = ("essaylint.toml", ".essaylint.toml", "pyproject.toml")
# Lists that add to those of the config they extend; other settings replace.
_ADDED = ("extend-select", "ignore", "words", "exclude", "rulebooks", "allow", "ignore-patterns")
_TABLES = ("rules", "per-file-ignores", "assignment")
# Settings that name other files; these are made absolute, for each file has its own folder.
_PATHS = ("rulebooks", "baseline")


class ConfigError(ValueError):
    """A config that cannot be used; the message says where, what and what to do."""


@dataclass()
class Settings:
    """What config files say together: the settings, and for each the file that said so."""

    table: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def put(self, table: Mapping[str, Any], path: Path) -> None:
        """Lay the settings of a file over these: its lists add, its tables are merged, the rest replaces."""
        self.files.append(str(path))
        for key, value in table.items():
            before = self.table.get(key)
            if key in _TABLES and isinstance(value, dict):
                merged = dict(before or {})
                for name, setting in value.items():
                    old = merged.get(name)
                    both = isinstance(old, dict) and isinstance(setting, dict)
                    merged[name] = {**old, **setting} if both else setting  # type: ignore[dict-item]
                    self.origins[f"{key}.{name}"] = str(path)
                self.table[key] = merged
                continue
            if key in _ADDED and isinstance(value, list) and isinstance(before, list):
                value = [*before, *(one for one in value if one not in before)]
                self.origins[key] = f"{self.origins[key]}, {path}"
            else:
                self.origins[key] = str(path)
            self.table[key] = value


def find_file(start: Path) -> Path | None:
    """The config file nearest to `start`, going up."""
    folder = start.absolute() if start.is_dir() else start.absolute().parent
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or _speaks_of_us(path)):
                return path
    return None


def _speaks_of_us(path: Path) -> bool:
    """Whether a `pyproject.toml` has our table; one that does not name us need not be TOML for us."""
    try:
        return b"essaylint" in path.read_bytes() and read_table(path) is not None
    except OSError:
        return False


def user_file() -> Path:
    """The user's own config, for all folders that have none or leave something open."""
    return Path(config_folder()) / FILES[0]


def gathered(path: Path | None, *, user: bool = False, trusted: bool = False) -> Settings:
    """What a config file says on top of what it extends, and with `user` on top of the user's own config.

    A file that is not `trusted` may name no file outside its repository (or, where there is none, its folder).
    """
    settings = Settings()
    if user and (own := user_file()).is_file():
        _gather(own, settings, None, ())
    if path is not None:
        _gather(path, settings, None if trusted else _root(path), ())
    return settings


def _gather(path: Path, settings: Settings, root: Path | None, above: tuple[Path, ...]) -> None:
    if path.resolve() in above:
        raise ConfigError(f"{path}: extends itself, by way of {above[-1]}; take one “extends” out")
    table = dict(read_table(path) or {})
    for one in _bases(table.pop("extends", ()), path):
        _gather(_inside(path.parent / one, root, path, "extends"), settings, root, (*above, path.resolve()))
    for key in _PATHS:
        if isinstance(table.get(key), str):
            table[key] = str(_inside(path.parent / table[key], root, path, key))
        elif isinstance(table.get(key), list):
            table[key] = [
                str(_inside(path.parent / one, root, path, key)) if isinstance(one, str) else one for one in table[key]
            ]
    if isinstance(table.get("assignment"), str):
        named = _inside(path.parent / table["assignment"], root, path, "assignment")
        table["assignment"] = read_table(named) or {}
        settings.files.append(str(named))
    if root is not None and table.get("languagetool", "off") not in ("off", "", False):
        raise ConfigError(
            f"{path}: languagetool: a config found in a folder may start no server and send the essay nowhere; "
            f"say so in your own config ({user_file()}) or with --languagetool"
        )
    settings.put(table, path)


def _bases(value: Any, path: Path) -> Iterator[str]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(one, str) for one in names):
        raise ConfigError(f"{path}: extends should be the path of another config, or a list of paths")
    yield from names


def _root(path: Path) -> Path:
    """The repository that a config is in, else its folder."""
    folder = path.absolute().parent
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def _inside(path: Path, root: Path | None, config: Path, key: str) -> Path:
    """A path that a config names. Raises `ConfigError` for one outside of what it may name."""
    if root is not None and not path.resolve().is_relative_to(root.resolve()):
        raise ConfigError(
            f"{config}: {key}: {os.path.normpath(path)} is outside of {root}, which a config found in a folder may not name; "
            f"name it in your own config ({user_file()}) or give this config with --config"
        )
    return path


def read_table(path: Path) -> dict[str, Any] | None:
    """The table of a config file; None for a `pyproject.toml` that does not speak of us. Raises `ConfigError`."""
    import tomllib  # a tenth of the start; most runs have no config

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}; correct that line") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: could not be read ({error.strerror}); check the path") from None
    if path.name != "pyproject.toml":
        return table
    tool = table.get("tool", {}).get("essaylint")
    if tool is not None and not isinstance(tool, dict):
        raise ConfigError(f"{path}: tool.essaylint should be a table")
    return tool
