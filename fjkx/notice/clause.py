"""The unit clause of a task: who leads, who helps, who answers for it, and by when.

A clause is a row of entries between separators. An entry may begin with a label (牵头单位:) or
end with a verb (A牵头); names belong to the verb behind them, else to the label before them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from fjkx.notice.source import glued
from fjkx.plan.named import NamedTuple
from fjkx.words import units
from fjkx.words.half import half, pairs
from fjkx.words.roles import (
    UNIT_ROLES,
    Role,
    is_due,
    is_due_alone,
    is_manner,
    remark_in_label,
    role_of_label,
    tag,
    verb,
    verb_inside,
)
from fjkx.words.units import (
    NO_UNIT,
    Item,
    is_nothing,
    is_unit,
    what_is_odd,
    without_others,
)

_SEPARATORS: Final = frozenset("、,/;。\n ")
_STRETCHED: Final = re.compile(r"(?<!\w)(\w)[ \u3000\xa0]+(\w)(?!\w)")
_POST: Final = "(?:常委|委员|成员|书记|主任|主席|[省市县区州镇乡局处科院校部厅会组]长)"
_WITH_POSTS: Final = re.compile(
    rf"\S{{0,12}}(?:常委|委员|成员|书记)、(?:\S*{_POST}(?!$).*)|\S{{0,12}}{_POST}\s+\S{{2,4}}(?<!长)"
)
_LONGEST_LABEL: Final = 20
_SHORTEST_LABEL: Final = 4  # before another sign than a colon
_PAUSE: Final = re.compile("[,;。)]")
_LABEL_ENDS: Final = (":", "——", "为", "是", " ")
_LONGEST_NAME: Final = 40
_LONGEST_STRANGE: Final = 10
_LONGEST_DUE: Final = 14
_WHEN: Final = ("时间:", "日期:", "进度:")  # labels of deadlines beside those of units
_DUE_LABEL: Final = re.compile("(?:完成|办结|整改)(?:时限|时间|期限)")  # no colon behind it
_PAUSES: Final = frozenset(",;")
_OF_DUE: Final = re.compile("第|前期|后期|其中|一是|二是|[^:]*(?:阶段|月|年|季度|底|前)")

# What may stand before a name: 由A牵头, 会同B, 此项工作由A负责.
_LEAD_IN: Final = re.compile(
    "[◎●○◆◇■□►▶•▪]|(?:(?:[此该本这]|上述|以上)项?(?:工作|任务|事项)?)?并?(?:由|会同|以(?=.+为主$))"
)
_TOGETHER: Final = "会同"
# Remarks on a list that are no names: 列第一位的为牵头单位, 下同, 其余单位配合.
_FIRST_LEADS: Final = re.compile(
    "(?:第一|首位|首个|首列|列首|排首|前一|前列|最前|排头)[个位名者的列项]*(?:责任)?"
    "(?:单位|部门|科室|处室|股室)?(?:为|是|系|即|作为|负责|总|主要)*(?:牵头|主办|主责)"
)
_REMARK: Final = re.compile(
    rf"[^(]*{_FIRST_LEADS.pattern}.*|(?:其中)?[列排名在]+(?:第一|首|前).*"
    "|[^(]*为(?:总?牵头|主办|责任|汇总)(?:单位|部门).*|下同|不再.*|以[上下].*"
)
_OF_THE_REST: Final = re.compile("(?:其余|其他|其它|后列|后面).*")
_NOTE: Final = re.compile("[,;]|下同|第一|首位|简称")


def says_first_leads(text: str) -> bool:
    """Whether a text says that of several units the first named leads: 列第一位者为牵头单位."""
    return _FIRST_LEADS.search(half(text)) is not None


class Part(NamedTuple):
    """One name or deadline of a clause with its role; `dropped` are words kept nowhere (等)."""

    role: Role
    text: str


class Answer(NamedTuple):
    """Who answers for a task, and by when, in the clause's wording."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    leaders: tuple[str, ...]
    due_text: str | None


def answer(parts: Sequence[Part], first_leads: bool = False) -> Answer:
    """What the parts of a clause or of a cell of units (`listed_parts`) come to: 责任单位 lead
    where nobody is said to, with `first_leads` only the first of them, and else support. What is
    odd about a name, `units.what_is_odd` tells."""
    by_role: dict[Role, dict[str, None]] = {}
    for part in parts:
        by_role.setdefault(part.role, {})[part.text] = None
    responsible = [*by_role.get("responsible", ())]
    lead = by_role.get("lead") or dict.fromkeys(responsible[: 1 if first_leads else None])
    named = (part.text for part in parts if part.role in UNIT_ROLES)
    return Answer(
        tuple(lead),
        tuple(dict.fromkeys(name for name in named if name not in lead)),
        tuple(by_role.get("leader", ())),
        "、".join(by_role.get("due", ())) or None,
    )


