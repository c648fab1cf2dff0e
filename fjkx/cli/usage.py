"""What is wrong with a command line, in Chinese, and what was meant.

Typer makes few of its exceptions public, and no attribute of any says which value was refused:
they are told apart by their public attributes, and the value is looked up in what was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

import typer
from typer.core import TyperArgument

from fjkx.cli.retype import quoted, with_options
from fjkx.plan import errors

TEXTS: Final = frozenset({"note", "add", "list", "summary", "trend"})  # take any words

# What people call a value → what it is called on the help pages.
NAMES: Final = {
    **dict.fromkeys(("unit", "units", "department", "org", "部门"), "单位"),
    **dict.fromkeys(("date", "day", "when", "时间", "日子"), "日期"),
    **dict.fromkeys(("due", "deadline", "due-date", "期限", "截止", "到期", "完成时限"), "时限"),
    **dict.fromkeys(
        ("message", "msg", "comment", "remark", "reason", "problem", "备注", "原因"), "说明"
    ),
    **dict.fromkeys(("state",), "状态"),
    **dict.fromkeys(("part", "chapter", "章节"), "部分"),
    **dict.fromkeys(("progress", "完成率"), "百分数"),
    **dict.fromkeys(("out", "save", "plan"), "文件"),
    **dict.fromkeys(("name", "名称"), "标题"),
}


# What people call a command, where its line on the front page does not have the word → its name.
COMMANDS: Final = {
    **dict.fromkeys(("finish", "complete", "完成", "完结"), "done"),
    **dict.fromkeys(("begin", "开始"), "start"),
    **dict.fromkeys(("cancel",), "drop"),
    **dict.fromkeys(("核销",), "close"),
    **dict.fromkeys(("进展", "登记", "记", "报送"), "note"),
    **dict.fromkeys(("update", "modify", "change", "修改", "设置", "改"), "set"),
    **dict.fromkeys(("delay", "postpone", "延期"), "extend"),
    **dict.fromkeys(("create", "增加", "新增"), "add"),
    **dict.fromkeys(("delete", "rm", "删除"), "remove"),
    **dict.fromkeys(("report",), "bulletin"),
    **dict.fromkeys(("督办",), "chase"),
    **dict.fromkeys(("stats", "stat", "status", "统计"), "summary"),
    **dict.fromkeys(("ls", "find", "search", "grep", "列表", "查找", "任务", "台账"), "list"),
    **dict.fromkeys(("view", "cat", "info", "查看", "详情"), "show"),
    **dict.fromkeys(("history", "记录"), "log"),
    **dict.fromkeys(("趋势",), "trend"),
    **dict.fromkeys(("revert", "rollback"), "restore"),
    **dict.fromkeys(("撤回",), "undo"),
    **dict.fromkeys(("导入",), "import"),
    **dict.fromkeys(("validate",), "check"),
    **dict.fromkeys(("vi", "vim", "open"), "edit"),
    **dict.fromkeys(("print",), "text"),
}
_SHARE: Final = "([0-9]{1,3})[%％]"
EXPORTS: Final = ("export", "导出", "save")


def translated(error: Any, ctx: Any, typed: Sequence[str]) -> errors.UsageError:
    """What Typer complains of in the words typed for the context, in Chinese."""
    if hasattr(error, "possibilities"):
        return _no_option(error, ctx, typed)
    if hasattr(error, "option_name"):
        option = next(each for each in ctx.command.params if error.option_name in each.opts)
        wrong = "不带值" if option.is_flag else "后面要写一个值"
        return _wrong(f"选项 {error.option_name} {wrong}", ctx)
    if isinstance(error, typer.BadParameter) and error.param is not None:
        if hasattr(error, "param_type"):
            return _wrong(f"缺少{_kind(error.param)} {_name(error.param)}", ctx)
        return _wrong(_bad_value(error.param, typed), ctx)
    return _wrong(f"命令行有误：{error.format_message()}", ctx)


def _wrong(message: str, ctx: Any, hint: str = "") -> errors.UsageError:
    return errors.UsageError(message, hint or f"用法见 {_path(ctx)} --help")


def _path(ctx: Any) -> str:
    """The command as typed up to its own name: `fjkx list`."""
    return "fjkx" if ctx.parent is None else f"fjkx {ctx.info_name}"


def _kind(param: Any) -> str:
    return "参数" if isinstance(param, TyperArgument) else "选项"


def _name(param: Any) -> str:
    """How people write the parameter: its longest option, or the argument's name in Chinese."""
    return param.metavar or "" if isinstance(param, TyperArgument) else max(param.opts, key=len)


