"""`fjkx`'s commands by name, each loaded only when it is the one called."""

from collections.abc import Container, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any, Final

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from fjkx.cli import complete, retype
from fjkx.cli.arguments import as_typed
from fjkx.cli.settings import keep
from fjkx.plan.errors import UsageError
from fjkx.plan.named import NamedTuple

DEFAULT: Final = "summary"
PATHS: Final = frozenset({"path", "source"})  # parameters that may hold bytes that are not text
WIDE: Final = "－—–"  # typed for a hyphen
GLOBAL: Final = "全局选项（写在命令前后均可）"  # the panel of the options that commands take too


class Entry(NamedTuple):
    """The module of `fjkx.cli` that has a command, what the command does in one line, and its
    panel on the front page."""

    module: str
    help: str
    panel: str


COMMANDS: Final = {
    "summary": Entry("look", "进度汇总：全年，及各部分或各单位", "查看"),
    "list": Entry("look", "列出任务，可按单位、状态、部分、关键词筛选", "查看"),
    "show": Entry("look", "任务全文：单位、状态、举措、进展", "查看"),
    "log": Entry("look", "进展记录，全部或某几项任务的", "查看"),
    "chase": Entry("supervise", "催办清单：逾期、受阻、临期、滞后、久未报送", "督办"),
    "bulletin": Entry("supervise", "进展通报：总体、各单位、进展、问题、下期重点", "督办"),
    "trend": Entry("supervise", "完成走势：每月或每周，与序时对照", "督办"),
    "start": Entry("update", "启动任务", "更新"),
    "done": Entry("update", "办结任务，或一条举措", "更新"),
    "block": Entry("update", "记为受阻", "更新"),
    "drop": Entry("update", "取消任务", "更新"),
    "reopen": Entry("update", "退回重办任务，或一条举措", "更新"),
    "close": Entry("update", "核验后销号", "更新"),
    "note": Entry("note", "记一条进展：进展情况、存在问题、下一步", "登记"),
    "set": Entry("amend", "改任务的时限、单位、领导、标题", "登记"),
    "extend": Entry("amend", "改期，必须写明原因", "登记"),
    "add": Entry("amend", "增列一项任务", "登记"),
    "correct": Entry("correct", "更正或删去一条进展记录", "更正"),
    "measure": Entry("correct", "举措：增加、改写、移动、删去", "更正"),
    "section": Entry("correct", "部分：列出、增加、改名", "更正"),
    "unit": Entry("correct", "单位表：列出、增加、别名、改名、合并、删去", "更正"),
    "remove": Entry("correct", "删去重复录入的任务", "更正"),
    "dispatch": Entry("exchange", "给每个牵头单位发一份要填的工作簿", "收发"),
    "collect": Entry("exchange", "收回单位填好的工作簿，记入进展", "收发"),
    "import": Entry("notice", "把通知或台账变成计划文件", "文件"),
    "new": Entry("years", "新建一年的计划，可沿用上年的单位和部分", "文件"),
    "carry": Entry("years", "把上年没有办结的任务结转到本计划", "文件"),
    "text": Entry("notice", "把计划打印成通知的样子", "文件"),
    "check": Entry("file", "检查计划文件，逐条报告问题", "文件"),
    "init": Entry("file", "写出随程序附带的 2020 年计划", "文件"),
    "undo": Entry("file", "撤销上一次写入", "文件"),
    "restore": Entry("file", "恢复以前的版本，不论文件后来怎样了", "文件"),
    "edit": Entry("edit", "用编辑器打开计划文件，停在某项任务", "文件"),
}


class Command(TyperCommand):
    """One command: its own parameters, then the global options."""

    allow_extra_args = True  # so that they arrive as words, and not in an English sentence

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands after the command's name. Raises UsageError."""
        if ctx.resilient_parsing:
            rest = super().parse_args(ctx, args)
            keep(ctx)
            return rest
        typed = ctx.meta[retype.WORDS] = tuple(args)
        refuse_single_dash(self.params, typed)
        refuse_wide_dash(ctx, self.params, typed)
        try:
            extra = super().parse_args(ctx, args)
        except typer.TyperException as error:
            from fjkx.cli import usage

            raise usage.translated(error, ctx, typed) from None
        keep(ctx)
        if extra:
            from fjkx.cli import usage

            raise usage.extra(ctx, extra, typed)
        read_texts(ctx.params)
        return extra

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what helps against its errors carries what was typed."""
        with retype.carried(ctx):
            return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """The command's page."""
        from fjkx.cli import pages

        return pages.command(self, COMMANDS[self.name or ""].help)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The names of the command's options."""
        return complete.described(super().shell_complete(ctx, incomplete))


