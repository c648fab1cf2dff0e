"""Text → plan: the schema of a plan file, field by field, with every structural finding.

The schema, not YAML's implicit types, decides what a scalar is: `id: 14` and `id: "14"` are
one id, `no` stays a word. The plan mirrors the file item by item even where something is
wrong, so that later checks can name the place of what they find.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

from fjkx.file.problems import Problem
from fjkx.file.slips import full_width_slips
from fjkx.file.tree import Mapping, Node, Scalar, Sequence, read_tree
from fjkx.file.values import (
    Value,
    day,
    due_day,
    full_width_colon,
    full_width_in,
    is_null,
    list_of,
    number,
    status_of,
    unit_or_units,
    whole,
    word,
    words,
)
from fjkx.plan.model import (
    MEASURE_STATUSES,
    STATUSES,
    YEARS,
    Measure,
    Origin,
    Plan,
    Record,
    Section,
    Task,
    Unit,
    Was,
)
from fjkx.plan.named import NamedTuple

SCHEMA: Final = "1"
NO_YEAR: Final = YEARS[0]  # of a plan whose year could not be read

_COMMENT: Final = re.compile(r"[ \t]++#")

T = TypeVar("T")
Reader: TypeAlias = Callable[[Node, list[Problem]], T]


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
        problems = problems or list(full_width_slips(text))
        if not problems:
            problems.append(
                Problem(0, "不是计划文件：最外层应有 schema、plan、tasks", "not-a-plan")
            )
        return Document(text, None, None, tuple(problems))
    plan = read_plan(tree.root, problems)
    return Document(text, tree.root, plan, tuple(commented_out(text, p) for p in problems))


def commented_out(text: str, problem: Problem) -> Problem:
    """The problem, and the likely reason if a value is empty because it begins with `#`."""
    if problem.code != "missing-key" or not _COMMENT.match(text, problem.at):
        return problem
    why = "“#”后面的是注释；若是文字，请给它加引号"
    return problem._replace(message=f"{problem.message}；{why}")


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
        elif isinstance(node, Sequence) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


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
        problems.extend(not_a_mapping(node, fields))
        return {}, ()
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    slips: list[Problem] = []
    for key, value in node.entries:
        reader = fields.readers.get(key.value)
        if reader is not None:
            found = reader(value, problems)
            if found is not None and key.value not in values:
                values[key.value] = found
        elif key.value.startswith("x-"):
            extra.append((key.value, plain_text(value)))
        elif is_split_off(node, key, value):
            slips.append(split_text(key))
        else:
            slips.extend(full_width_in(key) or [unknown_key(key, fields)])
    problems.extend(slips)
    if not any(slip.severity == "error" for slip in slips):  # else a slip explains what lacks
        problems.extend(missing_keys(node, fields))
    return values, tuple(extra)


def missing_keys(node: Mapping, fields: Fields) -> Iterator[Problem]:
    """Required keys that are not there or say nothing; a wrong value has its own finding."""
    for name in fields.required:
        found = entry(node, name)
        if found is None:
            yield Problem(node.start, f"{fields.what}缺少 {name}", "missing-key")
        elif isinstance(found[1], Scalar) and not (word(found[1], []) or "").strip():
            message = f"{fields.what}的 {name} 是空的，请填写"
            yield Problem(found[1].start, message, "missing-key")


def unknown_key(key: Scalar, fields: Fields) -> Problem:
    """A key the schema does not know: a slip of the hand, or the user's own without `x-`."""
    from difflib import get_close_matches

    near = get_close_matches(key.value.lower(), fields.readers, 1, 0.7)
    advice = f"你是不是要写 {near[0]}？" if near else "自用的键请以 x- 开头"
    message = f"{fields.what}里不认识的键“{key.value}”；{advice}"
    return Problem(key.start, message, "unknown-key", "warning")


def is_split_off(node: Mapping, key: Scalar, value: Node) -> bool:
    """Whether a key in `{…}` has no colon, half-width or full-width, and follows another key."""
    bare = node.flow and value.start == value.end == key.end
    return bare and key != node.entries[0][0] and not full_width_colon(key)


def split_text(key: Scalar) -> Problem:
    """A tail of a text in `{…}` that a comma cut off: it was read as a key without a colon."""
    message = f"“{key.value}”被逗号断开了，请给整句加引号"
    return Problem(key.start, message, "split-text")


def not_a_mapping(node: Node, fields: Fields) -> list[Problem]:
    """A list or a text where keys are wanted, maybe for a full-width colon only."""
    if is_null(node):
        return [Problem(node.start, f"{fields.what}是空的，请填写或删去", "type")]
    wrong = Problem(node.start, f"{fields.what}应写成“键: 值”", "type")
    return full_width_colon(node) or [wrong]


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
        "year": whole(YEARS[0], YEARS[-1], "年份应是四位数", "年"),
        "issuer": word,
        "issued": day,
        "source": word,
        "preamble": word,
        "start": day,
        "due": day,
        "office": word,
        "contact": word,
        "phone": word,
    },
    ("title", "year"),
)


