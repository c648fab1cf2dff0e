"""Where a person must decide."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from fjkx.notice.clause import clause_parts, says_first_leads
from fjkx.notice.draft import Doubt
from fjkx.notice.front import Front
from fjkx.notice.outline import Outline, Place, all_of, carries, title_of
from fjkx.notice.planned import ids_of_sections, units_of
from fjkx.plan.model import Plan, Task, own_text
from fjkx.words.half import half, pairs
from fjkx.words.names import is_subsequence
from fjkx.words.units import is_one_unit, may_have_no_name, what_is_odd, without_brackets

_LONG: Final = 6
_LONGEST: Final = 30
_KINDS: Final = ("各", "有关", "相关", "其他")
_TELLING: Final = frozenset("0123456789一二三四五六七八九十东南西北中上下前后左右内外新老")
_LOOKALIKES: Final = tuple(
    map(
        set,
        ("士土", "己已", "已巳", "末未", "人入", "日曰", "干千", "科料", "学字", "改攻", "政攻"),
    )
)
_MOST: Final = 20  # names of one kind that are compared with one
_MOST_APART: Final = 60  # names that are told apart by one clause


def alike(names: Sequence[str], together: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one differs from the other by a character or is a subsequence of
    it, the one seen first in front; names that stand in one clause are different units.

    Only names of one kind are compared, few of them at a time, so that a hundred thousand stay
    quick: those with the same ends and the same telling characters, or the same but for one.
    """
    apart = {
        pair for clause in together for pair in combinations(sorted(set(clause))[:_MOST_APART], 2)
    }
    kinds: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name in names:
        for kind in kinds_of(name):
            near = kinds[kind]
            for other in near[-_MOST:]:
                if tuple(sorted((name, other))) not in apart and is_alike(other, name):
                    yield other, name
            near.append(name)


def kinds_of(name: str) -> Iterator[tuple[object, ...]]:
    """What a name has in common with those like it: its ends and telling characters with one that
    it abbreviates, and all but one character with one of a slip."""
    yield name[:1], name[-1:], *(char for char in name if char in _TELLING)
    if len(name) <= _LONGEST:
        for at in range(len(name) - 1):
            yield at, name[:at], name[at + 1 :]


def is_alike(name: str, other: str) -> bool:
    """Whether one name could be the other by a slip, or its short form: they differ by a
    character, or one is a subsequence of the other from the same first character.

    In short names a character tells offices apart (商务局, 税务局), unless it looks like the
    other (院士办, 院土办); numbers and sides always do (一科, 二科), and 各乡镇 is nobody's name.
    """
    short, long = sorted((name, other), key=len)
    if len(short) < 3 or short.startswith(_KINDS) or any(sign in long for sign in "(（"):
        return False
    if len(short) == len(long):
        differing = [{a, b} for a, b in zip(name, other, strict=True) if a != b]
        if len(differing) != 1 or differing[0] & _TELLING:
            return False
        return len(short) >= _LONG or differing[0] in _LOOKALIKES
    more = Counter(long) - Counter(short)
    return short[0] == long[0] and not more.keys() & _TELLING and is_subsequence(short, long)


_DIGIT: Final = re.compile(r"\d")
_BETWEEN: Final = re.compile("[、，；,; \u3000]")
_STOPS: Final = frozenset("。；！？.;!?）)”")
_RECURS: Final = frozenset("每起后间")
_LONGEST_CLAUSE: Final = 200
_LABEL: Final = re.compile(
    "(?:牵头|责任|配合|协办|主办|承办)(?:单位|部门|科室|处室)?:"
    "|(?:分管|联系)(?:领导|同志):|(?:牵头|责任|负责|包保|督办|落实)(?:领导|人|同志):"
    "|(?:负责|参与|协同|落实)(?:单位|部门|科室|处室):"
    "|(?:完成|办结|整改|责任)(?:时限|时间|期限):"
)
_WHEN: Final = re.compile(r"\d月|季度|[年月]底|年内|全年|\.\d")
_SOMEBODY: Final = re.compile("牵头|(?:单位|部门|科室|处室):")
_FAR: Final = 1.5
_LONG_NAME: Final = 12
_NO_PERSON: Final = re.compile("[0-9:。《]|完成|分工|前$|^.$")
_A_NAME: Final = 3  # characters of a person's, at most, where no post stands before it
_USUAL: Final = {"support": "配合单位", "leaders": "责任领导", "due_text": "完成时限"}
_LONGEST_DUE: Final = 24
_SEVERAL: Final = 3
_FEW: Final = 5  # tasks for each that lacks what they have
_SHORTEST: Final = 6  # characters of what may be a measure without a stop


