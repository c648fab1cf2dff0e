"""Which task of the plan a sentence of a message begins to speak of: by its title or words of it,
else by its number."""

import re
from collections.abc import Sequence
from typing import Final

from fjkx.notice.message.text import letters
from fjkx.notice.numbers import ITEM, MARK, SUB, number, value_of
from fjkx.plan.model import Plan, declared, own_text
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.names import is_subsequence

LONGEST: Final = 80  # characters in which a title is looked for
_FEW: Final = 3  # letters that make words of a task
_MOST: Final = 99  # a bare number beyond is a year or a count
_COVERED: Final = 0.6  # share of a phrase's pairs of letters that a task must have
_CLEARLY: Final = 0.2  # by how much more than any other task

_NUMBERED: Final = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_AND: Final = "(?:[、,和及与跟同]|以及|还有)"
_TO: Final = "(?:至|到|[-—~～])"
_SPAN: Final = re.compile(rf"({_NUMBERED})(?:\s*项?\s*{_TO}\s*第?\s*({_NUMBERED}))?")
_FURTHER: Final = r"(?:(?:另外?|此外|还有|同时|补充|关于|再|更正|订正)[,:]?\s*)?"
_LEAD_IN: Final = rf"(?P<aside>(?:因|受|由于|截至)[^,。]{{1,15}},)?{_FURTHER}"
_EXPLICIT: Final = re.compile(
    rf"{_LEAD_IN}(?:第\s*(?P<many>{_NUMBERED}(?:\s*项?\s*(?:{_AND}|{_TO})\s*第?\s*{_NUMBERED})*)"
    rf"\s*项|"
    rf"(?:任务|(?:任务)?[序编]?号)\s*:?\s*(?P<one>\d{{1,4}})|"
    rf"(?P<sign>\d{{1,4}})\s*(?:号(?:任务|(?=[:,]))|项(?=这|:|的|里|中|\s|[—-]))"
    rf"|(?P<list>\d{{1,4}}(?:\s*{_AND}\s*\d{{1,4}})+)\s*项)"
    r"(?![目标措指])(?:任务|工作)?(?:这[边块]|里面?)?"
)
_MEASURE: Final = re.compile(
    r"(?P<lead>(?:关于\s*)?)(?P<said>第\s*)?(?P<task>\d{1,3})[.．](?P<number>\d{1,2})(?:项|条(?:举措)?)?"
    r"(?(said)|(?=[\s:、,]|[\u4e00-\u9fff]))(?!\s*(?:[万亿千百个家场次人名元吨米%年月日号时点起至前后]|[上下中]午|\d))"
)
_NUMBER_OF: Final = re.compile(r"(?P<number>\d{1,3})\s*项[“\"《「]*")
_OTHERS: Final = re.compile(r"(?:另外?|其余|其[他它]|剩下?的?|余下?的?|别的)的?\s*\d{1,3}\s*项")
_INSIDE: Final = re.compile(r"(?:第\s*(?=\d{1,4}\s*项)|(?=\d{1,4}项[里中]))(\d{1,4})")
_BARE: Final = re.compile(
    r"[\[#]\s*(?P<boxed>\d{1,4})\s*\]?\s*|(?P<plain>\d{1,4})(?:\s*[:—]|\s*-(?!\d)|(?P<blank>\s+(?![个家场项人名次年月日万亿元期]))|$)(?!\d)\s*"
)
_ORDINAL: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:是|[、.])|\([一二三四五六七八九十]{1,3}\)|[①-⑳]|首先|其次)[,:]?\s*"
)
_QUOTED: Final = re.compile(r"[^,。;:!?\n]{1,12}?[\"“‘《「『]")  # 我部牵头的“…
_NAMED: Final = re.compile(rf"{_FURTHER}(?:(?:任务|工作)(?:名称|事项)?\s*:\s*)?")
_AFTER: Final = re.compile(
    r"[\"”’」』》)\]]*(?:\([^()]{1,30}\))?(?:这?一?[项块]|方面|工作|任务)*[”\]]*(?P<sign>[:,。;、|—\-\s]*)"
)
_SIGN: Final = re.compile(r"[,:、\s]+")
_ADDS: Final = re.compile(
    r"[:,、。\s—-]*(?:的?(?:工作|任务)?(?:情况|进展)*(?:再?补充|汇报|报告|报|说)?(?:[一两几][句点下])?(?:如下)?[:,]\s*)?"
)
_PHRASE: Final = re.compile(
    r"[“\"《\[(]*(?P<words>[^,。;:!?\n]{2,24}?)(?:\([^()]{1,30}\))?(?P<about>这?一?[块边]|方面)?\s*(?P<sign>[:,。]|[—-]+|\s+|$)\s*"
)
_KIND: Final = re.compile("(?:的?(?:工作|任务|活动|项目|情况|进展|建设|方面))+$")


