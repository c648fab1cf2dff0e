"""What a unit wrote about its tasks → what is to be recorded of each, and what is not the message.

A message is read as an office reads it: quoted mail is laid aside; a sentence that begins with a
task's title or number opens what is said of that task; in it labels (二、存在问题) or words of
prose (但, 下一步) part progress, problem and next step; greetings and signatures are left out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fjkx.notice import message_words as words
from fjkx.notice.message_tasks import Mention, Words, mark, mention, opening, words_of
from fjkx.notice.message_words import EMOJI, Field, Label, Progress, letters, progress
from fjkx.notice.source import visible
from fjkx.notice.width import glued, half
from fjkx.plan.model import Plan
from fjkx.words.names import units_meant


class Entry(NamedTuple):
    """What a message reports of one task, in its own words. `percent` is 0–100 and `status` done or
    blocked, both of the whole task; each of `doubts` is a sentence about what may be wrong."""

    task: str
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    percent: int | None = None
    status: str | None = None
    doubts: tuple[str, ...] = ()


class Message(NamedTuple):
    """A message read: an entry per task in the order of their first mention; `left_out` is what is
    of none, piece by piece."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]


class Piece(NamedTuple):
    """A sentence or part of one, and the sign before it: "" at the beginning of a line. `field` is
    the part of the report whose column it stands in."""

    text: str
    before: str
    field: Field | None = None

    @property
    def flat(self) -> str:
        return words.flat(self.text)


class Segment(NamedTuple):
    """What a message says in one go of some tasks (of none: of all of them), from which part of
    the report on; `doubts` are about whether it is of these."""

    tasks: tuple[str, ...]
    pieces: list[Piece]
    start: Field = "note"
    mention: Mention | None = None
    doubts: tuple[str, ...] = ()


class Part(NamedTuple):
    """Text of one part of a report on a task."""

    field: Field
    text: str


_QUOTED_BELOW: Final = re.compile(
    r"\s*(?:[-—_=*]{2,}\s*(?:原始?邮件|转发|引用|以下|Original|Forward).*|.{0,80}写道:|发件人:.*|From:.*)", re.I
)
_QUOTED_LINE: Final = re.compile(r"\s*(?:>|(?:引用|回复|转发)[^:。]{0,12}:).*")
_CHAT_QUOTE: Final = re.compile(r"\s*「[^「」]{1,20}[:：][^」]*」\s*\n\s*(?:[-—_]\s*){3,}(?:\n|$)")
_BULLET: Final = re.compile(rf"^(?:{EMOJI}|[\s•·●■◆▪*＊—–]|-(?=\D))+")
_ORGANISED: Final = tuple("部办室馆会委处心")
_HEAD_ROLES: Final = (
    ("other", re.compile("时间|时限|期限|日期|单位|部门|责任|备注|举措|负责")),
    ("number", re.compile(r"(?:任务|项目)?(?:序|编)?号|No\.?|项次", re.I)),
)
_NOTHING: Final = re.compile(r"[/\\—\-–\s]*")
_SEPARATORS: Final = (r"\t", r"\s*[|]\s*", r" {2,}|\s*\u3000+\s*", "[,，]")


def read_message(text: str, plan: Plan, task: str | None, by: Sequence[str] = ()) -> Message:
    """What a message says of the task with the id `task`, or without one of several tasks, which
    the units `by`, declared names, report on. Never raises, in linear time."""
    lines, left = unquoted(visible(text))
    reading = Reading(plan, by, task)
    reading.read(lines)
    if task is None and not reading.mentions():
        reading = Reading(plan, by, task, loosely=True)
        reading.read(lines)
        reading.take_only_task()
    entries = tuple(merged(reading))
    before = () if task else tuple(piece.text.strip() for piece in reading.before)
    return Message(entries, (*before, *reading.left, *left))


# -- what is not the message ----------------------------------------------------------------


