"""The list of tasks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from fjkx.plan.characters import one_line
from fjkx.plan.model import (
    Plan,
    Task,
    declared,
    is_complete,
    light,
    mean_progress,
    measures_done,
    progress,
    reporters,
    supporting,
    times_extended,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Filter, Sort, by_section, fold
from fjkx.views import document as doc
from fjkx.views import parts

if TYPE_CHECKING:
    from fjkx.plan.chase import Standing


class Listed(NamedTuple):
    """The tasks listed, in order, and the question they answer."""

    plan: Plan
    tasks: Sequence[Task]
    flt: Filter
    today: date
    sort: Sort = "id"
    measures: bool = False
    unrecorded: tuple[str, ...] = ()


class Line(NamedTuple):
    """What a row is of: a task, or the measure of that number."""

    task: Task
    measure: int = 0


def task_list(listed: Listed) -> doc.View:
    """The tasks in the order given, on a screen under their section headings if the order is that
    of ids. With `measures` theirs too: below each task, or in rows of their own, in which the
    number has a column: a spreadsheet takes 14.10 for 14.1. `unrecorded` are the ids of the tasks
    of which the records do not tell everything."""
    return doc.View(partial(_documents, listed), partial(task_data, listed))


def _documents(listed: Listed, medium: doc.Medium) -> tuple[doc.Document, ...]:
    blocks: list[doc.Block] = []
    if medium in parts.LEDGER:
        blocks.append(parts.title(listed.plan, "台账", medium, listed.today))
    elif medium != "screen":
        blocks.append(doc.Title(listed.plan.title))
    table = task_table(listed, medium)
    if listed.tasks:
        blocks.append(table)
    blocks.append(doc.Note(parts.tally(listed.plan, len(listed.tasks), listed.flt)))
    return (doc.Document(tuple(blocks), main=table),)


def task_table(listed: Listed, medium: doc.Medium) -> doc.Table:
    """The tasks, in groups where they are read in the order of the plan; a ledger has a total."""
    specs = parts.specs_on(medium, _specs(listed))
    if medium in parts.FIGURES:
        return parts.table(specs, (each for task in listed.tasks for each in _lines(listed, task)))
    keywords = tuple(map(fold, listed.flt.keywords))

    def rows(tasks: Sequence[Task]) -> tuple[doc.Row, ...]:
        below = partial(_below, listed, keywords) if medium == "screen" else lambda task: ()
        return tuple(parts.row(specs, Line(task), below(task)) for task in tasks)

    total = _total(listed) if medium in parts.LEDGER and listed.tasks else {}
    foot = doc.Row(tuple(total.get(spec.column.heading) for spec in specs)) if total else None
    return parts.grouped(specs, _groups(listed, rows), foot)


def _total(listed: Listed) -> dict[str, doc.Value]:
    """What the total says, by the heading below which it stands."""
    plan, today = listed.plan, listed.today
    counted = [task for task in listed.tasks if task.status != "dropped"]
    overdue = sum(light(plan, task, today) == "overdue" for task in counted)
    return {
        "序号": "合计",
        "重点任务": f"{len(counted)} 项",
        "状态": f"办结 {sum(map(is_complete, counted))}",
        "进度": doc.Percent(mean_progress(counted)),
        "预警": f"逾期 {overdue}" if overdue else None,
    }


def _groups(
    listed: Listed, rows: Callable[[Sequence[Task]], tuple[doc.Row, ...]]
) -> Iterator[doc.Group]:
    """In the order of the plan every section's tasks under its heading, and under the headings of
    its groups; in another all of them together."""
    if listed.sort != "id" or not any(task.section for task in listed.tasks):
        yield doc.Group(rows(listed.tasks))
        return
    for section, members in by_section(listed.plan, listed.tasks):
        heading = parts.section_heading(listed.plan, section.id if section else None)
        for place, (group, some) in enumerate(groupby(members, key=lambda task: task.group)):
            if not place:
                yield doc.Group(() if group else rows(tuple(some)), heading)
            if group or place:
                yield doc.Group(rows(tuple(some)), group or "", 1)


def _lines(listed: Listed, task: Task) -> Iterator[Line]:
    """The rows of a task where every measure has one of its own."""
    yield Line(task)
    if listed.measures:
        yield from (Line(task, number) for number in range(1, len(task.measures) + 1))


def _below(listed: Listed, keywords: Sequence[str], task: Task) -> tuple[doc.Check, ...]:
    """The task's measures to show below it: all, or those with a keyword that the task's own row
    does not have and that would leave the reader wondering why the task is there."""
    numbered = list(enumerate(task.measures, start=1))
    if not (listed.measures or keywords):
        return ()
    if not listed.measures:
        seen = fold("\n".join((task.id, task.title, *declared(listed.plan, task.lead))))
        unseen = [word for word in keywords if word not in seen]
        numbered = [(n, m) for n, m in numbered if any(word in fold(m.text) for word in unseen)]
    return parts.checks(task, numbered, keywords)


# -- columns ----------------------------------------------------------------------------------


def _leaders(line: Line) -> doc.Names:
    """Who is responsible."""
    return doc.Names(line.task.leaders)


def _specs(listed: Listed) -> list[parts.Spec[Line]]:
    """The columns of a screen, of a ledger, in which leaders have one only where a task has some,
    and of what has a column for every figure."""
    plan, today = listed.plan, listed.today
    titles = _titles(listed)
    led, by_leader = any(task.leaders for task in listed.tasks), listed.sort == "leader"
    return [
        parts.everywhere("序号", lambda line: line.task.id, "id"),
        *([MEASURE] if listed.measures else []),
        parts.everywhere("任务", titles)._replace(on=parts.SCREEN | parts.FIGURES),
        _ledger("重点任务", titles),
        _ledger("举措", lambda line: _measures(line.task)),
        _figures("所属部分", lambda line: _section(plan, line.task)),
        parts.on_screen("牵头单位", _units(listed), "names", "stack"),
        parts.in_data("牵头单位", lambda line: doc.Names(declared(plan, line.task.lead)), "names"),
        parts.in_data("配合单位", lambda line: doc.Names(supporting(plan, line.task)), "names"),
        *([parts.on_screen("责任领导", _leaders, "label")] if led and by_leader else []),
        parts.in_data("责任领导", _leaders, "names", parts.DATA if led else parts.FIGURES),
        _ledger("完成时限", lambda line: line.task.due or line.task.due_text, "date"),
        parts.everywhere("状态", _status, "status"),
        parts.on_screen("进度", lambda line: _progress(line.task), "percent"),
        _ledger("进度", lambda line: _share(line.task), "percent"),
        _figures("进度(%)", _of_task(progress), "number"),
        parts.on_screen("举措", lambda line: _counts(line.task), "number", "extra"),
        _figures("已完成举措", _of_task(measures_done), "number"),
        _figures("举措总数", _of_task(lambda task: len(task.measures)), "number"),
        *(_deadlines(plan, today) if any(t.due or t.due_text for t in plan.tasks) else []),
        _figures("完成时限", _of_task(lambda task: task.due), "date"),
        _figures("时限要求", _of_task(lambda task: task.due_text)),
        _ledger("进展情况", lambda line: _reported(plan, line.task)),
        _ledger("存在问题", lambda line: _standing(line.task).problem),
        _ledger("下一步措施", lambda line: _standing(line.task).next),
        parts.in_data("预警", _of_task(lambda task: parts.light_words(plan, task, today)), "light"),
        _figures("改期次数", _of_task(times_extended), "number"),
    ]


_figures: Final = partial(parts.in_data, on=parts.FIGURES)
_ledger: Final = partial(parts.in_data, on=parts.LEDGER)
MEASURE: Final[parts.Spec[Line]] = _figures("举措", lambda line: line.measure or None)


def _standing(task: Task) -> "Standing":
    """What the task's records say of it now."""
    from fjkx.plan.chase import standing  # with what it needs, not for the screen's start

    return standing(task)


