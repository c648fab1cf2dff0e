"""Measures of a task: added, reworded, moved, taken out. Records that name one keep naming it."""

from collections.abc import Callable, Sequence

from fjkx.changes.targets import on_each
from fjkx.changes.types import Change, Outcome
from fjkx.plan.errors import RequestError
from fjkx.plan.model import OPEN, STATUS_LABELS, Measure, Plan, Task, split_text
from fjkx.words.names import Target


def add_measures(plan: Plan, target: Target, text: str) -> Outcome:
    """Put the sentences of a text behind the measures of a task, each as one. Raises
    RequestError for a measure, a task that is not open, or no text."""

    def add(task: Task, number: int | None) -> Change:
        if number is not None:
            from shlex import quote

            line = f"measure add {task.id} {quote(text)}"
            raise RequestError("举措加在任务里", f"加在第 {task.id} 项：fjkx {line}")
        if task.status not in OPEN:
            label = STATUS_LABELS[task.status]
            raise RequestError(
                f"第 {task.id} 项{label}，不能增加举措", f"先退回重办：fjkx reopen {task.id}"
            )
        new = measures_from(valid_text(text, "用法见 fjkx measure --help"))
        after = task._replace(measures=(*task.measures, *new))
        first = len(task.measures) + 1
        remarks = (f"新增举措 {task.id}.{at}：{each.text}" for at, each in enumerate(new, first))
        return Change(task, after, remarks=(*remarks, *about_notice(task)))

    return on_each(plan, [target], add)


def reword_measure(plan: Plan, target: Target, text: str) -> Outcome:
    """Give a measure another text. Raises RequestError for a task, or no text."""

    def reword(task: Task, number: int) -> Change:
        new = valid_text(text, f"删去举措：fjkx measure remove {task.id}.{number}")
        measures = list(task.measures)
        measures[number - 1] = measures[number - 1]._replace(text=new)
        return changed(task, task._replace(measures=tuple(measures)), f"{number} 改为：{new}")

    return on_measure(plan, target, reword)


def move_measure(plan: Plan, target: Target, to: int) -> Outcome:
    """Make a measure the one numbered `to` of its task. Raises RequestError for a task, or no
    such place."""

    def move(task: Task, number: int) -> Change:
        order = [each for each in range(1, len(task.measures) + 1) if each != number]
        if not 1 <= to <= len(task.measures):
            raise RequestError(
                f"第 {task.id} 项有 {len(task.measures)} 条举措，不能移到第 {to} 条",
                f"写 1 到 {len(task.measures)}，如 fjkx measure move {task.id}.{number} 1",
            )
        order.insert(to - 1, number)
        return changed(task, rearranged(task, order), f"{number} 移为 {task.id}.{to}")

    return on_measure(plan, target, move)


def remove_measure(plan: Plan, target: Target) -> Outcome:
    """Take a measure out. Raises RequestError for a task, or where records name the measure."""

    def remove(task: Task, number: int) -> Change:
        count = sum(record.measure == number for record in task.records)
        if count:
            raise RequestError(
                f"举措 {task.id}.{number} 有 {count} 条进展记录，不能删去",
                f"先删去记录：fjkx correct {task.id}.{number} --delete",
            )
        order = [each for each in range(1, len(task.measures) + 1) if each != number]
        text = task.measures[number - 1].text
        return changed(task, rearranged(task, order), f"{number} 已删去：{text}")

    return on_measure(plan, target, remove)


def on_measure(plan: Plan, target: Target, make: Callable[[Task, int], Change]) -> Outcome:
    """`make` on the measure meant. Raises RequestError for a task."""

    def on(task: Task, number: int | None) -> Change:
        if number is None:
            raise RequestError(
                f"请写明是第 {task.id} 项的哪一条举措", f"fjkx show {task.id} 列出各条举措"
            )
        return make(task, number)

    return on_each(plan, [target], on)


def changed(task: Task, after: Task, what: str) -> Change:
    """The change, and in words what became of a measure, unless it is as it was."""
    remarks = (f"举措 {task.id}.{what}", *about_notice(task)) if after != task else ()
    return Change(task, after, remarks=remarks)


def about_notice(task: Task) -> tuple[str, ...]:
    """That the text of a task of the notice was changed; the plan does not keep the notice's."""
    if task.added is not None or task.origin is not None:
        return ()
    return (f"第 {task.id} 项的正文有改动，请对照通知原文",)


def rearranged(task: Task, order: Sequence[int]) -> Task:
    """The task with those of its measures, by their numbers so far, in that order, and records
    that name them by the numbers they have now."""
    places = {old: new for new, old in enumerate(order, start=1)}
    return task._replace(
        measures=tuple(task.measures[number - 1] for number in order),
        records=tuple(
            record._replace(measure=places.get(record.measure or 0, record.measure))
            for record in task.records
        ),
    )


def measures_from(text: str) -> tuple[Measure, ...]:
    """The measures of a text, one for each sentence; lines of it are joined."""
    joined = "".join(line.strip() for line in text.splitlines())
    return tuple(Measure(sentence) for sentence in split_text(joined))


def valid_text(text: str, hint: str) -> str:
    """The text on one line, without blanks around it. Raises RequestError with the hint for
    none."""
    joined = "".join(line.strip() for line in text.splitlines())
    if not joined:
        raise RequestError("举措的文字不能为空", hint)
    return joined
