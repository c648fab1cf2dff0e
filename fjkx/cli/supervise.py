"""Commands of supervision: what to press for, and how the year goes."""

from datetime import date, timedelta
from typing import Annotated

import typer

from fjkx.cli.formats import chosen
from fjkx.cli.options import (
    FORMATS,
    AsOf,
    Depts,
    FormatOption,
    Keywords,
    RoleOption,
    Sections,
    Statuses,
)
from fjkx.cli.output import emit
from fjkx.cli.pick import criteria
from fjkx.cli.plans import looked_at, open_plan, tell_untold, view_plan
from fjkx.cli.settings import current
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.history import Pace
from fjkx.plan.model import SOON_DAYS, STALE_DAYS, Plan

app = typer.Typer()


@app.command(
    "chase",
    help=(
        "按牵头单位列出未办结任务中 逾期、受阻、临期、滞后 和 久未报送 的；"
        "--format md 给出每个单位一份催办单。"
    ),
    epilog="fjkx chase\nfjkx chase --dept 院士办 -o 催办单.md",
)
def chase(
    ctx: typer.Context,
    *,
    dept: Depts,
    soon: Annotated[
        int, typer.Option("--soon", metavar="天数", help=f"多少天内到期算临期；默认 {SOON_DAYS}")
    ] = SOON_DAYS,
    stale: Annotated[
        int,
        typer.Option(
            "--stale",
            metavar="天数",
            help=f"多少天没有报送进展算久未报送，定时限、改期不算报送；默认 {STALE_DAYS}",
        ),
    ] = STALE_DAYS,
    as_of: AsOf = None,
    format: FormatOption = None,
) -> None:
    """What to press for, by lead unit."""
    from fjkx.plan import chase as report
    from fjkx.plan.query import select
    from fjkx.views.chase import Asked, chase_list

    if soon < 0 or stale < 1:
        raise UsageError("--soon 要写 0 或更大的整数，--stale 要写 1 或更大的整数")
    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    view = view_plan(settings, as_of)
    plan = view.plan
    flt = criteria(plan, [], dept, [], [], "lead" if dept else "any")
    tasks = select(plan, flt)
    cases = report.chase(plan, tasks, view.day, flt.units, soon, stale)
    asked = Asked(plan, cases, flt, tell_untold(view, tasks))
    emit(settings, chase_list(asked), kind, view.path, f"{len(cases.cases)} 项")


@app.command(
    "bulletin",
    help="不写起止日期即本季度；只写 --since 则到今天，只写 --until 则从那一天所在季度的第一天起。",
    epilog="fjkx bulletin\nfjkx bulletin --since 二季度 --until 二季度 -o 通报.md",
)
def bulletin(
    ctx: typer.Context,
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="日期", help="从这一天起，如 4-1、二季度")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="日期", help="到这一天止，如 6月底、二季度")
    ] = None,
    dept: Depts,
    format: FormatOption = None,
) -> None:
    """The report on a period."""
    from fjkx.plan.bulletin import bulletin as reported
    from fjkx.views.bulletin import bulletin_report

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    path, plan, today = open_plan(settings)
    first, last = span_of(plan, since, until, today)
    units = criteria(plan, [], dept, [], [], "any").units
    report = reported(plan, first, last, today, units)
    emit(settings, bulletin_report(plan, report), kind, path)


def span_of(plan: Plan, since: str | None, until: str | None, today: date) -> tuple[date, date]:
    """The days typed, both inclusive; what is left out comes from today's quarter, or from the
    quarter of the last day. Raises UsageError for a span that ends before it begins, and
    RequestError for one that has not begun."""
    if until is not None:
        last = looked_at(plan, until, today)
    else:
        last = quarter(today)[1] if since is None else today
    first = quarter(last)[0]
    if since is not None:
        first = looked_at(plan, since, today, since=True)
    if last < first and (since is not None and until is not None):
        raise UsageError(f"起 {first} 晚于止 {last}", "例如：--since 4-1 --until 6-30")
    if first > today:
        typed = since or until
        raise RequestError(
            f"{typed}：这段时间从 {first} 开始，还没有到，今天是 {today}",
            f"例如：fjkx bulletin --since {quarter(today)[0]}",
        )
    return first, last


def quarter(day: date) -> tuple[date, date]:
    """First and last day of the quarter that a day is in."""
    month = 3 * ((day.month - 1) // 3) + 1
    last = date(day.year + (month == 10), (month + 3) % 12, 1)
    return date(day.year, month, 1), last - timedelta(1)


@app.command(
    "trend",
    help=(
        "每周或每月完成几项、累计几项，与序时进度对照。筛选看任务现在的情形，"
        "如 -s 未办结 是现在未办结的任务一路的走势。"
    ),
    epilog="fjkx trend\nfjkx trend --by week --dept 科普部",
)
def trend(
    ctx: typer.Context,
    *,
    keywords: Keywords,
    by: Annotated[
        Pace, typer.Option("--by", metavar="周期", help="week 按周，month 按月")
    ] = "month",
    dept: Depts,
    status: Statuses,
    section: Sections,
    role: RoleOption = "any",
    format: FormatOption = None,
) -> None:
    """Completion over the year beside pro-rata."""
    from fjkx.plan import history
    from fjkx.plan.query import select
    from fjkx.views.trend import trend_chart

    settings = current(ctx)
    kind = chosen(settings, format, FORMATS)
    path, plan, today = open_plan(settings)
    flt = criteria(plan, keywords, dept, status, section, role)
    tasks = select(plan, flt)
    points = history.trend(plan, tasks, by, today)
    emit(settings, trend_chart(plan, points, len(tasks), flt), kind, path)
