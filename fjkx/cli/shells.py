"""Completion in bash, zsh and fish: the answers to what their scripts ask.

The script that a shell sources calls `fjkx` with the words up to the cursor, the unfinished
one last, and `_FJKX_COMPLETE` naming the shell; it gets one candidate per line.
"""

import os
import sys
from typing import Final

from fjkx.cli.complete import FILES
from fjkx.cli.settings import Given
from fjkx.cli.vendored import CompletionItem, completions, split_arg_string

INSERTING: Final = ("37", "42")  # COMP_TYPE: menu completion, inserting every match
SPECIAL: Final = frozenset(" \t!\"#$&'()*;<>?[\\]^`{|}~")


def complete(shell: str, words: list[str]) -> int:
    """Print the candidates for the last of `words`; whatever goes wrong prints nothing."""
    try:
        sys.stdout.write("".join(f"{line}\n" for line in candidates(shell, words)))
        sys.stdout.flush()
    except Exception:
        return 1  # a shell at its prompt is no place for an error
    return 0


def candidates(shell: str, words: list[str]) -> list[str]:
    """The candidates for the last of `words` as lines in the notation of `shell`."""
    from fjkx.cli import frame

    if shell == "bash":
        words = join_assignments(words)
    *args, typed = words or [""]
    word = unquote(typed)
    items = completions(frame.group(), Given(), [unquote(arg) for arg in args], word)
    if items and items[0].help == FILES:
        return [FILES]
    lines = [LINES[shell](item, typed) for item in items]
    return describe(lines, items) if shell == "bash" and len(items) > 1 else lines


def describe(lines: list[str], items: list[CompletionItem]) -> list[str]:
    """bash knows no descriptions; while it only lists what there is, they follow the values."""
    if os.environ.get("_FJKX_COMP_TYPE") in INSERTING:
        return lines
    return [
        f"{line}  ({_one_line(item.help)})" if item.help else line
        for line, item in zip(lines, items, strict=True)
    ]


def join_assignments(words: list[str]) -> list[str]:
    """Undo bash's splitting of `--dept=院士办` into three words."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].startswith("--") and (word == "=" or joined[-1].endswith("=")):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def unquote(word: str) -> str:
    """A word as the command would get it; a quote that is not closed yet is fine."""
    if not any(character in "\"'\\" for character in word):
        return word
    return "".join(split_arg_string(word)[:1])


def _bash_line(item: CompletionItem, typed: str) -> str:
    """Inside quotes the value itself, else with what bash would interpret escaped."""
    value = str(item.value)
    if typed[:1] in ("'", '"'):
        return value
    return "".join(f"\\{c}" if c in SPECIAL else c for c in value)


def _zsh_line(item: CompletionItem, typed: str) -> str:
    value = str(item.value).replace("\\", "\\\\").replace(":", "\\:")
    return f"{value}:{_one_line(item.help)}" if item.help else value


def _fish_line(item: CompletionItem, typed: str) -> str:
    """fish replaces the whole word, so `--dept=` is repeated before the value."""
    option, equals, _ = typed.partition("=")
    prefix = f"{option}=" if equals and option.startswith("--") else ""
    return f"{prefix}{item.value}\t{_one_line(item.help)}"


def _one_line(text: str | None) -> str:
    """A description without control characters."""
    return "".join(c if c.isprintable() else " " for c in text or "")


LINES: Final = {"bash": _bash_line, "zsh": _zsh_line, "fish": _fish_line}
