"""Words as they were typed, whatever the locale makes of their bytes, and as a shell takes them."""

import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, AnyStr, Final

from fjkx.plan.errors import RequestError, UsageError

MOST: Final = 1 << 20  # bytes of a text from standard input
ENCODING: Final = sys.getfilesystemencoding()
PATHS: Final = frozenset({"path", "source"})  # parameters that may hold bytes that are not text
WIDE: Final = "－—–"  # typed for a hyphen

# What a shell acts on. Typer's scripts put values and descriptions before it as they are: bash
# runs `$(…)` of a completed word at Enter, zsh `\$(…)` of a description already at TAB.
ACTIVE: Final = frozenset(" \"'$`\\!#&;|<>*?()[]{}^~")


def as_typed(word: str, encoding: str = ENCODING) -> str:
    """The text typed, which Python decoded by the locale's encoding: bytes that are UTF-8 are
    read as such, so that in a GBK or C locale 加强 from a UTF-8 terminal is not 鍔犲己.

    Not for names of files, which stay as the system knows them. In a locale with letters of its
    own, nothing but two-byte letters is no UTF-8: 全 in GBK would be ȫ.
    """
    if encoding == "utf-8":
        return word
    try:
        typed = _bytes(word).decode("utf-8")
    except UnicodeError:
        return word
    sure = encoding == "ascii" or any(character >= "\u0800" for character in typed)
    return typed if sure else word


def _bytes(word: str) -> bytes:
    """The bytes typed. Of GBK's 0x80 the C library makes €, which Python's codec does not have."""
    try:
        return os.fsencode(word)
    except UnicodeEncodeError:
        return b"\x80".join(map(os.fsencode, word.split("€")))


def from_stdin(text: str) -> str:
    """The text typed, or for `-` all of standard input in whatever usual encoding, its lines ended
    by a line feed, the last by nothing. Raises RequestError for what is no text, and for more
    than MOST bytes, of which no more are read; a terminal has its own encoding."""
    if text != "-":
        return text
    if sys.stdin is not None and sys.stdin.isatty():
        return bounded(sys.stdin.read(MOST + 1)).rstrip("\n")
    data = bounded(sys.stdin.buffer.read(MOST + 1)) if sys.stdin else b""
    if not data.strip():
        return ""
    from fjkx.notice.read import decode

    return decode(data)[0].replace("\r\n", "\n").rstrip("\n")


def bounded(read: AnyStr) -> AnyStr:
    """What was read, unless it goes on after MOST. Raises RequestError."""
    if len(read) > MOST:
        raise RequestError(
            f"标准输入超过 {MOST >> 20} MiB，不像一段说明或正文", "检查 < 或 | 接上的是哪个文件"
        )
    return read


def refuse_single_dash(params: Sequence[Any], typed: Sequence[str]) -> None:
    """Raise UsageError for `-dept X`, which would otherwise be taken for `-d ept X`."""
    known = {option for param in params for option in param.opts}
    for word in takewhile(lambda word: word != "--", typed):
        if len(word) > 2 and f"-{word}" in known:
            raise UsageError(f"没有 {word} 这个选项", f"你是不是要找 -{word}")


def refuse_wide_dash(ctx: Any, params: Sequence[Any], typed: Sequence[str]) -> None:
    """Raise UsageError for an option with full-width hyphens or a dash, －－by or ——by, with the
    command as it should be."""
    if not any(word.startswith(tuple(WIDE)) for word in typed):
        return
    known = {option for param in params for option in param.opts}
    typed = [*takewhile(lambda word: word != "--", typed)]
    right = [_hyphens(word[:2]) + word[2:] for word in typed]
    words = [new if new in known else old for old, new in zip(typed, right, strict=True)]
    wide = [old for old, word in zip(typed, words, strict=True) if old != word]
    if wide:
        line = quoted([str(ctx.info_name), *words])
        raise UsageError(f"{wide[0]} 的横线是全角的", f"写成：fjkx {line}")


def _hyphens(text: str) -> str:
    return "".join("-" if each in WIDE else each for each in text)


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


def quoted(words: Sequence[str]) -> str:
    """The words as a shell takes them."""
    from shlex import quote

    plain = (word.isprintable() and not ACTIVE.intersection(word) for word in words)
    return " ".join(w if w and ok else quote(w) for w, ok in zip(words, plain, strict=True))


def with_options(words: Sequence[str], options: Sequence[str]) -> str:
    """The words and options as a shell takes them; where a word looks like an option itself,
    the options come first."""
    if any(word.startswith("-") for word in words):
        return quoted([*options, "--", *words])
    return quoted([*words, *options])
