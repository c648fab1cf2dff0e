"""What the help pages say, in Chinese, at most 80 columns wide."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from typer.core import TyperArgument, TyperCommand, TyperOption

from fjkx.cli.output import is_terminal, width
from fjkx.plan.characters import cells
from fjkx.render.wrap import wrap

WIDEST: Final = 80
NARROWEST: Final = 40
LEFT: Final = 24  # the widest that the left of two columns is

ABOUT: Final = (
    "年度工作要点台账：任务记在一个 YAML 文件里，用命令列出、筛选、更新和汇总。"
    "不带命令时显示进度汇总。"
)
EXAMPLES: Final = "fjkx list --dept 院士办\nfjkx done 14 --by 院士办\nfjkx summary --by dept"
SEE_GLOBAL: Final = "全局选项 -f、-o、--today 等见 fjkx --help。"

Row = tuple[str, str]  # how something is written, and what it means


def front(panels: Mapping[str, Sequence[Row]], options: Sequence[Any]) -> str:
    """The page of `fjkx --help`: commands by panel, each with its line, then the options."""
    blocks = {title: [*rows] for title, rows in panels.items()}
    for param in options:
        blocks.setdefault(param.rich_help_panel, []).append(_option(param))
    return page("fjkx [全局选项] 命令 [选项] [参数]", ABOUT, blocks, EXAMPLES)


def command(command: TyperCommand, summary: str) -> str:
    """The page of a command, whose `help` is a paragraph, and `epilog` examples, one a line.
    Options that stand in a panel are not its own."""
    arguments = [param for param in command.params if isinstance(param, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption)]
    own = [param for param in options if not param.rich_help_panel]
    pieces = [each.metavar if each.required else f"[{each.metavar}]" for each in arguments]
    usage = " ".join([f"fjkx {command.name}", *["[选项]"][: len(own)], *map(str, pieces)])
    blocks = {
        "参数": [(param.metavar or "", param.help or "") for param in arguments],
        "选项": [*map(_option, own)],
    }
    return page(usage, f"{summary}。{command.help}", blocks, command.epilog or "", SEE_GLOBAL)


def _option(param: TyperOption) -> Row:
    names = sorted(param.opts, key=len)
    term = ", ".join(names) if len(names) > 1 else f"    {names[0]}"
    value = "" if param.is_flag else f" {param.metavar}"
    default = f"；默认 {param.default}" if hasattr(param.type, "choices") and param.default else ""
    return f"{term}{value}", f"{param.help}{default}"


def page(
    usage: str, text: str, blocks: Mapping[str, Sequence[Row]], examples: str, last: str = ""
) -> str:
    """A help page that ends with the paragraph `last`, if any, and a newline. No line is wider
    than the terminal, of 40–80 columns, unless an example or a word alone is."""
    columns = min(max(width(is_terminal(sys.stdout)), NARROWEST), WIDEST)
    widths = (cells(term) for rows in blocks.values() for term, _ in rows)
    left = max((each for each in widths if each <= LEFT), default=LEFT)
    parts = [f"用法：{usage}", _lines(text, columns)]
    for title, rows in blocks.items():
        if rows:
            parts.append("\n".join([title, *(_row(*row, left, columns) for row in rows)]))
    parts.append("\n  ".join(["示例", *examples.splitlines()]))
    return "\n\n".join([*parts, *[last][: len(last)]]) + "\n"


def _row(term: str, meaning: str, left: int, columns: int) -> str:
    """The term beside its meaning, or above it when it is too wide for its column."""
    indent = " " * (left + 4)
    beside = _lines(meaning, columns - left - 4, indent)
    if cells(term) > left:
        return f"  {term}\n{indent}{beside}"
    return f"  {term}{' ' * (left - cells(term) + 2)}{beside}".rstrip()


def _lines(text: str, columns: int, indent: str = "") -> str:
    return f"\n{indent}".join(line.rstrip() for line in wrap(text, columns))
