"""Plans, roll-ups and records for programs: JSON whose fields are only ever added to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from fjkx.plan.characters import escape, revealed
from fjkx.plan.model import Plan, Record, Task, is_complete, light, progress, times_extended
from fjkx.plan.query import Entry
from fjkx.plan.summary import Group, Summary

SCHEMA_VERSION: Final = 1

Value: TypeAlias = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"] | None


def task_list(
    plan: Plan,
    tasks: Iterable[Task],
    today: date,
    encoding: str = "utf-8",
    untold: Sequence[str] = (),
) -> str:
    """The tasks in the order given, with all that is known of each; kind `task-list`. `untold`
    are the ids of those of which the records do not tell everything."""
    listed = [_task(plan, task, today) for task in tasks]
    return document("task-list", today, encoding, **untold_fields(untold), tasks=listed)


def summary(roll_up: Summary, encoding: str = "utf-8", untold: Sequence[str] = ()) -> str:
    """The total and the groups; kind `summary`. Percentages have one decimal; `untold` as in
    `task_list`."""
    return document(
        "summary",
        roll_up.as_of,
        encoding,
        by=roll_up.by,
        pro_rata=round(roll_up.pro_rata, 1),
        **untold_fields(untold),
        total=group_fields(roll_up.total),
        groups=[group_fields(group) for group in roll_up.groups],
    )


def log(entries: Iterable[Entry], today: date, encoding: str = "utf-8") -> str:
    """The records in the order given, each with its task's id and title; kind `log`."""
    return document(
        "log",
        today,
        encoding,
        records=[
            {"task": task.id, "title": task.title, **record_fields(record)}
            for task, record in entries
        ],
    )


def untold_fields(untold: Sequence[str]) -> dict[str, Value]:
    """How many tasks the records do not tell everything of, and which."""
    return {"untold": len(untold), "untold_tasks": untold}


def units(plan: Plan, today: date, encoding: str = "utf-8") -> str:
    """The units in the order of declaration; kind `unit-list`."""
    listed = [{"name": unit.name, "aliases": unit.aliases} for unit in plan.units]
    return document("unit-list", today, encoding, units=listed)


def document(kind: str, today: date, encoding: str = "utf-8", **fields: Value) -> str:
    """A JSON document of some kind, ended by a line feed.

    Characters that may not be shown, which occur within strings only, are escaped; so is all
    that is not ASCII where the encoding is not a form of UTF.
    """
    from json import dumps

    content = {"schema_version": SCHEMA_VERSION, "kind": kind, "as_of": today.isoformat()}
    text = dumps({**content, **fields}, ensure_ascii=not _is_utf(encoding), indent=2)
    return revealed(text, escape) + "\n"


def _is_utf(encoding: str) -> bool:
    return encoding.lower().replace("_", "-").startswith("utf")


def _task(plan: Plan, task: Task, today: date) -> dict[str, Value]:
    """A task; its measures as they count, so all of them are done in a complete task."""
    return {
        "id": task.id,
        "title": task.title,
        "section": task.section,
        "group": task.group,
        "lead": task.lead,
        "support": task.support,
        "leaders": task.leaders,
        "status": task.status,
        "progress": round(progress(task), 1),
        "light": light(plan, task, today),
        "due": iso(task.due),
        "due_text": task.due_text,
        "times_extended": times_extended(task),
        "percent": task.percent,
        "measures": [
            {
                "id": f"{task.id}.{number}",
                "text": measure.text,
                "status": "done" if is_complete(task) else measure.status,
            }
            for number, measure in enumerate(task.measures, start=1)
        ],
        "records": [record_fields(record) for record in task.records],
        **dict(task.extra),
    }


def record_fields(record: Record) -> dict[str, Value]:
    """A record with all its fields, absent ones None."""
    return {
        "date": iso(record.date),
        "measure": record.measure,
        "status": record.status,
        "by": record.by,
        "percent": record.percent,
        "due": iso(record.due),
        "due_was": iso(record.due_was),
        "note": record.note,
        "problem": record.problem,
        "next": record.next,
        **dict(record.extra),
    }


def group_fields(group: Group) -> dict[str, Value]:
    """A group of a roll-up; percentages have one decimal."""
    return {
        "key": group.key,
        "tasks": group.tasks,
        "first_lead": group.first_lead,
        "complete": group.complete,
        "percent_complete": round(group.percent_complete, 1),
        "progress": round(group.progress, 1),
        "todo": group.todo,
        "doing": group.doing,
        "blocked": group.blocked,
        "done": group.done,
        "closed": group.closed,
        "dropped": group.dropped,
        "overdue": group.overdue,
    }


def iso(value: date | None) -> str | None:
    """A day as `2020-06-30`; none as None."""
    return value.isoformat() if value else None
