"""What a person typed → things of the plan: ids, units, statuses, sections; never a guess."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from fjkx.plan.characters import plain
from fjkx.plan.errors import ObstacleError, RequestError, UsageError
from fjkx.plan.model import (
    COMPLETE,
    LIGHT_LABELS,
    OPEN,
    STATUS_LABELS,
    STATUSES,
    Light,
    Plan,
    Task,
    canonical_names,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import fold

# The words that people use for a status, beside its token.
STATUS_WORDS: Final = {label: token for token, label in STATUS_LABELS.items()} | {
    **dict.fromkeys(("进行中", "在办"), "doing"),
    **dict.fromkeys(("已完成", "完成"), "done"),
}
_STATUS_TOKENS: Final = STATUS_WORDS | {token: token for token in STATUSES}
_SEVERAL_WORDS: Final = {  # of filters alone
    **dict.fromkeys(("open", "未办结", "未完成"), OPEN),
    **dict.fromkeys(("complete", "完成", "已完成"), COMPLETE),
}
_CHINESE_DIGITS: Final = "零一二三四五六七八九"
_DASHES: Final = str.maketrans("~—–−", "----")
_SEVERAL: Final = frozenset("-,、，－~—–−至到和;；")  # in a word that may name several tasks
_JOINED: Final = str.maketrans("、;和", ",,,")  # a pattern would cost its compiling at every start


class Target(NamedTuple):
    """A task by its position in `plan.tasks`, and one of its measures, counted from 1."""

    position: int
    measure: int | None = None


def name_of(plan: Plan, target: Target) -> str:
    """How a target may be typed: 14, or 14.2."""
    task = plan.tasks[target.position].id
    return task if target.measure is None else f"{task}.{target.measure}"


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` occur in `long` in this order, gaps allowed."""
    rest = iter(long)
    return all(character in rest for character in short)


def is_end(short: str, long: str) -> bool:
    """Whether `long` begins or ends with `short`."""
    return long.startswith(short) or long.endswith(short)


def half_width(text: str) -> str:
    """The text with half-width digits, letters and punctuation, without blanks around it."""
    return plain(text).strip()


def percent(typed: str) -> int:
    """The number of a percentage, with its sign or without: 60, 60%, ６０％. Raises UsageError
    for what is no whole number; its bounds are not looked at."""
    match = re.fullmatch("(-?[0-9]{1,9}) ?%?", half_width(typed))
    if match is None:
        raise UsageError(f"进度要写整数，不是“{typed}”", "例如：--percent 60")
    return int(match.group(1))


# -- units ----------------------------------------------------------------------------------


def unit(plan: Plan, typed: str, option: str = "", joined: bool = False) -> str:
    """The declared name of the unit meant: an exact name, else an alias, else the one unit of
    which what was typed is a subsequence. Raises RequestError, listing candidates, otherwise;
    `option` is what the unit was typed after, if that may be repeated, `joined` that several may
    be joined by 、."""
    matches = units_meant(plan, typed)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise RequestError(f"“{typed}”可以是几个单位", f"请写明是哪一个：{'、'.join(matches)}")
    raise RequestError(f"没有单位“{typed}”", unit_hint(plan, half_width(typed), option, joined))


def units(plan: Plan, typed: Iterable[str]) -> tuple[str, ...]:
    """The declared names of the units meant, each once; several in one value are parted by 、.
    Raises RequestError as `unit` does."""
    return tuple(dict.fromkeys(unit(plan, name, joined=True) for name in parted(plan, typed)))


def parted(plan: Plan, typed: Iterable[str]) -> list[str]:
    """The units typed, several in one value taken apart: 甲、乙, but not a name that has a 、."""
    values = ([text] if units_meant(plan, text) else text.split("、") for text in typed)
    return [name for value in values for name in value]


