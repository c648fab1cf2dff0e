"""Arguments as they were typed, whatever the locale makes of their bytes."""

import os
import sys
from typing import Final

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
