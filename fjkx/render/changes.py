"""What a command changed, before → after, in lines. Without Rich: updates never wait for it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fjkx.changes.differences import differences
from fjkx.changes.steps import open_measures
from fjkx.changes.types import Change, Outcome
from fjkx.plan.characters import cells, one_line
from fjkx.plan.model import STATUS_LABELS, Plan, Task, is_complete, mean_progress
from fjkx.render.text import percentage

FIELD_LABELS: Final = {
    "title": "标题",
    "percent": "进度",
    "due": "期限",
    "due_text": "时限原文",
    "lead": "牵头",
    "support": "配合",
    "leaders": "领导",
    "section": "部分",
}
ABSENT: Final = "无"
LEAST_ROOM: Final = 16


class Row(NamedTuple):
    """One change: the id of the task or measure, what became of its status, its own words."""

    name: str
    state: str
    text: str


def outcome_text(outcome: Outcome, width: int | None = None) -> str:
    """A line for every change in the order given and for every new task, what else there is to
    say, the plan's new total. Where lines end at a `width` in columns, the words of a task or
    measure go on below where they began."""
    rows = [row for change in outcome.changes for row in change_rows(change)]
    rows += [row(task.id, "新增", task.title) for task in outcome.added]
    rows += [row(task.id, "删除", task.title) for task in outcome.removed]
    texts = [one_line(text) for change in outcome.changes for text in remarks(change)]
    texts += map(one_line, outcome.remarks)
    return "\n".join((*aligned(rows, width), *texts, total_line(outcome.plan))) + "\n"


def change_rows(change: Change) -> list[Row]:
    """`14  未启动 → 已办结  标题`; what held already is said to be unchanged."""
    before, after, measure = change.before, change.after, change.measure
    if measure is None:
        said = before.title != after.title or "title" in change.kept  # by the state
        return [row(after.id, task_state(change), "" if said else after.title)]
    rows = [row(f"{after.id}.{measure}", measure_state(change), after.measures[measure - 1].text)]
    if before.status != after.status:
        rows.append(row(after.id, step_words(before.status, after.status), after.title))
    return rows


def row(name: str, state: str, text: str) -> Row:
    """One change, the plan's own words made harmless."""
    return Row(one_line(name), one_line(state), one_line(text))


def step_words(before: str, after: str) -> str:
    """From one status to another."""
    return f"{STATUS_LABELS[before]} → {STATUS_LABELS[after]}"


def task_state(change: Change) -> str:
    """What became of the task: its status, else what else of it differs, else nothing."""
    before, after = change.before, change.after
    noted = ["说明已记入"] if change.noted else []
    fields = field_words(before, after)
    if before.status != after.status:
        return "，".join((step_words(before.status, after.status), *fields, *noted))
    if fields:
        return "，".join((*fields, *noted))
    if change.kept:
        return f"{'，'.join(kept_words(after, change.kept))}，未变"
    if noted or before == after:
        return held_words(STATUS_LABELS[after.status], change.noted)
    if len(before.records) != len(after.records):
        return f"进展记录 {len(before.records)} → {len(after.records)} 条"
    return "内容有改动"


def field_words(before: Task, after: Task) -> list[str]:
    """The fields beside the status that differ, before → after; not the percentage of a task
    that is complete and counts as 100 % whatever was reported."""
    complete = is_complete(before) and is_complete(after)
    values = (
        (label, field_value(name, before), field_value(name, after))
        for name, label in FIELD_LABELS.items()
        if not (complete and name == "percent")
    )
    return [f"{label} {was} → {now}" for label, was, now in values if was != now]


def kept_words(task: Task, fields: Iterable[str]) -> Iterator[str]:
    """The fields as they are: `期限 2020-06-30`, `没有期限`."""
    for name in fields:
        label, value = FIELD_LABELS[name], field_value(name, task)
        yield f"没有{label}" if value == ABSENT else f"{label} {value}"


def field_value(name: str, task: Task) -> str:
    """A field as people write it; absent is 无."""
    value = getattr(task, name)
    if isinstance(value, tuple):
        return "、".join(value) or ABSENT
    if value is None:
        return ABSENT
    return f"{value}%" if name == "percent" else str(value)


