"""Corrections of a task's history: a record changed or taken out, and what the rest then tells.

Status, percentage, deadline and measures become what a replay of the records gives. What the
records did not tell before, because it was changed by hand, stays as it is. What units, leaders or
title were before a change that is taken out, they were before the next change of the same, or are
again where there is none.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from fjkx.changes.days import about_day
from fjkx.changes.differences import measure_differences
from fjkx.changes.fields import CHANGED, about_due, about_extension, changes_of
from fjkx.changes.steps import STEPS, about_reporters, refuse_percent
from fjkx.changes.targets import on_each, refuse_before_added, refuse_before_start, refuse_future
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.history import replay, status_after, turns
from fjkx.plan.model import (
    STATUS_LABELS,
    Day,
    Plan,
    Record,
    Reporters,
    Task,
    Was,
    declared,
    in_order,
    is_report,
    moves_due,
)
from fjkx.plan.named import NamedTuple
from fjkx.words.names import Target

ALLOWED: Final = {(status, step.to) for step in STEPS.values() for status in step.leaves}
LABELS: Final = {"by": "报送单位", "percent": "进度", "problem": "存在问题", "next": "下一步"}


class Correction(NamedTuple):
    """What is to change in a record, None as it is; a blank text, also of `by`, takes the
    record's out. `delete` takes the whole record out."""

    date: Day | None = None
    by: Reporters = None
    note: str | None = None
    percent: int | None = None
    problem: str | None = None
    next: str | None = None
    due: Day | None = None
    delete: bool = False


def correct(
    plan: Plan, target: Target, number: int | None, correction: Correction, today: date
) -> Outcome:
    """Correct record `number`, counted from 1, of a task, or its last report, for a deadline the
    last record that sets one, or where none does the task's own; of a measure, its last one.
    Deadlines that were moved from a
    corrected one are moved from the right one then, and units, leaders and title that were changed
    from what a change taken out made of them are changed from what they were before it.

    Raises UsageError for nothing to correct, RequestError where there is no such record or nothing
    left in it, for a percentage of a measure or beyond 0–100, what a record of its kind does not
    have, a day after `today`, before the task was added or, of a status, before the plan's period,
    and for a history that would contradict itself, or that no commands write, where it did not.
    """
    if correction.delete == (correction._replace(delete=False) != Correction()):
        raise UsageError(
            "更正和删去只能写一样" if correction.delete else "没有写要更正什么",
            "用法见 fjkx correct --help",
        )
    if correction.date is not None:
        refuse_future(correction.date, today)
    refuse_percent(correction.percent)

    def make(task: Task, measure: int | None) -> Change:
        if (due := correction.due) and (number, measure) == (None, None) and has_first_due(task):
            return corrected_first_due(plan, task, correction._replace(due=None), due, today)
        place = place_of(task, measure, number, correction)
        old, on = task.records[place], correction.date
        if on is not None and old.status is not None:
            refuse_before_start(plan, task, on, today)
        restored, records = corrected(plan, task, place, correction)
        after = with_history(task, records)._replace(**restored)
        refuse_contradictions(task, after)
        by = Report(today, correction.by or None)
        remarks = (
            *about_unexplained(task, after),
            *(about_day(plan, on, False, is_report(old)) if on is not None else ()),
            *about_new_due(plan, task, after, today),
            *(about_reporters(plan, task, by) if after != task else ()),
        )
        return Change(task, after, remarks=remarks, corrected=place + 1)

    outcome = on_each(plan, [target], make)
    (whole,) = outcome.changes
    return outcome._replace(changes=(whole, *measure_differences(whole.before, whole.after)))


def has_first_due(task: Task) -> bool:
    """Whether the task has a deadline that no record tells of: the notice's, or of `add`."""
    return task.due is not None and not any(map(moves_due, task.records))


def corrected_first_due(
    plan: Plan, task: Task, beside: Correction, due: date, today: date
) -> Change:
    """The task with another deadline in the place of the one it has had from the start. Raises
    RequestError for what is to be corrected `beside`: there is no record of it."""
    if beside != Correction():
        raise RequestError(
            f"第 {task.id} 项的时限没有记录，只能更正时限本身",
            f"fjkx correct --due {due} {task.id}",
        )
    after = task._replace(due=due)
    if after == task:
        return Change(task, task, kept=("due",))
    remark = f"更正的是第 {task.id} 项原定的时限，不算改期"
    return Change(task, after, remarks=(remark, *about_due(plan, after, today)))


def place_of(task: Task, measure: int | None, number: int | None, correction: Correction) -> int:
    """Where in the task's records the one meant stands. Raises RequestError if it is not there."""
    of = f"第 {task.id} 项" if measure is None else f"举措 {task.id}.{measure} "
    own = [i for i, r in enumerate(task.records) if measure in (None, r.measure)]
    if not own:
        note = f"记一条进展：fjkx note {task.id} 进展情况"
        due = correction.due
        raise RequestError(f"{of}还没有进展记录", due_corrected(task, due) if due else note)
    if number is None:
        return last_meant(task, own, of, correction)
    if number - 1 not in own:
        raise RequestError(f"{of}没有第 {number} 条记录", f"fjkx show {task.id} 列出各条记录")
    return number - 1


