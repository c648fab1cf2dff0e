"""What stands before the plan: the page, the notice's own title, its letter, the plan's title."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fjkx.notice.days import day_lines, only_day, year_in, year_said
from fjkx.notice.page import is_page_line
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.signature import is_signer, named_issuer, signature
from fjkx.notice.titles import (
    announced_title,
    joined,
    own_title,
    plan_title,
    quoted_titles,
    without_attachment,
)


class Front(NamedTuple):
    """What a notice says of itself, and where its plan begins.

    `notice` are the paragraphs (from, up to) of the notice's own title, `heading` those of the
    plan's; either is empty where there is none. The plan's text begins at `start`.
    """

    title: str | None
    source: str | None
    issuer: str | None
    issued: date | None
    year: int | None
    notice: tuple[int, int]
    heading: tuple[int, int]
    start: int
    doubtful: bool = False  # the year is but that of the page or of some task


def front(paragraphs: Sequence[Paragraph], first: int) -> Front:
    """Find the front of a notice whose first task or unit clause stands at index `first`."""
    notice = own_title(paragraphs, first)
    source = joined(paragraphs, notice)
    announced = announced_title(source)
    quoted = [*([announced] if announced else []), *quoted_titles(paragraphs[:first])]
    wanted = sorted(quoted, key=len, reverse=True)
    heading = plan_title(paragraphs, notice, wanted, first)
    title = without_attachment(joined(paragraphs, heading)) or announced or source
    signed = signature(paragraphs)
    issuer = signed[0] if signed else named_issuer(paragraphs, source, heading)
    own, near = years(paragraphs, (title, source), first), years_beside(paragraphs)
    alone = (day for p in paragraphs[:first] if (day := only_day(p.text)))
    return Front(
        title,
        source,
        issuer,
        signed[1] if signed else next(alone, None),
        next(iter(own or near), None),
        notice,
        heading,
        heading[1] or letter_end(paragraphs, notice[1], first),
        bool(near and not own),
    )


def years(paragraphs: Sequence[Paragraph], titles: Sequence[str | None], first: int) -> list[int]:
    """The years that a notice names as its own, the most telling first: in its titles, before its
    first task, in its days."""
    before = (p.text for p in paragraphs[: max(first, 1)] if not is_page_line(p.text))
    texts = (*titles, *before, *day_lines(paragraphs))
    return [year for text in texts if text and (year := year_in(text)) is not None]


def years_beside(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The years that only stand near: in a page's own lines, such as when it was put up, else in
    the text of the tasks."""
    page = (year_in(p.text) for p in paragraphs if is_page_line(p.text))
    tasks = (year_said(p.text) for p in paragraphs if not is_page_line(p.text))
    return [year for year in (*page, *tasks) if year is not None]


def letter_end(paragraphs: Sequence[Paragraph], start: int, first: int) -> int:
    """Where a plan without a title of its own begins: behind the day under the letter, if that
    stands before the first task, else behind the notice's title."""
    days = (
        at + 1
        for at in range(start, len(paragraphs) - 1)
        if only_day(paragraphs[at].text) and is_signer(paragraphs[at - 1])
    )
    return next((at for at in days if at <= first), start)
