"""A plan as plain rows and back: what is kept of a plan that was read, so that it need not be
read again.

A row is a value's fields in their order, days as text: `["14", "科普", "todo", …]`. Reading rows
is five times as fast as reading the YAML that they come from.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from fjkx.plan.model import Measure, Origin, Plan, Record, Reporters, Section, Task, Unit, Was

LAYOUT: Final = 2
"""Rows of another number are not read. Raise it when a field of a plan is added or changed, and
when a file that was a plan becomes an error or is read otherwise."""

T = TypeVar("T")
Made = TypeVar("Made", bound=tuple[Any, ...])
Row = list[Any]
Readers = tuple[tuple[int, Callable[[Any], Any]], ...]


def rows_of(plan: Plan) -> bytes:
    """The plan as JSON. Raises UnicodeEncodeError for text that no UTF-8 holds."""
    import json

    text = json.dumps(plan, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return text.encode()


def plan_of(data: bytes) -> Plan:
    """The reverse of `rows_of`. Raises ValueError for what it did not write in this layout."""
    import json

    try:
        return _plan(json.loads(data))
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError("not the rows of a plan") from error


def _reader(kind: type[Made], **fields: Callable[[Any], Any]) -> Callable[[Row], Made]:
    """A row → a value: the named fields through their own readers, the others as they are."""
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # a NamedTuple has them
    readers: Readers = tuple((names.index(name), reader) for name, reader in fields.items())
    count = len(names)

    def read(row: Row) -> Made:
        if len(row) != count:
            raise ValueError("a row of another layout")
        for at, reader in readers:
            if row[at] is not None:
                row[at] = reader(row[at])
        return tuple.__new__(kind, row)  # the class would only count the values again

    return read


def _each(reader: Callable[[Any], T]) -> Callable[[Row], tuple[T, ...]]:
    return lambda rows: tuple(map(reader, rows))


_day: Final = date.fromisoformat
_extra: Final = _each(tuple)


def _by(units: str | Row) -> Reporters:
    return units if isinstance(units, str) else tuple(units)


_unit: Final = _reader(Unit, aliases=tuple)
_was: Final = _reader(Was, lead=tuple, support=tuple, leaders=tuple)
_record: Final = _reader(Record, date=_day, by=_by, due=_day, due_was=_day, was=_was, extra=_extra)
_task: Final = _reader(
    Task,
    lead=tuple,
    support=tuple,
    leaders=tuple,
    due=_day,
    added=_day,
    origin=_reader(Origin),
    measures=_each(_reader(Measure)),
    records=_each(_record),
    extra=_extra,
)
_plan: Final = _reader(
    Plan,
    issued=_day,
    start=_day,
    due=_day,
    units=_each(_unit),
    sections=_each(_reader(Section)),
    tasks=_each(_task),
    extra=_extra,
)
