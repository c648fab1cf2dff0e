"""The list of tasks, for people at a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.text import Span, Text

from fjkx.plan.model import (
    LIGHT_LABELS,
    STATUS_LABELS,
    Measure,
    Plan,
    Task,
    canonical_names,
    is_complete,
    light,
    measures_done,
    progress,
)
from fjkx.plan.query import Filter, Sort, by_section, fold
from fjkx.render.grid import (
    FAINT,
    FOUND,
    GAP,
    HEADING,
    LIGHT_STYLES,
    STATUS_STYLES,
    Column,
    bar,
    cell,
    header,
    list_cell,
    table,
    taken,
    usable,
    widest,
)
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import (
    due_words,
    one_line,
    percentage,
    section_heading,
    tally,
    times_shown,
)
from fjkx.render.wrap import list_items

BAR: Final = 7
PERCENT: Final = 4
ROOM_FOR_BAR: Final = 46  # for title and units beside each other, else there is no bar
ROOM_FOR_UNITS: Final = 36  # the same, else units are put below the title
ROOM_FOR_COUNTS: Final = 70
LEAST_TITLE: Final = 16
LEAST_STACK: Final = 8
SAMPLE: Final = 100  # tasks looked at to balance title and units
WARNINGS: Final = ("overdue", "soon", "behind")


class Look(NamedTuple):
    """What the tasks listed have in common: the question asked, and the layout.

    A width of 0 means that there is no such column; with `units` 0 they are below the title.
    """

    plan: Plan
    today: date
    names: dict[str, str]
    wanted: frozenset[str]
    keywords: tuple[str, ...]
    number: int
    title: int
    units: int
    status: int
    bar: int
    counts: int
    due: int


def task_list(
    plan: Plan,
    tasks: Sequence[Task],
    flt: Filter,
    today: date,
    screen: Screen,
    sort: Sort = "id",
    measures: bool = False,
) -> str:
    """The tasks in the order given, under their section headings if `sort` is "id"; with
    `measures` the measures below each task. The last line says how many of how many, and
    which filters hold."""
    last = cell(tally(plan, len(tasks), flt), usable(screen.width), FAINT)
    if not tasks:
        return draw([last], screen)
    look = _look(plan, tasks, flt, today, screen.width)
    grouped = sort == "id" and any(task.section for task in tasks)
    body = _sections(look, tasks, measures) if grouped else _rows(look, tasks, measures)
    return draw([*header(_columns(look)), *body, Text(""), last], screen)


def _sections(look: Look, tasks: Sequence[Task], measures: bool) -> Iterator[Text]:
    """Every section's tasks under its heading, and under the headings of its groups."""
    width = taken(_columns(look))
    for place, (section, members) in enumerate(by_section(look.plan, tasks)):
        if place:
            yield Text("")
        heading = section_heading(look.plan, section.id if section else None)
        yield cell(heading, width, HEADING)
        for group, some in groupby(members, key=lambda task: task.group):
            if group:
                yield cell(one_line(group), width)
            yield from _rows(look, tuple(some), measures)


def _rows(look: Look, tasks: Sequence[Task], measures: bool) -> Iterator[Text]:
    """The tasks, one table for as many as have nothing below them."""
    waiting: list[list[Text]] = []
    for task in tasks:
        waiting.append(_row(look, task))
        if shown := _measures_shown(look, task, measures):
            yield table(_columns(look), waiting)
            yield _measures(look, task, shown)
            waiting = []
    if waiting:
        yield table(_columns(look), waiting)


def _measures_shown(look: Look, task: Task, everything: bool) -> list[tuple[int, Measure]]:
    """The task's measures to show, numbered: all, or those with a keyword that the task's own
    row does not have and that would leave the reader wondering why the task is there."""
    numbered = list(enumerate(task.measures, start=1))
    if everything:
        return numbered
    row = fold("\n".join((task.id, task.title, *task.lead)))
    unseen = [word for word in look.keywords if word not in row]
    if not unseen:
        return []
    return [(n, each) for n, each in numbered if any(word in fold(each.text) for word in unseen)]


