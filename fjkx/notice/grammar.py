"""A notice's lines → a plan, what was left out of it, and where a person must decide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from fjkx.errors import RequestError
from fjkx.model import Measure, Plan, Section, Task, Unit, split_text
from fjkx.names import chinese_number
from fjkx.notice.blocks import Blocks, blocks, may_head, tree
from fjkx.notice.clause import Part
from fjkx.notice.cut import cut
from fjkx.notice.draft import Doubt, Draft, Left, too_large
from fjkx.notice.front import Front, front, only_day
from fjkx.notice.likeness import alike
from fjkx.notice.node import Node, printed, rest_of, title_of
from fjkx.notice.numbers import GROUP, number
from fjkx.notice.outline import Outline, Place, carries, inherited, outline
from fjkx.notice.page import is_page_line
from fjkx.notice.paragraphs import Paragraph, paragraphs
from fjkx.notice.period import period_in
from fjkx.notice.rowlines import line_header
from fjkx.notice.source import Source
from fjkx.notice.table import header, ran_together
from fjkx.notice.width import half
from fjkx.tree import MAX_EVENTS
from fjkx.wordings import last_day

_LONGEST_UNIT: Final = 30


def draft(
    source: Source,
    year: int | None = None,
    title: str | None = None,
    issuer: str | None = None,
    this_year: int | None = None,
) -> Draft:
    """The plan that a notice holds. `year`, `title` and `issuer` go before what it says itself;
    `this_year` is taken, with a doubt, where neither says a year.

    Raises RequestError where no tasks can be told from the text, saying what was looked for.
    """
    found, pages = paragraphs(source)
    head = front(found, first_task(found))
    body = blocks(found[head.start :])
    roots = tree(body.nodes)
    chosen = outline(roots)
    anchored = head.heading[1] or head.start > head.notice[1]
    answered = any(map(carries, body.nodes))
    glued = any(ran_together(each.text) for each in found if not each.cells)
    if not chosen.tasks or not (anchored or answered) or (glued and not answered):
        raise refusal(head, body)
    if more_names(chosen, MAX_EVENTS):
        raise too_large()
    asked = head._replace(
        title=title or head.title,
        issuer=issuer or head.issuer,
        year=year or head.year,
        put_up=head.put_up and year is None,
    )
    plan = plan_of(asked, preamble(body, head), roots, chosen, this_year)
    doubts = [*doubts_of(plan, chosen), *front_doubts(asked, this_year)]
    left = [*pages, *front_left(found, head), *body.left, *stray(body, head)]
    left += [*dropped(body), *unused(body, chosen), *texts_of(roots, chosen).behind]
    if asked.title != head.title:
        left += replaced_title(found, head)
    return Draft(
        plan,
        tuple(place.node.line for place in chosen.tasks),
        tuple(sorted(left, key=lambda each: each.line)),
        tuple(sorted(doubts, key=lambda doubt: doubt.line)),
    )


def first_task(found: Sequence[Paragraph]) -> int:
    """The index of the first paragraph with a unit clause or a table's header; where there is
    none, of the last at which the highest numbering begins."""
    for at, paragraph in enumerate(found):
        if opens_tasks(found, at, paragraph):
            return at
    numbers = [(n.rank, at) for at, p in enumerate(found) if (n := number(p.text)) and n.value == 1]
    top = min(numbers, default=(0, 0))[0]
    return max((at for rank, at in numbers if rank == top), default=len(found))


def opens_tasks(found: Sequence[Paragraph], at: int, paragraph: Paragraph) -> bool:
    """Whether a clause stands in a paragraph, or a table's header begins there."""
    if paragraph.cells:
        return header(paragraph.cells) is not None
    if is_page_line(paragraph.text):
        return False
    return bool(cut(paragraph.text).parts) or (
        may_head(paragraph) and line_header(found, at) is not None
    )


def refusal(head: Front, body: Blocks) -> RequestError:
    """Why no plan could be made: what was looked for, and what there is."""
    title = f"标题“{head.title}”" if head.title else "没有标题"
    clauses = sum(map(carries, body.nodes))
    return RequestError(
        "没有认出任务：要找的是带编号、写明单位的条目，或任务表；"
        f"找到的是：{title}，带编号的段落 {len(body.nodes)} 处，单位说明 {clauses} 处",
        what_helps(body),
    )


