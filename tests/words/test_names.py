"""What was typed → what is meant; never a guess, and always a way on."""

import pytest

from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Measure, Plan, Section, Task, Unit
from fjkx.words.names import (
    Target,
    compact,
    percent,
    section,
    similar_units,
    status,
    statuses,
    targets,
    unit,
)

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


def refused(plan: Plan, *typed: str) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        targets(plan, typed)
    return str(caught.value), caught.value.hint


# -- ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["14"], "14"),
        (["14.2"], "14.2"),
        (["1", "14.1", "3"], "1 14.1 3"),
        (["14-16"], "14 15 16"),
        (["16-18"], "16 18"),
        (["5-5"], "5"),
        (["14,15"], "14 15"),
        (["14，15"], "14 15"),
        (["14、15"], "14 15"),
        (["14;15；16"], "14 15 16"),
        (["14,"], "14"),
        (["14, 16-18", "3"], "14 16 18 3"),
        ([" 14 "], "14"),
        (["１４"], "14"),
        (["１４．２"], "14.2"),
        (["１４－１６"], "14 15 16"),
        (["14~16"], "14 15 16"),
        (["14～16"], "14 15 16"),
        (["14—16"], "14 15 16"),
        (["14–16"], "14 15 16"),
        (["14", "14", "13-15", "14.1", "14.1"], "14 13 15 14.1"),
        (["18.2", "18.1"], "18.2 18.1"),
        (["14.1-14.2"], "14.1 14.2"),
        (["14.1-2"], "14.1 14.2"),
        (["14.2～2", "１４．１—２"], "14.2 14.1"),
        (["14.1、14.2", "3"], "14.1 14.2 3"),
        (["3、14.2"], "3 14.2"),
        (["14.2、15-16"], "14.2 15 16"),
    ],
)
def test_ids(typed: list[str], expected: str) -> None:
    assert ids(PLAN, *typed) == expected.split()


def test_a_target_is_a_position_and_a_measure_number() -> None:
    assert targets(PLAN, ["18", "1.2"]) == (Target(16, None), Target(0, 2))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("一-1", "一-1"),
        ("二-1.2", "二-1.2"),
        ("二－3", "二-3"),
        ("二-1-二-3", "二-1 二-2 二-3"),
        ("一-2-二-2", "一-2 二-1 二-2"),
        ("二-1～二-3", "二-1 二-2 二-3"),
        ("二-1.1-二-1.2", "二-1.1 二-1.2"),
        ("二-1.1-2", "二-1.1 二-1.2"),
        ("一-1、二-3", "一-1 二-3"),
    ],
)
def test_ids_of_section_and_number(typed: str, expected: str) -> None:
    assert ids(SECTIONED, typed) == expected.split()


def test_a_range_of_numbers_goes_by_number_not_by_place() -> None:
    plan = Plan("x", 2020, tasks=tuple(Task(i, "t") for i in ("3", "27", "1", "二-1", "2")))
    assert ids(plan, "1-3") == ["1", "2", "3"]


