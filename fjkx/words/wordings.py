"""How a notice words its deadlines → the last day that they allow.

A wording is cut into clauses at its punctuation, and each is searched for date expressions;
around them stands what makes them a deadline or not: 前, 起, 每, 至.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from fjkx.plan.errors import UsageError
from fjkx.plan.model import YEARS, Plan
from fjkx.words.dates import (
    AFTER,
    BEFORE,
    BREAKS,
    DAY,
    DIGITS,
    DONE,
    END,
    FROM,
    LISTS,
    MONTH,
    NO_DAY,
    NO_PERIOD,
    NOTHING,
    NUMERALS,
    QUARTER,
    SIGNS,
    TO,
    VAGUE,
    YEAR,
    YEAR_WORDS,
    Base,
    Reading,
    Token,
    Tokens,
    behind,
    due,
    expression,
    in_period,
    peek,
    tokens,
    years_about,
)

NUMBERS = frozenset(DIGITS + NUMERALS + "十廿卅")
NO_DEADLINE = NO_DAY | {"每", "+"}  # what follows recurs, begins, or is of another calendar
NO_SLIP = AFTER | NO_DAY | {"每", "逐", "次"}
COUNTS = frozenset("半两几数多余个百周近")  # before 年内 they count years
TERMS = frozenset("学财")  # 学年, 财年: years of their own
BEFORE_TERMS = frozenset("本新当整该全各上下个")  # but not 大|学, whose 年底 is the calendar's


def last_day(text: str, year: int) -> date | None:
    """The last day that a notice's wording of a deadline allows, in a plan of `year`.

    Of several dates the latest, of a range its end; None for what recurs (每月), goes on
    (长期坚持), only begins (6月起), lasts (两年内), or names no day there is. Never raises, in
    linear time.
    """
    if year not in YEARS:
        return None
    ends = (end for clause in _clauses(text) for end in _ends(clause, year))
    return max((end for end in ends if end.year in YEARS), default=None)


def due_day(text: str, plan: Plan, today: date) -> date | None:
    """The last day that a wording allows, in the year that `dates.due` gives a day without one;
    None as `last_day`, and for a 29 February that is only to be found in years gone by."""
    years = years_about(plan, today)
    days = [day for year in years if (day := last_day(text, year)) is not None]
    dated = days[-1] if len(days) == len(years) else None  # a year is written in it
    following = next((day for day in days if day >= today), dated)
    return in_period(days, plan, today) or following


def deadline(plan: Plan, typed: str | None, today: date) -> tuple[date | None, str | None]:
    """A deadline typed as a day; as a wording that allows one (3-6月), which is kept beside it;
    or as one that names none (长期坚持, 每月5日). Raises UsageError for what looks like a day but
    is not."""
    if typed is None:
        return None, None
    try:
        return due(typed, plan, today), None
    except UsageError:
        day = due_day(typed, plan, today)
        if day is None and (not typed.strip() or is_slip(typed)):
            raise
        return day, typed.strip()


def is_slip(text: str) -> bool:
    """Whether a wording that has no last day was meant for a day: it has a date's numbers (2月30日,
    +3月), and does not say how often or from when (每月5日, 6月起)."""
    typed = tuple(tokens(text))
    if any(token.text in NO_SLIP for token in typed):
        return False
    return any(
        token.text[0] in DIGITS
        or (_is_number(token) and peek(typed, at).text in MONTH | DAY | QUARTER)
        for at, token in enumerate(typed, start=1)
    )


def _clauses(text: str) -> Iterator[Tokens]:
    """The tokens between punctuation marks; a line end parts them only behind what recurs, as
    lines break anywhere (12月20日⏎前)."""
    clause: list[Token] = []
    recurs = False
    for line in text.splitlines():
        if recurs and clause[-1].text != "每":
            yield clause
            clause, recurs = [], False
        for token in tokens(line):
            if token.text in BREAKS:
                yield clause
                clause, recurs = [], False
            else:
                clause.append(token)
                recurs = recurs or token.text == "每"
    yield clause


def _ends(clause: Tokens, year: int) -> Iterator[date]:
    """The days that the deadlines of one clause end with."""
    base, start, at = Base(year, None, year), None, 0
    events = _events(clause)
    while at < len(clause) and clause[at].text not in NO_DEADLINE:
        reading = _after(clause, at, base, start)
        if reading is None:
            start, base, at = _skip(clause, at, base)
            continue
        base = base._replace(year=reading.first.year, month=reading.month)
        at = behind(clause, reading.at, BEFORE)
        start = None
        if (end := _range(clause, at)) > at == reading.at:
            start, at = reading.first, end
        elif at > reading.at or _is_deadline(clause, reading, events):
            yield reading.last


def _after(clause: Tokens, at: int, base: Base, start: date | None) -> Reading | None:
    """The expression at `at`; in the next year where it ends a range that began after it. None
    too where it only goes on what stands before it."""
    reading = expression(clause, at, base)
    if reading is None or reading.dated:
        return reading
    if at and _goes_on(clause, at):
        return None
    if start is None or reading.last >= start:
        return reading
    return expression(clause, at, base._replace(year=base.year + 1))


def _goes_on(clause: Tokens, at: int) -> bool:
    """Whether a year that is none stands before: 24年|6月, 24|年底, 3|年内, 半|年内, 学|年底,
    24|Q3."""
    before, text = clause[at - 1], clause[at].text
    if before.text in YEAR_WORDS:
        return True
    if text == "q":
        return before.text.isascii() and before.text.isalnum()
    if text in YEAR and before.text in TERMS:
        return at < 2 or clause[at - 2].text[-1:] in BEFORE_TERMS or _is_number(clause[at - 2])
    counted = before.text in COUNTS and peek(clause, at + 1).text not in END
    return text in YEAR and (counted or _is_number(before))


def _is_number(token: Token) -> bool:
    """Whether it is written like a number, even like one that dates do not have (三一)."""
    return token.text[:1] in NUMBERS


def _skip(clause: Tokens, at: int, base: Base) -> tuple[date | None, Base, int]:
    """What begins, and what is left unsaid, behind a token that begins no expression: the first
    number of 3-6月 begins a range, and a list keeps its month."""
    month = clause[at].value
    if month is not None and 1 <= month <= 12 and (end := _range(clause, at + 1)) > at + 1:
        return date(base.year, month, 1), base, end
    if clause[at].text in LISTS:
        return None, base, at + 1
    return None, base._replace(month=None), _past_number(clause, at)


def _past_number(clause: Tokens, at: int) -> int:
    """The index behind the token at `at`, of an impossible 2019-02-29 behind all of it, so that
    no date is read from its middle."""
    end = at + 1
    while _is_number(clause[at]) and _joined(clause, at, end):
        end += 2
    return end


def _joined(clause: Tokens, start: int, at: int) -> bool:
    """Whether a sign and a number at `at` go on the number at `start`; the 9 of 3/9月 does not."""
    if peek(clause, at).text not in SIGNS or not _is_number(peek(clause, at + 1)):
        return False
    return len(clause[start].text) >= 4 or peek(clause, at + 2).text not in MONTH | QUARTER


def _range(clause: Tokens, at: int) -> int:
    """The index behind 至, -, 起至 and the like, or `at` where none stands."""
    end = start = behind(clause, at, FROM | VAGUE)
    while peek(clause, end).text in TO:
        end += 1
    return end if end > start else at


def _is_deadline(clause: Tokens, reading: Reading, events: Sequence[bool]) -> bool:
    """Whether the expression says by when, rather than from when (6月起), how often (一月一次),
    of which period (全年任务), or part of some other day (2025年春节前)."""
    token = peek(clause, reading.at)
    if not reading.bare:
        return token.text not in AFTER
    if token.text in NO_PERIOD or _is_number(token):
        return False
    return token.known or token is NOTHING or not events[reading.at]


def _events(clause: Tokens) -> Sequence[bool]:
    """For each token, whether 前 closes what it belongs to: 春节前, but not 前期工作."""
    found, ahead = [False] * len(clause), False
    for at in range(len(clause) - 1, -1, -1):
        token, follower = clause[at], peek(clause, at + 1)
        if token.text in BEFORE and (follower is NOTHING or follower.text in DONE | LISTS):
            ahead = True
        elif token.value is not None or token.text in LISTS:
            ahead = False
        found[at] = ahead
    return found
