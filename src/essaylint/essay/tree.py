"""The dependency tree of a paragraph: who hangs on whom, and how far a phrase reaches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from essaylint.span import Span
from essaylint.values import dataclass

if TYPE_CHECKING:
    from essaylint.backends.parser import Token

# Relations that lead out of a noun phrase into a clause of its own.
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "csubjpass", "parataxis"})


@dataclass(frozen=True)
class Tree:
    """The tokens of a paragraph with the way down from each head to its dependents."""

    tokens: tuple[Token, ...]

    @cached_property
    def memo(self) -> dict[object, object]:
        """What was worked out of this tree already, for those who ask again."""
        return {}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indexes of its dependents, in order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                lists[token.head].append(token.index)
        return tuple(tuple(one) for one in lists)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """For each sentence the indexes of its first token and of the one after its last."""
        found: list[tuple[int, int]] = []
        for token in self.tokens:
            if not found or token.sentence != self.tokens[found[-1][0]].sentence:
                found.append((token.index, token.index + 1))
            else:
                found[-1] = (found[-1][0], token.index + 1)
        return tuple(found)

    def deps(self, index: int, *names: str) -> Iterator[Token]:
        """The dependents of a token that stand in one of these relations to it."""
        for child in self.children[index]:
            if self.tokens[child].dep in names:
                yield self.tokens[child]

    def dep(self, index: int, *names: str) -> Token | None:
        """The first of `deps`."""
        return next(self.deps(index, *names), None)

    def under(self, index: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """The indexes of a token and of all below it, in order; relations in `stop` are not followed."""
        found, todo = [], [index]
        while todo:
            one = todo.pop()
            found.append(one)
            todo.extend(child for child in self.children[one] if self.tokens[child].dep not in stop)
        return sorted(found)

    def clause(self, index: int) -> list[int]:
        """The indexes of a verb and what belongs to its own clause: no clause below it, no verb coordinated with it."""
        found, todo = [], [index]
        while todo:
            one = todo.pop()
            found.append(one)
            for child in self.children[one]:
                token = self.tokens[child]
                if token.dep not in CLAUSES and not (token.dep == "conj" and token.pos in ("VERB", "AUX")):
                    todo.append(child)
        return sorted(found)

    def up(self, index: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        token = self.tokens[index]
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def conjuncts(self, index: int) -> list[int]:
        """A token and those coordinated with it."""
        found = [index]
        for one in found:
            found.extend(child for child in self.children[one] if self.tokens[child].dep == "conj")
        return found

    def token_at(self, end: int) -> int:
        """The index of the token that ends at an offset, or of the last one before it."""
        return max(bisect_right(self._ends, end) - 1, 0)

    def token_over(self, start: int) -> int:
        """The index of the token that covers an offset, or of the first one after it."""
        return bisect_right(self._ends, start)

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    def span(self, first: int, last: int) -> Span:
        """From the start of one token to the end of another."""
        return Span(self.tokens[first].start, self.tokens[last].end)
