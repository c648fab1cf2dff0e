"""Which encoding bytes of text are in: the one guesser, of plans, notices and messages."""

import re
from typing import Final, Literal, TypeAlias

Encoding: TypeAlias = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]

SAMPLE: Final = 1 << 16
"""How many bytes, on each side of a place, are looked at."""

_FEWEST_NULS: Final = 200  # bytes for each: in UTF-16 there is a digit or line end more often
_FIRST_CHINESE: Final = "\u2e80"
_USUAL: Final = re.compile("[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def guess(data: bytes) -> Encoding:
    """The name, as Python's codecs have it, of the encoding that most of the bytes are in.

    UTF-8 or UTF-16 by their mark; without one UTF-8 where the bytes allow it, else UTF-16 where
    there are NULs, else GB18030, which GBK and GB2312 are parts of. Bytes of UTF-8 with a few
    that are wrong are still UTF-8: not all of what is guessed need decode.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _but_utf8(data, error.start)
    if text.isascii() and text.count("\0") * 4 > len(text):
        return _utf16(data)
    if not text.isascii() and max(text) < _FIRST_CHINESE and _is_chinese(data):
        return "gb18030"
    return "utf-8"


def _but_utf8(data: bytes, position: int) -> Encoding:
    """The encoding of bytes that are not all UTF-8, the first wrong one at an index."""
    if data[:SAMPLE].count(0) * _FEWEST_NULS >= len(data[:SAMPLE]):
        return _utf16(data)
    around = data[max(0, position - SAMPLE) : position + SAMPLE].decode("utf-8", "replace")
    wrong = around.count("\ufffd")
    wide = sum(character > "\x7f" for character in around) - wrong
    return "utf-8" if wide > 2 * wrong else "gb18030"


def _utf16(data: bytes) -> Encoding:
    """The order of the bytes of UTF-16, in which more of the characters are usual ones. By NULs
    alone it cannot be told: 一 has one on the other side."""
    orders: tuple[Encoding, Encoding] = ("utf-16-be", "utf-16-le")
    return max(
        orders, key=lambda order: len(_USUAL.findall(data[:SAMPLE].decode(order, "replace")))
    )


def _is_chinese(data: bytes) -> bool:
    """Whether bytes that are UTF-8 without a Chinese character are Chinese in GB18030: a few may
    be both, such as those of 通知."""
    text = data.decode("gb18030", "replace")
    wide = [character for character in text if character > "\x7f"]
    chinese = all(_FIRST_CHINESE <= each <= "\uffef" and each != "\ufffd" for each in wide)
    return 2 * len(wide) >= len(text) and chinese
