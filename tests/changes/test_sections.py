"""Sections: added behind the others with the next number, renamed."""

import pytest

from fjkx.changes.sections import add_section, rename_section
from fjkx.changes.types import Outcome
from fjkx.plan.errors import RequestError
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


def test_a_section_gets_another_title_and_keeps_the_rest() -> None:
    assert rename_section(PLAN, "2", "服务大局") == Outcome(
        PLAN._replace(sections=(SECTIONS[0], Section("二", "服务大局", "本部分"))),
        remarks=("部分二的标题：服务 → 服务大局",),
    )
    assert rename_section(PLAN, "二", " 服务 ") == Outcome(
        PLAN, remarks=("部分二的标题已是“服务”，未变",)
    )


@pytest.mark.parametrize(
    ("title", "message"),
    [(" ", "部分的标题不能为空"), ("甲\n乙", "部分的标题只能写一行"), ("学习", "部分一已是“学习”")],
)
def test_titles_that_are_none(title: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        add_section(PLAN, title)
    with pytest.raises(RequestError, match=message):
        rename_section(PLAN, "二", title)
