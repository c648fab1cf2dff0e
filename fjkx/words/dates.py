"""Date words → dates: what a person types, and what one expression of a wording means.

Text becomes tokens (numbers, known words, signs, anything else); rules read an expression from
them, which is a span of days: a day, a month, a quarter… A typed day must be one expression and
nothing else.

A date without a year means what a person on that day means, which depends on what it is of:
what happened, what is looked at, what is due, or what a deadline is moved to.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fjkx.plan.characters import plain
from fjkx.plan.errors import UsageError
from fjkx.plan.model import YEARS, Plan, period
from fjkx.plan.named import NamedTuple

EXAMPLES = "日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d"

DIGITS = "0123456789"
NUMERALS = "〇一二三四五六七八九"
DASHES = frozenset("-‐–—―−─")

# from this year, or in a notice from the plan's
YEAR_NAMES = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "来年": 1, "去年": -1}
MINGUO = 1911  # 113年 is 2024
NEXT_YEAR = frozenset({"次年", "翌年"})  # from the year just written
DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
STEPS = {"d": 1, "天": 1, "w": 7, "周": 7}
STEP_MONTHS = (("m",), ("个", "月"))  # how months are counted: +1m, 1个月后
LATER = frozenset({"后", "之后", "以后"})
SHIFTS = {"本": 0, "下": 1, "下个": 1, "上": -1, "上个": -1}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
TEN_DAYS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}

YEAR = frozenset({"年", "年度"})
YEAR_WORDS = YEAR | NEXT_YEAR | frozenset(YEAR_NAMES)
MONTH = frozenset({"月", "月份"})
DAY = frozenset({"日", "号"})
SUNDAY = frozenset({"日", "天"})
QUARTER = frozenset({"季度", "季"})
END = frozenset({"底", "末"})
BEFORE = frozenset({"前", "之前", "以前", "内", "以内", "止"})
TO = frozenset({"-", "~", "〜", "至", "到"})
BREAKS = frozenset(",;:。!?()[]【】")  # as NFKC leaves them
LISTS = frozenset({"、", "和", "及"})
NO_TO = frozenset({"到位", "到期"})
DONE = frozenset({"完成", "动工", "投入"})
FROM = frozenset({"起", "开始"})
AFTER = FROM | LATER | {"以来"}
VAGUE = frozenset({"初", "中"})
NO_DAY = frozenset({"早于", "农历", "阴历"})  # 不早于9月 only begins
NO_PERIOD = AFTER | VAGUE | {"的", "任务", "目标", "计划", "工作", "每"}  # 全年任务, 9月初
SIGNS = frozenset("-/.")
WORDS = frozenset(
    {
        *(*YEAR_NAMES, *NEXT_YEAR, *DAYS, *STEPS, *SHIFTS, *HALVES, *TEN_DAYS, "全年", "第", "+"),
        *(*YEAR, *MONTH, *DAY, *QUARTER, *END, *BEFORE, *TO, *NO_TO, *BREAKS, *LISTS, *SIGNS),
        *(*DONE, *NO_PERIOD, *NO_DAY),
    }
)


class Token(NamedTuple):
    """A word of WORDS (`known`), a number (`value`, 0 to 9999), or something else."""

    text: str
    known: bool = False
    value: int | None = None
    four: bool = False  # written with four digits, as years are


class Base(NamedTuple):
    """What is left unsaid: what 今年 is, today (None: words that need it mean nothing), the year
    and month that were written last, and which 周五 or 月底 is meant: 0 this week's or month's,
    -1 the one before."""

    this_year: int
    today: date | None
    year: int
    month: int | None = None
    turn: int = 0


class Reading(NamedTuple):
    """The days that an expression spans, and the index of the token behind it.

    `bare` is a period named without its end (9月, not 9月底), `dated` tells whether a year was
    written or the days count from today, `counted` that they are the next or last of their name
    from today (周五, 月底), `month` is what a day alone behind it belongs to. `begun` is the first
    day of the period of which it is the end.
    """

    first: date
    last: date
    at: int
    bare: bool = False
    dated: bool = False
    month: int | None = None
    counted: bool = False
    begun: date | None = None


Tokens = Sequence[Token]
NOTHING = Token("")


# -- what was typed -------------------------------------------------------------------------


def happened(text: str, plan: Plan, today: date) -> date:
    """The day on which something happened: without a year the latest of that name that is not
    after today. A period means its last day. Raises UsageError, with examples, for anything that
    is no day: 2020-09-30, 9-30, 9月30日, 9月底前, 三季度, 年底, 下周五, 7天后…"""
    found = _readings(text, today, plan)
    return next((each.last for each in reversed(found) if each.last <= today), found[0].last)


def looked_at(text: str, plan: Plan, today: date, since: bool = False) -> date:
    """The day up to which, or with `since` from which, something is looked at: without a year the
    latest day or period of that name that has begun by today, of which the end may lie ahead; one
    before the plan's period gives way to one in it. A period means its last day, with `since` its
    first. Raises UsageError as `happened`."""
    found = _readings(text, today, plan)
    reading = next((r for r in reversed(found) if (r.begun or r.first) <= today), found[0])
    start, end = period(plan)
    if reading.last < start and not (reading.dated or reading.counted):
        reading = next((r for r in found if r.last >= start and r.first <= end), reading)
    return reading.first if since else reading.last


def due(text: str, plan: Plan, today: date) -> date:
    """The day on which something is due: without a year that of this name in the plan's period;
    of several the first not before today, else the last; of none the next one. A period means
    its last day. Raises UsageError as `happened`."""
    found = _readings(text, today, plan)
    if found[0].dated or found[0].counted:
        return _next(text, found, today)
    return in_period([each.last for each in found], plan, today) or _next(text, found, today)


def in_period(days: Sequence[date], plan: Plan, today: date) -> date | None:
    """Of rising days that have one name the one that is due in the plan's period, if any is: the
    first not before today, else the last."""
    start, end = period(plan)
    inside = [day for day in days if start <= day <= end]
    return next((day for day in inside if day >= today), inside[-1] if inside else None)


def moved(text: str, plan: Plan, today: date, standing: date | None) -> date:
    """The day to which a deadline that stands is moved: without a year the first of that name
    after it, or that day itself, so that to say it again changes nothing; +2w counts from it.
    Without a deadline as `due`. Raises UsageError as `happened`."""
    if standing is None:
        return due(text, plan, today)
    counts_on = _plain(text).lstrip().startswith("+")
    found = _readings(text, standing if counts_on else today, plan, standing)
    return _next(text, found, today if found[0].counted else standing)


def brought_forward(text: str, plan: Plan, today: date, standing: date) -> date | None:
    """The day in the plan's period, before the deadline that stands, which may be meant instead of
    what `moved` finds: that is behind the period, and further off (8月底, where 9月底 stands, but
    not 1月底 in December). None where there is none. Raises UsageError as `happened`."""
    found, (start, end) = _readings(text, today, plan, standing), period(plan)
    if found[0].dated or found[0].counted or standing in [each.last for each in found]:
        return None
    later = _next(text, found, standing)
    before = [each.last for each in found if start <= each.last < standing]
    nearer = before and standing - before[-1] < later - standing
    return before[-1] if nearer and later > end else None


def _next(text: str, found: "Sequence[Reading]", day: date) -> date:
    """The first that is not before a day; whatever there is where the year was written."""
    if found[0].dated:
        return found[0].last
    following = next((each.last for each in found if each.last >= day), None)
    if following is None:
        raise _no_day(text)
    return following


def without_plan(text: str, today: date) -> date | None:
    """The day of a text that names its year or counts from today, None where a plan has to tell
    the year. Raises UsageError as `happened`."""
    leap_year = 2000  # has every day that any year has
    reading = _reading(text, Base(today.year, today, leap_year))
    if reading is None:
        raise _no_day(text)
    return reading.last if reading.dated or reading.counted else None


def is_day(text: str) -> bool:
    """Whether the text names a day in some year, seen from some day."""
    try:
        without_plan(text, date(2000, 1, 1))
    except UsageError:
        return False
    return True


def years_about(plan: Plan, today: date, standing: date | None = None) -> list[int]:
    """The years, rising, in which a day that names none may lie: those about today, both ends of
    the plan's period, and a deadline that stands."""
    days = (today, *period(plan), standing or today)
    return sorted({day.year + step for day in days for step in (-1, 0, 1)}.intersection(YEARS))


