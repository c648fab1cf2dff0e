"""Commands that show the plan and change nothing."""

import re
from datetime import date
from typing import Annotated, Final

import typer

from fjkx.cli import complete, options
from fjkx.cli.options import argument, option, units
from fjkx.cli.output import message
from fjkx.cli.pick import chosen_filter
from fjkx.cli.plans import Look, look_at, looked_at, show, warn_unrecorded
from fjkx.cli.retype import options_typed, quoted, tell
from fjkx.plan.errors import RequestError
from fjkx.plan.model import LIGHT_LABELS, STATUS_LABELS, Plan, Task
from fjkx.plan.query import Filter, Sort
from fjkx.plan.summary import By

app = typer.Typer()


@app.command(
    "summary",
    help="不带命令的 fjkx 就是它。共同牵头的任务在合计中只计一次，在每个牵头单位各计一次。",
    epilog="fjkx summary --by dept\nfjkx summary --by status --section 三",
)
def summary(
    ctx: typer.Context,
    *,
    keywords: options.Keywords,
    by: Annotated[
        By,
        option("--by", "分组", "section 按部分，dept 按单位，leader 按领导，status 按状态"),
    ] = "section",
    dept: options.Depts,
    status: options.Statuses,
    section: options.Sections,
    role: options.RoleOption = "any",
    as_of: options.AsOf = None,
    format: options.FormatOption = None,
) -> None:
    """Progress tables: the whole plan, and a row per group."""
    from fjkx.plan.query import is_filtered, select
    from fjkx.plan.summary import attention, summarise
    from fjkx.views.summary import Shown, overview

    look = look_at(ctx, format, as_of)
    plan, day = look.plan, look.day
    flt = chosen_filter(ctx, plan, day)
    tasks = select(plan, flt)
    unrecorded = warn_unrecorded(ctx, look.unrecorded, tasks)
    if look.format == "html" and ctx.parent is not None and not ctx.parent.invoked_subcommand:
        from fjkx.views.page import leaders_page

        show(look, leaders_page(plan, day, unrecorded))
        return
    wanted = None if is_filtered(flt) else attention(plan, day)
    past = day < look.settings.today
    groups = summarise(plan, tasks, by, day, flt.units)
    show(look, overview(Shown(plan, groups, flt, wanted, past, unrecorded)))


@app.command(
    "list",
    help=(
        "同一选项的几个值符合其一即可，--overdue、--soon 与 --light 视为同一选项；"
        "不同选项与关键词须同时符合。"
    ),
    epilog=(
        "fjkx list --dept 院士办\n"
        "fjkx list --status open --sort due\n"
        "fjkx list 科普 --section 三 -o 科普任务.csv"
    ),
)
def list_tasks(
    ctx: typer.Context,
    *,
    keywords: options.Keywords,
    dept: options.Depts,
    status: options.Statuses,
    section: options.Sections,
    leader: options.Leaders,
    role: options.RoleOption = "any",
    sort: Annotated[
        Sort,
        option(
            "--sort",
            "次序",
            "id 编号，status 状态，due 时限，progress 进度，dept 第一牵头，leader 领导",
        ),
    ] = "id",
    measures: Annotated[bool, typer.Option("--measures", help="列出每项任务的举措")] = False,
    due_by: options.DueBy = None,
    overdue: options.Overdue = False,
    soon: options.Soon = False,
    light: options.Lights,
    no_due: options.NoDue = False,
    as_of: options.AsOf = None,
    format: options.FormatOption = None,
) -> None:
    """Tasks under their section headings, filtered."""
    from fjkx.plan.query import arrange, select
    from fjkx.views.list import Listed, task_list

    look = look_at(ctx, format, as_of)
    plan, day = look.plan, look.day
    flt = chosen_filter(ctx, plan, day)
    tasks = arrange(plan, select(plan, flt, day), sort)
    unrecorded = warn_unrecorded(ctx, look.unrecorded, tasks)
    listed = Listed(plan, tasks, flt, day, sort, measures, unrecorded)
    show(look, task_list(listed), f"{len(tasks)} 项")
    if not tasks and keywords:
        offer_units(ctx, plan, day, flt, keywords)
    if not tasks and flt.statuses == {"done"}:
        closed = select(plan, flt._replace(statuses=frozenset({"closed"})), day)
        if closed:
            message(f"提示：另有已销号 {len(closed)} 项：-s 已销号")
    if not tasks and leader:
        named = dict.fromkeys(name for task in plan.tasks for name in task.leaders)
        message(f"提示：本计划的责任领导：{'、'.join(named) or '没有写'}")


