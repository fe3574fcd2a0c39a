"""What the user set: which rules, how loud, and which words are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from essaylint import assignment, rulebook
from essaylint.configfile import ConfigError as ConfigError
from essaylint.configfile import Settings, find_file, gathered
from essaylint.diagnostic import Severity
from essaylint.rulebook import CATEGORIES, CardError, Rule, near
from essaylint.span import Span
from essaylint.values import dataclass, field, names_of, replace

GENRES = ("essay", "research", "docs", "magazine")
VARIETIES = ("auto", "us", "gb")
# The rule of an allow that allows nothing. It has no card: no check finds it, `allowing` does.
UNUSED_ALLOW = "unused-allow"
_SETTINGS = ("off", "on", *(str(one) for one in Severity))
_STRINGS = ("select", "extend-select", "ignore", "words", "rulebooks", "exclude", "ignore-patterns")
_KEYS = (*_STRINGS, "genre", "variety", "rules", "allow", "per-file-ignores", "baseline", "extends", "assignment", "languagetool")
# The name that LanguageTool's findings go by, all together; one of its rules is “lt/RULE_ID”.
LANGUAGETOOL = "lt"


@dataclass(frozen=True)
class Allow:
    """A writer's “yes, I mean it”: a rule (or `*`) may find `quote` (empty: anything) in files that match `path`."""

    rule: str
    quote: str = ""
    reason: str = ""
    path: str = ""


