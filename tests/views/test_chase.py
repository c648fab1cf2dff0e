"""Exact screens, letters and JSON of the chase list."""

from pathlib import Path

from fjkx.plan.model import Plan, Record, Task
from fjkx.plan.query import Filter
from tests.shown import chased, screen, screens, shown
from tests.supervised_plan import PLAN, TODAY, day

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVERYTHING = chased(PLAN, TODAY)
ONE_UNIT = chased(PLAN, TODAY, Filter(units=("院士办",), role="lead"))


def test_list_60() -> None:
    assert screens(EVERYTHING, 60) == screen("chase: list 60")


def test_list_of_a_unit() -> None:
    assert screens(ONE_UNIT, 120) == screen("chase: list of a unit")


def test_letters() -> None:
    assert shown(EVERYTHING, "markdown") == (FIXTURES / "chase.md").read_text("utf-8")


def test_nothing_to_press_for_is_one_line() -> None:
    early = PLAN._replace(tasks=PLAN.tasks[:1])
    line = "截至 2020-07-01 没有需要催办的任务"
    assert shown(chased(early, TODAY)) == f"{line}\n"
    assert shown(chased(early, TODAY), "markdown") == f"{line}\n"
    one = Filter(units=("院士办",), role="lead")
    assert shown(chased(early, TODAY, one)) == f"{line} · 牵头单位：院士办\n"


def test_what_is_due_today_and_a_deadline_taken_back_or_only_in_words() -> None:
    tasks = (
        Task("1", "甲", "doing", lead=("乙",), due=day("07-01"), percent=100, added=TODAY),
        Task(
            "2",
            "丙",
            "blocked",
            lead=("乙",),
            due_text="长期坚持",
            percent=100,
            records=(Record(day("06-30"), due_was=day("06-20"), problem="一\n二", note="暂缓"),),
        ),
    )
    plan = Plan("t", 2020, tasks=tasks)
    assert screens(chased(plan, TODAY), 80) == screen(
        "chase: what is due today and a deadline taken back"
    )


def test_a_long_wording_of_the_deadline_is_wrapped() -> None:
    task = Task("1", "甲", "blocked", due_text="长期坚持，年底前初见成效", added=TODAY)
    plan = Plan("t", 2020, tasks=(task,))
    text = screens(chased(plan, TODAY), 60)
    assert "   1  甲           长期坚持，年  受阻\n" in text
    assert "                   底前初见成效\n" in text


def test_text_of_the_file_is_no_markup() -> None:
    task = Task("1", "<b>|*甲*\x1b", "blocked", lead=("[乙]",), added=TODAY)
    plan = Plan("t", 2020, tasks=(task,))
    letter = shown(chased(plan, TODAY), "markdown")
    assert "\n\\[乙\\]：\n" in letter
    assert "| 1 | &lt;b&gt;\\|\\*甲\\*\\\\u001b |  | 受阻" in letter


def test_json() -> None:
    assert shown(EVERYTHING, "json") == (FIXTURES / "chase.json").read_text("utf-8")