def _measures(task: Task) -> doc.Lines:
    """The measures below each other, those done with a tick."""
    return doc.Lines(
        tuple(
            f"{'√ ' if is_complete(task) or measure.status == 'done' else ''}{measure.text}"
            for measure in task.measures
        )
    )


def _share(task: Task) -> doc.Percent | None:
    return None if task.status == "dropped" else doc.Percent(progress(task))


def _reported(plan: Plan, task: Task) -> str | None:
    """`5月11日，机关党委：学习班已举办第一期`."""
    record = _standing(task).progress
    if record is None:
        return None
    said = "、".join(declared(plan, reporters(record)))
    day = f"{record.date.month}月{record.date.day}日"
    subject = f"举措 {task.id}.{record.measure}，" if record.measure else ""
    return f"{'，'.join(filter(None, (day, said)))}：{subject}{record.note}"


def _deadlines(plan: Plan, today: date) -> list[parts.Spec[Line]]:
    """What a screen has of deadlines."""
    return [
        parts.on_screen("时限", lambda line: _due(plan, line.task), "date", "spare"),
        parts.on_screen("预警", lambda line: _warning(plan, today, line), "light", "spare"),
    ]


def _of_task(value: Callable[[Task], doc.Value]) -> Callable[[Line], doc.Value]:
    """What a task has and its measures have not."""
    return lambda line: None if line.measure else value(line.task)


