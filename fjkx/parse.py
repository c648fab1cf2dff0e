"""Text → plan: the schema of a plan file, field by field, with every structural finding.

The schema, not YAML's implicit types, decides what a scalar is: `id: 14` and `id: "14"` are
one id, `no` stays a word. The plan mirrors the file item by item even where something is
wrong, so that later checks can name the place of what they find.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from fjkx.model import (
    MEASURE_STATUSES,
    STATUS_LABELS,
    STATUSES,
    Measure,
    Plan,
    Record,
    Section,
    Task,
    Unit,
)
from fjkx.tree import Mapping, Node, Problem, Scalar, Sequence, full_width_problem, read_tree

SCHEMA: Final = "1"

T = TypeVar("T")
Value = Callable[[Node, "list[Problem]"], Any]


class Document(NamedTuple):
    """A plan file's text, its tree, and the plan as far as it could be made out.

    `plan` is only to be trusted when no problem is an error; it is None without a tree.
    """

    text: str
    root: Mapping | None
    plan: Plan | None
    problems: tuple[Problem, ...]


def parse(text: str) -> Document:
    """Read a plan file; never raises. `problems` are in no particular order."""
    tree = read_tree(text)
    problems = list(tree.problems)
    if not isinstance(tree.root, Mapping):
        if not problems:
            problems.append(
                Problem(0, "不是计划文件：最外层应有 schema、plan、tasks", "not-a-plan")
            )
        return Document(text, None, None, tuple(problems))
    return Document(text, tree.root, read_plan(tree.root, problems), tuple(problems))


# -- walking the tree -----------------------------------------------------------------------


def entry(node: Node | None, key: str) -> tuple[Scalar, Node] | None:
    """The key and value of a mapping's entry, the first one if there are several."""
    if isinstance(node, Mapping):
        for found in node.entries:
            if found[0].value == key:
                return found
    return None


def node_at(root: Node | None, *path: str | int) -> Node | None:
    """The node a path of keys and positions leads to, or None if it is not there."""
    node = root
    for step in path:
        if isinstance(step, str):
            found = entry(node, step)
            node = found[1] if found else None
        else:
            has_it = isinstance(node, Sequence) and step < len(node.items)
            node = node.items[step] if has_it else None  # type: ignore[union-attr]
    return node


# -- values ---------------------------------------------------------------------------------

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WIDE = re.compile("[：，【】｛｝]")


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


def words(node: Node, problems: list[Problem]) -> tuple[str, ...]:
    """A list of names, in file order; absent is empty."""
    if is_null(node):
        return ()
    if isinstance(node, Sequence):
        return tuple(name_in_list(item, problems) for item in node.items)
    if isinstance(node, Scalar):
        problems.append(list_as_text(node))
    else:
        problems.append(Problem(node.start, "这里应是列表，如 [办公室, 院士办]", "type"))
    return ()


def list_as_text(node: Scalar) -> Problem:
    """What to write instead of a list that was typed as text."""
    if not node.style and node.value[:1] in "【［":
        return full_width_problem(node.start, "【")
    names = [name for name in re.split("[、，,;；\\s]+", node.value.strip("[]【】")) if name]
    return Problem(node.start, f"这里应是列表，请写成 [{', '.join(names)}]", "list-as-text")


def name_in_list(node: Node, problems: list[Problem]) -> str:
    name = word(node, problems)
    if name is None:
        if is_null(node):
            problems.append(Problem(node.start, "列表里有一个空项", "type"))
        return ""
    if isinstance(node, Scalar) and not node.style:
        wide = _WIDE.search(name)
        if wide:
            problems.append(full_width_problem(node.start + wide.start(), wide.group()))
        elif "、" in name:
            parts = ", ".join(name.split("、"))
            problems.append(
                Problem(node.start, f"列表各项用半角逗号分隔，请写成 [{parts}]", "list-as-text")
            )
    return name


