"""Plans as rows: they come back as they were, or not at all."""

from datetime import date
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fjkx.file.check import RULES
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit, Was
from fjkx.plan.rows import LAYOUT, plan_of, rows_of
from fjkx.store import bundled
from fjkx.store.checksum import sha256
from tests.file.edit_layouts import DONE_LAYOUTS, HEAD, LINE
from tests.file.test_bytes import LAYOUTS
from tests.file.test_edit_random import plan_texts
from tests.plans import plan_in

KINDS = (Unit, Section, Measure, Was, Origin, Record, Task)
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


def made(kind: Any, **own: Any) -> st.SearchStrategy[Any]:
    """Values of a kind, all fields drawn by their types but its `own`."""
    drawn = {name: st.from_type(hint) for name, hint in get_type_hints(kind).items()}
    return st.builds(kind, **{**drawn, **own})


for each in KINDS:
    st.register_type_strategy(each, made(each))

PLANS = made(
    Plan,
    issued=st.none() | DAYS,
    start=st.none() | DAYS,
    due=st.none() | DAYS,
    units=st.lists(st.from_type(Unit), max_size=3).map(tuple),
    sections=st.lists(st.from_type(Section), max_size=3).map(tuple),
    tasks=st.lists(st.from_type(Task), max_size=3).map(tuple),
)


@settings(max_examples=40)
@given(PLANS)
def test_rows_give_the_plan_back(plan: Plan) -> None:
    try:
        rows = rows_of(plan)
    except UnicodeEncodeError:
        return
    assert plan_of(rows) == plan


DONE = [HEAD + text.replace("@", LINE) for pair in DONE_LAYOUTS.values() for text in pair]


def assert_kept_as_read(text: str) -> None:
    plan = plan_in(text)
    assert plan_of(rows_of(plan)) == plan


def test_what_was_read_in_every_layout_comes_back() -> None:
    for text in (*DONE, *LAYOUTS.values()):
        assert_kept_as_read(text)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(plan_texts(least=0))
def test_what_was_read_in_any_layout_comes_back(text: str) -> None:
    assert_kept_as_read(text)


def test_types_come_back_too() -> None:
    plan = plan_in(bundled().decode())
    assert repr(plan_of(rows_of(plan))) == repr(plan)


KEYS = str(dict.fromkeys(Plan._fields)).replace("'", '"').replace("None", "null").encode()


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"[1]", b"\xff", b"[" * 100_000, b'["a",2020]', b"NaN", KEYS],
)
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        plan_of(data)


def test_what_only_some_plans_have_comes_back() -> None:
    day = date(2020, 5, 11)
    was = (Was(("甲",), (), None, "旧"), Was(leaders=("王一",)))
    records = (Record(day, by=("甲", "乙"), chased=2, was=was[0]), Record(day, by="甲", was=was[1]))
    task = Task("1", "t", origin=Origin("上年", "3"), records=records)
    plan = Plan("x", 2020, office="办公室", contact="王一", phone="1", tasks=(task,))
    assert plan_of(rows_of(plan)) == plan


def test_the_layout_has_a_number_of_its_own() -> None:
    """Whoever changes a field or a rule raises LAYOUT, and says here what it then stands for."""
    kinds = (Plan, Unit, Section, Task, Measure, Record, Was, Origin)
    fields = [kind._fields for kind in kinds]
    digest = sha256(repr((fields, [rule.__name__ for rule in RULES])).encode())
    assert (LAYOUT, digest[:12]) == (2, "bb10ee932a73")
