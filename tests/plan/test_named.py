"""Named tuples made fast are what `typing` makes of the same class."""

import typing
from collections.abc import Callable
from typing import Any

import pytest

from fjkx.plan import named


class Quick(named.NamedTuple):
    """With and without a default."""

    name: str
    size: int = 1
    parts: tuple[str, ...] = ()


class Usual(typing.NamedTuple):
    """The same."""

    name: str
    size: int = 1
    parts: tuple[str, ...] = ()


class Empty(named.NamedTuple):
    """Without fields."""


Use = Callable[[Any], Any]
USES: list[Use] = [
    lambda made: made("a"),
    lambda made: made("a", 2, ("b",)),
    lambda made: made("a", parts=("b",)),
    lambda made: made(parts=("b",), name="a"),
    lambda made: made("a", 2)._replace(size=3),
    lambda made: made("a")._asdict(),
    lambda made: list(made("a")),
    lambda made: made("a").parts,
    lambda made: made._fields,
    lambda made: made.__match_args__,
    lambda made: repr(made("a", 2)).partition("(")[2],
    lambda made: {made("a"): 1}[("a", 1, ())],
    lambda made: made("a") < made("b"),
]
WRONG: list[Use] = [
    lambda made: made(),
    lambda made: made(size=2),
    lambda made: made("a", 1, (), 4),
    lambda made: made("a", 1, (), 4, parts=()),
    lambda made: made("a", other=1),
    lambda made: made("a", 1, (), other=1),
    lambda made: made("a")._replace(other=1),
]


@pytest.mark.parametrize("use", USES)
def test_made_and_used_alike(use: Use) -> None:
    assert use(Quick) == use(Usual)


@pytest.mark.parametrize("use", WRONG)
def test_refused_alike(use: Use) -> None:
    for made in (Quick, Usual):
        with pytest.raises((TypeError, ValueError)):
            use(made)


def test_fields_cannot_be_set() -> None:
    for each in (Quick("a"), Usual("a")):
        with pytest.raises(AttributeError):
            each.name = "b"  # type: ignore[misc]  # refused


def test_without_fields_nothing_can_be_told_apart() -> None:
    assert Empty() == Empty() == ()


def test_matched_by_position() -> None:
    match Quick("a", 2):
        case Quick(name, size):
            assert (name, size) == ("a", 2)
