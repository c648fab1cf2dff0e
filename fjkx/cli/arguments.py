"""Text as it was typed, whatever the locale makes of its bytes."""

import os
import sys
from contextlib import suppress
from typing import AnyStr, Final

from fjkx.plan.errors import RequestError

MOST: Final = 1 << 20  # bytes of a text from standard input
END: Final = "Ctrl-Z 再按回车" if sys.platform == "win32" else "Ctrl-D"
ENCODING: Final = sys.getfilesystemencoding()


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
    than MOST bytes, of which no more are read; a terminal has its own encoding, and its user is
    told how to end."""
    if text != "-":
        return text
    if sys.stdin is not None and sys.stdin.isatty():
        with suppress(
            OSError, ValueError
        ):  # nobody reads it; it is not in `output`, which needs us
            sys.stderr.write(f"粘贴或输入文字，另起一行后按 {END} 结束\n")
            sys.stderr.flush()
        return bounded(sys.stdin.read(MOST + 1)).rstrip("\n")
    data = bounded(sys.stdin.buffer.read(MOST + 1)) if sys.stdin else b""
    if not data.strip():
        return ""
    from fjkx.notice.read import decode

    try:
        return decode(data, "标准输入")[0].replace("\r\n", "\n").rstrip("\n")
    except RequestError as error:
        raise RequestError(str(error), "另存为 UTF-8 的文本文件再试") from None


def bounded(read: AnyStr) -> AnyStr:
    """What was read, unless it goes on after MOST. Raises RequestError."""
    if len(read) > MOST:
        raise RequestError(
            f"标准输入超过 {MOST >> 20} MiB，不像一段说明或正文", "检查 < 或 | 接上的是哪个文件"
        )
    return read
