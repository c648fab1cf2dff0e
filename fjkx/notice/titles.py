"""The notice's own title, and that of its plan."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from fjkx.notice.days import day_in, only_day, year_in, year_place
from fjkx.notice.numbers import number
from fjkx.notice.page import is_page_line
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.signature import is_organisation
from fjkx.notice.table import column_of
from fjkx.notice.width import half, spaced_out

_PASSED_ON: Final = re.compile(
    r"(.*?)关于(?:印发|转发|公布|下达|发布|制发|报送|进一步印发)(.+)的(?:通知|函|公告|决定)"
)
_NOTICE: Final = re.compile(r".*关于.+的(?:通知|函|公告|决定|通报|意见|请示|报告)")
_PLAN_ENDS: Final = (
    *("要点", "任务", "任务分解", "分解", "分工", "方案", "计划", "清单", "台账", "安排", "表"),
    *("措施", "目标", "事项", "项目", "实事", "意见", "举措", "规划", "责任书", "一览表", "汇总"),
    *("路线图", "行动", "办法", "重点工作"),
)
_TRIAL: Final = re.compile(r"\([^()]{1,14}\)$")  # (试行), (2024年), (征求意见稿)
_NO_TITLE_ENDS: Final = tuple("。；;：:，,、！!？?")
_ATTACHMENT: Final = re.compile(r"^附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?\s*")
_QUOTED: Final = re.compile("《([^《》]+)》")
_ALL_QUOTED: Final = re.compile("《[^《》]+》|〈[^〈〉]+〉|《[^》]*《[^》]*》[^》]*》")
_MOST_QUOTED: Final = 5
_PLACES: Final = tuple("省市县区州盟旗乡镇")
_TITLE_AT_MOST: Final = 70
_SHORTEST_TITLE: Final = 5
_TITLE_LINES: Final = 3
_SHORTEST_NAME: Final = 2
_LONGEST_REST: Final = 10
_LONGEST_MENU: Final = 5


def quoted_titles(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The titles of plans that a letter names in 《》."""
    quoted = (found[1] for p in paragraphs for found in _QUOTED.finditer(p.text))
    plans = (text for text in quoted if bare(text).endswith(_PLAN_ENDS))
    return list(dict.fromkeys(islice(plans, _MOST_QUOTED)))


def without_attachment(title: str | None) -> str | None:
    """The title behind 附件：, if it stands there."""
    return title and _ATTACHMENT.sub("", title)


def joined(paragraphs: Sequence[Paragraph], span: tuple[int, int]) -> str | None:
    """The text of some paragraphs, one after the other; None where there are none."""
    texts = [paragraph.text for paragraph in paragraphs[span[0] : span[1]]]
    whole = spaced_out("".join(texts))
    return (whole[1:-1] if whole.startswith("《") and whole.endswith("通知》") else whole) or None


def spans(
    paragraphs: Sequence[Paragraph], start: int, end: int, gaps: bool = False
) -> Iterator[tuple[int, int]]:
    """Every run of up to three lines that could be a heading, from `start`, before `end`; with
    `gaps` empty lines may stand between them."""
    for first in range(start, end):
        if first and paragraphs[first - 1].upper:
            continue  # inside a heading
        for last in range(first + 1, min(first + _TITLE_LINES, end) + 1):
            paragraph = paragraphs[last - 1]
            broken = last > first + 1 and paragraph.gap and not gaps
            if paragraph.cells or broken or is_page_line(paragraph.text):
                break
            if number(paragraph.text) or only_day(paragraph.text):
                break
            if not paragraph.upper:
                yield first, last


def own_title(paragraphs: Sequence[Paragraph], first: int) -> tuple[int, int]:
    """Where the notice's own title stands: 关于印发…的通知, or failing that 关于…的通知."""
    for shape, gaps in ((_PASSED_ON, False), (_PASSED_ON, True), (_NOTICE, False)):
        for span in spans(paragraphs, 0, first, gaps):
            text = joined(paragraphs, span) or ""
            if len(text) <= 2 * _TITLE_AT_MOST and shape.fullmatch(half(text)):
                return without_letterhead(paragraphs, span, shape)
    return 0, 0