KNOWN = "本计划的序号从 1 到 18"
ALL = f"{KNOWN}；fjkx list 列出全部"
SHAPE = f"写成 14、14.2 或 16-18；{KNOWN}"


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("99", "没有第 99 项任务", ALL),
        ("17", "没有第 17 项任务", ALL),
        ("16-17", "没有第 17 项任务", ALL),
        ("0-3", "没有第 0 项任务", ALL),
        ("99.1", "没有第 99 项任务", ALL),
        ("14.3", "第 14 项没有第 3 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("14.0", "第 14 项没有第 0 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("14.99999", "第 14 项没有第 99999 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("5-3", "范围 5-3 前后颠倒", "请写成 3-5"),
        ("14.", "“14.”不是任务序号", SHAPE),
        ("14.二", "“14.二”不是任务序号", SHAPE),
        ("14.02", "第 14 项没有第 02 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("14.1-3", "第 14 项没有第 3 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("14.0-14.2", "第 14 项没有第 0 条举措，它有 2 条", "fjkx show 14 列出各条举措"),
        ("14.2-14.1", "范围 14.2-14.1 前后颠倒", "请写成 14.1-14.2"),
        ("14.2-1", "范围 14.2-1 前后颠倒", "请写成 14.1-14.2"),
        ("14.1-15.2", "“14.1-15.2”不是任务序号", SHAPE),
        (
            "14.2、3",
            "“14.2、3”不清楚：3 是第 3 项任务，还是举措 14.3",
            "举措写成 14.2、14.3；另一项任务请用空格分开",
        ),
        (
            "14.1-2，99",
            "“14.1-2、99”不清楚：99 是第 99 项任务，还是举措 14.99",
            "举措写成 14.1-2、14.99；另一项任务请用空格分开",
        ),
        ("1-", "“1-”不是任务序号", SHAPE),
        ("-1", "“-1”不是任务序号", SHAPE),
        ("-", "“-”不是任务序号", SHAPE),
        ("all", "“all”不是任务序号", SHAPE),
        ("14 15", "“14 15”不是任务序号", SHAPE),
        ("8题", "“8题”不是任务序号", "按文字查找：fjkx list 8题"),
        ("", "没有给出任务序号", "例如：fjkx show 14"),
        ("、,", "没有给出任务序号", "例如：fjkx show 14"),
    ],
)
def test_ids_that_are_not_in_the_plan(typed: str, message: str, hint: str) -> None:
    assert refused(PLAN, typed) == (message, hint)


def test_every_wrong_id_is_named() -> None:
    wrong = ("“foo”不是任务序号；没有第 99 项任务；没有第 98 项任务", "fjkx list 列出全部任务")
    assert refused(PLAN, "14", "15,foo,99", "98", "99") == wrong


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


def test_a_reversed_range_of_section_ids() -> None:
    assert refused(SECTIONED, "二-3-二-1") == ("范围 二-3-二-1 前后颠倒", "请写成 二-1-二-3")
    assert refused(SECTIONED, "二-9") == (
        "“二-9”不是任务序号",
        "写成 14、14.2 或 16-18；本计划的序号从 一-1 到 二-3",
    )


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
    with pytest.raises(RequestError) as caught:
        targets(plan, ["99"])
    assert caught.value.hint == f"本计划的序号{ends}；fjkx list 列出全部"


def test_no_ids_and_no_tasks() -> None:
    assert refused(PLAN) == ("没有给出任务序号", "例如：fjkx show 14")
    assert refused(Plan("x", 2020), "1") == ("没有第 1 项：计划里还没有任务", "")


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


# -- units ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("办公室", "办公室"),
        (" 办公室 ", "办公室"),
        ("学会部", "学会学术部"),
        ("科普部", "科学技术普及部"),
        ("青少年中心", "青少年科技活动中心"),
        ("闽台", "闽台科技交流中心"),
        ("专家", "院士办"),
        ("科技馆（分馆）", "科技馆（分馆）"),
        ("科技馆(分馆)", "科技馆（分馆）"),
        ("馆(分", "科技馆（分馆）"),
    ],
)
def test_units(typed: str, expected: str) -> None:
    assert unit(PLAN, typed) == expected


def test_an_exact_name_wins_over_subsequences() -> None:
    plan = Plan("x", 2020, units=(Unit("办公室"), Unit("办公"), Unit("综合部", ("办",))))
    assert [unit(plan, typed) for typed in ("办公", "办", "办公室")] == ["办公", "综合部", "办公室"]


