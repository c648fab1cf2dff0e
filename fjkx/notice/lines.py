"""A notice's lines → its paragraphs: hard-wrapped lines joined, page numbers and tables of contents
taken out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Final

from fjkx.notice.clause import label
from fjkx.notice.cut import cut
from fjkx.notice.draft import Left, Reason
from fjkx.notice.numbers import number
from fjkx.notice.page import is_page_line, is_page_number
from fjkx.notice.source import Line, Mark, Paragraph, Source, glued, width
from fjkx.notice.tables import column_of
from fjkx.plan.named import NamedTuple
from fjkx.words.half import OPENING, half, pairs
from fjkx.words.roles import UNIT_ROLES
from fjkx.words.units import is_unit

_REASONS: Final[dict[Mark, Reason]] = {"note": "note", "struck": "struck"}
_SLACK: Final = 3  # columns by which a full line may fall short: a sign that may not begin one
_NEARLY: Final = 0.75  # of a full line: figures are narrower in print
_WIDEST: Final = 160
_NARROWEST: Final = 30
_INDENT: Final = 4
_LONG: Final = 56
_FEWEST: Final = 3  # full lines that show that a text is wrapped
_STOPS: Final = tuple("。；;：:！!？?）)】]”")
_DAY_BEGUN: Final = re.compile("[0-9一二三四五六七八九十][年月]?$")
_DAY_ENDS: Final = re.compile("[底末前]|上旬|中旬|下旬|季度|[年月日][^、]|[0-9]{1,2}[月日]")
_LABEL_BEGUN: Final = re.compile("[。;,)]([\u4e00-\u9fff]{2})$")
_BETWEEN: Final = re.compile("[、,; ]")
_DIGITS: Final = re.compile(r"[1-9]\d{0,2}")
_SHORTEST_PAGE: Final = 6  # lines
_FEWEST_CLAUSES: Final = 2  # that tell that a paragraph holds several tasks
_NUMBER: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|(?<!\d)\d{1,3}[.、]"
)
_LONGEST_NUMBER: Final = 12
_CLOSED: Final = frozenset("。)];:")
_NO_BEGIN: Final = frozenset("第至到、,.")
_MOST_JOINED: Final = 6  # lines until an open bracket is closed


def paragraphs(source: Source) -> tuple[tuple[Paragraph, ...], tuple[Left, ...]]:
    """The paragraphs of a notice in order, without blanks around them, and what stood between
    them: page numbers, and what the reader has told from the text."""
    bare = bare_numbers(source.lines)
    apart = [at in bare or stands_apart(line) for at, line in enumerate(source.lines)]
    left = tuple(
        Left(line.number, line.text.strip(), _REASONS.get(line.mark, "page"))
        for line, is_apart in zip(source.lines, apart, strict=True)
        if is_apart and line.text.strip()
    )
    lines = without(source.lines, apart)
    wrapped = None if source.paragraphs else wrap_of(lines)
    found = _joined(lines, wrapped, not source.paragraphs)
    return tuple(part for paragraph in found for part in parted(paragraph)), left


def stands_apart(line: Line) -> bool:
    """Whether a line is a page number, or marked as none of the text."""
    return (
        line.mark == "page"
        or line.mark in _REASONS
        or (not line.cells and is_page_number(line.text))
    )


def bare_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that are page numbers without dashes: digits alone, set in, with
    empty lines around them or counting pages, in a text without a column of numbers."""
    if any(column_of(line.text) == "number" for line in lines if not line.cells):
        return frozenset()
    digits = [
        at
        for at, line in enumerate(lines)
        if not line.cells and _DIGITS.fullmatch(half(line.text).strip())
    ]
    counted = len(digits) > 1 and all(
        after - before >= _SHORTEST_PAGE
        and int(lines[after].text.strip()) == int(lines[before].text.strip()) + 1
        for before, after in pairwise(digits)
    )
    return frozenset(at for at in digits if counted or stands_alone(lines, at))


def stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is set in, or empty ones stand around it."""
    around = [line.text.strip() for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])]
    return indent_of(lines[at].text) > 0 or not any(around)


def without(lines: Sequence[Line], apart: Sequence[bool]) -> list[Line]:
    """The lines without those that stand apart and the empty lines around these."""
    kept: list[Line] = []
    skipping = False
    for line, is_apart in zip(lines, apart, strict=True):
        if is_apart:
            while kept and not kept[-1].text.strip():
                kept.pop()
            skipping = True
        elif not (skipping and not line.text.strip()):
            kept.append(line)
            skipping = False
    return kept


class Wrap(NamedTuple):
    """How a typed text was wrapped: what a line measures, and how much a full one does."""

    measure: Callable[[str], int]
    most: int
    slack: int


def wrap_of(lines: Sequence[Line]) -> Wrap | None:
    """How a typed text was wrapped, by the columns of a line, or by its characters if a third of
    the lines are full then; None if its lines are whole paragraphs."""
    texts = [line.text.rstrip() for line in lines if line.text.strip() and not line.cells]
    for wrap in (Wrap(width, _NARROWEST, _SLACK), Wrap(len, _NARROWEST // 2, 1)):
        most = full_size(Counter(map(wrap.measure, texts)), wrap.most, wrap.slack)
        if most is not None:
            full = [text for text in texts if wrap.measure(text) >= most - wrap.slack]
            many = wrap.measure is width or len(full) * _FEWEST >= len(texts)
            if many and sum(not text.endswith(_STOPS) for text in full) * 2 > len(full):
                return wrap._replace(most=most)
    return None


def full_size(sizes: Counter[int], least: int, slack: int) -> int | None:
    """The size that full lines have, near which several are; None where more are longer."""
    few, longer = sum(sizes.values()) // 20, 0
    for size in sorted(sizes, reverse=True):
        full = sum(sizes[size - short] for short in range(slack + 1))
        if longer > few or size < least:
            return None
        if full >= _FEWEST and size <= _WIDEST:
            return size
        longer += sizes[size]
    return None


def _joined(lines: Sequence[Line], wrapped: Wrap | None, typed: bool) -> Iterator[Paragraph]:
    """Paragraphs of lines that go on on the next one."""
    gap = False
    for group in _groups(lines, wrapped, typed):
        apart = {
            line.text.strip()
            for line in group[1:]
            if lists_more(group[:1], line.text) or opens_label(line.text)
        }
        text = glued([line.text.strip() for line in group], apart)
        if text or group[0].cells:
            yield Paragraph(group[0].number, text, group[0].cells, gap)
        gap = not text


def _groups(lines: Sequence[Line], wrapped: Wrap | None, typed: bool) -> Iterator[list[Line]]:
    """The lines of each paragraph; an empty line is a group of its own."""
    group: list[Line] = []
    for at, line in enumerate(lines):
        if group and not belongs(group, lines[at : at + _MOST_JOINED], wrapped, typed):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def belongs(
    group: Sequence[Line], following: Sequence[Line], wrapped: Wrap | None, typed: bool
) -> bool:
    """Whether the first line of those that follow goes on the paragraph before it: that cannot end
    there, or, in a typed text, was wrapped."""
    last, line = group[-1], following[0]
    if line.cells or last.cells or not (line.text.strip() and last.text.strip()):
        return False
    if number(line.text) is not None or is_page_line(line.text):
        return False
    if opens_label(line.text):
        return has_open(group, following) or parts_label(last.text, line.text)
    if parts_day(last.text, line.text):
        return typed
    full = typed and is_full(last.text, line.text, wrapped, opens_label(group[0].text))
    return full or goes_on(last.text) or has_open(group, following) or lists_more(group, line.text)


def has_open(group: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a bracket is still open after the few lines of a group, and closed in those that
    follow before the next number."""
    left = sum(unclosed(line.text) for line in group)
    if left <= 0 or len(group) > _MOST_JOINED:
        return False
    for line in takewhile(lambda line: number(line.text) is None, following):
        left += unclosed(line.text)
        if left <= 0:
            return True
    return False


def opens_label(line: str) -> bool:
    """Whether a line begins with the label of a clause."""
    return label(half(line).lstrip(), 0) is not None


def parts_day(last: str, line: str) -> bool:
    """Whether a day was broken between two lines: 10月 and 底前完成."""
    begun = _DAY_BEGUN.search(half(last).rstrip())
    return begun is not None and _DAY_ENDS.match(half(line).lstrip()) is not None


def parts_label(last: str, line: str) -> bool:
    """Whether a label was broken between two lines: 。完成 and 时限：9月底."""
    begun = _LABEL_BEGUN.search(half(last).rstrip())
    return begun is not None and label(begun[1] + half(line).lstrip(), 0) is not None


