"""YAML text → a syntax tree in which every node knows its characters.

The only reader of YAML. It goes through the parser's event stream with a stack of its own,
so depth and size are bounded on the way (libyaml's composer recurses: 100,000 nested brackets
end the interpreter), and it refuses what no office file has: anchors, aliases, tags, merge
keys, `? key`, several documents.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from fjkx.model import Finding, Severity, Span

MAX_DEPTH: Final = 32
MAX_NODES: Final = 4_000_000
BOM: Final = "\ufeff"


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


class Problem(NamedTuple):
    """A finding before its place is counted in lines: `at` is an index into the text."""

    at: int
    message: str
    code: str
    severity: Severity = "error"


class Tree(NamedTuple):
    """What could be read. `root` is None when there is no tree; then `problems` says why."""

    root: Node | None
    problems: tuple[Problem, ...]


def read_tree(text: str) -> Tree:
    """Read one YAML document, a leading byte order mark allowed; never raises."""
    marks = conflict_markers(text) or control_characters(text)
    if marks:
        return Tree(None, marks)
    bom = len(text) - len(text.removeprefix(BOM))
    builder = _Builder(text, bom)
    problem = builder.run()
    if problem is None:
        return Tree(builder.root, tuple(builder.problems))
    slips = full_width_slips(text)
    line_end = text.find("\n", problem.at)
    explained = any(slip.at <= line_end or line_end < 0 for slip in slips)
    found = (*builder.problems, *slips)
    return Tree(None, found if explained else (*found, problem))


# -- positions ------------------------------------------------------------------------------


def locator(text: str) -> Callable[[int], tuple[int, int]]:
    """A function from an index into `text` to its line and column, both counted from 1.

    Lines end at LF, CR LF or CR, as editors count them; a byte order mark has no column.
    """
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    bom = text.startswith(BOM)

    def locate(index: int) -> tuple[int, int]:
        line = bisect_right(starts, index)
        column = index - starts[line - 1] + 1
        return line, column - 1 if bom and line == 1 and column > 1 else column

    return locate


def to_findings(text: str, problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """The problems with their lines and columns, sorted by position."""
    if not problems:
        return ()
    locate = locator(text)
    return tuple(sorted({Finding(*locate(p.at), p.severity, p.message, p.code) for p in problems}))


def span(node: Node) -> Span:
    """The node's characters."""
    return Span(node.start, node.end)


# -- slips that are seen in the text, not in its structure ----------------------------------

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?= |\r?$)|^={7}(?=\r?$)", re.M)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FULL_WIDTH = re.compile(
    r"""^[ \t]*(?:-[ \t]+)*
    (?:["']?(?:[a-z_]+|x-[\w-]+)["']?[ \t]*(?P<colon>：)
      |[a-z_]+[ \t]*:[ \t]*(?:(?P<open>【)|\[[^\]\n]*?(?P<inner>[，】]))
      |(?P<brace>｛))""",
    re.M | re.X,
)
_HALF_WIDTH: Final = {"：": ":", "，": ",", "【": "[", "】": "]", "｛": "{", "｝": "}"}


def conflict_markers(text: str) -> tuple[Problem, ...]:
    """Every git conflict marker, if the text has at least one `<<<<<<<` line."""
    found = tuple(_CONFLICT.finditer(text))
    if not any(match.group().startswith("<") for match in found):
        return ()
    message = "git 合并冲突标记“{}”：请先选定保留哪一方，删去三行标记"
    return tuple(Problem(m.start(), message.format(m.group()), "conflict") for m in found)


def control_characters(text: str) -> tuple[Problem, ...]:
    """The first character that YAML does not allow in a file, if there is one."""
    match = _CONTROL.search(text)
    if match is None:
        return ()
    what = "空字符 NUL" if match.group() == "\0" else f"控制字符 U+{ord(match.group()):04X}"
    return (Problem(match.start(), f"文件里有{what}，不是文本文件该有的", "control"),)


def full_width_problem(at: int, character: str) -> Problem:
    """A full-width character where YAML wants its half-width twin."""
    half = _HALF_WIDTH[character]
    return Problem(at, f"全角“{character}”应写成半角“{half}”", "full-width")


def full_width_slips(text: str) -> tuple[Problem, ...]:
    """Lines in which a full-width character stands where YAML wants a half-width one."""
    return tuple(
        full_width_problem(match.start(match.lastgroup or 0), match.group(match.lastgroup or 0))
        for match in _FULL_WIDTH.finditer(text)
    )


