"""Units: declared, renamed, given aliases, merged, taken out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fjkx.changes.types import Outcome
from fjkx.changes.units import (
    add_alias,
    add_unit,
    merge_units,
    remove_unit,
    rename_unit,
)
from fjkx.plan.model import Plan, Record, Task, Unit, Was
from tests.cases import gallery
from tests.refused import refused

DAY = date(2020, 5, 11)
UNITS = (Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办"))
PLAN = Plan("x", 2020, units=UNITS, tasks=(Task("1", "t", lead=("学会部", "办公室")),))
GALLERY = Path(__file__).with_name("units.txt")
MARKS = "、，,;；：[]{}【】［］｛｝\u3000\n"
HIDDEN = "\t\x85\u00ad\u200b\u202e\u3164"
CALLS: dict[str, Callable[..., Outcome]] = {
    "add": add_unit,
    "alias": add_alias,
    "rename": rename_unit,
    "remove": remove_unit,
    "merge": merge_units,
}


@pytest.mark.parametrize(("typed", "told"), gallery(GALLERY, "what is declared"))
def test_declarations_change_and_tasks_keep_their_wording(typed: str, told: str) -> None:
    command, *words = typed.split(" ")
    names, remark = told.splitlines()
    units = tuple(Unit(name, tuple(more)) for name, *more in (n.split("/") for n in names.split()))
    assert CALLS[command](PLAN, *words) == Outcome(PLAN._replace(units=units), remarks=(remark,))
    spaced = [f" {word} " for word in words]
    assert CALLS[command](PLAN, *spaced).plan.units == units


@pytest.mark.parametrize(("typed", "message"), gallery(GALLERY, "names refused"))
def test_names_refused(typed: str, message: str) -> None:
    command, *words = typed.split(" ")
    assert refused(CALLS[command], PLAN, *words).startswith(message)


UNSEEN = "里有看不见的字符"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (" ", "不能为空 | 写一个名称，如 院士办"),
        *((f"甲{mark}乙", f"里不能有“{mark}” | 一次写一个") for mark in MARKS),
        *((f"院{mark}士", f"{UNSEEN} \\u{ord(mark):04x} | 多半是粘贴带来的") for mark in HIDDEN),
    ],
)
def test_what_no_name_has(name: str, message: str) -> None:
    quoted = f"“{name}”" * (name != " ")
    assert refused(add_unit, PLAN, name).startswith(f"单位名称{quoted}{message}")
    assert refused(add_alias, PLAN, "院士办", name).startswith(f"别名{quoted}{message}")


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
