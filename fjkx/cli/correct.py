"""Commands that put right what the plan says: records, measures, sections, units, tasks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final, Literal, TypeAlias

import typer

from fjkx.changes import measures, records, sections, units
from fjkx.changes.days import happened
from fjkx.changes.tasks import remove_tasks
from fjkx.changes.types import Outcome
from fjkx.cli import complete
from fjkx.cli.change import amend, amend_tasks
from fjkx.cli.options import FormatOption, Picked, Reporter, Yes, argument, option
from fjkx.cli.pick import Picking
from fjkx.cli.plans import look_at, show
from fjkx.cli.settings import current
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.words import dates, names

app = typer.Typer()

Change: TypeAlias = Callable[..., Outcome]  # of a plan and the words behind an action
Actions: TypeAlias = Mapping[str, tuple[Change, str]]  # what each does, what belongs behind it
MeasureAction = Literal["add", "text", "move", "remove"]
SectionAction = Literal["list", "add", "rename"]
UnitAction = Literal["list", "add", "alias", "rename", "merge", "remove"]


def of_measure(change: Change) -> Change:
    """A change of a target as one of what was typed for it."""
    return lambda plan, task, *words: change(plan, names.only(plan, task), *words)


def move(plan: Plan, target: names.Target, place: str) -> Outcome:
    """The measure moved to a place that is typed."""
    return measures.move_measure(plan, target, int(names.half_width(place)))


MEASURE: Final[Actions] = {
    "add": (of_measure(measures.add_measures), "任务 文字"),
    "text": (of_measure(measures.reword_measure), "举措 文字"),
    "move": (of_measure(move), "举措 移到第几条"),
    "remove": (of_measure(measures.remove_measure), "举措"),
}
SECTION: Final[Actions] = {
    "add": (sections.add_section, "标题"),
    "rename": (sections.rename_section, "部分 新标题"),
}
UNIT: Final[Actions] = {
    "add": (units.add_unit, "单位"),
    "alias": (units.add_alias, "单位 别名"),
    "rename": (units.rename_unit, "原名 新名"),
    "merge": (units.merge_units, "单位 并入的单位"),
    "remove": (units.remove_unit, "单位"),
}


@app.command(
    "correct",
    help=(
        "不写 --record 即最后一次报送（--due 即最后定下的时限，没有改过的即原定的），"
        "14.2 是这条举措的最后一次；"
        "--record 后面是第几条，见 fjkx show。状态、进度、时限随之成为各条记录说明的样子；"
        "更正时限不算改期。"
        "文字、单位写成空的（''）即删去那一栏。"
    ),
    epilog=(
        "fjkx correct 14 --on 5月10日\n"
        "fjkx correct 14 --record 2 --percent 60 --note 已举办两期\n"
        "fjkx correct 14.2 --delete"
    ),
)
def correct(
    ctx: typer.Context,
    *,
    task: Annotated[str, argument("ID", "任务或举措的编号", complete.targets)],
    record: Annotated[int | None, option("--record", "第几条", "从先到后，第一条是 1")] = None,
    on: Annotated[str | None, option("--on", "日期", "改为这一天")] = None,
    note: Annotated[str | None, option("-m", "--note", "文字", "改进展情况或说明")] = None,
    percent: Annotated[str | None, option("--percent", "百分数", "改完成进度")] = None,
    problem: Annotated[str | None, option("--problem", "文字", "改存在问题")] = None,
    following: Annotated[str | None, option("--next", "文字", "改下一步措施")] = None,
    by: Reporter,
    due: Annotated[str | None, option("--due", "时限", "改记录中定下的时限")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="删去这条记录")] = False,
) -> None:
    """One record put right, or taken out."""
    today, share = current(ctx).today, None if percent is None else names.percent(percent)

    def step(plan: Plan) -> Outcome:
        reporters = names.units(plan, by) if any(by) else ("",) * len(by)
        correction = records.Correction(
            None if on is None else happened(on, plan, today),
            reporters[0] if len(reporters) == 1 else reporters or None,
            note,
            share,
            problem,
            following,
            None if due is None else dates.due(due, plan, today),
            delete,
        )
        return records.correct(plan, names.only(plan, task), record, correction, today)

    amend(ctx, step)


@app.command(
    "measure",
    help=(
        "add 在后面增加（几句话即几条），text 改写，move 移到第几条，remove 删去；"
        "进展记录跟着举措走，有记录的举措不能删去。"
    ),
    epilog=(
        "fjkx measure add 14 举办青少年专场。\n"
        "fjkx measure text 14.2 举办科普大讲坛六期。\n"
        "fjkx measure move 14.3 1\n"
        "fjkx measure remove 14.3"
    ),
)
def measure(
    ctx: typer.Context,
    *,
    action: Annotated[MeasureAction, argument("动作", "add、text、move 或 remove")],
    task: Annotated[str, argument("ID", "add 后面是任务，其余是举措，如 14.2", complete.targets)],
    words: Annotated[str | None, argument("文字", "举措的文字，或移到第几条")] = None,
) -> None:
    """The measures of a task."""
    behind = [] if words is None else [words]
    if action == "move" and not all(names.half_width(word).isdecimal() for word in behind):
        behind = []  # no place at all
    act(ctx, MEASURE, action, [task, *behind])


@app.command(
    "section",
    help="list 列出，add 增加，rename 改标题，编号不变。移动任务用 fjkx set 14 --move-to 三。",
    epilog="fjkx section list\nfjkx section add 强化组织保障\nfjkx section rename 三 服务科学普及",
)
def section(
    ctx: typer.Context,
    *,
    action: Annotated[SectionAction, argument("动作", "list、add 或 rename")] = "list",
    words: Annotated[
        list[str],
        argument(
            "部分…",
            "add 后面是标题，rename 后面是部分和新标题",
            complete.sections,
            default_factory=list,
        ),
    ],
    format: FormatOption = None,
) -> None:
    """The sections of the plan."""
    from fjkx.views.sections import section_list

    if action == "list" and not words:
        look = look_at(ctx, format)
        show(look, section_list(look.plan, look.day), f"{len(look.plan.sections)} 个部分")
    else:
        act(ctx, SECTION, action, words, format)


@app.command(
    "unit",
    help=(
        "list 列出单位和别名，add 增加，alias 加别名，rename 改名，"
        "merge 把一个单位并入另一个，remove 删去没有用到的；"
        "改名、合并后原名成为别名，任务中的原文不变。"
    ),
    epilog=(
        "fjkx unit list\n"
        "fjkx unit add 老干部处\n"
        "fjkx unit alias 科技馆 省科技馆\n"
        "fjkx unit rename 院士办 院士工作办公室\n"
        "fjkx unit merge 学会部 科技馆"
    ),
)
def unit(
    ctx: typer.Context,
    *,
    action: Annotated[
        UnitAction, argument("动作", "list、add、alias、rename、merge 或 remove")
    ] = "list",
    words: Annotated[
        list[str],
        argument(
            "名称…",
            "单位；alias、rename 和 merge 后面再写别名、新名称或并入的单位",
            complete.units,
            default_factory=list,
        ),
    ],
    format: FormatOption = None,
) -> None:
    """The units of the plan."""
    from fjkx.views.units import unit_list

    if action == "list" and not words:
        look = look_at(ctx, format)
        show(look, unit_list(look.plan, look.day), f"{len(look.plan.units)} 个单位")
    else:
        act(ctx, UNIT, action, words, format)


def act(
    ctx: typer.Context,
    actions: Actions,
    action: str,
    words: Sequence[str],
    format: str | None = None,
) -> None:
    """Change the plan as the action does with the words behind it. Raises UsageError for words that
    lack or do not belong there, and for a format of what shows nothing."""
    command = f"fjkx {ctx.info_name}"
    change, wanted = actions.get(action, (None, ""))
    if format is not None and change:
        raise UsageError(f"--format 只用于 {command} list", f"用法见 {command} --help")
    if change is None or len(words) != len(wanted.split()):
        wrong = f"{command} {action} 后面应写：{wanted or '什么也不写'}"
        raise UsageError(wrong, f"用法见 {command} --help")
    amend(ctx, lambda plan: change(plan, *words))


@app.command(
    "remove",
    cls=Picking,
    help="用于录重、录错的任务；不再做的用 fjkx drop。有进展记录的要 --force 并写明原因。",
    epilog="fjkx remove 26\nfjkx remove 26 --force -m 与第25项重复",
)
def remove(
    ctx: typer.Context,
    *,
    ids: Picked,
    force: Annotated[bool, typer.Option("--force", help="有进展记录的也删去")] = False,
    note: Annotated[
        str | None, option("-m", "--note", "原因", "为什么删去；留在命令里，见 undo --list")
    ] = None,
    yes: Yes = False,
) -> None:
    """Tasks taken out of the plan."""
    amend_tasks(
        ctx,
        lambda plan, chosen, report: remove_tasks(plan, chosen, report, force),
        ids,
        yes,
        note=note,
    )