def what_helps(body: Blocks) -> str:
    """What to do about a notice without tasks, by what it looks like."""
    texts = [*(each.text for each in body.before), *(each.text for each in body.left)]
    if any(ran_together(text) for text in texts):
        return "任务表粘成了一行，分不开：请从原文件（.docx、网页）导入"
    if any("附件" in text for text in texts):
        return "这像是发文信，任务在附件里：请导入附件"
    if body.nodes:
        return "每项任务后面要写明单位，如（牵头单位：甲局），或 甲局牵头，乙局配合"
    return "任务要有编号，后面写明单位；扫描件、图片里的文字读不出来"


def more_names(chosen: Outline, most: int) -> bool:
    """Whether the clauses of all tasks say more than that: each task repeats those above it."""
    left = most
    for place in chosen.tasks:
        left -= len(inherited(place))
        if left < 0:
            return True
    return False


# -- the plan -------------------------------------------------------------------------------


def plan_of(
    head: Front,
    before: Sequence[str],
    roots: Sequence[Node],
    chosen: Outline,
    this_year: int | None,
) -> Plan:
    """The plan with what stands before its tasks, its sections, units and tasks.

    Raises RequestError where no year is known.
    """
    year = head.year or this_year
    if year is None:
        raise RequestError("通知里没有写年份", "请写明：fjkx import --year 2025 …")
    section_ids = ids_of_sections(chosen.sections)
    texts = texts_of(roots, chosen)
    names = task_ids(chosen, section_ids)
    tasks = tuple(
        task_of(place, name, section_ids, year)
        for place, name in zip(chosen.tasks, names, strict=True)
    )
    start, due = period_in(head.title or "", year)
    return Plan(
        title=head.title or f"{year}年工作计划",
        year=year,
        issuer=head.issuer,
        issued=head.issued,
        source=head.source if head.source != head.title else None,
        preamble="\n".join([*before, *texts.before]) or None,
        start=start,
        due=due,
        units=tuple(
            Unit(name) for name in dict.fromkeys(name for task in tasks for name in units_of(task))
        ),
        sections=tuple(
            Section(
                section_ids[id(item)], title_of(item), "\n".join(texts.sections[id(item)]) or None
            )
            for item in chosen.sections
        ),
        tasks=tasks,
    )


def ids_of_sections(sections: Sequence[Node]) -> dict[int, str]:
    """For each section's node, by its `id()`, its number in Chinese numerals; one that comes
    again, as in a second attachment, is followed by how often it has: 一, 二, 一2."""
    numerals = [chinese_number(str(item.value)) for item in sections]
    return {
        id(item): name if times == 1 else f"{name}{times}"
        for item, (name, times) in zip(sections, counted(numerals), strict=True)
    }


def task_ids(chosen: Outline, section_ids: dict[int, str]) -> list[str]:
    """The tasks' ids: their numbers where these are unique in the plan, else behind those of
    their section, and where that is not enough of their group; one that comes again all
    the same has that in front."""
    own = [str(place.node.value) for place in chosen.tasks]
    above = [tuple(heads(place, section_ids)) for place in chosen.tasks]
    inside = [groups(place, section) for place, section in zip(chosen.tasks, above, strict=True)]
    short = [(number,) for number in own]
    middle = [(*section, number) for section, number in zip(above, own, strict=True)]
    long = [(*s, *g, number) for s, g, number in zip(above, inside, own, strict=True)]
    for scheme in (short, middle, long):
        if len(set(scheme)) == len(scheme):
            return ["-".join(parts) for parts in scheme]
    names = ("-".join(parts) for parts in long)
    return [name if times == 1 else f"重{times}-{name}" for name, times in counted(names)]


def heads(place: Place, section_ids: dict[int, str]) -> Iterator[str]:
    """The id of the section over a task."""
    return (section_ids[id(item)] for item in place.over if id(item) in section_ids)