def _bad_value(param: Any, typed: Sequence[str]) -> str:
    value = next(_values(param, typed), None)
    if choices := "、".join(getattr(param.type, "choices", ())):
        wrong = "只能是 " if value is None else f"不能是“{value}”，可用："
        return f"{_name(param)} {wrong}{choices}"
    return f"{_kind(param)} {_name(param)} 要写整数" + (f"，不是“{value}”" if value else "")


def _values(param: Any, typed: Sequence[str]) -> Iterator[str]:
    """What was typed for an option, the last first; for an argument what stands first, if that
    is no option."""
    if isinstance(param, TyperArgument):
        yield from (word for word in typed[:1] if not word.startswith("-"))
    for place in reversed(range(len(typed))):
        option, equals, value = typed[place].partition("=")
        if option in param.opts:
            yield value if equals else "".join(typed[place + 1 : place + 2])


# -- what was meant -------------------------------------------------------------------------


def unknown(word: str, rest: Sequence[str], lines: Mapping[str, str]) -> errors.UsageError:
    """No command has the name `word`; what was meant, judging by it and the `rest`. `lines` is what
    the front page says of each."""
    return errors.UsageError(f"没有 {word or '“”'} 这个命令", _command_meant(word, rest, lines))


def _command_meant(word: str, rest: Sequence[str], lines: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    if meant := COMMANDS.get(word.lower()) or _command_with(word, lines):
        return f"你是不是要找 fjkx {quoted([meant, *rest])}"
    if word.lower() in EXPORTS:
        return "导出用 -o，格式看扩展名：fjkx list -o 任务.csv"
    if word[:1] in ("第", *"0123456789") or (word[-1:].isdecimal() and not word.isascii()):
        return _with_command(word, rest, lines)
    if matches := get_close_matches(word.lower(), lines):
        return f"你是不是要找 {'、'.join(f'fjkx {match}' for match in matches)}"
    if not word.isascii():
        return f"按关键词查找用 fjkx list {quoted([word, *rest])}"
    return "有哪些命令见 fjkx --help"


def _with_command(id_: str, rest: Sequence[str], lines: Mapping[str, str]) -> str:
    """What was meant by an id without a command, or before it."""
    ids = [id_, *takewhile(is_id, rest)]
    command, *behind = rest[len(ids) - 1 :] or ("",)
    if command in lines:
        return f"命令写在前面：fjkx {quoted([command, *ids, *behind])}"
    shown = f"看任务用 fjkx show {quoted(ids)}"
    if not command or command.startswith("-"):
        return shown
    return f"{shown}；记进展用 fjkx note {quoted([','.join(ids), ' '.join((command, *behind))])}"


def _command_with(word: str, lines: Mapping[str, str]) -> str:
    """The command whose line begins with the Chinese word, else the one that has it in its first
    clause; empty where none has, or several."""
    heads = {name: re.split("[，：]", line)[0] for name, line in lines.items()}
    begins = [name for name, head in heads.items() if head.startswith(word)]
    found = begins or [name for name, head in heads.items() if word in head]
    return found[0] if len(found) == 1 and len(word) > 1 and not word.isascii() else ""


def _no_option(error: Any, ctx: Any, typed: Sequence[str]) -> errors.UsageError:
    option = error.option_name
    if not option.isascii() or option[1:].isdecimal():  # of -单位 Typer says -单, of -5% -5
        option = next((word for word in typed if word.startswith(option)), option)
    name = option.partition("=")[0] if option.startswith("--") else option
    hint = ""
    params = ctx.command.params
    meant = options_meant(name, params)
    meant = meant or adding(_close(name, error.possibilities or ()), params)
    if meant:
        lines = [_replaced(typed, name, each) for each in meant]
        own = [param for param in params if param.rich_help_panel is None]
        runs = ctx.parent is not None and {o for p in own for o in p.opts}.issuperset(meant)
        runs = runs and all(_is_accepted(ctx.command, each, ctx.parent) for each in lines)
        shown = [f"{_path(ctx)} {quoted(each)}" for each in lines] if runs else meant
        shown = [f"{line}{about_replacing(o, meant)}" for o, line in zip(meant, shown, strict=True)]
        hint = f"你是不是要找 {'、'.join(shown)}"
    if ctx.info_name == "extend" and "时限" in (name.lstrip("-"), NAMES.get(name.lstrip("-"))):
        hint = _due_of_extension(name, ctx, typed) or hint
    elif ctx.parent is None and not meant:
        hint = _option_of_a_command(name, ctx, typed)
    elif not meant and ctx.info_name in TEXTS and (name == typed[-1] or not name.startswith("--")):
        words = [*(word for word in typed if word != option), "--", option]
        text = not name.isascii() or name[1:2].isdecimal()
        if text and _is_accepted(ctx.command, words, ctx.parent):
            hint = f"以 - 开头的文字写在 -- 后面：{_path(ctx)} {quoted(words)}"
    return _wrong(f"没有 {name} 这个选项", ctx, hint)


def _due_of_extension(name: str, ctx: Any, typed: Sequence[str]) -> str:
    """The hint that the new deadline stands behind the ids, without an option."""
    ids = list(takewhile(is_id, typed))
    behind = [word.removeprefix(f"{name}=") for word in typed[len(ids) :] if word != name]
    words = [*filter(None, [",".join(ids)]), *behind]
    line = f"新时限直接写在编号后面：{_path(ctx)} {quoted(words)}"
    return line if _is_accepted(ctx.command, words, ctx.parent) else ""


def _is_accepted(command: Any, words: Sequence[str], parent: Any) -> bool:
    """Whether the command takes these words, and does not show its page for one of them."""
    if not {"-h", "--help", "--version"}.isdisjoint(words):
        return False
    try:
        command.make_context(command.name, [*words], parent=parent)
    except errors.UsageError:
        return False
    return True


def _option_of_a_command(name: str, ctx: Any, typed: Sequence[str]) -> str:
    """Where an option belongs that was typed before the command, or without one."""
    word = next((word for word in typed if ctx.command.get_command(ctx, word)), "list")
    command = ctx.command.get_command(ctx, word)
    rest = [each for each in typed if each != word]
    if any(name in param.opts for param in command.params):
        what, lines = "命令自己的选项写在命令后面：", [rest]
    else:
        meant = options_meant(name, command.params)
        what, lines = "你是不是要找 ", [_replaced(rest, name, option) for option in meant]
    lines = [words for words in lines if _is_accepted(command, words, ctx)]
    return what + "、".join(f"fjkx {word} {quoted(words)}" for words in lines) if lines else ""


def _replaced(typed: Sequence[str], name: str, option: str) -> list[str]:
    """The words with another option in the place of the one of that name."""
    return [
        option + word[len(name) :] if word.partition("=")[0] == name else word for word in typed
    ]


def options_meant(name: str, params: Sequence[Any]) -> list[str]:
    """The options whose value people call that, or whose help's first clause begins with or has
    the word, as `adding`; the command's own rather than global ones."""
    word = name.lstrip("-")
    value = NAMES.get(word.lower(), word)
    options = [param for param in params if not isinstance(param, TyperArgument)]
    for among in ([param for param in options if param.rich_help_panel is None], options):
        found = [param for param in among if param.metavar == value]
        if not value.isascii():
            found = found or [param for param in among if param.help.startswith(value)]
            found = found or [each for each in among if value in re.split("[，；]", each.help)[0]]
        if found:
            return adding([max(param.opts, key=len) for param in found], params)
    return []


def adding(options: Sequence[str], params: Sequence[Any]) -> list[str]:
    """The options, each that replaces a list behind the one that adds to it: the words of a slip
    are to do no harm when they are copied."""
    known = {name for param in params for name in param.opts}
    pairs = (name for option in options for name in (f"--add-{option[2:]}", option))
    return [name for name in dict.fromkeys(pairs) if name in known]


def about_replacing(option: str, among: Sequence[str]) -> str:
    """What to say behind an option that replaces what another `among` them adds to."""
    return "（换掉原有的）" * (f"--add-{option[2:]}" in among)


def _close(word: str, possibilities: Sequence[str]) -> list[str]:
    """The option that the word begins, else the best of Typer's guesses, which go as far as
    `--help` for `--dept`."""
    from difflib import get_close_matches

    longer = [each for each in possibilities if each.startswith(f"{word}-")]
    return longer or get_close_matches(word, possibilities, cutoff=0.8)


def extra(ctx: Any, words: Sequence[str], typed: Sequence[str]) -> errors.UsageError:
    """More words than the command takes."""
    return _wrong(f"多余的参数：{' '.join(words)}", ctx, _for_extra(ctx, words, typed))


def _for_extra(ctx: Any, words: Sequence[str], typed: Sequence[str]) -> str:
    """Where words belong that are too many for the command."""
    last, given = words[-1], [*filter(None, [ctx.params.get("span")]), *words]
    command = f"{_path(ctx)} {quoted([word for word in typed if word not in given])}".rstrip()
    if each := each_with_option(ctx.command.params, typed, words):
        hint = f"每个前面都写 {each[0]}：{_path(ctx)} {quoted(each[1])}"
        text = _for_extra_text(ctx, words, typed) if ctx.info_name == "note" else ""
        return "；".join(filter(None, (hint, text)))
    match ctx.info_name:
        case "note" | "extend" | "add":
            return _for_extra_text(ctx, words, typed)
        case "undo" if last.isdecimal():
            return f"恢复某个版本用 fjkx restore {last}"
        case "bulletin" if all(map(_is_day, given)):
            return f"起止日期写作：{command} --since {given[0]} --until {last}"
        case "chase" if len(words) == 1 and _is_day(last):
            return f"看某一天的情形：{command} --as-of {last}"
        case "bulletin" | "chase" if not re.search("[0-9]", "".join(words)):
            depts = [part for word in given for part in ("--dept", word)]
            return f"只看某个单位：{command} {quoted(depts)}"
    return ""


def each_with_option(
    params: Sequence[Any], typed: Sequence[str], words: Sequence[str]
) -> tuple[str, list[str]] | None:
    """Where the words stand behind the value of an option that may be repeated (`--by 甲 乙`), that
    option, and all that was typed with it before each; else None."""
    place = [*typed].index(words[0]) if words and words[0] in typed else 0
    option = typed[place - 2] if place > 1 else ""
    repeated = any(option in param.opts for param in params if param.multiple)
    others = any(map(is_id, words)) or any(map(_is_day, words))
    if not repeated or others or [*typed[place : place + len(words)]] != [*words]:
        return None
    behind = [part for word in words for part in (option, word)]
    return option, [*typed[:place], *behind, *typed[place + len(words) :]]


def _for_extra_text(ctx: Any, words: Sequence[str], typed: Sequence[str]) -> str:
    """Several ids, a text with blanks, or a reason that was typed without -m."""
    arguments = [param for param in ctx.command.params if isinstance(param, TyperArgument)]
    positional = [*(ctx.params[param.name] for param in arguments), *words]
    options = [word for word in typed if word not in positional and word != "--"]
    ids = [] if ctx.info_name == "add" else list(takewhile(is_id, positional)) or positional[:1]
    texts = positional[len(ids) :]
    if ctx.info_name == "extend":
        day, reason = _day_and_reason(texts)
        if not ctx.params["note"]:
            options += ["-m", reason or "原因"]
        if not _is_day("".join(day)) or (ctx.params["note"] and reason):
            return ""
        texts = day
    if ctx.info_name == "note" and len(texts) > 1 and re.fullmatch(_SHARE, texts[-1]):
        number = re.sub(_SHARE, r"\1", texts.pop())
        line = with_options([",".join(ids), " ".join(texts)], [*options, "--percent", number])
        return f"进度写在 --percent 后面：{_path(ctx)} {line}"
    if ctx.info_name == "add" and not ctx.params["lead"]:
        options += ["--lead", "单位"]
    what = "几项任务写在一起" if len(ids) > 1 else "有空格的文字加引号"
    joined = [word for word in (",".join(ids), " ".join(texts)) if word]
    return f"{what}：{_path(ctx)} {with_options(joined, options)}"


def _day_and_reason(texts: Sequence[str]) -> tuple[list[str], str]:
    """`9月 底` is one day; else what follows the day is why it is moved."""
    if _is_day("".join(texts)):
        return ["".join(texts)], ""
    return [*texts[:1]], " ".join(texts[1:])


def is_id(text: str) -> bool:
    return not _is_day(text) and re.fullmatch("[0-9][0-9.,、-]*|.-[0-9]+", text) is not None


def _is_day(text: str) -> bool:
    from fjkx.words.dates import is_day

    return is_day(text)
