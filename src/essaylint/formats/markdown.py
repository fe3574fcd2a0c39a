"""Markdown."""

from __future__ import annotations

from essaylint.essay.zones import Draft
from essaylint.formats import plain
from essaylint.source import Source


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a Markdown text, in order."""
    return plain.drafts(source)
