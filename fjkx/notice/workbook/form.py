"""The workbook that a unit fills in: what stands on it, by which it is known when it comes back."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from fjkx.plan.history import told
from fjkx.plan.model import STATUS_LABELS, Plan, Record, Task, declared, own_text, times_extended
from fjkx.plan.named import NamedTuple

NUMBER, TITLE, TEXT, LEAD, SUPPORT, DUE, LAST = GIVEN = (
    *("编号", "任务", "举措", "牵头单位", "配合单位", "完成时限", "上次进展"),
)
STATUS, PERCENT, NOTE, PROBLEM, NEXT, WHO = ASKED = (
    *("状态", "进度%", "进展情况", "存在问题", "下一步措施", "填报人"),
)
STATUSES: Final = ("todo", "doing", "blocked", "done")
CHOICES: Final = tuple(STATUS_LABELS[status] for status in STATUSES)
ADVICE: Final = "请核对"  # the column of a form that is sent back in which its faults stand
SHEET: Final = "填报"
HEADING: Final = "进展填报表"  # behind the plan's title, above the table
# The hidden sheet: these keys with their values, then a row for each row of the form.
KEYS_SHEET: Final = "fjkx"
PLAN, UNIT, DAY, FINGERPRINT = KEYS = ("计划", "单位", "日期", "指纹")


class Line(NamedTuple):
    """A row of a form: what is given, in the order of GIVEN; of a measure only three columns are
    asked for."""

    given: tuple[str, ...]
    measure: bool = False


class Form(NamedTuple):
    """What a unit is asked, in a plan on a day."""

    plan: str
    unit: str
    day: date
    fingerprint: str
    lines: tuple[Line, ...]


def forms(
    plan: Plan,
    tasks: Sequence[Task],
    units: Sequence[str],
    first: bool,
    day: date,
    measures: bool,
) -> tuple[Form, ...]:
    """A form for each lead unit of some tasks, or for the first lead of each if `first`; of
    `units` alone where there are any. With `measures` each open measure has a row."""
    found: dict[str, list[Line]] = {}
    for task in tasks:
        for unit in declared(plan, task.lead)[: 1 if first else None]:
            if unit in units or not units:
                found.setdefault(unit, []).extend(_lines(task, measures))
    mark = fingerprint(plan)
    return tuple(Form(plan.title, unit, day, mark, tuple(ls)) for unit, ls in found.items())


def form_again(plan: Plan, unit: str, day: date) -> Form:
    """The form of all that a unit may report of, for a workbook that is sent back."""
    tasks = (t for t in plan.tasks if unit in declared(plan, (*t.lead, *t.support)))
    lines = tuple(line for task in tasks for line in _lines(task, True))
    return Form(plan.title, unit, day, fingerprint(plan), lines)


def fingerprint(plan: Plan) -> str:
    """By which a plan is recognised: its title and the numbers and titles of its tasks."""
    known = [plan.title, *(f"{task.id} {task.title}" for task in plan.tasks)]
    return f"{zlib.crc32(chr(10).join(known).encode('utf-8', 'surrogatepass')):08x}"


def _lines(task: Task, measures: bool) -> Iterator[Line]:
    """The row of a task, and one for each open measure."""
    last_first = told(task)[::-1]
    last = next((record for record in last_first if record.measure is None), None)
    day = task.due.isoformat() if task.due else ""
    due = f"{task.due_text}（{day}）" if task.due_text and day else task.due_text or day
    if day and task.due_text and times_extended(task):
        due = f"{day}（原为{task.due_text}）"
    who = ("、".join(task.lead), "、".join(task.support), due)
    yield Line((task.id, task.title, own_text(task), *who, reported(last)))
    for number, measure in enumerate(task.measures if measures else (), start=1):
        if measure.status != "done":
            last = next((record for record in last_first if record.measure == number), None)
            given = (f"{task.id}.{number}", task.title, measure.text, *who, reported(last))
            yield Line(given, measure=True)


def reported(record: Record | None) -> str:
    """A record as what was last reported."""
    if record is None:
        return ""
    percent = "" if record.percent is None else f"（{record.percent}%）"
    return f"{record.date}{percent} {record.note}"
