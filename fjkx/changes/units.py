"""The units of a plan: declared, renamed, given aliases. Tasks and records keep their wording."""

import re
from collections.abc import Iterable
from typing import Final

from fjkx.changes.types import Outcome
from fjkx.plan.characters import escape, hidden
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task, Unit, Was, canonical_names, declared, reporters
from fjkx.words.names import parted, several_units, unit_hint, units_meant
from fjkx.words.names import unit as unit_named

# What the parser takes for a list, or for a slip, in a name that is written without quotes.
_NO_NAME: Final = re.compile(r"[、，,;；：\[\]{}【】［］｛｝\u3000\xa0\n]")


def resolve_units(
    plan: Plan, typed: Iterable[str], declare: bool, option: str
) -> tuple[Plan, tuple[str, ...], tuple[str, ...]]:
    """Declared names of the units typed, each after `option`, each once; the plan, in which
    units that none is like are declared if `declare`; what to say of these. Raises RequestError
    otherwise."""
    names: list[str] = []
    remarks: list[str] = []
    for each in parted(plan, typed):
        if declare and not units_meant(plan, each):
            outcome = add_unit(plan, each)
            plan, remarks = outcome.plan, [*remarks, *outcome.remarks]
            names.append(plan.units[-1].name)
        else:
            names.append(known_unit(plan, each, option))
    return plan, tuple(dict.fromkeys(names)), tuple(remarks)


def known_unit(plan: Plan, typed: str, option: str) -> str:
    """The declared name of the unit meant. Raises RequestError with candidates, and how a unit
    that is new is declared."""
    if units_meant(plan, typed):
        return unit_named(plan, typed)
    hint = unit_hint(plan, typed, option)
    if not several_units(plan, typed):
        hint += f"{'' if hint.endswith('？') else '；'}若是新单位，加上 --declare"
    raise RequestError(f"没有单位“{typed}”", hint)


def add_unit(plan: Plan, name: str) -> Outcome:
    """Declare a unit, the last; one that is declared already stays. Raises RequestError for a
    name that is another unit's alias or abbreviates one, or cannot be written in a list."""
    name = valid_name(name, "单位名称")
    owner = canonical_names(plan).get(name)
    if owner == name:
        return Outcome(plan, remarks=(f"单位“{name}”已在单位表中，未变",))
    if owner is not None:
        raise RequestError(f"“{name}”已是“{owner}”的别名", f"直接用它，或换一个名称：{owner}")
    if meant := units_meant(plan, name):
        raise RequestError(
            f"“{name}”是已声明单位的简称：{'、'.join(meant)}",
            f"记作别名：fjkx unit alias {meant[0]} {name}；另一单位请写全称",
        )
    return Outcome(
        plan._replace(units=(*plan.units, Unit(name))), remarks=(f"单位“{name}”已加入单位表",)
    )


def unit_meant(plan: Plan, typed: str) -> tuple[str, tuple[str, ...]]:
    """The declared unit meant, and what to say where none is declared in that wording. Raises
    RequestError for no such unit."""
    name = unit_named(plan, typed)
    return name, () if typed in canonical_names(plan) else (f"“{typed}”认作“{name}”",)


def add_alias(plan: Plan, typed: str, alias: str) -> Outcome:
    """Give the unit typed another wording; one it has already stays. Raises RequestError for
    no such unit, and a wording that stands for another."""
    (name, said), alias = unit_meant(plan, typed), valid_name(alias, "别名")
    owner = canonical_names(plan).get(alias)
    if owner == name:
        return Outcome(plan, remarks=(f"“{alias}”已是“{name}”的名称或别名，未变",))
    if owner is not None:
        raise other_unit(alias, owner)
    refuse_others_short_form(plan, alias, name)
    units = (u._replace(aliases=(*u.aliases, alias)) if u.name == name else u for u in plan.units)
    remarks = (*said, f"单位“{name}”有了别名“{alias}”")
    return Outcome(plan._replace(units=tuple(units)), remarks=remarks)


