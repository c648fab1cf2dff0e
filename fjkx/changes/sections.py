"""The sections of a plan: added behind the others, renamed. Their numbers stay."""

from fjkx.changes.fields import valid_title
from fjkx.changes.types import Outcome
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Section, next_id
from fjkx.words.names import chinese_number
from fjkx.words.names import section as section_named


def add_section(plan: Plan, title: str) -> Outcome:
    """Put a section behind the others, with the next number. Raises RequestError for no title,
    or one that a section has."""
    title = new_title(plan, title)
    section = Section(next_number([each.id for each in plan.sections]), title)
    remark = f"新增部分：{section.id}、{title}"
    return Outcome(plan._replace(sections=(*plan.sections, section)), remarks=(remark,))


def rename_section(plan: Plan, typed: str, title: str) -> Outcome:
    """Give the section meant another title. Raises RequestError as above, or for no such
    section."""
    number = section_named(plan, typed)
    old = next(each.title for each in plan.sections if each.id == number)
    if old == title.strip():
        return Outcome(plan, remarks=(f"部分{number}的标题已是“{old}”，未变",))
    title = new_title(plan, title)
    sections = (s._replace(title=title) if s.id == number else s for s in plan.sections)
    remark = f"部分{number}的标题：{old} → {title}"
    return Outcome(plan._replace(sections=tuple(sections)), remarks=(remark,))


def next_number(ids: list[str]) -> str:
    """The number of a section behind these: 七 after 六, 3 after 2."""
    if ids and all(each.isdecimal() for each in ids):
        return next_id(ids)
    count = len(ids) + 1
    while (number := chinese_number(str(count))) in ids:
        count += 1
    return number


def new_title(plan: Plan, title: str) -> str:
    """The title without blanks around it. Raises RequestError for none, more than a line, or
    one that a section has."""
    title = valid_title(title, "部分")
    for section in plan.sections:
        if section.title == title:
            raise RequestError(f"部分{section.id}已是“{title}”", "fjkx section list 列出各部分")
    return title
