"""The unit clause of a task: who leads, who helps, who answers for it, and by when.

A clause is a row of entries between separators. An entry may begin with a label (牵头单位:) or
end with a verb (A牵头); names belong to the verb behind them, else to the label before them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from fjkx.notice.roles import Role, is_due, is_unit, role_of_label, tag, verb, without_others
from fjkx.notice.width import glued, half, pairs

_SEPARATORS: Final = frozenset("、,/;。\n ")
_AND: Final = "及"
_NO_AND_BEHIND: Final = frozenset("普以涉遍顾推")  # 科学技术普及部, 以及
_NO_AND_BEFORE: Final = frozenset("时其格")
_NOBODY: Final = " \u3000\n\t-—–/\\无"
_STRETCHED: Final = re.compile(r"(?<!\w)(\w)[ \u3000\xa0]+(\w)(?!\w)")
_LONGEST_LABEL: Final = 20
_LONGEST_NAME: Final = 40


class Part(NamedTuple):
    """One name or deadline of a clause with its role; `dropped` are words kept nowhere (等)."""

    role: Role
    text: str


class Entry(NamedTuple):
    """A stretch of a clause: what its label says, where its text begins and ends."""

    label: Role | None
    start: int
    end: int


class Words(NamedTuple):
    """A text with its half-width twin and the brackets in it."""

    text: str
    flat: str
    brackets: Mapping[int, int]


def words_of(text: str) -> Words:
    """The text made ready for reading."""
    flat = half(text)
    return Words(text, flat, pairs(flat))


def label(flat: str, at: int) -> tuple[Role, int] | None:
    """The role that a label at `at` of half-width text names, and the index behind its colon."""
    colon = flat.find(":", at, at + _LONGEST_LABEL)
    role = role_of_label(flat[at:colon]) if colon > at else None
    return None if role is None else (role, colon + 1)


def clause_parts(text: str) -> tuple[Part, ...] | None:
    """The parts of a clause in their printed order; None if `text` is not one.

    Without a label it is one only if every name reads like a unit's and a verb says its role.
    """
    words = words_of(text)
    parts: list[Part] = []
    for entry in entries(words):
        if entry.label == "due":
            parts.append(Part("due", text[entry.start : entry.end].strip(" \u3000,，、;；。\n")))
        else:
            parts += named_parts(words, entry)
    parts = [part for part in parts if part.text]
    return tuple(parts) if is_clause(parts, words) else None


def listed_parts(text: str, role: Role) -> tuple[Part, ...]:
    """The parts in a table cell whose column says `role`; labels and verbs in it say otherwise.
    A dash or 无 stands for nobody."""
    if role == "due":
        return (Part("due", glued(text.split())),) if text.strip(_NOBODY) else ()
    words = words_of(text)
    parts: list[Part] = []
    for entry in entries(words):
        label_ = entry.label or role
        if label_ == "due":
            parts.append(Part("due", text[entry.start : entry.end].strip()))
        else:
            parts += named_parts(words, entry._replace(label=label_))
    return tuple(part for part in parts if part.text.strip(_NOBODY))


def is_clause(parts: list[Part], words: Words) -> bool:
    """Whether what was read makes sense as a clause: somebody is named in a role."""
    names = [part.text for part in parts if part.role in ("lead", "responsible", "support")]
    if any(len(name) > _LONGEST_NAME or "。" in name for name in names):
        return False
    if label(words.flat, len(words.flat) - len(words.flat.lstrip())) is not None:
        return any(part.role != "dropped" for part in parts)
    sentence = "。" not in words.flat.rstrip("。 ")
    return sentence and bool(names) and all(map(is_unit, names)) and says_role(words)


def says_role(words: Words) -> bool:
    """Whether some item of the list ends with a verb."""
    whole = items(words, 0, len(words.flat))
    return any(verb(words.flat[start:end]) is not None for start, end in whole)


def entries(words: Words) -> Iterator[Entry]:
    """The stretches from one label to the next, brackets kept whole."""
    flat = words.flat
    start, role = 0, None
    at, fresh = 0, True
    while at < len(flat):
        found = label(flat, at) if fresh else None
        if found is not None:
            if start < at:
                yield Entry(role, start, at)
            role, at = found
            start = at
            continue
        at = words.brackets.get(at, at)
        fresh = flat[at] in _SEPARATORS
        at += 1
    if start < len(flat):
        yield Entry(role, start, len(flat))


def items(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the items of a list stand: between 、 , ; / 及 and blanks, brackets kept whole."""
    at = begin = start
    while at < end:
        if at in words.brackets:
            at = words.brackets[at]
        elif words.flat[at] in _SEPARATORS or is_and(words.flat, at, begin, end):
            if begin < at:
                yield begin, at
            begin = at + 1
        at += 1
    if begin < end:
        yield begin, end


def is_and(flat: str, at: int, begin: int, end: int) -> bool:
    """Whether the character at `at` is an 及 between two names: not that of 普及 or 以及."""
    return (
        flat[at] == _AND
        and begin < at < end - 1
        and flat[at - 1] not in _NO_AND_BEHIND
        and flat[at + 1] not in _NO_AND_BEFORE
    )


def named_parts(words: Words, entry: Entry) -> Iterator[Part]:
    """The names and deadlines of one stretch: names before a verb have its role, the rest the
    label's, or 责任 where there is none."""
    default: Role = entry.label or "responsible"
    waiting: list[str] = []
    if entry.label == "leader":
        yield from (Part("leader", name) for name in people(words, entry))
        return
    for start, end in items(words, entry.start, entry.end):
        item = words.flat[start:end]
        if is_due(item):
            yield from (Part(default, name) for name in waiting)
            waiting = []
            yield Part("due", words.text[start:end])
        else:
            start += lead_in(item)
            name, role, alone = said(words.flat[start:end])
            name, others = without_others(words.text[start : start + len(name)])
            if alone:
                yield from (Part(default, each) for each in waiting)
                waiting = []
            waiting += [name] if name else []
            if role is not None:
                yield from (Part(role, each) for each in waiting)
                waiting = []
            yield Part("dropped", others)
    yield from (Part(default, name) for name in waiting)


def people(words: Words, entry: Entry) -> Iterator[str]:
    """The people named in a stretch; a name of two characters may be set with blanks between
    them (张　伟), which are no part of it."""
    text = _STRETCHED.sub(r"\1\2", words.text[entry.start : entry.end])
    return (text[start:end] for start, end in items(words_of(text), 0, len(text)))


def said(item: str) -> tuple[str, Role | None, bool]:
    """The name in an item, the role a verb gives it, and whether only to it: 市教育局(牵头)."""
    found, tagged = verb(item), tag(item)
    if found is not None:
        return (*found, False)
    return (item, None, False) if tagged is None else (*tagged, True)


def lead_in(item: str) -> int:
    """How many characters before a name are a mere lead-in: 由A牵头, 会同B."""
    return next((len(word) for word in ("由", "会同") if item.startswith(word)), 0)
