"""What stands before the plan: the page, the notice's own title, its letter, the plan's title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from fjkx.notice.numbers import number, value_of
from fjkx.notice.page import is_page_line
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.roles import is_unit
from fjkx.notice.width import half

_PASSED_ON: Final = re.compile(
    r"(.*?)关于(?:印发|转发|公布|下达|发布|制发|报送|进一步印发)(.+)的(?:通知|函|公告|决定)"
)
_NOTICE: Final = re.compile(r".*关于.+的(?:通知|函|公告|决定|通报|意见|请示|报告)")
_PLAN_ENDS: Final = (
    *("要点", "任务", "任务分解", "分解", "分工", "方案", "计划", "清单", "台账", "安排", "表"),
    *("措施", "目标", "事项", "项目", "实事", "意见", "举措", "规划", "责任书", "一览表", "汇总"),
    *("路线图", "行动", "办法"),
)
_TRIAL: Final = re.compile(r"\((?:试行|征求意见稿|讨论稿|修订|送审稿|草案|暂行|[^()]{0,12}印发)\)$")
_NO_TITLE_ENDS: Final = tuple("。；;：:，,、！!？?")
_DAY: Final = re.compile(r"(\d{4}|(?:中华)?民国\d{2,3})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY: Final = re.compile(
    r"([一二三四五六七八九〇零○О0]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MINGUO: Final = re.compile(r"民国(\d{2,3})年|(?<!\d)(1[01]\d)年度")
_FIRST_MINGUO: Final = 1911  # 民国113年 is 2024
_CHINESE_YEAR: Final = re.compile(r"[一二]([一二三四五六七八九〇零○]{3})(?=年)")
_ATTACHMENT: Final = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*:?")
_PAGE_SOURCE: Final = re.compile(
    r"(?:来源|发布机构|发文机关|发布单位):\s*((?:(?!阅读|浏览|点击|发布|字体|字号)[^\s:])+)"
)
_SIGNED_AT_MOST: Final = 30
_APART: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_TITLE_AT_MOST: Final = 70
_TITLE_LINES: Final = 3
_ORGANISATIONS: Final = tuple("局委会办厅院协科府部处组社司校团盟室")


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


def front(paragraphs: Sequence[Paragraph], first: int) -> Front:
    """Find the front of a notice whose first task or unit clause stands at index `first`."""
    notice = own_title(paragraphs, first)
    source = joined(paragraphs, notice)
    announced = announced_title(source)
    heading = plan_title(paragraphs, notice, announced, first)
    title = joined(paragraphs, heading) or announced or source
    signed = signature(paragraphs)
    issuer = signed[0] if signed else named_issuer(paragraphs, source, heading)
    years = (title, source, *(p.text for p in paragraphs[: max(first, 1)]), *day_lines(paragraphs))
    return Front(
        title,
        source,
        issuer,
        signed[1] if signed else None,
        next((year for text in years if text and (year := year_in(text))), None),
        notice,
        heading,
        heading[1] or letter_end(paragraphs, notice[1], first),
    )


def letter_end(paragraphs: Sequence[Paragraph], start: int, first: int) -> int:
    """Where a plan without a title of its own begins: behind the day under the letter, if that
    stands before the first task, else behind the notice's title."""
    days = (
        at + 1
        for at in range(start, len(paragraphs) - 1)
        if only_day(paragraphs[at].text) and is_signer(paragraphs[at - 1])
    )
    return next((at for at in days if at <= first), start)


def joined(paragraphs: Sequence[Paragraph], span: tuple[int, int]) -> str | None:
    """The text of some paragraphs, one after the other; None where there are none."""
    texts = [paragraph.text for paragraph in paragraphs[span[0] : span[1]]]
    whole = spaced_out("".join(texts))
    return (whole[1:-1] if whole.startswith("《") and whole.endswith("通知》") else whole) or None


def spaced_out(text: str) -> str:
    """The text without the blanks that stretch a heading: 丹 霄 市 → 丹霄市."""
    words = text.split()
    stretched = len(words) > 2 and all(len(word) == 1 and not word.isascii() for word in words)
    return "".join(words) if stretched else text


