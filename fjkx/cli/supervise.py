"""Commands of supervision: what to press for, and how the year goes."""

from typing import Annotated, Literal

import typer

from fjkx.cli.help import Manual
from fjkx.cli.look import criteria
from fjkx.cli.options import AsOf, Depts, Keywords, RoleOption, Sections, Statuses, TaskFormatOption
from fjkx.cli.output import emit, screen
from fjkx.cli.plans import open_plan
from fjkx.cli.settings import current
from fjkx.errors import UsageError

Pace = Literal["week", "month"]

MANUAL = {
    "chase": Manual(
        "按牵头单位列出未办结任务中 逾期、受阻、临期、滞后 和 久未报送 的；"
        "--format md 给出每个单位一份催办单。",
        ("fjkx chase", "fjkx chase --dept 院士办 --format md -o 催办单.md"),
    ),
    "trend": Manual(
        "每周或每月完成几项、累计几项，与序时进度对照。",
        ("fjkx trend", "fjkx trend --by week --dept 科普部"),
    ),
}


def chase(
    ctx: typer.Context,
    *,
    dept: Depts,
    soon: Annotated[
        int, typer.Option("--soon", metavar="天数", help="多少天内到期算临期；默认 7")
    ] = 7,
    stale: Annotated[
        int, typer.Option("--stale", metavar="天数", help="多少天没有记录算久未报送；默认 30")
    ] = 30,
    as_of: AsOf = None,
    format: TaskFormatOption = "table",
) -> None:
    """What to press for, by lead unit."""
    from fjkx import report
    from fjkx.query import select
    from fjkx.render import chase as render

    if soon < 0 or stale < 1:
        raise UsageError("--soon 要写 0 或更大的整数，--stale 要写 1 或更大的整数")
    settings = current(ctx)
    path, plan, today = open_plan(settings, as_of)
    flt = criteria(plan, [], dept, [], [], "lead" if dept else "any")
    cases = report.chase(plan, select(plan, flt), today, flt.units, soon, stale)
    on = screen(settings)
    match format:
        case "table":
            text = render.chase_list(plan, cases, flt, on)
        case "json":
            text = render.chase_json(plan, cases, on.encoding)
        case "md":
            text = render.chase_letters(plan, cases, flt)
    emit(settings, text, path)


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
    format: TaskFormatOption = "table",
) -> None:
    """Completion over the year beside pro-rata."""
    from fjkx import history
    from fjkx.query import select

    settings = current(ctx)
    path, plan, today = open_plan(settings)
    flt = criteria(plan, keywords, dept, status, section, role)
    tasks = select(plan, flt)
    points = history.trend(plan, tasks, by, today)
    on = screen(settings)
    match format:
        case "table":
            from fjkx.render.trend import trend_chart

            text = trend_chart(plan, points, len(tasks), flt, on)
        case "json":
            from fjkx.render import trend_text

            text = trend_text.json(points, on.encoding)
        case "md":
            from fjkx.render import trend_text

            text = trend_text.markdown(plan, points, len(tasks), flt)
    emit(settings, text, path)
