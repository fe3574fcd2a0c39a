r"""The bibliographies that an essay names, and the works in them.

`declared` reads the text alone: a Markdown file's front matter, a LaTeX file's \bibliography, \addbibresource, \bibitem and
embedded files. `opened` reads the files that are named, and no others: each must lie in the essay's own folder or below it,
be a .bib file and not too large. What cannot be read is told, and fails nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from essaylint.backends import bibliography
from essaylint.essay.library import Library, Unread, Work
from essaylint.source import Source, SourceError, load
from essaylint.values import replace

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?=\S)(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*)")
_INCLUDES = re.compile(r"\{\{<\s*include\s|^```\{r[^}\n]*\bchild\s*=", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)%[^\r\n]*")
_EMBEDDED = re.compile(r"\\begin\{filecontents\*?\}(?:\[[^\]]{0,40}\])?\{([^{}\s]{1,200}\.bib)\}(.*?)\\end\{filecontents\*?\}", re.DOTALL)
_NAMED = re.compile(r"\\(bibliography|addbibresource|addglobalbib)[ \t]*(?:\[[^\]]{0,200}\])?[ \t]*\{([^{}]{1,1000})\}")
_LISTED = re.compile(r"\\nocite[ \t]*\{([^{}]{1,2000})\}")
_ITEM = re.compile(r"\\bibitem\s{0,9}(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]{0,99}\}){0,199}\}){0,299}\])?\s{0,9}\{([^{}\r\n]{1,200})\}")
_INPUT = re.compile(r"\\(?:input|include|subfile|import)\b")
_OUTSIDE = "it lies outside the essay’s folder"
_BIGGEST = 3_000_000
_NO_WORKS = frozenset(("set", "xdata", "comment", "string", "preamble"))


def declared(source: Source, format: str) -> Library:
    """What the text itself says of its works; no file is read."""
    if format == "markdown" and (front := _FRONT.match(source.text)):
        return _settled(_of_front(front[1], source.text))
    if format == "latex":
        return _of_latex(source.text)
    return Library()


def _of_front(front: str, text: str) -> Library:
    fields = dict(_fields(front))
    listed = re.findall(r"@(\*|[\w][\w:.#$%&+?<>~/-]*)", fields.get("nocite", ""))
    works = []
    for part in re.split(r"^[ \t]*-[ \t]+(?=[A-Za-z])", fields.get("references", ""), flags=re.MULTILINE)[1:]:
        inner = dict(re.findall(r"^[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", part, re.MULTILINE))
        if "id" in inner:
            works.append(Work(_bare(inner["id"]), title=_bare(inner.get("title", "")), doi=_bare(inner.get("DOI", ""))))
    return Library(
        tuple(_items(fields.get("bibliography", ""))), tuple(works), listed=frozenset(listed), all_listed="*" in listed,
        partial=bool(_INCLUDES.search(text)),
    )  # fmt: skip


def _fields(front: str) -> Iterator[tuple[str, str]]:
    """The fields of front matter at its left margin, each with the lines that belong to it."""
    name = ""
    lines: list[str] = []
    for line in front.splitlines():
        found = _FIELD.match(line)
        if found:
            yield name, "\n".join(lines)
            name, lines = found[1], [found[2]]
        elif line[:1] in (" ", "\t", "-"):
            lines.append(line)
    yield name, "\n".join(lines)


def _items(value: str) -> Iterator[str]:
    """The strings of a YAML string or list of strings."""
    value = re.sub(r"(?m)(?:^|\s)#.*$", "", value).strip()
    parts = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else re.split(r"\n", value)
    for part in parts:
        bare = _bare(re.sub(r"^[ \t]*-[ \t]+", "", part))
        if bare:
            yield bare


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _of_latex(text: str) -> Library:
    text = _COMMENT.sub(lambda match: " " * len(match.group()), text)
    embedded = {}
    if 0 < text.count("\\begin{filecontents") < 20:
        embedded = {match[1]: match[2] for match in _EMBEDDED.finditer(text)}
        text = _EMBEDDED.sub(lambda match: " " * len(match.group()), text)
    named = []
    for match in _NAMED.finditer(text):
        for name in map(str.strip, match[2].split(",") if match[1] == "bibliography" else [match[2]]):
            named.append(name if match[1] != "bibliography" or name.endswith(".bib") else f"{name}.bib")
    listed = {key.strip() for match in _LISTED.finditer(text) for key in match[1].split(",")}
    works = [Work(match[1].strip(), place=match.end()) for match in _ITEM.finditer(text)]
    library = Library(
        tuple(name for name in dict.fromkeys(named) if name not in embedded), tuple(works), listed=frozenset(listed),
        all_listed="*" in listed, partial=bool(_INPUT.search(text)),
    )  # fmt: skip
    library = _settled(library)
    for name in dict.fromkeys(named):
        if name in embedded:
            library = _with(library, name, embedded[name])
    return library


def _settled(library: Library) -> Library:
    """The library without the names that are not read wherever the essay lies: those are told as such."""
    barred = {name: why for name in library.named if (why := _barred(name))}
    named = tuple(name for name in library.named if name not in barred)
    return replace(library, named=named, unread=tuple(Unread(*one) for one in barred.items()))


def _barred(name: str) -> str:
    if "://" in name:
        return "it is an address, and nothing is fetched"
    if not name.lower().endswith(".bib"):
        return "it is not a .bib file"
    if name.startswith(("/", "\\", "~")) or ".." in re.split(r"[\\/]", name) or ":" in name:
        return _OUTSIDE
    return ""


def opened(library: Library, folder: Path) -> Library:
    """The library with the works of the files that it names, as far as they lie in `folder` or below it."""
    for name in library.named:
        place, why = _place(name, folder)
        if place is None:
            library = replace(library, unread=(*library.unread, Unread(name, why)))
            continue
        try:
            library = _with(library, name, load(place).text)
        except SourceError:
            library = replace(library, unread=(*library.unread, Unread(name, "it cannot be read as text")))
    return replace(library, opened=True)


def files_of(library: Library, folder: Path) -> Iterator[Path]:
    """The files that a library was read from, and the folders of those that were not there."""
    for name in library.named:
        place, _ = _place(name, folder)
        yield place or folder


def _place(name: str, folder: Path) -> tuple[Path | None, str]:
    """Where a named file is, or why it is not read: only what lies in the essay's folder is."""
    try:
        root = folder.resolve()
        place = (root / name).resolve()
        if not place.is_relative_to(root):
            return None, _OUTSIDE
        if not place.is_file():
            return None, "there is no such file"
        if place.stat().st_size > _BIGGEST:
            return None, f"it is larger than {_BIGGEST // 1_000_000} MB"
    except (OSError, ValueError, RuntimeError):
        return None, "it cannot be found"
    return place, ""