def spans(paragraphs: Sequence[Paragraph], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every run of up to three lines that could be a heading, from `start`, before `end`."""
    for first in range(start, end):
        if first and paragraphs[first - 1].upper:
            continue  # inside a heading
        for last in range(first + 1, min(first + _TITLE_LINES, end) + 1):
            paragraph = paragraphs[last - 1]
            broken = last > first + 1 and paragraph.gap
            if paragraph.cells or broken or is_page_line(paragraph.text):
                break
            if number(paragraph.text) or only_day(paragraph.text):
                break
            if not paragraph.upper:
                yield first, last


def own_title(paragraphs: Sequence[Paragraph], first: int) -> tuple[int, int]:
    """Where the notice's own title stands: 关于印发…的通知, or failing that 关于…的通知."""
    for shape in (_PASSED_ON, _NOTICE):
        for span in spans(paragraphs, 0, first):
            text = joined(paragraphs, span) or ""
            if len(text) <= 2 * _TITLE_AT_MOST and shape.fullmatch(half(text)):
                return span
    return 0, 0


def announced_title(source: str | None) -> str | None:
    """The title of the plan that the notice's own title announces."""
    found = _PASSED_ON.fullmatch(half(source or ""))
    if found is None:
        return None
    what = (source or "")[slice(*found.span(2))]
    quoted = re.search(r"[《〈](.+)[》〉]", what)
    return quoted[1] if quoted else what


def bare(title: str) -> str:
    """A title as it is compared: no blanks, no 《》, no (试行)."""
    return _TRIAL.sub("", re.sub(r"[\s《》“”\"]", "", half(title)))


def plan_title(
    paragraphs: Sequence[Paragraph],
    notice: tuple[int, int],
    announced: str | None,
    first: int,
) -> tuple[int, int]:
    """Where the plan's title stands: the last lines before its tasks that say what was
    announced, else the last that read like a plan's title."""
    candidates = list(spans(paragraphs, notice[1], min(first + 1, len(paragraphs))))
    if announced is not None:
        wanted = bare(announced)
        for span in reversed(candidates):
            text = bare(joined(paragraphs, span) or "")
            if text == wanted or (text.endswith(wanted) and len(text) <= len(wanted) + 20):
                return span
    for _, last in reversed(candidates):
        if reads_like_title(paragraphs, last - 1):
            return beginning(paragraphs, notice[1], last - 1), last
    return 0, 0


def reads_like_title(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a line ends like the title of a plan, and is one line's length."""
    text = paragraphs[at].text
    flat = bare(text)
    return (
        len(flat) <= _TITLE_AT_MOST
        and flat.endswith(_PLAN_ENDS)
        and not flat.endswith(_NO_TITLE_ENDS)
        and not _ATTACHMENT.match(flat)
        and not is_page_line(text)
        and not _NOTICE.fullmatch(flat)
        and "。" not in flat
    )


def beginning(paragraphs: Sequence[Paragraph], start: int, at: int) -> int:
    """The first line of a title whose last one is at `at`: lines above that stop in the middle."""
    while at > start and not paragraphs[at].gap and is_upper_half(paragraphs, at - 1):
        at -= 1
    return at


def is_upper_half(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the line at `at` is the upper part of the title whose next line follows."""
    text, below = paragraphs[at].text, paragraphs[at + 1].text
    flat = half(text)
    return (
        len(flat) <= 40
        and not paragraphs[at].cells
        and not flat.endswith((*_NO_TITLE_ENDS, "通知", "印发", ")", "文件"))
        and number(text) is None
        and not is_page_line(text)
        and not _ATTACHMENT.fullmatch(flat)
        and not day_in(flat)
        and (paragraphs[at].upper or not (is_organisation(text) and year_in(below)))
    )


def is_organisation(text: str) -> bool:
    """Whether a line is but the name of an organisation."""
    return half(text).strip().endswith(_ORGANISATIONS) and is_short(text)


def is_short(text: str) -> bool:
    """Whether a line could be a name by its length and its characters."""
    flat = half(text).strip()
    return (
        1 < len(re.sub(r"\s", "", flat)) <= _SIGNED_AT_MOST
        and not any(sign in flat for sign in "。;:,!?、")
        and number(text) is None
    )


def signature(paragraphs: Sequence[Paragraph]) -> tuple[str, date] | None:
    """Who signed the notice and when: the lines of organisations above one that is but a day."""
    for at, paragraph in enumerate(paragraphs):
        day = only_day(paragraph.text)
        first = at
        while day is not None and first and is_signer(paragraphs[first - 1]):
            first -= 1
        if day is not None and first < at:
            return "、".join(signers(paragraphs[first:at])), day
    return None


def is_signer(paragraph: Paragraph) -> bool:
    """Whether a line above a day names who signs: organisations, 图书馆 and 幼儿园 among them."""
    names = list(signers([paragraph]))
    return not paragraph.cells and bool(names) and all(map(is_name, names))


def signers(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The organisations that sign, of which several may stand on a line, wide blanks apart."""
    for paragraph in paragraphs:
        yield from _APART.split(spaced_out(paragraph.text).strip())


def is_name(text: str) -> bool:
    """Whether a text is but the name of an organisation, of whatever kind."""
    return is_organisation(text) or (is_unit(text) and is_short(text) and not year_in(text))


def named_issuer(
    paragraphs: Sequence[Paragraph], source: str | None, heading: tuple[int, int]
) -> str | None:
    """Who is named before 关于印发, else alone above the heading, else as the page's source."""
    found = re.fullmatch(r"(.*?)关于.+", half(source or ""))
    if found is not None and found[1]:
        return (source or "")[slice(*found.span(1))]
    at = heading[0] - 1
    if at >= 0 and heading[1] and is_organisation(paragraphs[at].text):
        return spaced_out(paragraphs[at].text)
    return page_source(paragraphs)


def page_source(paragraphs: Sequence[Paragraph]) -> str | None:
    """The 来源 or 发布机构 that the page around a notice names."""
    for paragraph in paragraphs:
        if is_page_line(paragraph.text):
            found = _PAGE_SOURCE.search(half(paragraph.text))
            if found is not None:
                return found[1]
    return None


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
        return date(year, month, day)
    except ValueError:
        return None


def day_lines(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The lines that say but a day."""
    return (paragraph.text for paragraph in paragraphs if only_day(paragraph.text))


def year_in(text: str) -> int | None:
    """The first year written in a text, in digits, in Chinese numerals or by the Minguo era."""
    flat = half(text)
    if (found := _YEAR.search(flat)) is not None:
        return int(found[0])
    if (chinese := _CHINESE_YEAR.search(flat)) is not None:
        return value_of(chinese[0].replace("○", "〇"))
    minguo = _MINGUO.search(flat)
    return None if minguo is None else _FIRST_MINGUO + int(minguo[1] or minguo[2])
