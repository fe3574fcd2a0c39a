"""Frozen dataclasses that cost nothing to make: `dataclass`, `field` and `replace` as `dataclasses` has them.

`dataclasses` writes and compiles six functions for every class, which takes a millisecond a class, and loads a dozen
modules; a start makes a hundred classes. Here all classes share six functions that look at the class's fields. To everybody
else they are dataclasses: `dataclasses.fields`, `replace` and `asdict` work on them, and a real `@dataclass(frozen=True)` may
inherit from one. `slots` is accepted and does nothing; `kw_only`, `order` and `InitVar` do not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")
_C = TypeVar("_C", bound=type)
_MISSING = object()
# Of so many values of a class, writing its `__init__` out has paid.
MANY = 300


class _Field:
    """A field's default, where it is more than a value."""

    def __init__(self, default: Any, default_factory: Any, repr: bool, compare: bool) -> None:
        self.default, self.factory, self.repr, self.compare = default, default_factory, repr, compare


def field(*, default: Any = _MISSING, default_factory: Any = None, repr: bool = True, compare: bool = True) -> Any:
    """A default that is made anew for every value, or a field that is not compared or not shown."""
    return _Field(default, default_factory, repr, compare)


class _Shape:
    """What a class's functions need to know of its fields."""

    def __init__(self, fields: dict[str, _Field], frozen: bool, post_init: bool) -> None:
        self.fields, self.frozen, self.post_init = fields, frozen, post_init
        self.names = tuple(fields)
        self.made = 0
        self.keys = fields.keys()
        self.defaults = {name: one.default for name, one in fields.items() if one.default is not _MISSING}
        self.compared = tuple(name for name, one in fields.items() if one.compare)


class _AsDataclass:
    """What `dataclasses` wants to find on a class, made when it looks for it."""

    def __init__(self, attribute: str) -> None:
        self.attribute = attribute

    def __get__(self, instance: object, owner: Any) -> Any:
        if "__value_twin__" not in owner.__dict__:
            owner.__value_twin__ = self._twin_of(owner)
        return getattr(owner.__value_twin__, self.attribute)

    @staticmethod
    def _twin_of(owner: Any) -> type:
        import dataclasses  # only for whoever has it loaded already

        shape: _Shape = owner.__value_shape__
        made = []
        for name, one in shape.fields.items():
            options: dict[str, Any] = {"repr": one.repr, "compare": one.compare}
            if one.factory is not None:
                options["default_factory"] = one.factory
            elif one.default is not _MISSING:
                options["default"] = one.default
            hints = [cls.__annotations__[name] for cls in owner.__mro__ if name in getattr(cls, "__annotations__", ())]
            made.append((name, hints[0] if hints else Any, dataclasses.field(**options)))
        return dataclasses.make_dataclass(owner.__name__, made, frozen=shape.frozen)


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, eq: bool = True, slots: bool = False) -> Callable[[_C], _C]:
    """Make the annotated names of a class its fields.

    >>> @dataclass(frozen=True)
    ... class Pair:
    ...     left: int
    ...     right: tuple[int, ...] = ()
    >>> Pair(1), Pair(1) == Pair(left=1, right=()), replace(Pair(1), right=(2,))
    (Pair(left=1, right=()), True, Pair(left=1, right=(2,)))
    """

    def made(cls: _C) -> _C:
        fields: dict[str, _Field] = {}
        for base in reversed(cls.__mro__[1:]):
            if "__value_shape__" in base.__dict__:
                fields |= base.__dict__["__value_shape__"].fields
        own = cls.__dict__
        for name, hint in getattr(cls, "__annotations__", {}).items():
            if "ClassVar" not in (hint if isinstance(hint, str) else repr(hint)):
                default = own.get(name, _MISSING)
                if isinstance(default, _Field):
                    if default.default is _MISSING:
                        delattr(cls, name)
                    else:
                        setattr(cls, name, default.default)
                fields[name] = default if isinstance(default, _Field) else _Field(default, None, True, True)
        functions: dict[str, Any] = {"__init__": _init, "__repr__": _repr}
        if eq:
            functions["__eq__"] = _eq
            functions["__hash__"] = _hash if frozen else None
        if frozen:
            functions |= {"__setattr__": _refuse, "__delattr__": _refuse}
        for name, function in functions.items():
            # A class that says `__eq__` has a `__hash__` of None put there by Python.
            if name not in own or (name == "__hash__" and "__eq__" not in own):
                setattr(cls, name, function)
        made_of: Any = cls
        made_of.__value_shape__ = _Shape(fields, frozen, hasattr(cls, "__post_init__"))
        setattr(cls, "__match_args__", tuple(fields))  # noqa: B010  # mypy knows it as it is elsewhere
        made_of.__dataclass_fields__ = _AsDataclass("__dataclass_fields__")
        made_of.__dataclass_params__ = _AsDataclass("__dataclass_params__")
        return cls

    return made