def without_letterhead(
    paragraphs: Sequence[Paragraph], span: tuple[int, int], shape: re.Pattern[str]
) -> tuple[int, int]:
    """The lines of a notice's title without those above it that are no organisation's name: a
    document's number, the fields of a page."""
    first, last = span
    while first + 1 < last and not is_organisation(paragraphs[first].text):
        if not shape.fullmatch(half(joined(paragraphs, (first + 1, last)) or "")):
            break
        first += 1
    return first, last


def announced_title(source: str | None) -> str | None:
    """The title of the plan that the notice's own title announces."""
    found = _PASSED_ON.fullmatch(half(source or ""))
    if found is None:
        return None
    what = (source or "")[slice(*found.span(2))].strip()
    return what[1:-1] if _ALL_QUOTED.fullmatch(what) else what


def bare(title: str) -> str:
    """A title as it is compared: no blanks, no 《》, no (试行)."""
    return _TRIAL.sub("", re.sub(r"[\s《》“”\"]", "", half(title)))


def plan_title(
    paragraphs: Sequence[Paragraph],
    notice: tuple[int, int],
    announced: Sequence[str],
    first: int,
) -> tuple[int, int]:
    """Where the plan's title stands: the last lines before its tasks that say what was
    announced, else the last that read like a plan's title, else those behind 附件：."""
    end = min(first + 1, len(paragraphs))
    apart = list(spans(paragraphs, notice[1], end, gaps=True))
    for wanted in map(bare, announced):
        for span in reversed(apart):
            text = bare(joined(paragraphs, span) or "")
            if text == wanted or (text.endswith(wanted) and len(text) <= len(wanted) + 20):
                return span
    for last in range(end, notice[1], -1):
        if reads_like_title(paragraphs, last - 1):
            span = beginning(paragraphs, notice[1], last - 1), last
            if len(bare(joined(paragraphs, span) or "")) >= _SHORTEST_TITLE:
                return span
    for at in range(end - 1, notice[1] - 1, -1):
        behind = _ATTACHMENT.sub("", paragraphs[at].text)
        if behind != paragraphs[at].text and bare(behind).endswith(_PLAN_ENDS):
            return at, at + 1
    return 0, 0


def reads_like_title(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a line ends like the title of a plan, and is one line's length."""
    text = paragraphs[at].text
    flat = bare(text)
    return (
        len(flat) <= _TITLE_AT_MOST
        and "\t" not in text
        and number(text) is None
        and flat.endswith(_PLAN_ENDS)
        and not _ATTACHMENT.match(flat)
        and not is_page_line(text)
        and not _NOTICE.fullmatch(flat)
        and "。" not in flat
    )


def beginning(paragraphs: Sequence[Paragraph], start: int, at: int) -> int:
    """The first line of a title whose last one is at `at`: lines above that stop in the middle,
    up to the one that says whose title it is; behind an empty line only a short rest."""
    last = at
    while start < at and at > last - _TITLE_LINES + 1:
        if says_whose(paragraphs[at].text) or not is_upper_half(paragraphs, at - 1):
            break
        if paragraphs[at].gap and not is_mere_rest(paragraphs, at):
            break
        at -= 1
    return at


def is_mere_rest(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a line can be no title without the one above, which names a year and is none
    without it: 任务分解 below 甲县2024年重点工作."""
    text, above = paragraphs[at].text, paragraphs[at - 1].text
    whole = any(bare(above).endswith(end) for end in _PLAN_ENDS if end != "重点工作")
    if year_in(text) is not None or column_of(text) is not None:
        return False
    if half(above).endswith("关于"):
        return True
    short = len(bare(text)) <= _LONGEST_REST
    return short and year_in(above) is not None and not whole


def says_whose(text: str) -> bool:
    """Whether a title names somebody before its year: 甲县2024年工作要点."""
    return year_place(half(text)) > _SHORTEST_NAME


def is_upper_half(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the line at `at` is the upper part of the title whose next line follows."""
    text, below = paragraphs[at].text, paragraphs[at + 1].text
    flat = half(text)
    return (
        len(flat) <= 40
        and (len(flat) > _LONGEST_MENU or flat.endswith(_PLACES) or is_organisation(text))
        and not paragraphs[at].cells
        and not flat.endswith((*_NO_TITLE_ENDS, "通知", "印发", ")", "文件"))
        and number(text) is None
        and not is_page_line(text)
        and not _ATTACHMENT.fullmatch(flat)
        and not day_in(flat)
        and (paragraphs[at].upper or not (is_organisation(text) and year_in(below)))
    )