def is_full(last: str, line: str, wrapped: Wrap | None, clause: bool = False) -> bool:
    """Whether a line was wrapped after `last`: that one is full, and this one not indented; or
    that one is indented as paragraphs are, long, and stops in the middle of a sentence. The
    first line of a paragraph may have lost its indent, and a line of a labelled `clause` ends with
    a stop or is nearly full."""
    text = last.rstrip()
    indent, before = indent_of(line), indent_of(last)
    if wrapped is not None:
        lost = _INDENT if not before and number(text) is not None else 0
        if wrapped.measure(text) + lost >= wrapped.most - wrapped.slack:
            return indent <= max(before, lost)
        if clause and wrapped.measure(text) >= wrapped.most * _NEARLY:
            return indent <= before and not text.endswith(_STOPS)
    return indent < before and width(text) >= _LONG and not text.endswith(_STOPS)


def indent_of(line: str) -> int:
    """The columns of the blanks that a line begins with."""
    return width(line[: len(line) - len(line.lstrip())])


def goes_on(text: str) -> bool:
    """Whether a paragraph cannot end with this line: with 、 or a label without names."""
    flat = half(text).rstrip()
    if not flat.endswith(":"):
        return flat.endswith("、")
    start = max(flat.rfind(sign) for sign in " 。;,(") + 1
    return label(flat, start) is not None or label(flat, 0) is not None


def lists_more(group: Sequence[Line], line: str) -> bool:
    """Whether a line goes on the list of units that a label in the line above begins: it names but
    units, and is set in, behind a comma, or one of several below the label alone."""
    text = "".join(each.text for each in group[-_MOST_JOINED:])
    found = label(half(group[0].text).lstrip(), 0)
    if found is None or found[0] not in UNIT_ROLES:
        return False
    names = [name for name in _BETWEEN.split(half(line).strip()) if name]
    alone = not half(group[0].text).lstrip()[found[1] :].strip()
    near = indent_of(line) > indent_of(group[0].text) or half(text).rstrip().endswith(",") or alone
    return near and all(map(is_unit, names)) and not line.rstrip().endswith("。")


def parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph; one that holds several tasks, since it was copied without line ends, as one for
    each heading and task: where numbers rise and clauses close."""
    flat = half(paragraph.text)
    numbers = [] if paragraph.cells else _NUMBER.findall(flat)
    starts = list(openings(flat)) if len(numbers) > 1 else []
    ends = [*starts[1:], len(flat)] if starts else []
    texts = [paragraph.text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
    if sum(bool(cut(text).parts) for text in texts) < _FEWEST_CLAUSES:
        yield paragraph
        return
    if starts[0]:
        yield paragraph._replace(text=paragraph.text[: starts[0]].strip())
    for text in texts:
        yield paragraph._replace(text=text, gap=False)


def openings(flat: str) -> Iterator[int]:
    """Where inside a paragraph a heading or item may begin, outside brackets: its number goes on
    from the last of its rank behind what closes a sentence or clause, or is the first below a
    heading."""
    last: dict[int, int] = {}
    above = -1  # the rank of the last that was found
    for found in _NUMBER.finditer(without_brackets(flat)):
        at = found.start()
        opened = number(flat[at : at + _LONGEST_NUMBER])
        if opened is None:
            continue
        before = flat[max(at - 2, 0) : at].rstrip()[-1:]
        first = opened.value == 1 and above < opened.rank and before not in _NO_BEGIN
        goes_on = opened.value == last.get(opened.rank, -1) + 1
        if first or (goes_on and (before in _CLOSED or above < opened.rank)):
            above, last[opened.rank] = opened.rank, opened.value
            yield at


def without_brackets(flat: str) -> str:
    """Half-width text with blanks for what its brackets hold, but for those of numbers."""
    shown, end = list(flat), 0
    for start, close in sorted(pairs(flat).items()):
        if start >= end and number(flat[start : close + 1]) is None:
            shown[start : close + 1] = " " * (close + 1 - start)
            end = close
    return "".join(shown)


def unclosed(text: str) -> int:
    """How many more brackets a line opens than it closes."""
    flat = half(text)
    return sum(map(flat.count, OPENING)) - sum(map(flat.count, OPENING.values()))


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
