"""A text about targets that are named, or a message about tasks that it names itself → reports."""

from collections.abc import Sequence
from datetime import date

from fjkx.changes.types import Report
from fjkx.notice.message.read import Message, read_message
from fjkx.notice.message.reports import (
    is_plain,
    kept_status,
    of_measure,
    reports_of,
    same_report,
    with_days,
)
from fjkx.plan.model import Plan
from fjkx.words import names


def read_text(
    plan: Plan, text: str, meant: Sequence[names.Target] | None, by: Sequence[str], on: date
) -> Message | None:
    """What a text reports on the day `on` of the targets `meant`; None where it is about none.
    Without them it is a message about several tasks, of the units typed as `by`. Raises
    RequestError for a unit that the plan has not."""
    if meant is None:
        return with_days(read_message(text, plan, None, names.units(plan, by)), on)
    if not meant:
        return None
    found = with_days(read_message(text, plan, plan.tasks[meant[0].position].id), on)
    return of_measure(found) if any(each.measure for each in meant) else found


def all_reports(
    found: Message, plan: Plan, meant: Sequence[names.Target] | None, base: Report, text: str
) -> dict[names.Target, Report]:
    """What is to be recorded of which targets: what was found in the text, or where nothing in it
    was taken apart, the text as it is. Raises RequestError if there is nothing."""
    if meant is None:
        return reports_of(found, plan, base)
    if is_plain(found):
        return dict.fromkeys(meant, base._replace(note=text, status=kept_status(text)))
    return same_report(found, meant, base)
