"""What stands before the plan: the page, the notice's own title, its letter, the plan's title; who
signs, and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, zip_longest
from typing import Final

from fjkx.notice.numbers import number, value_of
from fjkx.notice.page import is_file_number, is_page_line
from fjkx.notice.source import APART, Paragraph, spaced_out
from fjkx.plan.model import YEARS
from fjkx.plan.named import NamedTuple
from fjkx.words.dates import HALVES
from fjkx.words.half import half
from fjkx.words.units import is_unit

_DAY: Final = re.compile(r"(\d{4}|(?:中华)?民国\d{2,3})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY: Final = re.compile(
    r"([一二三四五六七八九〇零○О0]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_SCHOOL_YEAR: Final = re.compile(r"\d{4}\D{1,3}(\d{4})学年.{0,3}(?:第二|下|春季)学?期")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR_WORD: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_SPAN: Final = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(?:[-—–~～至到]|—{2})\s*(?:19|20)\d{2}(?!\d|\s*学年)(?:\s*年)?"
)
_MINGUO: Final = re.compile(r"民国(\d{2,3})年|(?<!\d)(1[01]\d)年度")
_FIRST_MINGUO: Final = 1911  # 民国113年 is 2024
_CHINESE_YEAR: Final = re.compile(r"[一二]([一二三四五六七八九〇零○]{3})(?=年)")


def only_day(text: str) -> date | None:
    """The day, if a line says nothing else."""
    flat = re.sub(r"\s", "", half(text)).strip("()")
    for shape in (_DAY, _CHINESE_DAY):
        if (found := shape.fullmatch(flat)) is not None:
            return day_of(found)
    return None


def day_in(flat: str) -> date | None:
    """The first full day written in half-width text."""
    found = _DAY.search(flat) or _CHINESE_DAY.search(flat)
    return None if found is None else day_of(found)


def day_of(found: re.Match[str]) -> date | None:
    """The day of a match, None for one that there is not (2月30日)."""
    first, *others = (re.sub("[○О]", "〇", part) for part in found.groups())
    _, minguo, counted = first.rpartition("民国")
    year = value_of(counted) + (_FIRST_MINGUO if minguo else 0)
    month, day = map(value_of, others)
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def year_said(text: str) -> int | None:
    """The first year that a text calls one: 2024年, not the figure 2000万元."""
    found = _YEAR_WORD.search(half(text))
    return None if found is None else int(found[1])


def day_lines(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The lines that say but a day."""
    return (paragraph.text for paragraph in paragraphs if only_day(paragraph.text))


def year_in(text: str) -> int | None:
    """The first year written in a text, in digits, in Chinese numerals or by the Minguo era; a span
    of years (2021—2025年) is none."""
    flat = _SPAN.sub("", half(text))
    if (found := _SCHOOL_YEAR.search(flat)) is not None:
        return int(found[1])
    if (found := _YEAR.search(flat)) is not None:
        return int(found[0])
    if (chinese := _CHINESE_YEAR.search(flat)) is not None:
        return value_of(chinese[0].replace("○", "〇"))
    minguo = _MINGUO.search(flat)
    return None if minguo is None else _FIRST_MINGUO + int(minguo[1] or minguo[2])


_QUARTER: Final = re.compile(r"([一二三四1234])季度")


def period_in(title: str, year: int) -> tuple[date | None, date | None]:
    """The first and last day, both inclusive, of the quarter or half year in a title; None and
    None where it names neither, since a plan's period is its year."""
    title = half(title)
    quarter = _QUARTER.search(title)
    if quarter is not None:
        first = 3 * ("一二三四1234".index(quarter[1]) % 4) + 1
        return _months(year, first, first + 2)
    for words, months in HALVES.items():
        if words in title:
            return _months(year, *months)
    return None, None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of one month and the last of another."""
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


_REMARK_BEFORE: Final = re.compile(r"^【[^】]*】")
_PAGE_SOURCE: Final = re.compile(
    r"(?:来源|发布机构|发文机关|发布单位):[\s|]*((?:(?!阅读|浏览|点击|发布|字体|字号)[^\s:])+)"
)
_SOURCE_LABEL: Final = re.compile("(?:来源|信息来源|发布机构|发文机关|发布单位):?")
_SIGNER: Final = re.compile(r"[^。;:,!?、\t]{2,30}")


def is_name(text: str) -> bool:
    """Whether a text is but the name of an organisation, of whatever kind."""
    flat = half(text).strip()
    return _SIGNER.fullmatch(flat) is not None and number(text) is None and is_unit(flat)


def signature(paragraphs: Sequence[Paragraph]) -> tuple[str, date] | None:
    """Who signed the notice and when: the lines of organisations above one that is but a day."""
    for at, paragraph in enumerate(paragraphs):
        day = only_day(paragraph.text)
        if day is None:
            continue
        first, last = signers_above(paragraphs, at)
        if first < last:
            return "、".join(signers(paragraphs[first:last])), day
    return None


def signers_above(paragraphs: Sequence[Paragraph], at: int) -> tuple[int, int]:
    """From where up to where the lines stand of those who sign above the day at `at`; a line in
    brackets, (甲县人民政府办公室代章), may stand between them and the day."""
    first = last = at - (at > 0 and half(paragraphs[at - 1].text).strip().endswith("章)"))
    while first and is_signer(paragraphs[first - 1]):
        first -= 1
    return first, last


def is_signer(paragraph: Paragraph) -> bool:
    """Whether a line above a day names who signs: organisations, 图书馆 and 幼儿园 among them."""
    return all(map(is_name, signers([paragraph])))


def signers(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The organisations that sign, of which several may stand on a line, wide blanks apart."""
    for paragraph in paragraphs:
        yield from APART.split(spaced_out(paragraph.text).strip())


