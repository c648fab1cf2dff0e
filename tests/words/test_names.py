"""What was typed → what is meant; never a guess, and always a way on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fjkx.plan.errors import UsageError
from fjkx.plan.model import Measure, Plan, Section, Task, Unit
from fjkx.words.names import (
    Target,
    compact,
    light,
    percent,
    section,
    similar_units,
    status,
    statuses,
    targets,
    unit,
)
from tests.cases import cases, gallery, parts
from tests.refused import refused

TABLES = parts(Path(__file__).with_name("tables.txt"))
MEASURES = (Measure("甲。"), Measure("乙。"))
PLAN = Plan(
    "测试",
    2020,
    units=(
        Unit("办公室"),
        Unit("科学技术普及部"),
        Unit("学会学术部", ("学会部",)),
        Unit("青少年科技活动中心"),
        Unit("闽台科技交流中心"),
        Unit("院士办", ("院士专家服务中心",)),
        Unit("科技馆（分馆）"),
    ),
    sections=(Section("一", "坚定政治立场"), Section("二", "服务创新"), Section("三", "科普创新")),
    tasks=tuple(Task(str(i), f"第{i}题", measures=MEASURES) for i in range(1, 19) if i != 17),
)
SECTIONED = Plan(
    "测试",
    2020,
    tasks=tuple(Task(i, "t", measures=MEASURES) for i in ["一-1", "一-2", "二-1", "二-2", "二-3"]),
)


def ids(plan: Plan, *typed: str) -> list[str]:
    """The targets meant, written as `14` or `14.2`."""
    return [
        plan.tasks[position].id + (f".{measure}" if measure else "")
        for position, measure in targets(plan, typed)
    ]


# -- ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "typed", "expected"),
    [
        *((PLAN, *case) for case in cases(TABLES["ids"])),
        *((SECTIONED, *case) for case in cases(TABLES["of sections"])),
    ],
)
def test_ids(plan: Plan, typed: str, expected: str) -> None:
    assert ids(plan, *typed.split("/")) == expected.split()


def test_a_target_is_a_position_and_a_measure_number() -> None:
    assert targets(PLAN, ["18", "1.2"]) == (Target(16, None), Target(0, 2))


def test_a_range_of_numbers_goes_by_number_not_by_place() -> None:
    plan = Plan("x", 2020, tasks=tuple(Task(i, "t") for i in ("3", "27", "1", "二-1", "2")))
    assert ids(plan, "1-3") == ["1", "2", "3"]


NONE = "没有给出任务序号 | 写成 14、14.2 或 16-18"


READS: dict[str, Callable[[str], object]] = {
    "ids": lambda typed: targets(PLAN, [typed]),
    "units": lambda typed: unit(PLAN, typed),
    "status words": status,
    "lights": light,
    "sections": lambda typed: section(PLAN, typed),
}
REFUSED = Path(__file__).with_name("refused.txt")


@pytest.mark.parametrize(
    ("part", "typed", "message"),
    [(part, *entry) for part in READS for entry in gallery(REFUSED, part)],
)
def test_what_is_none_is_refused(part: str, typed: str, message: str) -> None:
    """∅ stands for nothing typed."""
    assert refused(READS[part], typed.replace("∅", "")) == message


def test_every_wrong_id_is_named_and_what_there_is() -> None:
    wrong = "“foo”不是任务序号；没有第 99 项任务；没有第 98 项任务 | fjkx list 列出全部任务"
    assert refused(lambda: targets(PLAN, ["14", "15,foo,99", "98", "99"])) == wrong
    assert refused(lambda: targets(PLAN, [])) == "没有给出任务序号 | 写成 14、14.2 或 16-18"
    assert refused(lambda: targets(Plan("x", 2020), ["1"])) == "没有第 1 项：计划里还没有任务 | "
    reversed_ = "范围 二-3-二-1 前后颠倒 | 请写成 二-1-二-3"
    assert refused(lambda: targets(SECTIONED, ["二-3-二-1"])) == reversed_
    assert refused(lambda: targets(SECTIONED, ["二-9"])) == (
        "“二-9”不是任务序号 | 写成 14、14.2 或 16-18；本计划的序号从 一-1 到 二-3"
    )


@pytest.mark.parametrize(
    ("ids", "short"),
    [
        ("1 2 3 5 9", "1-5 9"),
        ("9 1", "1 9"),
        ("7 8 9", "7-9"),  # 8 is the last in the file
        ("2 一-1 3.1 一-2 3.2", "2 一-1 一-2 3.1 3.2"),
        ("", ""),
    ],
)
def test_targets_in_as_few_words_as_mean_them_again(ids: str, short: str) -> None:
    names = ["1", "2", "3", "5", "7", "一-1", "9", "一-2", "8"]
    plan = Plan("x", 2020, tasks=tuple(Task(each, "t", measures=MEASURES) for each in names))
    chosen = targets(plan, ids.split()) if ids else ()
    assert compact(plan, chosen) == short
    assert set(targets(plan, short.split()) if short else ()) == set(chosen)


@pytest.mark.parametrize(
    ("ids", "ends"),
    [
        (("1", "2", "10", "3"), "从 1 到 10"),
        (("1", "3", "二-4", "2"), "从 1 到 2"),
        (("二-2", "一-1"), "从 二-2 到 一-1"),
    ],
)
def test_the_ids_of_a_plan_whatever_their_order(ids: tuple[str, ...], ends: str) -> None:
    plan = Plan("x", 2020, tasks=tuple(Task(each, "t") for each in ids))
    assert refused(lambda: targets(plan, ["99"])).endswith(
        f"本计划的序号{ends}；fjkx list 列出全部"
    )


# -- percentages ----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["60", "60%", "60％", "６０％", " 60 % ", "060"])
def test_percentages(typed: str) -> None:
    assert percent(typed) == 60


def test_what_is_no_percentage() -> None:
    assert (percent("-5"), percent("101%")) == (-5, 101)  # no bounds here
    for typed in ("", "%", "六十", "60.5", "60%%", "6 0", "1" * 5000):
        with pytest.raises(UsageError) as caught:
            percent(typed)
        assert f"{caught.value} | {caught.value.hint}" == (
            f"进度要写整数，不是“{typed}” | 例如：--percent 60"
        )


# -- units, statuses, sections --------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "typed", "expected"),
    [
        *((lambda typed: unit(PLAN, typed), *case) for case in cases(TABLES["units"])),
        *((status, *case) for case in cases(TABLES["status words"])),
        *((light, *case) for case in cases(TABLES["lights"])),
        *((lambda typed: section(PLAN, typed), *case) for case in cases(TABLES["sections"])),
    ],
)
def test_words(read: Callable[[str], str], typed: str, expected: str) -> None:
    assert read(typed) == expected


def test_an_exact_name_wins_over_subsequences() -> None:
    plan = Plan("x", 2020, units=(Unit("办公室"), Unit("办公"), Unit("综合部", ("办",))))
    assert [unit(plan, typed) for typed in ("办公", "办", "办公室")] == ["办公", "综合部", "办公室"]


@pytest.mark.parametrize("mark", list("、，;/ "))
def test_several_units_in_one_word(mark: str) -> None:
    typed, again = f"院士办{mark}办公室", "--dept 院士办 --dept 办公室"
    hint = f"一次写一个单位；要几个就重复写选项，如 {again}"
    assert refused(lambda: unit(PLAN, typed, "--dept")).endswith(f" | {hint}")
    assert refused(lambda: unit(PLAN, typed)).endswith(" | 这里只能写一个单位")


def test_units_that_are_like_what_was_typed_the_likeliest_first() -> None:
    assert similar_units(PLAN, "学术部") == ["学会学术部", "科学技术普及部"]
    assert similar_units(PLAN, "技") == ["科学技术普及部", "青少年科技活动中心", "闽台科技交流中心"]
    assert similar_units(PLAN, "") == []
    assert refused(lambda: unit(Plan("x", 2020), "办公室")).endswith("本计划的单位：无")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([], set()),
        (["open"], {"todo", "doing", "blocked"}),
        (["未办结", "已办结"], {"todo", "doing", "blocked", "done"}),
        (["Open", "todo"], {"todo", "doing", "blocked"}),
        (["closed", "已完成"], {"closed", "done"}),
    ],
)
def test_filters_of_statuses(typed: list[str], expected: set[str]) -> None:
    assert statuses(typed) == expected


def test_sections_numbered_in_digits_or_beyond_ten() -> None:
    numbers = ("1", "2", "十", "十一", "二十", "二十一")
    plan = Plan("x", 2020, sections=tuple(Section(number, "t") for number in numbers))
    typed = ("1", "2", "10", "11", "20", "21", "十一")
    assert [section(plan, word) for word in typed] == [*numbers, "十一"]
