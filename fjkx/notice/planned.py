"""An outline → the plan: its sections, its tasks with ids, units and texts; and what of a notice
is not in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fjkx.notice.body import Blocks
from fjkx.notice.clause import answer, says_first_leads
from fjkx.notice.draft import Left
from fjkx.notice.front import Front, only_day, period_in
from fjkx.notice.numbers import GROUP
from fjkx.notice.outline import Node, Outline, Place, inherited, printed, rest_of, title_of
from fjkx.notice.page import is_footnote, is_page_line
from fjkx.notice.source import Paragraph
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Measure, Plan, Section, Task, Unit, split_text
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.names import chinese_number
from fjkx.words.wordings import last_day


class Texts(NamedTuple):
    """What stands in no task: by the `id()` of its section's node, before the first task where
    there are no sections, and behind it there."""

    sections: dict[int, list[str]]
    before: list[str]
    behind: list[Left]


def plan_of(
    head: Front,
    before: Sequence[str],
    texts: Texts,
    chosen: Outline,
    this_year: int | None,
    first_leads: int | None = None,
) -> Plan:
    """The plan with what stands before its tasks, its sections, units and tasks; from the line
    `first_leads` on the first of several units leads.

    Raises RequestError where no year is known.
    """
    year = head.year or this_year
    if year is None:
        raise RequestError("通知里没有写年份", "请写明：fjkx … --year 2025")
    section_ids = ids_of_sections(chosen.sections)
    names = task_ids(chosen, section_ids)
    tasks = tuple(
        task_of(place, name, section_ids, year, first_leads)
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


def task_of(
    place: Place, name: str, section_ids: dict[int, str], year: int, first_leads: int | None
) -> Task:
    """A task as the plan has it."""
    first = first_leads is not None and place.node.line >= first_leads
    lead, support, leaders, due_text = answer(inherited(place), first)
    return Task(
        id=name,
        title=title_of(place.node),
        section=next(heads(place, section_ids), None),
        group=group_of(place, section_ids),
        lead=lead,
        support=support,
        leaders=leaders,
        due=last_day(half(due_text), year) if due_text else None,
        due_text=due_text,
        measures=tuple(Measure(text) for text in split_text(text_of(place.node))),
    )


def units_of(task: Task) -> tuple[str, ...]:
    """The units of a task in their order, the leads first."""
    return (*task.lead, *task.support)


def first_leads_from(paragraphs: Sequence[Paragraph], nodes: Sequence[Node]) -> int | None:
    """The line from which on a notice says that the first of several units leads: in the clause of
    a task, else for all of them before the first task or in a note; None where it does not."""
    lines = [
        item.line
        for item in nodes
        if any(part.role == "dropped" and says_first_leads(part.text) for part in item.parts)
    ]
    if lines:
        return min(lines)
    first = min((item.line for item in nodes if item.parts), default=0)
    aside = (p for p in paragraphs if p.line < first or p.cells or is_footnote(p.text))
    return 0 if any(says_first_leads(p.text) for p in aside) else None


def group_of(place: Place, section_ids: dict[int, str]) -> str | None:
    """The headings between a task and its section, as printed."""
    over = [item for item in place.over if id(item) not in section_ids]
    return " ".join(f"{item.printed}{title_of(item)}" for item in over) or None


def text_of(item: Node) -> str:
    """A task's text behind its title: its paragraphs and those of the items below it."""
    return rest_of(item) + "".join(item.texts) + "".join(map(printed, item.children))


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


def front_left(found: Sequence[Paragraph], head: Front) -> Iterator[Left]:
    """The paragraphs before the plan that are not in it: the page's above the notice's own title,
    below it the letter's."""
    for at, paragraph in enumerate(found[: head.start]):
        if at in range(*head.notice) or at in range(*head.heading):
            continue
        page = at < head.notice[0] or is_page_line(paragraph.text)
        yield Left(paragraph.line, paragraph.text, "page" if page else "letter")


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