def named_issuer(
    paragraphs: Sequence[Paragraph], source: str | None, heading: tuple[int, int]
) -> str | None:
    """Who is named before 关于印发, else alone above the heading, else as the page's source."""
    found = re.fullmatch(r"(.*?)关于.+", half(source or ""))
    if found is not None and found[1]:
        return _REMARK_BEFORE.sub("", (source or "")[slice(*found.span(1))])
    at = heading[0] - 1
    while at > 0 and is_file_number(paragraphs[at].text):
        at -= 1
    head = spaced_out(paragraphs[at].text).removesuffix("文件") if at >= 0 else ""
    if is_name(head):
        return head
    return page_source(paragraphs)


def page_source(paragraphs: Sequence[Paragraph]) -> str | None:
    """The 来源 or 发布机构 that the page around a notice names."""
    for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
        if is_page_line(paragraph.text):
            flat = half(paragraph.text).strip()
            if below is not None and _SOURCE_LABEL.fullmatch(flat) and is_name(below.text):
                return below.text
            found = _PAGE_SOURCE.search(flat)
            if found is not None:
                return found[1]
    return None


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
_TITLE_AT_MOST: Final = 70
_SHORTEST_TITLE: Final = 5
_TITLE_LINES: Final = 3
_UPPER_AT_MOST: Final = 40
_LONGEST_MENU: Final = 5
_PLACES: Final = tuple("省市县区州盟旗乡镇")
# Above a line with a year these stand alone; others are the upper half of a title: 甲市图书馆.
_OFFICES: Final = tuple("局委会办厅院协科府部处组社司校团盟室")


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
    title = spaced_out("".join(texts))
    return (title[1:-1] if title.startswith("《") and title.endswith("通知》") else title) or None


def spans(
    paragraphs: Sequence[Paragraph], start: int, end: int, gaps: bool = False
) -> Iterator[tuple[int, int]]:
    """Every run of up to three lines that could be a heading, from `start`, before `end`; with
    `gaps` empty lines may stand between them."""
    for first in range(start, end):
        for last in range(first + 1, min(first + _TITLE_LINES, end) + 1):
            paragraph = paragraphs[last - 1]
            broken = last > first + 1 and paragraph.gap and not gaps
            if paragraph.cells or broken or is_page_line(paragraph.text):
                break
            if number(paragraph.text) or only_day(paragraph.text):
                break
            yield first, last


def own_title(paragraphs: Sequence[Paragraph], first: int) -> tuple[int, int]:
    """Where the notice's own title stands: 关于印发…的通知, or failing that 关于…的通知."""
    for shape, gaps in ((_PASSED_ON, False), (_PASSED_ON, True), (_NOTICE, False)):
        for span in spans(paragraphs, 0, first, gaps):
            text = joined(paragraphs, span) or ""
            if len(text) <= 2 * _TITLE_AT_MOST and shape.fullmatch(half(text)):
                return span
    return 0, 0


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
    announced, else the last that read like a plan's title."""
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
    return 0, 0


def reads_like_title(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a line ends like the title of a plan, and is one line's length."""
    text = bare(paragraphs[at].text)
    return len(text) <= _TITLE_AT_MOST and number(text) is None and text.endswith(_PLAN_ENDS)


def beginning(paragraphs: Sequence[Paragraph], start: int, at: int) -> int:
    """The first line of a title whose last one is at `at`: up to two lines above that stop in the
    middle, no empty line between them and one that names the year."""
    top = max(start, at - _TITLE_LINES + 1)
    while top < at and is_upper_half(paragraphs, at - 1):
        if paragraphs[at].gap and _YEAR.search(half(paragraphs[at].text)):
            break
        at -= 1
    return at


def is_upper_half(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the line at `at` is the upper part of the title whose next line follows."""
    text, below = paragraphs[at].text, paragraphs[at + 1].text
    flat, office = half(text), half(text).endswith(_OFFICES)
    dated = _YEAR.search(half(below)) is not None
    return (
        len(flat) <= _UPPER_AT_MOST
        and (len(flat) > _LONGEST_MENU or office or flat.endswith(_PLACES))
        and not flat.endswith((*_NO_TITLE_ENDS, "通知", ")", "文件"))
        and number(text) is None
        and not is_page_line(text)
        and not (dated and (office or _YEAR.search(flat)))
        and not day_in(flat)
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
    own = years(paragraphs, (title, source), heading[0])
    near = years_beside(paragraphs)
    if not own and title and (span := _SPAN.search(half(title))):
        near = [int(span[1])]
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


def years(paragraphs: Sequence[Paragraph], titles: Sequence[str | None], heading: int) -> list[int]:
    """The years that a notice names as its own, the most telling first: in its titles, its days,
    and before its heading."""
    before = (p.text for p in paragraphs[: max(heading, 1)] if not is_page_line(p.text))
    texts = (*titles, *day_lines(paragraphs), *before)
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