def _readings(
    text: str, today: date, plan: Plan, standing: date | None = None
) -> Sequence[Reading]:
    """What the text may mean, rising: several readings where its year, or which 周五 or 月底, is
    left to tell. Raises UsageError where there is none."""
    reading = _reading(text, Base(today.year, today, today.year))
    if reading is None:  # 31日 in a month that has none
        reading = _reading(text, Base(today.year, today, today.year, turn=1))
    if reading is not None and reading.dated:
        return (reading,)
    if reading is not None and reading.counted:
        bases = [Base(today.year, today, today.year, turn=turn) for turn in (-1, 0, 1)]
    else:
        bases = [Base(today.year, today, year) for year in years_about(plan, today, standing)]
    found = [each for base in bases if (each := _reading(text, base)) is not None]
    if not found:
        raise _no_day(text)
    return found


def _reading(text: str, base: Base) -> Reading | None:
    """The days that the whole of a text names. Raises UsageError for a year there is not."""
    typed = tuple(tokens(text.replace("。", ".")))
    reading = expression(typed, 0, base)
    if reading is None or behind(typed, reading.at, BEFORE) < len(typed):
        return None
    if is_bounded(reading):
        return reading
    if reading.dated:
        raise UsageError(f"“{text}”的年份不在 {YEARS[0]} 到 {YEARS[-1]} 之间", EXAMPLES)
    return None


