"""The command that opens the plan in the user's own editor, at a line of it."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from fjkx.cli import complete
from fjkx.cli.file import fail_on_errors, parsed
from fjkx.cli.options import argument
from fjkx.cli.output import can_ask, confirm, message, refuse_output, report
from fjkx.cli.plans import report_written, search_plan, write_text
from fjkx.cli.retype import tell
from fjkx.cli.settings import current
from fjkx.plan.errors import FileError, FjkxError, RequestError
from fjkx.words.names import targets

if TYPE_CHECKING:
    from fjkx.store import Written
    from fjkx.store.drafts import Draft

app = typer.Typer()


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
    task: Annotated[str | None, argument("ID", "任务或举措的编号", complete.targets)] = None,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="有上次留下的草稿时接着改，不询问")
    ] = False,
) -> None:
    """Open the editor at the task's line, and check the file afterwards."""
    from fjkx.file.check import check, line_of
    from fjkx.views.changes import edited, sentence
    from fjkx.views.document import together
    from fjkx.views.findings import finding_list

    settings = current(ctx)
    found = search_plan(settings)
    path = found.path
    refuse_output(settings, path)
    before = parsed(path)
    wanted = None if task is None or before.plan is None else targets(before.plan, [task])[0]
    line = line_of(before, wanted)
    editor_command(os.environ, path, line)  # that there is one, before anything is made
    written = edit_at(path, draft_of(path, before.text, yes), line, settings.typed)
    report_written(found, written)
    after = parsed(path)
    problems = check(after, settings.today)
    saved = edited(before.plan, after.plan) if written.changed else sentence("没有修改")
    report(settings, together(saved, finding_list(path, problems, settings.today)), path)
    if written.changed and any(finding.severity == "error" for finding in problems):
        tell(ctx, "下一步：fjkx edit 停在第一处错误，fjkx undo 退回修改之前")
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
        if drafts.is_unchanged(draft):
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


# How editors that do not take `+LINE FILE`, or return at once, are told the line and to wait.
_AT_LINE = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "cursor", "windsurf"),
        ("--wait", "--goto", "{path}:{line}"),
    ),
    **dict.fromkeys(("subl", "zed", "zeditor", "atom"), ("--wait", "{path}:{line}")),
    **dict.fromkeys(("hx", "helix"), ("{path}:{line}",)),
    **dict.fromkeys(("gedit", "xed"), ("--wait", "+{line}", "{path}")),
    **dict.fromkeys(("gvim", "mvim"), ("--nofork", "+{line}", "{path}")),
    "kate": ("--block", "--line", "{line}", "{path}"),
    "gnome-text-editor": ("--standalone", "{path}"),
    "mate": ("--wait", "--line", "{line}", "{path}"),
    **dict.fromkeys(("notepad", "notepad.exe", "gedit.exe"), ("{path}",)),
}

# What a system may have where the user has set none, the first that is there.
VI = ("editor", "vim", "vi")
LEAVING_VI = "提示：若打开的是 vi：按 i 修改；改完按 Esc，输入 :wq 回车保存离开，:q! 回车不保存离开"
_USUAL = ("editor", "vim", "vi", "nano", "notepad")

AT_ONCE = 1.0
"""Seconds within which nobody has edited anything."""


def open_editor(path: str, line: int) -> bool:
    """Run $VISUAL, else $EDITOR, else what the system has, on the file at the line (from 1) and
    wait for it to end; whether it came back at once, as one does that hands the file to a window.

    Raises RequestError when there is none, when it cannot be started, or when it ends badly:
    that is how people tell an editor to give up.
    """
    import subprocess
    import time

    began = time.monotonic()
    command = editor_command(os.environ, path, line)
    if os.path.basename(command[0]) in VI and not (
        os.environ.get("VISUAL") or os.environ.get("EDITOR")
    ):
        message(LEAVING_VI)
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        why = "找不到这个程序" if isinstance(error, FileNotFoundError) else "不能运行"
        raise RequestError(
            f"编辑器 {command[0]} 无法启动：{why}", "请检查 $VISUAL 或 $EDITOR 的值"
        ) from None
    if code:
        raise RequestError(f"编辑器 {command[0]} 以退出码 {code} 结束", "计划没有改动")
    return time.monotonic() - began < AT_ONCE


def editor_command(environ: Mapping[str, str], path: str, line: int) -> list[str]:
    """The command line that opens the file at the line. Raises RequestError without an editor,
    and for one whose quotes are not closed."""
    import shlex
    import shutil

    typed = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(typed)
    except ValueError:
        raise RequestError(
            f"编辑器的命令 {typed} 中引号没有成对", "请检查 $VISUAL 或 $EDITOR 的值"
        ) from None
    if not words:
        folders = environ.get("PATH", "")
        words = [name for name in _USUAL if shutil.which(name, path=folders)][:1]
    if not words:
        raise RequestError(
            "没有设置编辑器，系统里也没有找到",
            f"先运行 export EDITOR=nano，或自行打开 {path} 第 {line} 行",
        )
    name = os.path.basename(words[0])
    arguments = _AT_LINE.get(name, ("+{line}", "{path}"))
    rest = [argument.format(path=path, line=line) for argument in arguments]
    return words + [argument for argument in rest if argument not in words]
