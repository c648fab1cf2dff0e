"""Units: declared, renamed, given aliases, merged, taken out."""

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
from fjkx.plan.model import Plan, Record, Task, Unit, Was
from tests.refused import refused

DAY = date(2020, 5, 11)
OFFICE, SOCIETY, FELLOWS = UNITS = (
    *(Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办")),
)
PLAN = Plan("x", 2020, units=UNITS, tasks=(Task("1", "t", lead=("学会部", "办公室")),))
Call = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("call", "typed", "units", "remark"),
    [
        (add_unit, [" 科技馆 "], (*UNITS, Unit("科技馆")), "单位“科技馆”已加入单位表"),
        (add_unit, ["院士办"], UNITS, "单位“院士办”已在单位表中，未变"),
        (
            add_alias,
            ["学会部", "学术部"],
            (OFFICE, Unit("学会学术部", ("学会部", "学术部")), FELLOWS),
            "单位“学会学术部”有了别名“学术部”",
        ),
        *(
            (add_alias, ["学会部", name], UNITS, f"“{name}”已是“学会学术部”的名称或别名，未变")
            for name in ("学会部", "学会学术部")
        ),
        (
            rename_unit,
            ["学会部", "学会服务部"],
            (OFFICE, Unit("学会服务部", ("学会部", "学会学术部")), FELLOWS),
            "单位“学会学术部”改名为“学会服务部”，原名留作别名；任务中的原文不变",
        ),
        (
            rename_unit,
            ["学会学术部", "学会部"],  # its own alias
            (OFFICE, Unit("学会部", ("学会学术部",)), FELLOWS),
            "单位“学会学术部”改名为“学会部”，原名留作别名；任务中的原文不变",
        ),
        (rename_unit, ["院士办", "院士办"], UNITS, "单位名称已是“院士办”，未变"),
        (remove_unit, ["院士办"], UNITS[:2], "单位“院士办”已从单位表删去"),
        (
            merge_units,
            ["学会部", "院士办"],
            (OFFICE, Unit("院士办", ("学会学术部", "学会部"))),
            "单位“学会学术部”并入“院士办”，原名和别名留作别名；任务中的原文不变",
        ),
    ],
)
def test_declarations_change_and_tasks_keep_their_wording(
    call: Call, typed: list[str], units: tuple[Unit, ...], remark: str
) -> None:
    assert call(PLAN, *typed) == Outcome(PLAN._replace(units=units), remarks=(remark,))


LISTED = "fjkx unit list 列出全部单位和别名"
SEVERAL = "一次写一个"


@pytest.mark.parametrize(
    ("call", "typed", "message"),
    [
        (
            add_unit,
            ["学会部"],
            "“学会部”已是“学会学术部”的别名 | 直接用它，或换一个名称：学会学术部",
        ),
        (
            add_unit,
            ["学术部"],
            "“学术部”是已声明单位的简称：学会学术部"
            " | 记作别名：fjkx unit alias 学会学术部 学术部；另一单位请写全称",
        ),
        (add_unit, [" "], "单位名称不能为空 | 写一个名称，如 院士办"),
        (add_alias, ["院士办", ""], "别名不能为空 | 写一个名称，如 院士办"),
        *(
            (call, ["办公室", name], f"“{name}”{what} | {LISTED}")
            for call in (add_alias, rename_unit)
            for name, what in (
                ("学会部", "已是“学会学术部”的别名"),
                ("院士办", "已是另一个单位的名称"),
            )
        ),
        *(
            (call, [typed, "x"], message)
            for call in (add_alias, rename_unit, merge_units)
            for typed, message in (
                ("外事办", "没有单位“外事办” | "),
                ("办", "“办”可以是几个单位 | 请写明是哪一个：办公室、院士办"),
            )
        ),
        (merge_units, ["学会部", "学会学术部"], "“学会部”和“学会学术部”是同一个单位"),
        *(
            (add_unit, [f"甲{mark}乙"], f"单位名称“甲{mark}乙”里不能有“{mark}” | {SEVERAL}")
            for mark in "、，,;；：[]{}【】［］｛｝\u3000\n"
        ),
        *(
            (
                add_alias,
                ["院士办", f"院{mark}士"],
                f"别名“院{mark}士”里有看不见的字符 \\u{ord(mark):04x} | 多半是粘贴带来的",
            )
            for mark in "\t\x85\u00ad\u200b\u202e\u3164"
        ),
    ],
)
def test_names_refused(call: Call, typed: list[str], message: str) -> None:
    assert refused(lambda: call(PLAN, *typed)).startswith(message)


def test_units_typed_are_resolved_each_once_and_declared_if_asked() -> None:
    names = ("院士办", "学会学术部")
    assert resolve_units(PLAN, ("院士", "学会部", "院士办"), False, "--lead") == (PLAN, names, ())
    plan, new, said = resolve_units(PLAN, ("外事办", "院士", "外事办"), True, "--lead")
    assert (plan.units, new) == ((*UNITS, Unit("外事办")), ("外事办", "院士办"))
    assert said == ("单位“外事办”已加入单位表",)
    for typed, declare, message in (
        (
            "外事办",
            False,
            "没有单位“外事办” | 本计划的单位：办公室、学会学术部、院士办；若是新单位，加上",
        ),
        ("办", True, "“办”可以是几个单位"),
        (
            "院士办,科普部",
            False,
            "没有单位“院士办,科普部”"
            " | 一次写一个单位；要几个就重复写选项，如 --lead 院士办 --lead 科普部",
        ),
    ):
        call = (PLAN, [typed], declare, "--lead")
        assert refused(resolve_units, *call).startswith(message)


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
    assert refused(lambda: remove_unit(plan, "院士办")) == (
        "单位“院士办”还在第 7 项任务里 | 并入另一单位：fjkx unit merge 院士办 新单位"
    )


def test_tasks_that_have_both_of_merged_units_are_said() -> None:
    tasks = (Task("7", "t", lead=("学会部", "院士办")), Task("8", "t", lead=("学会部",)))
    remarks = merge_units(PLAN._replace(tasks=tasks), "学会部", "院士").remarks
    assert remarks[0] == "“院士”认作“院士办”"
    assert remarks[2:] == ("第 7 项里两个都有，按一个单位计",)
