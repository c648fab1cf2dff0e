"""`fjkx` with the options that may stand before and after every command."""

import os
import sys
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, NoReturn

import typer

from fjkx import __version__
from fjkx.cli.arguments import as_typed
from fjkx.cli.frame import DEFAULT, GLOBAL, Root, load
from fjkx.cli.settings import Given
from fjkx.plan.errors import FileError

COMPLETE_VARIABLE: Final = "_FJKX_COMPLETE"
Shell = Literal["bash", "zsh", "fish"]

app = typer.Typer(cls=Root, add_completion=False, rich_markup_mode=None)


def _printing(text: Callable[[typer.Context], str]) -> Callable[..., None]:
    """The callback of an option that prints a text and ends the command."""

    def callback(ctx: typer.Context, value: bool | None) -> None:
        if value and not ctx.resilient_parsing:
            _print(text(ctx))

    return callback


def _print(text: str) -> NoReturn:
    from fjkx.cli.output import writing

    with writing():
        sys.stdout.write(text)
    raise typer.Exit


def _show_completion(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> None:
    if value and not ctx.resilient_parsing:
        from typer.completion import show_callback

        from fjkx.cli.output import writing

        with writing():
            show_callback(ctx, param, value)


def _install_completion(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> None:
    if value and not ctx.resilient_parsing:
        from contextlib import redirect_stdout, suppress
        from io import StringIO

        from typer.completion import install_callback

        try:
            with redirect_stdout(StringIO()), suppress(SystemExit):  # Typer says it in English
                install_callback(ctx, param, value)
        except OSError as error:
            raise FileError(f"{error.filename}: 无法写入：{error.strerror}") from None
        _print(f"已装好 {value} 的补全，新开一个终端即可使用\n")


# What the options of every command have in common, those that show something, and completion's.
COMMON: Final[dict[str, Any]] = {"rich_help_panel": GLOBAL}
SHOWN: Final[dict[str, Any]] = {**COMMON, "is_eager": True, "expose_value": False}
OF_SHELLS: Final[dict[str, Any]] = {**SHOWN, "rich_help_panel": "补全", "metavar": "终端"}


@app.callback(invoke_without_command=True)
def fjkx(
    ctx: typer.Context,
    *,
    file: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--file",
            metavar="文件",
            help="计划文件（$FJKX_FILE）；不写则在当前文件夹及上级中查找",
            **COMMON,
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today",
            metavar="日期",
            help="以这一天为今天，如 2020-09-30（$FJKX_TODAY）",
            **COMMON,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="把结果写入文件，格式看扩展名：txt、md、csv、json、xlsx、docx、html",
            **COMMON,
        ),
    ] = None,
    no_color: Annotated[bool | None, typer.Option("--no-color", help="不用颜色", **COMMON)] = None,
    no_pager: Annotated[
        bool | None,
        typer.Option("--no-pager", help="长的输出不经 $PAGER 分页", **COMMON),
    ] = None,
    version: Annotated[
        bool | None,
        typer.Option(
            "--version",
            help="显示版本",
            callback=_printing(lambda ctx: f"fjkx {__version__}\n"),
            **SHOWN,
        ),
    ] = None,
    help: Annotated[
        bool | None,
        typer.Option(
            "-h", "--help", help="显示这份帮助", callback=_printing(typer.Context.get_help), **SHOWN
        ),
    ] = None,
    install_completion: Annotated[
        Shell | None,
        typer.Option(
            "--install-completion",
            help="装上 bash、zsh 或 fish 的补全；不写即 $SHELL",
            callback=_install_completion,
            **OF_SHELLS,
        ),
    ] = None,
    show_completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            help="显示 bash、zsh 或 fish 的补全脚本",
            callback=_show_completion,
            **OF_SHELLS,
        ),
    ] = None,
) -> None:
    """Run the default command where none is named."""
    if ctx.invoked_subcommand is None:
        command = load(DEFAULT, ctx.command.params)
        with command.make_context(DEFAULT, [], parent=ctx) as inner:
            command.invoke(inner)


def execute(args: list[str]) -> int:
    """Run one command line and return its exit code. Raises FjkxError."""
    if os.environ.get(COMPLETE_VARIABLE):
        _prepare_completion()
    if args in (["--install-completion"], ["--show-completion"]):
        args = [*args, *filter(None, [os.path.basename(os.environ.get("SHELL", ""))])]
    root = typer.main.get_command(app)
    given = Given(typed=" ".join(map(as_typed, args)))
    try:
        code = root.main(args, "fjkx", COMPLETE_VARIABLE, standalone_mode=False, obj=given)
    except SystemExit as done:  # how Typer's completion ends
        code = done.code
    return code if isinstance(code, int) else 0


def _prepare_completion() -> None:
    """Make the shells known to Typer, and keep it from loading Rich, which takes as long as all
    the rest, to look for markup in descriptions, which have none."""
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # bars the import