def groups(place: Place, section: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers of the （一） headings over a task, in digits behind that of a section."""
    numbers = [str(item.value) for item in place.over if item.rank == GROUP]
    return tuple(numbers if section else map(chinese_number, numbers))


def counted(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The names, each with how often it has come so far."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name, seen[name]


def task_of(place: Place, name: str, section_ids: dict[int, str], year: int) -> Task:
    """A task as the plan has it."""
    parts = inherited(place)
    lead, support = unit_roles(parts)
    due_text = "、".join(dict.fromkeys(part.text for part in parts if part.role == "due"))
    return Task(
        id=name,
        title=title_of(place.node),
        section=next(heads(place, section_ids), None),
        group=group_of(place, section_ids),
        lead=lead,
        support=support,
        leaders=tuple(dict.fromkeys(part.text for part in parts if part.role == "leader")),
        due=last_day(half(due_text), year) if due_text else None,
        due_text=due_text or None,
        measures=tuple(Measure(text) for text in split_text(text_of(place.node))),
    )


def units_of(task: Task) -> tuple[str, ...]:
    """The units of a task in their order, the leads first."""
    return (*task.lead, *task.support)


def unit_roles(parts: Sequence[Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and support: 责任单位 lead where nobody is said to, else they support."""
    named = [part for part in parts if part.role in ("lead", "responsible", "support")]
    leads = "lead" if any(part.role == "lead" for part in named) else "responsible"
    lead = dict.fromkeys(part.text for part in named if part.role == leads)
    rest = dict.fromkeys(part.text for part in named if part.role != leads)
    return tuple(lead), tuple(name for name in rest if name not in lead)


def group_of(place: Place, section_ids: dict[int, str]) -> str | None:
    """The headings between a task and its section, as printed."""
    over = [item for item in place.over if id(item) not in section_ids]
    return " ".join(f"{item.printed}{title_of(item)}" for item in over) or None


def text_of(item: Node) -> str:
    """A task's text behind its title: its paragraphs and those of the items below it."""
    return rest_of(item) + "".join(item.texts) + "".join(map(printed, item.children))


class Texts(NamedTuple):
    """What stands in no task: by the `id()` of its section's node, before the first task where
    there are no sections, and behind it there."""

    sections: dict[int, list[str]]
    before: list[str]
    behind: list[Left]


def texts_of(roots: Sequence[Node], chosen: Outline) -> Texts:
    """The paragraphs of headings and items that are no task's, where they belong."""
    tasks = {id(place.node) for place in chosen.tasks}
    over = {id(item) for place in chosen.tasks for item in place.over}
    texts = Texts({id(item): [] for item in chosen.sections}, [], [])
    first = chosen.tasks[0].node.line if chosen.tasks else 0

    def walk(items: Sequence[Node], section: int | None) -> None:
        for item in items:
            if id(item) in tasks:
                continue
            own = id(item) if id(item) in texts.sections else section
            head = rest_of(item) if id(item) in texts.sections else f"{item.printed}{item.first}"
            lines = [line for line in (head, *item.texts) if line]
            if id(item) in texts.sections or id(item) not in over or rest_of(item) or item.texts:
                if own is not None:
                    texts.sections[own].extend(lines)
                elif item.line < first or id(item) in over:
                    texts.before.extend(lines)
                else:
                    texts.behind.extend(Left(item.line, line, "unclear") for line in lines)
            walk(item.children, own)

    walk(roots, None)
    return texts


def preamble(body: Blocks, head: Front) -> list[str]:
    """The paragraphs before the first heading or task, without the letter's."""
    return [each.text for each in body.before if not is_letter(each.text, head)]


def is_letter(text: str, head: Front) -> bool:
    """Whether a paragraph behind the title belongs to the letter: a day, a signature, and where
    the plan has no title of its own the address."""
    if only_day(text.strip("（）()")) or text == head.issuer:
        return True
    return not head.heading[1] and text.endswith((":", "："))


# -- what is left out, and what is in doubt -------------------------------------------------


def front_left(found: Sequence[Paragraph], head: Front) -> Iterator[Left]:
    """The paragraphs before the plan that are not in it."""
    letter = head.notice[0] or letter_start(found[: head.start])
    for at, paragraph in enumerate(found[: head.start]):
        if at in range(*head.notice) or at in range(*head.heading):
            continue
        page = at < letter or is_page_line(paragraph.text)
        yield Left(paragraph.line, paragraph.text, "page" if page else "letter")


def letter_start(found: Sequence[Paragraph]) -> int:
    """The index at which a letter without a title begins: its address, else its first sentence,
    else the day and the signature."""
    for signs in ((":", "："), ("。",)):
        for at, paragraph in enumerate(found):
            if paragraph.text.endswith(signs) and not is_page_line(paragraph.text):
                return at
    signed = (at - 1 for at, paragraph in enumerate(found) if only_day(paragraph.text))
    return next(signed, len(found))


def replaced_title(found: Sequence[Paragraph], head: Front) -> Iterator[Left]:
    """The printed title of a plan that is given another."""
    for paragraph in found[slice(*head.heading)]:
        yield Left(paragraph.line, paragraph.text, "replaced")


def stray(body: Blocks, head: Front) -> Iterator[Left]:
    """What stands behind the title and is the letter's."""
    return (
        Left(each.line, each.text, "letter") for each in body.before if is_letter(each.text, head)
    )


def dropped(body: Blocks) -> Iterator[Left]:
    """Words of clauses that the plan keeps nowhere: 等, 等单位."""
    for item in body.nodes:
        for part in item.parts:
            if part.role == "dropped":
                yield Left(item.line, part.text, "clause")


def unused(body: Blocks, chosen: Outline) -> Iterator[Left]:
    """What clauses say that is no task's: those of headings over tasks with units of their own."""
    used = {id(part) for place in chosen.tasks for part in inherited(place)}
    for item in body.nodes:
        parts = [part for part in item.parts if id(part) not in used and part.role != "dropped"]
        if parts:
            yield Left(item.line, "、".join(part.text for part in parts), "clause")


def doubts_of(plan: Plan, chosen: Outline) -> Iterator[Doubt]:
    """Where a person must decide about tasks and units."""
    section_ids = ids_of_sections(chosen.sections)
    lines = [place.node.line for place in chosen.tasks]
    for task, line in zip(plan.tasks, lines, strict=True):
        if not task.lead:
            yield Doubt(line, f"第 {task.id} 项没有写单位", ("task", task.id))
    for place, task in zip(chosen.tasks, plan.tasks, strict=True):
        if not place.node.printed:
            message = f"原文没有编号，按次序编为 {place.node.value}"
            yield Doubt(place.node.line, message, ("task", task.id))
    for item in chosen.unasked:
        message = (
            f"“{item.printed.strip()}{title_of(item)}”下的条目没有写单位，收作正文，没有算作任务"
        )
        yield Doubt(item.line, message, ("section", section_ids.get(id(item), "")))
    for (before, after), task, line in zip(
        pairwise(chosen.tasks), plan.tasks[1:], lines[1:], strict=True
    ):
        if after.node.value not in (before.node.value + 1, 1):
            yield Doubt(line, gap(before.node.value, after.node.value), ("task", task.id))
    for task, line in zip(plan.tasks, lines, strict=True):
        for name in units_of(task):
            if is_odd(name):
                yield Doubt(line, f"“{name}”不像单位", ("task", task.id))
    first = {
        name: line
        for task, line in reversed(list(zip(plan.tasks, lines, strict=True)))
        for name in units_of(task)
    }
    clauses = (units_of(task) for task in plan.tasks)
    for name, other in alike([unit.name for unit in plan.units], clauses):
        yield Doubt(
            first[other],
            f"“{other}”与“{name}”相近；如是同一单位，可记作别名",
            ("unit", other),
        )


def is_odd(name: str) -> bool:
    """Whether what was taken for a unit is more likely something else: digits, a sentence."""
    return name.isdecimal() or any(sign in name for sign in "。：:|") or len(name) > _LONGEST_UNIT


def gap(before: int, after: int) -> str:
    """What is odd about a number behind another one."""
    if after > before:
        return f"编号从 {before} 跳到 {after}"
    return f"编号 {before} 后面又是 {after}"


def front_doubts(head: Front, this_year: int | None) -> Iterator[Doubt]:
    """Where the notice does not say what a plan needs."""
    if head.title is None:
        yield Doubt(1, "没有找到计划的标题，请用 --title 写明")
    if head.put_up:
        yield Doubt(1, f"年份 {head.year} 取自网页的日期；不对请用 --year 写明")
    if head.year is None:
        yield Doubt(1, f"通知里没有写年份，按今年 {this_year} 年计；不对请用 --year 写明")