def rename_unit(plan: Plan, typed: str, new: str) -> Outcome:
    """Change the declaration of a unit; its old name becomes an alias, so that tasks and records
    keep their wording. Raises RequestError for no such unit, and a name that stands for
    another."""
    (old, said), new = unit_meant(plan, typed), valid_name(new, "单位名称")
    owner = canonical_names(plan).get(new)
    if old == new:
        return Outcome(plan, remarks=(f"单位名称已是“{new}”，未变",))
    if owner not in (None, old):
        raise other_unit(new, str(owner))
    refuse_others_short_form(plan, new, old)
    units = (renamed(u, new) if u.name == old else u for u in plan.units)
    remark = f"单位“{old}”改名为“{new}”，原名留作别名；任务中的原文不变"
    return Outcome(plan._replace(units=tuple(units)), remarks=(*said, remark))


def remove_unit(plan: Plan, typed: str) -> Outcome:
    """Take the declaration of a unit out. Raises RequestError for no such unit, and one that
    tasks or their records name."""
    name, said = unit_meant(plan, typed)
    used = [task.id for task in plan.tasks if name in units_of(plan, task)]
    if used:
        raise RequestError(
            f"单位“{name}”还在第 {'、'.join(used)} 项任务里",
            f"并入另一单位：fjkx unit merge {name} 新单位",
        )
    units = tuple(unit for unit in plan.units if unit.name != name)
    return Outcome(plan._replace(units=units), remarks=(*said, f"单位“{name}”已从单位表删去"))


def units_of(plan: Plan, task: Task) -> set[str]:
    """The declared names of all units that a task or its records name."""
    named = {*task.lead, *task.support}
    for record in task.records:
        was = record.was or Was()
        named.update(reporters(record), was.lead or (), was.support or ())
    return {*declared(plan, named)}


def merge_units(plan: Plan, typed: str, into: str) -> Outcome:
    """Make one unit's name and aliases aliases of another. Raises RequestError for no such
    units, or twice the same."""
    (old, said), (new, also) = unit_meant(plan, typed), unit_meant(plan, into)
    if old == new:
        raise RequestError(f"“{typed}”和“{into}”是同一个单位", "fjkx unit list 列出全部单位和别名")
    both = [t.id for t in plan.tasks if {old, new} <= units_of(plan, t)]
    gone = next(unit for unit in plan.units if unit.name == old)
    units = (
        unit._replace(aliases=(*unit.aliases, old, *gone.aliases)) if unit.name == new else unit
        for unit in plan.units
        if unit.name != old
    )
    remarks = [*said, *also, f"单位“{old}”并入“{new}”，原名和别名留作别名；任务中的原文不变"]
    if both:
        remarks.append(f"第 {'、'.join(both)} 项里两个都有，按一个单位计")
    return Outcome(plan._replace(units=tuple(units)), remarks=tuple(remarks))


def renamed(unit: Unit, new: str) -> Unit:
    """The unit with its old name among its aliases."""
    return Unit(new, (*(alias for alias in unit.aliases if alias != new), unit.name))


def refuse_others_short_form(plan: Plan, wording: str, name: str) -> None:
    """Raise RequestError for a new wording of a unit that until now has meant others: 科普部 would
    no longer be 科学技术普及部."""
    meant = units_meant(plan, wording)
    if meant and name not in meant:
        raise RequestError(
            f"“{wording}”是已声明单位的简称：{'、'.join(meant)}", "另一单位请写全称，或别的简称"
        )


def other_unit(name: str, owner: str) -> RequestError:
    """The refusal of a wording that stands for another unit."""
    what = "已是另一个单位的名称" if name == owner else f"已是“{owner}”的别名"
    return RequestError(f"“{name}”{what}", "fjkx unit list 列出全部单位和别名")


def valid_name(name: str, what: str) -> str:
    """The name without blanks around it. Raises RequestError for one that is empty, or holds
    what separates names in a list, or what nobody sees: it would look like another name."""
    name = name.strip()
    if not name:
        raise RequestError(f"{what}不能为空", "写一个名称，如 院士办")
    found = _NO_NAME.search(name)
    if found:
        raise RequestError(f"{what}“{name}”里不能有“{found.group()}”", "一次写一个")
    if unseen := hidden(name):
        raise RequestError(
            f"{what}“{name}”里有看不见的字符 {escape(unseen)}", "多半是粘贴带来的，请重新输入"
        )
    return name
