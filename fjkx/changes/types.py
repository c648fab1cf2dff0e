"""What goes into a change and what comes out of it: a report, changes, an outcome."""

from collections.abc import Iterable
from datetime import date

from fjkx.plan.model import Plan, Record, Reporters, Task
from fjkx.plan.named import NamedTuple


class Report(NamedTuple):
    """What is reported on a day, and by whom: declared names. `percent` is 0–100, `problem` is
    存在问题, `next` 下一步措施, `status` is done or blocked, where the
    unit says so; of a measure done. A blank text is none."""

    on: date
    by: Reporters = None
    note: str | None = None
    percent: int | None = None
    problem: str | None = None
    next: str | None = None
    status: str | None = None


class Change(NamedTuple):
    """One target before and after. `measure` counts from 1, None is the task itself.

    `records` are what is recorded of it; `after` has them, with those of the other targets that
    are of the same task. `noted` says that a note was recorded; of a step, whose change of status
    tells of its record, only where the status held already. `remarks` are sentences for the user:
    what the command did beside, what it left alone, what may follow. `kept` are the fields that
    the command was about, where the task is as it was. `corrected` is the place, from 1, of a
    record that was put right or taken out.
    """

    before: Task
    after: Task
    measure: int | None = None
    records: tuple[Record, ...] = ()
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


def with_records(task: Task, records: Iterable[Record]) -> Task:
    """The task with more records behind its others, its measures as these say."""
    new = tuple(records)
    statuses = {record.measure: record.status for record in new if record.status is not None}
    measures = task.measures
    if statuses.keys() - {None}:
        measures = tuple(
            measure._replace(status=statuses.get(number, measure.status))
            for number, measure in enumerate(measures, start=1)
        )
    return task._replace(measures=measures, records=(*task.records, *new))
