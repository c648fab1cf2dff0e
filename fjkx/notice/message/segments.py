"""A message cut into what it says of each task."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.notice.message import manners
from fjkx.notice.message.parts import Field, Piece, common, label, pieces
from fjkx.notice.message.progress import is_not_begun
from fjkx.notice.message.table import Role, row_pieces, with_rows
from fjkx.notice.message.tasks import (
    Mention,
    Words,
    mark,
    mention,
    numbered,
    numbered_inside,
    of_the_rest,
    opening,
)
from fjkx.notice.message.text import EMOJI, letters, matched
from fjkx.plan.model import Plan
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half

_WRAPPED: Final = (18, 48)  # characters at which programs and people break lines
_RAGGED: Final = 6  # by how many of them such lines differ
_BULLET: Final = re.compile(rf"^(?:{EMOJI}|[\s•·●■◆▪*＊—–]|-(?=\D))+")
_COUNTED: Final = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.]+")


class Segment(NamedTuple):
    """What a message says in one go: of the tasks of its mention, or of all if that names none.
    `start` is the part of the report that it begins with."""

    mention: Mention
    pieces: list[Piece]
    start: Field = "note"


class Reading:
    """Reads a message line by line; holds the segments so far and what was left out."""

    def __init__(self, plan: Plan, known: Sequence[Words], own: str | None, loosely: bool) -> None:
        """`own` is the task that all of the message is about, if one is; `loosely` takes words of
        a task at the beginning of a sentence for its title."""
        self.plan, self.known, self.own, self.loosely = plan, known, own, loosely
        self.headings = {letters(section.title) for section in plan.sections}
        self.segments = [Segment(Mention((own,), 0), [])] if own else []
        self.before: list[Piece] = []  # what stands before the first task
        self.left: list[str] = []
        self.unclear: list[str] = []  # what is said of some other task, nobody knows which
        self.heading: Piece | None = None  # a label alone on its line, until what follows is seen
        self.frame: Field = "note"  # the part that such a label opened over several tasks
        self.counted = 0  # the last number of a list within a task
        self.full = False  # whether the line before is as long as lines are

    def read(self, lines: Sequence[str]) -> None:
        """Read all lines; rows of a table are segments, everything else is sentences."""
        longest = max((len(line.strip()) for line in lines), default=0)
        for line in with_rows(lines):
            if isinstance(line, str):
                self.read_line(line.strip())
                self.full = _WRAPPED[0] <= len(line.strip()) <= _WRAPPED[1]
                self.full = self.full and len(line.strip()) > longest - _RAGGED
            else:
                self.read_row(line)

    def started(self) -> bool:
        """Whether anything was said of a task yet."""
        return any(segment.pieces for segment in self.segments)

    def read_line(self, line: str) -> None:
        """Take a line: whole if it is a day, a signature or a heading, else by its sentences."""
        flat = matched(line)
        if manners.is_date(flat) or manners.is_signature(flat, self.plan) or self.is_heading(flat):
            self.left.append(line)
            return
        if spoken := manners.speaker(flat):
            self.left.append(line[:spoken].strip())
            line, flat = line[spoken:], flat[spoken:]
            last = self.segments[-1:]
            self.segments += [Segment(each.mention, []) for each in last if each.pieces]
        greeted = 0 if self.started() else manners.greeting(flat, self.plan)
        if greeted:
            self.left.append(line[:greeted].strip())
        sent = manners.sender(flat, greeted, self.plan)
        if sent > greeted:
            self.left.append(line[greeted:sent].strip())
        for piece in pieces(line[sent:]):
            text = _BULLET.sub("", piece.text)
            self.read_piece(piece._replace(text=text, goes_on=self.full))

    def is_heading(self, flat: str) -> bool:
        """Whether a line is the message's own title, or that of a section of the plan."""
        if letters(_COUNTED.sub("", flat)) in self.headings:
            return True
        if self.started() or label(flat, True) or not manners.is_heading(flat):
            return False
        named = mention(flat, self.known, None)
        text = flat[named.end :] if named else flat
        if is_not_begun(text):  # 第8项没有进展
            return False
        if named is None or len(named.tasks) > 1:
            return True
        return bool(letters(text)) and label(text, True) is None  # 第8项进展情况 is none

    def read_piece(self, piece: Piece) -> None:
        """Take a sentence: it is left out, names a task, or belongs to the one named before."""
        named = self.named(piece)
        if not letters(piece.text):
            return
        intro = not self.started() and manners.is_intro(piece.flat)
        if intro or manners.is_courtesy(piece.flat, not piece.before):
            self.left.append(piece.text.strip())
        elif named is not None:
            self.open(named, piece)
        elif not self.own and self.inside() and self.is_of_others(piece):
            self.unclear.append(piece.text.strip())
        elif not self.own and (start := common(piece.flat)) is not None:
            self.segments.append(Segment(Mention((), 0), list(rest(piece, start)), "problem"))
        else:
            self.add(piece)

    def is_of_others(self, piece: Piece) -> bool:
        """Whether a sentence that opens no task is of another than the one spoken of: it says that
        it is of the rest (另外20项), or a line has another's number (更正：第6项应为65%)."""
        number = None if piece.before else numbered_inside(piece.flat, self.known)
        return of_the_rest(piece.flat) or number not in (None, self.inside())

    def add(self, piece: Piece) -> None:
        """Add a sentence to the task spoken of; a heading waits for what follows it."""
        found = label(piece.flat, not piece.before)
        if found and found.heads and self.heading is None:
            self.heading = piece
            return
        pieces = self.segments[-1].pieces if self.segments else self.before
        if self.heading:
            pieces.append(self.heading)
            self.heading, self.frame = None, "note"
        pieces.append(piece)

    def open(self, named: Mention, piece: Piece) -> None:
        """Begin what is said of a task; a heading just before stands over this and those after."""
        found = label(self.heading.flat, True) if self.heading else None
        self.frame = found.field if found else self.frame
        self.heading, self.counted = None, 0
        piece = piece._replace(text=piece.text[: named.start] + piece.text[named.end :])
        self.segments.append(Segment(named, list(rest(piece, 0)), self.frame))

    def named(self, piece: Piece) -> Mention | None:
        """The tasks that a sentence begins to speak of."""
        if label(piece.flat, not piece.before):
            return None if piece.before else self.next_of_list(piece.flat)
        inside = self.inside()
        found = mention(piece.flat, self.known, inside, self.own is None, not piece.before)
        if piece.before == "," and not (found and found.explicit):
            return None
        if found is None:
            return opening(piece.flat, self.known, inside) if self.loosely else None
        return found if found.titled or found.explicit or self.is_begun(found) else None

    def next_of_list(self, flat: str) -> Mention | None:
        """The task whose number stands before a label (7. 存在问题：): a task that the unit leads,
        behind one that was named by its number too, or at the beginning and not 1, with which the
        parts of a report would be counted."""
        last, counted = self.segments[-1].mention if self.segments else None, mark(flat)
        if self.own or counted is None:
            return None
        if last and (last.explicit or (last.titled and last.number != self.inside())):
            return None
        begins = not (last or self.before or self.heading) and counted.ids != ("1",)
        led = [task.id for task in self.known if task.led]
        places = [led.index(each) for each in (self.inside(), *counted.ids) if each in led]
        goes_on = len(places) == (1 if begins else 2) and places == sorted(places)
        return numbered(counted, counted.end, self.known) if goes_on else None

    def inside(self) -> str | None:
        """The task spoken of, if it is but one."""
        last = self.segments[-1].mention.tasks if self.segments else ()
        return last[0] if len(last) == 1 else None

    def is_begun(self, found: Mention) -> bool:
        """Whether a bare number begins what is said of a task, and counts no list within one: a
        list begins with 1 and goes on with the next."""
        if self.own:
            return found.tasks == (self.own,) and not self.started()
        value = int(found.tasks[0])
        listed = value == 1 or (self.counted > 0 and value == self.counted + 1)
        self.counted = value if listed and self.segments else 0
        return not self.counted

    def read_row(self, row: dict[Role, str]) -> None:
        """Take a row of a table; one without number and title goes on with the row above."""
        named = self.named_by(half(row.get("title", "")), half(row.get("number", "")))
        if named is not None:
            self.segments.append(Segment(named, list(row_pieces(row))))
        elif self.segments and not row.get("number") and not row.get("title"):
            self.segments[-1].pieces.extend(row_pieces(row))
        elif told := "\t".join(filter(None, row.values())):  # else it rules a table off
            self.unclear.append(told)

    def named_by(self, title: str, number: str) -> Mention | None:
        """The task of a row: by its title, else by its number."""
        named = mention(f"{title}:", self.known, None) if title else None
        found = re.fullmatch(r"\D{0,2}(\d{1,4})\D{0,2}", number)
        printed = str(int(found[1])) if found else None
        if named is not None and named.titled:
            return named._replace(number=printed or named.number)
        return mention(f"第{printed}项", self.known, None) if printed else named


def rest(piece: Piece, start: int) -> Iterator[Piece]:
    """What follows in a sentence, if anything does, as if it began a line."""
    if letters(piece.text[start:]):
        yield Piece(piece.text[start:])
