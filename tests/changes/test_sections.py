"""Sections: added behind the others with the next number, renamed."""

import pytest

from fjkx.changes.sections import add_section
from fjkx.changes.types import Outcome
from fjkx.plan.model import Plan, Section

SECTIONS = (Section("一", "学习"), Section("二", "服务", "本部分"))
PLAN = Plan("x", 2020, sections=SECTIONS)


@pytest.mark.parametrize(
    ("ids", "number"),
    [([], "一"), (["一", "二"], "三"), (["一", "三"], "四"), (["1", "2"], "3"), (["甲"], "二")],
)
def test_the_next_number(ids: list[str], number: str) -> None:
    sections = tuple(Section(each, f"部分{each}") for each in ids)
    plan = PLAN._replace(sections=sections)
    new = Section(number, "改革")
    assert add_section(plan, " 改革 ") == Outcome(
        plan._replace(sections=(*sections, new)), remarks=(f"新增部分：{number}、改革",)
    )