LISTED = "、".join(u.name for u in PLAN.units)


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (
            "中心",
            "“中心”可以是几个单位",
            "请写明是哪一个：青少年科技活动中心、闽台科技交流中心、院士办",
        ),
        ("学术部", "“学术部”可以是几个单位", "请写明是哪一个：科学技术普及部、学会学术部"),
        ("办公宝", "没有单位“办公宝”", "你是不是要找 办公室？"),
        ("学会 学术部", "没有单位“学会 学术部”", "你是不是要找 学会学术部？"),
        ("农学会", "没有单位“农学会”", "你是不是要找 学会学术部？"),
        ("ban", "没有单位“ban”", f"本计划的单位：{LISTED}"),
        ("", "没有单位“”", f"本计划的单位：{LISTED}"),
    ],
)
def test_units_that_are_not_one(typed: str, message: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        unit(PLAN, typed)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "typed",
    ["院士办、办公室", "院士办，办公室", "院士办;办公室", "院士办/办公室", "院士办 办公室"],
)
def test_several_units_in_one_word(typed: str) -> None:
    with pytest.raises(RequestError) as caught:
        unit(PLAN, typed, "--dept")
    again = "--dept 院士办 --dept 办公室"
    assert caught.value.hint == f"一次写一个单位；要几个就重复写选项，如 {again}"
    with pytest.raises(RequestError) as caught:
        unit(PLAN, typed)
    assert caught.value.hint == "这里只能写一个单位"


def test_a_plan_without_units() -> None:
    with pytest.raises(RequestError) as caught:
        unit(Plan("x", 2020), "办公室")
    assert caught.value.hint == "本计划的单位：无"


def test_similar_units_the_likeliest_first() -> None:
    assert similar_units(PLAN, "学术部") == ["学会学术部", "科学技术普及部"]
    assert similar_units(PLAN, "技") == ["科学技术普及部", "青少年科技活动中心", "闽台科技交流中心"]
    assert similar_units(PLAN, "") == []


# -- statuses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("todo", "todo"),
        ("未启动", "todo"),
        ("推进中", "doing"),
        ("受阻", "blocked"),
        ("已办结", "done"),
        ("已完成", "done"),
        ("已销号", "closed"),
        ("已取消", "dropped"),
        (" DONE ", "done"),
        ("ｄｏｎｅ", "done"),
    ],
)
def test_statuses_in_either_language(typed: str, expected: str) -> None:
    assert status(typed) == expected


STATUS_HINT = (
    "可用：未启动(todo)、推进中(doing)、受阻(blocked)、已办结(done)、已销号(closed)、"
    "已取消(dropped)；筛选时还可用 未办结(open)"
)


@pytest.mark.parametrize("typed", ["快了", "", "open", "未办结", "do"])
def test_words_that_are_no_status(typed: str) -> None:
    with pytest.raises(RequestError) as caught:
        status(typed)
    assert (str(caught.value), caught.value.hint) == (f"没有状态“{typed}”", STATUS_HINT)


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


def test_a_filter_with_one_wrong_word_is_refused() -> None:
    with pytest.raises(RequestError, match="没有状态“完成了”"):
        statuses(["open", "完成了"])


# -- sections -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("二", "二"),
        ("2", "二"),
        ("２", "二"),
        ("二、", "二"),
        ("2.", "二"),
        ("政治", "一"),
        ("科普创新", "三"),
    ],
)
def test_sections(typed: str, expected: str) -> None:
    assert section(PLAN, typed) == expected


def test_sections_numbered_in_digits_or_beyond_ten() -> None:
    numbers = ("1", "2", "十", "十一", "二十", "二十一")
    plan = Plan("x", 2020, sections=tuple(Section(number, "t") for number in numbers))
    typed = ("1", "2", "10", "11", "20", "21", "十一")
    assert [section(plan, word) for word in typed] == [*numbers, "十一"]


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("创新", "“创新”可以是几个部分", "本计划的部分：二、服务创新；三、科普创新"),
        ("4", "没有部分“4”", "本计划的部分：一、坚定政治立场；二、服务创新；三、科普创新"),
        ("", "没有部分“”", "本计划的部分：一、坚定政治立场；二、服务创新；三、科普创新"),
    ],
)
def test_sections_that_are_not_one(typed: str, message: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        section(PLAN, typed)
    assert (str(caught.value), caught.value.hint) == (message, hint)
