"""Cards, read: a Markdown page becomes a rule; a folder of pages becomes a rulebook.

The pages that ship with essaylint are compiled at first use into `_rulebook.bin`, with every phrase expanded, so that a
run need not read a hundred pages.
"""

from __future__ import annotations

import importlib
import marshal
import os
import re
import sys
import types
import typing
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from essaylint.checks.base import BaseCheck, DocumentCheck, ParagraphCheck, PhraseCheck
from essaylint.diagnostic import Severity
from essaylint.essay.atoms import reads_alike
from essaylint.essay.automaton import Phrases, Trie, lay
from essaylint.essay.paragraph import Kind
from essaylint.places import cache_folder
from essaylint.values import dataclass, field, replace
from essaylint.version import VERSION

CATEGORIES = (
    "spelling", "grammar", "contradiction", "sourcing", "citation", "wording", "style", "consistency", "structure",
    "readability", "furniture",
)  # fmt: skip
HEADINGS = ("Why", "Flagged", "Not flagged", "What to do")
KINDS: tuple[Kind, ...] = typing.get_args(Kind)
SHIPPED = "essaylint"
GROUP = "essaylint.rules"
URL = "https://essaylint.github.io/rules/{name}"
_TITLE = re.compile(r"\A\s*# (?P<name>[a-z0-9][a-z0-9-]*)[ \t]*\n+(?P<summary>[^\n#`].*?)\n\s*\n", re.DOTALL)
_BLOCK = re.compile(r"^```toml[ \t]*\n(?P<toml>.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
# Keys of a card's TOML block that are about the rule; every other key is an option of its check.
_RULE_KEYS = {"check": str, "severity": str, "message": str, "preview": bool, "aliases": list, "zones": list, "quotations": bool, "genres": dict, "url": str}  # fmt: skip


class CardError(ValueError):
    """A card that cannot be read; the message says which page, what, and what to do."""


def near(word: str, words: Iterable[str]) -> str:
    """“; did you mean …?” when a known word is near, else an empty string."""
    import difflib  # only where a name is wrong

    close = difflib.get_close_matches(word, list(words), 2, 0.6)
    return f"; did you mean {' or '.join(f'“{one}”' for one in close)}?" if close else ""


@dataclass(frozen=True)
class Rule:
    """A card, read: what is looked for, how loud, and what the writer is told."""

    name: str
    category: str
    summary: str
    severity: Severity
    message: str
    check_name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    zones: tuple[Kind, ...] = ()
    quotations: bool = False
    preview: bool = False
    aliases: tuple[str, ...] = ()
    genres: Mapping[str, str] = field(default_factory=dict)
    package: str = ""
    url: str = ""
    known: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def needs(self) -> frozenset[str]:
        """What must be installed or running: `parse`, `grammar`."""
        # Not `known.get`: the check is imported only where it is not known.
        return frozenset(self.known["needs"] if "needs" in self.known else self.check.needs)  # noqa: SIM401

    @cached_property
    def shape(self) -> str:
        """Whether its check looks for phrases, at a paragraph or at the whole document."""
        if "shape" in self.known:
            return str(self.known["shape"])
        if isinstance(self.check, DocumentCheck):
            return "document"
        return "phrase" if isinstance(self.check, PhraseCheck) else "paragraph"

    @cached_property
    def reads(self) -> tuple[Kind, ...]:
        """The kinds of paragraph that it reads."""
        return self.zones or (self.known["reads"] if "reads" in self.known else self.check.zones)  # noqa: SIM401

    @cached_property
    def atoms(self) -> tuple[str, ...]:
        """Folded strings of which a paragraph must hold one for its check to find anything there; none: any may."""
        if "atoms" in self.known:
            return tuple(self.known["atoms"])
        return self.check.atoms if isinstance(self.check, ParagraphCheck) else ()

    def may_find_in(self, folded: str) -> bool:
        """Whether its check may find something in a paragraph, by its folded text alone; loads no check."""
        return not self.atoms or any(atom in folded for atom in self.atoms)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The folded phrases that a phrase check starts from."""
        if "expanded" in self.known:
            return tuple(marshal.loads(self.known["expanded"]))
        return self.check.literals if isinstance(self.check, PhraseCheck) else ()

    @cached_property
    def check(self) -> BaseCheck:
        """Its check with the options set. Raises `CardError` for an option that the check does not take."""
        cls = check_class(self.check_name, self.package, self.page)
        # The options of a compiled rule were converted when it was compiled.
        options = self.known.get("options")
        check = cls(**(_converted(cls, self.options, self.page, self.check_name) if options is None else options))
        if "expanded" in self.known:
            check.__dict__["expanded"] = marshal.loads(self.known["expanded"])
        if self.known.get("like_re"):
            check.__dict__["like_re"] = True
        if not self.known:
            check.validate()
        return check

    @property
    def text(self) -> str:
        """Its page."""
        return Path(self.page).read_text(encoding="utf-8")

    def with_options(self, options: Mapping[str, Any]) -> Rule:
        """The same rule with some options of its check set anew. Raises `CardError`."""
        rule = replace(self, options={**self.options, **options}, known={})
        _ = rule.check
        return rule


@cache
def check_class(name: str, package: str, page: str) -> type[BaseCheck]:
    """The class of a check: one of ours by its bare name, or one of the card's own package by its dotted one."""
    if "." in name and (not package or name.split(".")[0] != package):
        raise CardError(f"{page}: check “{name}” is code; only a card inside an installed package may name its own checks")
    module = name if "." in name else f"essaylint.checks.{name}"
    try:
        cls = importlib.import_module(module).Check
    except ModuleNotFoundError as error:
        if error.name and module.startswith(error.name):
            raise CardError(f"{page}: there is no check “{name}”{near(name, check_names())}") from None
        raise
    except AttributeError:
        raise CardError(f"{page}: check “{name}” has no class named Check") from None
    return typing.cast(type[BaseCheck], cls)


def check_names() -> tuple[str, ...]:
    """The names of the checks that ship with essaylint."""
    folder = Path(__file__).parent / "checks"
    return tuple(sorted(path.stem for path in folder.glob("*.py") if path.stem not in ("__init__", "base")))


def _converted(cls: type[BaseCheck], options: Mapping[str, Any], page: str, name: str) -> dict[str, Any]:
    """Options of a card as the fields of its check: lists become tuples, types are compared."""
    import dataclasses  # only where cards are read

    hints = typing.get_type_hints(cls)
    fields = {one.name: one for one in dataclasses.fields(cls)}
    values: dict[str, Any] = {}
    for key, value in options.items():
        if key not in fields:
            has = ", ".join(fields) or "none"
            raise CardError(f"{page}: no option “{key}” in check “{name}” (it has: {has}){near(key, fields)}")
        values[key] = _value(value, hints[key], f"{page}: option “{key}” of check “{name}”")
    missing = [one.name for one in fields.values() if one.default is one.default_factory is dataclasses.MISSING]
    missing = [one for one in missing if one not in values]
    if missing:
        raise CardError(f"{page}: check “{name}” needs option “{missing[0]}”")
    return values


def _value(value: Any, hint: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    args = typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        for one in args:
            try:
                return _value(value, one, where)
            except CardError:
                continue
        raise CardError(f"{where}: {value!r} is not of the kind it takes")
    if origin is typing.Literal:
        if value in args:
            return value
        raise CardError(f"{where}: {value!r} is not one of {', '.join(repr(one) for one in args if one != '')}")
    if origin is tuple:
        if isinstance(value, str) or not isinstance(value, list | tuple):
            raise CardError(f"{where}: write a list, not {value!r}")
        return tuple(_value(one, args[0], where) for one in value)
    if origin is not None:
        if isinstance(value, dict):
            return value
        raise CardError(f"{where}: write a table, not {value!r}")
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Any or (isinstance(hint, type) and isinstance(value, hint) and (hint is bool or not isinstance(value, bool))):
        return value
    raise CardError(f"{where}: {value!r} should be {'a text' if hint is str else getattr(hint, '__name__', hint)}")


def read_card(path: Path, *, package: str = "", category: str = "") -> Rule:
    """The rule on a page. Raises `CardError` that says what is wrong and what to do."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CardError(f"{path}: could not be read ({error})") from None
    return parse_card(text, path, package=package, category=category)


def parse_card(text: str, path: Path, *, package: str = "", category: str = "") -> Rule:
    """The rule that the text of a page holds; the check itself is made when first used."""
    title = _TITLE.match(text)
    if not title:
        raise CardError(f"{path}: begin with “# rule-name” and one sentence that says what is found")
    name = title["name"]
    if name != path.stem:
        raise CardError(f"{path}: the title says “{name}”; a rule has the name of its file")
    block = _BLOCK.search(text)
    if not block:
        raise CardError(f"{path}: has no ```toml block; add one with check, severity and message")
    import tomllib  # only where pages are read

    try:
        table = tomllib.loads(block["toml"])
    except tomllib.TOMLDecodeError as error:
        line = text[: block.start("toml")].count("\n")
        where = re.sub(r"at line (\d+)", lambda match: f"at line {int(match[1]) + line} of the page", str(error))
        raise CardError(f"{path}: the TOML block is broken: {where}") from None
    for heading in HEADINGS:
        if not re.search(rf"^## {heading}\s*$", text, re.MULTILINE):
            raise CardError(f"{path}: has no heading “## {heading}”")
    for key in ("check", "severity", "message"):
        if key not in table:
            raise CardError(f"{path}: the TOML block has no “{key}”{near(key, table)}")
    rule_keys = {key: table.pop(key) for key in list(table) if key in _RULE_KEYS}
    for key, value in rule_keys.items():
        if not isinstance(value, _RULE_KEYS[key]):
            raise CardError(f"{path}: “{key}” should be a {_RULE_KEYS[key].__name__}, not {value!r}")
    if rule_keys["severity"] not in tuple(Severity):
        raise CardError(f"{path}: severity “{rule_keys['severity']}” is not one of error, warning, hint")
    category = category or path.parent.name
    if category not in CATEGORIES:
        raise CardError(f"{path}: “{category}” is not a category; put the card in a folder named {', '.join(CATEGORIES)}")
    zones = tuple(rule_keys.get("zones", ()))
    for zone in zones:
        if zone not in KINDS:
            raise CardError(f"{path}: “{zone}” is not a zone (there are: {', '.join(KINDS)}){near(str(zone), KINDS)}")
    return Rule(
        name=name,
        category=category,
        summary=" ".join(title["summary"].split()),
        severity=Severity(rule_keys["severity"]),
        message=rule_keys["message"],
        check_name=rule_keys["check"],
        options=table,
        page=str(path),
        zones=zones,
        quotations=rule_keys.get("quotations", False),
        preview=rule_keys.get("preview", False),
        aliases=tuple(rule_keys.get("aliases", ())),
        genres=rule_keys.get("genres", {}),
        package=package,
        url=rule_keys.get("url", "") or (URL.format(name=name) if package == SHIPPED else ""),
    )


def read_folder(folder: Path, *, package: str = "", strict: bool = True) -> dict[str, Rule]:
    """The rules of a folder of cards: pages in folders named as categories.

    Raises `CardError`; where not `strict`, a broken card is left out with a warning.
    """
    if not folder.is_dir():
        raise CardError(f"{folder}: there is no such folder of cards; check “rulebooks” in the config")
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*/*.md")):
        try:
            rule = read_card(path, package=package)
            if rule.name in rules:
                raise CardError(f"{path}: there is another rule “{rule.name}” in {rules[rule.name].page}")
            _ = getattr(rule.check, "expanded", None)
        except ValueError as error:
            told = str(error) if isinstance(error, CardError) else f"{path}: {error}"
            if strict:
                raise CardError(told) from None
            warnings.warn(f"a card is left out: {told}", stacklevel=2)
            continue
        rules[rule.name] = rule
    if not rules:
        raise CardError(f"{folder}: holds no cards; put pages in folders named as categories, such as wording/my-rule.md")
    return rules


def shipped_folder() -> Path:
    """Where our own cards are: beside the package, else in the checkout."""
    here = Path(__file__).parent
    beside = here / "rules"
    return beside if beside.is_dir() else here.parent.parent / "rules"


def shipped() -> dict[str, Rule]:
    """Our own rules, from the compiled rulebook where it is fresh, else from the pages."""
    folder = shipped_folder()
    stamp = fingerprint(folder)
    for compiled in _compiled_places():
        try:
            with compiled.open("rb") as file:
                if marshal.load(file) == stamp:
                    rules = {data["name"]: _revived(data, folder) for data in marshal.load(file)}
                    _LAID[stamp] = marshal.load(file)
                    return rules
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            continue
    rules = read_folder(folder, package=SHIPPED, strict=False)
    any(write_compiled(rules, folder, compiled, stamp) for compiled in _compiled_places())
    return rules


# The phrases of the compiled rulebook, as they were laid down, by its stamp.
_LAID: dict[str, dict[str, Any]] = {}


def phrases_of(rules: Sequence[Rule]) -> Phrases:
    """All phrase lists of `rules`, to be found in one pass; hits give the number of the rule."""
    laid = next(reversed(_LAID.values()), None)
    at = {name: number for number, name in enumerate(laid["names"])} if laid else {}
    # A rule whose options were set anew is not as it was laid down: it has lost what was known of it.
    numbers = {at[rule.name]: number for number, rule in enumerate(rules) if "expanded" in rule.known and rule.name in at}
    kept = set(numbers.values())
    others = {number: (lambda rule=rule: rule.literals) for number, rule in enumerate(rules) if number not in kept}
    return Phrases(Trie(laid) if laid and numbers else None, numbers, others)


def _compiled_places() -> Iterator[Path]:
    """Where the compiled rulebook may be: beside the package, else in the user's cache."""
    yield Path(__file__).parent / "_rulebook.bin"
    yield Path(cache_folder()) / f"rulebook-{VERSION}.bin"


def fingerprint(folder: Path) -> str:
    """What the compiled rulebook was made from. In a wheel the pages cannot change, so their names are enough."""
    here = Path(__file__).parent
    if folder.parent == here:
        return f"wheel {VERSION}"
    # In a checkout, a page, a word list or the code that expands phrases may have changed.
    parts = [f"{path}{path.stat().st_mtime_ns}" for path in sorted(folder.glob("*/*.md"))]
    for sub in ("lexicon", "checks"):
        parts += [f"{entry.name}{entry.stat().st_mtime_ns}" for entry in sorted(os.scandir(here / sub), key=lambda e: e.name)]
    parts += [f"{(here / 'essay' / 'phrases.py').stat().st_mtime_ns}{(here / 'essay' / 'automaton.py').stat().st_mtime_ns}{(here / 'essay' / 'atoms.py').stat().st_mtime_ns}{Path(__file__).stat().st_mtime_ns}"]
    return "".join(parts)


def write_compiled(rules: Mapping[str, Rule], folder: Path, target: Path, stamp: str) -> bool:
    """Write the compiled rulebook, whole or not at all; False where the folder may not be written to."""
    import tempfile  # only where the rulebook is written

    data = [_plain(rule, folder) for rule in rules.values()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            marshal.dump(stamp, file)
            marshal.dump(data, file)
            marshal.dump(_laid(rules), file)
        os.chmod(file.name, 0o644)
        os.replace(file.name, target)
    except OSError:
        return False
    return True


def _laid(rules: Mapping[str, Rule]) -> dict[str, Any]:
    phrased = [rule for rule in rules.values() if rule.shape == "phrase"]
    return {"names": [rule.name for rule in phrased], **lay([rule.literals for rule in phrased])}


def _plain(rule: Rule, folder: Path) -> dict[str, Any]:
    known: dict[str, Any] = {"needs": tuple(rule.check.needs), "shape": rule.shape, "reads": rule.check.zones}
    if isinstance(rule.check, ParagraphCheck):
        known["atoms"] = rule.check.atoms
    cls = check_class(rule.check_name, rule.package, rule.page)
    known["options"] = _converted(cls, rule.options, rule.page, rule.check_name)
    if rule.check_name == "pattern":
        known["like_re"] = reads_alike(rule.check.pattern, rule.check.ignore_case)  # type: ignore[attr-defined]
    if hasattr(rule.check, "expanded"):
        known["expanded"] = marshal.dumps(rule.check.expanded)  # read only when its rule has a hit
    return {
        "name": rule.name, "category": rule.category, "summary": rule.summary, "severity": str(rule.severity),
        "message": rule.message, "check_name": rule.check_name, "options": dict(rule.options),
        "page": str(Path(rule.page).relative_to(folder)), "zones": rule.zones, "quotations": rule.quotations,
        "preview": rule.preview, "aliases": rule.aliases, "genres": dict(rule.genres), "url": rule.url,
        "known": known,
    }  # fmt: skip


def _revived(data: dict[str, Any], folder: Path) -> Rule:
    return Rule(
        **{**data, "severity": Severity(data["severity"]), "page": str(folder / data["page"]), "package": SHIPPED}
    )


def installed() -> dict[str, Rule]:
    """The rules of installed packages with an entry point in the group `essaylint.rules`.

    The entry point's value is a package whose folder holds the cards, in folders named as categories.
    """
    if not _somebody_plugs_in():
        return {}
    from importlib import metadata  # a tenth of a second, so only where a package plugs in

    rules: dict[str, Rule] = {}
    for point in metadata.entry_points(group=GROUP):
        module = importlib.import_module(point.module)
        for folder in getattr(module, "__path__", ()):
            rules |= read_folder(Path(folder), package=point.module.split(".")[0])
    return rules


def _somebody_plugs_in() -> bool:
    """Whether any installed distribution names our entry point group; reads their small text files only."""
    mark = f"[{GROUP}]".encode()
    for folder in sys.path:
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for name in names:
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if mark in file.read():
                        return True
            except OSError:
                continue
    return False
