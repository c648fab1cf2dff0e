"""A date without a year: every form × what it is of × days on which it is typed, against answers
that are looked up day by day in a calendar."""

import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.words.dates import brought_forward, due, happened, looked_at, moved
from fjkx.words.wordings import due_day
from tests.cases import parts

CALENDAR = [date(2017, 1, 1) + timedelta(number) for number in range(3_000)]
YEARS = range(2017, 2025)
Days = tuple[date, date, date]  # the first and last day meant, and the one on which it has begun


def months(first: int, last: int) -> list[Days]:
    """The spans of some months in every year, found by walking the calendar."""
    spans = []
    for year in YEARS:
        days = [day for day in CALENDAR if day.year == year and first <= day.month <= last]
        spans.append((days[0], days[-1], days[0]))
    return spans


def ends(spans: list[Days]) -> list[Days]:
    """The last days of spans, which have begun with their first."""
    return [(last, last, begun) for _, last, begun in spans]


def days(month: int, number: int) -> list[Days]:
    return [(day, day, day) for day in CALENDAR if (day.month, day.day) == (month, number)]


FORMS = {
    "1-3": days(1, 3),
    "1月20日": days(1, 20),
    "2.14": days(2, 14),
    "9/1": days(9, 1),
    "12-25": days(12, 25),
    "十月一日前": days(10, 1),
    "3月底": ends(months(3, 3)),
    "9月底": ends(months(9, 9)),
    "2月末": ends(months(2, 2)),
    "6月": months(6, 6),
    "11月份": months(11, 11),
    "一季度": months(1, 3),
    "二季度": months(4, 6),
    "Q4": months(10, 12),
    "上半年": months(1, 6),
    "下半年末": ends(months(7, 12)),
    "年底": ends(months(1, 12)),
    "全年": months(1, 12),
    "9月中旬": [(a, b, a) for (a, _, _), (b, _, _) in zip(days(9, 11), days(9, 20), strict=True)],
}
PLANS = {
    "2020": Plan("要点", 2020),
    "2021": Plan("要点", 2021),
    "school year": Plan("要点", 2020, start=date(2020, 10, 1), due=date(2021, 9, 30)),
    "two years": Plan("要点", 2020, start=date(2020, 1, 1), due=date(2021, 12, 31)),
    "a quarter": Plan("要点", 2020, start=date(2020, 4, 1), due=date(2020, 6, 30)),
}
TODAYS = [
    *(date(2020, 1, 1), date(2020, 6, 15), date(2020, 9, 30), date(2020, 12, 28)),
    *(date(2021, 1, 3), date(2021, 2, 28), date(2021, 6, 1), date(2021, 12, 31)),
]
CASES = list(product(FORMS, PLANS, TODAYS))


def span(plan: Plan) -> tuple[date, date]:
    return plan.start or date(plan.year, 1, 1), plan.due or date(plan.year, 12, 31)


def test_what_happened_is_the_latest_not_after_today() -> None:
    for form, name, today in CASES:
        answer = max(last for _, last, _ in FORMS[form] if last <= today)
        assert happened(form, PLANS[name], today) == answer, (form, name, today)


def test_what_is_looked_at_has_begun_unless_it_was_before_the_plan() -> None:
    for form, name, today in CASES:
        start, end = span(PLANS[name])
        answer = [each for each in FORMS[form] if each[2] <= today][-1]
        if answer[1] < start:
            inside = [each for each in FORMS[form] if each[1] >= start and each[0] <= end]
            answer = [*inside, answer][0]
        plan = PLANS[name]
        assert looked_at(form, plan, today) == answer[1], (form, name, today)
        assert looked_at(form, plan, today, since=True) == answer[0], (form, name, today)


def test_what_is_due_is_in_the_plan_and_ahead() -> None:
    for form, name, today in CASES:
        start, end = span(PLANS[name])
        named = [last for _, last, _ in FORMS[form]]
        inside = [day for day in named if start <= day <= end]
        ahead = [day for day in inside or named if day >= today]
        answer = ahead[0] if ahead else inside[-1]
        assert due(form, PLANS[name], today) == answer, (form, name, today)
        assert due_day(form, PLANS[name], today) == answer, (form, name, today)


def test_a_deadline_moves_to_the_next_day_of_that_name() -> None:
    standing = [date(2020, 3, 31), date(2020, 12, 31), date(2021, 9, 30), date(2019, 6, 30)]
    for (form, name, today), old in product(CASES, standing):
        answer = next(last for _, last, _ in FORMS[form] if last >= old)
        assert moved(form, PLANS[name], today, old) == answer, (form, name, today, old)


PLAN = PLANS["2020"]
SCHOOL = PLANS["school year"]


READ = {"happened": happened, "looked at": looked_at, "due": due}
TABLES = parts(Path(__file__).with_name("tables.txt"))


@pytest.mark.parametrize("line", TABLES["examples"].strip().splitlines())
def test_examples(line: str) -> None:
    name, today, of, text, _, day = re.split(" {2,}", line)
    assert str(READ[of](text, PLANS[name], date.fromisoformat(today))) == day


@pytest.mark.parametrize("line", TABLES["extensions"].strip().splitlines())
def test_extensions(line: str) -> None:
    name, today, standing, text, _, day, *forward = re.split(" {2,}", line)
    until = (PLANS[name], date.fromisoformat(today), date.fromisoformat(standing))
    assert str(moved(text, *until)) == day
    assert str(brought_forward(text, *until)) == "".join(forward or ["None"])


def test_no_day_of_that_name() -> None:
    """29 February is neither in the plan of 2021 nor in the next year."""
    for read in (due, lambda text, plan, today: moved(text, plan, today, date(2021, 3, 1))):
        with pytest.raises(UsageError, match="“2-29”不是有效的日期"):
            read("2-29", PLANS["2021"], date(2021, 1, 5))


def test_a_wording_is_due_like_a_day() -> None:
    assert due_day("力争3月底前完成", SCHOOL, date(2020, 11, 1)) == date(2021, 3, 31)
    assert due_day("10-12月", SCHOOL, date(2021, 9, 1)) == date(2020, 12, 31)
    assert due_day("长期坚持", SCHOOL, date(2020, 11, 1)) is None
    assert due_day("3月底前", PLAN, date(2020, 11, 1)) == date(2020, 3, 31)
    assert due_day("2019年1-2月", PLAN, date(2020, 11, 1)) == date(2019, 2, 28)
    assert due_day("2月29日前", PLANS["2021"], date(2021, 1, 5)) is None  # not that of 2020
