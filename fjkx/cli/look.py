"""Commands that show the plan and change nothing."""

from typing import Annotated

import typer

from fjkx.cli.help import Manual
from fjkx.cli.options import (
    By,
    Depts,
    Ids,
    Keywords,
    OptionalIds,
    RoleOption,
    Sections,
    Sort,
    Statuses,
    TableFormatOption,
    TaskFormatOption,
)

MANUAL = {
    "summary": Manual(
        "不带命令的 fjkx 就是它。共同牵头的任务在合计中只计一次，在每个牵头单位各计一次。",
        ("fjkx summary --by dept", "fjkx summary --by status --section 三"),
    ),
    "list": Manual(
        "同一选项的几个值符合其一即可；不同选项与关键词须同时符合。",
        (
            "fjkx list --dept 院士办",
            "fjkx list --status open --sort due",
            "fjkx list 科普 --section 三 --format csv -o 科普任务.csv",
        ),
    ),
    "show": Manual(
        "",
        ("fjkx show 14", "fjkx show 14 16-18", "fjkx show 14 --format md"),
    ),
    "log": Manual(
        "新的在前。",
        ("fjkx log", "fjkx log 14", "fjkx log --format csv -o 进展.csv"),
    ),
}


def summary(
    ctx: typer.Context,
    *,
    keywords: Keywords,
    by: Annotated[
        By,
        typer.Option("--by", metavar="分组", help="section 按部分，dept 按单位，status 按状态"),
    ] = "section",
    dept: Depts,
    status: Statuses,
    section: Sections,
    role: RoleOption = "any",
    format: TableFormatOption = "table",
) -> None:
    """Progress tables: the whole plan, and a row per group."""
    raise NotImplementedError


def list_tasks(
    ctx: typer.Context,
    *,
    keywords: Keywords,
    dept: Depts,
    status: Statuses,
    section: Sections,
    role: RoleOption = "any",
    sort: Annotated[
        Sort,
        typer.Option(
            "--sort", metavar="次序", help="id 编号，status 状态，due 时限，progress 进度"
        ),
    ] = "id",
    measures: Annotated[
        bool,
        typer.Option("--measures", help="列出每项任务的举措"),
    ] = False,
    format: TableFormatOption = "table",
) -> None:
    """Tasks under their section headings, filtered."""
    raise NotImplementedError


def show(
    ctx: typer.Context,
    *,
    ids: Ids,
    format: TaskFormatOption = "table",
) -> None:
    """Tasks in full, with measures and history."""
    raise NotImplementedError


def log(
    ctx: typer.Context,
    *,
    ids: OptionalIds,
    format: TableFormatOption = "table",
) -> None:
    """Records, newest first."""
    raise NotImplementedError