class Root(TyperGroup):
    """`fjkx` itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands before the command's name. Raises UsageError."""
        rest = self._parsed(ctx, args)
        keep(ctx)
        return rest

    def _parsed(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        typed = tuple(args)
        refuse_single_dash(self.params, typed[:1])
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            from fjkx.cli import usage

            raise usage.translated(error, ctx, typed) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is named; what helps against errors in its words carries the plan
        and the day typed before it."""
        with retype.carried(ctx):
            return super().invoke(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Command | None:
        """The command of that exact name, its module imported now, or None."""
        return load(cmd_name, self.params) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str, Command | None, list[str]]:
        """The command that `args` begins with, and what follows it. Raises UsageError."""
        name, *rest = args
        if name == "help" and rest and rest[0] != "help" and not rest[0].startswith("-"):
            name, rest = rest[0], ["--help"]
        command = self.get_command(ctx, name)
        if ctx.resilient_parsing and name != "help":  # nothing follows what is no command
            return name, command or Command(name), rest
        if command is None and not ctx.resilient_parsing:
            if name in ("help", "version"):
                self.parse_args(ctx, [f"--{name}"])  # shows it, and leaves
            from fjkx.cli import usage

            lines = {name: entry.help for name, entry in COMMANDS.items()}
            raise usage.unknown(name, rest, lines)
        return name, command, rest

    def get_help(self, ctx: Any) -> str:
        """The front page."""
        from fjkx.cli import pages

        panels: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            panels.setdefault(entry.panel, []).append((name, entry.help))
        return pages.front(panels, self.params)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The names of commands and global options; no command is loaded."""
        options = complete.described(super().shell_complete(ctx, incomplete))
        return [*NAMES.shell_complete(ctx, incomplete), *options]


def _names(ctx: Any, args: list[str], incomplete: str) -> complete.Candidates:
    return complete.harmless((name, entry.help) for name, entry in COMMANDS.items())


NAMES: Final = TyperArgument(param_decls=["command"], autocompletion=_names)


def load(name: str, options: list[Any]) -> Command:
    """The command of that name in the table, which also takes the global ones of the options."""
    module = import_module(f"fjkx.cli.{COMMANDS[name].module}")
    only = typer.Typer(add_completion=False, rich_markup_mode=None)
    info = next(each for each in module.app.registered_commands if each.name == name)
    if info.cls is None or not issubclass(info.cls, Command):
        info.cls = Command
    only.registered_commands = [info]
    command = typer.main.get_command(only)
    assert isinstance(command, Command)
    command.params += [param for param in options if param.rich_help_panel == GLOBAL]
    return command


# -- what Typer lets pass -------------------------------------------------------------------


def refuse_single_dash(params: Sequence[Any], typed: Sequence[str]) -> None:
    """Raise UsageError for `-dept X`, which would otherwise be taken for `-d ept X`."""
    known = {option for param in params for option in param.opts}
    for word in takewhile(lambda word: word != "--", typed):
        if len(word) > 2 and f"-{word}" in known:
            raise UsageError(f"没有 {word} 这个选项", f"你是不是要找 -{word}")


def refuse_wide_dash(ctx: Any, params: Sequence[Any], typed: Sequence[str]) -> None:
    """Raise UsageError for an option with full-width hyphens or a dash, －－by, ——by or —by, with
    the command as it should be."""
    if not any(word.startswith(tuple(WIDE)) for word in typed):
        return
    known = {option for param in params for option in param.opts}
    typed = [*takewhile(lambda word: word != "--", typed)]
    words = [_hyphenated(word, known) for word in typed]
    wide = [old for old, word in zip(typed, words, strict=True) if old != word]
    if wide:
        line = retype.quoted([str(ctx.info_name), *words])
        raise UsageError(f"{wide[0]} 的横线是全角的", f"写成：fjkx {line}")


def _hyphenated(word: str, known: Container[str]) -> str:
    """The known option that a word with other dashes is; else the word."""
    name = word.lstrip(f"{WIDE}-")
    right = [f"{dashes}{name}" for dashes in ("--", "-") if f"{dashes}{name}" in known]
    return right[0] if right and word not in known else word


def read_texts(params: dict[str, Any]) -> None:
    """Read all values but names of files as they were typed. Raises UsageError for one that is
    not text: it could be neither compared with the plan nor written to it."""
    for name in params.keys() - PATHS:
        value = params[name]
        several = isinstance(value, list | tuple)
        params[name] = type(value)(map(_text, value)) if several else _text(value)


def _text(value: Any) -> Any:
    """A value as it was typed, if it is a text. Raises UsageError."""
    if not isinstance(value, str):
        return value
    text = as_typed(value)
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        raise UsageError(f"“{text}”不是有效的 UTF-8 文字", "请检查终端的编码设置")
    return text
