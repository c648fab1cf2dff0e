"""A notice's bytes → its lines: as Word, HTML or plain text, told by what is in them."""

import re
from typing import Final

from fjkx.notice.lines import with_contents_marked
from fjkx.notice.source import Source, visible
from fjkx.plan.errors import RequestError
from fjkx.words.encoding import Encoding, guess

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
_NAMES: Final[dict[Encoding, str]] = {
    "utf-8": "UTF-8 编码",
    "utf-8-sig": "UTF-8 编码（带 BOM）",
    "utf-16": "UTF-16 编码",
    "utf-16-le": "UTF-16 编码",
    "utf-16-be": "UTF-16 编码",
    "gb18030": "GB18030 编码",
}


def decode(data: bytes, what: str = "通知") -> tuple[str, str]:
    """The text of a notice, or of `what` it is, and its encoding in a person's words.

    Raises RequestError for what is no text, with the line of the first byte that is wrong in the
    encoding that most of them are in.
    """
    refuse_binary(data, what)
    encoding = guess(data)
    try:
        return _shown(data.decode(encoding), what), _NAMES[encoding]
    except UnicodeDecodeError as error:
        raise _no_text(error, what, _NAMES[encoding]) from None


def refuse_binary(data: bytes, what: str) -> None:
    """Raises RequestError for no bytes at all, and for files that are known not to be text."""
    if not data.strip():
        raise RequestError(f"{what}是空的", "请检查文件，或用 - 从标准输入读取")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise RequestError(
                f"{what}是{' ' if name[0].isascii() else ''}{name}，读不出文字", _SAVE_AS
            )


def _shown(text: str, what: str) -> str:
    """The text, unless it has NULs, or more than a few control characters."""
    if sum(map(text.count, _CONTROLS)) * 100 > len(text):
        raise RequestError(f"{what}不是文本文件", _SAVE_AS)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RequestError(f"第 {line} 行有空字符 NUL，{what}读不出来", _SAVE_TEXT)
    return text


def _no_text(error: UnicodeDecodeError, what: str, name: str) -> RequestError:
    """The refusal of bytes of which one is wrong in the encoding of that name."""
    data, position = error.object, error.start
    line = data[:position].decode(error.encoding, "replace").count("\n") + 1
    return RequestError(
        f"第 {line} 行的字节 0x{data[position]:02X} 不是 {name}，{what}读不出来", _SAVE_TEXT
    )


_ZIP: Final = b"PK\x03\x04"
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|span|p|table|ol|ul|h[1-6]|br|article)\b", re.I
)
_SAMPLE: Final = 8192


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