def units_meant(plan: Plan, typed: str) -> list[str]:
    """The declared names of all units that could be meant: one if the words typed are a name
    or an alias, those whose names begin or end with them, else those in whose names their
    characters stand; none if no unit is like them."""
    names = canonical_names(plan)
    if name := names.get(typed) or names.get(wanted := half_width(typed)):
        return [name]
    among = [(unit.name, [*map(half_width, (unit.name, *unit.aliases))]) for unit in plan.units]

    def those(like: Callable[[str, str], bool]) -> list[str]:
        return [name for name, names in among if wanted and any(like(wanted, n) for n in names)]

    return those(is_end) or those(is_subsequence)


def far_fetched(plan: Plan, typed: Iterable[str]) -> tuple[str, ...]:
    """What to say of names that were taken for units of which they are no usual short form: their
    characters are scattered in the name, and do not begin and end it as 科普部 does."""
    found: list[str] = []
    for text in parted(plan, typed):
        meant, short = units_meant(plan, text), half_width(text)
        if len(meant) != 1 or any(short in each for each in _wordings(plan, meant[0])):
            continue
        if not any((short[0], short[-1]) == (n[0], n[-1]) for n in _wordings(plan, meant[0])):
            found.append(f"“{text}”认作“{meant[0]}”")
    return tuple(dict.fromkeys(found))


def _wordings(plan: Plan, name: str) -> list[str]:
    """The name and aliases of a declared unit, half-width."""
    return [
        half_width(n) for unit in plan.units if unit.name == name for n in (name, *unit.aliases)
    ]


def unit_hint(plan: Plan, typed: str, option: str, joined: bool = False) -> str:
    """What to try instead of a unit that is not declared; `option` and `joined` as in `unit`."""
    several = several_units(plan, typed)
    if several and joined:
        return f"几个单位用顿号连写：{'、'.join(several)}"
    if several and not option:
        return "这里只能写一个单位"
    if several:
        again = " ".join(f"{option} {name}" for name in several)
        return f"一次写一个单位；要几个就重复写选项，如 {again}"
    near = similar_units(plan, typed)
    if near:
        return f"你是不是要找 {'、'.join(near)}？"
    return f"本计划的单位：{'、'.join(u.name for u in plan.units) or '无'}"


def several_units(plan: Plan, typed: str) -> list[str]:
    """The names in one word that joins several, at least one of them a unit's; else none."""
    names = [name for name in re.split(r"[、，,;；/\s]+", typed) if name]
    meant = any(units_meant(plan, name) for name in names)
    return names if meant and not units_meant(plan, "".join(names)) else []


def similar_units(plan: Plan, typed: str) -> list[str]:
    """Declared units that look like what was typed, the likeliest first; at most three."""
    from difflib import get_close_matches

    names = {n: u.name for u in plan.units for n in (*u.aliases, u.name)}
    inside = [n for n in names if typed and typed in n]
    across = [n for n in names if typed and is_subsequence(typed, n)]
    close = get_close_matches(typed, names, 3, 0.5)
    return list(dict.fromkeys(names[n] for n in (*inside, *across, *close)))[:3]


# -- statuses and sections ------------------------------------------------------------------


def status(typed: str) -> str:
    """The status token of a word, English or Chinese. Raises RequestError for any other."""
    token = _STATUS_TOKENS.get(half_width(typed).lower())
    if token is None:
        known = "、".join(f"{label}({token})" for token, label in STATUS_LABELS.items())
        if half_width(typed).lower() in (*LIGHT_LABELS, *LIGHT_LABELS.values()):
            raise RequestError(f"“{typed}”是预警，不是状态", f"写在 --light 后面：--light {typed}")
        raise RequestError(f"没有状态“{typed}”", f"可用：{known}；筛选时还可用 未办结(open)")
    return token


def statuses(typed: Iterable[str]) -> frozenset[str]:
    """The statuses that any of the words means; open stands for every status still to do, 完成 for
    done and closed."""
    found: set[str] = set()
    for text in typed:
        found |= _SEVERAL_WORDS.get(half_width(text).lower()) or {status(text)}
    return frozenset(found)


