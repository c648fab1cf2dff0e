"""Commands about the plan file as a whole."""

from typing import Annotated, Literal

import typer

from fjkx.cli import complete
from fjkx.cli.help import Manual

MANUAL = {
    "check": Manual(
        "没有问题时不输出任何内容；有错误时退出码为 1，只有警告时为 0。",
        ("fjkx check", "fjkx check -f 工作要点.yaml --format json"),
    ),
    "init": Manual(
        "不写路径即当前文件夹的 workplan2020.yaml；绝不覆盖已有的文件。",
        ("fjkx init", "fjkx init 计划/workplan2020.yaml"),
    ),
    "undo": Manual(
        "恢复到上一次写入之前，一字节不差；再次运行则再退一步。文件此后被别的程序改过时不恢复。",
        ("fjkx undo", "fjkx undo --list"),
    ),
    "edit": Manual(
        "用 $VISUAL 或 $EDITOR 打开，停在该任务所在行；关闭后检查文件。",
        ("fjkx edit 14",),
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
    raise NotImplementedError


def init(
    ctx: typer.Context,
    *,
    path: Annotated[
        str | None,
        typer.Argument(metavar="路径", help="新文件", autocompletion=complete.files),
    ] = None,
) -> None:
    """Write the bundled plan."""
    raise NotImplementedError


def undo(
    ctx: typer.Context,
    *,
    listing: Annotated[
        bool,
        typer.Option("--list", help="只列出可以退回的各步，不恢复"),
    ] = False,
) -> None:
    """Restore the file as it was before the last write."""
    raise NotImplementedError


def edit(
    ctx: typer.Context,
    *,
    task: Annotated[
        str,
        typer.Argument(metavar="ID", help="任务的编号", autocompletion=complete.targets),
    ],
) -> None:
    """Open the editor at the task's line, and check the file afterwards."""
    raise NotImplementedError
