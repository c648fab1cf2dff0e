"""Commands about the plan file as a whole."""

import os
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

import typer

from fjkx import store
from fjkx.cli.formats import TEXT, chosen, require_plan_name
from fjkx.cli.options import argument, option
from fjkx.cli.output import agree, emit, message, refuse_output, report
from fjkx.cli.plans import now, read_text, report_written, search_plan, write_text
from fjkx.cli.retype import quoted, tell
from fjkx.cli.settings import Settings, current
from fjkx.plan.errors import FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fjkx.file.mend import Mended
    from fjkx.file.schema import Document
    from fjkx.plan.model import Finding, Plan
    from fjkx.store import Found
    from fjkx.store.versions import Version

app = typer.Typer()

CheckFormat = Literal["text", "json"]
DEFAULT_PLAN = "workplan2020.yaml"
HOUR: Final = timedelta(hours=1)


@app.command(
    "check",
    help=(
        "没有问题时只说一句（在标准错误）；有错误时退出码为 1，只有警告时为 0。"
        "--fix 改正只有一种读法的错误，如 2020-9-30、60%、写成文字的列表、全角标点，其余照旧列出；"
        "改动可以用 fjkx undo 退回。"
    ),
    epilog="fjkx check\nfjkx check --fix --dry-run\nfjkx check -f 工作要点.yaml --format json",
)
def check(
    ctx: typer.Context,
    *,
    format: Annotated[
        CheckFormat | None, option("--format", "格式", "text 逐行，json；写 -o 则看扩展名")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="改正只有一种读法的错误")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只显示 --fix 会改什么，不写入")
    ] = False,
) -> None:
    """Every finding in the file, or those that are left when what can be is mended."""
    from fjkx.file.check import check
    from fjkx.file.schema import parse
    from fjkx.views.findings import finding_list, mended_list

    settings = current(ctx)
    kind = chosen(settings, format, get_args(CheckFormat))
    if dry_run and not fix:
        raise UsageError("--dry-run 要与 --fix 一起写", "fjkx … --fix")
    plan = search_plan(settings)
    text = read_text(plan.path)
    done: tuple[Mended, ...] = ()
    if fix:
        text, done = fixed(settings, plan, dry_run)
    found = check(parse(text), settings.today)
    if fix:
        listed = mended_list(plan.path, done, not dry_run, found, settings.today)
    else:
        listed = finding_list(plan.path, found, settings.today)
    emit(settings, listed, kind, plan.path, f"{len(found)} 处问题")
    if not found:
        message(f"{'改正后' if dry_run and done else ''}没有发现问题")
    if not fix:
        hint_at_fix(ctx, text, found)
    fail_on_errors(found)


def hint_at_fix(ctx: typer.Context, text: str, found: "tuple[Finding, ...]") -> None:
    """Say how many of the errors are mended by --fix, if any are."""
    from fjkx.file.mend import mend

    done = mend(text)[1] if any(finding.severity == "error" for finding in found) else ()
    if done:
        tell(ctx, f"提示：{len(done)} 处只有一种读法，可以改正：fjkx check --fix")


def fixed(settings: Settings, plan: "Found", dry_run: bool) -> "tuple[str, tuple[Mended, ...]]":
    """The plan's text with what has one reading mended, written unless `dry_run`, and what was
    mended. Raises FileError."""
    from fjkx.file.mend import mend

    refuse_output(settings, plan.path)
    if dry_run:
        return mend(read_text(plan.path))
    results: list[tuple[str, tuple[Mended, ...]]] = []

    def better(text: str) -> str:
        results.append(mend(text))
        return results[-1][0]

    report_written(plan, write_text(plan.path, better, settings.typed))
    return results[-1]


def fail_on_errors(found: "tuple[Finding, ...]") -> None:
    """Exit with 1 if any of the findings is an error."""
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


@app.command(
    "init",
    help="不写路径即当前文件夹的 workplan2020.yaml；绝不覆盖已有的文件。",
    epilog="fjkx init\nfjkx init 我的计划.yaml",
)
def init(
    ctx: typer.Context,
    *,
    path: Annotated[str | None, argument("路径", "新文件")] = None,
) -> None:
    """Write the bundled plan."""
    from fjkx.file.schema import parse
    from fjkx.views.changes import sentence

    settings = current(ctx)
    if path and settings.output and path != settings.output:
        raise UsageError("新计划的文件名写了两个", "写在 -o 后面，或作为参数，写一个即可")
    target = path or settings.output or settings.file or DEFAULT_PLAN
    if os.path.isdir(target):
        target = os.path.join(target, DEFAULT_PLAN)
    require_plan_name(target)
    data = store.bundled()
    plan = parse(data.decode()).plan
    assert plan is not None
    require_year(target, plan.year)
    store.create(target, data)
    written = sentence(f"已写入 {target}：{plan.title}，{len(plan.tasks)} 项任务")
    emit(settings._replace(output=None), written, "text", target)
    command = "fjkx" if target == DEFAULT_PLAN else f"fjkx {quoted(['-f', target])}"
    message(f"下一步：{command} list 列出任务，{command} done 14 办结一项")


