"""A ledger, a table of tasks with their progress as offices keep it in a workbook → a plan, what
was left out of it, and where a person must decide, each by its cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from fjkx.notice.clause import Part, answer, listed_parts
from fjkx.notice.draft import Doubt, Draft, Left, Place, Reason
from fjkx.notice.front import day_in, period_in, year_in
from fjkx.notice.heads import ON_TIME, TICKS, Column, squeezed, status_of
from fjkx.notice.numbers import CHAPTER, GROUP, SECTION, number
from fjkx.notice.planned import counted, units_of
from fjkx.notice.source import glued
from fjkx.notice.workbook.amounts import amount_of, due_of
from fjkx.notice.workbook.cells import Book, Cell, Sheet, cell_name, column_name, plain_number
from fjkx.notice.workbook.headed import Grid, Table, heads_of
from fjkx.plan.errors import RequestError
from fjkx.plan.model import (
    Measure,
    Plan,
    Record,
    Section,
    Task,
    Unit,
    last_status_record,
    period,
    split_text,
)
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.names import chinese_number
from fjkx.words.units import is_nothing, is_unit, what_is_odd

_MOST_SHOWN: Final = 3  # cells of a column that has no place in a plan
_AROUND_TITLE: Final = re.compile(r"^附[件表]\d*[：:]|[（(]截[至止].*?[)）]$")
_POST: Final = re.compile(
    r"(?<!\S)(?:常务|党组|党委)?副?(?:[省市县区州镇乡局处科院校部厅]长|主任|书记|主席|秘书长)(?!\S)"
)
_TOTAL: Final = re.compile("合计|小计|总计|共计")
_BELOW: Final = re.compile("(?:备?注|说明|填表|审核|制表|填报|单位负责人|联系人|主要负责人|签)")
_FRONT: Final = re.compile(
    r"附[件表]\d*$|[(]?(?:统计)?截[至止]|.{0,4}(?:单位|部门|日期|时间|科室|联系人)(?:\(.*?\))?:"
    r"|单位:|[(].*[)]$|制表|填报|编号:|\d{4}年\d+月\d+日$"
)
_TICKED: Final = re.compile("^√\\s*")
_STOPS: Final = ("。", "；", ";", "！")
_NOTHING: Final = frozenset(
    ["无", "暂无", "没有", "无问题", "暂无问题", "/", "—", "-", "\\", "不存在"]
)
_OPEN_NAME: Final = re.compile(
    "(?:和|与|及)[^、]*(?<!局)(?<!委)(?<!办)(?<!厅)(?<!院)(?<!部)(?<!处)(?<!中心)$"
)


class Remarks:
    """What a person should know of a ledger, gathered while it is read."""

    def __init__(self) -> None:
        self.left: list[Left] = []
        self.doubts: list[Doubt] = []

    def leave(self, row: int, text: str, reason: Reason) -> None:
        """Something in a row that is not in the plan."""
        self.left.append(Left(row, text, reason))

    def doubt(self, row: int, column: int, message: str) -> None:
        """A cell that a person should look at."""
        self.doubts.append(Doubt(row, f"{cell_name(row, column)} {message}"))


class Item(NamedTuple):
    """A task by its rows, with the section and the group that it stands in."""

    rows: list[int]
    section: str | None
    group: str | None


class Values(NamedTuple):
    """What the row of a task says, without its text."""

    parts: tuple[Part, ...]
    due_text: str | None = None
    due: date | None = None
    status: str | None = None
    percent: float | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None


def ledger(
    book: Book,
    on: date | None,
    today: date,
    year: int | None = None,
    title: str | None = None,
    issuer: str | None = None,
) -> Draft:
    """The plan that a ledger holds; what it says of progress becomes records of the day `on`, else
    of the day that it says above its table, else of today.

    Raises RequestError where no sheet has heads of a ledger and a task below them.
    """
    found = [(grid, table) for grid in map(Grid, book.sheets) if (table := heads_of(grid))]
    read = [Reader(grid, table) for grid, table in found]
    best = max(read, key=lambda each: (not each.sheet.hidden, len(each.items)), default=None)
    if best is None or not best.items:
        raise RequestError(
            "没有认出任务：要找的是有表头（任务、单位、时限等列）的台账",
            "表头要有一列写任务，另有编号、单位或时限",
        )
    for sheet in book.sheets:
        if sheet is not best.sheet and sheet.cells:
            best.remarks.leave(1, f"表“{sheet.name}” {_why_not(sheet, read)}", "sheet")
    return best.draft(on, today, year, title, issuer)


def _why_not(sheet: Sheet, read: Sequence["Reader"]) -> str:
    """Why a sheet is not in the plan."""
    many = next((len(each.items) for each in read if each.sheet is sheet), 0)
    hidden = "隐藏的工作表，" if sheet.hidden else ""
    return f"{hidden}有 {many} 项任务，请另存为一个文件再导入" if many else f"{hidden}没有任务"


# -- rows -----------------------------------------------------------------------------------


class Reader:
    """A ledger being read: its rows as tasks under sections, then these as a plan."""

    def __init__(self, grid: Grid, table: Table) -> None:
        self.grid, self.table, self.sheet = grid, table, grid.sheet
        self.remarks = Remarks()
        self.sections: dict[str, Section] = {}
        self.items: list[Item] = []
        self.section: str | None = None
        self.group: str | None = None
        self.category = ""
        self.by_category: set[str] = set()
        self.unnumbered: dict[str, int] = {}  # the rows of headings without a number, by section
        self.ended = False
        self.fractions = {at: self.in_fractions(at) for at in table.of("percent")}
        for row in grid.rows:
            if row > table.last and (own := grid.own(row)):
                self.row(row, own)
        self.leave_footers()

    def only(self, *kinds: Column) -> int:
        """The first column of some kinds, 0 where there is none."""
        return next(iter(self.table.of(*kinds)), 0)

    def in_fractions(self, column: int) -> bool:
        """Whether the bare numbers of a column of shares are parts of 1."""
        cells = (c for (_, at), c in self.sheet.cells.items() if at == column)
        bare = [c.value for c in cells if isinstance(c.value, float) and c.shown == "number"]
        return bool(bare) and max(bare) <= 1 and any(0 < value < 1 for value in bare)

    def row(self, row: int, own: Mapping[int, Cell]) -> None:
        """Sort a row: one more task, more of the last, a heading, or none of the table's."""
        first = squeezed(next(iter(own.values())).text)
        shown = " ".join(" ".join(cell.text.split()) for cell in own.values())
        known = {c: cell for c, cell in own.items() if self.table.columns[c] != "other"}
        title = self.only("title")
        if {squeezed(c.text) for c in own.values()} <= set(
            map(squeezed, self.table.heads.values())
        ):
            self.remarks.leave(row, f"第 {row} 行是重复的表头", "total")
        elif _TOTAL.match(first):
            self.remarks.leave(row, f"第 {row} 行是合计：{shown}", "total")
        elif (len(own) <= 3 and _BELOW.match(first)) or self.ended:
            self.ended = True
            self.remarks.leave(row, f"第 {row} 行在表下：{shown}", "note")
        elif self.is_heading(row, own):
            self.heading(row, own)
        elif title in own or (not self.items and known):
            self.task(row, own)
        elif self.items and known and self.goes_on(row):
            self.items[-1].rows.append(row)
        else:
            self.remarks.leave(row, f"第 {row} 行没有任务：{shown}", "unclear")

    def is_heading(self, row: int, own: Mapping[int, Cell]) -> bool:
        """Whether a row is a heading over others: one text across most of the table, or one with
        such a number, be that in the column of numbers."""
        at = next(iter(own))
        found = number(own[at].text)
        ranked = found is not None and found.rank in (CHAPTER, SECTION, GROUP)
        if len(own) == 1:
            span = self.grid.spans.get((row, at))
            wide = span is not None and (span.right - span.left + 1) * 2 > self.grid.right
            return wide or ranked or (at == 1 != self.only("title"))
        if set(own) == {self.only("number"), self.only("title")}:
            words = half(own[self.only("number")].text).strip().strip("()、.")
            return bool(re.fullmatch("[一二三四五六七八九十]+", words))
        return False

    def heading(self, row: int, own: Mapping[int, Cell]) -> None:
        """A section, or below one a group: 一、… , （一）… ."""
        joint = "、" if len(own) > 1 else ""
        words = joint.join(
            glued(cell.text.split("\n")).strip().strip("、") for cell in own.values()
        )
        found = number(words)
        if found is not None and found.rank == GROUP and self.section is not None:
            self.group = words
        else:
            self.section, self.group = self.add_section(words), None
            if found is None:
                self.unnumbered[self.section] = row

    def leave_footers(self) -> None:
        """Take headings without a number below which no task stands for what they are: 共 26 项."""
        for key, row in self.unnumbered.items():
            if self.items and row > self.last_row():
                title = self.sections.pop(key).title
                self.remarks.leave(row, f"第 {row} 行在表下：{title}", "note")

    def add_section(self, words: str) -> str:
        """The id of a section: its number in Chinese, else the next, as often as it came."""
        found = number(words)
        ranked = found is not None and found.rank in (CHAPTER, SECTION, GROUP)
        value = found.value if found is not None and ranked else len(self.sections) + 1
        name = chinese_number(str(value))
        times = 1
        while (key := name if times == 1 else f"{name}{times}") in self.sections:
            times += 1
        rest = words[found.end :] if found is not None and ranked else words
        self.sections[key] = Section(key, rest.strip() or words)
        return key

    def goes_on(self, row: int) -> bool:
        """Whether a row without a title of its own is more of the task above: that title is merged
        over it, or both number and title are blank."""
        title = self.only("title")
        above = self.grid.spans.get((row, title))
        if above is not None and self.grid.text(row, title):
            return above.top == self.items[-1].rows[0]
        number_at = self.only("number")
        return not (number_at and number_at in self.grid.own(row)) and row == self.last_row() + 1

    def last_row(self) -> int:
        """The last row of the task above."""
        return self.items[-1].rows[-1]

    def task(self, row: int, own: Mapping[int, Cell]) -> None:
        """One more task, in the category beside it if there is one."""
        column = self.only("category")
        words = "".join(self.grid.text(row, column).split()) if column else ""
        if words and words != self.category:
            self.category = words
            if self.section is None or (self.group is None and self.section in self.by_category):
                self.section = self.add_section(words)
                self.by_category.add(self.section)
            else:
                self.group = words
        self.items.append(Item([row], self.section, self.group))

    # -- what rows say ----------------------------------------------------------------------

    def cells(self, row: int, fresh: bool, *kinds: Column) -> Iterator[tuple[int, Cell]]:
        """The cells of a row in columns of some kinds, those merged from above too; with `fresh`
        only those that begin in it. Of a cell with something wrong that is told, once."""
        for column in self.table.of(*kinds):
            cell = self.grid.cell(row, column)
            begins = not self.grid.above(row, column)
            if cell is None or (fresh and not begins):
                continue
            for odd in cell.odd if begins else ():
                shown = cell.text if odd == "错误值" else f"（“{cell.text}”）"
                gone = "，未导入" if cell.value is None else "，请核对"
                self.remarks.doubt(row, column, f"{odd}{shown}{gone}")
            if cell.value is not None:
                yield column, cell

    def parts(self, row: int) -> Iterator[Part]:
        """Who answers for the task of a row."""
        for kind in ("leader", "lead", "responsible", "support"):
            for column, cell in self.cells(row, False, kind):
                text = people(cell.text) if kind == "leader" else self.units(row, column, cell.text)
                for part in listed_parts(text, kind):
                    if part.role != "dropped":
                        yield part
                    elif not self.grid.above(row, column):
                        place = f"{cell_name(row, column)} 单位里的“{part.text}”"
                        self.remarks.leave(row, place, "clause")

    def units(self, row: int, column: int, text: str) -> str:
        """A cell of units, with names that go on in the next line in one piece: 城乡⏎建设局."""
        lines = [line for each in text.splitlines() if (line := each.strip())]
        joined = lines[:1]
        for line in lines[1:]:
            name = re.split("[、,，;；:：)）]", joined[-1])[-1]
            whole = not name or (is_unit(name) and not _OPEN_NAME.search(name))
            if whole:
                joined.append(line)
                continue
            joined[-1] += line
            if not self.grid.above(row, column):
                second = re.split("[、,，;；]", line)[0]
                self.remarks.doubt(row, column, f"“{name}⏎{second}”折行，按一个单位处理")
        return "\n".join(joined)

    def due(self, row: int, year: int) -> tuple[str | None, date | None]:
        """The deadline of a row, in the cell's words and as a day."""
        for column, cell in self.cells(row, False, "due"):
            if is_nothing(cell.text):
                continue
            found = due_of(cell, year)
            if found.wrong and not self.grid.above(row, column):
                self.remarks.doubt(row, column, found.wrong)
            return found.text or None, found.day
        return None, None

    def status(self, row: int, percent: float | None, note: str | None) -> str | None:
        """What a row says of its status: whether it is closed, then words and ticks for it, then
        its share, then a note that is but a word."""
        ticked = [
            (column, status_of(self.table.heads[column]))
            for column, cell in self.cells(row, True, "tick")
            if cell.text.strip() in TICKS or status_of(cell.text) in ("done", "closed")
        ]
        worded = [
            (column, status)
            for column, cell in self.cells(row, True, "status", "percent")
            if (status := self.status_in(column, cell))
        ]
        for column, cell in self.cells(row, True, "status"):
            if status_of(cell.text) is None and not is_nothing(cell.text):
                self.remarks.doubt(row, column, f"状态“{cell.text.strip()}”没有认出")
        if len({status for _, status in ticked}) > 1:
            self.remarks.doubt(row, ticked[1][0], "勾选了几个状态")
            ticked = []
        words = [*ticked, *worded]
        first = words[0][1] if words else None
        for column, cell in self.cells(row, True, "closed"):
            if status_of(cell.text) not in ("done", "closed") and cell.text.strip() not in TICKS:
                continue
            if first in (None, "done", "closed"):
                return "closed"
            message = f"是否销号填“{cell.text.strip()}”，状态却是“{self.table.heads[words[0][0]]}”"
            self.remarks.doubt(row, column, f"{message}，相互矛盾")
        if first == "late":
            self.remarks.doubt(row, words[0][0], "滞后，状态按推进中计")
            return "doing"
        if first == "open":
            return "doing" if percent or note else "todo"
        if first is not None:
            return first
        if percent is not None:
            return "done" if percent >= 100 else "doing" if percent > 0 else "todo"
        return None

    def status_in(self, column: int, cell: Cell) -> str | None:
        """The status that a word says; 是 or 否 under 是否达到序时进度 says how it is going."""
        status = status_of(cell.text)
        if not ON_TIME.search(self.table.heads[column]) or status not in ("done", "open"):
            return status
        late = (status == "open") == ("序时" in self.table.heads[column])
        return "late" if late else "doing"

    def percent(self, row: int) -> float | None:
        """The share of a row, 0–100; of several columns the last that is filled."""
        found = None
        for column, cell in self.cells(row, True, "percent"):
            if status_of(cell.text) or is_nothing(cell.text):
                continue
            amount = amount_of(cell, self.fractions[column])
            if amount.wrong:
                gone = "" if amount.percent is not None else "，未导入"
                self.remarks.doubt(row, column, f"{amount.wrong}{gone}")
            found = amount.percent if amount.percent is not None else found
        return found

    def words(self, row: int, kind: Column) -> str | None:
        """A text of a row: notes, problems, next steps; of several columns the last filled."""
        found = None
        for _, cell in self.cells(row, True, kind):
            text = glued([line.strip() for line in cell.text.splitlines()])
            if text not in _NOTHING and not is_nothing(text):
                found = text
        return found

    def values(self, row: int, year: int) -> Values:
        """All that a row says of its task."""
        percent, note = self.percent(row), self.words(row, "note")
        worded = status_of(note) if note else None
        note = None if worded else note
        status = self.status(row, percent, note)
        if status is None and worded:
            status = {"late": "doing", "open": "doing"}.get(worded, worded)
        due_text, due = self.due(row, year)
        problem, following = self.words(row, "problem"), self.words(row, "next")
        parts = tuple(self.parts(row))
        return Values(parts, due_text, due, status, percent, note, problem, following)

    def text(self, row: int) -> str:
        """What a row says is to be done, in the order of its columns, without ticks."""
        found = [
            glued([_TICKED.sub("", line.strip()) for line in cell.text.splitlines()])
            for _, cell in self.cells(row, True, "text")
        ]
        return "".join(each if each.endswith(_STOPS) else f"{each}。" for each in found[:-1]) + (
            found[-1] if found else ""
        )

    def ticked(self, row: int) -> frozenset[str]:
        """The sentences of the lines that a row ticks off: √ 举办首期。"""
        cells = (cell for _, cell in self.cells(row, True, "text"))
        lines = (line.strip() for cell in cells for line in cell.text.splitlines())
        marked = (_TICKED.sub("", line) for line in lines if _TICKED.match(line))
        return frozenset(sentence for line in marked for sentence in split_text(line))

    # -- the plan ---------------------------------------------------------------------------

    def draft(
        self, on: date | None, today: date, year: int | None, title: str | None, issuer: str | None
    ) -> Draft:
        """The plan, and what is said about it, as `ledger` returns it."""
        own, lines = self.title()
        days = (day for line in lines if (day := day_in(half(line))) and day <= today)
        on = on or max(days, default=today)
        title = title or own
        named = [year, *map(year_in, [title or "", *lines]), self.year_of_days()]
        found = next(filter(None, named), today.year)
        names = self.ids()
        tasks = tuple(
            self.made(item, name, found, on) for item, name in zip(self.items, names, strict=True)
        )
        self.remark_columns()
        self.remark_hidden(names)
        units = dict.fromkeys(name for task in tasks for name in units_of(task))
        for name in units:
            if reason := what_is_odd(name):
                doubt = Doubt(self.table.last, f"“{name}”{reason}", ("unit", name))
                self.remarks.doubts.append(doubt)
        start, due = period_in(title or "", found)
        plan = Plan(
            title=title or f"{found}年工作台账",
            year=found,
            issuer=issuer,
            start=start,
            due=due,
            units=tuple(map(Unit, units)),
            sections=tuple(self.sections.values()),
            tasks=tasks,
        )
        if on < period(plan)[0] and any(map(last_status_record, tasks)):
            message = f"进展记在 {on}，早于计划的起始 {period(plan)[0]}：年份或 --on 不对？"
            self.remarks.doubts.append(Doubt(self.table.first, message))
        left = sorted(dict.fromkeys(self.remarks.left), key=lambda each: each.line)
        pairs = zip(self.items, names, strict=True)
        places: dict[int, Place] = {r: ("task", name) for item, name in pairs for r in item.rows}
        doubts = (d._replace(place=d.place or places.get(d.line)) for d in self.remarks.doubts)
        return Draft(
            plan, tuple(left), tuple(sorted(set(doubts), key=lambda d: (d.line, d.message)))
        )

    def title(self) -> tuple[str | None, list[str]]:
        """The heading of the table, joined where it stands in two rows, and all lines above."""
        parts: list[str] = []
        lines: list[str] = []
        for row in self.grid.rows:
            if row >= self.table.first:
                break
            own = self.grid.own(row)
            words = " ".join(" ".join(cell.text.split()) for cell in own.values())
            lines.append(words)
            if len(own) > 1 or _FRONT.match(squeezed(words)):
                self.remarks.leave(row, f"第 {row} 行在表上：{words}", "page")
            elif own:
                parts.append("".join(words.split()))
        below = (self.grid.text(row, 1) for row in self.grid.rows if row > self.items[-1].rows[-1])
        return _AROUND_TITLE.sub("", "".join(parts)) or None, [*lines, *below]

    def year_of_days(self) -> int | None:
        """The year of most of the days among the deadlines."""
        at = set(self.table.of("due"))
        cells = ((column, cell.value) for (_, column), cell in self.sheet.cells.items())
        years = Counter(v.year for column, v in cells if column in at and isinstance(v, date))
        return years.most_common(1)[0][0] if years else None

    def ids(self) -> list[str]:
        """The ids of the tasks: their numbers, behind those of their sections where numbers begin
        anew; those without one count on."""
        at = self.only("number")
        shown = [
            half(self.grid.text(item.rows[0], at)).strip().strip("().、") for item in self.items
        ]
        plain = list(map(typable, shown))
        for item, text in zip(self.items, shown, strict=True):
            cell = self.grid.cell(item.rows[0], at) if at else None
            if at and not text:
                words = self.grid.text(item.rows[0], self.only("title"))
                self.remarks.doubt(item.rows[0], at, f"没有编号的任务“{words}”")
            elif cell is not None and isinstance(cell.value, float):
                stored = plain_number(cell.value)
                if "." in text and text != stored:
                    message = f"编号显示 {text}，单元格存的是数字 {stored}"
                    self.remarks.doubt(item.rows[0], at, message)
        keys = [(item.section, each) for item, each in zip(self.items, plain, strict=True) if each]
        for item, key in zip(self.items, plain, strict=True):
            if key and Counter(keys)[item.section, key] > 1:
                self.remarks.doubt(item.rows[0], at, f"编号 {key} 重复")
        if len({key for _, key in keys}) < len(keys):
            pairs = zip(self.items, plain, strict=True)
            plain = ["-".join(filter(None, (i.section, each))) if each else "" for i, each in pairs]
        highest = max(
            (int(each) for each in plain if each.isascii() and each.isdecimal()), default=0
        )
        filled: list[str] = []
        for each in plain:
            highest += not each
            filled.append(each or f"{highest}")
        return [n if times == 1 else f"重{times}-{n}" for n, times in counted(filled)]

    def made(self, item: Item, name: str, year: int, on: date) -> Task:
        """The task of one or several rows."""
        whole = "".join(glued(c.text.split()) for _, c in self.cells(item.rows[0], True, "title"))
        title, _, rest = whole.partition("。")
        values = self.with_repeats([self.values(row, year) for row in item.rows], item)
        texts = [self.text(row) for row in item.rows]
        rest = rest.strip() if not texts[0] or rest.endswith(_STOPS) or not rest else f"{rest}。"
        answers = [answer(each.parts) for each in values]
        lead = dict.fromkeys(unit for each in answers for unit in each.lead)
        support = dict.fromkeys(unit for each in answers for unit in each.support)
        leaders = dict.fromkeys(name for each in answers for name in each.leaders)
        task = Task(
            id=name,
            title=title.strip(),
            section=item.section,
            group=item.group,
            lead=tuple(lead),
            support=tuple(unit for unit in support if unit not in lead),
            leaders=tuple(leaders),
            due=max((each.due for each in values if each.due), default=None),
            due_text="、".join(dict.fromkeys(v.due_text for v in values if v.due_text)) or None,
        )
        if len(values) == 1:
            return with_report(task, values[0], rest + texts[0], self.ticked(item.rows[0]), on)
        if len({(each.due, who) for each, who in zip(values, answers, strict=True)}) > 1:
            message = f"任务{name}：各行单位或时限不同：时限取最后一个，单位合并"
            self.remarks.doubt(item.rows[0], self.only("title"), message)
        return with_rows(task, values, texts, rest, on)

    def with_repeats(self, values: list[Values], item: Item) -> list[Values]:
        """The rows of a task whose number and title are blank below the first, with the units,
        people and deadlines of the row above where they have none."""
        title = self.only("title")
        if len(values) == 1 or (item.rows[0], title) in self.grid.spans:
            return values
        found = values[:1]
        for row in values[1:]:
            above = found[-1]
            has = {part.role for part in row.parts}
            missing = [part for part in above.parts if part.role not in has]
            row = row._replace(parts=(*missing, *row.parts))
            if row.due_text is None and row.due is None:
                row = row._replace(due_text=above.due_text, due=above.due)
            found.append(row)
        return found

    def remark_columns(self) -> None:
        """Say which columns, comments and cells have no place in a plan."""
        rows = [row for item in self.items for row in item.rows]
        for column in self.table.of("other"):
            filled = [
                (row, c.text) for row in sorted(rows) if (c := self.grid.own(row).get(column))
            ]
            if not filled:
                continue
            shown = "、".join(
                f"{cell_name(row, column)}“{' '.join(text.split())}”"
                for row, text in filled[:_MOST_SHOWN]
            )
            more = f" 等 {len(filled)} 处" if len(filled) > _MOST_SHOWN else ""
            hidden = "隐藏列" if column in self.sheet.hidden_columns else ""
            words = f"列{column_name(column)} {hidden}“{self.table.heads[column]}”：{shown}{more}"
            self.remarks.leave(self.table.last, words, "column")
        for (row, column), text in self.sheet.comments.items():
            self.remarks.leave(
                row, f"{cell_name(row, column)} 批注“{' '.join(text.split())}”", "note"
            )

    def remark_hidden(self, names: Sequence[str]) -> None:
        """Say which tasks stand in hidden rows, and which columns are hidden and taken all the
        same."""
        for item, name in zip(self.items, names, strict=True):
            for row in item.rows:
                if row in self.sheet.hidden_rows:
                    message = f"第 {row} 行是隐藏行，已导入，请核对"
                    self.remarks.doubts.append(Doubt(row, message, ("task", name)))
        for column, kind in self.table.columns.items():
            if column in self.sheet.hidden_columns and kind != "other":
                message = (
                    f"列{column_name(column)} 隐藏列“{self.table.heads[column]}”，已导入，请核对"
                )
                self.remarks.doubts.append(Doubt(self.table.last, message))


