"""Nodes → values: what a scalar is where the schema wants text, a list of names, a date,
a number or a status; and what to say of one that is something else.

A reader takes a node and the list that its problems go to, and returns the value, or None
(an empty tuple for lists) where there is none.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from fjkx.file.problems import Mend, Problem
from fjkx.file.slips import full_width_problem
from fjkx.file.tree import Mapping, Node, Scalar, Sequence
from fjkx.plan.characters import plain
from fjkx.plan.model import STATUS_LABELS, YEARS
from fjkx.words.names import STATUS_WORDS

T = TypeVar("T")
Value = Callable[[Node, "list[Problem]"], Any]

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_WIDE = re.compile("[：，【】［］｛｝]|[\u3000\xa0]+")
_BRACKETED = re.compile("（[^（）]*）|\\([^()]*\\)")
_NAME = "(?:（[^（）]*）|\\([^()]*\\)|[^、，,;；\\[\\]【】［］\\s])+"
_QUOTES: Final = "“”‘’\"'"
_ID = re.compile(r"[1-9][0-9]*|\w+-[0-9]+")
_WIDE_COLON = re.compile(r"(?:[a-z_]+|x-[\w-]+)[ \t]*(：)")


def is_null(node: Node) -> bool:
    """Whether the value is absent: written plain as nothing, `~` or `null`."""
    return isinstance(node, Scalar) and not node.style and node.value in _NULL


def word(node: Node, problems: list[Problem]) -> str | None:
    """A text value, None where it is absent or no scalar."""
    if is_null(node):
        return None
    if isinstance(node, Scalar):
        return node.value
    problems.append(Problem(node.start, "这里应是一段文字，不是列表或映射", "type"))
    return None


def bare(text: str) -> str:
    """The text in half-width characters, without blanks or quotes of any kind around it."""
    return plain(text).strip().strip(_QUOTES).strip()


def number(node: Node, problems: list[Problem]) -> str | None:
    """The number of a task; one in full-width digits or Chinese quotes can be mended."""
    text = word(node, problems)
    if text is None or (meant := bare(text)) == text or not _ID.fullmatch(meant):
        return text
    message = f"序号“{text}”应写成 {meant}"
    problems.append(Problem(node.start, message, "id", mend=mend(node, meant)))
    return meant


def words(node: Node, problems: list[Problem]) -> tuple[str, ...]:
    """A list of names, in file order; absent is empty."""
    if is_null(node):
        return ()
    if isinstance(node, Sequence):
        return tuple(name_in_list(item, problems) for item in node.items)
    if isinstance(node, Scalar):
        problems.extend(list_as_text(node))
        return tuple(separate_names(node.value))
    problems.append(Problem(node.start, "这里应是列表，如 [办公室, 院士办]", "type"))
    return ()


def unit_or_units(node: Node, problems: list[Problem]) -> str | tuple[str, ...] | None:
    """One unit, or a list of those that report together."""
    return words(node, problems) or None if isinstance(node, Sequence) else word(node, problems)


def list_as_text(node: Scalar) -> list[Problem]:
    """What to write instead of a list that was typed as text."""
    if not node.style and node.value[:1] in "【［":
        return full_width_in(node)
    names = tuple(separate_names(node.value))
    message = f"这里应是列表，请写成 [{', '.join(names)}]"
    return [Problem(node.start, message, "list-as-text", mend=mend(node, names))]


def mend(node: Node, value: Any, items: bool = False) -> Mend | None:
    """The value to be written in the place of a scalar, if there is one and it is no block."""
    if not isinstance(node, Scalar) or node.style in ("|", ">") or value in (None, ()):
        return None
    return Mend(node.start, node.end, value, items)


def separate_names(text: str) -> list[str]:
    """The names in a text that lists them in some way, each with its bracket: 各县（市、区）."""
    return re.findall(_NAME, text)


def full_width_in(node: Scalar) -> list[Problem]:
    """The full-width characters in a plain scalar, where YAML may want half-width ones."""
    if node.style:
        return []
    exact = node.end - node.start == len(node.value)  # else it is folded: its start must do
    return [
        full_width_problem(node.start + (match.start() if exact else 0), match.group()[0])
        for match in _WIDE.finditer(node.value)
    ]


def full_width_colon(node: Node) -> list[Problem]:
    """The full-width colon behind a key, if the node is text that begins with such a key."""
    match = _WIDE_COLON.match(node.value) if isinstance(node, Scalar) and not node.style else None
    return [full_width_problem(node.start + match.start(1), "：")] if match else []


def name_in_list(node: Node, problems: list[Problem]) -> str:
    name = word(node, problems)
    if name is None:
        if is_null(node):
            problems.append(Problem(node.start, "列表里有一个空项，请删去", "type"))
        return ""
    slips = several_names(node) if isinstance(node, Scalar) and not node.style else []
    problems.extend(slips)
    return "" if slips else name


def several_names(node: Scalar) -> list[Problem]:
    """What is wrong with one plain item of a list that holds several names; what stands in a
    bracket belongs to its name: 各县（市、区）."""
    outside = _BRACKETED.sub(lambda found: "·" * len(found[0]), node.value)
    slips = full_width_in(node._replace(value=outside))
    if not slips and "、" not in outside:
        return []
    names = tuple(separate_names(node.value))
    if slips and len(names) > 1 and "：" not in outside:
        return [slips[0]._replace(mend=mend(node, names, items=True)), *slips[1:]]
    if slips:
        return slips
    mended = mend(node, names, items=True)
    return [Problem(node.start, separate_items(node.value), "list-as-text", mend=mended)]


def is_plain_name(text: str) -> bool:
    """Whether a name in a list is read as one when it stands there without quotes."""
    outside = _BRACKETED.sub("", text)
    return "、" not in outside and _WIDE.search(outside) is None


def separate_items(text: str) -> str:
    """The advice for names that are joined in one item of a list."""
    return f"列表各项用半角逗号分隔，请写成 [{', '.join(separate_names(text))}]"


def day(node: Node, problems: list[Problem]) -> date | None:
    """A date written as 2020-09-30."""
    text = word(node, problems)
    if text is None:
        return None
    match = re.fullmatch(_DAY, bare(text))
    try:
        meant = date(*map(int, match.groups())) if match else None
    except ValueError:
        problems.append(Problem(node.start, f"没有 {text} 这一天", "date"))
        return None
    if meant is not None and meant.year not in YEARS:
        message = f"日期 {text} 的年份不在 {YEARS[0]} 到 {YEARS[-1]} 之间"
        problems.append(Problem(node.start, message, "date"))
        return None
    if meant is None or text != str(meant):
        example = meant or "2020-09-30 的样子"
        message = f"日期“{text}”应写成 {example}"
        problems.append(Problem(node.start, message, "date", mend=mend(node, meant)))
    return meant


def due_day(node: Node, problems: list[Problem]) -> date | None:
    """A task's deadline: a date; the notice's own wording has a key of its own."""
    found: list[Problem] = []
    meant = day(node, found)
    shaped = isinstance(node, Scalar) and re.fullmatch(_DAY, bare(node.value))
    worded = meant is None and isinstance(node, Scalar) and not shaped
    tail = "；原文措辞写在 due_text" if worded else ""
    problems.extend(problem._replace(message=problem.message + tail) for problem in found)
    return meant


def whole(low: int, high: int, what: str, unit: str = "") -> Value:
    """A reader of whole numbers from `low` to `high`, both inclusive. One in full-width digits,
    or with the `unit` that it is of behind it, is an error that can be mended."""

    def read(node: Node, problems: list[Problem]) -> int | None:
        text = word(node, problems)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        digits = bare(text).removesuffix(unit).rstrip()
        meant = int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None
        if meant is not None and not low <= meant <= high:
            meant = None
        message = f"{what}，不是“{text}”"
        problems.append(Problem(node.start, message, "number", mend=mend(node, meant)))
        return meant

    return read


def status_of(allowed: tuple[str, ...]) -> Value:
    """A reader of status tokens. The Chinese word of one is read as it, with a warning."""
    choices = "、".join(f"{token}({STATUS_LABELS[token]})" for token in allowed)
    chinese = {word: token for word, token in STATUS_WORDS.items() if token in allowed}

    def read(node: Node, problems: list[Problem]) -> str | None:
        text = word(node, problems)
        if text is None or text in allowed:
            return text
        if token := chinese.get(text):
            message = f"状态“{text}”已按 {token} 读取，建议写成 {token}"
            problems.append(Problem(node.start, message, "status-word", "warning"))
            return token
        close = bare(text).lower()
        token = close if close in allowed else chinese.get(close)
        advice = f"应写成 {token}" if token else f"不认识，可写：{choices}"
        message = f"状态“{text}”{advice}"
        problems.append(Problem(node.start, message, "status", mend=mend(node, token)))
        return token

    return read


def tight_dashes(node: Node) -> list[Problem]:
    """The dashes of what should be a list's items, but was read as keys `-text`."""
    keys = [key for key, _ in node.entries] if isinstance(node, Mapping) else []
    return [full_width_problem(k.start, k.value[0]) for k in keys if k.value[:1] in ("-", "－")]


def list_of(read: Callable[[Node, list[Problem]], T]) -> Value:
    """A reader of lists whose items `read` reads; absent is empty."""

    def read_items(node: Node, problems: list[Problem]) -> tuple[T, ...]:
        if is_null(node):
            return ()
        if isinstance(node, Sequence):
            return tuple(read(item, problems) for item in node.items)
        wrong = Problem(node.start, "这里应是列表，每项以“- ”开头", "type")
        problems.extend(tight_dashes(node) or [wrong])
        return ()

    return read_items
