"""A whole plan in house style: every layout that a person may write reads as the plan that house
style shows, and what is laid out reads as the plan it was laid out from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fjkx.file.check import check
from fjkx.file.layout import plan_text
from fjkx.file.schema import parse
from fjkx.plan.model import Measure, Plan, Section, Task, Unit
from tests.file.edit_layouts import layouts
from tests.plans import plan_in, text_of

SHIPPED = (Path(__file__).parents[2] / "data/workplan2020.yaml").read_bytes().decode()
HOUSE = text_of("house")
HANDS = dict(layouts("house.txt"))

# Text as a notice or a hand may have it: any character, not blank at its ends.
words = (
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1)
    .map(lambda text: text.strip())
    .filter(bool)
)
names = st.text("甲乙丙局（）、市，：【】#'\"\\ x1-", min_size=1).map(str.strip).filter(bool)


def test_the_shipped_plan_but_for_what_a_hand_added() -> None:
    plan = plan_in(SHIPPED)
    assert plan_text(plan) == SHIPPED.replace("  # 第4项原文作“学会部”", "")


def test_everything_a_plan_can_have() -> None:
    text = text_of("everything")
    remarks = {
        None: ["一\n二"],
        ("unit", "甲局"): ["相近"],
        ("section", "一"): ["重号"],
        ("task", "3"): ["没有单位"],
    }
    assert plan_text(plan_in(text), remarks) == text


@pytest.mark.parametrize("layout", ["block", "flow", "loose"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_one_plan_in_many_layouts(layout: str, line_end: str, bom: str) -> None:
    text = bom + text_of(layout).replace("\n", line_end)
    assert [finding.code for finding in check(parse(text))] == ["no-lead"]
    plan = plan_in(text)
    assert plan_text(plan) == HOUSE
    assert sorted(plan.extra) == [("x-file", "1"), ("x-plan", "2")]
    assert plan_in(HOUSE) == plan_in(text.rstrip("\r\n"))._replace(extra=())


@pytest.mark.parametrize(("hand", "house"), HANDS.values(), ids=HANDS)
def test_values(hand: str, house: str) -> None:
    assert plan_text(plan_in(hand)) == plan_text(plan_in(house)) == house


@given(st.lists(words, min_size=4, max_size=4), st.lists(names, max_size=4, unique=True))
def test_any_words_read_back(texts: list[str], units: list[str]) -> None:
    title, section, preamble, measure = texts
    plan = Plan(
        title=title,
        year=2024,
        preamble=preamble,
        units=tuple(map(Unit, units)),
        sections=(Section("一", section, measure),),
        tasks=(
            Task(
                id="1",
                title=title,
                section="一",
                group=preamble,
                lead=tuple(units),
                leaders=tuple(units),
                due_text=section,
                measures=(Measure(measure), Measure(title)),
            ),
        ),
    )
    assert parse(plan_text(plan, {("task", "1"): [measure]})).plan == plan
