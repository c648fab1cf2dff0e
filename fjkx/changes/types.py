"""What goes into a change and what comes out of it: a report, changes, an outcome."""

from datetime import date
from typing import NamedTuple

from fjkx.plan.model import Plan, Record, Reporters, Task


class Report(NamedTuple):
    """What is reported on a day, and by whom: declared names. `percent` is 0–100, `problem` is
    存在问题, `next` 下一步措施. A blank text is none."""

    on: date
    by: Reporters = None
    note: str | None = None
    percent: int | None = None
    problem: str | None = None
    next: str | None = None


class Change(NamedTuple):
    """One target before and after. `measure` counts from 1, None is the task itself.

    `noted` says that a note was recorded; of a step, whose change of status tells of its
    record, only where the status held already. `remarks` are sentences for the user: what the
    command did beside, what it left alone, what may follow. `kept` are the fields that the
    command was about, where the task is as it was. `corrected` is the place, from 1, of a record
    that was put right or taken out.
    """

    before: Task
    after: Task
    measure: int | None = None
    noted: bool = False
    remarks: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    corrected: int | None = None


class Outcome(NamedTuple):
    """The plan that is meant, and what became of each target in the order typed.

    `added` and `removed` are tasks that are new and no longer there; `remarks` are sentences
    about the plan as a whole.
    """

    plan: Plan
    changes: tuple[Change, ...] = ()
    added: tuple[Task, ...] = ()
    removed: tuple[Task, ...] = ()
    remarks: tuple[str, ...] = ()


def without_blanks(report: Report) -> Report:
    """The report with None in the place of texts that are blank."""
    texts = (report.note, report.problem, report.next)
    note, problem, following = (text if text and text.strip() else None for text in texts)
    return report._replace(note=note, problem=problem, next=following)


def recorded(task: Task, *records: Record) -> Task:
    """The task with more records behind its others."""
    return task._replace(records=(*task.records, *records))
