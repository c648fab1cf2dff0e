"""The plan as the notice's numbered text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.plan.characters import visible
from fjkx.plan.model import Plan, Task, own_text
from fjkx.views import document as doc

_FULL: Final = ("（", "）", "：", "；")
_HALF: Final = ("(", ")", ":", ";")


def notice_view(plan: Plan) -> doc.View:
    """The plan as the notice's text, to the character."""
    return doc.View(lambda medium: (doc.Document((doc.Verbatim(notice_text(plan)),)),))


def notice_text(plan: Plan) -> str:
    """The title, the preamble, the sections with their tasks as the notice prints them, each
    paragraph followed by an empty line but the last.

    A task is `1.title。text(牵头单位:甲、乙)`, its brackets and colons as wide as the commas of
    the plan's own wording.
    """
    return "\n\n".join(map(visible, paragraphs(plan))) + "\n"


def paragraphs(plan: Plan) -> Iterator[str]:
    """The paragraphs of the notice in order; tasks without a section stand last."""
    yield plan.title
    yield from plan.preamble.split("\n") if plan.preamble else ()
    full = is_full_width(plan)
    tasks: dict[str | None, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        tasks[task.section].append(task)
    for section in plan.sections:
        yield f"{section.id}、{section.title}"
        yield from section.text.split("\n") if section.text else ()
        yield from task_paragraphs(tasks.pop(section.id, []), full)
    for others in tasks.values():
        yield from task_paragraphs(others, full)


def task_paragraphs(tasks: Sequence[Task], full: bool) -> Iterator[str]:
    """The tasks of a section, the heading of a group above its first."""
    group = None
    for task in tasks:
        if task.group is not None and task.group != group:
            yield task.group
        group = task.group
        yield task_paragraph(task, full)


def task_paragraph(task: Task, full: bool) -> str:
    """One task with its clause."""
    number = task.id.rpartition("-")[2]
    signs = _FULL if full else _HALF
    return f"{number}.{task.title}。{own_text(task)}{clause_text(task, signs)}"


def clause_text(task: Task, signs: tuple[str, str, str, str]) -> str:
    """Who answers for a task and by when, as notices put it, with the brackets, colon and semicolon
    in `signs`; empty where nobody is named."""
    opening, closing, colon, pause = signs
    entries = (
        ("责任领导", task.leaders),
        ("牵头单位", task.lead),
        ("配合单位", task.support),
        ("完成时限", (task.due_text,) if task.due_text else ()),
    )
    said = [f"{label}{colon}{'、'.join(names)}" for label, names in entries if names]
    return f"{opening}{pause.join(said)}{closing}" if said else ""


def is_full_width(plan: Plan) -> bool:
    """Whether the plan's wording has no fewer full-width commas and brackets than half-width."""
    wording = [plan.preamble or "", *(task.title + own_text(task) for task in plan.tasks)]
    wording += [section.title for section in plan.sections]
    full = sum(text.count("，") + text.count("（") for text in wording)
    return full >= sum(text.count(",") + text.count("(") for text in wording)
