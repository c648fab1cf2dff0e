"""Who reports on which day, what there is to say of the day, and when it cannot be.

Of all changes alike, so that a command puts its outcome through here before it is written.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from fjkx.changes.types import Outcome, Report
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task, period
from fjkx.words import dates, names


def reported(
    plan: Plan, by: Sequence[str], on: str | None, note: str | None, today: date
) -> Report:
    """Who reports what on which day, as typed: units, a day, today if it is None. Raises
    UsageError for what is no day, RequestError for a unit that the plan has not, and as
    `happened`."""
    day = today if on is None else happened(on, plan, today)
    units = names.units(plan, by)
    return Report(day, units[0] if len(units) == 1 else units or None, note)


def happened(typed: str, plan: Plan, today: date) -> date:
    """The day on which something happened. Raises RequestError for one before the plan's period
    where no year was typed: it may be meant to come; UsageError for what is no day."""
    day, start = dates.happened(typed, plan, today), period(plan)[0]
    if day < start and dates.without_plan(typed, today) is None:
        raise RequestError(
            f"“{typed}”没有写年份，今天({today})以前最近的是 {day}，早于计划的起始 {start}",
            f"确是这一天，写明年份：--on {day}；还没发生的事不能记为已办",
        )
    return day


def with_day(plan: Plan, outcome: Outcome, on: date, typed: bool) -> Outcome:
    """The outcome of a change of `plan` whose records are dated `on`, saying that day if it was
    `typed`, and if the plan had not been issued then.

    Raises RequestError for a status from before the plan's period.
    """
    for change in outcome.changes:
        if any(record.status is not None for record in change.records):
            refuse_before_start(plan, change.after, on)
    about = about_day(plan, on, typed) if any(each.records for each in outcome.changes) else ()
    return outcome._replace(remarks=(*about, *outcome.remarks))


def refuse_before_start(plan: Plan, task: Task, on: date) -> None:
    """Raise RequestError for a status dated before the plan's period starts."""
    start = period(plan)[0]
    if on < start:
        raise RequestError(
            f"计划从 {start} 开始，第 {task.id} 项不能记 {on} 的变动",
            f"日期用 --on 给出，不早于 {start}；起始不对：fjkx edit，改 plan 的 start",
        )


def about_day(plan: Plan, on: date, typed: bool) -> Iterator[str]:
    """A sentence that says the day with its year, and where it lies outside of the plan."""
    start, end = period(plan)
    notes = []
    if on < start:
        notes.append(f"早于计划的起始 {start}")
    elif plan.issued is not None and on < plan.issued:
        notes.append(f"早于计划的印发日期 {plan.issued}")
    elif typed and on > end:
        notes.append(f"晚于计划的截止 {end}")
    if typed or notes:
        yield "，".join((f"日期记作 {on}", *notes))