@dataclass(frozen=True)
class Config:
    """Everything that may be set, frozen.

    `rules` maps the name of a rule or category to `off`, `on`, a severity, or a table with `severity`, `message` (your own words for it) and options of its
    check; `select` (if any) names the only rules and categories that run, `extend_select` further ones (rules in preview
    too), `ignore` those that do not. `assignment` maps a rule that only an assignment turns on to what the assignment asks for.
    `languagetool` is empty (off), `auto` (a server started here) or the address of a server. Raises `ConfigError` or `CardError` when its rules are first asked for.
    """

    genre: str = "essay"
    variety: str = "auto"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, str | Mapping[str, Any]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    rulebooks: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    allow: tuple[Allow, ...] = ()
    ignore_patterns: tuple[str, ...] = ()
    baseline: str = ""
    assignment: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    languagetool: str = ""
    path: str = ""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    files: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """Only what was set: rules are read again where they are needed, and what they hold need not pickle."""
        return {name: self.__dict__[name] for name in names_of(self)}

    @staticmethod
    def load(path: str | Path) -> Config:
        """The config in a TOML file (in `pyproject.toml` the table `tool.essaylint`) on top of what it extends.

        It may name files anywhere: whoever calls this trusts it. Raises `ConfigError`.
        """
        return _read(Path(path), gathered(Path(path), trusted=True))

    @staticmethod
    def discover(start: Path) -> Config:
        """The config nearest to a file or folder, going up, on top of the user's own; the default one if there is none.

        Raises `ConfigError`.
        """
        found = find_file(start)
        return Config.found(found)

    @staticmethod
    def found(path: Path | None) -> Config:
        """The config in a file that was found beside an essay, on top of the user's own. Raises `ConfigError`."""
        settings = gathered(path, user=True)
        return _read(path or Path(settings.files[-1]), settings) if settings.files else Config()

    @staticmethod
    def of(table: Mapping[str, Any], path: Path) -> Config:
        """The config that a TOML table holds. Raises `ConfigError` with the name of the key."""
        for key in table:
            if key not in _KEYS:
                raise ConfigError(f"{path}: there is no setting “{key}”{near(key, _KEYS) or ' (there are: ' + ', '.join(_KEYS) + ')'}")
        values: dict[str, Any] = {"path": str(path)}
        for key in _STRINGS:
            if key in table:
                values[key.replace("-", "_")] = _strings(table[key], f"{path}: {key}")
        for key, choices in (("genre", GENRES), ("variety", VARIETIES)):
            if key in table:
                if table[key] not in choices:
                    raise ConfigError(f"{path}: {key} = {table[key]!r} is not one of {', '.join(choices)}")
                values[key] = table[key]
        values["rules"] = _rules(table.get("rules", {}), path)
        allows = table.get("allow", [])
        if not isinstance(allows, list):
            raise ConfigError(f"{path}: write an allow as [[allow]]")
        values["allow"] = tuple(_allow(one, path) for one in allows)
        ignores = table.get("per-file-ignores", {})
        if not isinstance(ignores, dict):
            raise ConfigError(f"{path}: per-file-ignores should be a table of patterns, each with a list of rules")
        values["per_file_ignores"] = {
            glob: _strings(rules, f"{path}: per-file-ignores “{glob}”") for glob, rules in ignores.items()
        }
        if not isinstance(table.get("baseline", ""), str):
            raise ConfigError(f"{path}: baseline should be the path of a file")
        values["baseline"] = table.get("baseline", "")
        values["assignment"] = assignment.read(table.get("assignment", {}), path)
        values["languagetool"] = languagetool_of(table.get("languagetool", ""), str(path))
        return Config(**values)

    @cached_property
    def book(self) -> dict[str, Rule]:
        """Every rule there is: ours, those of installed packages, those of the named folders."""
        rules = rulebook.shipped() | rulebook.installed()
        for folder in self.rulebooks:
            if self.path and not Path(folder).is_dir():
                raise ConfigError(f"{self.path}: rulebooks: there is no folder {folder}; correct the path, or make a card with essaylint new")
            rules |= rulebook.read_folder(Path(folder))
        return rules

    @cached_property
    def active(self) -> tuple[Rule, ...]:
        """The rules that run, each as loud and with the options that this config says. Raises `ConfigError`."""
        self._check_names()
        return tuple(rule for one in self.book.values() if (rule := self._resolved(one)) is not None)

    @cached_property
    def names(self) -> frozenset[str]:
        """All that a rule can be chosen by: rules, their aliases, categories and `all`."""
        return frozenset({*self.book, *CATEGORIES, *self._aliases, "all", UNUSED_ALLOW, LANGUAGETOOL})

    def renamed(self, name: str) -> str:
        """The name that a rule of this name or alias has now."""
        return self._aliases.get(name, name)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {alias: rule.name for rule in self.book.values() for alias in rule.aliases}

    def speaks(self, name: str) -> bool:
        """Whether a rule without a card (`unused-allow`) is told."""
        if self.select:
            return bool({name, "all"} & {*self.select, *self.extend_select})
        return name not in self.ignore and self.rules.get(name) != "off"

    def _check_names(self) -> None:
        known = self.names
        per_file = [name for names in self.per_file_ignores.values() for name in names]
        for name in (*self.select, *self.extend_select, *self.ignore, *self.rules, *per_file):
            if name not in known and not name.startswith(f"{LANGUAGETOOL}/"):
                where = f"{self.path}: " if self.path else ""
                raise ConfigError(f"{where}there is no rule or category “{name}”{near(name, known)}")

    def _resolved(self, rule: Rule) -> Rule | None:
        names = {rule.name, rule.category, *rule.aliases, "all"}
        own = {rule.name, *rule.aliases}
        severity: str = rule.genres.get(self.genre, str(rule.severity))
        preview = rule.preview and rule.name not in self.assignment
        on = severity != "off" and not preview
        message = rule.message
        options = dict(self.assignment.get(rule.name) or assignment.NOTHING.get(rule.name, {}))
        # The category's setting first, then the rule's own: the narrower one wins.
        for key in (rule.category, *rule.aliases, rule.name):
            setting = self.rules.get(key)
            if setting is None:
                continue
            table: Mapping[str, Any] = {"severity": setting} if isinstance(setting, str) else setting
            options |= {name: value for name, value in table.items() if name not in ("severity", "message")}
            message = table.get("message", message)
            said = table.get("severity", "on")
            on = said != "off" and (on or key in own)
            severity = said if said not in ("on", "off") else severity
        if self.select:
            on = bool(own & set(self.select)) or (bool(names & set(self.select)) and (on or severity == "off") and not preview)
        if names & set(self.extend_select):
            on = True
        if names & set(self.ignore):
            on = False
        if not on:
            return None
        resolved = replace(rule, severity=Severity(severity) if severity not in ("off", "on") else rule.severity, message=message)
        return self._with_options(resolved, options)

    def _with_options(self, rule: Rule, options: dict[str, Any]) -> Rule:
        try:
            # `words` and `variety` are the whole config's; a check that has a field of that name is given them.
            if self.words and rule.check_name in _WORDED:
                options = {"words": list(self.words), **options}
            if rule.check_name in _VARIED and rule.name not in assignment.NOTHING:
                if rule.check_name == "mixed_variety" and "wrong-variety" in self.assignment:
                    options = {"variety": "any", **options}  # the rule of the assignment says it
                elif self.variety != "auto":
                    options = {"variety": self.variety, **options}
            return rule.with_options(options) if options else rule
        except CardError as error:
            where = f"{self.path}: rules.{rule.name}: " if self.path else ""
            raise ConfigError(f"{where}{error}") from None

    @property
    def english(self) -> str:
        """The variety of English that is set, or that the assignment asks for; `auto` where none is."""
        return self.variety if self.variety != "auto" else str(self.assignment.get("wrong-variety", {}).get("variety", "auto"))

    def ignored_for(self, path: Path) -> frozenset[str]:
        """The rules and categories that `per-file-ignores` takes out for a file."""
        found: set[str] = set()
        for glob, names in self.per_file_ignores.items():
            if matches(path, glob, self.root):
                found.update(self.renamed(name) for name in names)
        return frozenset(found)

    @property
    def root(self) -> Path:
        """The folder that its patterns are relative to."""
        return Path(self.path).parent if self.path else Path()

    def ignored_spans(self, text: str) -> list[Span]:
        """Where `ignore-patterns` match: templates and shortcodes that are no prose."""
        return [Span(*match.span()) for pattern in self._ignored for match in pattern.finditer(text)]

    @cached_property
    def _ignored(self) -> list[Any]:
        import re2  # linear time, for patterns of somebody else's

        options = re2.Options()
        options.log_errors = False  # we say it
        found = []
        for pattern in self.ignore_patterns:
            try:
                found.append(re2.compile(pattern, options))
            except re2.error as error:
                said = error.args[0] if error.args else error
                said = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
                raise ConfigError(f"{self.path}: ignore-patterns: “{pattern}” is no pattern: {said}") from None
        return found