def unquoted(text: str) -> tuple[list[str], list[str]]:
    """The lines of a message that are its writer's own, and those quoted from others."""
    quoted = [found[0].strip() for found in _CHAT_QUOTE.finditer(text)]
    lines = _CHAT_QUOTE.sub("\n", text).splitlines()
    own: list[str] = []
    for at, line in enumerate(lines):
        below = _QUOTED_BELOW.fullmatch(half(line))
        if below and any(map(letters, own)):
            return own, [*quoted, *filter(str.strip, lines[at:])]
        if below or _QUOTED_LINE.fullmatch(half(line)) or (not own and words.is_form(half(line))):
            quoted.append(line.strip())
        else:
            own.append(line)
    return own, quoted


def is_signature(flat: str, plan: Plan) -> bool:
    """Whether a line is but the name of a unit, with a day or a person's name or without: 院士办
    6月30日."""
    text = re.sub(r"[\d年月日/.-]+$|\([^()]*\)|:$", "", flat.strip().strip("—- ")).strip()
    found = re.fullmatch(r"(?:福建)?省?(?:科协)?(\w{2,12}?)(?:\s+\w{1,3}|[小老]\w)?", text)
    return bool(found and found[1].endswith(_ORGANISED) and units_meant(plan, found[1]))


class Reading:
    """Reads the lines of a message one by one: the segments so far, and what was left out."""

    def __init__(
        self, plan: Plan, by: Sequence[str], own: str | None, loosely: bool = False
    ) -> None:
        """`own` is the task that all of the message is about, if one is; `loosely` takes words of
        a task at the beginning of a sentence for its title."""
        self.plan, self.by, self.own, self.loosely = plan, by, own, loosely
        self.known: tuple[Words, ...] = words_of(plan, by)
        self.headings = {letters(section.title) for section in plan.sections}
        self.segments: list[Segment] = [Segment((own,), [])] if own else []
        self.before: list[Piece] = []  # what stands before the first task
        self.left: list[str] = []
        self.heading: Piece | None = None  # a label alone on its line, until what follows is seen
        self.frame: Field = "note"  # the part that such a label opened over several tasks
        self.counted = 0  # the last number of a list within a task

    def read(self, lines: Sequence[str]) -> None:
        """Read all lines; rows of a table become segments, everything else sentences."""
        for line in with_rows(lines):
            if isinstance(line, str):
                self.read_line(line)
            else:
                self.read_row(line)

    def take_only_task(self) -> None:
        """Take what names no task for the one that the unit leads, if it leads but one."""
        led = [task.id for task in self.known if task.led]
        if len(led) == 1 and self.before and not self.segments:
            doubt = f"没有写是哪一项，按牵头单位记作第 {led[0]} 项"
            self.segments.append(Segment((led[0],), self.before, doubts=(doubt,)))
            self.before = []

    def mentions(self) -> list[Mention]:
        """The places at which a task is named."""
        return [segment.mention for segment in self.segments if segment.mention]

    def started(self) -> bool:
        """Whether anything was said of a task yet."""
        return any(segment.pieces for segment in self.segments)

    def read_line(self, line: str) -> None:
        """Take a line: as a whole if it is a day, a signature or a heading, else by its sentences."""
        line = line.strip()
        flat = words.flat(line)
        if words.is_date(flat) or is_signature(flat, self.plan) or self.is_heading(flat):
            self.left.append(line)
            return
        greeted = 0 if self.started() else self.greeting(flat)
        if greeted:
            self.left.append(line[:greeted].strip())
        for start, end, before in words.pieces(flat[greeted:]):
            self.read_piece(Piece(line[greeted:][start:end], before))

    def greeting(self, flat: str) -> int:
        """How many characters of a line greet or say who writes: 张主任好, 科普部：."""
        colon = flat.find(":", 0, 16) + 1
        return colon if colon and is_signature(flat[:colon], self.plan) else words.greeting(flat)

    def is_heading(self, flat: str) -> bool:
        """Whether a line is the message's own title, or that of a section of the plan."""
        own = not self.started() and words.is_heading(flat) and words.label(flat, True) is None
        if own and (named := mention(flat, self.known, None)) and words.label(flat[named.end :], True):
            return False  # 第8项进展情况
        return own or letters(re.sub(r"^\s*[(]?[一二三四五六七八九十]+[)、.]+", "", flat)) in self.headings

    def read_piece(self, piece: Piece) -> None:
        """Take a sentence: it is left out, names a task, or belongs to the one named before."""
        piece = piece._replace(text=_BULLET.sub("", piece.text))
        named = self.named(piece)
        if not letters(piece.text):
            return
        if words.is_courtesy(piece.flat, piece.before == "") or (not self.started() and words.is_intro(piece.flat)):
            self.left.append(piece.text.strip())
        elif named is not None:
            self.open(named, piece)
        elif not self.own and (common := self.common(piece)):
            self.segments.append(common)
        else:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        """Add a sentence to the task spoken of; a heading waits for what follows it."""
        label = words.label(piece.flat, piece.before == "")
        if label and label.heads and label.end == len(piece.flat) and self.heading is None:
            self.heading = piece
            return
        pieces = self.segments[-1].pieces if self.segments else self.before
        if self.heading:
            pieces.append(self.heading)
            self.heading, self.frame = None, "note"
        pieces.append(piece)

    def open(self, named: Mention, piece: Piece) -> None:
        """Begin what is said of a task; a heading just before stands over this and those after."""
        if self.heading:
            found = words.label(self.heading.flat, True)
            self.frame, self.heading = found.field if found else "note", None
        self.counted = 0
        rest = Piece(piece.text[named.end :], "")
        pieces = [rest] if letters(rest.text) else []
        self.segments.append(Segment(named.tasks, pieces, self.frame, named, named.doubts))

    def common(self, piece: Piece) -> Segment | None:
        """What is said of all tasks from here on, if a sentence tells their common problem."""
        label = words.label(piece.flat, piece.before == "")
        found = words.COMMON.match(piece.flat, label.end if label and label.field == "problem" else 0)
        if found is None:
            return None
        end = found.end() if found[0].rstrip().endswith(":") or found.end() == len(piece.flat) else found.start()
        text = piece.text[end:]
        return Segment((), [Piece(text, "")] if letters(text) else [], "problem")

    def named(self, piece: Piece) -> Mention | None:
        """The tasks that a sentence begins to speak of."""
        flat = piece.flat
        if words.label(flat, piece.before == ""):
            return None
        current = self.segments[-1] if self.segments else None
        inside = current.tasks[0] if current and len(current.tasks) == 1 else None
        found = mention(flat, self.known, inside, heads=self.own is None, opens=not piece.before)
        if piece.before == "," and not (found and found.explicit):
            return None
        if found is None and self.loosely and (meant := opening(flat, self.known)):
            if meant.id != inside:
                doubt = f"没有写序号和标题，按开头几个字认作第 {meant.id} 项"
                counted = mark(flat)
                return Mention((meant.id,), counted.end if counted else 0, doubts=(doubt,))
        if found and not (found.titled or found.explicit):
            if self.own and (found.tasks != (self.own,) or self.started()):
                return None
            if current is not None and self.is_listed(int(found.tasks[0])):
                return None
        return found

    def is_listed(self, value: int) -> bool:
        """Whether a number counts what a task's own list has: 1, or the one after the last."""
        listed = value == 1 or (self.counted > 0 and value == self.counted + 1)
        self.counted = value if listed else 0
        return listed

    def read_row(self, cells: dict[str, str]) -> None:
        """Take a row of a table, by the roles of its columns; one without number and title goes on
        with the row above."""
        pieces = list(row_pieces(cells))
        named = self.named_by(half(cells.get("title", "")), half(cells.get("number", "")))
        if named is not None:
            self.segments.append(Segment(named.tasks, pieces, "note", named, named.doubts))
        elif self.mentions() and not cells.get("number") and not cells.get("title"):
            self.segments[-1].pieces.extend(pieces)
        else:
            self.left.append("\t".join(filter(None, cells.values())))

    def named_by(self, title: str, number: str) -> Mention | None:
        """The task of a row: by its title, else by its number."""
        named = mention(f"{title}:", self.known, None) if title else None
        found = re.fullmatch(r"\D{0,2}(\d{1,4})\D{0,2}", number)
        printed = str(int(found[1])) if found else None
        if named is not None and named.titled:
            return named._replace(number=printed or named.number)
        return mention(f"第{printed}项", self.known, None) if printed else named


