"""What the help pages say."""

import sys
from collections.abc import Sequence

from fjkx.cli import help
from fjkx.cli.globals import GLOBALS, SHOW_COMPLETION
from fjkx.cli.output import is_terminal, width
from fjkx.cli.vendored import Parameter, TyperArgument, TyperChoice, TyperOption

ABOUT = (
    "年度工作要点台账：任务记在一个 YAML 文件里，用命令列出、筛选、更新和汇总。"
    "不带命令时显示进度汇总。"
)
EXAMPLES = ("fjkx list --dept 院士办", "fjkx done 14 --by 院士办", "fjkx summary --by dept")


def front(panels: dict[str, list[tuple[str, str]]]) -> str:
    """The page of `fjkx --help`: commands by panel, each with its line."""
    blocks = [help.Block(title, tuple(rows)) for title, rows in panels.items()]
    blocks.append(_globals())
    blocks.append(help.Block("补全", (_option(SHOW_COMPLETION),)))
    return _page("fjkx [全局选项] 命令 [选项] [参数]", ABOUT, blocks, EXAMPLES)


def command(name: str, summary: str, params: Sequence[Parameter], manual: help.Manual) -> str:
    """The page of `fjkx NAME --help`. `params` may include the global options."""
    own = [param for param in params if param not in GLOBALS]
    arguments = tuple(_argument(param) for param in own if isinstance(param, TyperArgument))
    options = tuple(_option(param) for param in own if isinstance(param, TyperOption))
    usage = " ".join([f"fjkx {name}", *(["[选项]"] if options else []), *_pieces(own)])
    blocks = (help.Block("参数", arguments), help.Block("选项", options), _globals())
    return _page(usage, f"{summary}。{manual.text}", blocks, manual.examples)


def _page(usage: str, text: str, blocks: Sequence[help.Block], examples: tuple[str, ...]) -> str:
    return help.page(usage, text, blocks, examples, width(is_terminal(sys.stdout)))


def _globals() -> help.Block:
    return help.Block("全局选项（写在命令前后均可）", tuple(_option(param) for param in GLOBALS))


def _pieces(params: Sequence[Parameter]) -> list[str]:
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    names = [param.metavar or "" for param in arguments]
    return [
        name if param.required else f"[{name}]"
        for name, param in zip(names, arguments, strict=True)
    ]


def _argument(param: TyperArgument) -> tuple[str, str]:
    return param.metavar or "", param.help or ""


def _option(param: TyperOption) -> tuple[str, str]:
    names = sorted(param.opts, key=len)
    term = ", ".join(names) if len(names) > 1 else f"    {names[0]}"
    if not param.is_flag:
        term += f" {param.metavar}"
    meaning = param.help or ""
    if isinstance(param.type, TyperChoice) and param.default:
        meaning += f"；默认 {param.default}"
    return term, meaning
