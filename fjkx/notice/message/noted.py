"""A text about targets that are named, or a message about tasks that it names itself → reports."""

from collections.abc import Sequence

from fjkx.changes.steps import Told
from fjkx.changes.types import Report
from fjkx.notice.message.read import Message, read_message
from fjkx.notice.message.told import is_plain, of_measure, told_alike, told_of
from fjkx.plan.model import Plan
from fjkx.words import names


def read_text(
    plan: Plan, text: str, meant: Sequence[names.Target] | None, by: Sequence[str]
) -> Message | None:
    """What a text reports of the targets `meant`; None where it is about none. Without them it is
    a message about several tasks, of the units typed as `by`. Raises RequestError for a unit that
    the plan has not."""
    if meant is None:
        return read_message(text, plan, None, names.units(plan, by))
    if not meant:
        return None
    found = read_message(text, plan, plan.tasks[meant[0].position].id)
    return of_measure(found) if any(each.measure for each in meant) else found


def reports_of(
    found: Message, plan: Plan, meant: Sequence[names.Target] | None, base: Report, text: str
) -> Sequence[Told]:
    """What is to be recorded of which targets: what was found in the text, or where nothing in it
    was taken apart, the text as it is. Raises RequestError if there is nothing."""
    if meant is None:
        return told_of(found, plan, base)
    if is_plain(found):
        return [Told(target, base._replace(note=text)) for target in meant]
    return told_alike(found, meant, base)
