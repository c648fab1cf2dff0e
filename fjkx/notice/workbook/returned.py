"""A workbook that a unit has filled in → what it reports, row by row, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from fjkx.changes.steps import record_reports
from fjkx.changes.types import Outcome, Report
from fjkx.notice.front import year_in
from fjkx.notice.heads import squeezed
from fjkx.notice.source import visible
from fjkx.notice.tables import DITTO
from fjkx.notice.workbook import form
from fjkx.notice.workbook.amounts import amount_of
from fjkx.notice.workbook.cells import Book, Cell, Sheet, cell_name, column_name, plain_number
from fjkx.notice.workbook.headed import Grid
from fjkx.notice.workbook.sheets import read
from fjkx.plan.characters import hidden
from fjkx.plan.errors import FjkxError, RequestError
from fjkx.plan.model import (
    OPEN,
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    canonical_names,
    is_complete,
    is_report,
    reporters,
)
from fjkx.plan.named import NamedTuple
from fjkx.words import names
from fjkx.words.half import half
from fjkx.words.names import Target
from fjkx.words.units import is_nothing

_NOTHING: Final = frozenset({"暂无", "没有", "无问题", "暂无问题"})
_SEVERAL: Final = re.compile(r"[、,，;；/\s]|[0-9]\s*[-—~至]\s*[0-9]")
_LAST_HEAD: Final = 30
_NO_NAME: Final = re.compile(r"[（(\[【_\-—\s].*|\d+$|副本.*|已填.*|回复.*|反馈.*")
_NONE_AFTER: Final = "。.；;，,、：:！!？?…—（(【[《“‘「『"  # signs that need no semicolon
_NONE_BEFORE: Final = "。；;，,、：:！!？?…—）)】]》”’」』"
_ESCAPED: Final = re.compile("_x000[dD]_")


class Fault(NamedTuple):
    """A cell whose value was not accepted; row and column count from 1, 0 is none."""

    row: int
    column: int
    message: str

    def __str__(self) -> str:
        row = f"第 {self.row} 行" if self.row else ""
        column = f" {column_name(self.column)} 列" if self.column else ""
        return f"{row}{column}：{self.message}" if row else self.message


class Entry(NamedTuple):
    """What a row reports, and who of the unit filled it in."""

    row: int
    target: Target
    report: Report
    who: str = ""


class Return(NamedTuple):
    """A returned workbook: the unit, what it reports, what was wrong, what a person should know,
    how many rows are unchanged, and those that are not in the plan."""

    name: str
    unit: str
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()
    unchanged: int = 0
    unknown: tuple[Fault, ...] = ()
    columns: Mapping[int, str] = {}
    lines: Mapping[int, tuple[str, ...]] = {}


class Gathered(NamedTuple):
    """All that came back: the workbooks read, and the names of those that are none, with why. With
    `partial` what is right of a workbook with faults is accepted, else nothing of it."""

    returns: tuple[Return, ...]
    refused: tuple[tuple[str, str], ...] = ()
    partial: bool = False

    def accepted(self) -> tuple[Return, ...]:
        """The workbooks of which something is recorded."""
        return tuple(r for r in self.returns if r.entries and (self.partial or not r.faults))

    def is_faultless(self) -> bool:
        """Whether nothing was left out."""
        return not self.refused and not any(each.faults for each in self.returns)


Books = Sequence[tuple[str, Book | str]]


def opened(name: str, data: bytes | str) -> tuple[str, Book | str]:
    """A workbook by the name of its file; in the place of one that cannot be read why."""
    try:
        return name, data if isinstance(data, str) else read(data)
    except RequestError as error:
        return name, str(error)


def gathered(books: Books, plan: Plan, on: date, partial: bool) -> Gathered:
    """What workbooks report on the day `on`."""
    returns: list[Return] = []
    refused: list[tuple[str, str]] = []
    for name, book in books:
        try:
            if isinstance(book, str):
                raise RequestError(book)
            returns.append(returned(book, plan, name.rpartition("/")[2], on))
        except RequestError as error:
            refused.append((name, str(error)))
    return Gathered(tuple(returns), tuple(refused), partial)


def returned(book: Book, plan: Plan, name: str, on: date) -> Return:
    """What a workbook of the file `name` (院士办.xlsx) reports on the day `on`.

    Raises RequestError where it is no form, or another plan's, or does not say whose.
    """
    grid, head = form_in(book)
    keys = keys_of(book)
    refuse_other(plan, grid, head, keys)
    unit = unit_of(plan, keys, name)
    reader = Reader(plan, grid, head, unit, on, keys)
    reader.read()
    return reader.result(name)


def form_in(book: Book) -> tuple[Grid, int]:
    """The sheet with the heads of a form, and their row. Raises RequestError."""
    for sheet in sorted(book.sheets, key=lambda each: each.hidden):
        grid = Grid(sheet)
        for row in grid.rows:
            heads = {squeezed(cell.text) for cell in grid.own(row).values()}
            if row <= _LAST_HEAD and len(heads & _ASKED) > 1 and heads & {form.NUMBER, form.TITLE}:
                return grid, row
    raise RequestError("不是填报表：没有“编号”“进展情况”等表头", "请收下发的那份填好的工作簿")


_ASKED: Final = frozenset(form.ASKED)


class Keys(NamedTuple):
    """What the hidden sheet says: its keys, and the rows as they were sent, by number."""

    values: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]


def keys_of(book: Book) -> Keys:
    """What the hidden sheet says; nothing where it is lost."""
    sheet = next((each for each in book.sheets if each.name == form.KEYS_SHEET), Sheet("", {}))
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    values = {row[1]: row[2] for row in rows.values() if row.get(1) in form.KEYS and 2 in row}
    width = range(2, len(form.GIVEN) + 2)
    lines = (tuple(row.get(at, "") for at in width) for row in rows.values() if row.get(1) == "行")
    return Keys(values, {line[0]: line for line in lines})


def refuse_other(plan: Plan, grid: Grid, head: int, keys: Keys) -> None:
    """Raises RequestError for the form of another plan: by the hidden sheet and above the table it
    has another title, which names another year, or a task was sent that is not in the plan. With
    all its tasks there the plan was merely given another title."""
    above = (cell.text.strip() for r in grid.rows if r < head for cell in grid.own(r).values())
    shown = (text.removesuffix(form.HEADING) for text in above if text.endswith(form.HEADING))
    titles = list(filter(None, [keys.values.get(form.PLAN), *shown]))
    if not titles or squeezed(plan.title) in map(squeezed, titles):
        return
    tasks = {(task.id, squeezed(task.title)) for task in plan.tasks}
    sent = {(line[0].partition(".")[0], squeezed(line[1])) for line in keys.lines.values()}
    if year_in(titles[0]) not in (None, plan.year) or not sent <= tasks:
        raise RequestError(
            f"是“{titles[0]}”的填报表，不是“{plan.title}”的；收进那一份：加上 -f 那一份"
        )


def unit_of(plan: Plan, keys: Keys, name: str) -> str:
    """The declared name of the unit that a workbook is from: as the hidden sheet says, else as the
    file's name does. Raises RequestError where neither names one."""
    sent = keys.values.get(form.UNIT)
    known = canonical_names(plan)
    if sent is not None and sent in known:
        return known[sent]
    stem = name.rpartition(".")[0] or name
    for typed in (stem, _NO_NAME.sub("", stem)):
        try:
            return names.unit(plan, typed)
        except FjkxError:
            continue
    inside = {known[each] for each in known if each in stem}
    longest = [each for each in inside if not any(each in other for other in inside - {each})]
    if len(longest) == 1:
        return longest[0]
    raise RequestError(
        "不知道是哪个单位的：隐藏的工作表没有了，文件名也不是单位名", "请把文件名改成单位名"
    )


