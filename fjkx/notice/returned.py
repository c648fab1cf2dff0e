"""A workbook that a unit has filled in → what it reports, row by row, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from fjkx.changes.steps import Told, take
from fjkx.changes.types import Outcome, Report
from fjkx.notice import form
from fjkx.notice.amounts import amount_of
from fjkx.notice.cells import Book, Cell, Sheet, cell_name, column_name, plain_number
from fjkx.notice.headed import Grid
from fjkx.notice.heads import squeezed
from fjkx.notice.source import glued, half, visible
from fjkx.notice.units import is_nothing
from fjkx.notice.workbook import read
from fjkx.plan.characters import hidden
from fjkx.plan.errors import FjkxError, RequestError
from fjkx.plan.model import STATUS_LABELS, Plan, Record, Task, canonical_names, reporters
from fjkx.plan.named import NamedTuple
from fjkx.words import names
from fjkx.words.names import Target

_NOTHING: Final = frozenset({"暂无", "没有", "无问题", "暂无问题"})
_SEVERAL: Final = re.compile(r"[、,，;；/\s]|[0-9]\s*[-—~至]\s*[0-9]")
_LAST_HEAD: Final = 30
_NO_NAME: Final = re.compile(r"[（(\[【_\-—\s].*|\d+$|副本.*|已填.*|回复.*|反馈.*")
_ESCAPED: Final = re.compile("_x000[dD]_")


class Fault(NamedTuple):
    """A cell whose value was not taken; row and column count from 1, 0 is none."""

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
    told: Told
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
    `partial` what is right of a workbook with faults is taken, else nothing of it."""

    returns: tuple[Return, ...]
    refused: tuple[tuple[str, str], ...] = ()
    partial: bool = False

    def taken(self) -> tuple[Return, ...]:
        """The workbooks of which something is taken."""
        return tuple(
            each for each in self.returns if each.entries and (self.partial or not each.faults)
        )

    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.refused and not any(each.faults for each in self.returns)


Books = Sequence[tuple[str, Book | str]]


def opened(files: Sequence[tuple[str, bytes | str]]) -> Books:
    """Workbooks by the names of their files, with in the place of one that cannot be read why."""
    return [(name, data if isinstance(data, str) else _opened(data)) for name, data in files]