# -- events → nodes -------------------------------------------------------------------------


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
        self.has_question = re.search(r"\?\s", text) is not None

    def run(self) -> Problem | None:
        """Consume all events; the problem that stopped the reading, or None."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        events: Iterator[Any] = YAML(typ="safe").parse(self.text[self.offset :])
        try:
            return self.consume(events)
        except MarkedYAMLError as error:
            return self.syntax_problem(error)
        except YAMLError as error:
            return Problem(0, f"不是合法的 YAML:{error}", "syntax")

    def consume(self, events: Iterator[Any]) -> Problem | None:
        documents = 0
        for count, event in enumerate(events):
            kind = event.__class__.__name__
            if kind == "ScalarEvent":
                self.refuse_properties(event)
                self.add(self.scalar(event))
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self.refuse_properties(event)
                if len(self.stack) == MAX_DEPTH:
                    at = self.offset + event.start_mark.index
                    return Problem(at, f"嵌套超过 {MAX_DEPTH} 层，不是计划文件", "depth")
                self.open(event, kind == "MappingStartEvent")
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self.close(event)
            elif kind == "AliasEvent":
                return self.refuse(event, "YAML 别名(*)", "alias")
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    return self.refuse(event, "第二个 YAML 文档(---)", "documents")
            if count > MAX_NODES:
                at = self.offset + event.start_mark.index
                return Problem(at, f"内容超过 {MAX_NODES} 个元素，不是计划文件", "size")
        return None

    def refuse(self, event: Any, what: str, code: str) -> Problem:
        at = self.offset + event.start_mark.index
        return Problem(at, f"计划文件里不允许{what}，请改成普通写法", code)

    def refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.problems.append(self.refuse(event, f"YAML 锚点(&{event.anchor})", "anchor"))
        if event.tag is not None:
            self.problems.append(self.refuse(event, "YAML 类型标签(!…)", "tag"))

    def scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None or event.anchor is not None:
            start = end  # refused already; the mark covers the tag, not the value
        return Scalar(start + self.offset, end + self.offset, event.value, event.style or "")

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
        if self.is_explicit(node):
            message = "计划文件里不允许“? 键”的写法，请改成“键: 值”"
            self.problems.append(Problem(node.start, message, "complex-key"))
        if node.value in parent.keys:
            self.problems.append(
                Problem(node.start, f"键 {node.value} 重复，只能写一次", "duplicate-key")
            )
        parent.keys.add(node.value)
        return node

    def is_explicit(self, key: Scalar) -> bool:
        """Whether the key is written `? key`: the mark is not part of any event."""
        if not self.has_question:
            return False
        head = self.text[max(key.start - 200, 0) : key.start].rstrip()
        if not head.endswith("?"):
            return False
        same_line = "\n" not in self.text[max(key.start - 200, 0) + len(head) : key.start]
        alone = head[:-1].rpartition("\n")[2].strip(" \t-{,") == ""
        return alone or (same_line and head[-2:-1] in ("{", ",", " "))

    def behind_colon(self, key: Scalar, node: Node) -> Node:
        """An empty value's own mark may lie behind comments; it belongs behind the colon."""
        if not isinstance(node, Scalar) or node.style or node.start != node.end:
            return node
        colon = self.text.find(":", key.end)
        if colon < 0 or self.text[key.end : colon].strip(" \t"):
            return Scalar(key.end, key.end, "", "")
        return Scalar(colon + 1, colon + 1, "", "")

    def open(self, event: Any, mapping: bool) -> None:
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

    def syntax_problem(self, error: Any) -> Problem:
        """The parser's complaint in Chinese, at the place where the mending has to be done."""
        opened_here = error.problem in _AT_CONTEXT and error.context_mark is not None
        mark = error.context_mark if opened_here else error.problem_mark
        at = self.offset + mark.index if mark is not None else 0
        hit = self.text[at : at + 1]
        if hit == "\t":
            return Problem(at, "缩进要用空格，不能用制表符 Tab", "syntax")
        message = _SYNTAX.get(error.problem, f"不是合法的 YAML:{error.problem}")
        return Problem(at, message.format(hit=hit or "文件结尾"), "syntax")


_AT_CONTEXT: Final = frozenset(
    {
        "could not find expected ':'",
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
_SYNTAX: Final = {
    "could not find expected ':'": "这一行缺少半角冒号，应写成“键: 值”",
    "found unexpected end of stream": "引号从这里开始，到文件结尾也没有合上",
    "did not find expected ',' or ']'": "方括号从这里开始，没有合上或缺少逗号",
    "did not find expected ',' or '}'": "花括号从这里开始，没有合上或缺少逗号",
    "mapping values are not allowed in this context": (
        "这里不该有冒号：检查上一行的缩进，或给含冒号的文字加引号"
    ),
    "found character that cannot start any token": "值不能以“{hit}”开头，请给它加引号",
    "did not find expected '-' indicator": "这里的缩进与列表不齐，应以“- ”开头",
    "did not find expected key": "这里的缩进与上文的键不齐",
    "did not find expected node content": "这里应该有一个值，却是“{hit}”",
    "did not find expected alphabetic or numeric character": "“{hit}”后面缺少名字，请给它加引号",
    "found unknown escape character": "双引号里的反斜杠转义不认识，可改用单引号",
    "block sequence entries are not allowed in this context": "这里不能开始列表项“- ”，检查缩进",
    "found undefined tag handle": "计划文件里不允许 YAML 类型标签(!…)，请改成普通写法",
}
