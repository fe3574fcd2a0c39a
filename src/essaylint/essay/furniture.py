"""Furniture: what is on the page and not in the essay (menus, adverts, view and page counts, author cards)."""

from __future__ import annotations

from collections.abc import Sequence

from essaylint.essay.paragraph import Kind


def find_furniture(texts: Sequence[str], kinds: Sequence[Kind]) -> set[int]:
    """The indexes of the paragraphs that are furniture."""
    return set()