def last_meant(task: Task, own: list[int], of: str, correction: Correction) -> int:
    """Which of the records at `own` is corrected where none is named: the last that reports, for
    a deadline the last that sets one. Raises RequestError if none does."""
    if correction.due is None:
        meant, kind = [i for i in own if is_report(task.records[i])], "报送的"
        hint = f"fjkx show {task.id} 列出各条，用 --record 写明第几条"
    else:
        meant, kind = [i for i in own if task.records[i].due is not None], "定时限的"
        hint = due_corrected(task, correction.due)
    if not meant:
        raise RequestError(f"{of}的 {len(own)} 条记录中没有{kind}", hint)
    return meant[-1]


def due_corrected(task: Task, due: date) -> str:
    """The hint how the deadline is corrected, or set where there is none. Its options stand first:
    what was typed beside the id (`--record`) is not to be taken on."""
    if task.due is None:
        return f"设时限：fjkx set {task.id} --due {due}"
    return f"更正时限：fjkx correct --due {due} {task.id}"


def corrected(
    plan: Plan, task: Task, place: int, correction: Correction
) -> tuple[dict[str, Any], tuple[Record, ...]]:
    """The records with one of them corrected or taken out, the next that moves the deadline moving
    it from there, and the fields that are what they were again. Raises RequestError as `correct`
    does."""
    old = task.records[place]
    restored: dict[str, Any] = {}
    records = list(task.records)
    if correction.delete:
        restored = hand_on(task, records, place)
        records = [fewer_chased(record, old) for record in records]
    else:
        records[place] = corrected_record(plan, task, old, correction)
        refuse_unmoved(task, place, records[place])
    due = old.due_was if correction.delete else records[place].due
    for later in range(place + 1, len(records)):
        if moves_due(old) and moves_due(records[later]):
            if records[later].due_was == old.due != due:
                records[later] = records[later]._replace(due_was=due)
                refuse_unmoved(task, later, records[later])
            break
    return restored, (*records[:place], *records[place + correction.delete :])


def fewer_chased(record: Record, gone: Record) -> Record:
    """The record, counted one down where it is a later 催办 than the one that is taken out."""
    if record.chased is None or gone.chased is None or record.chased <= gone.chased:
        return record
    return record._replace(chased=record.chased - 1)


def hand_on(task: Task, records: list[Record], place: int) -> dict[str, Any]:
    """Make the fields that the record at `place` changed change from what it says they were: in
    `records` where it is changed next. Those no record changes later are returned, with what they
    are again. Raises RequestError for a change that would change nothing any more."""
    restored: dict[str, Any] = {}
    order = sorted(range(len(records)), key=lambda at: records[at].date)
    later = order[order.index(place) + 1 :]
    for name, was in (records[place].was or Was())._asdict().items():
        if was is None:
            continue
        changes = [at for at in later if getattr(records[at].was or Was(), name) is not None]
        if not changes:
            restored[name] = was
            continue
        at, became = changes[0], [getattr(records[at].was, name) for at in changes[1:]]
        if was == (became or [getattr(task, name)])[0]:
            raise RequestError(
                f"第 {task.id} 项第 {at + 1} 条记录又改回原样，成了没有改动",
                f"先删去那一条：fjkx correct {task.id} --record {at + 1} --delete",
            )
        change = records[at].was or Was()
        records[at] = records[at]._replace(was=change._replace(**{name: was}))
    return restored


def refuse_unmoved(task: Task, place: int, record: Record) -> None:
    """Raise RequestError for a record of a deadline that would not move it any more."""
    old = task.records[place]
    if old.due != old.due_was and record.due == record.due_was:
        raise RequestError(
            f"第 {task.id} 项第 {place + 1} 条记录的新旧时限就一样了，不成其为改期",
            f"删去那一条：fjkx correct {task.id} --record {place + 1} --delete",
        )


def corrected_record(plan: Plan, task: Task, old: Record, correction: Correction) -> Record:
    """The record with what is given in the place of its own."""
    refuse_foreign(task, old, correction)
    if correction.date is not None:
        refuse_before_added(task, correction.date)
    if correction.percent is not None and old.measure is not None:
        raise RequestError(
            f"举措 {task.id}.{old.measure} 没有百分比进度",
            f"整项任务的进度：fjkx note {task.id} --percent {correction.percent}",
        )
    given = {name: value for name, value in correction._asdict().items() if value is not None}
    del given["delete"]
    blank = [name for name, text in given.items() if isinstance(text, str) and not text.strip()]
    new = old._replace(**given | dict.fromkeys(blank))
    if new == Record(new.date, new.measure, by=new.by):
        raise RequestError(
            "更正之后这条记录什么也没有了", f"删去这条记录：fjkx correct {task.id} --delete"
        )
    if (action := explained(plan, task, old)) and not (new.note or new.problem):
        raise RequestError(
            f"第 {task.id} 项{action}要写明原因",
            f"改写原因：fjkx correct {task.id} --record {task.records.index(old) + 1} --note 原因",
        )
    return new