# Checks that know the config's words, and those that know its variety of English.
_WORDED = frozenset({"misspelling"})
_VARIED = frozenset({"misspelling", "mixed_variety"})


def matches(path: Path, glob: str, root: Path) -> bool:
    """Whether a file matches a pattern relative to `root`; a pattern without a slash is about names at any depth."""
    try:
        relative = path.resolve().relative_to(root.resolve())
    except ValueError:
        relative = path
    if "/" not in glob.rstrip("/"):
        return any(Path(part).match(glob.rstrip("/")) for part in relative.parts)
    pattern = glob.rstrip("/")
    candidates = (relative, *relative.parents)
    return any(candidate.match(pattern) for candidate in candidates if candidate != Path())


def languagetool_of(value: Any, where: str) -> str:
    """The setting `languagetool`. Raises `ConfigError`."""
    if value in ("", "off", False):
        return ""
    if isinstance(value, str) and (value == "auto" or value.startswith(("http://", "https://"))):
        return value
    raise ConfigError(f'{where}: languagetool = {value!r} should be "off", "auto" or the address of a server ("http://…")')


def _read(path: Path, settings: Settings) -> Config:
    config = Config.of(settings.table, path)
    return replace(config, origins=settings.origins, files=tuple(settings.files))


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ConfigError(f"{where} should be a list of texts, such as [\"one\", \"two\"]")
    return tuple(value)


def _rules(table: Any, path: Path) -> dict[str, str | Mapping[str, Any]]:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: rules should be a table: rule-name = \"off\", \"hint\", \"warning\" or \"error\"")
    for name, setting in table.items():
        said = setting.get("severity", "on") if isinstance(setting, dict) else setting
        if said not in _SETTINGS:
            raise ConfigError(f"{path}: rules.{name}: {said!r} is not one of {', '.join(_SETTINGS)}")
        if isinstance(setting, dict) and not isinstance(setting.get("message", ""), str):
            raise ConfigError(f"{path}: rules.{name}: message should be a text")
    return dict(table)


def _allow(table: Any, path: Path) -> Allow:
    keys = ("rule", "quote", "reason", "path")
    if not isinstance(table, dict) or not all(key in keys and isinstance(value, str) for key, value in table.items()):
        raise ConfigError(f"{path}: an [[allow]] takes the texts {', '.join(keys)}")
    if "rule" not in table:
        raise ConfigError(f"{path}: an [[allow]] has no rule; name the rule that it is about")
    return Allow(**table)


def merge(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repeats, in order."""
    return tuple(dict.fromkeys(names))
