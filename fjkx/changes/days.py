"""Who reports on which day, what there is to say of the day, and when it cannot be.

Of all changes alike, so that a command puts its outcome through here before it is written.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from fjkx.changes.types import Outcome, Report
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, is_report, period
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
    """The day on which something happened. Raises RequestError for one before the plan's period,
    which has begun, where no year was typed: it may be meant to come; UsageError for what is no
    day."""
    day, start = dates.happened(typed, plan, today), period(plan)[0]
    if day < start <= today and dates.without_plan(typed, today) is None:
        raise RequestError(
            f"“{typed}”没有写年份，今天({today})以前最近的是 {day}，早于计划的起始 {start}",
            f"确是这一天，写明年份：--on {day}；还没发生的事不能记为已办",
        )
    return day


def with_day(plan: Plan, outcome: Outcome, on: date, typed: bool) -> Outcome:
    """The outcome of a change of `plan` whose records are dated `on`, saying that day if it was
    `typed`, and for what is reported if it lies outside of the plan."""
    records = [record for change in outcome.changes for record in change.records]
    about = about_day(plan, on, typed, any(map(is_report, records))) if records else ()
    return outcome._replace(remarks=(*about, *outcome.remarks))


def about_day(plan: Plan, on: date, typed: bool, reports: bool) -> Iterator[str]:
    """A sentence that says the day with its year, and where it lies outside of the plan; what the
    office does itself may well come before."""
    start, end = period(plan)
    notes = []
    if reports and on < start:
        notes.append(f"早于计划的起始 {start}")
    elif reports and plan.issued is not None and on < plan.issued:
        notes.append(f"早于计划的印发日期 {plan.issued}")
    elif typed and on > end:
        notes.append(f"晚于计划的截止 {end}")
    if typed or notes:
        yield "，".join((f"日期记作 {on}", *notes))
