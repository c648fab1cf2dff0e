"""Commands about the plan file as a whole."""

import os
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

import typer

from fjkx.cli import complete
from fjkx.cli.formats import TEXT, chosen, require_plan_name
from fjkx.cli.output import (
    can_ask,
    confirm,
    emit,
    message,
    refuse_output,
    report,
)
from fjkx.cli.plans import now, read_text, search_plan, tell_written, write_text
from fjkx.cli.settings import Settings, current, which_plan
from fjkx.cli.usage import quoted
from fjkx.plan.errors import FileError, FjkxError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fjkx.file.mend import Mended
    from fjkx.file.schema import Document
    from fjkx.plan.model import Finding, Plan
    from fjkx.store import Found, Written
    from fjkx.store.drafts import Draft
    from fjkx.store.versions import Version

app = typer.Typer()

CheckFormat = Literal["text", "json"]
DEFAULT_PLAN = "workplan2020.yaml"
HOUR: Final = timedelta(hours=1)


@app.command(
    "check",
    help=(
        "没有问题时不输出任何内容；有错误时退出码为 1，只有警告时为 0。"
        "--fix 改正只有一种读法的错误，如 2020-9-30、60%、写成文字的列表、全角标点，其余照旧列出；"
        "改动可以用 fjkx undo 退回。"
    ),
    epilog="fjkx check\nfjkx check --fix --dry-run\nfjkx check -f 工作要点.yaml --format json",
)
def check(
    ctx: typer.Context,
    *,
    format: Annotated[
        CheckFormat | None,
        typer.Option("--format", metavar="格式", help="text 逐行，json；写 -o 则看扩展名"),
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
        raise UsageError("--dry-run 要与 --fix 一起写", "例如：fjkx check --fix --dry-run")
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
    if not fix:
        hint_at_fix(ctx, text, found)
    fail_on_errors(found)


def hint_at_fix(ctx: typer.Context, text: str, found: "tuple[Finding, ...]") -> None:
    """Say how many of the errors are mended by --fix, if any are."""
    from fjkx.file.mend import mend

    done = mend(text)[1] if any(finding.severity == "error" for finding in found) else ()
    if done:
        again = quoted(["check", "--fix", *which_plan(ctx)])
        message(f"提示：{len(done)} 处只有一种读法，可以改正：fjkx {again}")


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

    tell_written(plan, write_text(plan.path, better, settings.typed))
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
    path: Annotated[
        str | None,
        typer.Argument(metavar="路径", help="新文件", autocompletion=complete.files),
    ] = None,
) -> None:
    """Write the bundled plan."""
    from fjkx import store
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
    message("下一步：fjkx list 列出任务，fjkx done 14 办结一项")


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
    listing: Annotated[
        bool,
        typer.Option("--list", help="只列出留下的各个版本，不恢复"),
    ] = False,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="要撤销的操作已过一小时的，也不询问")
    ] = False,
) -> None:
    """Restore the file as it was before the last write."""
    from fjkx import store
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
    if not yes and can_ask():
        ask_before_old(store.listed(found.path))
    before = plan_at(found.path)
    written = store.undo(found.path)
    tell_written(found, written)
    assert written.version is not None
    said = undone(written.version.label, before, plan_at(found.path))
    report(settings, said, found.path)
    tell_unusable(found.path)


def ask_before_old(versions: "Sequence[Version]") -> None:
    """Ask before a step is taken back that is over an hour old; a no ends the command with 1."""
    last = next((version for version in versions if version.label), None)
    if last is None or datetime.fromisoformat(now()) - datetime.fromisoformat(last.time) <= HOUR:
        return
    if not confirm(f"将撤销 {last.time} 的操作：fjkx {last.label}，继续吗？"):
        message("没有撤销；不再询问：加上 -y")
        raise typer.Exit(1)


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
    number: Annotated[
        int | None,
        typer.Argument(metavar="序号", help="版本的序号，见 fjkx undo --list"),
    ] = None,
) -> None:
    """Bring back a version of the file, whatever has become of it."""
    from fjkx import store
    from fjkx.views.changes import restored

    settings = current(ctx)
    found = versioned(settings)
    refuse_output(settings, found.path)
    before = plan_at(found.path)
    written = store.restore(found.path, number, settings.typed, now())
    tell_written(found, written)
    version = written.version if written.changed else None
    state = (version.time, version.label) if version else None
    report(settings, restored(state, before, plan_at(found.path)), found.path)
    tell_unusable(found.path)


def versioned(settings: Settings) -> "Found":
    """The plan meant, of which only versions may be left. Raises FileError without these."""
    from fjkx import store

    if settings.file is not None and store.listed(settings.file):
        return store.Found(settings.file, False)
    return search_plan(settings)