def _measures(look: Look, task: Task, measures: Iterable[tuple[int, Measure]]) -> Text:
    """Measures, below their task's title."""
    rows = [(f"{task.id}.{number}", measure) for number, measure in measures]
    label = widest(one_line(number) for number, _ in rows)
    width = taken(_columns(look)) - look.number - 1 - label - 3 * GAP
    columns = [
        Column("", look.number),
        Column("", 1),
        Column("", label),
        Column("", width),
    ]
    return table(
        columns,
        [
            [
                Text(""),
                measure_mark(task, measure),
                Text(one_line(number), style=FAINT),
                _searched(look, one_line(measure.text), width),
            ]
            for number, measure in rows
        ],
    )


def measure_mark(task: Task, measure: Measure) -> Text:
    """√ for a measure that counts as done, □ for an open one."""
    if measure.status == "done" or is_complete(task):
        return Text("√", style="green")
    return Text("□", style=FAINT)


def _row(look: Look, task: Task) -> list[Text]:
    """The cells of a task."""
    title = _searched(look, one_line(task.title), look.title)
    units = _units(look, task, look.units or look.title)
    cells = [Text(one_line(task.id))]
    cells += [title, units] if look.units else [Text("\n").join([title, units])]
    cells.append(Text(STATUS_LABELS[task.status], style=STATUS_STYLES[task.status]))
    cells.append(_progress(look, task))
    if look.counts:
        cells.append(Text(_measure_count(task)))
    if look.due:
        cells += [_due(look, task), _warning(look, task)]
    return cells


def _units(look: Look, task: Task, width: int) -> Text:
    """The lead units; below them the support units if one of those was asked for."""
    lead = _unit_list(look, task.lead, width)
    if not any(look.names.get(unit, unit) in look.wanted for unit in task.support):
        return lead
    support = _unit_list(look, task.support, width, "配合：")
    return Text("\n").join([lead, support]) if task.lead else support


def _unit_list(look: Look, units: Sequence[str], width: int, label: str = "") -> Text:
    """Units, those asked for by name or keyword marked."""
    found = frozenset(
        place
        for place, unit in enumerate(units)
        if look.names.get(unit, unit) in look.wanted
        or any(word in fold(unit) for word in look.keywords)
    )
    return list_cell([one_line(unit) for unit in units], width, found, label)


def _searched(look: Look, text: str, width: int) -> Text:
    """Text in which the keywords stand out."""
    return cell(text, width, stretches=occurrences(text, look.keywords))


def occurrences(text: str, words: Iterable[str]) -> list[Span]:
    """Where folded words occur in a text, whatever case and width they are written in there."""
    folded = [fold(char) for char in text] if words else []
    origin = [place for place, chars in enumerate(folded) for _ in chars]
    flat = "".join(folded)
    stretches = []
    for word in words:
        start = flat.find(word) if word else -1
        while start >= 0:
            end = start + len(word)
            stretches.append(Span(origin[start], origin[end - 1] + 1, FOUND))
            start = flat.find(word, end)
    return stretches


def _progress(look: Look, task: Task) -> Text:
    """The percentage, after a bar if there is room for one; nothing for a dropped task."""
    if task.status == "dropped":
        return Text("")
    value = progress(task)
    text = Text(f"{percentage(value, 0):>{PERCENT}}")
    if not look.bar:
        return text
    style = "green" if is_complete(task) else "cyan"
    return bar(value, look.bar, style).append(" ").append_text(text)


def _measure_count(task: Task) -> str:
    """Measures done of all."""
    return f"{measures_done(task)}/{len(task.measures)}" if task.measures else ""


