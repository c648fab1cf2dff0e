"""Typer's complaints about the command line, in Chinese."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fjkx.cli.vendored import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    Context,
    MissingParameter,
    NoSuchOption,
    Parameter,
    TyperArgument,
    TyperChoice,
    UsageError,
)
from fjkx.plan import errors

EXTRA = "Got unexpected extra argument(s) ("
NOT_A_CHOICE = " is not one of "
NOT_AN_INTEGER = "' is not a valid int."
NO_VALUE = "does not take a value"


def translate(error: ClickException) -> errors.UsageError:
    """The same complaint as an error of ours, hinting at what is accepted."""
    ctx = error.ctx if isinstance(error, UsageError) else None
    return errors.UsageError(_what(error), _suggestion(error) or f"用法见 {path(ctx)} --help")


@contextmanager
def about(ctx: Context) -> Iterator[None]:
    """Note on every complaint which command it is about; Typer leaves some without."""
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def path(ctx: Context | None) -> str:
    """The command as typed up to its own name: `fjkx list`."""
    if ctx is None or ctx.parent is None:
        return "fjkx"
    return f"fjkx {ctx.info_name}"


def name(param: Parameter) -> str:
    """How people write the parameter: its longest option, or the argument's name in Chinese."""
    if isinstance(param, TyperArgument):
        return param.metavar or param.name or ""
    return max(param.opts, key=len)


def _what(error: ClickException) -> str:
    match error:
        case NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case MissingParameter(param=Parameter() as param):
            return f"缺少{_kind(param)} {name(param)}"
        case BadParameter(param=Parameter() as param):
            return _bad_value(error, param)
        case BadOptionUsage():
            takes = "不带值" if NO_VALUE in error.message else "后面要写一个值"
            return f"选项 {error.option_name} {takes}"
        case UsageError() if error.message.startswith(EXTRA):
            return f"多余的参数：{error.message[len(EXTRA) : -1]}"
    return f"命令行有误：{error.format_message()}"


def _kind(param: Parameter) -> str:
    return "参数" if isinstance(param, TyperArgument) else "选项"


def _bad_value(error: BadParameter, param: Parameter) -> str:
    """The message begins with the value as Python would write it."""
    if isinstance(param.type, TyperChoice):
        value = error.message.partition(NOT_A_CHOICE)[0][1:-1]
        return f"{name(param)} 不能是“{value}”，可用：{'、'.join(param.type.choices)}"
    if error.message.endswith(NOT_AN_INTEGER):
        value = error.message[1 : -len(NOT_AN_INTEGER)]
        return f"{_kind(param)} {name(param)} 要写整数，不是“{value}”"
    return f"{_kind(param)} {name(param)} 的值无效：{error.message}"


def _suggestion(error: ClickException) -> str:
    if isinstance(error, UsageError) and error.message.startswith(EXTRA) and error.ctx:
        return _for_extra(error.ctx, error.message[len(EXTRA) : -1])
    if not isinstance(error, NoSuchOption):
        return ""
    if not error.option_name.isascii() and error.ctx:
        typed = error.ctx.obj.typed.split(" ")
        word = next((each for each in typed if each.startswith(error.option_name)), "")
        return f"以 - 开头的文字写在 -- 后面，如 {path(error.ctx)} … -- {word}"
    if close := _close(error.option_name, error.possibilities or ()):
        return f"你是不是要找 {'、'.join(close)}"
    if error.ctx is not None and error.ctx.parent is None:
        return "命令自己的选项写在命令后面，如 fjkx list --dept 院士办；用法见 fjkx --help"
    return ""


def _for_extra(ctx: Context, extra: str) -> str:
    """Where words belong that are too many for the command."""
    command, words = path(ctx), extra.split(" ")
    if ctx.info_name in ("note", "extend"):
        task, second = ctx.params["task"], ctx.params["text" if ctx.info_name == "note" else "day"]
        if re.fullmatch("[0-9][0-9.,、-]*|.-[0-9]+", second):
            reason = " -m 原因" if ctx.info_name == "extend" else ""
            return f"几项任务写在一起：{command} {task},{second} {extra}{reason}"
        return "文字里有空格的，整句加引号" if ctx.info_name == "note" else ""
    if ctx.info_name == "bulletin" and all(map(_is_day, words)):
        return f"起止日期写作：{command} --since {words[0]} --until {words[-1]}"
    if ctx.info_name == "chase" and len(words) == 1 and _is_day(extra):
        return f"看某一天的情形：{command} --as-of {extra}"
    if ctx.info_name in ("chase", "bulletin"):
        return f"只看某个单位：{command} {' '.join(f'--dept {word}' for word in words)}"
    return ""


def _is_day(text: str) -> bool:
    from fjkx.words.dates import is_day

    return is_day(text)


def _close(word: str, possibilities: Sequence[str]) -> list[str]:
    """The best of Typer's guesses, which go as far as `--help` for `--dept`."""
    from difflib import get_close_matches

    return get_close_matches(word, possibilities, cutoff=0.75)
