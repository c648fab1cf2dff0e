"""Commands about the plan file as a whole."""

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fjkx.cli import complete
from fjkx.cli.help import Manual
from fjkx.cli.output import emit, message, refuse_output, report
from fjkx.cli.plans import find_plan, now
from fjkx.cli.settings import current
from fjkx.plan.errors import FileError, FjkxError

if TYPE_CHECKING:
    from fjkx.file.schema import Document
    from fjkx.plan.model import Finding, Plan

DEFAULT_PLAN = "workplan2020.yaml"

MANUAL = {
    "check": Manual(
        "没有问题时不输出任何内容；有错误时退出码为 1，只有警告时为 0。",
        ("fjkx check", "fjkx check -f 工作要点.yaml --format json"),
    ),
    "init": Manual(
        "不写路径即当前文件夹的 workplan2020.yaml；绝不覆盖已有的文件。",
        ("fjkx init", "fjkx init 我的计划.yaml"),
    ),
    "undo": Manual(
        "恢复到上一次写入之前，一字节不差；再次运行则再退一步。文件此后被别的程序改过时不恢复。",
        ("fjkx undo", "fjkx undo --list"),
    ),
    "edit": Manual(
        "用 $VISUAL 或 $EDITOR 打开，停在该任务所在行，不写编号则停在第一处错误；关闭后检查文件。",
        ("fjkx edit 14", "fjkx edit"),
    ),
}


def check(
    ctx: typer.Context,
    *,
    format: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="格式", help="text 逐行，json"),
    ] = "text",
) -> None:
    """Every finding in the file."""
    from fjkx import store
    from fjkx.file.check import check
    from fjkx.file.schema import parse
    from fjkx.views.findings import finding_list

    settings = current(ctx)
    path = find_plan(settings)
    found = check(parse(store.read(path)), settings.today)
    emit(settings, finding_list(path, found, settings.today), format, path)
    fail_on_errors(found)


def fail_on_errors(found: "tuple[Finding, ...]") -> None:
    """Exit with 1 if any of the findings is an error."""
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


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
    target = path or settings.file or DEFAULT_PLAN
    if os.path.isdir(target):
        target = os.path.join(target, DEFAULT_PLAN)
    refuse_output(settings, target)
    text = store.bundled()
    store.create(target, text)
    plan = parse(text).plan
    assert plan is not None
    written = sentence(f"已写入 {target}：{plan.title}，{len(plan.tasks)} 项任务")
    emit(settings, written, "text", target)
    message("下一步：fjkx list 列出任务，fjkx done 14 办结一项")


def undo(
    ctx: typer.Context,
    *,
    listing: Annotated[
        bool,
        typer.Option("--list", help="只列出可以退回的各步，不恢复"),
    ] = False,
) -> None:
    """Restore the file as it was before the last write."""
    from fjkx import store
    from fjkx.views.changes import undone
    from fjkx.views.states import state_list

    settings = current(ctx)
    path = find_plan(settings)
    if listing:
        states = ((state.time, state.label) for state in store.undo_states(path))
        emit(settings, state_list(states), "text", path)
        return
    refuse_output(settings, path)
    before = plan_at(path)
    state = store.undo(path)
    report(settings, undone(state.label, before, plan_at(path)), path)


def plan_at(path: str) -> "Plan | None":
    """The plan as the file stands, or None as far as it cannot be read."""
    try:
        return parsed(path).plan
    except FileError:
        return None


def parsed(path: str) -> "Document":
    """The file as it stands, errors and all. Raises FileError if it cannot be read."""
    from fjkx import store
    from fjkx.file.schema import parse

    return parse(store.read(path))


def edit(
    ctx: typer.Context,
    *,
    task: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="任务或举措的编号", autocompletion=complete.targets),
    ] = None,
) -> None:
    """Open the editor at the task's line, and check the file afterwards."""
    from fjkx.file.check import check
    from fjkx.views.changes import edited, sentence
    from fjkx.views.findings import finding_list

    settings = current(ctx)
    path = find_plan(settings)
    refuse_output(settings, path)
    before = parsed(path)
    changed = edit_at(path, before.text, line_of(before, task), settings.typed)
    after = parsed(path)
    found = check(after, settings.today)
    saved = edited(before.plan, after.plan) if changed else sentence("没有修改")
    report(settings, saved, path)
    report(settings, finding_list(path, found, settings.today), path)
    if changed and any(finding.severity == "error" for finding in found):
        message("下一步：fjkx edit 停在第一处错误，fjkx undo 退回修改之前")
    fail_on_errors(found)


def edit_at(path: str, text: str, line: int, label: str) -> bool:
    """Have a copy of the plan edited and put it in the plan's place: one write, one undo; False
    if nothing was changed.

    Raises FjkxError with the plan untouched, and the copy kept, if the editor or the copy
    fails, or if another command changed the plan meanwhile.
    """
    from fjkx import store
    from fjkx.cli.editor import open_editor, require_editor

    require_editor(path, line)
    copy = store.draft(path, text)

    def edited(now_there: str) -> str:
        if now_there != text:
            raise FileError(f"{path}: 编辑期间计划被别的命令改动了")
        return store.read(copy)

    try:
        open_editor(copy, line)
        changed = store.update(path, edited, label, now())
    except FjkxError as error:
        if unchanged(copy, text):
            store.discard(copy)
            raise
        hint = f"改过的内容留在 {copy}；对照它再改一次：fjkx edit"
        raise type(error)(f"{error}，没有写入计划", hint) from None
    store.discard(copy)
    return changed


def unchanged(copy: str, text: str) -> bool:
    """Whether the copy is still what the editor was given."""
    from fjkx import store

    try:
        return store.read(copy) == text
    except FileError:
        return False


def line_of(document: "Document", typed: str | None) -> int:
    """The line, from 1, of the task or measure, or without one of the first error."""
    from fjkx.file.check import check
    from fjkx.file.schema import node_at
    from fjkx.file.tree import locator
    from fjkx.words.names import targets

    if typed is None or document.plan is None:
        return next((f.line for f in check(document) if f.severity == "error"), 1)
    position, measure = targets(document.plan, [typed])[0]
    path = ("tasks", position) if measure is None else ("tasks", position, "measures", measure - 1)
    node = node_at(document.root, *path)
    return locator(document.text)(node.start)[0] if node else 1