class Entry(NamedTuple):
    """A stretch of a clause: what its label says, where its text begins and ends."""

    label: Role | None
    start: int
    end: int


class Named(NamedTuple):
    """An item of a list: a name, and the role that a verb behind it gives to it and to those
    before, or a bracket to it `alone`. `pause` tells of a comma before it, `helps` of a 会同;
    `others` are words that are no part of the name."""

    name: str
    role: Role | None = None
    alone: bool = False
    pause: bool = False
    helps: bool = False
    others: tuple[str, ...] = ()


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
    """The role that a label at `at` of half-width text names, and the index behind it: 牵头单位:,
    [牵头单位], 牵头单位为, 牵头单位——, or set apart by a blank."""
    if flat.startswith("[", at):
        close = flat.find("]", at, at + _LONGEST_LABEL)
        role = role_of_label(flat[at + 1 : close].rstrip(":")) if close > at else None
        return None if role is None else (role, close + 1 + flat.startswith(":", close + 1))
    for sign in _LABEL_ENDS:
        close = flat.find(sign, at, at + _LONGEST_LABEL)
        behind = _PAUSE.split(flat[close + 1 : close + 1 + _LONGEST_LABEL])[0]
        if sign == "为" and role_of_label(behind) is not None:  # 列第一位的为牵头单位
            continue
        if close > at and (sign == ":" or close >= at + _SHORTEST_LABEL):
            role = role_of_label(flat[at:close])
            if role is not None:
                return role, close + len(sign)
    return None


def is_strange_label(flat: str, at: int) -> bool:
    """Whether words before a colon at `at` label something that no role stands for: 联系人:."""
    colon = flat.find(":", at, at + _LONGEST_STRANGE)
    words = flat[at:colon] if colon > at + 1 else ""
    return bool(words) and not words.isascii() and words.isalpha()


def clause_parts(text: str, bracketed: bool = False) -> tuple[Part, ...] | None:
    """The parts of a clause in their printed order, none for a label alone; None if `text` is not
    one.

    Without a label a verb has to say the role of every name, and these have to read like
    units'; in brackets some may be like no other (海关总署牵头、中国铁塔配合), since the form says
    enough.
    """
    words = words_of(text)
    found = list(entries(words))
    parts = [part for entry in found for part in entry_parts(words, entry) if part.text]
    empty = not parts and ":" in words.flat and label(words.flat, 0) is not None
    return tuple(parts) if empty or is_clause(parts, found, words, bracketed) else None


@lru_cache(maxsize=256)  # a cell that spans rows is read for each of them
def listed_parts(text: str, role: Role) -> tuple[Part, ...]:
    """The parts in a table cell whose column says `role`; labels and verbs in it say otherwise.
    A dash or 无 stands for nobody."""
    if role == "due":
        return (Part("due", glued(text.split())),) if not is_nothing(text) else ()
    words = words_of(text)
    labelled = (entry._replace(label=entry.label or role) for entry in entries(words))
    parts = (part for entry in labelled for part in entry_parts(words, entry))
    return tuple(part for part in parts if not is_nothing(part.text))


def is_clause(parts: list[Part], found: list[Entry], words: Words, bracketed: bool) -> bool:
    """Whether the parts that were read of entries make sense as a clause: somebody is named in a
    role."""
    names = [part.text for part in parts if part.role in UNIT_ROLES]
    if any(len(name) > _LONGEST_NAME or "。" in name for name in names):
        return False
    flat = words.flat
    if any(entry.label not in (None, "dropped") for entry in found):
        begin = len(flat) - len(flat.lstrip())
        opens = label(flat, begin) is not None or is_strange_label(flat, begin)
        opens = opens or (bracketed and all(verbs(words, 0, found[0].end)))
        opens = opens and (":" in flat or "]" in flat or all(map(is_unit, names)))
        return opens and any(part.role != "dropped" for part in parts)
    stop = flat.find("。")
    end = len(flat) if stop < 0 else stop
    rest = flat[end:].strip("。 ")
    if (rest and not bracketed and not is_due_alone(rest)) or not names:
        return False
    if not bracketed and any(part.role == "dropped" and part.text[0] != "等" for part in parts):
        return False
    units = sum(map(is_unit, names))
    if units == len(names):
        beyond_doubt = bracketed or all(what_is_odd(name) != NO_UNIT for name in names)
        return beyond_doubt and any(verbs(words, 0, end))
    formal = bracketed or _LEAD_IN.match(flat) is not None
    groups = verbs(words, 0, end)
    return formal and all(groups) and (len(groups) > 1 or units * 2 >= len(names))