def tell_unusable(path: str) -> None:
    """Say why other commands refuse the file as it stands: it may have been ruined already when
    the version that is there again was kept."""
    from fjkx.file.check import require

    try:
        require(parsed(path), path)
    except FileError as error:
        message(f"注意：这个版本还不能用：{error}")
        message("提示：别的版本：fjkx undo --list，再 fjkx restore 序号")


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


@app.command(
    "edit",
    help=(
        "用 $VISUAL、$EDITOR 或系统里的编辑器打开，停在该任务所在行，不写编号则停在第一处错误；"
        "关闭后检查文件。"
        "上次没能写入的修改留在草稿中，可以接着改。"
    ),
    epilog="fjkx edit 14\nfjkx edit",
)
def edit(
    ctx: typer.Context,
    *,
    task: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="任务或举措的编号", autocompletion=complete.targets),
    ] = None,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="有上次留下的草稿时接着改，不询问")
    ] = False,
) -> None:
    """Open the editor at the task's line, and check the file afterwards."""
    from fjkx.cli.editor import require_editor
    from fjkx.file.check import check
    from fjkx.views.changes import edited, sentence
    from fjkx.views.document import together
    from fjkx.views.findings import finding_list

    settings = current(ctx)
    found = search_plan(settings)
    path = found.path
    refuse_output(settings, path)
    before = parsed(path)
    line = line_of(before, task)
    require_editor(path, line)
    written = edit_at(path, draft_of(path, before.text, yes), line, settings.typed)
    tell_written(found, written)
    after = parsed(path)
    problems = check(after, settings.today)
    saved = edited(before.plan, after.plan) if written.changed else sentence("没有修改")
    report(settings, together(saved, finding_list(path, problems, settings.today)), path)
    if written.changed and any(finding.severity == "error" for finding in problems):
        message("下一步：fjkx edit 停在第一处错误，fjkx undo 退回修改之前")
    fail_on_errors(problems)


def draft_of(path: str, text: str, yes: bool) -> "Draft":
    """What the editor is given: a draft with changes that was left, if that is wanted, else a
    new copy of the plan."""
    from fjkx.store import drafts

    chosen = None
    for draft in drafts.left(path):
        if not drafts.is_of(draft, text.encode()):
            message(f"注意：草稿 {draft.path} 有没写入的修改，计划此后又改过；对照它再改")
        elif chosen is None and (
            yes or (can_ask() and confirm(f"{draft.path} 中有上次没写入的修改，接着改它？"))
        ):
            chosen = draft
            continue
        else:
            message(f"注意：草稿 {draft.path} 有没写入的修改；接着改它：fjkx edit -y")
        drafts.leave(draft)
    return chosen or drafts.begin(path, text.encode())


def edit_at(path: str, draft: "Draft", line: int, label: str) -> "Written":
    """Have a draft of the plan edited and put it in the plan's place: one write, one undo.

    Raises FjkxError with the plan untouched, and the draft kept if it has changes, if the editor
    or the draft fails, or if another command changed the plan meanwhile.
    """
    from fjkx.cli.editor import open_editor
    from fjkx.file.decode import decode
    from fjkx.store import drafts

    def edited(now_there: str) -> str:
        if not drafts.is_of(draft, now_there.encode()):
            raise FileError(f"{path}: 编辑期间计划被别的命令改动了")
        return decode(drafts.content(draft), draft.path)

    try:
        at_once = open_editor(draft.path, line)
        written = write_text(path, edited, label)
    except FjkxError as error:
        if unchanged(draft):
            drafts.discard(draft)
            raise
        drafts.leave(draft)
        hint = (
            f"改过的内容留在 {draft.path}；再运行 fjkx edit 可以接着改"
            if drafts.is_there(draft)
            else "改动没有留下；再运行 fjkx edit 从现在的计划改起"
        )
        raise type(error)(f"{error}，没有写入计划", hint) from None
    if at_once and not written.changed:
        drafts.leave(draft)
        message(
            f"注意：编辑器马上就结束了；如果窗口还开着，保存后运行 fjkx edit -y 写入 {draft.path}"
        )
    else:
        drafts.discard(draft)
    return written


def unchanged(draft: "Draft") -> bool:
    """Whether the draft is still what the editor was given."""
    from fjkx.store import drafts

    try:
        return drafts.is_of(draft, drafts.content(draft))
    except FileError:
        return False


def line_of(document: "Document", typed: str | None) -> int:
    """The line, from 1, of the task or measure, or without one of the first error."""
    from fjkx.file.check import check
    from fjkx.file.problems import locator
    from fjkx.file.schema import node_at
    from fjkx.words.names import targets

    if typed is None or document.plan is None:
        return next((f.line for f in check(document) if f.severity == "error"), 1)
    position, measure = targets(document.plan, [typed])[0]
    path = ("tasks", position) if measure is None else ("tasks", position, "measures", measure - 1)
    node = node_at(document.root, *path)
    return locator(document.text)(node.start)[0] if node else 1
