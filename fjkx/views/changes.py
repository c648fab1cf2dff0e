"""What a command changed, before → after, and where the plan stands now."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from fjkx.changes.differences import differences
from fjkx.changes.types import Change, Outcome
from fjkx.plan.characters import one_line
from fjkx.plan.history import turns
from fjkx.plan.model import (
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    declared,
    is_complete,
    mean_progress,
    measures_done,
    progress,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Entry
from fjkx.views import document as doc
from fjkx.views import parts

FIELD_LABELS: Final = {
    "title": "标题",
    "percent": "进度",
    "due": "时限",
    "due_text": "时限原文",
    "lead": "牵头",
    "support": "配合",
    "leaders": "领导",
    "section": "部分",
}
ABSENT: Final = "无"


class Line(NamedTuple):
    """One change: the id of the task or measure, what became of its status, its own words."""

    name: str
    state: str
    text: str


SPECS: Final[Sequence[parts.Spec[Line]]] = (
    parts.everywhere("编号", lambda line: doc.Words(line.name), "label"),
    parts.everywhere("变化", lambda line: doc.Words(line.state), "label"),
    parts.everywhere("内容", lambda line: doc.Words(line.text)),
)


def outcome_view(outcome: Outcome, told: Callable[[str], str] = str) -> doc.View:
    """A line for every change in the order given and for every new task, what else there is to
    say, by way of `told`, the plan's new total."""
    return _view(_outcome(outcome, told))


def new_values(outcome: Outcome) -> tuple[str, ...]:
    """What fields beside the status become, a line for each task: `14  时限 2020-06-30 →
    2020-09-30`."""
    changes = [_with_declared(outcome, change) for change in outcome.changes]
    told = [(each.after.id, _field_words(each.before, each.after)) for each in changes]
    return tuple(f"{name}  {'，'.join(words)}" for name, words in told if words)


def undone(label: str, before: Plan | None, after: Plan | None) -> doc.View:
    """Which command was undone, and what that did to statuses and to the total."""
    return _view([doc.Paragraph(f"已撤销：{label}"), *_between(before, after)])


def restored(state: tuple[str, str] | None, before: Plan | None, after: Plan | None) -> doc.View:
    """Which version was restored, given as time and command, None where all that are kept are what
    is there; and what that did to statuses and to the total."""
    if state is None:
        return sentence("文件与要恢复的版本相同，没有改动")
    words = "  ".join((state[0], state[1] or parts.FOUND))
    return _view([doc.Paragraph(f"已恢复：{words}"), *_between(before, after)])


def edited(before: Plan | None, after: Plan | None) -> doc.View:
    """What an editor did to statuses and to the total."""
    return _view([doc.Paragraph("已保存修改"), *_between(before, after)])


def sentence(text: str) -> doc.View:
    """A sentence on what has been done."""
    return _view([doc.Paragraph(text)])


def _view(blocks: Iterable[doc.Block]) -> doc.View:
    document = doc.Document(tuple(blocks))
    return doc.View(lambda medium: (document,))


def _between(before: Plan | None, after: Plan | None) -> Iterable[doc.Block]:
    """The differences of two states of the plan, as far as both could be read."""
    if before is None or after is None:
        return ()
    return _outcome(differences(before, after))


def _outcome(outcome: Outcome, told: Callable[[str], str] = str) -> Iterator[doc.Block]:
    lines = [line for each in outcome.changes for line in _lines(_with_declared(outcome, each))]
    lines += [Line(task.id, "新增", task.title) for task in outcome.added]
    lines += [Line(task.id, "删除", task.title) for task in outcome.removed]
    if lines:
        yield parts.table(SPECS, lines, bare=True)
    remarks = dict.fromkeys(
        text
        for change in outcome.changes
        for text in (*_corrected_words(outcome.plan, change), *map(told, change.remarks))
    )
    others = map(told, (*_all_measures(outcome), *outcome.remarks))
    yield from map(doc.Paragraph, (*remarks, *others))
    yield from map(doc.Paragraph, _own_progress(outcome))
    yield doc.Paragraph(_total_words(outcome.plan))


def _with_declared(outcome: Outcome, change: Change) -> Change:
    """The change of tasks that call units by their declared names."""
    before, after = (
        task._replace(
            lead=declared(outcome.plan, task.lead), support=declared(outcome.plan, task.support)
        )
        for task in (change.before, change.after)
    )
    return change._replace(before=before, after=after)


def _own_progress(outcome: Outcome) -> Iterator[str]:
    """How far each of a few tasks with new progress is: `第 14 项 举措 2/4，50%`."""
    first = {change.before.id: change.before for change in reversed(outcome.changes)}
    last = {change.after.id: change.after for change in outcome.changes}
    for task in last.values() if len(last) <= parts.FEW else ():
        if progress(first[task.id]) != progress(task) and not is_complete(task):
            counts = f"举措 {measures_done(task)}/{len(task.measures)}，" if task.measures else ""
            yield f"第 {task.id} 项 {counts or '进度 '}{doc.percentage(progress(task), 0)}"


def _lines(change: Change) -> Iterator[Line]:
    """`14  未启动 → 已办结  标题`; what held already is said to be unchanged."""
    before, after, measure = change.before, change.after, change.measure
    if measure is None:
        said = before.title != after.title or "title" in change.kept  # by the state
        yield Line(after.id, _task_state(change), "" if said else after.title)
        return
    yield Line(f"{after.id}.{measure}", _measure_state(change), after.measures[measure - 1].text)
    if before.status != after.status:
        yield Line(after.id, _step_words(before.status, after.status), after.title)


def _step_words(before: str, after: str) -> str:
    """From one status to another."""
    return f"{STATUS_LABELS[before]} → {STATUS_LABELS[after]}"


