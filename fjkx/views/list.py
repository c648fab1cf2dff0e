"""The list of tasks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from fjkx.plan.characters import one_line
from fjkx.plan.model import (
    Plan,
    Record,
    Task,
    declared,
    is_complete,
    light,
    mean_progress,
    measures_done,
    progress,
    reporters,
    times_extended,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Filter, Sort, by_section, fold
from fjkx.views import document as doc
from fjkx.views import parts


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
    """The tasks, in groups where they are read in the order of the plan."""
    if medium in parts.LEDGER:
        return _ledger(listed)
    specs = parts.specs_on(medium, _specs(listed))
    if medium != "screen":
        return parts.table(specs, (each for task in listed.tasks for each in _lines(listed, task)))
    keywords = tuple(map(fold, listed.flt.keywords))

    def rows(tasks: Sequence[Task]) -> tuple[doc.Row, ...]:
        return tuple(parts.row(specs, Line(t), _below(listed, keywords, t)) for t in tasks)

    return parts.grouped(specs, _groups(listed, rows))


def _ledger(listed: Listed) -> doc.Table:
    """The table that a leader reads: of every task what it is, who answers for it until when, and
    how it stands; with the total."""
    specs = _ledger_specs(listed)

    def rows(tasks: Sequence[Task]) -> tuple[doc.Row, ...]:
        return tuple(parts.row(specs, task) for task in tasks)

    total = _total(listed)
    foot = doc.Row(tuple(total.get(spec.column.heading) for spec in specs))
    return parts.grouped(specs, _groups(listed, rows), foot if listed.tasks else None)


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


def _specs(listed: Listed) -> list[parts.Spec[Line]]:
    """The columns: of a screen first, then of what has a column for every figure."""
    plan, today = listed.plan, listed.today
    titles = _titles(listed)
    return [
        parts.everywhere("序号", lambda line: line.task.id, "id"),
        *([parts.in_data("举措", _number)] if listed.measures else []),
        parts.everywhere("任务", titles),
        parts.in_data("所属部分", lambda line: _section(plan, line.task)),
        parts.on_screen("牵头单位", _units(listed), "names", "stack"),
        parts.in_data("牵头单位", lambda line: doc.Names(declared(plan, line.task.lead)), "names"),
        parts.in_data(
            "配合单位", lambda line: doc.Names(declared(plan, line.task.support)), "names"
        ),
        parts.in_data("责任领导", lambda line: doc.Names(line.task.leaders), "names"),
        parts.everywhere("状态", _status, "status"),
        parts.on_screen("进度", lambda line: _progress(line.task), "percent"),
        parts.in_data("进度(%)", _of_task(progress), "number"),
        parts.on_screen("举措", lambda line: _counts(line.task), "number", "extra"),
        parts.in_data("已完成举措", _of_task(measures_done), "number"),
        parts.in_data("举措总数", _of_task(lambda task: len(task.measures)), "number"),
        *(_deadlines(plan, today) if any(t.due or t.due_text for t in plan.tasks) else []),
        parts.in_data("完成时限", _of_task(lambda task: task.due), "date"),
        parts.in_data("时限要求", _of_task(lambda task: task.due_text)),
        parts.in_data("预警", _of_task(lambda task: parts.light_words(plan, task, today)), "light"),
        parts.in_data("改期次数", _of_task(times_extended), "number"),
    ]


def _ledger_specs(listed: Listed) -> list[parts.Spec[Task]]:
    """The columns of a ledger; that of leaders only where a task has some."""
    from fjkx.plan.chase import standing  # with what it needs, not for the screen's start

    plan, today = listed.plan, listed.today
    stand = {task.id: standing(task) for task in listed.tasks}
    leaders: parts.Spec[Task] = parts.everywhere(
        "责任领导", lambda task: doc.Names(task.leaders), "names"
    )
    return [
        parts.everywhere("序号", lambda task: task.id, "id"),
        parts.everywhere("重点任务", lambda task: doc.Words(task.title)),
        parts.everywhere("举措", _measures),
        parts.everywhere("牵头单位", lambda task: doc.Names(declared(plan, task.lead)), "names"),
        parts.everywhere("配合单位", lambda task: doc.Names(declared(plan, task.support)), "names"),
        *([leaders] if any(task.leaders for task in listed.tasks) else []),
        parts.everywhere("完成时限", lambda task: task.due or task.due_text, "date"),
        parts.everywhere("状态", lambda task: parts.status_words(task.status), "status"),
        parts.everywhere("进度", _share, "percent"),
        parts.everywhere("进展情况", lambda task: _reported(plan, task, stand[task.id].progress)),
        parts.everywhere("存在问题", lambda task: stand[task.id].problem),
        parts.everywhere("下一步措施", lambda task: stand[task.id].next),
        parts.everywhere("预警", lambda task: parts.light_words(plan, task, today), "light"),
    ]


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


def _reported(plan: Plan, task: Task, record: Record | None) -> str | None:
    """`5月11日，机关党委：学习班已举办第一期`."""
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


def _number(line: Line) -> doc.Value:
    return line.measure or None


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
        lead, support = (declared(listed.plan, u) for u in (line.task.lead, line.task.support))
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
