"""What the help pages say."""

import sys
from collections.abc import Sequence
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperOption

from fjkx.cli import help
from fjkx.cli.output import is_terminal, width

ABOUT = (
    "年度工作要点台账：任务记在一个 YAML 文件里，用命令列出、筛选、更新和汇总。"
    "不带命令时显示进度汇总。"
)
EXAMPLES = ("fjkx list --dept 院士办", "fjkx done 14 --by 院士办", "fjkx summary --by dept")
SEE_GLOBAL = "全局选项 -f、-o、--today 等见 fjkx --help。"


def front(panels: dict[str, list[tuple[str, str]]], options: Sequence[Any]) -> str:
    """The page of `fjkx --help`: commands by panel, each with its line, then the options."""
    panels = dict(panels)
    for param in options:
        panels.setdefault(param.rich_help_panel, []).append(_option(param))
    blocks = [help.Block(title, tuple(rows)) for title, rows in panels.items()]
    return _page("fjkx [全局选项] 命令 [选项] [参数]", ABOUT, blocks, EXAMPLES)


def command(command: TyperCommand, summary: str) -> str:
    """The page of a command, whose `help` is a paragraph, and `epilog` examples, one a line.
    Options that stand in a panel are not its own."""
    own = [each for each in command.params if isinstance(each, TyperArgument | TyperOption)]
    arguments = [param for param in own if isinstance(param, TyperArgument)]
    named = [param for param in own if isinstance(param, TyperOption) and not param.rich_help_panel]
    pieces = [_piece(param) for param in arguments]
    usage = " ".join([f"fjkx {command.name}", *(["[选项]"] if named else []), *pieces])
    blocks = (
        help.Block("参数", tuple((param.metavar or "", param.help or "") for param in arguments)),
        help.Block("选项", tuple(map(_option, named))),
    )
    examples = (command.epilog or "").splitlines()
    return _page(usage, f"{summary}。{command.help}", blocks, examples, SEE_GLOBAL)


def _page(
    usage: str, text: str, blocks: Sequence[help.Block], examples: Sequence[str], last: str = ""
) -> str:
    return help.page(usage, text, blocks, examples, last, width(is_terminal(sys.stdout)))


def _piece(argument: TyperArgument) -> str:
    return argument.metavar or "" if argument.required else f"[{argument.metavar}]"


def _option(param: TyperOption) -> tuple[str, str]:
    names = sorted(param.opts, key=len)
    term = ", ".join(names) if len(names) > 1 else f"    {names[0]}"
    if not param.is_flag:
        term += f" {param.metavar}"
    meaning = param.help or ""
    if hasattr(param.type, "choices") and param.default:
        meaning += f"；默认 {param.default}"
    return term, meaning
