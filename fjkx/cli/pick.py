"""Which tasks are meant: by their ids, or by filters in the place of ids."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperOption

from fjkx.cli import options
from fjkx.cli.frame import Command
from fjkx.cli.retype import TYPED, WORDS, filtered, options_typed, quoted, retyped
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan
from fjkx.words import names
from fjkx.words.filters import criteria

if TYPE_CHECKING:
    from fjkx.plan.query import Filter

PANEL: Final = "筛选"  # of the options that stand in the place of ids
HEAD: Final = "filter_"  # of their parameters' names

FILTERS: Final = (
    *("keywords", "dept", "role", "status", "section", "leader"),
    *("light", "overdue", "soon", "due_by", "no_due"),
)

app = typer.Typer(add_completion=False, add_help_option=False)


@app.command()
def filters(
    *,
    dept: options.Depts,
    role: options.RoleOption = "any",
    status: options.Statuses,
    section: options.Sections,
    leader: options.Leaders,
    light: options.Lights,
    overdue: options.Overdue = False,
    soon: options.Soon = False,
    due_by: options.DueBy = None,
    no_due: options.NoDue = False,
) -> None:
    """The filters alone."""


class Picking(Command):
    """A command that takes filters in the place of ids, but for those whose names it has itself.
    What is typed of them is kept in the context: the command's body does not get it."""

    def __init__(self, name: str | None, **details: Any) -> None:
        super().__init__(name, **details)
        own = {name for param in self.params for name in param.opts}
        for param in typer.main.get_command(app).params:
            if isinstance(param, TyperOption) and own.isdisjoint(param.opts):
                param.rich_help_panel, param.name = PANEL, f"{HEAD}{param.name}"
                self.params.append(param)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and put the filters aside. Raises UsageError."""
        extra = super().parse_args(ctx, args)
        given = {name: ctx.params.pop(name) for name in [*ctx.params] if name.startswith(HEAD)}
        typed = {name.removeprefix(HEAD): value for name, value in given.items() if value}
        ctx.meta[TYPED] = {name: value for name, value in typed.items() if value != "any"}
        return extra


def chosen_filter(ctx: typer.Context, plan: Plan, today: date) -> "Filter":
    """The filters typed, in terms of the plan: those in the place of ids, else the parameters of
    the command that `criteria` knows by their names. Raises as it does."""
    typed = ctx.meta.get(TYPED, ctx.params)
    return criteria(plan, today, **{name: typed[name] for name in FILTERS if name in typed})


def targets(
    ctx: typer.Context, plan: Plan, ids: Sequence[str], today: date
) -> tuple[names.Target, ...]:
    """The tasks and measures meant, by ids or by filters; by filters there may be none. Raises
    UsageError for neither, or both."""
    if filtered(ctx) and ids:
        section = ctx.meta[TYPED].get("section")
        if ctx.info_name == "set" and section:
            line = quoted(["set", *ids, "--move-to", section[-1]])
            raise UsageError("--section 是筛选条件，不和编号一起写", f"移到这一部分：fjkx {line}")
        hint = f"用法见 fjkx {ctx.info_name} --help"
        day = ctx.params.get("day")
        if all(names.is_id(plan, word) for word in ids) and not (day and names.is_id(plan, day)):
            hint = f"按编号：fjkx {retyped(ctx, ' '.join(ids))}"
        raise UsageError("编号和筛选条件只写一样", hint)
    if not filtered(ctx):
        if not ids:
            page = f"用法见 fjkx {ctx.info_name} --help"
            raise UsageError("缺少参数 ID…", f"写编号或筛选条件，如 14、-d 院士办；{page}")
        return named_by_id(ctx, plan, ids)
    from fjkx.plan.query import select

    found = {task.id for task in select(plan, chosen_filter(ctx, plan, today), today)}
    return tuple(names.Target(at) for at, task in enumerate(plan.tasks) if task.id in found)


def named_by_id(ctx: typer.Context, plan: Plan, ids: Sequence[str]) -> tuple[names.Target, ...]:
    """The tasks and measures of these ids. Raises RequestError; for a text behind them, with the
    command in which it stands behind its option."""
    try:
        return names.targets(plan, ids)
    except RequestError as error:
        behind = ctx.params.get("text") or ctx.params.get("day")
        if behind and names.is_id(plan, behind):
            line = quoted([behind, *ids, *options_typed(ctx)])
            raise RequestError(str(error), f"编号写在前面：fjkx {ctx.info_name} {line}") from None
        known = [word for word in ids if names.is_id(plan, word)]
        texts = [word for word in ids if word not in known]
        hint = behind_option(ctx, plan, known, texts) if known and ids[0] in known else ""
        if not hint:
            raise
        raise RequestError(str(error), hint) from None


def name_units(plan: Plan, texts: Sequence[str]) -> bool:
    """Whether all of the texts name units."""
    try:
        return bool(names.units(plan, texts))
    except RequestError:
        return False


def behind_option(ctx: typer.Context, plan: Plan, ids: Sequence[str], texts: Sequence[str]) -> str:
    """The hint that a text typed behind ids stands behind -m, or units behind the option that names
    one before them, or in `set` a value behind the option that people call as the word before it;
    empty for none of these."""
    from fjkx.cli.usage import about_replacing, adding, each_with_option, is_id, options_meant
    from fjkx.words.dates import is_day

    if "ids" not in ctx.params or "note" not in ctx.params:
        return ""
    if ctx.info_name == "set":
        *_, what, value = ("", "", *texts)
        meant = options_meant(what, ctx.command.params) if what else []
        if not what and not ctx.params["due"] and is_day(value):
            meant = ["--due"]
        lines = [
            f"写在 {option} 后面：fjkx set {quoted([*ids, option, value])}"
            f"{about_replacing(option, meant)}"
            for option in meant
        ]
        one = meant == adding(meant[-1:], ctx.command.params)
        return "；".join(lines) if one else ""
    each = each_with_option(ctx.command.params, ctx.meta[WORDS], texts)
    if each and name_units(plan, texts):
        first = list(takewhile(ids.__contains__, each[1]))  # last, lest the hint lose what is typed
        line = quoted([str(ctx.info_name), *each[1][len(first) :], *first])
        return f"每个前面都写 {each[0]}：fjkx {line}"
    if ctx.params["note"] or all(map(is_id, texts)):
        return ""
    line = quoted([str(ctx.info_name), *ids, "-m", " ".join(texts)])
    return f"说明写在 -m 后面：fjkx {line}"
