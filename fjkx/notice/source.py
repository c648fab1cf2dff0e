"""What every reader of notices makes of its format: lines, and table rows among them; and how
their text is matched."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from fjkx.plan.named import NamedTuple

WIDEST: Final = 50  # columns that a cell may span

# Soft hyphens, joiners and marks of direction, which office programs leave between words: they
# would part a name or label. A joiner behind what it can join, as in emoji, is part of a sign.
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\ufeff]"
    "|(?<![^\x00-\x7f\u2000-\u206f\u2e80-\ud7ff\uf900-\ufaff\ufe10-\uffef])[\u200c\u200d]"
)

# What a reader knows of a line: it belongs to the page around the text, is a note to it or struck
# through in it.
Mark: TypeAlias = Literal["page", "note", "struck"] | None


def visible(text: str) -> str:
    """A text without the characters in it that are not seen and take no room."""
    return _UNSEEN.sub("", text)


class Cell(NamedTuple):
    """A table cell. `text` has its lines joined by line feeds; it covers `span` columns.

    `above` marks the continuation of a cell that began in a row above: it repeats that text.
    """

    text: str
    span: int = 1
    above: bool = False


class Line(NamedTuple):
    """A line or paragraph as it is seen, without its line end and without characters that take
    no room; `number` counts from 1.

    In a text and in HTML it is the line of the file, in Word the paragraph. A table row has
    `cells`, and as `text` theirs joined by tabs, without those from above.
    """

    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    mark: Mark = None


class Paragraph(NamedTuple):
    """A paragraph, or a table row with its cells; `line` is its first line, `gap` says whether
    an empty line stands before it."""

    line: int
    text: str
    cells: tuple[Cell, ...] = ()
    gap: bool = False


class Source(NamedTuple):
    """A notice read: its lines in order, empty ones too; `encoding` says what it is in a
    person's words: GB18030 编码, Word 文档.

    With `paragraphs` every line is a whole paragraph, as in HTML and Word; in a text a
    paragraph may go on on the next line.
    """

    lines: tuple[Line, ...]
    encoding: str
    paragraphs: bool = False


_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS: Final = dict(zip(map(ord, "﹙﹚〔〕【】〖〗［］「」"), "()[][][][][]", strict=True))
_SIGNS: Final = dict(zip(map(ord, "﹕∶︰﹔﹐﹑｡"), ":::;,、。", strict=True))
BLANKS: Final = "\t\xa0\u3000\u200b\ufeff\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
APART: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")  # what sets cells or names of a line apart

# The characters of labels, verbs, headings and days in traditional script, each before its
# simplified twin.
_TWINS: Final = (
    "牽牵頭头單单責责門门處处協协辦办參参與与負负領领導导時时間间節节點点務务項项號号編编備备註注類类舉举內内總总體体則则組组"
    "織织機机構构後后發发關关於于轉转條条標标實实劃划臺台賬账進进長长續续貫贯適适應应級级別别隊队廳厅館馆鄉乡鎮镇縣县區区黨党"
    "團团聯联會会學学院院業业網网來来源源頁页錄录職职據据積积極极統统籌筹兩两個个爲为書书產产億亿從从們们偉伟餘余冊册寫写決决"
    "況况準准幾几擊击動动廠厂壓压園园圖图場场壞坏塊块堅坚聲声審审對对屆届帥帅帶带庫库開开張张強强當当徵征態态執执掃扫護护報报"
    "掛挂損损數数無无舊旧暫暂術术權权檔档檢检匯汇沒没瀏浏狀状現现電电碼码礙碍稱称紀纪線线終终結结給给維维縮缩見见規规覽览計计"
    "訂订認认討讨記记論论設设證证識识詞词試试話话該该說说請请讀读財财載载輯辑輸输達达過过運运這这郵邮裏里鉤钩鏈链閉闭閱阅隱隐"
    "顧顾預预題题饋馈驟骤為为裡里説说鈎钩閲阅畫划國国華华"
)
_SCRIPT: Final = dict(zip(map(ord, _TWINS[::2]), _TWINS[1::2], strict=True))

_HALF: Final = _FULL | _BRACKETS | _SIGNS | dict.fromkeys(map(ord, BLANKS), " ") | _SCRIPT

OPENING: Final = {"(": ")", "[": "]"}


@lru_cache(maxsize=256)  # the same paragraph is matched a dozen times
def half(text: str) -> str:
    """`text` as it is matched: half-width signs and digits for full-width ones, every bracket (
    or [, every blank a space, the words of clauses and headings in simplified script. It is as
    long as `text`, so that a place in one is a place in the other; the plan gets `text`."""
    return text.translate(_HALF)


def width(text: str) -> int:
    """Columns on a terminal or in a typed text: two for a wide character, one for others."""
    return len(text) + sum(character >= "\u1100" for character in text)


def pairs(flat: str) -> dict[int, int]:
    """For each opening bracket of half-width text that is closed, the index of its closing one.

    In one pass, since a notice may be nothing but brackets; one left open counts as text.
    """
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closing: [] for closing in OPENING.values()}
    for place, character in enumerate(flat):
        if character in OPENING:
            waiting[OPENING[character]].append(place)
        elif waiting.get(character):
            closed[waiting[character].pop()] = place
    return closed


def glued(texts: Sequence[str], apart: Container[str] = ()) -> str:
    """The lines of a paragraph as one: a blank only between words of letters, which digits go on
    with, and before the lines that stand `apart`."""
    joined = list(texts[:1])
    for before, text in pairwise(texts):
        letters = before[-1:].isascii() and before[-1:].isalnum()
        words = letters and text[:1].isascii() and text[:1].isalnum()
        words = words and not (before[-1:].isdecimal() and text[:1].isdecimal())
        joined.append(" " if words or text in apart else "")
        joined.append(text)
    return "".join(joined)


def spaced_out(text: str) -> str:
    """The text without the blanks that stretch a heading: 丹 霄 市 → 丹霄市."""
    words = text.split()
    stretched = len(words) > 2 and all(len(word) == 1 and not word.isascii() for word in words)
    return "".join(words) if stretched else text