# -- tables ---------------------------------------------------------------------------------


def with_rows(lines: Sequence[str]) -> Iterator[str | dict[str, str]]:
    """The lines of a message; below the head of a table its rows, as cells by their role."""
    at = 0
    while at < len(lines):
        head = head_of(lines, at)
        if head is None:
            yield lines[at]
            at += 1
            continue
        roles, separator, at = head
        while at < len(lines) and (row := row_of(lines, at, roles, separator)):
            cells, at = row
            yield cells


def head_of(lines: Sequence[str], at: int) -> tuple[list[str], str, int] | None:
    """The roles of the columns whose heads stand on a line, or on a line each, how cells are
    parted, and where the rows begin; without heads where a row begins with a number."""
    for separator in _SEPARATORS:
        heads = cells_of(lines[at], separator)
        roles = [role(head) for head in heads]
        if is_head(roles):
            return roles, separator, at + 1
    roles = [role(line) for line in lines[at : at + 10]]
    roles = roles[: next((i for i, each in enumerate(roles) if not each), len(roles))]
    if is_head(roles) and len(roles) > 2:
        return roles, "\n", at + len(roles)
    cells = cells_of(lines[at], r"\t")
    if len(cells) > 2 and half(cells[0]).isdecimal():
        return ["number", *(["title"] if len(cells) > 4 else []), "note", "problem", "next"], r"\t", at
    return None


