"""Tests whether two claims can both be true; each is a pure function from two claims to an `Opposition` or None."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from essaylint.essay.claims import Claim
from essaylint.essay.oppositions.alignment import Opposition
from essaylint.essay.oppositions.effects import opposed_effects
from essaylint.essay.oppositions.logic import (
    every_and_only,
    exclusive_and_other,
    existence_denied,
    had_and_lost,
    isolated_and_engaged,
    practice_denied,
    sole_cause,
    status_denied,
)
from essaylint.essay.oppositions.polarity import (
    antonyms_in_one_place,
    bond_denied,
    comparison_turned_round,
    more_and_less,
    opposed_prepositions,
    opposed_verbs,
    opposed_verdicts,
    said_and_denied,
)
from essaylint.essay.oppositions.values import (
    counted_twice,
    dates_differ,
    kinds_differ,
    more_than_there_are,
    names_differ,
    numbers_differ,
    superlative_twice,
)

__all__ = ["TESTS", "Opposition", "oppositions"]

Test = Callable[[Claim, Claim], Opposition | None]

TESTS: tuple[Test, ...] = (
    said_and_denied,
    antonyms_in_one_place,
    opposed_verbs,
    opposed_effects,
    comparison_turned_round,
    more_and_less,
    opposed_prepositions,
    dates_differ,
    numbers_differ,
    names_differ,
    superlative_twice,
    kinds_differ,
    exclusive_and_other,
    isolated_and_engaged,
    existence_denied,
    had_and_lost,
    practice_denied,
    opposed_verdicts,
    bond_denied,
    every_and_only,
    counted_twice,
    more_than_there_are,
    status_denied,
    sole_cause,
)


def oppositions(first: Claim, second: Claim) -> Iterator[Opposition]:
    """Every way in which two claims are opposed, the surest kinds first."""
    for test in TESTS:
        found = test(first, second)
        if found is not None:
            yield found
