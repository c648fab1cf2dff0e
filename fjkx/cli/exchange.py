"""Commands that send workbooks to units and take in what comes back."""

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fjkx.cli import complete
from fjkx.cli.formats import chosen
from fjkx.cli.intent import happened
from fjkx.cli.options import On, Yes
from fjkx.cli.output import can_ask, confirm, emit, guard, message, report, working
from fjkx.cli.pick import TYPED, criteria_of
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.settings import current
from fjkx.cli.usage import quoted
from fjkx.plan.errors import RequestError
from fjkx.plan.model import OPEN, Plan
from fjkx.words import dates, names

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome
    from fjkx.notice.returned import Return
    from fjkx.store import Guard
    from fjkx.views.document import View

app = typer.Typer()

Folder = Annotated[
    str, typer.Argument(metavar="文件夹", help="写到这个文件夹", autocompletion=complete.files)
]


@app.command(
    "dispatch",
    help=(
        "每个第一牵头单位一份工作簿，列出它未办结的任务，请它填写状态、进度、进展、问题、下一步；"
        "不覆盖已有的文件。只发一些任务的，用 fjkx list 的筛选选项，如 -d 院士办。收回用 collect。"
    ),
    epilog="fjkx dispatch 下发 --reply-by 6-25\nfjkx dispatch 下发 -d 院士办 --measures",
)
def dispatch(
    ctx: typer.Context,
    folder: Folder,
    *,
    role: Annotated[
        Literal["first", "lead"],
        typer.Option("--role", metavar="角色", help="first 只发第一牵头单位，lead 发每个牵头单位"),
    ] = "first",
    measures: Annotated[bool, typer.Option("--measures", help="未办结的举措也各列一行")] = False,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="请在这一天之前发回")
    ] = None,
) -> None:
    """A workbook to every unit."""
    from fjkx.notice.form import forms
    from fjkx.plan.query import select
    from fjkx.views.forms import form_view

    settings = current(ctx)
    path, plan, today = open_plan(settings)
    refuse_unit(plan, folder)
    until = None if reply_by is None else dates.due(reply_by, plan, today)
    asked = criteria_of(ctx.meta.get(TYPED, {}), plan, today)
    asked = asked if asked.statuses else asked._replace(statuses=OPEN)
    sent = forms(plan, select(plan, asked, today), asked.units, role == "first", today, measures)
    views = [(each.unit, form_view(each, until)) for each in sent]
    write_new(folder, views, guard(path, new=True), "先移走旧的")
    message(f"已写入 {folder}：{len(views)} 份" if views else "没有要下发的任务")


def refuse_unit(plan: Plan, folder: str) -> None:
    """Raise RequestError for a new folder named like a unit: the unit is meant, most likely."""
    if len(names.units_meant(plan, folder)) == 1 and not os.path.isdir(folder):
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
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="文件…", help="工作簿，或放工作簿的文件夹", autocompletion=complete.files
        ),
    ],
    *,
    on: On = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会收下什么，不写文件")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="有错的文件，收下其中没有错的行")
    ] = False,
    back: Annotated[
        str | None,
        typer.Option(
            "--return", metavar="文件夹", help="把有错的行写成新的工作簿，标出错处，以便退回"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖 --return 已写过的工作簿")] = False,
    yes: Yes = False,
) -> None:
    """What units report."""
    from fjkx import store
    from fjkx.notice.returned import collected, gathered, opened
    from fjkx.views.changes import outcome_view
    from fjkx.views.forms import gathered_view

    settings = current(ctx)
    kind = chosen(settings, None, ("table",))
    files = list(store.workbooks(sources))
    with working("正在读取工作簿", len(files)) as done:
        books = [done(opened(*each)) for each in files]
    path, plan, today = open_plan(settings)
    day = today if on is None else happened(on, plan, today)
    found = gathered(books, plan, day, partial)
    inputs = tuple(name for name, _ in books)
    emit(settings, gathered_view(plan, found), kind, path, inputs=inputs)
    accepted = found.accepted()
    count = sum(len(each.entries) for each in accepted)
    agree = not dry_run and (not accepted or agreed(f"将收下 {count} 条进展，继续吗？", yes))
    if back is not None and agree:
        wrong = views_back(plan, found.returns, today)
        write_new(back, wrong, guard(path, inputs, new=not force), "加上 --force")
        if wrong:
            message(f"退回的工作簿写入 {back}：{len(wrong)} 份")
    if accepted and agree:

        def change(plan: Plan) -> "Outcome":
            return collected(plan, gathered(books, plan, day, partial).accepted(), today)

        path, outcome = change_plan(settings, change)
        report(settings._replace(output=None), outcome_view(outcome), path)
    elif not dry_run:
        message("没有收下任何进展，计划未变")
    if not found.is_faultless():
        tell_of_faults(partial, back)
        raise typer.Exit(1)


def tell_of_faults(partial: bool, back: str | None) -> None:
    """Which options help where something is wrong, but for those that were given."""
    ways = ["收下没有错的行：加上 --partial"] * (not partial)
    ways += ["写出标明错处的工作簿，以便退回：加上 --return 退回"] * (back is None)
    if ways:
        message(f"提示：{'；'.join(ways)}")


def agreed(question: str, yes: bool) -> bool:
    """Whether somebody who can be asked says yes, or nobody can."""
    return yes or not can_ask() or confirm(question)


def views_back(plan: Plan, returns: "tuple[Return, ...]", today: date) -> "list[tuple[str, View]]":
    """A workbook for each that has faults, to be sent back to its unit."""
    from fjkx.notice.form import form_again
    from fjkx.views.forms import sent_back

    wrong = [each for each in returns if each.faults]
    return [(each.unit, sent_back(form_again(plan, each.unit, today), each)) for each in wrong]


def write_new(folder: str, views: "list[tuple[str, View]]", guarded: "Guard", other: str) -> None:
    """Write views as workbooks named after units; where `guarded` wants new files all, or none if
    one of them exists, `other` being what helps beside another folder. Raises RequestError."""
    from fjkx import store
    from fjkx.render.xlsx import workbook

    if not views:
        return
    store.make_folder(folder)
    files = store.file_names([unit for unit, _ in views], ".xlsx")
    named = {os.path.join(folder, name): view for name, (_, view) in zip(files, views, strict=True)}
    taken = next(filter(os.path.lexists, named), None) if guarded.new else None
    if taken is not None:
        raise RequestError(f"{taken}: 已经存在，没有写任何文件", f"换一个文件夹，或{other}")
    with working("正在写工作簿", len(named)) as done:
        for name, view in named.items():
            done(store.write_output(name, workbook(view.documents("sheet")), guarded))