def day(node: Node, problems: list[Problem]) -> date | None:
    """A date written as 2020-09-30."""
    text = word(node, problems)
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        message = f"没有 {text} 这一天"
    else:
        message = f"日期“{text}”应写成 2020-09-30 的样子"
    problems.append(Problem(node.start, message, "date"))
    return None


def whole(low: int, high: int, what: str) -> Value:
    """A reader of whole numbers from `low` to `high`, both inclusive."""

    def read(node: Node, problems: list[Problem]) -> int | None:
        text = word(node, problems)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        problems.append(Problem(node.start, f"{what}，不是“{text}”", "number"))
        return None

    return read


def status_of(allowed: tuple[str, ...]) -> Value:
    """A reader of status tokens."""
    choices = "、".join(f"{token}({STATUS_LABELS[token]})" for token in allowed)

    def read(node: Node, problems: list[Problem]) -> str | None:
        text = word(node, problems)
        if text is None or text in allowed:
            return text
        problems.append(Problem(node.start, f"状态“{text}”不认识，可写：{choices}", "status"))
        return None

    return read


def list_of(read: Callable[[Node, list[Problem]], T]) -> Value:
    """A reader of lists whose items `read` reads; absent is empty."""

    def read_items(node: Node, problems: list[Problem]) -> tuple[T, ...]:
        if is_null(node):
            return ()
        if isinstance(node, Sequence):
            return tuple(read(item, problems) for item in node.items)
        problems.append(Problem(node.start, "这里应是列表，每项以“- ”开头", "type"))
        return ()

    return read_items


# -- mappings -------------------------------------------------------------------------------


class Fields(NamedTuple):
    """The keys a mapping may have with the readers of their values, and those it must have."""

    what: str
    readers: dict[str, Value]
    required: tuple[str, ...] = ()


