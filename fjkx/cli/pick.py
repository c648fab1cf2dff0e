"""Which tasks are meant: by their ids, or by filters in the place of ids."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from fjkx.cli.options import Depts, Leaders, RoleOption, Sections, Statuses, several
from fjkx.cli.usage import quoted
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan, Role
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.plan.query import Filter

PANEL: Final = "筛选"  # of the options that stand in the place of ids
TYPED: Final = "fjkx.filters"  # where a context keeps what of them was typed

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Lights = Annotated[
    list[str], several("--light", metavar="预警", help="完成、逾期、临期、滞后或正常的")
]
Overdue = Annotated[bool, typer.Option("--overdue", help="逾期的，即 --light 逾期")]
Soon = Annotated[bool, typer.Option("--soon", help="七天内到期的，即 --light 临期")]
DueBy = Annotated[
    str | None, typer.Option("--due-by", metavar="日期", help="时限不晚于这一天的，如 9月底")
]
NoDue = Annotated[bool, typer.Option("--no-due", help="没有时限的")]


@app.command()
def filters(
    *,
    dept: Depts,
    role: RoleOption = "any",
    status: Statuses,
    section: Sections,
    leader: Leaders,
    light: Lights,
    overdue: Overdue = False,
    soon: Soon = False,
    due_by: DueBy = None,
    no_due: NoDue = False,
) -> None:
    """The options alone: a command that takes ids takes them too."""


def options(own: Sequence[Any]) -> list[Any]:
    """The filters as parameters of a command, but for those whose names it has itself."""
    taken = {name for param in own for name in param.opts}
    params = [p for p in typer.main.get_command(app).params if taken.isdisjoint(p.opts)]
    for param in params:
        param.rich_help_panel = PANEL  # type: ignore[attr-defined]
        param.name = f"filter_{param.name}"
    return [param for param in params if "--help" not in param.opts]


def keep(ctx: Any) -> None:
    """Put aside what was typed of the filters, so that the command's body does not get it."""
    given = {name: ctx.params.pop(name) for name in list(ctx.params) if name.startswith("filter_")}
    typed = {name.removeprefix("filter_"): value for name, value in given.items() if value}
    ctx.meta[TYPED] = {name: value for name, value in typed.items() if value != "any"}


def filtered(ctx: typer.Context) -> bool:
    """Whether filters were typed."""
    return bool(ctx.meta.get(TYPED))


def targets(
    ctx: typer.Context, plan: Plan, ids: Sequence[str], today: date
) -> tuple[names.Target, ...]:
    """The tasks and measures meant, by ids or by filters; by filters there may be none. Raises
    UsageError for neither, or both."""
    if filtered(ctx) and ids:
        raise UsageError("编号和筛选条件只写一样", f"例如：fjkx {ctx.info_name} {' '.join(ids)}")
    if not filtered(ctx):
        if not ids:
            example = f"例如：fjkx {ctx.info_name} 14；也可用筛选条件，如 -d 院士办"
            raise UsageError("缺少参数 ID…", example)
        return named_by_id(ctx, plan, ids)
    from fjkx.plan.query import select

    chosen = {task.id for task in select(plan, criteria_of(ctx.meta[TYPED], plan, today), today)}
    return tuple(names.Target(at) for at, task in enumerate(plan.tasks) if task.id in chosen)


def named_by_id(ctx: typer.Context, plan: Plan, ids: Sequence[str]) -> tuple[names.Target, ...]:
    """The tasks and measures of these ids. Raises RequestError; for a text behind them, with the
    command in which the text is the note."""
    try:
        return names.targets(plan, ids)
    except RequestError as error:
        behind = ctx.params.get("text") or ctx.params.get("day")
        if behind and names.is_id(plan, behind):
            line = " ".join((behind, quoted([*ids, *options_typed(ctx)])))
            raise RequestError(str(error), f"编号写在前面：fjkx {ctx.info_name} {line}") from None
        texts = [word for word in ids[1:] if not names.is_id(plan, word)]
        takes_text = "note" in ctx.params and "ids" in ctx.params and not ctx.params["note"]
        numbers = all(re.fullmatch("[0-9.,、~-]+", names.half_width(text)) for text in texts)
        if numbers or not takes_text or ctx.info_name == "set" or not names.is_id(plan, ids[0]):
            raise
        known = [word for word in ids if word not in texts]
        line = quoted([str(ctx.info_name), *known, "-m", " ".join(texts)])
        raise RequestError(str(error), f"说明写在 -m 后面：fjkx {line}") from None


def options_typed(ctx: typer.Context) -> list[str]:
    """The options of the command that were typed, with their values."""
    words: list[str] = []
    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if param.param_type_name == "option" and value and value != param.default:
            several = value if isinstance(value, list | tuple) else (value,)
            name = param.opts[0]
            words += [name] if value is True else [w for v in several for w in (name, str(v))]
    return words


def criteria_of(typed: dict[str, Any], plan: Plan, today: date) -> "Filter":
    """The filters typed, in terms of the plan."""
    from fjkx.words import dates

    lights = (*typed.get("light", ()), *(n for n in ("overdue", "soon") if n in typed))
    due_by = typed.get("due_by")
    base = criteria(
        plan,
        (),
        typed.get("dept", ()),
        typed.get("status", ()),
        typed.get("section", ()),
        typed.get("role", "any"),
    )
    return base._replace(
        due_by=None if due_by is None else dates.due(due_by, plan, today),
        lights=names.lights(lights),
        no_due="no_due" in typed,
        leaders=tuple(typed.get("leader", ())),
    )


def criteria(
    plan: Plan,
    keywords: Sequence[str],
    dept: Sequence[str],
    status: Sequence[str],
    section: Sequence[str],
    role: Role,
) -> "Filter":
    """What was typed, in terms of the plan. Raises RequestError for what the plan has not,
    UsageError for a role of no unit."""
    from fjkx.plan.query import Filter

    if role != "any" and not dept:
        raise UsageError(
            "--role 要和 --dept 一起用", f"例如：fjkx list --dept 院士办 --role {role}"
        )
    return Filter(
        tuple(keywords),
        tuple(dict.fromkeys(names.unit(plan, text, "--dept") for text in dept)),
        names.statuses(status),
        tuple(dict.fromkeys(names.section(plan, text) for text in section)),
        role,
    )
