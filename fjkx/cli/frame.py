"""The commands by name, each loaded only when it is the one invoked."""

from importlib import import_module
from typing import Any, Final, NamedTuple

import typer

from fjkx.cli import usage
from fjkx.cli.globals import GLOBALS, SHOW_COMPLETION
from fjkx.cli.help import Manual
from fjkx.cli.output import flush
from fjkx.cli.settings import Given, settle
from fjkx.cli.vendored import (
    ClickException,
    Command,
    CommandInfo,
    CompletionItem,
    Context,
    TyperCommand,
    TyperGroup,
    get_command_from_info,
)
from fjkx.plan import errors

DEFAULT: Final = "summary"
PATHS: Final = frozenset({"path"})  # may hold bytes that are not text


class Entry(NamedTuple):
    """Where a command lives, what it does in one line, and its panel on the front page."""

    module: str
    function: str
    help: str
    panel: str


COMMANDS: Final = {
    "summary": Entry("look", "summary", "进度汇总：全年，及各部分或各单位", "查看"),
    "list": Entry("look", "list_tasks", "列出任务，可按单位、状态、部分、关键词筛选", "查看"),
    "show": Entry("look", "show", "任务全文：单位、状态、举措、进展", "查看"),
    "log": Entry("look", "log", "进展记录，全部或某几项任务的", "查看"),
    "chase": Entry("supervise", "chase", "催办清单：逾期、受阻、临期、滞后、久未报送", "督办"),
    "bulletin": Entry(
        "supervise", "bulletin", "进展通报：总体、各单位、进展、问题、下期重点", "督办"
    ),
    "trend": Entry("supervise", "trend", "完成走势：每月或每周，与序时对照", "督办"),
    "start": Entry("update", "start", "启动任务", "更新"),
    "done": Entry("update", "done", "办结任务，或一条举措", "更新"),
    "block": Entry("update", "block", "记为受阻", "更新"),
    "drop": Entry("update", "drop", "取消任务", "更新"),
    "reopen": Entry("update", "reopen", "重新打开任务，或一条举措", "更新"),
    "close": Entry("update", "close", "核验后销号", "更新"),
    "note": Entry("amend", "note", "记一条进展：进展情况、存在问题、下一步", "登记"),
    "set": Entry("amend", "set_fields", "改任务的期限、单位、领导、标题", "登记"),
    "extend": Entry("amend", "extend", "改期，必须写明原因", "登记"),
    "add": Entry("amend", "add", "增列一项任务", "登记"),
    "unit": Entry("amend", "unit", "单位表：列出、增加、别名、改名", "登记"),
    "import": Entry("notice", "import_notice", "把通知变成计划文件", "文件"),
    "text": Entry("notice", "text", "把计划打印成通知的样子", "文件"),
    "check": Entry("file", "check", "检查计划文件，逐条报告问题", "文件"),
    "init": Entry("file", "init", "写出随程序附带的 2020 年计划", "文件"),
    "undo": Entry("file", "undo", "撤销上一次写入", "文件"),
    "edit": Entry("file", "edit", "用编辑器打开计划文件，停在某项任务", "文件"),
}


class LazyGroup(TyperGroup):
    """`fjkx` itself: knows its commands from the table, and runs the summary when none is named."""

    def list_commands(self, ctx: Context) -> list[str]:
        """The names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command of that exact name, its module imported now, or None."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse what stands before the command's name."""
        with usage.about(ctx):
            rest = super().parse_args(ctx, args)
        if not ctx._protected_args and not ctx.resilient_parsing:
            ctx._protected_args = [DEFAULT]
        return rest

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command that `args` begins with, and what follows it. Raises UsageError."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise unknown(args)
        return args[0], command, args[1:]

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, or of global options; no command is loaded."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        if ctx._protected_args:  # something that is no command stands there already
            return []
        return [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def get_help(self, ctx: Context) -> str:
        """The front page."""
        from fjkx.cli import pages

        panels: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            panels.setdefault(entry.panel, []).append((name, entry.help))
        return pages.front(panels)


class LazyCommand(TyperCommand):
    """One command: its own parameters, then the global options."""

    manual: Manual

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse what stands after the command's name; values that are not text are refused."""
        if not ctx.resilient_parsing:
            self._refuse_single_dash(args)
        with usage.about(ctx):
            rest = super().parse_args(ctx, args)
        if not ctx.resilient_parsing:
            refuse_undecodable(ctx.params)
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command's body under its settings."""
        ctx.obj = settle(ctx.obj)
        result = super().invoke(ctx)
        for rest in ctx.obj.later:
            flush()
            rest()
        return result

    def get_help(self, ctx: Context) -> str:
        """The command's page."""
        from fjkx.cli import pages

        assert self.name is not None
        return pages.command(self.name, self.help or "", self.params, self.manual)

    def _refuse_single_dash(self, args: list[str]) -> None:
        """`-dept X` would otherwise be taken for `-d ept X`."""
        known = {option for param in self.params for option in param.opts}
        for arg in args:
            if arg == "--":
                return
            if len(arg) > 2 and f"-{arg}" in known:
                raise errors.UsageError(f"没有 {arg} 这个选项", f"你是不是要找 -{arg}")


def load(name: str) -> LazyCommand:
    """The command of that name in the table."""
    entry = COMMANDS[name]
    module = import_module(f"fjkx.cli.{entry.module}")
    command = get_command_from_info(
        CommandInfo(
            name,
            cls=LazyCommand,
            callback=getattr(module, entry.function),
            help=entry.help,
            add_help_option=False,
        ),
        pretty_exceptions_short=False,
        rich_markup_mode=None,
    )
    assert isinstance(command, LazyCommand)
    command.params += GLOBALS
    command.manual = module.MANUAL[name]
    return command


def group() -> LazyGroup:
    """The whole command line, nothing of it loaded yet."""
    return LazyGroup(name="fjkx", params=[*GLOBALS, SHOW_COMPLETION], add_help_option=False)


def execute(args: list[str]) -> int:
    """Run one command line and return its exit code. Raises FjkxError."""
    root = group()
    try:
        with root.make_context("fjkx", list(args), obj=Given(typed=" ".join(args))) as ctx:
            root.invoke(ctx)
    except typer.Exit as leaving:
        return leaving.exit_code
    except ClickException as error:
        raise usage.translate(error) from None
    return 0


def unknown(args: list[str]) -> errors.UsageError:
    """No such command: what was meant, judging by what was typed."""
    word = args[0]
    return errors.UsageError(f"没有 {word} 这个命令", _meant(word, args))


def _meant(word: str, args: list[str]) -> str:
    from difflib import get_close_matches

    if word[:1].isdecimal() or (word[-1:].isdecimal() and not word.isascii()):
        return f"看任务用 fjkx show {' '.join(args)}"
    if matches := get_close_matches(word.lower(), COMMANDS):
        return f"你是不是要找 {'、'.join(f'fjkx {match}' for match in matches)}"
    if not word.isascii():
        return f"按关键词查找用 fjkx list {' '.join(args)}"
    return "有哪些命令见 fjkx --help"


def refuse_undecodable(params: dict[str, Any]) -> None:
    """Raise UsageError for a value that is not text in the terminal's encoding: it could be
    neither compared with the plan nor written to it."""
    for name, value in params.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and name not in PATHS and not _is_text(text):
                raise errors.UsageError(f"“{text}”不是有效的 UTF-8 文字", "请检查终端的编码设置")


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
