"""Command lines that are offered to the user: what was typed, with something of it changed.

What helps against an error is told by those who know what is wrong, but little of the command that
runs. Here it becomes what may be copied: `fjkx …` stands for the command as it was typed, to which
is added what follows; `fjkx done 14`, where done is what runs, takes on the options typed; and all
commands take on the plan and the day that were typed, unless they have their own.
"""

import re
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import typer

from fjkx.cli.arguments import as_typed
from fjkx.cli.output import message
from fjkx.cli.settings import Given
from fjkx.plan.characters import COMMAND, ENDING
from fjkx.plan.errors import FjkxError

# What a shell acts on. Typer's scripts put values and descriptions before it as they are: bash
# runs `$(…)` of a completed word at Enter, zsh `\$(…)` of a description already at TAB.
ACTIVE: Final = frozenset(" \"'$`\\!#&;|<>*?()[]{}^~")

QUOTED: Final = ACTIVE.union(ENDING)

TYPED: Final = "fjkx.filters"  # where a context keeps what was typed in the place of ids,
WORDS: Final = "fjkx.words"  # and all words behind the command's name
AS_TYPED: Final = "fjkx … "
OF_NO_PLAN: Final = frozenset({"new", "import"})
TAKERS: Final = frozenset({"ids", "task"})  # the parameters for ids
_ID: Final = "(?![0-9]{4})[0-9一二三四五六七八九十][0-9一二三四五六七八九十.-]*"  # and no day


@contextmanager
def carried(ctx: typer.Context) -> Iterator[None]:
    """Around what a command does: make what helps against its errors what may be copied."""
    try:
        yield
    except FjkxError as error:
        error.hint = as_copied(ctx, error.hint)
        raise


def tell(ctx: typer.Context, text: str) -> None:
    """Say what helps or comes next, its commands as they may be copied."""
    message(as_copied(ctx, text))


def as_copied(ctx: typer.Context, text: str) -> str:
    """The text with its commands as they may be copied."""
    return re.sub(COMMAND, lambda found: of_plan(ctx, completed(ctx, found[0])), text)


def with_plan(ctx: typer.Context, text: str) -> str:
    """The text with its commands about the plan, on the day, that were typed."""
    return re.sub(COMMAND, lambda found: of_plan(ctx, found[0]), text)


def completed(ctx: typer.Context, line: str) -> str:
    """A command with what was typed that it leaves out."""
    if line.startswith(AS_TYPED):
        more = untyped(ctx, line.removeprefix(AS_TYPED))
        empty = {word for word in more if word.startswith("-")}  # or not typed
        typed = [as_typed(word) for word in ctx.meta[WORDS]]
        words = [w for at, w in enumerate(typed) if empty.isdisjoint((w, *typed[at - 1 : at]))]
        end = words.index("--") if "--" in words else len(words)
        return f"fjkx {quoted([ctx.info_name or '', *words[:end], *more, *words[end:]])}"
    takers = TAKERS.intersection(param.name for param in ctx.command.params)
    others = f"(?: {_ID})*" if "ids" in takers else ""  # behind a task stands its text or day
    found = re.fullmatch(f"fjkx {ctx.info_name} ({_ID}{others})((?: -.*)?)", line)
    if found and takers and not line.endswith(" --delete"):  # beside which nothing else stands
        return " ".join(["fjkx", retyped(ctx, found[1]), *untyped(ctx, found[2])])
    return line


def untyped(ctx: typer.Context, line: str) -> list[str]:
    """Of options in a line, with their values, those that were not typed."""
    params = ctx.command.params
    values = {name: ctx.params.get(param.name or "") for param in params for name in param.opts}
    words: list[str] = []
    known = False
    for word in line.split():
        known = bool(str(values.get(word) or "").strip()) if word.startswith("-") else known
        words += [word] * (not known)
    return words


def of_plan(ctx: typer.Context, line: str) -> str:
    """A command about the plan, on the day, that were typed."""
    name = line.split(" ")[1]
    if not name.isalpha() or name in OF_NO_PLAN or line.endswith("--help"):
        return line
    assert isinstance(ctx.obj, Given)
    typed = (("-f", ctx.obj.file), ("--today", ctx.obj.today))
    pairs = [quoted((name, own)) for name, own in typed if own and f" {name} " not in line]
    return " ".join(["fjkx", *pairs, line[5:]])


def retyped(ctx: typer.Context, ids: str, without: Container[str] = ()) -> str:
    """The command line with other ids in the place of those, or of the filters, that were
    typed, and `without` some options."""
    words: list[str] = []
    for param in ctx.command.params:
        value: Any = ctx.params.get(param.name or "")
        if param.name == "ids":
            words += ids.split()
        elif param.name == "task":
            words.append(ids.replace(" ", ","))
            alone = not (ctx.params.get("text") or ctx.params.get("day"))
            words += [value] * (filtered(ctx) and bool(value) and alone)  # which is text or day
        elif value and param.param_type_name == "argument":
            words.append(value)
    line = with_options(words, options_typed(ctx, without))
    return f"{ctx.info_name} {line}".rstrip()


def filtered(ctx: typer.Context) -> bool:
    """Whether filters were typed."""
    return bool(ctx.meta.get(TYPED))


def options_typed(ctx: typer.Context, without: Container[str] = ()) -> list[str]:
    """The options of the command that were typed, with their values, but for `without`."""
    words: list[str] = []
    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if param.param_type_name != "option" or param.opts[0] in without:
            continue
        if value and value != param.default:
            several = value if isinstance(value, list | tuple) else (value,)
            name = param.opts[0]
            words += [name] if value is True else [w for v in several for w in (name, str(v))]
    return words


def quoted(words: Sequence[str]) -> str:
    """The words as a shell takes them."""
    from shlex import quote

    plain = (word.isprintable() and not QUOTED.intersection(word) for word in words)
    return " ".join(w if w and ok else quote(w) for w, ok in zip(words, plain, strict=True))


def with_options(words: Sequence[str], options: Sequence[str]) -> str:
    """The words and options as a shell takes them; where a word looks like an option itself,
    the options come first."""
    if any(word.startswith("-") for word in words):
        return quoted([*options, "--", *words])
    return quoted([*words, *options])
