"""The options that every command takes, and what they come to."""

import os
from collections.abc import Callable, Mapping
from datetime import date

import typer

from fjkx.cli.arguments import as_typed
from fjkx.plan.errors import UsageError
from fjkx.plan.named import NamedTuple


class Given(NamedTuple):
    """The global options as typed so far; None is not given."""

    file: str | None = None
    today: str | None = None
    output: str | None = None
    no_color: bool | None = None
    no_pager: bool | None = None
    typed: str = ""


class Settings(NamedTuple):
    """What a command runs under.

    `file` is the plan file asked for, or None to look for one; `output` is the file that
    takes what would go to stdout, or None; `color` is False when colour is ruled out; `typed`
    is the command line; `pager` is False where long output is to go straight to the terminal;
    `later` takes what is to be done when all has been shown.
    """

    file: str | None
    today: date
    output: str | None
    color: bool
    typed: str = ""
    pager: bool = True
    later: Callable[[Callable[[], None]], object] = lambda action: action()


def keep(ctx: typer.Context) -> None:
    """Keep the global options typed, and leave a command its own; what stands after the command
    replaces what stands before it."""
    typed = {name: ctx.params.pop(name, None) for name in Given._fields}
    given = {name: value for name, value in typed.items() if value is not None}
    if given:
        ctx.obj = ctx.obj._replace(**given)


def current(ctx: typer.Context) -> Settings:
    """The settings of the running command. Raises UsageError for a day that cannot be read."""
    assert isinstance(ctx.obj, Given)
    return settle(ctx.obj)._replace(later=ctx.call_on_close)


def settle(given: Given, environ: Mapping[str, str] = os.environ) -> Settings:
    """What was typed, else the environment's, else the default; an empty variable is
    no variable. The clock is read here only.

    Raises UsageError for a day that cannot be read, and for no name of a file.
    """
    if given.output == "":
        raise UsageError("选项 --output 后面要写文件名", "如 -o 任务.txt")
    return Settings(
        file=given.file or environ.get("FJKX_FILE") or None,
        today=_today(given.today, environ),
        output=given.output,
        color=not given.no_color,
        pager=not given.no_pager,
        typed=given.typed,
    )


def _today(typed: str | None, environ: Mapping[str, str]) -> date:
    clock = date.today()
    if typed is not None:
        return _day(as_typed(typed), clock, "--today")
    if text := environ.get("FJKX_TODAY"):
        return _day(text, clock, "环境变量 FJKX_TODAY")
    return clock


def _day(text: str, clock: date, source: str) -> date:
    """The day typed, with its year or from the clock: what year the plan is of is not known yet."""
    from fjkx.words import dates

    try:
        day = dates.without_plan(text, clock)
    except UsageError as error:
        raise UsageError(f"{source}：{error}", error.hint) from None
    if day is None:
        example = "如 2020-09-30；从今天算起的不必，如 昨天、+7d"
        raise UsageError(f"{source}：“{text}”没有写年份", f"要写明年份，{example}")
    return day
