"""The user's own editor, opened at a line of the plan file."""

import os
from collections.abc import Mapping

from fjkx.plan.errors import RequestError

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


def require_editor(path: str, line: int) -> None:
    """Raise RequestError if there is no editor that could open the file."""
    editor_command(os.environ, path, line)


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
