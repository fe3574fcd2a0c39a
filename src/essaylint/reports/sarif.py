"""SARIF 2.1.0: what GitHub's code scanning, Azure and many editors read."""

from __future__ import annotations

import json
import os
import re

from essaylint.reports.fingerprint import fingerprints
from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from essaylint.reports import Run
    from essaylint.reports.records import DiagnosticRecord, FixRecord, Where
    from essaylint.rulebook import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://github.com/essaylint/essaylint"
_PRECISION = (("very-high", 0.95), ("high", 0.8), ("medium", 0.5))
_ENOUGH = 10
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def write(run: Run) -> Iterator[str]:
    """The log: one run, with the card of every rule that was broken. Columns count code points, from 1."""
    names = list(dict.fromkeys(one["rule"] for _, one in run.diagnostics()))
    results: list[dict[str, Any]] = []
    for file in run.files:
        found = file.get("diagnostics", [])
        prints = fingerprints(found, run.texts.get(file["path"], ""))
        for one, name in zip(found, prints, strict=True):
            results.append(_result(one, file["path"], names.index(one["rule"]), name))
    errors = [
        {
            "level": "error",
            "message": {"text": file["error"]},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file["path"])}}],
        }
        for file in run.files
        if "error" in file
    ]
    told: dict[str, Any] = {
        "tool": {"driver": _driver(names, run)},
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": errors}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if run.model:
        told["properties"] = {"model": run.model}
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [told]}, ensure_ascii=False, indent=2) + "\n"


def _driver(names: Sequence[str], run: Run) -> dict[str, Any]:
    book = run.book()
    return {
        "name": "essaylint",
        "version": VERSION,
        "informationUri": HOME,
        "rules": [_rule(name, book.get(name)) for name in names],
    }


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    told: dict[str, Any] = {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.summary, "markdown": rule.text},
        "defaultConfiguration": {"level": _LEVELS[str(rule.severity)]},
        "properties": {"category": rule.category, "tags": [rule.category], **_precision(rule)},
    }
    return {**told, "helpUri": rule.url} if rule.url else told


def _precision(rule: Rule) -> dict[str, str]:
    """How sure a rule is, by how it was measured, in the words by which GitHub orders alerts."""
    from essaylint.reports.cards import measured  # only for this format

    one = measured(rule)
    if one is None or one.share is None or one.found < _ENOUGH:
        return {}
    return {"precision": next((name for name, least in _PRECISION if one.share >= least), "low")}


def _result(one: DiagnosticRecord, path: str, index: int, name: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": one["rule"],
        "ruleIndex": index,
        "level": _LEVELS[one["severity"]],
        "message": {"text": _plain(one["message"])},
        "locations": [{"physicalLocation": _place(path, one["start"], one["end"], one["text"])}],
        "partialFingerprints": {"essaylint/v1": name},
    }
    if "where" in one:
        told["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": one["where"]}]
    if one["related"]:
        told["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(path, place["start"], place["end"]),
                "message": {"text": _plain(place["message"] or "and here")},
            }
            for number, place in enumerate(one["related"])
        ]
    if one["fixes"]:
        told["fixes"] = [_fix(fix, path) for fix in one["fixes"]]
    return told


def _plain(message: str) -> str:
    """A message in which nothing is a link: SARIF reads [text](1) as one, and a backslash before it takes that away."""
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", message)


def _fix(fix: FixRecord, path: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit["start"], edit["end"]), "insertedContent": {"text": edit["new"]}}
        for edit in fix["edits"]
    ]
    said = " … ".join(f"“{edit['new']}”" if edit["new"] else "nothing" for edit in fix["edits"])
    return {
        "description": {"text": _plain(f"Write {said}")},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safety": fix["safety"]},
    }


def _place(path: str, start: Where, end: Where, text: str = "") -> dict[str, Any]:
    region = _region(start, end)
    return {"artifactLocation": _artifact(path), "region": {**region, "snippet": {"text": text}} if text else region}


def _region(start: Where, end: Where) -> dict[str, int]:
    return {
        "startLine": start["line"],
        "startColumn": start["column"],
        "endLine": end["line"],
        "endColumn": end["column"],
    }


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote  # only for this format

    path = path.replace(os.sep, "/")
    if path.startswith("<"):
        return {"uri": "stdin"}
    return {"uri": ("file://" if path.startswith("/") else "") + quote(path, safe="/", errors="surrogatepass")}
