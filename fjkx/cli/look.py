"""Commands that show the plan and change nothing."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Final

import typer

from fjkx.cli import complete
from fjkx.cli.formats import chosen
from fjkx.cli.options import (
    FORMATS,
    AsOf,
    Depts,
    FormatOption,
    Ids,
    Keywords,
    Leaders,
    OptionalIds,
    RoleOption,
    Sections,
    Statuses,
    several,
    units,
)
from fjkx.cli.output import emit, message
from fjkx.cli.pick import criteria
from fjkx.cli.plans import View, looked_at, open_plan, tell_unrecorded, view_plan
from fjkx.cli.settings import current
from fjkx.cli.usage import quoted
from fjkx.plan.errors import RequestError
from fjkx.plan.model import LIGHT_LABELS, SOON_DAYS, STATUS_LABELS, Plan, Task
from fjkx.plan.query import Sort
from fjkx.plan.summary import By

if TYPE_CHECKING:
    from fjkx.views import document as doc
    from fjkx.words.names import Target

app = typer.Typer()


@app.command(
    "summary",
    help="不带命令的 fjkx 就是它。共同牵头的任务在合计中只计一次，在每个牵头单位各计一次。",
    epilog="fjkx summary --by dept\nfjkx summary --by status --section 三",
)
def summary(
    ctx: typer.Context,
    *,
    keywords: Keywords,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            metavar="分组",
            help="section 按部分，dept 按单位，leader 按领导，status 按状态",
        ),
    ] = "section",
    dept: Depts,
    status: Statuses,
    section: Sections,
    role: RoleOption = "any",
    as_of: AsOf = None,
    format: FormatOption = None,
) -> None:
    """Progress tables: the whole plan, and a row per group."""
    from fjkx.plan.query import is_filtered, select
    from fjkx.plan.summary import attention, summarise
    from fjkx.views.summary import Shown, overview

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    view = view_plan(settings, as_of)
    plan, today = view.plan, view.day
    if kind == "html" and is_default(ctx):
        emit(settings, page_of(view), kind, view.path)
        return
    flt = criteria(plan, keywords, dept, status, section, role)
    tasks = select(plan, flt)
    result = summarise(plan, tasks, by, today, flt.units)
    wanted = None if is_filtered(flt) else attention(plan, today)
    past, unrecorded = today < settings.today, tell_unrecorded(view, tasks)
    shown = Shown(plan, result, flt, wanted, past, unrecorded)
    emit(settings, overview(shown), kind, view.path)


def is_default(ctx: typer.Context) -> bool:
    """Whether no command was named."""
    return ctx.parent is not None and ctx.parent.invoked_subcommand is None


def page_of(view: View) -> "doc.View":
    """What a leader wants to see of the plan: units, the months of the year, every task."""
    from fjkx.plan import history
    from fjkx.plan.query import Filter
    from fjkx.plan.summary import summarise
    from fjkx.views.list import Listed, task_list
    from fjkx.views.page import leaders_page
    from fjkx.views.summary import Shown, overview
    from fjkx.views.trend import trend_chart

    plan, today, everything = view.plan, view.day, Filter()
    unrecorded = tell_unrecorded(view, plan.tasks)
    units = Shown(
        plan, summarise(plan, plan.tasks, "dept", today), everything, unrecorded=unrecorded
    )
    months = history.trend(plan, plan.tasks, "month", today)
    return leaders_page(
        overview(units),
        trend_chart(plan, months, len(plan.tasks), everything),
        task_list(Listed(plan, plan.tasks, everything, today)),
    )


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
    keywords: Keywords,
    dept: Depts,
    status: Statuses,
    section: Sections,
    leader: Leaders,
    role: RoleOption = "any",
    sort: Annotated[
        Sort,
        typer.Option(
            "--sort",
            metavar="次序",
            help="id 编号，status 状态，due 时限，progress 进度，dept 第一牵头，leader 领导",
        ),
    ] = "id",
    measures: Annotated[
        bool,
        typer.Option("--measures", help="列出每项任务的举措"),
    ] = False,
    due_by: Annotated[
        str | None,
        typer.Option("--due-by", metavar="日期", help="时限不晚于这一天的，如 9月底"),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="逾期的，即 --light 逾期")] = False,
    soon: Annotated[
        bool, typer.Option("--soon", help=f"{SOON_DAYS} 天内到期的，即 --light 临期")
    ] = False,
    lights: Annotated[
        list[str],
        several(
            "--light",
            metavar="预警",
            help="完成、逾期、临期、滞后或正常的",
            autocompletion=complete.lights,
        ),
    ],
    no_due: Annotated[bool, typer.Option("--no-due", help="没有时限的")] = False,
    as_of: AsOf = None,
    format: FormatOption = None,
) -> None:
    """Tasks under their section headings, filtered."""
    from fjkx.plan.query import arrange, select
    from fjkx.views.list import Listed, task_list
    from fjkx.words import dates, names

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    view = view_plan(settings, as_of)
    plan, today = view.plan, view.day
    wanted = (*lights, *(["overdue"] if overdue else []), *(["soon"] if soon else []))
    flt = criteria(plan, keywords, dept, status, section, role)._replace(
        due_by=None if due_by is None else dates.due(due_by, plan, today),
        lights=names.lights(wanted),
        no_due=no_due,
        leaders=tuple(leader),
    )
    tasks = arrange(plan, select(plan, flt, today), sort)
    listed = Listed(plan, tasks, flt, today, sort, measures, tell_unrecorded(view, tasks))
    emit(settings, task_list(listed), kind, view.path, f"{len(tasks)} 项")
    if not tasks and keywords:
        offer_units(plan, dept, keywords)
    if not tasks and flt.statuses == {"done"}:
        closed = select(plan, flt._replace(statuses=frozenset({"closed"})), today)
        if closed:
            message(f"提示：另有已销号 {len(closed)} 项：-s 已销号")


WORDED: Final = {  # keywords that an option asks for
    **{label: ("--light", label) for label in LIGHT_LABELS.values()},
    **{label: ("-s", label) for label in STATUS_LABELS.values()},
    "逾期": ("--overdue",),
    "临期": ("--soon",),
    "未办结": ("-s", "未办结"),
}


def offer_units(plan: Plan, dept: list[str], keywords: list[str]) -> None:
    """Where keywords that find nothing name units, or what an option asks for, say which option
    shows the tasks."""
    from fjkx.plan.query import select
    from fjkx.words.names import unit, units_meant

    if all(word in WORDED for word in keywords):
        options = [part for word in keywords for part in WORDED[word]]
        depts = [part for text in dept for part in ("-d", text)]
        message(f"提示：不是关键词的，用选项：fjkx list {quoted([*depts, *options])}")
        return
    keywords = [re.sub("(?:负责|牵头)?的.*$", "", word) for word in keywords]
    meant = [units_meant(plan, word) for word in keywords]
    if any(len(found) != 1 for found in meant):
        return
    named = dict.fromkeys((*(unit(plan, text) for text in dept), *(name for (name,) in meant)))
    count = len(select(plan, criteria(plan, [], list(named), [], [], "any")))
    words = [word for text in (*dept, *keywords) for word in ("-d", text)]
    message(f"提示：按单位查找：fjkx list {quoted(words)}（{count} 项）")


@app.command(
    "show",
    help="",
    epilog="fjkx show 14\nfjkx show 14 16-18\nfjkx show 14 --format md",
)
def show(
    ctx: typer.Context,
    *,
    ids: Ids,
    as_of: AsOf = None,
    format: FormatOption = None,
) -> None:
    """Tasks in full, with measures and history."""
    from fjkx.views.show import cards

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    view = view_plan(settings, as_of)
    tasks = named_then(view, ids)
    unrecorded = tell_unrecorded(view, tasks)
    emit(
        settings, cards(view.plan, tasks, view.day, unrecorded), kind, view.path, f"{len(tasks)} 项"
    )


@app.command(
    "log",
    help="新的在前。",
    epilog="fjkx log\nfjkx log 14\nfjkx log --dept 科普部 --since 二季度\nfjkx log -o 进展.csv",
)
def log(
    ctx: typer.Context,
    *,
    ids: OptionalIds,
    dept: Depts,
    by: Annotated[list[str], units("--by", help="只看该单位报送的记录")],
    since: Annotated[
        str | None, typer.Option("--since", metavar="日期", help="从这一天起，如 4-1、二季度")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="日期", help="到这一天止，如 6月底、二季度")
    ] = None,
    format: FormatOption = None,
) -> None:
    """Records, newest first."""
    from fjkx.plan.model import canonical_names
    from fjkx.plan.query import journal, select
    from fjkx.views.log import log as record_log
    from fjkx.words import names

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    path, plan, today = open_plan(settings)
    tasks = select(plan, criteria(plan, [], dept, [], [], "any"))
    if ids:
        selected = {task.id for task in tasks}
        tasks = tuple(t for t in named(plan, names.targets(plan, ids)) if t.id in selected)
    entries = journal(
        tasks,
        names.units(plan, by),
        None if since is None else looked_at(plan, since, today, since=True),
        None if until is None else looked_at(plan, until, today),
        canonical_names(plan),
    )
    asked = bool(dept or by or since or until)
    view = record_log(plan, entries, today, asked)
    emit(settings, view, kind, path, f"{len(entries)} 条记录")


def named(plan: Plan, targets: "Iterable[Target]") -> tuple[Task, ...]:
    """The tasks that are meant, or of which a measure is meant, each once."""
    return tuple(plan.tasks[place] for place in dict.fromkeys(t.position for t in targets))


def named_then(view: View, ids: list[str]) -> tuple[Task, ...]:
    """The tasks that are meant, as they stood on the day of the view. Raises RequestError for one
    that was added later."""
    from fjkx.words.names import targets

    then = {task.id: task for task in view.plan.tasks}
    tasks = named(view.now, targets(view.now, ids))
    for task in tasks:
        if task.id not in then:
            raise RequestError(
                f"第 {task.id} 项在 {task.added} 才增列，{view.day} 还没有它",
                f"增列以后的情形：fjkx show {task.id}",
            )
    return tuple(then[task.id] for task in tasks)