class Words(NamedTuple):
    """A task by the letters of its title and of its measures, which are so many; `led` by who
    reports."""

    id: str
    title: str
    text: str
    led: bool
    measures: int = 0


class Found(NamedTuple):
    """A task that words mean; `sure` where no other could be meant."""

    id: str
    sure: bool


class Mention(NamedTuple):
    """The tasks that a text begins with, and where what is said of them begins; what stands before
    `start` is said of them too. `number` is the one printed beside a title; `explicit` where it
    says 第…项, `partly` where but some words of the title
    stand there."""

    tasks: tuple[str, ...]
    end: int
    titled: bool = False
    number: str | None = None
    explicit: bool = False
    doubts: tuple[str, ...] = ()
    start: int = 0
    partly: bool = False


class Mark(NamedTuple):
    """A printed number or ordinal (no ids) at the beginning of a text; `signed` if more than
    a blank parts it from the text. What stands before `start` (受疫情影响，) is said of it too."""

    ids: tuple[str, ...]
    end: int
    explicit: bool = False
    signed: bool = True
    start: int = 0


def words_of(plan: Plan, by: Sequence[str]) -> tuple[Words, ...]:
    """What the tasks of a plan are known by, to the units `by`, declared names, if any."""
    return tuple(
        Words(
            task.id,
            letters(task.title),
            letters(own_text(task)),
            not frozenset(by).isdisjoint(declared(plan, task.lead)),
            len(task.measures),
        )
        for task in plan.tasks
    )


def mark(flat: str) -> Mark | None:
    """The number or ordinal that half-width text begins with."""
    if found := _EXPLICIT.match(flat):
        return explicit(found)
    if (counted := number(flat)) and counted.rank in (ITEM, SUB):
        after = _EXPLICIT.match(flat, counted.end)  # (1)关于第16项
        return explicit(after) if after else Mark((str(counted.value),), counted.end)
    if found := _BARE.match(flat):
        value = int(found["boxed"] or found["plain"])
        return Mark((str(value),), found.end(), signed=not found["blank"])
    if found := _ORDINAL.match(flat):
        after = _EXPLICIT.match(flat, found.end())  # 一、第4项
        return explicit(after) if after else Mark((), found.end())
    return None


def explicit(found: re.Match[str]) -> Mark:
    """The numbers of 第…项, those between the two of 第17至19项 too; a reason in front of them
    belongs to what is said."""
    printed = found["many"] or found["one"] or found["sign"] or found["list"]
    spans = (between(value_of(a), value_of(b or a)) for a, b in _SPAN.findall(printed))
    ids = tuple(str(number) for span in spans for number in span)
    return Mark(ids, found.end(), True, start=found.end("aside") if found["aside"] else 0)


def between(first: int, last: int) -> Sequence[int]:
    """The numbers from one to another, both inclusive, a hundred at most; of two the wrong way
    round those two alone."""
    return range(first, min(last, first + _MOST) + 1) if first <= last else (first, last)


