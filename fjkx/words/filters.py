"""Filters as typed → which tasks are meant."""

from collections.abc import Sequence
from datetime import date

from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan, Role
from fjkx.plan.query import Filter
from fjkx.words import names


def criteria(
    plan: Plan,
    today: date,
    *,
    keywords: Sequence[str] = (),
    dept: Sequence[str] = (),
    status: Sequence[str] = (),
    section: Sequence[str] = (),
    role: Role = "any",
    leader: Sequence[str] = (),
    light: Sequence[str] = (),
    overdue: bool = False,
    soon: bool = False,
    due_by: str | None = None,
    no_due: bool = False,
) -> Filter:
    """What was typed, in terms of the plan. Raises RequestError for what the plan has not,
    UsageError for a role of no unit."""
    due = None
    if due_by is not None:
        from fjkx.words import dates

        due = dates.due(due_by, plan, today)
    if role != "any" and not dept:
        raise UsageError("--role 要和 --dept 一起用", "fjkx … --dept 单位")
    return Filter(
        keywords=tuple(keywords),
        units=tuple(dict.fromkeys(names.unit(plan, text, "--dept") for text in dept)),
        statuses=names.statuses(status),
        sections=tuple(dict.fromkeys(names.section(plan, text) for text in section)),
        role=role,
        due_by=due,
        lights=names.lights((*light, *["overdue"] * overdue, *["soon"] * soon)),
        no_due=no_due,
        leaders=tuple(leader),
    )