def is_head(roles: Sequence[str]) -> bool:
    """Whether the columns are those of a report: a task's and at least one of its parts."""
    return bool({"number", "title"} & set(roles)) and bool({"note", "state", "problem"} & set(roles))


def role(head: str) -> str:
    """What stands in a column, by its head: number, title, a part of the report, or other; empty
    for what is no head."""
    flat = re.sub(r"[\s()]", "", half(head))
    if not flat or len(flat) > 12:
        return ""
    known = next((name for name, shape in _HEAD_ROLES if shape.search(flat)), None)
    label = words.label(flat, True)
    field = label.field if label and label.end == len(flat) else None
    title = "title" if re.search("任务|要点|事项|项目|工作|内容|名称", flat) else ""
    return known or field or title


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a row, without the bars around it."""
    text = re.sub(r"^\s*[|]|[|]\s*$", "", line.translate({ord("｜"): "|", ord("│"): "|"}).strip("\r\n"))
    return [cell.strip() for cell in re.split(separator, text)]


def row_of(
    lines: Sequence[str], at: int, roles: Sequence[str], separator: str
) -> tuple[dict[str, str], int] | None:
    """The cells of a row by their roles and where the next begins; None behind the table. In
    quotation marks, as a workbook copies it, a cell may have several lines."""
    if separator == "\n":
        cells, end = list(lines[at : at + len(roles)]), at + len(roles)
        if not half(cells[0]).strip().isdecimal():
            return None
    else:
        end = at + 1
        row = lines[at]
        while row.count('"') % 2 and end < len(lines):
            row, end = f"{row}\n{lines[end]}", end + 1
        if re.fullmatch(r"[\s|:—-]*", row) and row.strip():
            return {}, end
        cells = cells_of(row, separator)
        if len(cells) < 2 or (separator == _SEPARATORS[-1] and len(cells) != len(roles)):
            return None
    named: dict[str, str] = {}
    for name, cell in zip(roles, cells, strict=False):
        text = "" if _NOTHING.fullmatch(cell) else cell.strip('"').strip()
        if roles.count(name) > 1 and is_state(text):
            name = "state"
        named[name] = " ".join(filter(None, (named.get(name), text)))
    return named, end


def is_state(text: str) -> bool:
    """Whether a cell says how far the task is and nothing else: 60%, 已完成."""
    return re.search("[,，。;；]", text) is None and progress(text) != Progress()


def row_pieces(cells: dict[str, str]) -> Iterator[Piece]:
    """The parts of a report in a row. Where one column has all of it, its labels part it."""
    fields: tuple[Field, ...] = ("state", "note", "problem", "next")
    alone = not cells.keys() & {"problem", "next"}
    for field in fields:
        text = cells.get(field)
        if text and field == "note" and alone:
            for line in text.splitlines():
                yield from (Piece(line[a:b], before) for a, b, before in words.pieces(words.flat(line)))
        elif text:
            yield Piece(text, "", field)


# -- the entries ----------------------------------------------------------------------------


def merged(reading: Reading) -> Iterator[Entry]:
    """An entry for each task that something is said of, from all that is said of it."""
    segments, others = reading.segments, []
    if reading.own:
        others = [s for s in segments if reading.own not in s.tasks]
        if any(segment.pieces for segment in segments if segment not in others):
            segments = [s for s in segments if s not in others]
            reading.left.extend(piece.text for s in others for piece in s.pieces)
        else:
            segments = [segment._replace(tasks=(reading.own,)) for segment in segments]
    for each in dict.fromkeys(task for segment in segments for task in segment.tasks):
        told = [segment for segment in segments if each in segment.tasks or not segment.tasks]
        if any(segment.pieces for segment in told if segment.tasks):
            yield entry(each, told, reading, [task for s in others for task in s.tasks])


def entry(task: str, told: Sequence[Segment], reading: Reading, others: Sequence[str]) -> Entry:
    """What all segments about a task say of it."""
    known = next((each for each in reading.known if each.id == task), None)
    parts = [part for segment in told for part in parts_of(segment)]
    note, problem, next_step, state = (
        joined(part.text for part in parts if part.field == field)
        for field in ("note", "problem", "next", "state")
    )
    title = known.title if known else ""
    said, stuck = progress("。".join(filter(None, (state, note))), title), progress(problem or "", title)
    doubts = (
        *(doubt for segment in told for doubt in segment.doubts),
        *at_odds(task, reading.mentions()),
        *([f"第 {task} 项不由{'、'.join(reading.by)}牵头"] if reading.by and known and not known.led else []),
        *(f"信中还说到第 {other} 项" for other in dict.fromkeys(others)),
        *said.doubts,
        *stuck.doubts,
    )
    status = said.status or ("blocked" if stuck.status == "blocked" else None)
    return Entry(task, note, problem, next_step, said.percent, status, tuple(dict.fromkeys(doubts)))


def at_odds(task: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """What to say of a number beside a title that is another task's; a message that counts its own
    points from 1 says no number of the plan."""
    titled = [each for each in mentions if each.titled and each.number]
    counts = [each.number for each in titled] == [str(n + 1) for n in range(len(titled))]
    if counts and (len(titled) > 1 or not any(each.explicit for each in titled)):
        return
    for each in titled:
        if task in each.tasks and each.number != task:
            yield f"信中写第 {each.number} 项，标题却是第 {task} 项的"


def parts_of(segment: Segment) -> list[Part]:
    """The parts of a report in the order of its sentences. What has a label anywhere is not taken
    from prose."""
    labels = [label_of(piece) for piece in segment.pieces]
    labelled = {label.field for label in labels if label}
    field, prose, parts = segment.start, False, []
    for piece, label in zip(segment.pieces, labels, strict=True):
        text = piece.text
        if piece.field:
            field = piece.field
        elif label:
            field, prose, text = label.field, False, text[label.end :]
        elif "problem" not in labelled and (none := words.no_problem(piece.flat)):
            parts.append(Part("problem", none))
            continue
        elif (begun := words.cue(piece.flat, piece.before)) and begun not in labelled:
            field, prose = begun, True
        elif prose and piece.before != "," and words.reports(piece.flat):
            field, prose = "note", False
        if field == "state" and progress(text) == Progress():
            field = "note"
        if letters(text):
            parts.append(Part(field, text))
        if field == "state":
            field = "note"
    return parts


def label_of(piece: Piece) -> Label | None:
    """The label of a piece; within a line 进度：60% is part of what is told."""
    found = None if piece.field else words.label(piece.flat, piece.before == "")
    return None if found and found.field == "state" and piece.before else found


def joined(texts: Iterable[str]) -> str | None:
    """The sentences of a part as one text, without what parted it from the next."""
    return glued([text.strip("\r\n") for text in texts]).strip(" \t\u3000，,、；;") or None
