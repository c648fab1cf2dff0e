"""Commands that send workbooks to units and take in what comes back."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fjkx import store
from fjkx.changes.days import happened, with_day
from fjkx.changes.targets import refuse_future
from fjkx.cli.formats import chosen
from fjkx.cli.options import On, Yes, argument, option
from fjkx.cli.output import agree, aside, emit, message, put_folder, report, working
from fjkx.cli.pick import Picking, chosen_filter
from fjkx.cli.plans import change_plan, open_plan, reply_day
from fjkx.cli.retype import quoted
from fjkx.cli.settings import current
from fjkx.plan.errors import RequestError
from fjkx.plan.model import OPEN, Plan
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome
    from fjkx.notice.workbook.returned import Gathered, Return
    from fjkx.views.document import View

app = typer.Typer()


@app.command(
    "dispatch",
    cls=Picking,
    help=(
        "每个第一牵头单位一份工作簿，列出它未办结的任务，请它填写状态、进度、进展、问题、下一步；"
        "不覆盖已有的文件。只发一些任务的，用 fjkx list 的筛选选项，如 -d 院士办。收回用 collect。"
    ),
    epilog="fjkx dispatch 下发 --reply-by 6-25\nfjkx dispatch 下发 -d 院士办 --measures",
)
def dispatch(
    ctx: typer.Context,
    folder: Annotated[str, argument("文件夹", "写到这个文件夹")],
    *,
    role: Annotated[
        Literal["first", "lead"],
        option("--role", "角色", "first 只发第一牵头单位，lead 发每个牵头单位"),
    ] = "first",
    measures: Annotated[bool, typer.Option("--measures", help="未办结的举措也各列一行")] = False,
    reply_by: Annotated[str | None, option("--reply-by", "日期", "请在这一天之前发回")] = None,
) -> None:
    """A workbook to every unit."""
    from fjkx.notice.workbook.form import forms
    from fjkx.plan.query import select
    from fjkx.views.forms import form_view

    settings = current(ctx)
    path, plan, today = open_plan(settings)
    refuse_unit(plan, folder)
    until = reply_day(plan, reply_by, today)
    asked = chosen_filter(ctx, plan, today)
    asked = asked if asked.statuses else asked._replace(statuses=OPEN)
    sent = forms(plan, select(plan, asked, today), asked.units, role == "first", today, measures)
    views = [(each.unit, form_view(each, until)) for each in sent]
    write_workbooks(folder, views, path)
    message(f"已写入 {folder}：{len(views)} 份" if views else "没有要下发的任务")


def refuse_unit(plan: Plan, folder: str) -> None:
    """Raise RequestError for a new folder named like a unit: the unit is meant, most likely."""
    if len(names.units_meant(plan, folder)) == 1 and not store.is_folder(folder):
        raise RequestError(
            f"“{folder}”是单位，这里要写文件夹",
            f"只发给它：{quoted(['fjkx', 'dispatch', '下发', '-d', folder])}",
        )


@app.command(
    "collect",
    help=(
        "读入单位填好发回的工作簿（Excel、WPS、LibreOffice），每行记一条进展。"
        "有错的整份不收，错在哪里逐格说明；没有填的行不变，空格不抹去任何内容。"
    ),
    epilog=(
        "fjkx collect 收回 --dry-run\nfjkx collect 收回 --on 6-12 --return 退回\n"
        "fjkx collect 收回/院士办.xlsx --partial"
    ),
)
def collect(
    ctx: typer.Context,
    sources: Annotated[list[str], argument("文件…", "工作簿，或放工作簿的文件夹")],
    *,
    on: On = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会收下什么，不写文件")] = False,
    faultless: Annotated[
        bool, typer.Option("--partial", help="有错的文件，收下其中没有错的行")
    ] = False,
    back: Annotated[
        str | None,
        option("--return", "文件夹", "把有错的行写成新的工作簿，标出错处，以便退回"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="替换 --return 已写过的工作簿")] = False,
    yes: Yes = False,
) -> None:
    """What units report."""
    from fjkx.notice.workbook.returned import collected, gathered, opened
    from fjkx.views.changes import outcome_view
    from fjkx.views.forms import gathered_view

    settings = current(ctx)
    kind = chosen(settings, None, ("table",))
    files = list(store.workbooks(sources))
    with working("正在读取工作簿", len(files)) as done:
        books = [done(opened(*each)) for each in files]
    path, plan, today = open_plan(settings)
    day = today if on is None else happened(on, plan, today)
    refuse_future(day, today)
    found = gathered(books, plan, day, faultless)
    view = gathered_view(plan, found)
    if found.is_faultless() or found.accepted() or (dry_run and found.returns):
        emit(settings, view, kind, path, inputs=tuple(name for name, _ in books))
    else:
        aside(settings, view)
    count = sum(len(each.entries) for each in found.accepted())
    if found.accepted() and not dry_run:
        agree(f"将收下 {count} 条进展，继续吗？", "没有收下任何进展，计划未变", yes)
    if back is not None and not dry_run:
        give_back(back, plan, found.returns, today, path, force)
    if found.accepted() and not dry_run:

        def change(plan: Plan) -> "Outcome":
            outcome = collected(plan, gathered(books, plan, day, faultless).accepted(), today)
            return with_day(plan, outcome, day, on is not None)

        path, outcome = change_plan(settings, change)
        report(settings._replace(output=None), outcome_view(outcome), path)
    elif not dry_run:
        message("没有收下任何进展，计划未变")
    if not found.is_faultless():
        tell_of_faults(found, back)
        if not (found.returns if dry_run else faultless and found.accepted()):
            raise typer.Exit(1)


def tell_of_faults(found: "Gathered", back: str | None) -> None:
    """How much is left out of what came back, and which options help, but for those that were
    given; nothing helps against a file that is no such workbook."""
    rows = sum(len({fault.row for fault in each.faults}) for each in found.returns)
    if found.partial and rows:
        message(f"注意：有错的 {rows} 行没有收")
    if not rows:
        return
    ways = ["收下没有错的行：加上 --partial"] * (not found.partial)
    ways += ["写出标明错处的工作簿，以便退回：加上 --return 退回"] * (back is None)
    if ways:
        message(f"提示：{'；'.join(ways)}")


def give_back(
    folder: str, plan: Plan, returns: "Sequence[Return]", today: date, path: str, force: bool
) -> None:
    """Write a workbook for each that has faults, to be sent back, with `force` in the place of one
    that is there."""
    from fjkx.notice.workbook.form import form_again
    from fjkx.views.forms import sent_back

    wrong = [each for each in returns if each.faults]
    views = [(each.unit, sent_back(form_again(plan, each.unit, today), each)) for each in wrong]
    write_workbooks(folder, views, path, force)
    if views:
        message(f"退回的工作簿写入 {folder}：{len(views)} 份")


def write_workbooks(
    folder: str, views: "Sequence[tuple[str, View]]", path: str, force: bool | None = None
) -> None:
    """Write views as workbooks named after units. Raises RequestError as `put_folder`."""
    from fjkx.render.xlsx import workbook

    made = [(unit, partial(workbook, view.documents("sheet"))) for unit, view in views]
    put_folder(folder, made, ".xlsx", "正在写工作簿", path, force)