class Reader:
    """A form being read."""

    def __init__(self, plan: Plan, grid: Grid, head: int, unit: str, on: date, keys: Keys) -> None:
        self.plan, self.grid, self.head, self.unit, self.on = plan, grid, head, unit, on
        self.keys = keys
        self.known = canonical_names(plan)
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []
        self.unknown: list[Fault] = []
        self.unchanged = 0
        self.columns: dict[str, int] = {}
        self.places = {task.id: at for at, task in enumerate(plan.tasks)}
        self.titled: dict[str, list[int]] = {}
        for at, task in enumerate(plan.tasks):
            self.titled.setdefault(squeezed(task.title), []).append(at)

    def result(self, name: str) -> Return:
        """What has been read of the file of this name."""
        faults = tuple(sorted(self.faults))
        heads = (*form.GIVEN, *form.ASKED)
        return Return(
            name,
            self.unit,
            tuple(self.entries),
            faults,
            tuple(sorted(self.remarks)),
            self.unchanged,
            tuple(self.unknown),
            {column: head for head, column in self.columns.items()},
            {
                row: tuple(self.text(row, head) for head in heads)
                for row in sorted({fault.row for fault in faults})
                if row > self.head
            },
        )

    def cell(self, row: int, head: str) -> Cell | None:
        """The cell of a row below a head."""
        return self.grid.cell(row, self.columns.get(head, 0))

    def text(self, row: int, head: str) -> str:
        """Its text."""
        return self.grid.text(row, self.columns.get(head, 0))

    def fault(self, row: int, where: str | int, message: str) -> None:
        """A value that is not accepted, below a head or in a column, 0 for the row."""
        self.faults.append(self.at(row, where, message))

    def remark(self, row: int, where: str | int, message: str) -> None:
        """Something that a person should know."""
        self.remarks.append(self.at(row, where, message))

    def at(self, row: int, where: str | int, message: str) -> Fault:
        """What is wrong, by its row and column."""
        column = where if isinstance(where, int) else self.columns.get(where, 0)
        return Fault(row, column, message)

    def read(self) -> None:
        """All rows below the heads."""
        self.read_heads()
        rows = [row for row in self.grid.rows if row > self.head]
        found = {row: target for row in rows if (target := self.target(row)) is not None}
        filled = {row: target for row, target in found.items() if self.is_filled(row)}
        times = Counter(filled.values())
        for row, target in found.items():
            self.compare(row, target)
            if row not in filled:
                self.unchanged += 1
            elif times[target] > 1:
                self.fault(row, form.NUMBER, f"编号“{self.text(row, form.NUMBER)}”填了几行")
            else:
                self.entry(row, target)
        for (row, column), text in sorted(self.grid.sheet.comments.items()):
            self.remark(row, column, f"批注“{' '.join(text.split())}”没有收")
        sent = self.keys.values.get(form.FINGERPRINT)
        if sent is not None and sent != form.fingerprint(self.plan):
            self.remark(0, 0, "下发以后计划的任务有增减或改名")

    def read_heads(self) -> None:
        """Which column holds what, wherever it was moved to."""
        for column, cell in self.grid.own(self.head).items():
            word = squeezed(cell.text)
            if word in self.columns:
                self.fault(self.head, column, f"“{word}”有两列")
            elif word in (*form.GIVEN, *form.ASKED):
                self.columns[word] = column
            elif word != form.ADVICE and any(
                self.grid.text(row, column) for row in self.grid.rows if row > self.head
            ):
                self.remark(self.head, column, f"没有“{word}”这一栏，其中的内容没有收")
        missing = [f"“{each}”" for each in form.ASKED if each not in self.columns]
        if missing:
            self.remark(self.head, 0, f"表头里没有{'、'.join(missing)}")

    def is_filled(self, row: int) -> bool:
        """Whether anything was filled in, who did it aside."""
        cells = (self.cell(row, head) for head in form.ASKED[:-1])
        return any(cell is not None and not is_nothing(cell.text) for cell in cells)

    # -- which task -------------------------------------------------------------------------

    def target(self, row: int) -> Target | None:
        """The task or measure of a row, by its number, else by its title. A row of neither is
        unknown, and one whose number is not sure is wrong."""
        title, typed = squeezed(self.text(row, form.TITLE)), self.number(row)
        if typed not in self.places and _SEVERAL.search(typed):
            self.fault(row, form.NUMBER, f"编号“{typed}”不是一项")
            return None
        meant = self.by_number(typed)
        if meant is not None:
            own = squeezed(self.plan.tasks[meant.position].title)
            if title in ("", own):
                return self.sure(row, meant)
        if not typed and not title:
            if self.is_filled(row):
                self.unknown.append(Fault(row, 0, "没有编号和任务，没有收"))
            return None
        if len(self.titled.get(title, ())) == 1 and "." not in typed:
            at = self.titled[title][0]
            task = self.plan.tasks[at]
            if meant is None:
                by_title = f"编号“{typed}”不对，按任务名称认作第 {task.id} 项"
                self.remark(row, form.NUMBER, by_title)
                return Target(at)
            if self.is_filled(row):
                self.fault(row, form.NUMBER, f"编号“{typed}”与任务“{task.title}”不是同一项")
            return None
        if meant is None and (self.is_filled(row) or typed):
            missing = f"计划里没有“{typed or title}”，没有收"
            self.unknown.append(self.at(row, form.NUMBER, missing))
        return meant  # of a title that was edited `compare` says so

    def number(self, row: int) -> str:
        """The number in a row as it is shown, 14.0 as 14."""
        cell = self.cell(row, form.NUMBER)
        if cell is None:
            return ""
        if isinstance(cell.value, float) and cell.value == int(cell.value):
            return plain_number(cell.value)
        return half(cell.text).strip().strip("第项号")

    def by_number(self, typed: str) -> Target | None:
        """The task or measure of a number."""
        if typed in self.places:
            return Target(self.places[typed])
        task, _, number = typed.rpartition(".")
        if task not in self.places or not re.fullmatch("[0-9]{1,6}", number):
            return None
        at = self.places[task]
        return Target(at, int(number)) if 0 < int(number) <= self.count(at) else None

    def count(self, at: int) -> int:
        """How many measures a task has."""
        return len(self.plan.tasks[at].measures)

    def sure(self, row: int, meant: Target) -> Target | None:
        """The target, unless a number lost a zero: 14.10 that became 14.1."""
        cell = self.cell(row, form.NUMBER)
        if meant.measure is None or cell is None or not isinstance(cell.value, float):
            return meant
        task = self.plan.tasks[meant.position]
        text = squeezed(self.text(row, form.TEXT))
        fitting = [at for at, m in enumerate(task.measures, 1) if squeezed(m.text) == text]
        if len(fitting) == 1:
            if fitting[0] != meant.measure:
                by_text = f"编号“{cell.text}”是数字，按举措原文认作 {task.id}.{fitting[0]}"
                self.remark(row, form.NUMBER, by_text)
            return meant._replace(measure=fitting[0])
        if meant.measure * 10 > len(task.measures):
            return meant
        if self.is_filled(row):
            both = f"{task.id}.{meant.measure} 或 {task.id}.{meant.measure * 10}"
            self.fault(row, form.NUMBER, f"编号“{cell.text}”是数字，可能是 {both}")
        return None

    def compare(self, row: int, target: Target) -> None:
        """Say which of the cells that are given were edited, and that a row is hidden."""
        task = self.plan.tasks[target.position]
        sent = self.keys.lines.get(f"{task.id}.{target.measure}" if target.measure else task.id)
        title = [(form.TITLE, task.title)]
        for head, was in title if sent is None else zip(form.GIVEN[1:], sent[1:], strict=True):
            if head in self.columns and squeezed(self.text(row, head)) != squeezed(was):
                self.remark(row, head, f"“{head}”被改动，没有收：原为“{was}”")
        if row in self.grid.sheet.hidden_rows and self.is_filled(row):
            self.remark(row, 0, "是隐藏行，已收，请核对")

    # -- what it reports --------------------------------------------------------------------

    def filled(self, row: int) -> dict[str, Cell]:
        """What is filled in, by its head; what is wrong with a cell is a fault."""
        found: dict[str, Cell] = {}
        for head in form.ASKED:
            cell = self.cell(row, head)
            if cell is None or is_nothing(cell.text):
                continue
            span = self.grid.spans.get((row, self.columns[head]))
            if span is not None and span.bottom > span.top:
                place = cell_name(span.top, span.left)
                self.fault(row, head, f"“{head}”与别的行合并了（{place}），不知道是哪一行的")
            elif cell.odd:
                shown = f"“{cell.text}”" if cell.odd[0] != "单元格里是图片" else ""
                self.fault(row, head, f"{head}{cell.odd[0]}{shown}")
            elif cell.value is not None:
                found[head] = cell
                own = self.grid.sheet.cells.get((row, self.columns[head]), cell)
                if own.text.strip() in DITTO and own is not cell:
                    same = " ".join(cell.text.split())
                    self.remark(row, head, f"“{own.text.strip()}”按上面的“{same}”收，请核对")
        return found

    def entry(self, row: int, target: Target) -> None:
        """What a row reports, if nothing of it is wrong and it is not what was reported before."""
        faults, cells = len(self.faults), self.filled(row)
        task = self.plan.tasks[target.position]
        note, problem, following, who = (
            self.words(row, head, cells[head]) if head in cells else None
            for head in (form.NOTE, form.PROBLEM, form.NEXT, form.WHO)
        )
        status = self.status(row, cells[form.STATUS]) if form.STATUS in cells else None
        percent = self.percent(row, target, cells[form.PERCENT]) if form.PERCENT in cells else None
        if percent == 0 and status == task.status == "todo":
            percent = None  # it says that nothing was done yet
        first = [self.known.get(name, name) for name in task.lead[:1]]
        if status == "blocked" and target.measure is not None:
            self.fault(row, form.STATUS, "举措没有“受阻”，请填在任务那一行")
        elif status == "blocked" and problem is None:
            self.fault(row, form.PROBLEM, "状态是受阻，要写明存在问题")
        elif (
            target.measure is None
            and first not in ([], [self.unit])
            and (status or percent is not None)
        ):
            note, status, percent = self.own_view(row, task, note, status, percent), None, None
        if status == "done" and is_complete(task):
            status = None  # it is
        if status in ("done", "blocked") and task.status not in OPEN:
            self.unmoved(row, task, status)
            status = None
        stays = status == task.status == "todo" and target.measure is None and not percent
        kept = status if stays or status in ("done", "blocked") else None
        report = Report(self.on, self.unit, note, percent, problem, following, kept)
        if any(fault.row == row for fault in self.faults[faults:]):
            return
        said = (row, task, target, report, status)
        if self.is_known(*said) or self.is_older(*said):
            self.unchanged += 1
            return
        if target.measure is None:
            self.about_status(row, task, status, percent)
        if report != Report(self.on, self.unit):
            self.entries.append(Entry(row, target, report, who or ""))
        else:  # a row that says but 推进中 or 未启动
            note = f"报为{STATUS_LABELS[status or 'todo']}"
            self.entries.append(Entry(row, target, report._replace(note=note)))

    def words(self, row: int, head: str, cell: Cell) -> str | None:
        """A text on one line, None for 无 and the like; a semicolon between lines unless there is a
        sign that parts or joins them."""
        plain = _ESCAPED.sub("", visible(cell.text))
        text = ""
        for line in filter(None, map(str.strip, plain.splitlines())):
            parted = not text or text[-1] in _NONE_AFTER or line[0] in _NONE_BEFORE
            text += line if parted else f"；{line}"
        if hidden(text):
            self.fault(row, head, "有看不见的字符")
        return None if is_nothing(text) or text in _NOTHING else text.strip()

    def status(self, row: int, cell: Cell) -> str | None:
        """The status of a cell; 已销号 counts as 已办结, with a remark."""
        text = "".join(half(cell.text).split()).strip("。.")
        try:
            status = names.status("已办结" if text in ("√", "是") else text)
        except RequestError:
            choices = "、".join(form.CHOICES)
            self.fault(row, form.STATUS, f"状态“{cell.text.strip()}”不是{choices}之一")
            return None
        if status == "closed":
            self.remark(row, form.STATUS, "销号由办公室办理，“已销号”按已办结收")
            return "done"
        if status == "dropped":
            self.fault(row, form.STATUS, "取消任务由办公室办理，没有收“已取消”")
            return None
        return status

    def percent(self, row: int, target: Target, cell: Cell) -> int | None:
        """The progress of a cell, 0–100."""
        if target.measure is not None:
            self.fault(row, form.PERCENT, "举措没有进度，请填在任务那一行")
            return None
        amount = amount_of(cell)
        if amount.percent is None or not amount.sure:
            fraction = isinstance(cell.value, float) and 0 < cell.value < 1
            why = "没有百分号，不知道是几" if fraction else "不是 0 到 100 的数"
            self.fault(row, form.PERCENT, f"进度“{cell.text.strip()}”{why}")
            return None
        if amount.percent != round(amount.percent):
            self.remark(row, form.PERCENT, f"进度“{cell.text}”按 {round(amount.percent)} 收")
        return round(amount.percent)

    def own_view(
        self, row: int, task: Task, note: str | None, status: str | None, percent: int | None
    ) -> str:
        """The note with the status and progress that a unit gives which is not the first lead."""
        parts = [STATUS_LABELS[status]] if status else []
        parts += [f"进度{percent}%"] if percent is not None else []
        view = f"自报{'、'.join(parts)}"
        first = f"第 {task.id} 项由{task.lead[0]}第一牵头"
        self.remark(row, 0, f"{first}，{self.unit}{view}，只记入它的进展")
        return f"{view}。{note or ''}"

    def about_status(self, row: int, task: Task, status: str | None, percent: int | None) -> None:
        """Say what of the report on a task the plan does not follow, or follows downwards."""
        if status in ("todo", "doing") and task.status not in ("todo", "doing"):
            self.unmoved(row, task, status)
        if percent is not None and task.percent is not None and percent < task.percent:
            lowered = f"第 {task.id} 项进度由 {task.percent}% 降为 {percent}%"
            self.remark(row, form.PERCENT, lowered)

    def unmoved(self, row: int, task: Task, status: str) -> None:
        """Say that a task keeps its status, whatever is reported."""
        both = f"{STATUS_LABELS[task.status]}，报为{STATUS_LABELS[status]}"
        self.remark(row, form.STATUS, f"第 {task.id} 项{both}，状态未动")

    def is_known(
        self, row: int, task: Task, target: Target, report: Report, status: str | None
    ) -> bool:
        """Whether a row says only what a record of the unit's says, or the status that holds; that
        it is not the last of them is told. A change of status is news where the workbook was sent
        after that record."""
        measure = target.measure
        holds = task.status if measure is None else task.measures[measure - 1].status
        moves = status is not None and status != holds
        if report._replace(status=None) == Report(self.on, self.unit):
            return not moves or (status in ("todo", "doing") and holds != "todo")
        own = [r for r in reversed(task.records) if r.measure == measure and self.is_own(r)]
        fields = attrgetter("note", "percent", "problem", "next")
        same = next((record for record in own if fields(record) == fields(report)), None)
        if same is None:
            return False
        taken = same.status == report.status and self.is_after(same.date)
        if moves and report.status is not None and not taken:
            return False
        if same is not own[0] or (moves and taken):
            self.remark(row, form.NOTE, f"第 {task.id} 项与先前 {same.date} 的记录相同，没有再收")
        return True

    def is_older(
        self, row: int, task: Task, target: Target, report: Report, status: str | None
    ) -> bool:
        """Whether a row has less than was recorded since the workbook was sent, a lower progress or
        未启动 of what is begun, which is told; so is what else the unit has reported since then."""
        since = [r for r in task.records if r.measure == target.measure and self.is_after(r.date)]
        of, further = f"第 {task.id} 项下发以后", f"没有收这一行；要记：fjkx note {task.id}"
        told = [record for record in since if record.percent is not None]
        if report.percent is not None and told and report.percent < (told[-1].percent or 0):
            newer = f"{told[-1].date} 已记 {told[-1].percent}%"
            self.remark(row, form.PERCENT, f"{of} {newer}，{further}")
            return True
        own = [record for record in since if self.is_own(record) and is_report(record)]
        begun = status == "todo" != task.status and target.measure is None
        if own:
            newer = f"{own[-1].date} 已记过它报的，与这一行不同"
            self.remark(row, form.NOTE, f"{of} {newer}，{further if begun else '请核对'}")
        return bool(own) and begun

    def is_after(self, day: date) -> bool:
        """Whether a day comes after the one on which the workbook was sent, as far as it says."""
        return self.keys.values.get(form.DAY, str(day)) < str(day)

    def is_own(self, record: Record) -> bool:
        """Whether a record is the unit's."""
        return self.unit in {self.known.get(name, name) for name in reporters(record)}


def collected(plan: Plan, returns: tuple[Return, ...], today: date) -> Outcome:
    """The plan with what workbooks report, one after the other, since several may report of one
    task. Raises RequestError where a report may not be taken, whose file it names."""
    outcome = Outcome(plan)
    for each in returns:
        reports = {entry.target: entry.report for entry in each.entries}
        after = record_reports(outcome.plan, reports, today)
        outcome = Outcome(after.plan, (*outcome.changes, *after.changes))
    return outcome
