"""Commands between a notice and a plan."""

import os
import sys
from typing import Annotated

import typer

from fjkx import store
from fjkx.cli.formats import PLAN_ENDINGS, TEXT, chosen, ending_of, require_plan_name
from fjkx.cli.options import argument, option
from fjkx.cli.output import emit, message, working
from fjkx.cli.plans import now, open_plan, report_written
from fjkx.cli.retype import quoted
from fjkx.cli.settings import Settings, current
from fjkx.plan.characters import hidden
from fjkx.plan.errors import UsageError
from fjkx.plan.model import YEARS, Plan
from fjkx.words import dates

app = typer.Typer()

STANDARD_INPUT = "-"


@app.command(
    "import",
    help=(
        "按公文的编号和单位说明认出任务，没有认出的逐行列出；有疑问的地方写成注释，不作猜测。"
        "不写 -o 即当前文件夹的 workplan<年份>.yaml。"
    ),
    epilog=(
        "fjkx import 通知.docx\n"
        "fjkx import 通知.html --dry-run\n"
        "fjkx import 通知.txt -o 2025年计划.yaml --year 2025"
    ),
)
def import_notice(
    ctx: typer.Context,
    notice: Annotated[
        str,
        argument(
            "通知",
            "通知：txt、html、docx；台账：xlsx、xls、ods、csv；- 为标准输入",
        ),
    ],
    *,
    year: Annotated[int | None, option("--year", "年份", "计划的年份，不写则从通知中读")] = None,
    title: Annotated[str | None, option("--title", "标题", "计划的标题，不写则从通知中读")] = None,
    issuer: Annotated[str | None, option("--issuer", "单位", "发文单位，不写则从通知中读")] = None,
    on: Annotated[
        str | None,
        option("--on", "日期", "台账中的进展记在这一天；不写则取表中的截至日期"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件，可以撤销")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示认出的内容，不写文件")] = False,
) -> None:
    """Make a plan file of a notice."""
    from fjkx.notice.grammar import written
    from fjkx.notice.incoming import Asked, incoming
    from fjkx.views import imported as views

    settings = current(ctx)
    if year is not None and year not in YEARS:
        raise UsageError(f"--year {year} 不是年份", "例如：--year 2025")
    asked = Asked(year, one_line_typed("--title", title), one_line_typed("--issuer", issuer))
    shown = previewed(settings) if dry_run else settings._replace(output=None)
    if dry_run:
        chosen(shown, None, TEXT)
    elif settings.output is not None and not os.path.isdir(settings.output):
        require_plan_name(settings.output)
    with working(f"正在读 {notice}"):
        data, today = notice_bytes(notice), settings.today
        day = None if on is None else dates.happened(on, Plan("", today.year), today)
        found, kind = incoming(data, ending_of(notice) == ".csv", asked, day, today)
        text = written(found)
    own = None if notice == STANDARD_INPUT else notice
    if dry_run:
        view = views.found(found, notice, kind)
        emit(shown, view, inputs=(own,) if own else (), new=True)
        return
    target = settings.output or f"workplan{found.plan.year}.yaml"
    put = store.put_plan(target, text.encode(), own, settings.typed, now(), force)
    report_written(store.Found(target, False), put)
    emit(shown, views.imported(found, notice, kind, target))
    listing = f"fjkx {quoted(['-f', target, 'list'])}"
    message(f"下一步：{'核对文件中的“请核对”，再看 ' if found.doubts else ''}{listing}")


def one_line_typed(option: str, typed: str | None) -> str | None:
    """What an option gives, without blanks around it. Raises UsageError for nothing but blanks,
    and for what no line of a plan can hold."""
    if typed is None:
        return None
    if not typed.strip():
        raise UsageError(f"选项 {option} 后面是空的", "不写这个选项，就从通知中读")
    if "\n" in typed or hidden(typed):
        raise UsageError(f"选项 {option} 中有换行或看不见的字符", "写成一行普通文字")
    return typed.strip()


def previewed(settings: Settings) -> Settings:
    """The settings of a dry run: people preview the command that they are about to run, so that
    the plan file of its -o is not written to, while any other takes the report."""
    output = settings.output
    if output is None or ending_of(output) not in PLAN_ENDINGS:
        return settings
    message(f"没有写入 {output}：--dry-run 只显示认出的内容")
    return settings._replace(output=None)


def notice_bytes(path: str) -> bytes:
    """The bytes of a notice. Raises FileError if they cannot be had, UsageError for no name."""
    if not path:
        raise UsageError("通知的文件名是空的", "例如：fjkx import 通知.docx")
    if path != STANDARD_INPUT:
        return store.read_notice(path)
    return store.read_stream(None if sys.stdin is None else sys.stdin.buffer)


@app.command(
    "text",
    help="按通知的样子打印：标题、部分、编号、任务全文、单位。",
    epilog="fjkx text\nfjkx text workplan2020.yaml -o 工作要点.txt",
)
def text(
    ctx: typer.Context,
    plan: Annotated[str | None, argument("计划", "计划文件")] = None,
) -> None:
    """The plan as the notice's numbered text."""
    from fjkx.views.text import notice_view

    settings = current(ctx)
    kind = chosen(settings, None, ("text", "docx"))
    if plan is not None and settings.file is not None and plan != settings.file:
        raise UsageError("计划文件写了两个", "写在 -f 后面，或作为参数，写一个即可")
    path, opened, _ = open_plan(settings._replace(file=plan or settings.file))
    emit(settings, notice_view(opened), kind, path, f"{len(opened.tasks)} 项")