def typable(number: str) -> str:
    """A number as the id of a task: 2.10, which would be a measure of task 2, as 二-10."""
    first, *rest = re.sub(r"[^0-9一-龥A-Za-z]+", "-", number).strip("-").split("-")
    return "-".join([chinese_number(first) if rest and first.isdecimal() else first, *rest])


def people(text: str) -> str:
    """The names of people in a cell, without the blanks that stretch one: 许　长 庚."""
    words = text.split()
    if len(words) > 1:  # 常务副区长 王某
        text = "\n".join(_POST.sub("", line) for line in text.splitlines())
    lines = (line.split() for line in text.splitlines())
    return "\n".join(
        "".join(words) if any(len(word) == 1 for word in words) else "、".join(words)
        for words in lines
    )


def with_report(task: Task, values: Values, text: str, done: frozenset[str], on: date) -> Task:
    """The task of one row, with what it reports and the sentences that are done as records."""
    record = report(values, on)
    measures = [Measure(each, "done" if each in done else "todo") for each in split_text(text)]
    records = [
        Record(on, measure=at, status="done")
        for at, measure in enumerate(measures, 1)
        if measure.status == "done"
    ]
    told = record._replace(percent=record.percent or None)
    if told not in (Record(on), Record(on, status="todo")):  # else nobody has reported yet
        records.append(record)
    return task._replace(
        status=values.status or ("doing" if records else "todo"),
        percent=record.percent if record in records else None,
        measures=tuple(measures),
        records=tuple(records),
    )


def with_rows(
    task: Task, values: Sequence[Values], texts: Sequence[str], rest: str, on: date
) -> Task:
    """The task of several rows, each of them a measure."""
    measures = [Measure(text) for text in split_text(rest)]
    records: list[Record] = []
    for each, text in zip(values, texts, strict=True):
        complete = each.status in ("done", "closed")
        measures.append(Measure(text or "（无文字）", "done" if complete else "todo"))
        record = report(each, on)._replace(
            measure=len(measures), status="done" if complete else None
        )
        if record.percent is not None:  # a measure has no share of its own
            note = f"进度{record.percent}%。{record.note or ''}"
            record = record._replace(percent=None, note=note)
        if any(record[2:-1]):
            records.append(record)
    statuses = {each.status for each in values}
    status = values[0].status if len(statuses) == 1 else "doing"
    status = status or ("doing" if records else "todo")
    whole = (Record(on, status=status),) if records or status != "todo" else ()
    return task._replace(status=status, measures=tuple(measures), records=(*records, *whole))


def report(values: Values, on: date) -> Record:
    """What a row reports."""
    return Record(
        on,
        status=values.status,
        percent=None if values.percent is None else round(values.percent),
        note=values.note,
        problem=values.problem,
        next=values.next,
    )