def lights(typed: Iterable[str]) -> frozenset[Light]:
    """The lights that the words mean, English or Chinese. Raises RequestError for any other."""
    return frozenset(map(light, typed))


def light(typed: str) -> Light:
    """The light of a word, English or Chinese. Raises RequestError for any other."""
    word = half_width(typed).lower()
    for token, label in LIGHT_LABELS.items():
        if word in (token, label):
            return token
    known = "、".join(f"{label}({token})" for token, label in LIGHT_LABELS.items())
    raise RequestError(f"没有预警“{typed}”", f"可用：{known}")


def section(plan: Plan, typed: str) -> str:
    """The id of the section meant: its number (二, 2, 二、) or the one whose title has the
    words typed. Raises RequestError, listing the sections, otherwise."""
    wanted = half_width(typed).rstrip("、.")
    worded = re.fullmatch("第(.+?)(?:部分|大项|章|篇)|(.+?)部分", wanted)
    if worded and wanted not in (s.id for s in plan.sections):
        wanted = worded[1] or worded[2]
    for candidate in (wanted, chinese_number(wanted)):
        if any(candidate == s.id for s in plan.sections):
            return candidate
    matches = [
        s.id for s in plan.sections if typed.strip() and fold(typed.strip()) in fold(s.title)
    ]
    if len(matches) == 1:
        return matches[0]
    listed = "；".join(
        f"{s.id}、{s.title}" for s in plan.sections if s.id in matches or not matches
    )
    wrong = f"“{typed}”可以是几个部分" if matches else f"没有部分“{typed}”"
    raise RequestError(wrong, f"本计划的部分：{listed or '无'}")


def chinese_number(digits: str) -> str:
    """1–99 in Chinese numerals; anything else as it is."""
    if not re.fullmatch("[1-9][0-9]?", digits):
        return digits
    tens, ones = divmod(int(digits), 10)
    head = "" if tens == 0 else "十" if tens == 1 else _CHINESE_DIGITS[tens] + "十"
    return head + (_CHINESE_DIGITS[ones] if ones else "")


# -- ids ------------------------------------------------------------------------------------


def targets(plan: Plan, typed: Sequence[str]) -> tuple[Target, ...]:
    """The tasks and measures meant, in the order typed, each once: `14`, `14.2`, `16-18`,
    `14.1-3`, several joined by commas or 、, full-width digits and dashes too. Raises
    ObstacleError for all that are not in the plan, with those that are, or RequestError for the
    first that is not clear."""
    places = {task.id: index for index, task in enumerate(plan.tasks)}
    found: dict[Target, None] = {}
    wrong: dict[str, RequestError] = {}
    numbers = True  # else it may be no list of tasks at all, and there is no rest to do
    for text in typed:
        pieces = half_width(text).translate(_JOINED).split(",")
        parts = [piece.strip() for piece in pieces if piece.strip()]
        refuse_unclear(places, parts)
        for part in parts:
            try:
                found.update(dict.fromkeys(targets_of(plan, places, part)))
            except RequestError as error:
                wrong.setdefault(str(error), error)
                numbers &= re.fullmatch("[0-9.-]+", part) is not None
    if wrong:
        hint = next(iter(wrong.values())).hint if len(wrong) == 1 else "fjkx list 列出全部任务"
        rest = tuple(found) if numbers else ()
        raise ObstacleError("；".join(wrong), hint, len(rest), compact(plan, rest))
    if not found:
        raise RequestError("没有给出任务序号", "写成 14、14.2 或 16-18")
    return tuple(found)


def tasks(plan: Plan, typed: Sequence[str]) -> tuple[Task, ...]:
    """The tasks meant, or of which a measure is meant, each once. Raises as `targets`."""
    places = dict.fromkeys(target.position for target in targets(plan, typed))
    return tuple(plan.tasks[place] for place in places)


