"""Slips of the hand in a plan file's text: what the parser's complaint means to a clerk.

Conflict markers, control characters, full-width punctuation, tabs, quotes left open: each
becomes a problem at the place where the mending has to be done, and says what to do.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from fjkx.file.problems import Problem
from fjkx.plan.model import Span
from fjkx.plan.named import NamedTuple


class Complaint(NamedTuple):
    """What stopped the parser: its own words, the index where it stopped, the index where
    the thing it was reading begins (the same if it does not say); the last quoted value, and
    the index of the innermost bracket that is open."""

    what: str
    at: int
    begin: int
    quoted: Span | None = None
    bracket: int | None = None


# -- characters that do not belong ----------------------------------------------------------

_CONFLICT = r"(?m)^\ufeff*+((?:<{7}|\|{7}|>{7})(?= |\r?$)|={7}(?=\r?$))"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def conflict_markers(text: str) -> tuple[Problem, ...]:
    """Every git conflict marker, if the text has at least one `<<<<<<<` line; of a file of
    nothing but markers the first thousand."""
    if "<" * 7 not in text:
        return ()
    found = tuple(islice(re.finditer(_CONFLICT, text), 1000))
    if not any(match[1].startswith("<") for match in found):
        return ()
    message = "git 合并冲突标记“{}”：请先选定保留哪一方，再删去所有标记行"
    return tuple(Problem(m.start(1), message.format(m[1]), "conflict") for m in found)


def control_characters(text: str) -> tuple[Problem, ...]:
    """The first character that YAML does not allow in a file, if there is one."""
    match = _CONTROL.search(text)
    if match is None:
        return ()
    what = "空字符 NUL" if match.group() == "\0" else f"控制字符 U+{ord(match.group()):04X}"
    return (Problem(match.start(), f"文件里有{what}，不是文本文件该有的", "control"),)


# -- full-width punctuation -----------------------------------------------------------------
# Quantifiers are possessive: millions of blanks must not be tried one by one. Patterns that only a
# file with errors needs are compiled when one is read: 2 ms.

_HALF_WIDTH: Final = dict(zip("：，【】［］｛｝－＃", ":,[][]{}-#", strict=True))
MENDED: Final = _HALF_WIDTH | {
    "：": ": ",
    "，": ", ",
    "－": "- ",
    "-": "- ",
    "\u3000": " ",
    "\xa0": " ",
}
_KEY: Final = r"""["']?(?:[a-z_]+|x-[\w-]+)["']?[ \t]*"""
_START: Final = r"^\ufeff*+[ \t]*+"
_DASHES: Final = r"(?:-[ \t]++)*+"
_LINE_HEAD = rf"(?m){_START}(?:([\u3000\xa0＃])|(－)[ \t\u3000]|{_DASHES}[-－]?+{_KEY}(：))"
_TIGHT_DASH = rf"(?m){_START}{_DASHES}([-－])(?={_KEY}[:：]|[{{｛])"
_FLOW = rf"(?m){_START}{_DASHES}[-－]?+(?:{_KEY}[:：][ \t]*)?([\[{{【｛［][^\r\n]*)"
_QUOTED = r"""'[^'\n]*'|"[^"\n]*\""""
_IN_LIST = "[，【】［］]"
_IN_MAPPING = rf"^｛|(?<=[{{｛,，])[ \t]*{_KEY}(：)|，(?=[ \t]*{_KEY}[:：])|｝(?=[ \t]*$)"


def full_width_problem(at: int, character: str) -> Problem:
    """A full-width character, or another kind of space, where YAML wants a half-width one; or
    a dash that no space follows."""
    if character in "\u3000\xa0":
        kind = "全角空格" if character == "\u3000" else "不换行空格(U+00A0)"
        return Problem(at, f"{kind}应改成半角空格", "full-width")
    if character == "-":
        return Problem(at, "“-”后面要空一格(半角空格)", "tight-dash")
    tail = "，后面空一格" if character in "：－" else ""
    half = _HALF_WIDTH[character]
    return Problem(at, f"全角“{character}”应写成半角“{half}”{tail}", "full-width")


def full_width_slips(text: str) -> tuple[Problem, ...]:
    """Every place where a full-width character seems to stand for a half-width one, or a space
    lacks behind a dash. Only for a text that cannot be read: a paragraph of prose may well look
    like a slip."""
    heads = (match.start(match.lastindex or 0) for match in re.finditer(_LINE_HEAD, text))
    dashes = (match.start(1) for match in re.finditer(_TIGHT_DASH, text))
    starts = {*heads, *dashes, *flow_slips(text)}
    return tuple(full_width_problem(at, text[at]) for at in sorted(starts))


def flow_slips(text: str) -> Iterator[int]:
    """Where in flow lists and flow mappings, as far as they stand on one line."""
    for match in re.finditer(_FLOW, text):
        flow = re.sub(_QUOTED, lambda quoted: "'" * len(quoted.group()), match.group(1))
        pattern = _IN_LIST if flow[0] in "[【［" else _IN_MAPPING
        for slip in re.finditer(pattern, flow):
            yield match.start(1) + slip.start(slip.lastindex or 0)


def mended(text: str, slips: Iterable[int]) -> tuple[str, Callable[[int], int]]:
    """The text with half-width characters at the places of the slips, and the way back: a
    function from its indices to those of `text`."""
    parts: list[str] = []
    blanks: list[int] = []
    done = size = 0
    for at in sorted(slips):
        half = MENDED[text[at]]
        if text[at + 1 : at + 2] in (" ", "\t"):
            half = half[:1]
        parts += (text[done:at], half)
        size += at - done + len(half)
        if len(half) > 1:
            blanks.append(size - 1)
        done = at + 1
    return "".join((*parts, text[done:])), lambda index: index - bisect_right(blanks, index)


MENDABLE: Final = ("full-width", "tight-dash")  # codes of the problems that `mended` mends


def explained(text: str, slips: tuple[Problem, ...], problem: Problem) -> bool:
    """Whether slips on the problem's line, or on lines straight above it, account for it."""
    above = line_above(text, line_start(text, problem.at))
    match = re.compile("[\r\n]").search(text, problem.at)
    end = match.start() if match else len(text)
    return any(above <= slip.at < end for slip in slips)


# -- the parser's complaints ----------------------------------------------------------------

_TIGHT_COLON = rf"[ \t]*+{_DASHES}{_KEY}:(?=[^ \t\r\n])(?!//)"
_NO_VALUE_START: Final = "值不能以“{hit}”开头，请给它加引号"
_ESCAPE: Final = "双引号里的反斜杠转义不认识，可改用单引号"
_AFTER_BAR: Final = "“{hit}”开头的值要从下一行写起；若是文字，请给它加引号"
_AT_BEGIN: Final = {
    "found unexpected end of stream": "引号从这里开始，到文件结尾也没有合上",
    "found unexpected document indicator": "引号从这里开始，到“---”或“...”也没有合上",
    "did not find expected alphabetic or numeric character": _NO_VALUE_START,
    "did not find expected whitespace or line break": _NO_VALUE_START,
    "did not find expected tag URI": _NO_VALUE_START,
    "did not find expected comment or line break": _AFTER_BAR,
    "found an indentation indicator equal to 0": _AFTER_BAR,
    "found undefined tag handle": "计划文件里不允许 YAML 类型标签(!…)；若是文字，请给它加引号",
}
_AT_STOP: Final = {
    ("found character that cannot start any token", ""): _NO_VALUE_START,
    ("mapping keys are not allowed in this context", ""): _NO_VALUE_START,
    ("did not find expected '-' indicator", ""): "这里的缩进与列表不齐，应以“- ”开头",
    ("did not find expected key", ""): "这里的缩进与上文的键不齐",
    ("did not find expected key", "-"): "列表项“- ”的缩进与上文不齐，或上文的键已经有值",
    ("did not find expected key", ":"): "冒号前面缺少键名",
    ("did not find expected <document start>", ""): (
        "计划到上一行就结束了：检查这一行的缩进，或删去上面的“...”"
    ),
    ("did not find expected node content", ""): "这里应该有一个值，却是“{hit}”",
    ("found unexpected ':'", ""): "括号里的“:”后面要空一格；若是文字里的冒号，请给文字加引号",
    ("found unknown escape character", ""): _ESCAPE,
    ("did not find expected hexdecimal number", ""): _ESCAPE,
    ("found invalid Unicode character escape code", ""): _ESCAPE,
    ("block sequence entries are not allowed in this context", ""): (
        "列表项“- ”要另起一行；若是文字，请给它加引号"
    ),
}
_UNCLOSED: Final = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_AFTER_END: Final = frozenset(
    {
        "did not find expected key",
        "did not find expected '-' indicator",
        "did not find expected <document start>",
    }
)


def syntax_problem(text: str, complaint: Complaint) -> Problem:
    """The parser's complaint of a text without byte order marks in Chinese, at the place where
    the mending has to be done."""
    what, at, begin, _, bracket = complaint
    if "\t" in (text[at : at + 1], text[begin : begin + 1]):
        place = at if text[at : at + 1] == "\t" else begin
        return syntax(place, "缩进要用空格，不能用制表符 Tab")
    if text.startswith("%", line_start(text, at)):
        return syntax(line_start(text, at), "行首的“%”是 YAML 指令，计划文件里不允许")
    if what == "could not find expected ':'":
        return missing_colon(text, begin)
    if what == "mapping values are not allowed in this context":
        return deeper_than_above(text, at) or unexpected_colon(text, at)
    if what in _UNCLOSED:
        return unclosed_bracket(text, at, begin)
    if bracket is not None and what == "did not find expected node content":
        return unclosed_bracket(text, at, bracket)
    if what in _AFTER_END and text[line_start(text, at) : at].strip(" \t-"):
        return behind_the_end(text, complaint)
    if what in _INDENTED:
        aligned = misaligned(text, at, what)
        if aligned:
            return aligned
    if what in _AT_BEGIN:
        return syntax(begin, _AT_BEGIN[what].format(hit=hit(text, begin)))
    stop = hit(text, at)
    message = _AT_STOP.get((what, stop)) or _AT_STOP.get((what, "")) or f"不是合法的 YAML({what})"
    return syntax(at, message.format(hit=stop))


def syntax(at: int, message: str) -> Problem:
    return Problem(at, message, "syntax")


def hit(text: str, at: int) -> str:
    """The character at an index, in words where it cannot be seen."""
    character = text[at : at + 1]
    if character in ("\r", "\n"):
        return "行尾"
    return character or "文件结尾"


def line_start(text: str, at: int) -> int:
    """The index of the first character of the line that `at` is on."""
    feed = text.rfind("\n", 0, at) + 1
    return text.rfind("\r", feed, at) + 1 or feed


def line_above(text: str, start: int) -> int:
    """The start of the line above the line from `start`, or of that one if it is the first."""
    return line_start(text, max(start - 1 - text.startswith("\r\n", start - 2), 0))


def tight_colon(text: str, start: int) -> Problem | None:
    """The problem of a key on the line from `start` whose colon no space follows."""
    match = re.compile(_TIGHT_COLON).match(text, start)
    return syntax(match.end() - 1, "冒号后面要空一格(半角空格)") if match else None


def missing_colon(text: str, begin: int) -> Problem:
    message = "这一行缺少半角冒号，应写成“键: 值”；若是上一行文字的继续，请缩进得更深"
    return tight_colon(text, line_start(text, begin)) or syntax(begin, message)


def unexpected_colon(text: str, at: int) -> Problem:
    """A colon in a value, or on a line that continues the value above it."""
    start = line_start(text, at)
    head = text[start:at]
    if re.search(r":[ \t]", head):
        return syntax(at, "值里的“: ”会被当作又一个键，请给整个值加引号")
    first = at - len(head.lstrip(" \t-"))
    message = "这一行被当作上一行文字的继续：检查两行的缩进，以及上一行是否缺少冒号"
    above = tight_colon(text, line_above(text, start)) if start else None
    return above or syntax(first, message)


# -- indentation ----------------------------------------------------------------------------

_INDENTED: Final = ("did not find expected '-' indicator", "did not find expected key")
_KEY_LINE = (
    r"""(?P<blanks>[ ]*+)(?P<dash>-[ ]++)?+["']?(?P<key>[a-z_]+|x-[\w-]+)["']?[ ]*+:(?=\s|$)"""
)
_OUTERMOST: Final = ("schema", "plan", "units", "sections", "tasks")


class Level(NamedTuple):
    """The keys of an item above, all at one column, those nearest first; and the column of the
    dash it begins with, if the item is in a list."""

    column: int
    keys: list[str]
    dash: int | None = None


def levels_above(lines: list[str]) -> Iterator[Level]:
    """The items that are still open behind these lines, the innermost first."""
    level: Level | None = None
    limit = len(max(lines, key=len, default=""))
    for match in filter(None, map(re.compile(_KEY_LINE).match, reversed(lines))):
        column, dashed = match.start("key"), bool(match["dash"])
        if column > limit:
            continue
        if level is None or column != level.column:
            if level is not None:
                yield level
            level = Level(column, [])
        level.keys.append(match["key"])
        limit = column
        if dashed:
            limit = len(match["blanks"])
            yield level._replace(dash=limit)
            level = None
    if level is not None:
        yield level


def wanted_column(line: re.Match[str], levels: list[Level]) -> int | None:
    """Where a line's key, or its dash, belongs: nearest to where it stands, the innermost if
    there are two; not where the item has this key already. None if the text does not tell."""
    key, stands = line["key"], len(line["blanks"])
    if line["dash"]:
        columns = [lv.dash for lv in levels if lv.dash is not None and lv.keys[-1] == key]
    elif key in _OUTERMOST:
        return 0
    else:
        columns = [lv.column for lv in levels if lv.column and key not in lv.keys]
    return min(columns, key=lambda column: abs(column - stands), default=None)


def misaligned(text: str, at: int, what: str) -> Problem | None:
    """The problem of a line with a key, or an item, that no other line is in line with."""
    start = line_start(text, at)
    line = re.compile(_KEY_LINE).match(text, start)
    if line is None or at != start + len(line["blanks"]):
        return None
    in_list = what == "did not find expected '-' indicator"
    column = wanted_column(line, list(levels_above(text[:start].splitlines())))
    blanks = "" if column is None else f"，前面空 {column} 格"
    if line["dash"]:
        known = in_list or column not in (None, len(line["blanks"]))
        return syntax(at, f"列表项“- ”应与上面的“- ”对齐{blanks}") if known else None
    if in_list:
        new = "；若是新的一项，应以“- ”开头"
        return syntax(at, f"这一行应与上面同一项的键对齐{blanks}{new}")
    return syntax(at, f"这一行应与上面同一项的键对齐{blanks}") if blanks else None


def deeper_than_above(text: str, at: int) -> Problem | None:
    """The problem of a key that stands deeper than that of the line above, which has a value."""
    start = line_start(text, at)
    line = re.compile(_KEY_LINE).match(text, start)
    lines = text[:start].splitlines()
    above = re.match(_KEY_LINE, lines[-1]) if lines else None
    if line is None or above is None or line["dash"] or line.end() != at + 1:
        return None
    if len(line["blanks"]) <= above.start("key"):
        return None
    column = wanted_column(line, list(levels_above(lines)))
    if column is None:
        return None
    message = f"这一行应与上面同一项的键对齐，前面空 {column} 格"
    return syntax(start + len(line["blanks"]), message)


# -- quotes and brackets --------------------------------------------------------------------


def unclosed_bracket(text: str, at: int, bracket: int) -> Problem:
    """A bracket left open; or, where its line goes on, what in it has to be quoted."""
    stop = hit(text, at)
    if line_start(text, at) != line_start(text, bracket) or len(stop) > 1:
        shape = "方括号" if text[bracket] == "[" else "花括号"
        return syntax(bracket, f"{shape}从这里开始，没有合上")
    if stop == ",":
        return syntax(at, "多了一个逗号，或逗号前面漏了内容")
    if stop in "]}":
        return syntax(at, f"括号不配对：“{text[bracket]}”不能用“{stop}”来合上")
    return syntax(at, f"括号里的“{stop}”之前缺少逗号；若是文字的一部分，请给文字加引号")


def behind_the_end(text: str, complaint: Complaint) -> Problem:
    """Text on the same line behind a closed quote or bracket: the quote closed too late, or
    too early."""
    at, quoted = complaint.at, complaint.quoted
    before = len(text[:at].rstrip(" \t"))
    if quoted is None or quoted.end != before:
        return syntax(at, f"前面的值已经结束，后面不能再有“{hit(text, at)}”")
    lines = text.count("\n", quoted.start, quoted.end)
    if lines:
        return syntax(quoted.start, f"引号从这里开始，往下第 {lines} 行才合上：多半漏了收尾的引号")
    return syntax(at, f"前面的引号已经合上，后面不能再有“{hit(text, at)}”；文字里的引号请用“”")