WORDED: Final = {  # keywords that an option asks for
    **{label: ("--light", label) for label in LIGHT_LABELS.values()},
    **{label: ("-s", label) for label in STATUS_LABELS.values()},
    "逾期": ("--overdue",),
    "临期": ("--soon",),
    "未办结": ("-s", "未办结"),
}


def offer_units(
    ctx: typer.Context, plan: Plan, today: date, flt: Filter, keywords: list[str]
) -> None:
    """Where keywords that find nothing name units, or what an option asks for, say which option
    shows the tasks."""
    from fjkx.plan.query import select
    from fjkx.words.names import units_meant

    if all(word in WORDED for word in keywords):
        wanted = [part for word in keywords for part in WORDED[word]]
        line = quoted([*options_typed(ctx), *wanted])
        tell(ctx, f"提示：不是关键词的，用选项：fjkx list {line}")
        return
    keywords = [re.sub("(?:负责|牵头)?的.*$", "", word) for word in keywords]
    meant = [units_meant(plan, word) for word in keywords]
    if all(len(found) == 1 for found in meant):
        flt = flt._replace(keywords=(), units=(*flt.units, *(name for (name,) in meant)))
        words = [*options_typed(ctx), *(word for text in keywords for word in ("-d", text))]
        count = len(select(plan, flt, today))
        tell(ctx, f"提示：按单位查找：fjkx list {quoted(words)}（{count} 项）")


@app.command(
    "show",
    help="",
    epilog="fjkx show 14\nfjkx show 14 16-18\nfjkx show 14 --format md",
)
def show_tasks(
    ctx: typer.Context,
    *,
    ids: options.Ids,
    as_of: options.AsOf = None,
    format: options.FormatOption = None,
) -> None:
    """Tasks in full, with measures and history."""
    from fjkx.views.show import cards

    look = look_at(ctx, format, as_of)
    tasks = named_then(look, ids)
    view = cards(look.plan, tasks, look.day, warn_unrecorded(ctx, look.unrecorded, tasks))
    show(look, view, f"{len(tasks)} 项")


def named_then(look: Look, ids: list[str]) -> tuple[Task, ...]:
    """The tasks that are meant, as they stood on the day looked at. Raises RequestError for one
    that was added later."""
    from fjkx.words.names import tasks

    then = {task.id: task for task in look.plan.tasks}
    for task in (found := tasks(look.now, ids)):
        if task.id not in then:
            raise RequestError(
                f"第 {task.id} 项在 {task.added} 才增列，{look.day} 还没有它",
                "增列以后的情形：去掉 --as-of",
            )
    return tuple(then[task.id] for task in found)


@app.command(
    "log",
    help="新的在前。",
    epilog="fjkx log\nfjkx log 14\nfjkx log --dept 科普部 --since 二季度\nfjkx log -o 进展.csv",
)
def log(
    ctx: typer.Context,
    *,
    ids: Annotated[
        list[str], argument("ID…", "只看这些任务", complete.targets, default_factory=list)
    ],
    dept: options.Depts,
    by: Annotated[list[str], units("--by", "只看该单位报送的记录")],
    since: options.Since = None,
    until: options.Until = None,
    format: options.FormatOption = None,
) -> None:
    """Records, newest first."""
    from fjkx.plan.model import canonical_names
    from fjkx.plan.query import journal, select
    from fjkx.views.log import log as record_log
    from fjkx.words import names

    look = look_at(ctx, format)
    plan, today = look.plan, look.day
    tasks = select(plan, chosen_filter(ctx, plan, today))
    if ids:
        selected = {task.id for task in tasks}
        tasks = tuple(task for task in names.tasks(plan, ids) if task.id in selected)
    entries = journal(
        tasks,
        names.units(plan, by),
        None if since is None else looked_at(plan, since, today, since=True),
        None if until is None else looked_at(plan, until, today),
        canonical_names(plan),
    )
    view = record_log(plan, entries, today, bool(dept or by or since or until))
    show(look, view, f"{len(entries)} 条记录")