def reader_of(kind: Callable[..., T], fields: Fields, **defaults: Any) -> Reader[T]:
    """A reader of mappings as values of a kind; what could not be read has its default, and the
    user's own keys are kept where the kind has room for them."""
    has_extra = "extra" in kind._fields  # type: ignore[attr-defined]  # a NamedTuple has them

    def read(node: Node, problems: list[Problem]) -> T:
        values, extra = read_fields(node, fields, problems)
        return kind(**defaults | values | ({"extra": extra} if has_extra else {}))

    return read


def or_absent(read: Reader[T]) -> Reader[T | None]:
    """A reader for which a value that is absent is None."""
    return lambda node, problems: None if is_null(node) else read(node, problems)


_PERCENT = whole(0, 100, "百分数应是 0 到 100 的整数", "%")
_read_unit = reader_of(Unit, Fields("单位", {"name": word, "aliases": words}, ("name",)), name="")
_read_section = reader_of(
    Section,
    Fields("部分", {"id": word, "title": word, "text": word}, ("id", "title")),
    id="",
    title="",
)
_read_was = reader_of(
    Was, Fields("was ", {"lead": words, "support": words, "leaders": words, "title": word})
)
_read_origin = reader_of(
    Origin, Fields("origin ", {"plan": word, "id": word}, ("plan", "id")), plan="", id=""
)
_read_measure = reader_of(
    Measure,
    Fields("举措", {"text": word, "status": status_of(MEASURE_STATUSES)}, ("text",)),
    text="",
)
_read_record = reader_of(
    Record,
    Fields(
        "进展记录",
        {
            "date": day,
            "measure": whole(1, 9999, "举措序号应是从 1 起的整数"),
            "status": status_of(STATUSES),
            "by": unit_or_units,
            "percent": _PERCENT,
            "due": day,
            "due_was": day,
            "note": word,
            "problem": word,
            "next": word,
            "chased": whole(1, 999, "催办次数应是从 1 起的整数"),
            "was": or_absent(_read_was),
        },
        ("date",),
    ),
    date=date.min,
)
_read_task = reader_of(
    Task,
    Fields(
        "任务",
        {
            "id": number,
            "title": word,
            "section": word,
            "group": word,
            "lead": words,
            "support": words,
            "leaders": words,
            "status": status_of(STATUSES),
            "due": due_day,
            "due_text": word,
            "percent": _PERCENT,
            "added": day,
            "origin": or_absent(_read_origin),
            "measures": list_of(_read_measure),
            "records": list_of(_read_record),
        },
        ("id", "title", "status"),
    ),
    id="",
    title="",
)


_NO_TASKS: Final = "上面缺少“tasks:”一行"


def items_above_tasks(root: Mapping, read: Reader[T], empty: T) -> Reader[T]:
    """A reader of the items of a list above the tasks, where the line `tasks:` may lack: then
    it says so at the first item that looks like a task, and nothing else of such items."""
    missing = entry(root, "tasks") is None
    told: list[Problem] = []

    def read_item(node: Node, problems: list[Problem]) -> T:
        if not missing or not any(entry(node, key) for key in ("lead", "status", "measures")):
            return read(node, problems)
        if not told:
            told.append(Problem(node.start, _NO_TASKS, "missing-key"))
            problems.extend(told)
        return empty

    return read_item


def read_plan(root: Mapping, problems: list[Problem]) -> Plan:
    """The whole file; what could not be read has a problem and a default in its place."""
    _, outer = read_fields(root, _FILE, problems)
    head = entry(root, "plan")
    if head is None:
        problems.append(Problem(root.start, "计划文件缺少 plan", "missing-key"))
    values, extra = read_fields(head[1], _PLAN, problems) if head else ({}, ())

    def items(key: str, read: Reader[T]) -> tuple[T, ...]:
        found = entry(root, key)
        return list_of(read)(found[1], problems) if found else ()

    units = items("units", items_above_tasks(root, _read_unit, Unit("")))
    sections = items("sections", items_above_tasks(root, _read_section, Section("", "")))
    if entry(root, "tasks") is None and not any(p.message == _NO_TASKS for p in problems):
        problems.append(Problem(root.start, "计划文件缺少 tasks", "missing-key"))
    return Plan(
        values.pop("title", ""),
        values.pop("year", NO_YEAR),
        **values,
        units=units,
        sections=sections,
        tasks=items("tasks", _read_task),
        extra=(*outer, *extra),
    )