def mention(
    flat: str, known: Sequence[Words], inside: str | None, heads: bool = True, opens: bool = True
) -> Mention | None:
    """The tasks that a sentence begins with, if it does: a title beats a number. With `heads`
    words of a title will do; `inside` is the task spoken of so far, whose own words are none; where
    no line begins (`opens`), a bare number must be of a task that the unit leads."""
    measure = of_measure(flat, known) if opens else None
    if measure and (heads or measure.tasks == (inside,)):
        return measure
    counted = mark(flat) or number_of(flat, known, opens)
    at = counted.end if counted else 0
    if named := _NAMED.match(flat, at):
        at = named.end()
    quoted = _QUOTED.match(flat, at)
    places = [at, *([quoted.end()] if quoted and opens else [])]
    if counted and counted.explicit and (sign := _SIGN.match(flat, at)):
        places.append(sign.end())  # 第19项，深化…，
    titled = next(filter(None, (full_title(flat, place, known) for place in places)), None)
    partly = titled is None
    if heads and titled is None:
        titled = phrase(flat, at, known, counted, inside)
    if titled is not None:
        found, end = titled
        printed = counted.ids[0] if counted and counted.ids else None
        doubt = f"按“{flat[at:end].strip(' :,。')}”认作第 {found.id} 项"
        doubts = () if found.sure else (doubt,)
        explicit = bool(counted and counted.explicit)
        told = Mention((found.id,), behind(flat, end), True, printed, explicit, doubts)
        return told._replace(partly=partly)
    if counted and is_alone(counted, known, opens):
        return numbered(counted, behind(flat, counted.end), known)
    return None


def of_measure(flat: str, known: Sequence[Words]) -> Mention | None:
    """The task of a measure whose number a text begins with, 14.2 or (2)关于第14.2项; the number
    stays in what is said."""
    counted = number(flat)
    listed = counted is not None and counted.rank in (ITEM, SUB, MARK)
    found = _MEASURE.match(flat, counted.end if counted and listed else 0)
    for task in known if found else ():
        assert found is not None
        if task.id == found["task"] and 0 < int(found["number"]) <= task.measures:
            name = f"{task.id}.{found['number']}"
            doubt = f"说的是举措 {name}，记在第 {task.id} 项；办结这条举措：fjkx done {name}"
            return Mention((task.id,), found.end("lead"), explicit=True, doubts=(doubt,))
    return None


def number_of(flat: str, known: Sequence[Words], opens: bool) -> Mark | None:
    """The number of a task before words of it: 14项科普大讲坛, not 14项活动; where no line begins
    (`opens`), of one that the unit leads."""
    found = _NUMBER_OF.match(flat)
    head = letters(flat[found.end() :][:LONGEST])[:_FEW] if found else ""
    for task in known if found and len(head) == _FEW else ():
        meant = found and task.id == found["number"] and (opens or task.led)
        if found and meant and head in f"{task.title}.{task.text}":
            return Mark((task.id,), found.end("number") + 1, True)
    return None


def behind(flat: str, end: int) -> int:
    """Where what is said of a task begins behind its name: without 补充一句：, 汇报如下：."""
    found = _ADDS.match(flat, end)
    return found.end() if found else end


def is_alone(counted: Mark, known: Sequence[Words], opens: bool) -> bool:
    """Whether a number without a title names tasks."""
    if counted.explicit or not counted.ids:
        return counted.explicit
    led = any(task.led and task.id in counted.ids for task in known)
    return (opens and led) or (counted.signed and int(counted.ids[0]) <= _MOST and (opens or led))


def numbered(counted: Mark, end: int, known: Sequence[Words]) -> Mention:
    """The tasks with the numbers, which the plan may not have."""
    missing = [each for each in counted.ids if all(each != task.id for task in known)]
    doubts = tuple(f"计划里没有第 {each} 项" for each in missing)
    return Mention(counted.ids, end, False, None, counted.explicit, doubts, counted.start)


def full_title(flat: str, start: int, known: Sequence[Words]) -> tuple[Found, int] | None:
    """The task whose whole title stands at `start`, whatever its signs, and where it ends."""
    places = [at for at in range(start, min(len(flat), start + LONGEST)) if flat[at].isalnum()]
    text = "".join(flat[at] for at in places)
    if places and re.search(r"[,。;:!?\n]", flat[start : places[0]]):
        return None
    matches = [task for task in known if task.title and text.startswith(task.title)]
    if not matches:
        return None
    task = max(matches, key=lambda each: len(each.title))
    after = _AFTER.match(flat, places[len(task.title) - 1] + 1)
    return Found(task.id, True), after.end() if after else len(flat)


