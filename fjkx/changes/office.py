"""Who signs the letters of a plan, and whom to ask."""

from typing import Any, Final

from fjkx.changes.types import Outcome
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan
from fjkx.plan.named import NamedTuple

LABELS: Final = {"office": "落款单位", "contact": "联系人", "phone": "电话"}


class Office(NamedTuple):
    """What letters need; None stays as it is, a blank text is taken out."""

    office: str | None = None
    contact: str | None = None
    phone: str | None = None


def set_office(plan: Plan, office: Office) -> Outcome:
    """Put what is given into the plan. Raises RequestError for a text of several lines."""
    given = {name: text.strip() for name, text in office._asdict().items() if text is not None}
    for name, text in given.items():
        if len(text.splitlines()) > 1:
            raise RequestError(f"{LABELS[name]}只能写一行", "写成一行；几个用、隔开")
    fields: dict[str, Any] = {name: text or None for name, text in given.items()}
    after = plan._replace(**fields)
    return Outcome(after, remarks=tuple(_words(plan, after, name) for name in given))


def _words(before: Plan, after: Plan, name: str) -> str:
    """`联系人：无 → 王一`; that it is so already."""
    was, now = (getattr(plan, name) or "无" for plan in (before, after))
    return f"{LABELS[name]}：{now}，未变" if was == now else f"{LABELS[name]}：{was} → {now}"
