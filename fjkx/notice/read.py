"""A notice's bytes → its lines: as Word, HTML or plain text, told by what is in them."""

import re
from typing import Final

from fjkx.notice.lines import with_contents_marked
from fjkx.notice.source import Source, visible
from fjkx.plan.errors import RequestError

_SAVE_AS: Final = "请用原来的程序打开，另存为 .docx 或 .txt 后再导入"
_SAVE_TEXT: Final = "请用编辑器打开，另存为 UTF-8 后再导入"
_SIGNATURES: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（.doc、.xls）或加密的 .docx"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_CONTROLS: Final = [chr(code) for code in (*range(1, 9), *range(14, 32), 127)]
_BINARY_SAMPLE: Final = 1 << 16
_FEWEST_NULS: Final = 200  # bytes for each: in UTF-16 there is a digit or line end more often


def decode(data: bytes) -> tuple[str, str]:
    """The text of a notice and its encoding in a person's words.

    UTF-8 or UTF-16 by their mark; without one UTF-8 where the bytes allow it, else UTF-16 where
    there are NULs, else GB18030, which GBK and GB2312 are parts of. Raises RequestError for what
    is no text in any of these, with the line of the first byte that is wrong in the one that
    most of them are.
    """
    refuse_binary(data)
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(data[3:], "utf-8", "UTF-8 编码（带 BOM）")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", "UTF-16 编码")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error.start)
    if text.isascii() and text.count("\0") * 4 > len(text):
        return _strict(data, _utf16(data), "UTF-16 编码")
    if not text.isascii() and max(text) < _FIRST_CHINESE and _is_gbk(data):
        return _strict(data, "gb18030", "GB18030 编码")
    return _shown(text, "UTF-8 编码")


def _is_gbk(data: bytes) -> bool:
    """Whether bytes that are UTF-8 without a Chinese character are Chinese in GB18030: a few may be
    both, such as those of 通知."""
    text = data.decode("gb18030", "replace")
    if 2 * sum(char > "\x7f" for char in text) < len(text):
        return False
    return all("\u2e80" <= char <= "\uffef" and char != "\ufffd" for char in text if char > "\x7f")


def _other(data: bytes, position: int) -> tuple[str, str]:
    """The text of bytes that are not UTF-8, of which the first wrong one is at an index."""
    if data[:_BINARY_SAMPLE].count(0) * _FEWEST_NULS >= len(data[:_BINARY_SAMPLE]):
        return _strict(data, _utf16(data), "UTF-16 编码")
    if _is_damaged_utf8(data, position):
        raise _no_text(data, position, "utf-8", "UTF-8 编码")
    return _strict(data, "gb18030", "GB18030 编码")


def _utf16(data: bytes) -> str:
    """The order of the bytes of UTF-16, by the NULs of its digits and line ends."""
    even, odd = data[:_BINARY_SAMPLE:2].count(0), data[1:_BINARY_SAMPLE:2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def refuse_binary(data: bytes) -> None:
    """Raises RequestError for no bytes at all, and for files that are known not to be text."""
    if not data.strip():
        raise RequestError("通知是空的", "请检查文件，或用 - 从标准输入读取")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise RequestError(
                f"通知是{' ' if name[0].isascii() else ''}{name}，读不出文字", _SAVE_AS
            )


def _strict(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    """The text, if every byte of it is right and it holds no NUL."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(data, error.start, encoding, name) from None
    return _shown(text, name)


def _shown(text: str, name: str) -> tuple[str, str]:
    """The text, unless it has NULs, or more than a few control characters."""
    if sum(map(text.count, _CONTROLS)) * 100 > len(text):
        raise RequestError("通知不是文本文件", _SAVE_AS)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RequestError(f"第 {line} 行有空字符 NUL，通知读不出来", _SAVE_TEXT)
    return text, name


def _is_damaged_utf8(data: bytes, position: int) -> bool:
    """Whether most of what surrounds the first bad byte is UTF-8 all the same."""
    sample = data[max(0, position - _BINARY_SAMPLE) : position + _BINARY_SAMPLE].decode(
        "utf-8", "replace"
    )
    bad = sample.count("\ufffd")
    wide = sum(character > "\x7f" for character in sample) - bad
    return wide > 2 * bad


def _no_text(data: bytes, position: int, encoding: str, name: str) -> RequestError:
    """The refusal of bytes that are wrong at index `position`."""
    line = data[:position].decode(encoding, "replace").count("\n") + 1
    return RequestError(
        f"第 {line} 行的字节 0x{data[position]:02X} 不是 {name}，通知读不出来", _SAVE_TEXT
    )


_ZIP: Final = b"PK\x03\x04"
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|span|p|table|ol|ul|h[1-6]|br|article)\b", re.I
)
_SAMPLE: Final = 8192
_FIRST_CHINESE: Final = "\u2e80"


def read(data: bytes) -> Source:
    """The lines of a notice. Raises RequestError for what is no text, or is damaged."""
    if data.startswith(_ZIP):
        from fjkx.notice import docx

        return Source(with_contents_marked(docx.lines(data)), "Word 文档", paragraphs=True)
    text, encoding = decode(data)
    if _HTML.search(text[:_SAMPLE]):
        from fjkx.notice import html

        found, counted = html.lines(text)
        name = f"网页，{encoding}{'，行号是段落的序号' if counted else ''}"
        return Source(with_contents_marked(found), name, paragraphs=True)
    from fjkx.notice import plain

    return Source(with_contents_marked(plain.lines(visible(text))), encoding)
