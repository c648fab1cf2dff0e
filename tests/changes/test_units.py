"""Declaring, renaming and giving aliases to units."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fjkx.changes.types import Outcome
from fjkx.changes.units import (
    add_alias,
    add_unit,
    merge_units,
    remove_unit,
    rename_unit,
    resolve_units,
)
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Record, Task, Unit, Was

DAY = date(2020, 5, 11)
UNITS = (Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办"))
PLAN = Plan("x", 2020, units=UNITS, tasks=(Task("1", "t", lead=("学会部", "办公室")),))


def refusal(call: Callable[..., Outcome], *args: str) -> str:
    with pytest.raises(RequestError) as caught:
        call(PLAN, *args)
    return f"{caught.value} | {caught.value.hint}"


def test_a_new_unit_is_the_last() -> None:
    outcome = add_unit(PLAN, " 科技馆 ")
    assert outcome == Outcome(
        PLAN._replace(units=(*UNITS, Unit("科技馆"))), (), remarks=("单位“科技馆”已加入单位表",)
    )


def test_a_name_that_abbreviates_a_unit_is_no_new_unit() -> None:
    with pytest.raises(RequestError) as caught:
        add_unit(PLAN, "学术部")
    assert (str(caught.value), caught.value.hint) == (
        "“学术部”是已声明单位的简称：学会学术部",
        "记作别名：fjkx unit alias 学会学术部 学术部；另一单位请写全称",
    )


def test_what_holds_already_stays() -> None:
    assert add_unit(PLAN, "院士办") == Outcome(
        PLAN, (), remarks=("单位“院士办”已在单位表中，未变",)
    )
    for alias in ("学会部", "学会学术部"):
        assert add_alias(PLAN, "学会学术部", alias) == Outcome(
            PLAN, (), remarks=(f"“{alias}”已是“学会学术部”的名称或别名，未变",)
        )
    assert rename_unit(PLAN, "院士办", "院士办") == Outcome(
        PLAN, (), remarks=("单位名称已是“院士办”，未变",)
    )


def test_an_alias_goes_behind_those_there_are() -> None:
    outcome = add_alias(PLAN, "学会部", "学术部")
    assert outcome.plan.units == (
        UNITS[0],
        Unit("学会学术部", ("学会部", "学术部")),
        UNITS[2],
    )
    assert outcome.remarks == ("单位“学会学术部”有了别名“学术部”",)


def test_a_renamed_unit_keeps_its_old_name_as_an_alias_and_tasks_their_wording() -> None:
    outcome = rename_unit(PLAN, "学会部", "学会服务部")
    unit = Unit("学会服务部", ("学会部", "学会学术部"))
    assert outcome.plan == PLAN._replace(units=(UNITS[0], unit, UNITS[2]))
    assert outcome.remarks == (
        "单位“学会学术部”改名为“学会服务部”，原名留作别名；任务中的原文不变",
    )


def test_a_unit_may_take_its_own_alias_as_its_name() -> None:
    again = rename_unit(PLAN, "学会学术部", "学会部").plan
    assert again.units[1] == Unit("学会部", ("学会学术部",))
    assert rename_unit(again, "学会部", "学会学术部").plan == PLAN


def test_names_that_stand_for_another_unit_are_refused() -> None:
    listed = "fjkx unit list 列出全部单位和别名"
    assert refusal(add_unit, "学会部") == (
        "“学会部”已是“学会学术部”的别名 | 直接用它，或换一个名称：学会学术部"
    )
    for call in (add_alias, rename_unit):
        assert refusal(call, "办公室", "学会部") == f"“学会部”已是“学会学术部”的别名 | {listed}"
        assert refusal(call, "办公室", "院士办") == f"“院士办”已是另一个单位的名称 | {listed}"


@pytest.mark.parametrize("call", [add_alias, rename_unit])
def test_the_unit_must_be_one(call: Callable[..., Outcome]) -> None:
    assert refusal(call, "外事办", "x").startswith("没有单位“外事办” | ")
    assert refusal(call, "办", "x") == "“办”可以是几个单位 | 请写明是哪一个：办公室、院士办"


@pytest.mark.parametrize("mark", list("、，,;；：[]{}【】［］｛｝\u3000\n"))
def test_a_name_that_a_list_cannot_hold_is_refused(mark: str) -> None:
    name = f"甲{mark}乙"
    assert refusal(add_unit, name) == (
        f"单位名称“{name}”里不能有“{mark}” | 一次写一个；几个单位就重复写选项"
    )


@pytest.mark.parametrize("mark", list("\t\x85\u00ad\u200b\u202e\u3164"))
def test_a_name_with_what_nobody_sees_is_refused(mark: str) -> None:
    code = f"\\u{ord(mark):04x}"
    refused = f"里有看不见的字符 {code} | 多半是粘贴带来的，请重新输入"
    assert refusal(add_unit, f"甲{mark}乙") == f"单位名称“甲{mark}乙”{refused}"
    assert refusal(add_alias, "院士办", f"院{mark}士") == f"别名“院{mark}士”{refused}"


def test_an_empty_name_is_refused() -> None:
    assert refusal(add_unit, " ") == "单位名称不能为空 | 写一个名称，如 院士办"
    assert refusal(add_alias, "院士办", "") == "别名不能为空 | 写一个名称，如 院士办"


def test_units_typed_are_resolved_each_once() -> None:
    assert resolve_units(PLAN, ("院士", "学会部", "院士办"), False, "--lead") == (
        PLAN,
        ("院士办", "学会学术部"),
        (),
    )


def test_units_that_none_is_like_are_declared_if_asked() -> None:
    plan, names, said = resolve_units(PLAN, ("外事办", "院士", "外事办"), True, "--lead")
    assert plan.units == (*UNITS, Unit("外事办"))
    assert names == ("外事办", "院士办")
    assert said == ("单位“外事办”已加入单位表",)
    with pytest.raises(RequestError) as caught:
        resolve_units(PLAN, ("外事办",), False, "--lead")
    assert str(caught.value) == "没有单位“外事办”"
    assert (
        caught.value.hint == "本计划的单位：办公室、学会学术部、院士办；若是新单位，加上 --declare"
    )
    with pytest.raises(RequestError, match="“办”可以是几个单位"):
        resolve_units(PLAN, ("办",), True, "--lead")
    with pytest.raises(RequestError) as caught:
        resolve_units(PLAN, ["院士办,科普部"], False, "--lead")
    again = "--lead 院士办 --lead 科普部"
    assert caught.value.hint == f"一次写一个单位；要几个就重复写选项，如 {again}"


# -- taken out and merged -------------------------------------------------------------------


def test_an_unused_unit_is_taken_out() -> None:
    assert remove_unit(PLAN, "院士") == Outcome(
        PLAN._replace(units=UNITS[:2]), remarks=("单位“院士办”已从单位表删去",)
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"lead": ("院士专家服务中心",)},
        {"support": ("院士办",)},
        {"records": (Record(DAY, by="院士办"),)},
        {"records": (Record(DAY, by=("办公室", "院士办")),)},
        {"records": (Record(DAY, was=Was(support=("院士办",))),)},
    ],
)
def test_a_unit_that_is_named_stays(fields: dict[str, Any]) -> None:
    units = (*UNITS[:2], Unit("院士办", ("院士专家服务中心",)))
    plan = PLAN._replace(units=units, tasks=(Task("7", "t")._replace(**fields),))
    with pytest.raises(RequestError) as caught:
        remove_unit(plan, "院士办")
    assert (str(caught.value), caught.value.hint) == (
        "单位“院士办”还在第 7 项任务里",
        "并入另一单位：fjkx unit merge 院士办 新单位",
    )


def test_a_merged_unit_leaves_its_names_and_no_text_changes() -> None:
    task = Task("7", "t", lead=("学会部", "院士办"))
    plan = PLAN._replace(tasks=(task, Task("8", "t", lead=("学会部",))))
    outcome = merge_units(plan, "学会部", "院士")
    assert outcome.plan == plan._replace(
        units=(UNITS[0], Unit("院士办", (*UNITS[2].aliases, "学会学术部", "学会部")))
    )
    assert outcome.remarks == (
        "单位“学会学术部”并入“院士办”，原名和别名留作别名；任务中的原文不变",
        "第 7 项里两个都有，按一个单位计",
    )
    with pytest.raises(RequestError, match="“学会部”和“学会学术部”是同一个单位"):
        merge_units(plan, "学会部", "学会学术部")
