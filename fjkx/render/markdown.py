"""Tables and tasks for documents: Markdown in which the plan's text is only text."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fjkx.plan.model import STATUS_LABELS, Plan, Task, is_complete, progress, times_extended
from fjkx.plan.query import Entry, Filter, journal
from fjkx.plan.summary import Summary, percent_closed
from fjkx.render.rows import record_rows, summary_rows, task_rows, unit_rows
from fjkx.render.text import (
    counting_notes,
    day,
    percentage,
    schedule_word,
    section_heading,
    tally,
    untold_words,
    visible,
)

MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {char: f"\\{char}" for char in "\\`*_[]|~$^@{"}
)


def task_list(
    plan: Plan,
    tasks: Sequence[Task],
    flt: Filter,
    today: date,
    measures: bool = False,
    untold: Sequence[str] = (),
) -> str:
    """The plan's title, a table of the tasks in the order given, with `measures` of theirs too,
    of which the records do not tell everything, how many of how many."""
    rows = [task_rows(plan, tasks, today, measures)] if tasks else []
    last = plain(tally(plan, len(tasks), flt))
    return joined([f"# {plain(plan.title)}", *map(table, rows), *untold_note(untold), last])


def untold_note(untold: Sequence[str]) -> list[str]:
    """The paragraph on tasks of which the records do not tell everything, if there are any."""
    return [plain(untold_words(untold))] if untold else []


def summary(plan: Plan, roll_up: Summary, flt: Filter, untold: Sequence[str] = ()) -> str:
    """The plan's title, the day with pro-rata, a table of the groups and the total; `untold` as
    above."""
    total = roll_up.total
    facts = [
        f"截至 {roll_up.as_of.isoformat()}",
        f"完成 {total.complete}/{total.tasks}({percentage(total.percent_complete)})",
        f"销号率 {percentage(percent_closed(total))}",
        f"平均进度 {percentage(total.progress)}",
        f"序时进度 {percentage(roll_up.pro_rata)}",
    ]
    if verdict := schedule_word(roll_up):
        facts.append(verdict)
    words = tally(plan, total.tasks + total.dropped, flt)
    notes = [plain(note) for note in counting_notes(roll_up)]
    parts = [f"# {plain(plan.title)}", " · ".join(facts), table(summary_rows(plan, roll_up))]
    return joined([*parts, *notes, *untold_note(untold), plain(words)])


def log(plan: Plan, entries: Sequence[Entry]) -> str:
    """The plan's title and a table of the records in the order given."""
    records = table(record_rows(entries)) if entries else "还没有进展记录"
    return joined([f"# {plain(plan.title)}", records])


def cards(plan: Plan, tasks: Iterable[Task], untold: Sequence[str] = ()) -> str:
    """Each task in full, in the order given: its fields, its measures, its history; `untold` as
    above."""
    return joined([*(part for task in tasks for part in _card(plan, task)), *untold_note(untold)])


def units(plan: Plan) -> str:
    """The plan's title and a table of its units in the order of declaration."""
    listed = table(unit_rows(plan)) if plan.units else "还没有声明单位"
    return joined([f"# {plain(plan.title)}", listed])


def plain(text: str) -> str:
    """The text on one line of Markdown, shown as it is and never as markup."""
    return visible(text).translate(MARKS).replace("\n", "<br>")


def _card(plan: Plan, task: Task) -> Iterator[str]:
    """The parts of one task that it has."""
    yield f"# {plain(task.id)}. {plain(task.title)}"
    yield "\n".join(
        f"- {plain(label)}：{plain(words)}" for label, words in _fields(plan, task) if words
    )
    if task.measures:
        yield "## 举措"
        yield "\n".join(
            f"- [{'x' if is_complete(task) or measure.status == 'done' else ' '}] "
            f"{plain(task.id)}.{number} {plain(measure.text)}"
            for number, measure in enumerate(task.measures, start=1)
        )
    if task.records:
        yield "## 进展记录"
        yield table(row[:1] + row[3:] for row in record_rows(journal([task])))


def _fields(plan: Plan, task: Task) -> Iterator[tuple[str, str]]:
    """The task's fields with their labels, empty where it has none."""
    yield "所属部分", section_heading(plan, task.section) if task.section else ""
    yield "所属分组", task.group or ""
    yield "牵头单位", "、".join(task.lead)
    yield "配合单位", "、".join(task.support)
    yield "责任领导", "、".join(task.leaders)
    yield "状态", STATUS_LABELS[task.status]
    yield "完成进度", "" if task.status == "dropped" else percentage(progress(task))
    yield "完成时限", day(task.due)
    yield "时限要求", task.due_text or ""
    yield "改期次数", str(times_extended(task) or "")
    yield "增列日期", day(task.added)
    yield from task.extra


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table whose first row is the header; the cells are plain text."""
    header, *others = [list(map(plain, row)) for row in rows]
    lines = [header, ["---"] * len(header), *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def joined(parts: Iterable[str]) -> str:
    """The parts of a document, which are Markdown, an empty line between them."""
    return "\n\n".join(parts) + "\n"
