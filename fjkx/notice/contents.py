"""A notice's lines → the same, those of a typed table of contents marked as the page's."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from fjkx.notice.source import Line

_HEADS: Final = ("目录", "目次")
_BEHIND_PAGE: Final = "-—)）"
_BEFORE_PAGE: Final = ".．·․…⋯-—(（"
_PAGED: Final = re.compile(r"[\s.．·․…⋯\-—(（]\d{1,4}\s*[\-—)）]*$")
_MOST: Final = 300  # entries
_LONGEST: Final = 200  # characters of one that are looked at


def with_contents_marked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a notice. Behind a line 目录 those that end in a page number, or with which
    later ones begin, are no headings: the plan's own follow."""
    texts = ["".join(line.text.split()) for line in lines]
    start = next((at for at, text in enumerate(texts) if text in _HEADS), len(texts))
    end = start
    while end < min(len(texts), start + _MOST) and (end == start or is_entry(lines, texts, end)):
        end += 1
    contents = (line._replace(mark="page") if line.text else line for line in lines[start:end])
    return (*lines[:start], *contents, *lines[end:])


def is_entry(lines: Sequence[Line], texts: Sequence[str], at: int) -> bool:
    """Whether a line below 目录 belongs to it; an empty one goes with what follows."""
    if not texts[at]:
        return True
    if lines[at].cells or _PAGED.search(lines[at].text[-_LONGEST:]) is not None:
        return not lines[at].cells
    title = without_page(texts[at])
    return bool(title) and any(text.startswith(title) for text in islice(texts, at + 1, None))


def without_page(text: str) -> str:
    """An entry without blanks and without its page; a year at its end is none."""
    bare = text.rstrip(_BEHIND_PAGE)
    title = bare.rstrip("0123456789")
    return (title if title != bare or bare != text else bare).rstrip(_BEFORE_PAGE)