def _task_state(change: Change) -> str:
    """What became of the task: its status, else what else of it differs, else nothing."""
    before, after = change.before, change.after
    noted = _noted_words(change)
    fields = _field_words(before, after)
    if before.status != after.status:
        return "，".join((_step_words(before.status, after.status), *fields, *noted))
    if fields:
        return "，".join((*fields, *noted))
    if change.kept:
        return f"{'，'.join(_kept_words(after, change.kept))}，未变"
    if noted or before == after:
        return _held_words(STATUS_LABELS[after.status], noted)
    if change.corrected:
        return f"第 {change.corrected} 条记录已{_correction(change)}"
    if len(before.records) != len(after.records):
        return f"进展记录 {len(before.records)} → {len(after.records)} 条"
    return "内容有改动"


def _correction(change: Change) -> str:
    """What became of the record that was corrected."""
    return "更正" if len(change.before.records) == len(change.after.records) else "删去"


def _corrected_words(plan: Plan, change: Change) -> Iterator[str]:
    """The record that was corrected, as it was and as it is, and the one that follows from it."""
    if change.corrected and change.before != change.after:
        place, kind = change.corrected - 1, _correction(change)
        was = _record_words(plan, change.before, change.before.records[place])
        yield f"第 {change.corrected} 条记录原为：{was}"
        if kind == "更正":
            now = _record_words(plan, change.after, change.after.records[place])
            yield f"第 {change.corrected} 条记录现为：{now}"
        others = [*change.before.records]
        others[place : place + 1] = change.after.records[place : place + 1] * (kind == "更正")
        for number, (old, new) in enumerate(zip(others, change.after.records, strict=True), 1):
            if old != new:
                words = _record_words(plan, change.after, new)
                yield f"现第 {number} 条记录随之成为：{words}"


def _record_words(plan: Plan, task: Task, record: Record) -> str:
    """All that a record says, in one line."""
    following = f" · 下一步：{one_line(record.next)}" if record.next else ""
    entry = Entry(task, record, turns(task)[id(record)])
    return parts.record_sentence(plan, entry) + following


def _field_words(before: Task, after: Task) -> list[str]:
    """The fields beside the status that differ, before → after; not the percentage of a task
    that is complete and counts as 100 % whatever was reported."""
    complete = is_complete(before) and is_complete(after)
    names = [name for name in FIELD_LABELS if not (complete and name == "percent")]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return [f"{FIELD_LABELS[name]} {_difference(name, before, after)}" for name in changed]


def changed_fields(outcome: Outcome) -> str:
    """The fields beside the status that differ in any of the tasks: `时限、牵头`."""
    pairs = [(change.before, change.after) for change in outcome.changes]
    return "、".join(
        label
        for name, label in FIELD_LABELS.items()
        if any(getattr(before, name) != getattr(after, name) for before, after in pairs)
    )


def _difference(name: str, before: Task, after: Task) -> str:
    """`无 → 2020-09-30`; of names those that came and went, `＋院士办 －科技馆`, all of them where
    only their order is another."""
    was, now = getattr(before, name), getattr(after, name)
    if isinstance(was, tuple) and was and now and frozenset(was) != frozenset(now):
        came = [f"＋{each}" for each in now if each not in was]
        return " ".join((*came, *(f"－{each}" for each in was if each not in now)))
    return f"{_field_value(name, before)} → {_field_value(name, after)}"


def _kept_words(task: Task, fields: Iterable[str]) -> Iterator[str]:
    """The fields as they are: `时限 2020-06-30`, `没有时限`."""
    for name in fields:
        label, value = FIELD_LABELS[name], _field_value(name, task)
        yield f"没有{label}" if value == ABSENT else f"{label} {value}"


def _field_value(name: str, task: Task) -> str:
    """A field as people write it; absent is 无."""
    value = getattr(task, name)
    if isinstance(value, tuple):
        return "、".join(value) or ABSENT
    if value is None:
        return ABSENT
    return f"{value}%" if name == "percent" else str(value)


def _measure_state(change: Change) -> str:
    """What became of the measure; in a complete task all of them count as done."""
    assert change.measure is not None
    was, now = (task.measures[change.measure - 1].status for task in (change.before, change.after))
    if was != now:
        return _step_words(was, now)
    if now == "todo" and is_complete(change.after):
        return _held_words("已随任务办结", _noted_words(change))
    return _held_words(STATUS_LABELS[now], _noted_words(change))


def _noted_words(change: Change) -> list[str]:
    """That something was recorded, and whether it says more than figures."""
    texts = [text for each in change.records for text in (each.note, each.problem, each.next)]
    said = not change.records or any(texts)
    return ["说明已记入" if said else "已记入"] * change.noted


def _held_words(label: str, noted: Sequence[str]) -> str:
    """What held already and is unchanged, unless something was recorded of it."""
    return "，".join((label, *(noted or ["未变"])))


def _all_measures(outcome: Outcome) -> Iterator[str]:
    """After the last open measure of a task the command that completes the task."""
    changed = {
        each.after.id: each.after
        for each in outcome.changes
        if each.measure is not None and each.before.measures[each.measure - 1].status != "done"
    }
    for task in changed.values():
        if all(measure.status == "done" for measure in task.measures):
            yield f"第 {task.id} 项的举措已全部办结；整项办结：fjkx done {task.id}"


def _total_words(plan: Plan) -> str:
    """Where the whole plan stands."""
    tasks = [task for task in plan.tasks if task.status != "dropped"]
    complete = sum(map(is_complete, tasks))
    share = doc.percentage(100.0 * complete / len(tasks) if tasks else 0.0)
    mean = doc.percentage(mean_progress(tasks))
    return f"全计划完成 {complete}/{len(tasks)}（{share}），平均进度 {mean}"
