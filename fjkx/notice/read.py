"""A notice's bytes → its lines: as Word, HTML or plain text, told by what is in them."""

import re
from typing import Final

from fjkx.notice.contents import with_contents_marked
from fjkx.notice.decode import decode
from fjkx.notice.source import Source, visible

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

        return Source(with_contents_marked(html.lines(text)), f"网页，{encoding}", paragraphs=True)
    from fjkx.notice import plain

    return Source(with_contents_marked(plain.lines(visible(text))), encoding)
