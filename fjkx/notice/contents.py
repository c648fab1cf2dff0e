"""A notice's lines → the same, those of a typed table of contents marked as the page's."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from fjkx.notice.source import Line

_HEADS: Final = ("目录", "目次")
_LEADERS: Final = tuple(" \t\xa0\u3000.．·․…⋯—-")
_MOST_DIGITS: Final = 4


def with_contents_marked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a notice. Behind a line 目录 those that end in a page number, or come again
    later, are no headings: the plan's own follow."""
    texts = Counter(_squeezed(line) for line in lines)
    found: list[Line] = []
    inside = False
    for line in lines:
        text = _squeezed(line)
        texts[text] -= 1
        inside = text in _HEADS or (inside and (not text or is_entry(line, texts[text] > 0)))
        found.append(line._replace(mark="page") if inside and text else line)
    return tuple(found)


def is_entry(line: Line, again: bool) -> bool:
    """Whether a line below 目录 belongs to it."""
    text = line.text.rstrip()
    title = text.rstrip("0123456789")
    paged = 0 < len(text) - len(title) <= _MOST_DIGITS and title.endswith(_LEADERS)
    return not line.cells and (again or paged)


def _squeezed(line: Line) -> str:
    """The text of a line without blanks."""
    return "".join(line.text.split())