def _section(plan: Plan, task: Task) -> str:
    return parts.section_heading(plan, task.section) if task.section else ""


def _titles(listed: Listed) -> Callable[[Line], doc.Value]:
    """A title in which the keywords stand out, or the text of a measure."""
    keywords = tuple(map(fold, listed.flt.keywords))

    def title(line: Line) -> doc.Words:
        task = line.task
        text = task.measures[line.measure - 1].text if line.measure else task.title
        return doc.Words(
            text, found=parts.occurrences(one_line(text), keywords) if keywords else ()
        )

    return title


def _units(listed: Listed) -> Callable[[Line], doc.Value]:
    """The lead units; below them the support units if one of those was asked for. Those asked for
    by name or keyword stand out."""
    wanted, keywords = frozenset(listed.flt.units), tuple(map(fold, listed.flt.keywords))

    def found(units: Sequence[str]) -> frozenset[int]:
        return frozenset(
            place
            for place, unit in enumerate(units)
            if unit in wanted or any(word in fold(unit) for word in keywords)
        )

    def units(line: Line) -> doc.Value:
        lead, support = declared(listed.plan, line.task.lead), supporting(listed.plan, line.task)
        shown = doc.Names(lead, found=found(lead))
        if wanted.isdisjoint(support):
            return shown
        helping = doc.Names(support, "配合：", found=found(support))
        return doc.Lines((shown, helping)) if lead else helping

    return units


def _status(line: Line) -> doc.Words:
    """The status; of a measure as it counts."""
    if not line.measure:
        return parts.status_words(line.task.status)
    complete = is_complete(line.task)
    return parts.status_words("done" if complete else line.task.measures[line.measure - 1].status)


def _progress(task: Task) -> doc.Meter | None:
    """Progress; nothing for a dropped task."""
    if task.status == "dropped":
        return None
    return doc.Meter(progress(task), "good" if is_complete(task) else "active")


def _counts(task: Task) -> str:
    """Measures done of all."""
    return f"{measures_done(task)}/{len(task.measures)}" if task.measures else ""


def _due(plan: Plan, task: Task) -> doc.Lines:
    """The deadline, and below it how often it moved, in words no wider than a day."""
    times = parts.times_shown(task)
    return doc.Lines((parts.due_words(plan, task), f"改{times}次" if times else None))


def _warning(plan: Plan, today: date, line: Line) -> doc.Words | None:
    """The light, if it is one that warns."""
    found = light(plan, line.task, today)
    return None if found in ("complete", "ok") else parts.light_words(plan, line.task, today)


# -- as data ----------------------------------------------------------------------------------


def task_data(listed: Listed) -> Mapping[str, doc.Data]:
    """The tasks with all that is known of each; kind `task-list`."""
    tasks = [_fields(listed.plan, task, listed.today) for task in listed.tasks]
    return parts.data(
        "task-list", listed.today, **parts.unrecorded_fields(listed.unrecorded), tasks=tasks
    )


def _fields(plan: Plan, task: Task, today: date) -> dict[str, doc.Data]:
    """A task; its measures as they count, so all of them are done in a complete task."""
    return {
        **parts.fields(task, "id", "title", "section", "group", "lead", "support", "leaders"),
        "status": task.status,
        "progress": round(progress(task), 1),
        "light": light(plan, task, today),
        **parts.fields(task, "due", "due_text", "origin"),
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
        "records": [parts.record_fields(record) for record in task.records],
        **dict(task.extra),
    }
