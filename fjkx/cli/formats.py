"""In which format a command writes: as the ending of `-o` says, else as `--format` does."""

import os
from typing import Final, Literal, get_args

from fjkx import store
from fjkx.cli.settings import Settings
from fjkx.plan.errors import UsageError

Format = Literal["table", "json", "csv", "md", "xlsx", "docx", "html"]
FORMATS: Final[tuple[str, ...]] = get_args(Format)
TEXT: Final = ("text",)

# What each ending of an output file is called behind --format; a later format is an entry more.
ENDINGS: Final = {
    ".txt": ("table", "text", "message"),
    ".md": ("md",),
    ".csv": ("csv",),
    ".json": ("json",),
    ".xlsx": ("xlsx",),
    ".docx": ("docx",),
    ".html": ("html",),
}
PLAN_ENDINGS: Final = (".yaml", ".yml")


def chosen(settings: Settings, typed: str | None, known: tuple[str, ...]) -> str:
    """The format in which the output goes, one of those `known` to the command, of which the first
    goes to the terminal. `typed` is --format; a device or a pipe takes it as the terminal does.

    Raises UsageError for an output file whose ending says no format, one that the command has
    not, or another than was typed.
    """
    if settings.output is None or store.is_stream(settings.output):
        return typed or known[0]
    name, ending = settings.output, ending_of(settings.output)
    if ending in PLAN_ENDINGS or store.is_folder(name):
        return typed or known[0]  # refused with the reason where it is written
    meant = [each for each in known if each in ENDINGS.get(ending, ())]
    if not meant:
        raise _no_format(name, ending, known)
    if typed is not None and typed not in meant:
        ends = next(end for end, names in ENDINGS.items() if typed in names)
        stem = os.path.splitext(name)[0]
        raise UsageError(
            f"--format {typed} 与 {name} 的扩展名不一致", f"不写 --format；或写 -o {stem}{ends}"
        )
    return typed or meant[0]


def require_plan_name(name: str) -> None:
    """Raise UsageError for the name of a new plan that is not one of a plan."""
    if ending_of(name) not in PLAN_ENDINGS:
        raise UsageError(
            f"{name}: 新计划的文件名要以 .yaml 结尾", f"例如：{os.path.splitext(name)[0]}.yaml"
        )


def ending_of(name: str) -> str:
    """The ending of a file's name in lower case, with its dot; empty where there is none."""
    return os.path.splitext(name)[1].lower()


def _no_format(name: str, ending: str, known: tuple[str, ...]) -> UsageError:
    endings = [end for end, names in ENDINGS.items() if set(names) & set(known)]
    listed = f"可写：{'、'.join(endings)}"
    if ending in ENDINGS:
        return UsageError(f"{name}: 这个命令不能写成 {ending}", listed)
    if ending:
        return UsageError(f"{name}: 不认识扩展名 {ending}，不知道写成什么格式", listed)
    return UsageError(
        f"{name}: 没有扩展名，不知道写成什么格式", f"例如：-o {name}{endings[0]}；{listed}"
    )
