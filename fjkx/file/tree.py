"""YAML text → a syntax tree in which every node knows its characters.

The only reader of YAML. It goes through the parser's event stream with a stack of its own,
so depth and size are bounded on the way (libyaml's composer recurses: 100,000 nested brackets
end the interpreter), and it refuses what no office file has: anchors, aliases, tags, merge
keys, `? key`, several documents.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from fjkx.file.problems import Problem, marks_before
from fjkx.file.slips import (
    Complaint,
    conflict_markers,
    control_characters,
    explained,
    full_width_slips,
    syntax_problem,
)
from fjkx.plan.model import Span
from fjkx.plan.named import NamedTuple

MAX_DEPTH: Final = 32
MAX_EVENTS: Final = 1_000_000


class Scalar(NamedTuple):
    """One value. `style` is "" for plain, else ' \" | or >. An empty value stands right behind
    its colon and has `start == end`; a block scalar ends behind its trailing blank lines."""

    start: int
    end: int
    value: str
    style: str


class Sequence(NamedTuple):
    """A list. A flow list spans its brackets; a block list ends where its last scalar ends."""

    start: int
    end: int
    items: "tuple[Node, ...]"
    flow: bool


class Mapping(NamedTuple):
    """Keys and values in file order, duplicates included. Spans as in `Sequence`."""

    start: int
    end: int
    entries: "tuple[tuple[Scalar, Node], ...]"
    flow: bool


Node: TypeAlias = Scalar | Sequence | Mapping


class Tree(NamedTuple):
    """What could be read. `root` is None when there is no tree; then `problems` says why."""

    root: Node | None
    problems: tuple[Problem, ...]


def read_tree(text: str) -> Tree:
    """Read one YAML document, leading byte order marks allowed; never raises."""
    marks = conflict_markers(text) or control_characters(text)
    if marks:
        return Tree(None, marks)
    builder = _Builder(text, marks_before(text))
    problem = builder.run()
    for keys in builder.repeated.values():
        builder.problems.extend(repeated_keys(keys))
    if problem is None:
        return Tree(builder.root, tuple(builder.problems))
    if problem.code in ("depth", "size"):  # no slip of the hand: do not look for any
        return Tree(None, (*builder.problems, problem))
    slips = full_width_slips(text)
    found = (*builder.problems, *slips)
    return Tree(None, found if explained(text, slips, problem) else (*found, problem))


def repeated_keys(keys: list[Scalar]) -> list[Problem]:
    """What to say of the keys that one mapping repeats: those of a whole task come from a line
    `- id: …` that is gone."""
    names = {key.value for key in keys}
    if {"title", "status"} <= names and "id" not in names:
        message = "上面缺少“- id: …”一行：从这里起的键与上一项任务的重复"
        return [Problem(keys[0].start, message, "duplicate-key")]
    message = "键“{}”重复，只能写一次"
    return [Problem(k.start, message.format(k.value), "duplicate-key") for k in keys]


# -- events → nodes -------------------------------------------------------------------------


_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_COLON = re.compile("[ \t]*:")


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("flow", "key", "keys", "mapping", "nodes", "start")

    def __init__(self, mapping: bool, flow: bool, start: int) -> None:
        self.mapping, self.flow, self.start = mapping, flow, start
        self.nodes: list[Any] = []
        self.keys: set[str] = set()
        self.key: Scalar | None = None


class _Builder:
    """Builds the tree from events; an object because events arrive one by one."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.repeated: dict[int, list[Scalar]] = {}  # a mapping's start → its repeated keys
        self.quoted: Span | None = None
        self.has_question = "?" in text

    def run(self) -> Problem | None:
        """Consume all events; the problem that stopped the reading, or None."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        _, parser = YAML(typ="safe").get_constructor_parser(self.text[self.offset :])
        try:
            return self.consume(iter(parser.get_event, None))
        except MarkedYAMLError as error:
            problem = syntax_problem(self.text[self.offset :], self.complaint(error))
            return problem._replace(at=problem.at + self.offset)
        except YAMLError as error:
            return Problem(0, f"不是合法的 YAML({error})", "syntax")

    def consume(self, events: Iterator[Any]) -> Problem | None:
        """Build the tree until the stream ends or must not be read any further."""
        left, documents = MAX_EVENTS, 0
        for event in events:
            kind = event.__class__.__name__
            left -= 1
            if kind == "ScalarEvent":
                self.add(self.scalar(event))
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self.close(event)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                if len(self.stack) == MAX_DEPTH:
                    return self.problem(event, f"嵌套超过 {MAX_DEPTH} 层，不是计划文件", "depth")
                self.open(event, kind == "MappingStartEvent")
            elif kind == "AliasEvent":
                return self.refuse(event, " YAML 别名(*)", "alias")
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    message = "一个文件只能有一份计划，请删去这一行“---”"
                    return self.problem(event, message, "documents")
            elif kind == "StreamEndEvent":
                break
            if left < 0:
                return self.problem(event, f"内容超过 {MAX_EVENTS} 个元素，不是计划文件", "size")
        return None

    def problem(self, event: Any, message: str, code: str) -> Problem:
        return Problem(self.offset + event.start_mark.index, message, code)

    def refuse(self, event: Any, what: str, code: str) -> Problem:
        return self.problem(event, f"计划文件里不允许{what}；若是文字，请给它加引号", code)

    def refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.problems.append(self.refuse(event, f" YAML 锚点(&{event.anchor})", "anchor"))
        if event.tag is not None:
            self.problems.append(self.refuse(event, " YAML 类型标签(!…)", "tag"))

    def scalar(self, event: Any) -> Scalar:
        start = self.offset + event.start_mark.index
        end = self.offset + event.end_mark.index
        if event.tag is not None or event.anchor is not None:
            self.refuse_properties(event)
            start = end  # the mark covers the tag, not the value
        style = event.style or ""
        if style in ("'", '"'):
            self.quoted = Span(start, end)
        return Scalar(start, end, event.value, style)

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.nodes.append(node)
        elif parent.key is None:
            parent.key = self.as_key(node, parent)
        else:
            parent.nodes.append((parent.key, self.behind_colon(parent.key, node)))
            parent.key = None

    def as_key(self, node: Node, parent: _Open) -> Scalar:
        if not isinstance(node, Scalar):
            self.problems.append(
                Problem(node.start, "键必须是一个词，不能是列表或映射", "complex-key")
            )
            return Scalar(node.start, node.end, "", "")
        if node.value == "<<" and not node.style:
            message = "计划文件里不允许 YAML 合并键(<<)，请改成普通写法"
            self.problems.append(Problem(node.start, message, "merge-key"))
        if self.is_explicit(node, parent):
            message = "计划文件里不允许“? 键”的写法，请改成“键: 值”"
            self.problems.append(Problem(node.start, message, "complex-key"))
        if node.value in parent.keys and node.value[:1] not in ("-", "－"):  # an item, tight
            self.repeated.setdefault(parent.start, []).append(node)
        parent.keys.add(node.value)
        return node

    def is_explicit(self, key: Scalar, parent: _Open) -> bool:
        """Whether the key is written `? key`: the mark is not part of any event, but all else
        that may stand between a key and what comes before it are blanks, commas and comments."""
        if not self.has_question:
            return False
        before = parent.nodes[-1][1].end if parent.nodes else parent.start
        return "?" in _COMMENT.sub("", self.text[before : key.start])

    def behind_colon(self, key: Scalar, node: Node) -> Node:
        """An empty value's own mark may lie behind comments; it belongs behind the colon."""
        if not isinstance(node, Scalar) or node.style or node.start != node.end:
            return node
        colon = _COLON.match(self.text, key.end)
        at = colon.end() if colon else key.end
        return Scalar(at, at, "", "")

    def open(self, event: Any, mapping: bool) -> None:
        self.refuse_properties(event)
        start = self.offset + event.start_mark.index
        self.stack.append(_Open(mapping, bool(event.flow_style), start))

    def close(self, event: Any) -> None:
        done = self.stack.pop()
        end = self.offset + event.end_mark.index
        if not done.flow and done.nodes:
            last = done.nodes[-1]
            end = (last[1] if done.mapping else last).end
        make = Mapping if done.mapping else Sequence
        self.add(make(done.start, end, tuple(done.nodes), done.flow))

    def complaint(self, error: Any) -> Complaint:
        """The error, its places in the text without byte order marks."""
        stop, begin = error.problem_mark, error.context_mark
        at = (stop or begin).index if stop or begin else 0
        start = begin.index if begin else at
        quoted = self.quoted and Span(*(place - self.offset for place in self.quoted))
        flow = self.stack[-1] if self.stack and self.stack[-1].flow else None
        bracket = flow.start - self.offset if flow else None
        return Complaint(error.problem, at, start, quoted, bracket)