def _opened(data: bytes) -> Book | str:
    """A workbook, or why it cannot be read."""
    try:
        return read(data)
    except RequestError as error:
        return str(error)


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

    Raises RequestError where it is no form, or does not say whose.
    """
    grid, head = form_in(book)
    keys = keys_of(book)
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

    said: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]


def keys_of(book: Book) -> Keys:
    """What the hidden sheet says; nothing where it is lost."""
    sheet = next((each for each in book.sheets if each.name == form.KEYS_SHEET), Sheet("", {}))
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    said = {row[1]: row[2] for row in rows.values() if row.get(1) in form.KEYS and 2 in row}
    width = range(2, len(form.GIVEN) + 2)
    lines = (tuple(row.get(at, "") for at in width) for row in rows.values() if row.get(1) == "行")
    return Keys(said, {line[0]: line for line in lines})


def unit_of(plan: Plan, keys: Keys, name: str) -> str:
    """The declared name of the unit that a workbook is from: as the hidden sheet says, else as the
    file's name does. Raises RequestError where neither names one."""
    said = keys.said.get(form.UNIT)
    known = canonical_names(plan)
    if said is not None and said in known:
        return known[said]
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
        self.titles = Counter(squeezed(task.title) for task in plan.tasks)

    def result(self, name: str) -> Return:
        """What has been read."""
        faults = tuple(sorted(self.faults))
        wrong = {fault.row for fault in faults}
        return Return(
            name,
            self.unit,
            tuple(self.entries),
            faults,
            tuple(sorted(self.remarks)),
            self.unchanged,
            tuple(self.unknown),
            {column: head for head, column in self.columns.items()},
            {row: tuple(self.shown(row)) for row in sorted(wrong) if row > self.head},
        )

    def shown(self, row: int) -> Iterator[str]:
        """The texts of a row in the order of a form's columns."""
        heads = (*form.GIVEN, *form.ASKED)
        return (self.grid.text(row, self.columns.get(head, 0)) for head in heads)

    def fault(self, row: int, column: int, message: str) -> None:
        """A value that is not taken."""
        self.faults.append(Fault(row, column, message))

    def remark(self, row: int, column: int, message: str) -> None:
        """Something that a person should know."""
        self.remarks.append(Fault(row, column, message))

    def read(self) -> None:
        """All rows below the heads."""
        self.read_heads()
        rows = [row for row in self.grid.rows if row > self.head]
        found = {row: target for row in rows if (target := self.target(row)) is not None}
        filled = {row: target for row, target in found.items() if self.is_filled(row)}
        times = Counter(filled.values())
        for row, target in found.items():
            self.compare(row)
            if row not in filled:
                self.unchanged += 1
            elif times[target] > 1:
                name = self.grid.text(row, self.columns.get(form.NUMBER, 0))
                self.fault(row, self.columns.get(form.NUMBER, 0), f"编号“{name}”填了几行")
            else:
                self.entry(row, target)
        for (row, column), text in sorted(self.grid.sheet.comments.items()):
            self.remark(row, column, f"批注“{' '.join(text.split())}”没有收")
        said = self.keys.said.get(form.FINGERPRINT)
        if said is not None and said != form.fingerprint(self.plan):
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
        asked = (self.columns[each] for each in form.ASKED[:-1] if each in self.columns)
        cells = (self.grid.cell(row, column) for column in asked)
        return any(cell is not None and not is_nothing(cell.text) for cell in cells)

    # -- which task -------------------------------------------------------------------------

    def target(self, row: int) -> Target | None:
        """The task or measure of a row, by its number, else by its title. A row of neither is
        told, and one whose number is not sure is wrong."""
        column = self.columns.get(form.NUMBER, 0)
        title = squeezed(self.grid.text(row, self.columns.get(form.TITLE, 0)))
        cell = self.grid.cell(row, column)
        typed = self.typed(cell)
        if typed and self.is_several(typed):
            self.fault(row, column, f"编号“{typed}”不是一项")
            return None
        meant = self.by_number(typed)
        if meant is not None and self.fits(meant, title):
            return self.sure(row, column, cell, meant)
        if not typed and not title:
            if self.is_filled(row):
                self.unknown.append(Fault(row, 0, "没有编号和任务，没有收"))
            return None
        if self.titles[title] == 1 and not self.measured(typed):
            at = next(p for p, t in enumerate(self.plan.tasks) if squeezed(t.title) == title)
            if meant is None:
                self.remark(
                    row, column, f"编号“{typed}”不对，按任务名称认作第 {self.plan.tasks[at].id} 项"
                )
                return Target(at)
            if self.is_filled(row):
                self.fault(
                    row, column, f"编号“{typed}”与任务“{self.plan.tasks[at].title}”不是同一项"
                )
            return None
        if meant is not None:
            return meant  # a title that was edited is told by `compare`
        if self.is_filled(row) or typed:
            self.unknown.append(Fault(row, column, f"计划里没有“{typed or title}”，没有收"))
        return None

    def typed(self, cell: Cell | None) -> str:
        """The number in a cell as it is shown, 14.0 as 14."""
        if cell is None:
            return ""
        text = half(cell.text).strip().strip("第项号")
        if isinstance(cell.value, float) and cell.value == int(cell.value):
            return plain_number(cell.value)
        return text

    def is_several(self, typed: str) -> bool:
        """Whether a number cell names more than one."""
        return typed not in self.places and _SEVERAL.search(typed) is not None

    def measured(self, typed: str) -> bool:
        """Whether a number looks like that of a measure."""
        return "." in typed

    def by_number(self, typed: str) -> Target | None:
        """The task or measure of a number."""
        if typed in self.places:
            return Target(self.places[typed])
        task, dot, number = typed.rpartition(".")
        if not dot or task not in self.places or not (number.isascii() and number.isdecimal()):
            return None
        at = self.places[task]
        measure = int(number[:6])
        return Target(at, measure) if 0 < measure <= len(self.plan.tasks[at].measures) else None

    def fits(self, target: Target, title: str) -> bool:
        """Whether the title beside a number is that of its task, or none that another has."""
        return not title or squeezed(self.plan.tasks[target.position].title) == title

    def sure(self, row: int, column: int, cell: Cell | None, meant: Target) -> Target | None:
        """The target, unless a number lost a zero: 14.10 that became 14.1."""
        if meant.measure is None or cell is None or not isinstance(cell.value, float):
            return meant
        task = self.plan.tasks[meant.position]
        text = squeezed(self.grid.text(row, self.columns.get(form.TEXT, 0)))
        fitting = [at for at, m in enumerate(task.measures, 1) if squeezed(m.text) == text]
        if len(fitting) == 1:
            if fitting[0] != meant.measure:
                said = f"编号“{cell.text}”是数字，按举措原文认作 {task.id}.{fitting[0]}"
                self.remark(row, column, said)
            return meant._replace(measure=fitting[0])
        if meant.measure * 10 <= len(task.measures):
            if self.is_filled(row):
                both = f"{task.id}.{meant.measure} 或 {task.id}.{meant.measure * 10}"
                self.fault(row, column, f"编号“{cell.text}”是数字，可能是 {both}")
            return None
        return meant

    def compare(self, row: int) -> None:
        """Tell which of the cells that are given were edited, and that a row is hidden."""
        number = self.typed(self.grid.cell(row, self.columns.get(form.NUMBER, 0)))
        sent = self.keys.lines.get(number)
        for at, head in enumerate(form.GIVEN):
            column = self.columns.get(head, 0)
            cell = self.grid.cell(row, column)
            if at == 0 or not column or (at > 1 and sent is None):
                continue
            task = self.places.get(number.partition(".")[0] if sent is None else number)
            was = sent[at] if sent else self.plan.tasks[task].title if task is not None else None
            if was is not None and squeezed(cell.text if cell else "") != squeezed(was):
                self.remark(row, column, f"“{head}”被改动，没有收：原为“{was}”")
        if row in self.grid.sheet.hidden_rows and self.is_filled(row):
            self.remark(row, 0, "是隐藏行，已收，请核对")

    # -- what it reports --------------------------------------------------------------------

    def cells(self, row: int) -> Iterator[tuple[str, int, Cell]]:
        """What is filled in: heading, column, cell; with what is wrong told."""
        for head in form.ASKED:
            column = self.columns.get(head, 0)
            cell = self.grid.cell(row, column)
            if cell is None or is_nothing(cell.text):
                continue
            span = self.grid.spans.get((row, column))
            if span is not None and span.bottom > span.top:
                place = cell_name(span.top, span.left)
                self.fault(row, column, f"“{head}”与别的行合并了（{place}），不知道是哪一行的")
            elif cell.odd:
                shown = f"“{cell.text}”" if cell.odd[0] != "单元格里是图片" else ""
                self.fault(row, column, f"{head}{cell.odd[0]}{shown}")
            elif cell.value is not None:
                yield head, column, cell

    def entry(self, row: int, target: Target) -> None:
        """What a row reports, if nothing of it is wrong and it is not what was reported before."""
        faults = len(self.faults)
        cells = {head: (column, cell) for head, column, cell in self.cells(row)}
        task = self.plan.tasks[target.position]
        texts = {head: self.text(row, *cells[head]) for head in _TEXTS if head in cells}
        status = self.status(row, *cells[form.STATUS]) if form.STATUS in cells else None
        percent = self.percent(row, target, *cells[form.PERCENT]) if form.PERCENT in cells else None
        note, problem, following = (texts.get(head) for head in _TEXTS[:3])
        if status == "blocked" and problem is None and target.measure is None:
            self.fault(row, self.columns.get(form.PROBLEM, 0), "状态是受阻，要写明存在问题")
        if target.measure is not None:
            status = self.of_measure(row, target, status)
        elif not self.leads_first(task) and task.lead and (status or percent is not None):
            note, status, percent = self.own_view(row, task, note, status, percent)
        report = Report(self.on, self.unit, note, percent, problem, following)
        told = Told(target, report, status if status in ("done", "blocked") else None)
        if any(fault.row == row for fault in self.faults[faults:]):
            return
        self.about_status(row, task, target, status, percent)
        if self.is_known(task, told, status):
            self.unchanged += 1
        elif told.status or any(report[2:]) or percent is not None:
            self.entries.append(Entry(row, told, texts.get(form.WHO) or ""))
        else:
            self.entries.append(self.only_status(row, told, status))

    def only_status(self, row: int, told: Told, status: str | None) -> Entry:
        """The entry of a row that says but 推进中 or 未启动."""
        note = f"报为{STATUS_LABELS[status or 'todo']}"
        return Entry(row, told._replace(report=told.report._replace(note=note)))

    def text(self, row: int, column: int, cell: Cell) -> str | None:
        """A text on one line, None for 无 and the like."""
        plain = _ESCAPED.sub("", visible(cell.text))
        text = glued([line.strip() for line in plain.splitlines() if line.strip()])
        if hidden(text):
            self.fault(row, column, "有看不见的字符")
        return None if is_nothing(text) or text in _NOTHING else text.strip()

    def status(self, row: int, column: int, cell: Cell) -> str | None:
        """The status of a cell; 已销号 is taken as 已办结, and told."""
        text = "".join(half(cell.text).split()).strip("。.")
        try:
            status = names.status({"√": "已办结", "是": "已办结"}.get(text, text))
        except RequestError:
            choices = "、".join(form.CHOICES)
            self.fault(row, column, f"状态“{cell.text.strip()}”不是{choices}之一")
            return None
        if status == "closed":
            self.remark(row, column, "销号由办公室办理，“已销号”按已办结收")
            return "done"
        if status == "dropped":
            self.fault(row, column, "取消任务由办公室办理，没有收“已取消”")
            return None
        return status

    def percent(self, row: int, target: Target, column: int, cell: Cell) -> int | None:
        """The progress of a cell, 0–100."""
        if target.measure is not None:
            self.fault(row, column, "举措没有进度，请填在任务那一行")
            return None
        amount = amount_of(cell)
        if amount.percent is None or not amount.sure:
            shown = f"进度“{cell.text.strip()}”"
            range_ = isinstance(cell.value, float) and 0 < cell.value < 1
            why = "没有百分号，不知道是几" if range_ else "不是 0 到 100 的数"
            self.fault(row, column, f"{shown}{why}")
            return None
        if amount.percent != round(amount.percent):
            self.remark(row, column, f"进度“{cell.text}”按 {round(amount.percent)} 收")
        return round(amount.percent)

    def of_measure(self, row: int, target: Target, status: str | None) -> str | None:
        """The status that a measure may take: done, or none."""
        if status == "blocked":
            column = self.columns[form.STATUS]
            self.fault(row, column, "举措没有“受阻”，请填在任务那一行")
            return None
        return status

    def leads_first(self, task: Task) -> bool:
        """Whether the unit is the task's first lead."""
        return bool(task.lead) and self.known.get(task.lead[0], task.lead[0]) == self.unit

    def own_view(
        self, row: int, task: Task, note: str | None, status: str | None, percent: int | None
    ) -> tuple[str, None, None]:
        """The note with the status and progress that a unit gives which is not the first lead."""
        parts = [STATUS_LABELS[status]] if status else []
        parts += [f"进度{percent}%"] if percent is not None else []
        said = f"自报{'、'.join(parts)}"
        first = f"第 {task.id} 项由{task.lead[0]}第一牵头"
        self.remark(row, 0, f"{first}，{self.unit}{said}，只记入它的进展")
        return f"{said}。{note or ''}", None, None

    def about_status(
        self, row: int, task: Task, target: Target, status: str | None, percent: int | None
    ) -> None:
        """Tell of what is reported that the plan does not follow, or follows downwards."""
        if target.measure is not None:
            return
        label = STATUS_LABELS[task.status]
        if status in ("todo", "doing") and task.status not in ("todo", "doing"):
            reported = STATUS_LABELS[status]
            self.remark(
                row, self.columns[form.STATUS], f"第 {task.id} 项{label}，报为{reported}，状态未动"
            )
        if percent is not None and task.percent is not None and percent < task.percent:
            column = self.columns[form.PERCENT]
            self.remark(row, column, f"第 {task.id} 项进度由 {task.percent}% 降为 {percent}%")

    def is_known(self, task: Task, told: Told, status: str | None) -> bool:
        """Whether a row says only what the unit's last record says, or the status that holds."""
        measure = told.target.measure
        report = told.report
        said = any(report[2:]) or report.percent is not None
        holds = task.status if measure is None else task.measures[measure - 1].status
        moves = status is not None and status != holds
        if not said:
            return not moves or (status in ("todo", "doing") and holds != "todo")
        own = (r for r in reversed(task.records) if r.measure == measure and self.is_own(r))
        last = next(own, None)
        same = last is not None and (last.note, last.percent, last.problem, last.next) == (
            *(report.note, report.percent, report.problem, report.next),
        )
        return same and (not moves or told.status is None)

    def is_own(self, record: Record) -> bool:
        """Whether a record is the unit's."""
        return self.unit in {self.known.get(name, name) for name in reporters(record)}


_TEXTS: Final = (form.NOTE, form.PROBLEM, form.NEXT, form.WHO)


def collected(plan: Plan, returns: tuple[Return, ...], today: date) -> Outcome:
    """The plan with what workbooks report, one after the other, since several may report of one
    task. Raises RequestError where a report may not be taken, whose file it names."""
    outcome = Outcome(plan)
    for each in returns:
        taken = take(outcome.plan, [entry.told for entry in each.entries], today)
        outcome = Outcome(taken.plan, (*outcome.changes, *taken.changes))
    return outcome