def verbs(words: Words, start: int, end: int) -> list[bool]:
    """Of each stretch of a list between commas, deadlines aside, whether a verb says the role of
    some name in it."""
    found: list[bool] = []
    for item in named_items(words, Entry(None, start, end)):
        if item.role == "due":
            continue
        first = item.pause or not found
        found += [False] * first
        found[-1] |= item.role is not None and (item.name != "" or not first)
    return found


def entries(words: Words) -> Iterator[Entry]:
    """The stretches from one label to the next, brackets kept whole. A stretch behind a label
    that says no role begins with that."""
    flat = words.flat
    role: Role | None = None
    start, at, fresh = 0, 0, True
    while at < len(flat):
        found = label(flat, at) if fresh or flat[at] == "[" else None
        strange = found is None and fresh and is_strange_label(flat, at)
        if strange and role in UNIT_ROLES and flat.startswith(_WHEN, at):
            found, strange = ("due", flat.index(":", at) + 1), False
        if strange and role == "due":  # 第一阶段：6月底 is the deadline's
            strange = flat[at - 1] in _PAUSES and not _OF_DUE.match(flat, at)
        if found is not None or strange:
            if start < at:
                yield Entry(role, start, at)
            remark = None if found is None else remark_in_label(flat[at : found[1]])
            if remark is not None:
                yield Entry("dropped", at + remark[0], at + remark[1])
            role, start = ("dropped", at) if found is None else found
            at = flat.index(":", at) + 1 if found is None else start
            continue
        at = words.brackets.get(at, at)
        fresh = flat[at] in _SEPARATORS
        at += 1
    if start < len(flat):
        yield Entry(role, start, len(flat))


def items(words: Words, start: int, end: int) -> list[Item]:
    """Where the names of a list stand."""
    return units.items(words.flat, start, end, words.brackets)


def entry_parts(words: Words, entry: Entry) -> Iterator[Part]:
    """What one stretch says: the deadline or the people of its label, else names by sentences.
    A sentence behind the first that names nobody is a remark."""
    text = words.text[entry.start : entry.end]
    if entry.label == "due" or entry.label == "dropped":
        yield Part(entry.label, text.strip(" \u3000,，、;；。\n"))
    elif entry.label == "leader":
        yield from (Part("due" if is_due(half(n)) else "leader", n) for n in people(words, entry))
    else:
        for start, end in sentences(words, entry):
            if start == entry.start or names_somebody(words, start, end):
                yield from named_parts(words, Entry(entry.label, start, end))
            else:
                yield Part("dropped", words.text[start:end].strip())


def sentences(words: Words, entry: Entry) -> Iterator[tuple[int, int]]:
    """The stretches of one entry between 。, those of blanks left out."""
    start = entry.start
    while start < entry.end:
        stop = words.flat.find("。", start, entry.end)
        end = entry.end if stop < 0 else stop
        if words.flat[start:end].strip():
            yield start, end
        start = end + 1


def names_somebody(words: Words, start: int, end: int) -> bool:
    """Whether a further sentence of a clause says who does what, or by when."""
    found = list(named_items(words, Entry(None, start, end)))
    names = [item.name for item in found if item.role != "due" and item.name]
    if not names:
        return any(item.role == "due" for item in found)
    return all(map(is_unit, names)) and any(verbs(words, start, end))


def named_parts(words: Words, entry: Entry) -> Iterator[Part]:
    """The names and deadlines of one sentence in their roles."""
    found = list(named_items(words, entry))
    default: Role = entry.label or "responsible"
    for item, role in zip(found, roles_of(found, default, entry.label is not None), strict=True):
        yield Part(role, item.name)
        yield from (Part("dropped", each) for each in item.others)