def is_bounded(reading: Reading) -> bool:
    """Whether all days of the reading are of years that there may be."""
    return reading.first.year in YEARS and reading.last.year in YEARS


def _no_day(text: str) -> UsageError:
    found = re.search(
        r"(?:([0-9]{4})\D)?\b([0-9]{1,2})[月./-]([0-9]{1,2})(?:[日号]|$)", _plain(text)
    )
    if found and 1 <= int(found[2]) <= 12:
        month, most = int(found[2]), _days(int(found[1] or 2000), int(found[2]))
        if int(found[3]) > most:
            return UsageError(f"“{text}”不是有效的日期：{month}月只有{most}天", EXAMPLES)
    return UsageError(f"“{text}”不是有效的日期", EXAMPLES)


# -- tokens ---------------------------------------------------------------------------------


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in half-width lower case; blanks only part them."""
    plain = _plain(text)
    at = 0
    while at < len(plain):
        token = _token(plain, at)
        at += len(token.text)
        if not token.text.isspace():
            yield token


def _plain(text: str) -> str:
    if not text.isascii():
        text = plain(text).replace("零", "〇")
        text = "".join("-" if character in DASHES else character for character in text)
    return text.lower()


def _token(text: str, at: int) -> Token:
    if text[at] in DIGITS:
        return _number(_run(text, at, DIGITS))
    if text[at] in NUMERALS or text[at] == "十":
        return _numeral(_run(text, at, NUMERALS + "十"))
    for size in (3, 2):
        if text[at : at + size] in WORDS:
            return Token(text[at : at + size], known=True)
    return Token(text[at], known=text[at] in WORDS)


def _run(text: str, at: int, alphabet: str) -> str:
    end = at
    while end < len(text) and text[end] in alphabet:
        end += 1
    return text[at:end]


def _number(run: str) -> Token:
    return Token(run, value=int(run), four=len(run) == 4) if len(run) <= 4 else Token(run)


def _numeral(run: str) -> Token:
    """九, 十, 三十, 三十一, or a year digit by digit (二〇二〇)."""
    digits = _decimal(run) if len(run) in (1, 2, 3, 4) else ""
    if len(digits) not in (1, 2, 4):
        return Token(run)
    return Token(run, value=int(digits), four=len(digits) == 4)


def _decimal(run: str) -> str:
    """The run as decimal digits, 三十一 as 31; empty when it is no number that dates have."""
    tens, ten, ones = run.partition("十")
    if not ten:
        return "".join(_digit(numeral) for numeral in run) if len(run) in (1, 4) else ""
    if len(tens) > 1 or len(ones) > 1 or {"〇", "十"} & {tens, ones}:
        return ""
    return _digit(tens or "一") + _digit(ones or "〇")


def _digit(numeral: str) -> str:
    return str(NUMERALS.index(numeral))


def peek(tokens: Tokens, at: int) -> Token:
    """The token at `at`, NOTHING behind the last."""
    return tokens[at] if at < len(tokens) else NOTHING


def behind(tokens: Tokens, at: int, words: frozenset[str]) -> int:
    """The index behind one of `words`, or `at` where none stands."""
    return at + 1 if peek(tokens, at).text in words else at


# -- expressions ----------------------------------------------------------------------------


def expression(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """The days named at `at`, by the first rule that applies; None too for days that do not
    exist, and without a today for what counts from it. Never raises."""
    try:
        for rule in (
            _relative_day,
            _numeric,
            _calendar,
            _current,
            _week,
            _carried,
            _compact,
            _day_alone,
        ):
            if reading := rule(tokens, at, base):
                return reading
    except (ValueError, OverflowError):
        pass
    return None


def _relative_day(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """今天, 明天…, +7d, +2w, 7天后, 两周后."""
    if base.today is None:
        return None
    if (word := peek(tokens, at).text) in DAYS:
        return _one(base.today + timedelta(DAYS[word]), at + 1)._replace(dated=True)
    start = at + 1 if word == "+" else at
    count, step = _count(peek(tokens, start)), peek(tokens, start + 1).text
    months = next((n for n in STEP_MONTHS if _follow(tokens, start + 1, n)), ())
    end = start + 1 + max(len(months), 1)
    if count is None or not (months or step in STEPS):
        return None
    if (peek(tokens, end).text in LATER) == (start > at):
        return None
    days = _months_on(base.today, count) if months else base.today + timedelta(count * STEPS[step])
    return _one(days, end + (start == at))._replace(dated=True)


def _follow(tokens: Tokens, at: int, words: Sequence[str]) -> bool:
    return all(peek(tokens, at + i).text == word for i, word in enumerate(words))


def _months_on(day: date, count: int) -> date:
    """The day of so many months later, the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def _compact(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """20200630, alone."""
    text = peek(tokens, at).text
    if base.today is None or len(text) != 8 or not text.isdecimal() or len(tokens) > 1:
        return None
    return _one(date(int(text[:4]), int(text[4:6]), int(text[6:])), at + 1)._replace(dated=True)


def _day_alone(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """30日 alone, in the month of today or the one before or after."""
    day = peek(tokens, at).value
    if base.today is None or at or day is None or peek(tokens, 1).text not in DAY:
        return None
    if base.month is not None or len(tokens) > behind(tokens, 2, BEFORE):
        return None
    years, month = divmod(base.today.month - 1 + base.turn, 12)
    return _one(date(base.today.year + years, month + 1, day), 2)._replace(counted=True)


def _count(token: Token) -> int | None:
    return 2 if token.text == "两" else token.value


def _numeric(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """2020-9-30, 2020.9, 9/30. Without a day and a year it must stand alone: 3.5亿元 is no date."""
    one, sign, two, again, three = (peek(tokens, at + i) for i in range(5))
    if one.value is None or two.value is None or sign.text not in SIGNS:
        return None
    range_of_months = peek(tokens, at + 5).text in MONTH  # 2020-9-10月
    if again.text == sign.text and three.value is not None and not range_of_months:
        if not one.four:
            return None
        return _one(date(one.value, two.value, three.value), at + 5)._replace(dated=True)
    if not _alone(tokens, at, at + 3):
        return None
    if one.four:
        return _months(one.value, two.value, two.value, at + 3)._replace(dated=True)
    return _one(date(base.year, one.value, two.value), at + 3)


def _alone(tokens: Tokens, start: int, end: int) -> bool:
    before = tokens[start - 1].text if start else ""
    return before in {"", *TO, *LISTS} and peek(tokens, end).text in {
        *("", *BEFORE, *TO, *LISTS, *DONE, *AFTER)
    }


def _calendar(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """A year and what stands in it, or one of both: 2020年9月30日, 2020.9月, 三季度, 明年, 年底."""
    year, start = _year(tokens, at, base)
    dated = start > at
    for part in (_month, _quarter, _half, _year_end):
        if reading := part(tokens, start, year):
            return reading._replace(dated=dated)
    return _months(year, 1, 12, start)._replace(dated=True) if dated else None


def _year(tokens: Tokens, at: int, base: Base) -> tuple[int, int]:
    """The year written at `at`, by the Minguo era in three digits, else the one left unsaid, and
    the index behind it."""
    token = peek(tokens, at)
    if token.value is not None and token.four and (end := _year_mark(tokens, at + 1)):
        return token.value, end
    if token.value is not None and 99 < token.value < 200 and peek(tokens, at + 1).text in YEAR:
        return MINGUO + token.value, at + 2
    if token.text in YEAR_NAMES:
        return base.this_year + YEAR_NAMES[token.text], at + 1
    if token.text in NEXT_YEAR:
        return base.year + 1, at + 1
    return base.year, at


def _year_mark(tokens: Tokens, at: int) -> int | None:
    """The index behind what makes the number before it a year: 年, or the month or quarter that
    follows (2020.9月, 2020Q3)."""
    if peek(tokens, at).text in YEAR:
        return at + 1
    start = behind(tokens, at, SIGNS)
    part, unit = peek(tokens, start), peek(tokens, start + 1)
    month = start > at and part.value is not None and unit.text in MONTH
    return start if month or (part.text == "q" and unit.value is not None) else None


def _month(tokens: Tokens, at: int, year: int) -> Reading | None:
    """9月, 9月底, 9月中旬, 9月30日."""
    month = peek(tokens, at)
    if month.value is None or peek(tokens, at + 1).text not in MONTH:
        return None
    reading = (
        _ten_days(tokens, at + 2, year, month.value)
        or _day(tokens, at + 2, year, month.value)
        or _to_end(tokens, _months(year, month.value, month.value, at + 2))
    )
    return reading._replace(month=month.value)


def _ten_days(tokens: Tokens, at: int, year: int, month: int) -> Reading | None:
    if (word := peek(tokens, at).text) not in TEN_DAYS:
        return None
    first, last = TEN_DAYS[word]
    return Reading(
        date(year, month, first), date(year, month, min(last, _days(year, month))), at + 1
    )


def _day(tokens: Tokens, at: int, year: int, month: int) -> Reading | None:
    """30日, or 30 where nothing but 前 or a further date follows."""
    day, unit = peek(tokens, at), peek(tokens, at + 1).text
    if day.value is None or unit not in {"", *DAY, *BEFORE, *LISTS, *TO}:
        return None
    return _one(date(year, month, day.value), behind(tokens, at + 1, DAY))


def _quarter(tokens: Tokens, at: int, year: int) -> Reading | None:
    """三季度, 第三季度, Q3."""
    quarter = peek(tokens, at).text == "q"
    start = at + 1 if quarter else behind(tokens, at, frozenset({"第"}))
    number = peek(tokens, start).value
    if number is None or not (quarter or peek(tokens, start + 1).text in QUARTER):
        return None
    end = start + 1 if quarter else start + 2
    return _to_end(tokens, _months(year, number * 3 - 2, number * 3, end))


def _half(tokens: Tokens, at: int, year: int) -> Reading | None:
    if (word := peek(tokens, at).text) not in HALVES:
        return None
    return _to_end(tokens, _months(year, *HALVES[word], at + 1))


def _year_end(tokens: Tokens, at: int, year: int) -> Reading | None:
    """全年, 年内, 年底; behind a year also 底."""
    if peek(tokens, at).text == "全年":
        return _months(year, 1, 12, at + 1)
    end = behind(tokens, at, YEAR)
    if end == at and not (at and tokens[at - 1].text in YEAR_WORDS):
        return None
    if peek(tokens, end).text in END:
        return _to_end(tokens, _months(year, 1, 12, end))
    if peek(tokens, end).text == "内":
        return _months(year, 1, 12, end + 1)._replace(bare=False)
    return None


def _current(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """月底, 本月, 下月底, 季末, 下季度: from today."""
    shift = SHIFTS.get(peek(tokens, at).text)
    start = at if shift is None else at + 1
    unit = peek(tokens, start).text
    if base.today is None or unit not in MONTH | QUARTER:
        return None
    if shift is None and peek(tokens, start + 1).text not in END:
        return None
    size = 1 if unit in MONTH else 3
    index = (base.today.month - 1) // size + (base.turn if shift is None else shift)
    years, index = divmod(index, 12 // size)
    months = (index * size + 1, index * size + size)
    reading = _to_end(tokens, _months(base.today.year + years, *months, start + 1))
    return reading._replace(dated=shift is not None, counted=shift is None)


def _week(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """本周, 下周五, 周五, 周末: in the week of today, which begins on Monday."""
    shift = SHIFTS.get(peek(tokens, at).text)
    start = at if shift is None else at + 1
    if base.today is None or peek(tokens, start).text != "周":
        return None
    turn = base.turn if shift is None else shift
    monday = base.today + timedelta(turn * 7 - base.today.weekday())
    day = peek(tokens, start + 1)
    weekday = 7 if day.text in SUNDAY else day.value
    if weekday is not None:
        if not 1 <= weekday <= 7:
            return None
        reading = _one(monday + timedelta(weekday - 1), start + 2)
    elif shift is None and day.text not in END:
        return None
    else:
        reading = _to_end(tokens, Reading(monday, monday + timedelta(6), start + 1, bare=True))
    return reading._replace(dated=shift is not None, counted=shift is None)


def _carried(tokens: Tokens, at: int, base: Base) -> Reading | None:
    """20日 or 下旬 in the month written just before."""
    if base.month is None:
        return None
    reading = _ten_days(tokens, at, base.year, base.month)
    if reading is None and peek(tokens, at + 1).text in DAY:
        reading = _day(tokens, at, base.year, base.month)
    return reading and reading._replace(dated=True, month=base.month)


def _one(day: date, at: int) -> Reading:
    return Reading(day, day, at)


def _months(year: int, first: int, last: int, at: int) -> Reading:
    """The months `first` to `last`. Raises ValueError where there are none such."""
    start = date(year, first, 1)
    return Reading(start, date(year, last, _days(year, last)), at, bare=True)


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return {2: 29 if leap else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _to_end(tokens: Tokens, period: Reading) -> Reading:
    """The period, or its last day where 底 follows."""
    if peek(tokens, period.at).text not in END:
        return period
    return _one(period.last, period.at + 1)._replace(begun=period.first)