def require_year(target: str, year: int) -> None:
    """Raise UsageError for a file whose name says another year than its plan would."""
    named = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", os.path.basename(target))
    if named and str(year) not in named:
        example = f"fjkx new {named[0]} --title 福建省科协{named[0]}年工作要点"
        raise UsageError(
            f"{target}: init 写出的是 {year} 年的计划，文件名却是 {named[0]} 年的",
            f"新一年的计划：{example}",
        )


@app.command(
    "undo",
    help=(
        "恢复到上一次写入之前，一字节不差；再次运行则再退一步。文件此后被别的程序改过时不恢复，"
        "这时用 fjkx restore。要撤销的操作已过一小时的，先问一声。"
    ),
    epilog="fjkx undo\nfjkx undo --list",
)
def undo(
    ctx: typer.Context,
    *,
    listing: Annotated[bool, typer.Option("--list", help="只列出留下的各个版本，不恢复")] = False,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="要撤销的操作已过一小时的，也不询问")
    ] = False,
) -> None:
    """Restore the file as it was before the last write."""
    from fjkx.views.changes import undone
    from fjkx.views.states import state_list

    settings = current(ctx)
    if listing:
        chosen(settings, None, TEXT)
        path = versioned(settings).path
        states = ((version.time, version.label) for version in store.listed(path))
        emit(settings, state_list(states), "text", path)
        return
    found = search_plan(settings)
    refuse_output(settings, found.path)
    ask_before_old(store.listed(found.path), yes)
    before = plan_at(found.path)
    written = store.undo(found.path)
    report_written(found, written)
    assert written.version is not None
    view = undone(written.version.label, before, plan_at(found.path))
    report(settings, view, found.path)
    warn_unusable(ctx, found.path)


def ask_before_old(versions: "Sequence[Version]", yes: bool) -> None:
    """Ask before a step is taken back that is over an hour old; a no ends the command with 1."""
    last = next((version for version in versions if version.label), None)
    if last is None or datetime.fromisoformat(now()) - datetime.fromisoformat(last.time) <= HOUR:
        return
    agree(f"将撤销 {last.time} 的操作：fjkx {last.label}，继续吗？", "没有撤销", yes)


@app.command(
    "restore",
    help=(
        "不论文件此后被改坏、清空还是删除，都可以恢复；现在的内容先另存为一个版本，恢复也可以撤销。"
        "不写序号即最近一个与现在不同的版本；文件已不在的，用 -f 写出它原来的路径。"
    ),
    epilog="fjkx restore\nfjkx restore 3\nfjkx restore -f workplan2020.yaml",
)
def restore(
    ctx: typer.Context,
    *,
    number: Annotated[int | None, argument("序号", "版本的序号，见 fjkx undo --list")] = None,
) -> None:
    """Bring back a version of the file, whatever has become of it."""
    from fjkx.views.changes import restored

    settings = current(ctx)
    found = versioned(settings)
    refuse_output(settings, found.path)
    before = plan_at(found.path)
    written = store.restore(found.path, number, settings.typed, now())
    report_written(found, written)
    version = written.version if written.changed else None
    state = (version.time, version.label) if version else None
    report(settings, restored(state, before, plan_at(found.path)), found.path)
    warn_unusable(ctx, found.path)


def versioned(settings: Settings) -> "Found":
    """The plan meant, of which only versions may be left. Raises FileError without these."""
    if settings.file is not None and store.listed(settings.file):
        return store.Found(settings.file, False)
    return search_plan(settings)


def warn_unusable(ctx: typer.Context, path: str) -> None:
    """Say why other commands refuse the file as it stands: it may have been ruined already when
    the version that is there again was kept."""
    from fjkx.file.check import require

    try:
        require(parsed(path), path)
    except FileError as error:
        message(f"注意：这个版本还不能用：{error}")
        tell(ctx, "提示：别的版本：fjkx undo --list，再 fjkx restore 序号")


def plan_at(path: str) -> "Plan | None":
    """The plan as the file stands, or None as far as it cannot be read."""
    try:
        return parsed(path).plan
    except FileError:
        return None


def parsed(path: str) -> "Document":
    """The file as it stands, errors and all. Raises FileError if it cannot be read."""
    from fjkx.file.schema import parse

    return parse(read_text(path))
