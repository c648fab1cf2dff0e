"""Who issues a notice: the signature, the name above its title, the page's own fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Final

from fjkx.notice.days import only_day, year_in
from fjkx.notice.numbers import number
from fjkx.notice.page import is_file_number, is_page_line
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.roles import is_unit
from fjkx.notice.width import APART, half, spaced_out

_IN_LIEU: Final = re.compile(r"\(.{2,20}代?章?\)")
_REMARK_BEFORE: Final = re.compile(r"^【[^】]*】")
_PAGE_SOURCE: Final = re.compile(
    r"(?:来源|发布机构|发文机关|发布单位):[\s|]*((?:(?!阅读|浏览|点击|发布|字体|字号)[^\s:])+)"
)
_SOURCE_LABEL: Final = re.compile("(?:来源|信息来源|发布机构|发文机关|发布单位):?")
_SIGNED_AT_MOST: Final = 30
_ORGANISATIONS: Final = tuple("局委会办厅院协科府部处组社司校团盟室")


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
        if day is None:
            continue
        first, last = signers_above(paragraphs, at)
        if first < last:
            return "、".join(signers(paragraphs[first:last])), day
    return None


def signers_above(paragraphs: Sequence[Paragraph], at: int) -> tuple[int, int]:
    """From where up to where the lines stand of those who sign above the day at `at`; one that says
    in whose place was sealed may stand between them and the day."""
    first = last = at - (at > 0 and is_in_lieu(paragraphs[at - 1]))
    while first and is_signer(paragraphs[first - 1]):
        first -= 1
    return first, last


def is_in_lieu(paragraph: Paragraph) -> bool:
    """Whether a line says in whose place was sealed: (甲县人民政府办公室代章)."""
    flat = half(paragraph.text).strip()
    return "章" in flat and _IN_LIEU.fullmatch(flat) is not None


def is_signer(paragraph: Paragraph) -> bool:
    """Whether a line above a day names who signs: organisations, 图书馆 and 幼儿园 among them."""
    names = list(signers([paragraph]))
    return not paragraph.cells and bool(names) and all(map(is_name, names))


def signers(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The organisations that sign, of which several may stand on a line, wide blanks apart."""
    for paragraph in paragraphs:
        yield from APART.split(spaced_out(paragraph.text).strip())


def is_name(text: str) -> bool:
    """Whether a text is but the name of an organisation, of whatever kind."""
    return is_organisation(text) or (is_unit(text) and is_short(text) and not year_in(text))


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
    if at >= 0 and heading[1]:
        alone = spaced_out(paragraphs[at].text)
        head = alone.removesuffix("文件")
        if is_organisation(head) or (at == 0 and is_name(head)):
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
            if found is not None and found[1].strip("|"):
                return found[1]
    return None
