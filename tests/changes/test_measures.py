"""Measures: added, reworded, moved, taken out; records that name them keep naming them."""

from collections.abc import Callable
from datetime import date

import pytest

from fjkx.changes.measures import add_measures, move_measure, remove_measure, reword_measure
from fjkx.changes.types import Change, Outcome
from fjkx.plan.model import Measure, Plan, Record, Task
from fjkx.words.names import Target
from tests.refused import refused

DAY = date(2020, 5, 11)
ONE, TWO, THREE = Measure("一。"), Measure("二；", "done"), Measure("三。")
RECORDS = (Record(DAY, 2, "done"), Record(DAY, note="好"), Record(DAY, 3, note="在办"))
TASK = Task("14", "t", "doing", measures=(ONE, TWO, THREE), records=RECORDS)
DEPARTS = "第 14 项的正文有改动，请对照通知原文"


def only(outcome: Outcome) -> Change:
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def plan(task: Task = TASK) -> Plan:
    return Plan("x", 2020, tasks=(task,))


def numbers(task: Task) -> list[int | None]:
    return [record.measure for record in task.records]


def test_each_sentence_is_a_new_measure() -> None:
    change = only(add_measures(plan(), Target(0), " 四；\n五。 "))
    assert change.after == TASK._replace(
        measures=(*TASK.measures, Measure("四；"), Measure("五。"))
    )
    assert change.remarks == ("新增举措 14.4：四；", "新增举措 14.5：五。", DEPARTS)
    own = only(add_measures(plan(TASK._replace(added=DAY)), Target(0), "四。"))
    assert own.remarks == ("新增举措 14.4：四。",)  # it is not the notice's


def test_a_measure_gets_another_text_and_keeps_its_status() -> None:
    change = only(reword_measure(plan(), Target(0, 2), " 二改。"))
    assert change.after.measures == (ONE, Measure("二改。", "done"), THREE)
    assert change.remarks == ("举措 14.2 改为：二改。", DEPARTS)
    assert only(reword_measure(plan(), Target(0, 2), "二；")) == Change(TASK, TASK)


@pytest.mark.parametrize(
    ("measure", "to", "measures", "named"),
    [
        (3, 1, (THREE, ONE, TWO), [3, None, 1]),
        (1, 3, (TWO, THREE, ONE), [1, None, 2]),
        (2, 1, (TWO, ONE, THREE), [1, None, 3]),
        (2, 2, (ONE, TWO, THREE), [2, None, 3]),
    ],
)
def test_a_measure_moves_and_its_records_with_it(
    measure: int, to: int, measures: tuple[Measure, ...], named: list[int | None]
) -> None:
    change = only(move_measure(plan(), Target(0, measure), to))
    assert (change.after.measures, numbers(change.after)) == (measures, named)
    moved = (f"举措 14.{measure} 移为 14.{to}", DEPARTS) if measure != to else ()
    assert change.remarks == moved


def test_a_measure_is_taken_out_and_those_behind_it_move_up() -> None:
    change = only(remove_measure(plan(), Target(0, 1)))
    assert (change.after.measures, numbers(change.after)) == ((TWO, THREE), [1, None, 2])
    assert change.remarks == ("举措 14.1 已删去：一。", DEPARTS)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: add_measures(plan(), Target(0, 2), "四。"), "举措加在任务里"),
        (lambda: add_measures(plan(), Target(0), " \n"), "举措的文字不能为空"),
        (
            lambda: add_measures(plan(TASK._replace(status="closed")), Target(0), "四。"),
            "第 14 项已销号，不能增加举措 | 先退回重办：fjkx reopen 14",
        ),
        (lambda: reword_measure(plan(), Target(0), "四。"), "请写明是第 14 项的哪一条举措"),
        (lambda: reword_measure(plan(), Target(0, 1), ""), "举措的文字不能为空"),
        (lambda: move_measure(plan(), Target(0, 1), 4), "第 14 项有 3 条举措，不能移到第 4 条"),
        (lambda: move_measure(plan(), Target(0, 1), 0), "第 14 项有 3 条举措，不能移到第 0 条"),
        (
            lambda: remove_measure(plan(), Target(0, 3)),
            "举措 14.3 有 1 条进展记录，不能删去 | 先删去记录：fjkx correct 14.3 --delete",
        ),
    ],
)
def test_refusals(call: Callable[[], Outcome], message: str) -> None:
    assert refused(call).startswith(message)