def replace(value: _T, **changes: Any) -> _T:
    """The same value with some fields set anew."""
    shape: _Shape = value.__value_shape__  # type: ignore[attr-defined]
    own, cls = value.__dict__, type(value)
    if not changes.keys() <= shape.keys:
        return cls(**changes)  # which says what is wrong
    new = object.__new__(cls)
    fields = new.__dict__
    for name in shape.names:
        fields[name] = changes[name] if name in changes else own[name]
    if shape.post_init:
        new.__post_init__()  # type: ignore[attr-defined]
    return new


def names_of(value: Any) -> tuple[str, ...]:
    """The names of a value's fields, or of a class's."""
    shape: _Shape = value.__value_shape__
    return shape.names


def _init(self: Any, /, *args: Any, **options: Any) -> None:
    shape: _Shape = self.__value_shape__
    shape.made += 1
    if shape.made == MANY and "__init__" in type(self).__dict__:
        type(self).__init__ = _written(type(self), shape)
    own: dict[str, Any] = self.__dict__
    own.update(shape.defaults)
    if args:
        if len(args) > len(shape.names) or not options.keys().isdisjoint(shape.names[: len(args)]):
            raise TypeError(f"{type(self).__name__}() has too many values; its fields are {', '.join(shape.names)}")
        own.update(zip(shape.names, args, strict=False))
    if options:
        own.update(options)
    if own.keys() != shape.keys:
        _complete(self, shape, own)
    if shape.post_init:
        self.__post_init__()


def _written(cls: type, shape: _Shape) -> Callable[..., None]:
    """The `__init__` of a class of which many values are made, written out as `dataclasses` would."""
    known: dict[str, Any] = {}
    takes, lines = ["self"], ["    own = self.__dict__"]
    for name, one in shape.fields.items():
        default = "" if one.default is _MISSING and one.factory is None else f"=default_{name}"
        takes.append(name + default)
        known[f"default_{name}"] = one.factory if one.factory is not None else one.default
        made = f"default_{name}() if {name} is default_{name} else {name}" if one.factory is not None else name
        lines.append(f"    own[{name!r}] = {made}")
    if shape.post_init:
        lines.append("    self.__post_init__()")
    exec(f"def __init__({', '.join(takes)}):\n" + "\n".join(lines), known)
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _complete(self: Any, shape: _Shape, own: dict[str, Any]) -> None:
    for name, one in shape.fields.items():
        if name not in own:
            if one.factory is not None:
                own[name] = one.factory()
            else:
                raise TypeError(f"{type(self).__name__}() needs “{name}”")
    if len(own) > len(shape.names):
        unknown = next(name for name in own if name not in shape.fields)
        raise TypeError(f"{type(self).__name__}() has no field “{unknown}”")


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name, one in self.__value_shape__.fields.items() if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if self is other:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    mine, yours = self.__dict__, other.__dict__
    return all(mine[name] == yours[name] for name in self.__value_shape__.compared)


def _hash(self: Any) -> int:
    own = self.__dict__
    return hash(tuple([own[name] for name in self.__value_shape__.compared]))


def _refuse(self: Any, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot set field {name!r}")