def _due(look: Look, task: Task) -> Text:
    """The deadline, and on a line below how often it moved, in words no wider than a day."""
    words, times = due_words(look.plan, task), times_shown(task)
    lines = (words, f"改{times}次" if times else "")
    return Text("\n").join(cell(line, look.due) for line in lines if line)


def _warning(look: Look, task: Task) -> Text:
    """The light, if it is one that warns."""
    found = light(look.plan, task, look.today)
    if found not in WARNINGS:
        return Text("")
    return Text(LIGHT_LABELS[found], style=LIGHT_STYLES[found])


def _columns(look: Look) -> list[Column]:
    """The columns that are shown, with their headers."""
    stacked = not look.units and look.title >= LEAST_TITLE
    title = Column("任务 / 牵头单位" if stacked else "任务", look.title)
    columns = [
        Column("序号", look.number, "right"),
        title,
        Column("牵头单位", look.units),
        Column("状态", look.status),
        Column("进度", look.bar + 1 + PERCENT) if look.bar else Column("进度", PERCENT, "right"),
        Column("举措", look.counts, "right"),
        Column("期限", look.due),
        Column("预警", 4 if look.due else 0),
    ]
    return [column for column in columns if column.width]


def _look(plan: Plan, tasks: Sequence[Task], flt: Filter, today: date, width: int) -> Look:
    """Lay the columns out: those of fixed width first, then what is left for title and units."""
    number = max(4, widest(one_line(task.id) for task in tasks))
    status = max(4, widest(STATUS_LABELS[task.status] for task in tasks))
    due = 0
    if any(task.due or task.due_text for task in plan.tasks):
        moved = 5 if any(map(times_shown, tasks)) else 4
        due = min(max(moved, widest(due_words(plan, task) for task in tasks)), 10)
    room = usable(width) - number - status - PERCENT - 4 * GAP - (due + 4 + 2 * GAP if due else 0)
    bar_width = BAR if room - BAR - 1 >= ROOM_FOR_BAR else 0
    room -= bar_width + 1 if bar_width else 0
    counts = max(4, widest(map(_measure_count, tasks))) if room >= ROOM_FOR_COUNTS else 0
    room -= counts + GAP if counts else 0
    title, units = _shares(tasks, room)
    return Look(
        plan=plan,
        today=today,
        names=canonical_names(plan),
        wanted=frozenset(flt.units),
        keywords=tuple(map(fold, flt.keywords)),
        number=number,
        title=title,
        units=units,
        status=status,
        bar=bar_width,
        counts=counts,
        due=due,
    )


def _shares(tasks: Sequence[Task], room: int) -> tuple[int, int]:
    """How many of `room` cells titles and units get: their natural widths if both fit, else
    what takes the fewest lines. (all, 0) if they do not fit abreast."""
    if room < ROOM_FOR_UNITS:
        return max(room + GAP, LEAST_STACK), 0
    titles = [cell_len(one_line(task.title)) for task in tasks]
    lists = [
        [cell_len(each) for each in list_items(list(map(one_line, task.lead)))] for task in tasks
    ]
    title = max(4, *titles)
    units = max(8, *map(sum, lists))
    if title + units <= room:
        return title, units
    least = min(max((size for sizes in lists for size in sizes), default=8), room - LEAST_TITLE)
    sample = list(zip(titles, lists, strict=True))[:SAMPLE]
    choices = range(max(least, room - title), min(units, room - LEAST_TITLE) + 1)
    units = min(choices, key=lambda width: _height(sample, room - width, width), default=least)
    return room - units, units


def _height(sample: Iterable[tuple[int, list[int]]], title: int, units: int) -> int:
    """How many lines rows take, from the widths of their titles and units."""
    return sum(max(-(-size // title), _lines(sizes, units)) for size, sizes in sample)


def _lines(sizes: Iterable[int], width: int) -> int:
    """How many lines of `width` items of these sizes take."""
    lines, room = 1, width
    for size in sizes:
        if size > room:
            lines, room = lines + 1, width
        room -= size
    return lines
