"""The authors of a reference entry: "Smith, J., & Lee, K.", "Smith J, Lee K", "Pew Research Center"."""

from __future__ import annotations

import re

from essaylint.essay.authorlist import LOWER, UPPER, is_organisation
from essaylint.values import dataclass

_INITIALS = re.compile(rf"^(?:[{UPPER}](?:[{LOWER}]?\.|(?![{LOWER}])|e\s)[\s‐–-]*){{1,5}}$")
_FULL_GIVEN = re.compile(rf"^[{UPPER}][{LOWER}'’.-]+(?:\s+[{UPPER}][{LOWER}'’.-]*){{0,3}}$")
@dataclass(frozen=True, slots=True)
class EntryAuthor:
    """One author of an entry."""

    surname: str
    given: str = ""


def read_entry_authors(head: str) -> tuple[tuple[EntryAuthor, ...], str, str, bool]:
    """Authors, or an organisation, its acronym, and whether more authors are meant ("et al.", "...")."""
    text = re.sub(r"\s+", " ", head)
    text = re.sub(r"\((?:eds?|ed\.?s?|editors?|trans|comp|dir|producers?|directors?|writers?)\.?\)\.?", "", text, flags=re.I).strip(" .,(")
    text = re.sub(r",?\s*\b(?:eds?|editors?|trans)\.?$", "", text, flags=re.I)
    more = bool(re.search(r"\bet\.? al\b|\.\s?\.\s?\.|…|and others", text))
    text = re.sub(r",?\s*(?:\bet\.? al\.?|and others)", "", text)
    text = re.sub(r"[.…]\s?\.?\s?\.\s|…", ", ", text)
    short = re.search(r"\s*[\[(]([A-Z][A-Za-z-]{1,12})[\])]", text)
    acronym = short.group(1) if short else ""
    if short:
        text = (text[: short.start()] + text[short.end() :]).strip(" .,")
    if not re.search(rf"[{UPPER}]", text):
        return (), text.strip(), acronym, more
    plain = text.strip(" .,")
    has_initials = bool(re.search(rf"(?:^|[\s,.-])[{UPPER}]\.", text))
    if not has_initials and (is_organisation(plain) or ("," not in plain and not re.search(rf"^[{UPPER}][\w'’-]+ [{UPPER}]{{1,3}}$", plain))):
        joined = re.search(r"\s(?:&|and)\s", plain)
        if not joined or is_organisation(plain) or re.search(r"\b[a-z]{4,}", plain):
            return (), plain, acronym, more
    if not has_initials and "," in plain and is_organisation(plain.split(",")[0].strip()):
        return (), plain.split(",")[0].strip(), acronym, more
    authors: list[EntryAuthor] = []
    for part in re.split(r"\s*[;,&]\s*(?:and\s+|&\s*)?|\s+and\s+", text):
        part = part.strip(" ,")
        bare = part.strip(".")
        if not part or bare in {"Jr", "Sr", "II", "III", "IV"}:
            continue
        last = authors[-1] if authors else None
        if last and not last.given and (_INITIALS.match(part) or (len(authors) == 1 and not has_initials and _FULL_GIVEN.match(part)) or (len(authors) == 1 and re.match(rf"[{UPPER}][{LOWER}]+(?: [{UPPER}]\.?)+$", part))):
            authors[-1] = EntryAuthor(last.surname, part)
            continue
        vancouver = re.match(rf"^(.*[{LOWER}])\s+((?:[{UPPER}]\.?[\s-]?){{1,3}})$", part)
        lead = re.match(rf"^((?:[{UPPER}][{LOWER}]?\.[\s-]?)+|(?:[{UPPER}]\s)+)(?=\S)(.+)$", part)
        if vancouver and vancouver.group(2) in {"II", "III", "IV"}:
            authors.append(EntryAuthor(vancouver.group(1).strip()))
        elif vancouver:
            authors.append(EntryAuthor(vancouver.group(1).strip(), vancouver.group(2).strip()))
        elif lead:
            authors.append(EntryAuthor(lead.group(2).strip(" ."), lead.group(1).strip()))
        elif authors and not has_initials and " " in part:
            authors.append(EntryAuthor(part.split()[-1].strip("."), part.rsplit(" ", 1)[0]))
        elif any(c.isupper() for c in part) and not _INITIALS.match(part):
            authors.append(EntryAuthor(part.strip(" .")))
    if len(authors) == 1 and not authors[0].given and is_organisation(authors[0].surname):
        return (), authors[0].surname, acronym, more
    return tuple(EntryAuthor(one.surname, _stopped(one.given)) for one in authors), "", acronym, more


def _stopped(given: str) -> str:
    """Initials with the full stop that was stripped from the end of the list: "S.-Y" is "S.-Y."."""
    return f"{given}." if re.search(rf"(?:^|[\s.-])[{UPPER}]$", given) and ("." in given or len(given) == 1) else given