def _with(library: Library, name: str, text: str) -> Library:
    try:
        found = bibliography.entries(text)
    except bibliography.BibliographyMissing as error:
        return replace(library, unread=(*library.unread, Unread(name, str(error))))
    return replace(library, works=(*library.works, *(_work(entry, name) for entry in found if entry.kind not in _NO_WORKS)))


def _work(entry: bibliography.BibEntry, file: str) -> Work:
    fields = entry.fields
    within = [fields.get(name, "") for name in ("crossref", "xref", "xdata", "related")]
    names = tuple(map(_surname, re.split(r"\s+and\s+", fields.get("author") or fields.get("editor") or "")))
    return Work(
        entry.key,
        entry.kind,
        tuple(filter(None, names)),
        fields.get("year") or fields.get("date", "")[:4],
        fields.get("title", ""),
        next((fields[name] for name in ("journal", "journaltitle", "booktitle", "publisher") if fields.get(name)), ""),
        fields.get("doi", ""),
        file,
        entry.line,
        within=tuple(key.strip() for value in within for key in value.split(",") if key.strip()),
        also=tuple(key.strip() for key in fields.get("ids", "").split(",") if key.strip()),
    )


def _surname(name: str) -> str:
    """A person's surname as BibTeX reads it: before the comma, or the last word and the small words before it."""
    if "," in name:
        return name.split(",")[0].strip()
    words = name.split()
    if len(words) > 3 and not any(word[0].islower() for word in words[1:-1]):
        return name.strip()  # an organisation
    first = next((at for at, word in enumerate(words[:-1]) if at and word[0].islower()), max(len(words) - 1, 0))
    return " ".join(words[first:])