def explained(plan: Plan, task: Task, record: Record) -> str | None:
    """What the record gives a reason for that no command does without one."""
    if not (record.note or record.problem):
        return None
    if record.status == "blocked":
        return "受阻"
    if record.due_was is not None:
        return "改期" if record.due else "撤销时限"
    became = turns(task)[id(record)].became
    leads = [declared(plan, was.lead[:1]) for was in (record.was, became) if was and was.lead]
    return "换第一牵头" if len(set(leads)) > 1 else None


def about_new_due(plan: Plan, before: Task, after: Task, today: date) -> Iterator[str]:
    """What to say of a deadline that a correction gives the task."""
    moves = in_order(filter(moves_due, after.records))
    if before.due == after.due or not moves or moves[-1].due is None:
        return
    if was := moves[-1].due_was:
        moved = before._replace(due=was)
        yield from about_extension(plan, moved, after, moves[-1].date, today)
    else:
        yield from about_due(plan, after, today)


def refuse_foreign(task: Task, record: Record, correction: Correction) -> None:
    """Raise RequestError for what a record of its kind does not have: a deadline where it sets
    none; what is reported where the office notes what it did itself; who reports, of a 催办."""
    if correction.due is not None and record.due is None:
        raise RequestError(
            f"第 {task.id} 项的这条记录没有定时限",
            due_corrected(task, correction.due),
        )
    if is_report(record):
        return
    names = ("percent", "problem", "next") + ("by",) * bool(record.chased)
    foreign = [LABELS[name] for name in names if getattr(correction, name) is not None]
    if foreign:
        kind = "催办" if record.chased else "时限变动" if moves_due(record) else "任务调整"
        raise RequestError(
            f"第 {task.id} 项的这条记录是{kind}，没有{'、'.join(foreign)}",
            f"fjkx show {task.id} 列出各条记录，用 --record 写明第几条",
        )


# -- what the records tell ------------------------------------------------------------------


def with_history(task: Task, records: tuple[Record, ...]) -> Task:
    """The task with other records, and what these tell in the place of what its own told."""
    before, after = replayed(task, task.records), replayed(task, records)
    values: dict[str, Any] = {
        name: getattr(after, name)
        for name in ("status", "percent", "due")
        if getattr(task, name) == getattr(before, name)
    }
    measures = tuple(
        now._replace(status=new.status) if now == old else now
        for now, old, new in zip(task.measures, before.measures, after.measures, strict=True)
    )
    return task._replace(records=records, measures=measures, **values)


def replayed(task: Task, records: tuple[Record, ...]) -> Task:
    """The task as these records tell it, from the deadline that its own begin with."""
    moves = in_order(filter(moves_due, task.records))
    first = task._replace(due=moves[0].due_was if moves else task.due)
    return replay(first, in_order(records))


def about_unexplained(task: Task, after: Task) -> Iterator[str]:
    """What to say of values that a correction would have changed, had the records told them."""
    before, now = replayed(task, task.records), replayed(task, after.records)
    for name, label in (("status", "状态"), ("percent", "进度"), ("due", "时限")):
        value = getattr(task, name)
        if getattr(now, name) not in (getattr(before, name), getattr(after, name)):
            shown = STATUS_LABELS.get(value) or ("空着" if value is None else value)
            yield f"第 {task.id} 项的{label}是{shown}，不是由记录得来的，未变"


# -- contradictions -------------------------------------------------------------------------


def refuse_contradictions(before: Task, after: Task) -> None:
    """Raise RequestError for what contradicts itself in the history that did not before."""
    known = set(contradictions(before))
    for found in contradictions(after):
        if found not in known:
            raise RequestError(found, f"先更正别的记录：fjkx show {after.id} 列出各条记录")


def contradictions(task: Task) -> Iterator[str]:
    """Where the history contradicts itself: statuses, deadlines, units, leaders or titles recorded
    for days before that of the one above, and steps that no command takes."""
    latest: dict[object, date] = {}
    for record in task.records:
        kinds = [record.measure] * (record.status is not None) + changes_of(record)
        for kind in kinds:
            if record.date < latest.get(kind, record.date):
                what = f"{latest[kind]} 已有{CHANGED.get(str(kind), '状态')}的变动"
                yield f"{subject(task, record)}在 {what}，不能再记 {record.date} 的"
            latest[kind] = record.date
    statuses: dict[int | None, str] = {None: "todo"}
    for record in in_order(task.records):
        old = statuses.setdefault(record.measure, "todo")
        if record.status is not None:
            allowed = ALLOWED if record.measure is None else {("todo", "done"), ("done", "todo")}
            if old != record.status and (old, record.status) not in allowed:
                step = f"{STATUS_LABELS[old]} → {STATUS_LABELS[record.status]}"
                yield f"{subject(task, record)}在 {record.date} 的记录成了 {step}，没有这样的变动"
            statuses[record.measure] = record.status
        statuses[None] = status_after(statuses[None], record)


def subject(task: Task, record: Record) -> str:
    """What the record is about: the task, or a measure."""
    return f"举措 {task.id}.{record.measure} " if record.measure else f"第 {task.id} 项"