def doubts_of(plan: Plan, chosen: Outline) -> Iterator[Doubt]:
    """Where a person must decide about tasks and units."""
    placed = list(zip(chosen.tasks, plan.tasks, strict=True))
    yield from unasked(chosen)
    yield from alone(chosen)
    yield from odd_units(placed)
    yield from of_each(placed)
    yield from lacking(placed)
    for place, task in placed:
        for message in about(place, task):
            yield Doubt(place.node.line, message, ("task", task.id))
    values = {(place.node.rank, place.node.value) for place in chosen.tasks}
    for (before, _), (after, task) in pairwise(placed):
        elsewhere = (after.node.rank, after.node.value - 1) in values
        if after.node.value not in (before.node.value + 1, 1) and not elsewhere:
            message = gap(before.node.value, after.node.value)
            yield Doubt(after.node.line, message, ("task", task.id))
    yield from like_units(plan, placed)


def alone(chosen: Outline) -> Iterator[Doubt]:
    """Headings over a single task each, where most have no more: they may be the tasks."""
    under: dict[int, list[Place]] = defaultdict(list)
    for place in chosen.tasks:
        if place.over:
            under[id(place.over[-1])].append(place)
    single = [p[0] for p in under.values() if len(p) == 1 and p[0].node.value == 1]
    if len(single) >= _SEVERAL and len(single) * 2 > len(under):
        for place in single:
            heading = f"{place.over[-1].printed.strip()}{title_of(place.over[-1])}"
            yield Doubt(place.node.line, f"“{heading}”下只有一项任务，它自己可能才是任务")


def first_lines(placed: Sequence[tuple[Place, Task]]) -> dict[str, int]:
    """Every unit's name, with the line of the task where it comes first."""
    first: dict[str, int] = {}
    for place, task in placed:
        for name in units_of(task):
            first.setdefault(name, place.node.line)
    return first


def odd_units(placed: Sequence[tuple[Place, Task]]) -> Iterator[Doubt]:
    """Names that may be no unit's, or more than one's, each where it comes first; and one that is
    longer than all others by far."""
    first = first_lines(placed)
    lengths = sorted(len(without_brackets(name)) for name in first)
    usual = max(lengths[-2:-1], default=0)
    for name, line in first.items():
        far = len(without_brackets(name)) > max(usual * _FAR, _LONG_NAME)
        reason = what_is_odd(name) or ("比别的单位长得多" if far else None)
        if reason is not None:
            yield Doubt(line, f"“{name}”{reason}", ("unit", name))


def of_each(placed: Sequence[tuple[Place, Task]]) -> Iterator[Doubt]:
    """Short names that stand but behind those of each place, and may be theirs: 税务局 behind
    各街道."""
    behind: dict[str, tuple[int, str]] = {}
    elsewhere: set[str] = set()
    for place, task in placed:
        for before, name in pairwise(["", *units_of(task)]):
            if "各" in before and may_have_no_name(name):
                behind.setdefault(name, (place.node.line, before))
            else:
                elsewhere.add(name)
    for name, (line, before) in behind.items():
        if name not in elsewhere:
            yield Doubt(line, f"“{before}”后面的“{name}”可能也是各处的", ("unit", name))


def lacking(placed: Sequence[tuple[Place, Task]]) -> Iterator[Doubt]:
    """What nearly every task has, at the few that lack it."""
    for field, name in _USUAL.items():
        without = [each for each in placed if not getattr(each[1], field)]
        if len(without) * _FEW <= len(placed):
            for place, task in without:
                message = f"第 {task.id} 项没有写{name}，其他任务大都写了"
                yield Doubt(place.node.line, message, ("task", task.id))