def only(plan: Plan, typed: str) -> Target:
    """The one task or measure meant. Raises as `targets`, and UsageError for several."""
    found = targets(plan, [typed])
    if len(found) > 1:
        raise UsageError("这里一次只能写一个编号", f"写了 {compact(plan, found)}")
    return found[0]


def is_id(plan: Plan, typed: str) -> bool:
    """Whether what was typed names tasks or measures of the plan."""
    try:
        return bool(targets(plan, [typed]))
    except RequestError:
        return False


def refuse_unclear(places: dict[str, int], parts: Sequence[str]) -> None:
    """Raise RequestError for `14.2、3` in one word: is 3 a task, or a measure of 14?"""
    for before, part in pairwise(parts):
        task_id, dot, _ = before.partition(".")
        if dot and task_id in places and re.fullmatch("[0-9]+", part):
            raise RequestError(
                f"“{before}、{part}”不清楚：{part} 是第 {part} 项任务，还是举措 {task_id}.{part}",
                f"举措写成 {before}、{task_id}.{part}；另一项任务请用空格分开",
            )


def compact(plan: Plan, chosen: Iterable[Target]) -> str:
    """The targets as they may be typed, in the plan's order: `1-3 5-23 14.2`. A range leaves
    out no task of the plan that is between its ends."""
    whole = {target.position for target in chosen if target.measure is None}
    numbered = sorted((int(t.id), i) for i, t in enumerate(plan.tasks) if t.id.isdecimal())
    order = [place for _, place in numbered] or list(range(len(plan.tasks)))
    order += sorted(set(range(len(plan.tasks))).difference(order))
    runs: list[list[str]] = [[]]
    for place in order:
        if place not in whole:
            runs.append([])
        elif runs[-1] and not plan.tasks[place].id.isdecimal():
            runs.append([plan.tasks[place].id])
        else:
            runs[-1].append(plan.tasks[place].id)
    ids = [run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs if run]
    measures = [name_of(plan, target) for target in chosen if target.measure is not None]
    return " ".join((*ids, *measures))


def may_be_many(typed: Sequence[str], many: int) -> bool:
    """Whether what was typed could name `many` tasks or more, told without the plan."""
    return len(typed) >= many or any(not _SEVERAL.isdisjoint(text) for text in typed)


def targets_of(plan: Plan, places: dict[str, int], part: str) -> list[Target]:
    part = part if part in places else bare_range(part)
    if part in places:
        return [Target(places[part])]
    named = measure_named(places, part)
    if named:
        return [measure_target(plan, places, *named)]
    dashed = part.translate(_DASHES)
    for match in re.finditer("-", dashed):
        first, last = dashed[: match.start()], dashed[match.end() :]
        if first in places and last in places:
            return between(plan, places[first], places[last], part)
        low = measure_named(places, first)
        if low:
            high = measure_named(places, f"{low[0]}.{last}") or measure_named(places, last)
            if high and high[0] == low[0]:
                return measures_between(plan, places, low, high, part)
    raise no_such_task(plan, places, part)


def bare_range(typed: str) -> str:
    """A range of ids without the words in it, 第14至16项, 14到16 as 14-16; anything else as
    `bare_id` has it."""
    ends = re.split("[至到]|(?<=[项号])[-~—]", typed)
    return "-".join(map(bare_id, ends)) if len(ends) == 2 else bare_id(typed)


def bare_id(typed: str) -> str:
    """An id without the words around it and in digits: 第14项, 14号, 第十四项, 第14项第2条 as 14.2;
    anything else as it is."""
    typed = re.sub("(?<=[0-9])。(?=[0-9])", ".", typed)
    number = f"([0-9.-]+|[{_CHINESE_DIGITS}十]{{1,3}})"
    found = re.fullmatch(f"第?{number}(?:[项号条]|项任务)?(?:第?{number}条(?:举措)?)?", typed)
    if found is None:
        return typed
    return ".".join(digits(each) for each in found.groups() if each)


