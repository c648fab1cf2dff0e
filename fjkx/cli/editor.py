"""The user's own editor, opened at a line of the plan file."""

import os
from collections.abc import Mapping

from fjkx.plan.errors import RequestError

# How editors that do not take `+LINE FILE` are told the line.
_AT_LINE = {
    **dict.fromkeys(("code", "codium", "cursor"), ("--wait", "--goto", "{path}:{line}")),
    **dict.fromkeys(("subl", "hx", "helix", "zed"), ("{path}:{line}",)),
    **dict.fromkeys(("notepad", "notepad.exe", "gedit.exe"), ("{path}",)),
}


def open_editor(path: str, line: int) -> None:
    """Run $VISUAL, else $EDITOR, on the file at the line (from 1) and wait for it to end.

    Raises RequestError when none is set, when it cannot be started, or when it ends badly:
    that is how people tell an editor to give up.
    """
    import subprocess

    command = editor_command(os.environ, path, line)
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        why = "找不到这个程序" if isinstance(error, FileNotFoundError) else "不能运行"
        raise RequestError(
            f"编辑器 {command[0]} 无法启动：{why}", "请检查 $VISUAL 或 $EDITOR 的值"
        ) from None
    if code:
        raise RequestError(f"编辑器 {command[0]} 以退出码 {code} 结束", "计划没有改动")


def require_editor(path: str, line: int) -> None:
    """Raise RequestError if there is no editor that could open the file."""
    editor_command(os.environ, path, line)


def editor_command(environ: Mapping[str, str], path: str, line: int) -> list[str]:
    """The command line that opens the file at the line. Raises RequestError without an editor,
    and for one whose quotes are not closed."""
    import shlex

    typed = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(typed)
    except ValueError:
        raise RequestError(
            f"编辑器的命令 {typed} 中引号没有成对", "请检查 $VISUAL 或 $EDITOR 的值"
        ) from None
    if not words:
        raise RequestError(
            "没有设置编辑器", f"先运行 export EDITOR=nano，或自行打开 {path} 第 {line} 行"
        )
    name = os.path.basename(words[0])
    arguments = _AT_LINE.get(name, ("+{line}", "{path}"))
    return words + [argument.format(path=path, line=line) for argument in arguments]