def phrase(
    flat: str, start: int, known: Sequence[Words], counted: Mark | None, inside: str | None
) -> tuple[Found, int] | None:
    """The task that a short head of a sentence means, and where the head ends: 科技小院：, with a
    number before it also up to a stop or a blank."""
    found = _PHRASE.match(flat, start)
    if found is None:
        return None
    head = letters(found["words"])
    if found["sign"] == ":" or found["about"]:
        meant = resolve(found["words"], known) or of_number(head, counted, known)
    elif counted and sum(len(head) > 3 and head in task.title for task in known) == 1:
        meant = next(Found(task.id, True) for task in known if head in task.title)
    else:
        return None
    own = next((task for task in known if task.id == inside), None)
    if meant is None or (own and head in own.title + own.text):
        return None
    return meant, found.end()


def of_number(head: str, counted: Mark | None, known: Sequence[Words]) -> Found | None:
    """The task of the number before a head that is like a title of it: 24、党建：."""
    for task in known:
        if counted and counted.ids == (task.id,) and 2 * share(head, task) >= _COVERED:
            return Found(task.id, True)
    return None


def share(head: str, task: Words) -> float:
    """The share, 0–1, of a phrase's pairs of letters that stand in a task's title or text."""
    pairs = {head[at : at + 2] for at in range(len(head) - 1)}
    return sum(pair in f"{task.title}.{task.text}" for pair in pairs) / max(len(pairs), 1)


def resolve(words: str, known: Sequence[Words]) -> Found | None:
    """The one task that words mean: they stand in its title, or else in its text, or are a short
    form of its title, or most of their letters pair up as in it; those led come first."""
    phrase = letters(words)
    for short in dict.fromkeys((phrase, letters(_KIND.sub("", half(words))))):
        if len(short) < 3:
            continue
        for part in (
            [task for task in known if short in task.title],
            [task for task in known if short in task.text],
            [task for task in known if len(short) > 3 and is_subsequence(short, task.title)],
        ):
            if part:
                return only(part)
    return most_alike(phrase, known)


def most_alike(short: str, known: Sequence[Words]) -> Found | None:
    """The task that has most of a phrase's pairs of letters, clearly more than any other; those
    that the unit leads have a start."""
    if len(short) < 3 or not known:
        return None
    shares = sorted(
        ((share(short, task) + 0.1 * task.led, task.id) for task in known), reverse=True
    )
    most, task = shares[0]
    clear = len(shares) == 1 or most - shares[1][0] >= _CLEARLY
    return Found(task, False) if most >= _COVERED and clear else None


def opening(flat: str, known: Sequence[Words], inside: str | None) -> Mention | None:
    """The task of a sentence that does not begin with its name: its number stands somewhere in it
    (属于第4项), or its words begin it (“科技小院”已挂牌…). None for `inside`, the one spoken of."""
    counted = mark(flat)
    end = counted.end if counted else 0
    found = numbered_inside(flat, known) or begun_with(letters(flat[end:][:LONGEST]), known)
    if found is None or found == inside:
        return None
    return Mention((found,), end, doubts=(f"没有写序号和标题，按个别字句认作第 {found} 项",))


def numbered_inside(flat: str, known: Sequence[Words]) -> str | None:
    """The task whose number stands anywhere in a sentence."""
    found = _INSIDE.search(flat)
    return next((task.id for task in known if found and task.id == found[1]), None)


def of_the_rest(flat: str) -> bool:
    """Whether a sentence says that it is of the other tasks (另外20项)."""
    return _OTHERS.match(flat) is not None


def begun_with(text: str, known: Sequence[Words]) -> str | None:
    """The task whose title or text has the most letters that a sentence begins with, three at
    least."""
    for size in range(min(12, len(text)), 2, -1):
        if part := [task for task in known if text[:size] in f"{task.title}.{task.text}"]:
            found = only(part)
            return found.id if found else None
    return None


def only(part: Sequence[Words]) -> Found | None:
    """The one task of several, or the one of them that the unit leads, which is not sure."""
    led = [task for task in part if task.led]
    one = part if len(part) == 1 else led
    return Found(one[0].id, len(part) == 1) if len(one) == 1 else None