def digits(number: str) -> str:
    """A number of 1–99 in Chinese numerals in digits; anything else as it is."""
    tens, ten, ones = number.rpartition("十")
    if number[0] not in f"{_CHINESE_DIGITS}十" or len(tens) > 1 or len(ones) > 1:
        return number
    values = [
        str(_CHINESE_DIGITS.index(each)) for each in (tens or ("一" if ten else ""), ones) if each
    ]
    return "".join(values) + ("0" if ten and not ones else "")


def measure_named(places: dict[str, int], part: str) -> tuple[str, str] | None:
    """The id and the number typed of a measure, `14.2`, if there is such a task."""
    task_id, _, number = part.rpartition(".")
    return (task_id, number) if task_id in places and re.fullmatch("[0-9]+", number) else None


def measure_target(plan: Plan, places: dict[str, int], task_id: str, number: str) -> Target:
    task = plan.tasks[places[task_id]]
    if re.fullmatch("[1-9][0-9]{,3}", number) and int(number) <= len(task.measures):
        return Target(places[task_id], int(number))
    raise RequestError(
        f"第 {task.id} 项没有第 {number} 条举措，它有 {len(task.measures)} 条",
        f"fjkx show {task.id} 列出各条举措",
    )


def between(plan: Plan, first: int, last: int, part: str) -> list[Target]:
    """The tasks of a range: by number where ids are numbers (a task that was added later may
    stand elsewhere in the file), else by place in the plan."""
    low, high = plan.tasks[first].id, plan.tasks[last].id
    if low.isdecimal() and high.isdecimal():
        numbered = [(int(t.id), i) for i, t in enumerate(plan.tasks) if t.id.isdecimal()]
        chosen = [Target(i) for n, i in sorted(numbered) if int(low) <= n <= int(high)]
    else:
        chosen = [Target(i) for i in range(first, last + 1)]
    if not chosen:
        hint = f"请写成 {high}-{low}"
        if high.isdecimal() and int(high) <= len(plan.tasks[first].measures):
            hint = f"第 {low} 项的第 {high} 条举措写成 {low}.{high}；几项任务，{hint}"
        raise RequestError(f"范围 {part} 前后颠倒", hint)
    return chosen


def measures_between(
    plan: Plan, places: dict[str, int], first: tuple[str, str], last: tuple[str, str], part: str
) -> list[Target]:
    """The measures of a range within one task, both ends included."""
    low = measure_target(plan, places, *first).measure or 0
    high = measure_target(plan, places, *last).measure or 0
    if high < low:
        right = f"{last[0]}.{last[1]}-{first[0]}.{first[1]}"
        raise RequestError(f"范围 {part} 前后颠倒", f"请写成 {right}")
    return [Target(places[first[0]], number) for number in range(low, high + 1)]


def first_and_last(ids: Sequence[str]) -> tuple[str, str]:
    """The ends of the ids, of which there are some: the least and the greatest where all are
    numbers, as a task that was added later may stand anywhere in the file."""
    ordered = sorted(ids, key=int) if all(map(str.isdecimal, ids)) else ids
    return ordered[0], ordered[-1]


def no_such_task(plan: Plan, places: dict[str, int], part: str) -> RequestError:
    """What to say of an id that is not in the plan."""
    if not places:
        return RequestError(f"没有第 {part} 项：计划里还没有任务")
    known = "本计划的序号从 {} 到 {}".format(*first_and_last(list(places)))
    pieces = re.split("[-.]", part.translate(_DASHES))
    missing = [piece for piece in pieces if piece not in places]
    if missing and all(piece.isdecimal() for piece in pieces):
        return RequestError(f"没有第 {missing[0]} 项任务", f"{known}；fjkx list 列出全部")
    if any(part in task.title for task in plan.tasks):
        return RequestError(f"“{part}”不是任务序号", f"按文字查找：fjkx list {part}")
    return RequestError(f"“{part}”不是任务序号", f"写成 14、14.2 或 16-18；{known}")
