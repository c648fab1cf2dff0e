"""The options that may stand before and after every command."""

from typing import Any, Final

import typer

from fjkx import __version__
from fjkx.cli import complete
from fjkx.cli.vendored import Context, Parameter, TyperChoice, TyperOption

PANEL: Final = "全局选项"
SHELLS: Final = ("bash", "zsh", "fish")


def _note(ctx: Context, param: Parameter, value: Any) -> None:
    """Keep what was typed; what stands after the command replaces what stands before it."""
    if value is not None:
        ctx.obj = ctx.obj._replace(**{str(param.name): value})


def _show_help(ctx: Context, param: Parameter, value: bool | None) -> None:
    if value and not ctx.resilient_parsing:
        _print(ctx.get_help())


def _show_version(ctx: Context, param: Parameter, value: bool | None) -> None:
    if value and not ctx.resilient_parsing:
        _print(f"fjkx {__version__}\n")


def _show_completion(ctx: Context, param: Parameter, value: str | None) -> None:
    if value and not ctx.resilient_parsing:
        from fjkx.cli import scripts

        _print(scripts.script(value))


def _files(ctx: Context, args: list[str], incomplete: str) -> complete.Candidates:
    return complete.files(incomplete)


def _print(text: str) -> None:
    import sys

    from fjkx.cli.output import writing

    with writing():
        sys.stdout.write(text)
    raise typer.Exit


def _option(*names: str, **details: Any) -> TyperOption:
    return TyperOption(
        param_decls=list(names), expose_value=False, rich_help_panel=PANEL, **details
    )


GLOBALS: Final = (
    _option(
        "-f",
        "--file",
        metavar="文件",
        help="计划文件（$FJKX_FILE）；不写则在当前文件夹及上级中查找",
        callback=_note,
        autocompletion=_files,
    ),
    _option(
        "--today",
        metavar="日期",
        help="以这一天为今天，如 2020-09-30（$FJKX_TODAY）",
        callback=_note,
    ),
    _option(
        "-o",
        "--output",
        metavar="文件",
        help="把结果以 UTF-8 写入文件，格式看扩展名：.txt、.md、.csv、.json",
        callback=_note,
        autocompletion=_files,
    ),
    _option("--no-color", is_flag=True, help="不用颜色", callback=_note),
    _option("--no-pager", is_flag=True, help="长的输出不经 $PAGER 分页", callback=_note),
    _option("--version", is_flag=True, is_eager=True, help="显示版本", callback=_show_version),
    _option("--help", is_flag=True, is_eager=True, help="显示这份帮助", callback=_show_help),
)

SHOW_COMPLETION: Final = TyperOption(
    param_decls=["--show-completion"],
    type=TyperChoice(SHELLS),
    is_eager=True,
    expose_value=False,
    metavar="SHELL",
    help="显示 bash、zsh 或 fish 的补全脚本，开头写着装法",
    callback=_show_completion,
)
