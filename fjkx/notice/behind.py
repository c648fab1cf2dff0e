"""What stands behind the tasks of a plan and is none of it: feet of pages, signatures, attachments,
notes."""

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from typing import Final

from fjkx.notice import rowlines, table
from fjkx.notice.cut import cut
from fjkx.notice.days import only_day
from fjkx.notice.numbers import ITEM, number
from fjkx.notice.page import (
    host_word,
    is_attachment_heading,
    is_host_line,
    is_page_line,
    is_related,
)
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.signature import signers_above
from fjkx.notice.width import half

_LONGEST_UNKNOWN: Final = 30
_MOST_UNKNOWN: Final = 4  # lines among those of a page's foot


BOUNDARY: Final = Paragraph(0, "")  # where an attachment with tasks begins


def foot(paragraphs: Sequence[Paragraph]) -> int:
    """The index from which only the page's own lines follow, or the imprint's. A few short
    lines that are no text may stand among them."""
    end = at = len(paragraphs)
    spoken: str | None = None
    while at and not paragraphs[at - 1].cells and end - at <= _MOST_UNKNOWN:
        at -= 1
        text = paragraphs[at].text
        if is_host_line(text) and not is_page_line(text):
            spoken = clauses_above(paragraphs, at) if spoken is None else spoken
            beside = end < len(paragraphs) or is_page_line(paragraphs[at - 1].text)
            if beside or host_word(text) not in spoken:
                end = at
                continue
        if is_page_line(text):
            end = at
        elif len(text) > _LONGEST_UNKNOWN or text.endswith("。") or number(text) or cut(text).parts:
            break
    return end


def clauses_above(paragraphs: Sequence[Paragraph], at: int) -> str:
    """The paragraphs with clauses, and the rows, above the lines 主办单位:… that end at `at`: where
    these speak of 主办 too, it is nothing of the page's."""
    while at and is_host_line(paragraphs[at - 1].text):
        at -= 1
    hosts = (p for p in paragraphs[:at] if host_word(p.text))
    return "\n".join(half(p.text) for p in hosts if p.cells or cut(p.text).parts)


def without_attachments(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of the plan, with a BOUNDARY before each attachment of tasks, and those of the
    attachments that hold none."""
    heads = [at for at, p in enumerate(paragraphs) if at and is_attachment_heading(p.text)]
    own = list(paragraphs[: heads[0]] if heads else paragraphs)
    others: list[Paragraph] = []
    begun = any(number(p.text) or p.cells for p in own)
    for start, end in pairwise([*heads, len(paragraphs)]):
        part = paragraphs[start:end]
        if holds_tasks(part):
            first = start + sum(1 for _ in takewhile(is_caption, part)) if begun else start
            others.extend(paragraphs[start:first])
            own += [BOUNDARY._replace(line=paragraphs[start].line)] if begun else []
            own.extend(paragraphs[first:end])
        else:
            kept = not begun and not is_related(paragraphs[start].text)
            (own if kept else others).extend(part)
        begun = begun or any(number(p.text) or p.cells for p in part)
    return own, others


def is_caption(paragraph: Paragraph) -> bool:
    """Whether a line at the head of an attachment is but its number or title."""
    return (
        not paragraph.cells
        and number(paragraph.text) is None
        and "。" not in paragraph.text
        and not cut(paragraph.text).parts
        and not may_head(paragraph)
    )


def holds_tasks(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether tasks begin at some paragraph."""
    return any(opens_tasks(paragraphs, at) for at in range(len(paragraphs)))


def opens_tasks(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a clause stands in a paragraph, or a table's header begins there."""
    paragraph = paragraphs[at]
    if paragraph.cells:
        return table.header(paragraph.cells) is not None
    if is_page_line(paragraph.text):
        return False
    return bool(cut(paragraph.text).parts) or (
        may_head(paragraph) and rowlines.line_header(paragraphs, at) is not None
    )


def signature_at_end(paragraphs: Sequence[Paragraph]) -> int:
    """The index from which only a signature follows: organisations above a day."""
    end = len(paragraphs)
    if not paragraphs or paragraphs[-1].cells or only_day(paragraphs[-1].text) is None:
        return end
    return signers_above(paragraphs, end - 1)[0]


def attachments(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The index behind the list of what is attached that begins at `at`: 附件：1.… and 2.…"""
    first = number(half(paragraphs[at].text).partition(":")[2])
    return run_on(paragraphs, at + 1, first.value + 1 if first else 1, is_attached)


def notes(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The index behind the notes that begin at `at`: 注：1.… and 2.…"""
    first = number(half(paragraphs[at].text).partition(":")[2])
    return run_on(paragraphs, at + 1, first.value + 1, is_item) if first else at + 1


def run_on(
    paragraphs: Sequence[Paragraph],
    start: int,
    wanted: int,
    follows: Callable[[Paragraph, int], bool],
) -> int:
    """The index behind the paragraphs from `start` that follow with the numbers from `wanted`."""
    at = start
    while at < len(paragraphs) and follows(paragraphs[at], wanted + at - start):
        at += 1
    return at


def is_attached(paragraph: Paragraph, wanted: int) -> bool:
    """Whether a line is the name of the attachment with that number."""
    return "。" not in paragraph.text and is_item(paragraph, wanted)


def is_item(paragraph: Paragraph, wanted: int) -> bool:
    """Whether a line is the item with that number, and nobody answers for it."""
    found = None if paragraph.cells else number(paragraph.text)
    return (
        found is not None
        and (found.rank, found.value) == (ITEM, wanted)
        and not cut(paragraph.text).parts
    )


def may_head(paragraph: Paragraph) -> bool:
    """Whether a line may be the first head of a table with a cell to a line."""
    return not paragraph.cells and table.column_of(paragraph.text) is not None