def read_fields(
    node: Node, fields: Fields, problems: list[Problem]
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """The values of a mapping's known keys (absent ones left out), and the user's `x-` keys."""
    if not isinstance(node, Mapping):
        problems.append(Problem(node.start, f"{fields.what}应是“键: 值”的映射", "type"))
        return {}, ()
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    for key, value in node.entries:
        reader = fields.readers.get(key.value)
        if reader is not None:
            found = reader(value, problems)
            if found is not None and key.value not in values:
                values[key.value] = found
        elif key.value.startswith("x-"):
            extra.append((key.value, plain_text(value)))
        else:
            problems.append(unknown_key(key, fields))
    for name in fields.required:
        if is_missing(node, name):
            problems.append(Problem(node.start, f"{fields.what}缺少 {name}", "missing-key"))
    return values, tuple(extra)


def is_missing(node: Mapping, key: str) -> bool:
    """Whether the key is not there or says nothing; a wrong value has its own finding."""
    found = entry(node, key)
    return found is None or (isinstance(found[1], Scalar) and not found[1].value.strip())


def unknown_key(key: Scalar, fields: Fields) -> Problem:
    """A key the schema does not know: a slip of the hand, or the user's own without `x-`."""
    wide = _WIDE.search(key.value)
    if wide and not key.style:
        return full_width_problem(key.start + wide.start(), wide.group())
    message = f"{fields.what}里不认识的键 {key.value}；自用的键请以 x- 开头"
    return Problem(key.start, message, "unknown-key", "warning")


def plain_text(node: Node) -> str:
    """A value of the user's own in words, whatever its shape."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return "、".join(map(plain_text, node.items))
    return "、".join(f"{key.value}: {plain_text(value)}" for key, value in node.entries)


# -- the schema -----------------------------------------------------------------------------


def ignore(node: Node, problems: list[Problem]) -> None:
    """A value that is read elsewhere."""


def schema_version(node: Node, problems: list[Problem]) -> str | None:
    text = word(node, problems)
    if text is not None and text != SCHEMA:
        message = f"schema 是 {text}，这个版本的 fjkx 只认识 {SCHEMA}"
        problems.append(Problem(node.start, message, "schema"))
    return text


_FILE = Fields(
    "计划文件",
    dict.fromkeys(("plan", "units", "sections", "tasks"), ignore) | {"schema": schema_version},
    ("schema",),
)
_PLAN = Fields(
    "plan ",
    {
        "title": word,
        "year": whole(1900, 2999, "年份应是四位数"),
        "issuer": word,
        "issued": day,
        "source": word,
        "preamble": word,
        "start": day,
        "due": day,
    },
    ("title", "year"),
)
_UNIT = Fields("单位", {"name": word, "aliases": words}, ("name",))
_SECTION = Fields("部分", {"id": word, "title": word, "text": word}, ("id", "title"))
_MEASURE = Fields("举措", {"text": word, "status": status_of(MEASURE_STATUSES)}, ("text",))
_PERCENT = whole(0, 100, "百分数应是 0 到 100 的整数")
_RECORD = Fields(
    "进展记录",
    {
        "date": day,
        "measure": whole(1, 9999, "举措序号应是从 1 起的整数"),
        "status": status_of(STATUSES),
        "by": word,
        "percent": _PERCENT,
        "due": day,
        "due_was": day,
        "note": word,
        "problem": word,
        "next": word,
    },
    ("date",),
)


def read_measure(node: Node, problems: list[Problem]) -> Measure:
    """One item of `measures`."""
    values, _ = read_fields(node, _MEASURE, problems)
    return Measure(values.get("text", ""), values.get("status", "todo"))


def read_record(node: Node, problems: list[Problem]) -> Record:
    """One item of `records`."""
    values, extra = read_fields(node, _RECORD, problems)
    return Record(values.pop("date", date.min), **values, extra=extra)


_TASK = Fields(
    "任务",
    {
        "id": word,
        "title": word,
        "section": word,
        "group": word,
        "lead": words,
        "support": words,
        "leaders": words,
        "status": status_of(STATUSES),
        "due": day,
        "due_text": word,
        "percent": _PERCENT,
        "added": day,
        "measures": list_of(read_measure),
        "records": list_of(read_record),
    },
    ("id", "title", "status"),
)


def read_task(node: Node, problems: list[Problem]) -> Task:
    """One item of `tasks`."""
    values, extra = read_fields(node, _TASK, problems)
    return Task(values.pop("id", ""), values.pop("title", ""), **values, extra=extra)


def read_unit(node: Node, problems: list[Problem]) -> Unit:
    """One item of `units`."""
    values, _ = read_fields(node, _UNIT, problems)
    return Unit(values.get("name", ""), values.get("aliases", ()))


def read_section(node: Node, problems: list[Problem]) -> Section:
    """One item of `sections`."""
    values, _ = read_fields(node, _SECTION, problems)
    return Section(values.get("id", ""), values.get("title", ""), values.get("text"))


def read_plan(root: Mapping, problems: list[Problem]) -> Plan:
    """The whole file; what could not be read has a problem and a default in its place."""
    _, outer = read_fields(root, _FILE, problems)
    head = entry(root, "plan")
    if head is None:
        problems.append(Problem(root.start, "计划文件缺少 plan", "missing-key"))
    values, extra = read_fields(head[1], _PLAN, problems) if head else ({}, ())
    if entry(root, "tasks") is None:
        problems.append(Problem(root.start, "计划文件缺少 tasks", "missing-key"))

    def items(key: str, read: Callable[[Node, list[Problem]], T]) -> tuple[T, ...]:
        found = entry(root, key)
        return list_of(read)(found[1], problems) if found else ()

    return Plan(
        values.pop("title", ""),
        values.pop("year", 1900),
        **values,
        units=items("units", read_unit),
        sections=items("sections", read_section),
        tasks=items("tasks", read_task),
        extra=(*outer, *extra),
    )