def about(place: Place, task: Task) -> Iterator[str]:
    """What is in doubt about a task for itself."""
    if not task.lead:
        yield f"第 {task.id} 项没有写{'牵头单位' if task.support else '单位'}"
    if not place.node.printed:
        yield f"原文没有编号，按次序编为 {place.node.value}"
    if sum(map(carries, all_of([place.node]))) > 1:
        yield f"第 {task.id} 项的各条分别写了单位，合记在这一项"
    for part in place.node.parts:
        somebody = part.role == "dropped" and _SOMEBODY.search(half(part.text))
        if somebody and not says_first_leads(part.text):
            yield f"不知道“{part.text}”说的是哪个单位"
        elif part.role == "dropped" and _WHEN.search(part.text):
            yield f"不知道“{part.text}”是不是完成时限"
    for name in task.leaders:
        if _NO_PERSON.search(half(name)) or (len(name) > _A_NAME and is_one_unit(name)):
            yield f"责任领导“{name}”不像姓名"
    yield from left_in_text(task)
    if len(task.due_text or "") > _LONGEST_DUE or "。" in (task.due_text or ""):
        yield f"完成时限“{task.due_text}”里还有别的话"
    if task.due is None and is_undated(task.due_text or ""):
        yield f"完成时限“{task.due_text}”没有认出日期"


def left_in_text(task: Task) -> Iterator[str]:
    """What in a task's text may be units, people or a deadline that were not read as such."""
    for measure in task.measures:
        if len(measure.text) <= _LONGEST_CLAUSE and clause_parts(measure.text):
            yield f"第 {task.id} 项的正文里还有“{measure.text}”"
        elif reads_like_units(measure.text):
            yield f"第 {task.id} 项的正文“{measure.text}”像是单位，表格可能错了列"
        elif len(measure.text) < _SHORTEST and measure.text[-1] not in _STOPS:
            yield f"第 {task.id} 项的正文“{measure.text}”不像一句话"
    text = half(task.title + own_text(task))
    brackets = (text[start + 1 : end] for start, end in sorted(pairs(text).items()))
    short = (each for each in brackets if len(each) <= _LONGEST_CLAUSE)
    inside = [each for each in short if clause_parts(each, bracketed=True)]
    yield from (f"第 {task.id} 项的正文里还有“（{each}）”" for each in inside)
    if not inside and (label := _LABEL.search(text)) is not None:
        yield f"第 {task.id} 项的正文里还有“{label[0]}”"


def reads_like_units(text: str) -> bool:
    """Whether a sentence without a stop is nothing but names of units."""
    names = [name for name in _BETWEEN.split(text) if name]
    short = len(text) <= _LONGEST_CLAUSE // 2 and not _DIGIT.search(text)
    return short and bool(names) and all(map(is_one_unit, names))


def unasked(chosen: Outline) -> Iterator[Doubt]:
    """The headings whose items are text since nobody answers for them."""
    section_ids = ids_of_sections(chosen.sections)
    for item in chosen.unanswered:
        heading = f"{item.printed.strip()}{title_of(item)}"
        message = f"“{heading}”下的条目没有写单位，收作正文，没有算作任务"
        yield Doubt(item.line, message, ("section", section_ids.get(id(item), "")))


def like_units(plan: Plan, placed: Sequence[tuple[Place, Task]]) -> Iterator[Doubt]:
    """Names that may mean one unit, each where the later one comes first."""
    first = first_lines(placed)
    clauses = (units_of(task) for task in plan.tasks)
    for name, other in alike([unit.name for unit in plan.units], clauses):
        message = f"“{other}”与“{name}”相近；如是同一单位，可记作别名"
        yield Doubt(first[other], message, ("unit", other))


def is_undated(wording: str) -> bool:
    """Whether a wording of a deadline has figures, though it neither recurs nor only begins."""
    return _DIGIT.search(wording) is not None and not set(wording) & _RECURS


def gap(before: int, after: int) -> str:
    """What is odd about a number behind another one."""
    if after > before:
        return f"编号从 {before} 跳到 {after}"
    return f"编号 {before} 后面又是 {after}"


def front_doubts(head: Front, this_year: int | None) -> Iterator[Doubt]:
    """Where the notice does not say what a plan needs."""
    if head.title is None:
        yield Doubt(1, "没有找到计划的标题，请用 --title 写明")
    if head.doubtful:
        yield Doubt(1, f"标题里没有年份，{head.year} 取自网页或正文；不对请用 --year 写明")
    if head.year is None:
        yield Doubt(1, f"通知里没有写年份，按今年 {this_year} 年计；不对请用 --year 写明")
