"""Any sequence of commands, typed through `main()`: the records tell what became of the plan, on
the last day and on every day before; and every kind of update can be taken back to the byte."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fjkx.file.schema import parse
from fjkx.plan.history import is_recorded, replay
from fjkx.plan.model import Plan, in_order
from tests.cli.year import typed

PLAN = """\
schema: 1
plan: {title: 工作要点, year: 2020, issued: 2020-01-10}
units: [{name: 办公室}, {name: 院士办}]
tasks:
  - {id: 1, title: 甲, lead: [办公室], status: todo, measures: [{text: 一。}, {text: 二。}]}
  - id: 2
    title: 乙
    lead: [院士办, 办公室]
    status: todo
    due: 2020-06-30
    measures:
      - text: 一。
        status: todo
  - id: 3
    title: 丙
    status: todo
"""
LOOKS = (["list"], ["summary", "--by", "dept"], ["chase"])


class Order(NamedTuple):
    """A command, typed some days after the one before it, and said to be of some days ago."""

    later: int
    argv: list[str]
    ago: int


NUMBERS = st.sampled_from(["1", "2", "3"])
MEASURES = st.sampled_from(["1.1", "1.2", "2.1"])
DAYS = st.dates(date(2020, 3, 1), date(2020, 12, 31)).map(str)
STEPS = st.sampled_from(["start", "block", "done", "close", "drop", "reopen"])
PERCENTS = st.integers(0, 100).map(str)


def commands() -> st.SearchStrategy[list[str]]:
    """Commands that record something, allowed at that moment or not."""
    return st.one_of(
        st.tuples(STEPS, NUMBERS),
        st.tuples(st.sampled_from(["done", "reopen"]), MEASURES),
        st.tuples(STEPS, NUMBERS, st.just("-m"), st.just("说明")),
        st.tuples(st.just("note"), NUMBERS, st.just("进展"), st.just("--percent"), PERCENTS),
        st.tuples(st.just("note"), MEASURES, st.just("进展"), st.just("--problem"), st.just("缺")),
        st.tuples(st.just("set"), NUMBERS, st.just("--due"), DAYS),
        st.tuples(st.just("set"), NUMBERS, *map(st.just, ["--clear", "due", "-m", "撤销"])),
        st.tuples(st.just("extend"), NUMBERS, DAYS, st.just("-m"), st.just("顺延")),
    ).map(list)


def orders() -> st.SearchStrategy[list[Order]]:
    """Up to a dozen commands, now and then for a day gone by, a new task or an undo among them."""
    others = st.sampled_from([["undo"], ["add", "新", "--lead", "办公室", "--due", "年底"]])
    later, ago = st.integers(0, 40), st.sampled_from([0, 0, 0, 1, 7, 30])
    return st.lists(
        st.one_of(
            *[st.builds(Order, later, commands(), ago)] * 4,
            st.builds(Order, later, others, st.just(0)),
        ),
        max_size=12,
    )


class Diary:
    """A plan in the making, and what was shown of it at the end of the days gone by."""

    def __init__(self, folder: str) -> None:
        self.path = Path(folder, "plan.yaml")
        self.path.write_text(PLAN, "utf-8")
        self.today = date(2020, 3, 1)
        self.shown: dict[date, list[str]] = {}

    def type(self, *argv: str) -> tuple[int, str, str]:
        return typed(["-f", str(self.path), "--today", str(self.today), *argv])

    def look(self, *more: str) -> list[str]:
        """What is shown for programs."""
        answers = [self.type(*argv, *more, "--format", "json") for argv in LOOKS]
        assert [(code, err) for code, _, err in answers] == [(0, "")] * len(LOOKS)
        return [out for _, out, _ in answers]

    def follow(self, order: Order) -> None:
        """Type the command; what it says of days gone by is forgotten of these."""
        if order.later:
            self.shown[self.today] = self.look()
        self.today = min(self.today + timedelta(order.later), date(2020, 12, 31))
        on = self.today - timedelta(order.ago)
        before = self.path.read_bytes()
        code, _, err = self.type(*order.argv, *(["--on", str(on)] if order.ago else []))
        assert code in (0, 1) and "程序内部出错" not in err
        if code:
            assert self.path.read_bytes() == before
        since = date.min if order.argv == ["undo"] else on
        self.shown = {day: shown for day, shown in self.shown.items() if day < since}

    def plan(self) -> Plan:
        plan = parse(self.path.read_text("utf-8")).plan
        assert plan is not None
        return plan


def keep_the_diary(typed_orders: list[Order]) -> None:
    """Follow the orders; then see whether the records tell all of it."""
    with tempfile.TemporaryDirectory() as folder:
        diary = Diary(folder)
        for order in typed_orders:
            diary.follow(order)
        for task in diary.plan().tasks:
            told = replay(task, in_order(task.records))
            assert (told.status, told.measures) == (task.status, task.measures)
            assert (told.percent, told.due) == (task.percent, task.due)
        assert diary.type("check")[0] == 0
        assert diary.look("--as-of", str(diary.today)) == diary.look()
        for day, shown in diary.shown.items():
            assert diary.look("--as-of", str(day)) == shown, day


@settings(max_examples=6, derandomize=True, suppress_health_check=list(HealthCheck))
@given(orders())
def test_the_records_tell_every_day(typed_orders: list[Order]) -> None:
    keep_the_diary(typed_orders)


@pytest.mark.long
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(orders())
def test_the_records_tell_every_day_long(typed_orders: list[Order]) -> None:
    keep_the_diary(typed_orders)


def test_what_is_changed_by_hand_is_not_told(tmp_path: Path) -> None:
    """The other side of the property: the same plan with a status of its own."""
    plan = parse(PLAN.replace("title: 丙\n    status: todo", "title: 丙\n    status: done")).plan
    assert plan is not None
    assert [is_recorded(task) for task in plan.tasks] == [True, True, False]
