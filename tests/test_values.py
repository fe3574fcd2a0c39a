"""Values are what `dataclasses` makes of the same classes."""

from __future__ import annotations

import dataclasses
import pickle
from typing import ClassVar

import pytest

from essaylint import values


@values.dataclass(frozen=True)
class Point:
    """A class with a class variable, a default and one that is made anew."""

    kind: ClassVar[str] = "point"
    x: int
    y: int = 2
    tags: dict[str, int] = values.field(default_factory=dict, compare=False, repr=False)


@dataclasses.dataclass(frozen=True)
class Named(Point):
    """A real dataclass that inherits from a value."""

    name: str = ""


def test_like_a_dataclass() -> None:
    """They compare, hash, show, pickle and take part in `dataclasses`."""
    point = Point(1)
    assert point == Point(x=1, y=2, tags={"a": 1}) != Point(2)
    assert hash(point) == hash(Point(1, tags={"b": 2}))
    assert repr(point) == "Point(x=1, y=2)"
    assert pickle.loads(pickle.dumps(point)) == point
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y", "tags"]
    assert dataclasses.replace(point, y=3) == values.replace(point, y=3) == Point(1, 3)
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "tags": {}}
    assert Named(1, name="a") == Named(1, 2, {}, "a")
    assert Point(1).tags is not Point(1).tags
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 3  # type: ignore[misc]


def test_what_is_wrong_is_told_before_and_after_it_is_written_out() -> None:
    """The `__init__` that is written out for a class of many values is as strict."""
    for _ in range(2):
        for wrong in ((), (1, 2, {}, 4)):
            with pytest.raises(TypeError):
                Point(*wrong)  # type: ignore[arg-type]
        for named in ({"z": 1}, {"x": 1, "z": 1}):
            with pytest.raises(TypeError):
                Point(**named)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            Point(1, x=1)  # type: ignore[misc]
        with pytest.raises(TypeError):
            values.replace(Point(1), z=1)
        assert {Point(number) for number in range(values.MANY)} == {Point(x=number) for number in range(values.MANY)}
        assert Point(1).tags is not Point(1).tags