def named_items(words: Words, entry: Entry) -> Iterator[Named]:
    """What the items of a sentence say, each for itself."""
    helps = remarked = False
    for start, end, joint in items(words, entry.start, entry.end):
        pause, item = joint in _PAUSES, words.flat[start:end]
        if is_due(item):
            bare = start + (found.end() if (found := _DUE_LABEL.match(item)) else 0)
            yield Named(words.text[bare:end], "due", alone=True)
            continue
        said = named_as(item)
        if said is not None:
            yield Named(words.text[start : start + len(said[0])], said[1], pause=pause)
            continue
        remark = _REMARK.fullmatch(item) or (remarked and _OF_THE_REST.fullmatch(item))
        if remark or is_manner(item):
            remarked = True
            yield Named("", others=(words.text[start:end],))
            continue
        helps = helps or item.startswith(_TOGETHER)
        begin = start + lead_in(item)
        inside = verb_inside(words.flat[begin:end])
        if inside is not None and (is_unit(inside[0]) or inside[1].startswith(_TOGETHER)):
            name, rest, role = inside
            helps = rest.startswith(_TOGETHER)
            behind = rest[2:]
            names = is_unit(name_and_role(behind)[0]) or helps
            others = () if names else (words.text[end - len(rest) : end],)
            yield Named(
                words.text[begin : begin + len(name)], role, not helps, pause, others=others
            )
            if not names:
                continue
            begin, pause = end - len(behind), False
        name, own, alone = name_and_role(words.flat[begin:end])
        name, *aside = plain_name(words.text[begin : begin + len(name)])
        name, due = without_due(name)
        yield Named(name, own, alone, pause, helps, tuple(aside))
        helps = helps and own is None
        if due:
            yield Named(due, "due", alone=True)


def named_as(item: str) -> tuple[str, Role] | None:
    """The unit of which an item says what it is, and that role: 甲局为牵头单位. None for a remark
    on others: 列第一位的为牵头单位, 其余单位为配合单位."""
    name, _, rest = item.rpartition("为")
    role = role_of_label(rest) if is_unit(name) else None
    others = _OF_THE_REST.match(name) or _FIRST_LEADS.search(item)
    return None if role not in UNIT_ROLES or others else (name, role)


def roles_of(found: Sequence[Named], default: Role, labelled: bool) -> list[Role]:
    """The roles of names: what the next verb behind them says, behind a label only within the
    same stretch between commas; of those behind 会同 that they help; else the label's. The verb
    behind a name that comes again, 甲局、乙局，甲局牵头, is about that alone."""
    roles: list[Role] = []
    role: Role | None = None
    times = Counter(item.name for item in found)
    for item in reversed(found):
        role = item.role or role
        roles.append("support" if item.helps and item.role != "due" else role or default)
        again = item.role is not None and times[item.name] > 1
        if item.alone or again or (labelled and item.pause):
            role = None
    return roles[::-1]


def plain_name(text: str) -> tuple[str, ...]:
    """A name, then what is said with it and is no part of it: 等单位, (列第一位的为牵头单位)."""
    name, others = without_others(text)
    flat = half(name)
    if flat.count(")") > flat.count("("):  # its bracket opened nowhere
        name, flat = name.rstrip("）)"), flat.rstrip(")")
    if is_nothing(name):
        return "", others
    at = flat.rfind("(")
    if flat.endswith(")") and at > 0 and _NOTE.search(flat, at):
        return name[:at], name[at:], others
    return name, others


def without_due(name: str) -> tuple[str, str]:
    """A name, and the deadline in a bracket behind it, empty where there is none: 办公室（2月底
    前）."""
    flat = half(name)
    at = flat.rfind("(")
    inside = flat[at + 1 : -1] if flat.endswith(")") and at > 0 else ""
    if len(inside) > _LONGEST_DUE or not is_due(inside):
        return name, ""
    return name[:at], name[at + 1 : -1]


def people(words: Words, entry: Entry) -> list[str]:
    """The people named in a stretch, each with the posts before the name: 常委、副县长赵明. A name
    of two characters may be set with blanks between them (张　伟), which are no part of it."""
    text = _STRETCHED.sub(r"\1\2", words.text[entry.start : entry.end])
    found: list[str] = []
    end = len(text)
    for start, close, _ in reversed(items(words_of(text), 0, len(text))):
        named = f"{text[start:end]}{found[-1]}" if found else ""
        if _WITH_POSTS.fullmatch(named):
            found[-1] = named
        else:
            found.append(text[start:close])
        end = start
    return found[::-1]


def name_and_role(item: str) -> tuple[str, Role | None, bool]:
    """The name in an item, the role a verb gives it, and whether only to it: 市教育局(牵头)."""
    found, tagged = verb(item), tag(item)
    if found is not None:
        return (*found, False)
    return (item, None, False) if tagged is None else (*tagged, True)


def lead_in(item: str) -> int:
    """How many characters before a name are a mere lead-in: 由A牵头, 会同B."""
    found = _LEAD_IN.match(item)
    return 0 if found is None else found.end()