def measure_state(change: Change) -> str:
    """What became of the measure; in a complete task all of them count as done."""
    assert change.measure is not None
    was, now = (task.measures[change.measure - 1].status for task in (change.before, change.after))
    if was != now:
        return step_words(was, now)
    if now == "todo" and is_complete(change.after):
        return held_words("已随任务办结", change.noted)
    return held_words(STATUS_LABELS[now], change.noted)


def held_words(label: str, noted: bool) -> str:
    """What held already, and whether the note given with it was kept."""
    return f"{label}，未变" + ("，说明已记入" if noted else "")


def aligned(rows: list[Row], width: int | None = None) -> list[str]:
    """The rows as lines with their names, their states and their words below each other."""
    name = max((cells(row.name) for row in rows), default=0)
    state = max((cells(row.state) for row in rows), default=0)
    room = None if width is None else width - name - state - 4
    below = "\n" + " " * (name + state + 4)
    return [
        f"{row.name}{' ' * (name - cells(row.name))}  "
        f"{row.state}{' ' * (state - cells(row.state))}  "
        f"{below.join(pieces(row.text, room))}".rstrip(" ")
        for row in rows
    ]


def pieces(text: str, room: int | None) -> list[str]:
    """The text in lines for so much room; whole where that is unknown, or too little to read."""
    if room is None or room < LEAST_ROOM or cells(text) <= room:
        return [text]
    from fjkx.render.wrap import wrap

    return wrap(text, room)


def remarks(change: Change) -> tuple[str, ...]:
    """What the change says of itself, and after the last open measure of a task the command
    that completes the task."""
    task = change.after
    completed = change.measure is not None and change.before.measures != task.measures
    if completed and open_measures(task) == 0:
        return (*change.remarks, f"第 {task.id} 项的举措已全部办结；整项办结：fjkx done {task.id}")
    return change.remarks


def total_line(plan: Plan) -> str:
    """Where the whole plan stands."""
    tasks = [task for task in plan.tasks if task.status != "dropped"]
    complete = sum(map(is_complete, tasks))
    share = percentage(100.0 * complete / len(tasks) if tasks else 0.0)
    mean = percentage(mean_progress(tasks))
    return f"全计划完成 {complete}/{len(tasks)}（{share}），平均进度 {mean}"


def undone_text(
    label: str, before: Plan | None, after: Plan | None, width: int | None = None
) -> str:
    """Which command was undone, and what that did to statuses and to the total; `width` as in
    `outcome_text`."""
    return f"已撤销：{one_line(label)}\n{between_text(before, after, width)}"


def edited_text(before: Plan | None, after: Plan | None, width: int | None = None) -> str:
    """What an editor did to statuses and to the total; `width` as in `outcome_text`."""
    return f"已保存修改\n{between_text(before, after, width)}"


def between_text(before: Plan | None, after: Plan | None, width: int | None) -> str:
    """The differences of two states of the plan, as far as both could be read."""
    if before is None or after is None:
        return ""
    return outcome_text(differences(before, after), width)


FOUND = "（在 fjkx 之外写成的内容）"


def states_text(states: Iterable[tuple[str, str]]) -> str:
    """The versions of the plan by number, given as time and the command that left each, newest
    first; without a command it was found so."""
    lines = [f"{n:2}  {state_text(state)}\n" for n, state in enumerate(states, 1)]
    return "".join(lines) or "没有可以撤销的操作\n"


def state_text(state: tuple[str, str]) -> str:
    """When a version was left, and by what command."""
    time, label = state
    return one_line(f"{time}  {label or FOUND}")


def restored_text(
    state: tuple[str, str] | None, before: Plan | None, after: Plan | None, width: int | None = None
) -> str:
    """Which version was restored, None where all that are kept are what is there, and what that
    did to statuses and to the total; `width` as in `outcome_text`."""
    if state is None:
        return "文件与要恢复的版本相同，没有改动\n"
    return f"已恢复：{state_text(state)}\n{between_text(before, after, width)}"


def units_text(plan: Plan) -> str:
    """A line per unit with its other wordings, in the order of declaration."""
    lines = (
        f"{unit.name}（又作 {'、'.join(unit.aliases)}）" if unit.aliases else unit.name
        for unit in plan.units
    )
    return "".join(f"{one_line(line)}\n" for line in lines) or "还没有声明单位\n"
