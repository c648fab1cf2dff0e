"""Commands that put right what the plan says: records, measures, sections, units, tasks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fjkx.cli import complete
from fjkx.cli.change import amend
from fjkx.cli.formats import chosen
from fjkx.cli.intent import happened
from fjkx.cli.options import FORMATS, FormatOption, Note, Picked, Reporter, Yes
from fjkx.cli.output import emit
from fjkx.cli.pick import targets
from fjkx.cli.plans import open_plan
from fjkx.cli.settings import current
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome

app = typer.Typer()

MeasureAction = Literal["add", "text", "move", "remove"]
SectionAction = Literal["list", "add", "rename"]
UnitAction = Literal["list", "add", "alias", "rename", "merge", "remove"]


@app.command(
    "correct",
    help=(
        "不写 --record 即最后一次报送（--due 即最后定下的时限），14.2 是这条举措的最后一次；"
        "--record 后面是第几条，见 fjkx show。状态、进度、时限随之成为各条记录说明的样子；"
        "更正时限不算改期。"
        "文字写成空的（''）即删去那一栏。"
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
    task: Annotated[
        str,
        typer.Argument(metavar="ID", help="任务或举措的编号", autocompletion=complete.targets),
    ],
    record: Annotated[
        int | None, typer.Option("--record", metavar="第几条", help="从先到后，第一条是 1")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="改为这一天")] = None,
    note: Annotated[
        str | None, typer.Option("-m", "--note", metavar="文字", help="改进展情况或说明")
    ] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="百分数", help="改完成进度")
    ] = None,
    problem: Annotated[
        str | None, typer.Option("--problem", metavar="文字", help="改存在问题")
    ] = None,
    following: Annotated[
        str | None, typer.Option("--next", metavar="文字", help="改下一步措施")
    ] = None,
    by: Reporter,
    due: Annotated[
        str | None, typer.Option("--due", metavar="时限", help="改记录中定下的时限")
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="删去这条记录")] = False,
) -> None:
    """One record put right, or taken out."""
    from fjkx.changes.records import Correction
    from fjkx.changes.records import correct as corrected
    from fjkx.words import dates

    today, share = current(ctx).today, None if percent is None else names.percent(percent)

    def step(plan: Plan) -> "Outcome":
        units = names.units(plan, by)
        correction = Correction(
            None if on is None else happened(on, plan, today),
            units[0] if len(units) == 1 else units or None,
            note,
            share,
            problem,
            following,
            None if due is None else dates.due(due, plan, today),
            delete,
        )
        return corrected(plan, only(plan, task), record, correction, today)

    amend(ctx, step)


def only(plan: Plan, typed: str) -> names.Target:
    """The one task or measure meant. Raises UsageError for several."""
    found = names.targets(plan, [typed])
    if len(found) > 1:
        raise UsageError("这里一次只能写一个编号", f"写了 {names.compact(plan, found)}")
    return found[0]


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
    action: Annotated[
        MeasureAction, typer.Argument(metavar="动作", help="add、text、move 或 remove")
    ],
    task: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="add 后面是任务，其余是举措，如 14.2",
            autocompletion=complete.targets,
        ),
    ],
    words: Annotated[
        str | None, typer.Argument(metavar="文字", help="举措的文字，或移到第几条")
    ] = None,
) -> None:
    """The measures of a task."""
    change = measure_step(action, words)
    amend(ctx, lambda plan: change(plan, only(plan, task)))


def measure_step(
    action: MeasureAction, words: str | None
) -> "Callable[[Plan, names.Target], Outcome]":
    """What `fjkx measure ACTION ID WORDS` does to a plan. Raises UsageError for words that lack
    or do not belong there."""
    from fjkx.changes import measures

    match action, words:
        case "add", str(text):
            return lambda plan, target: measures.add_measures(plan, target, text)
        case "text", str(text):
            return lambda plan, target: measures.reword_measure(plan, target, text)
        case "move", str(place) if names.half_width(place).isdecimal():
            to = int(names.half_width(place))
            return lambda plan, target: measures.move_measure(plan, target, to)
        case "remove", None:
            return measures.remove_measure
    wanted = {"add": "任务 文字", "text": "举措 文字", "move": "举措 移到第几条", "remove": "举措"}
    raise UsageError(
        f"fjkx measure {action} 后面应写：{wanted[action]}", "用法见 fjkx measure --help"
    )


@app.command(
    "section",
    help="list 列出，add 增加，rename 改标题，编号不变。移动任务用 fjkx set 14 --move-to 三。",
    epilog="fjkx section list\nfjkx section add 强化组织保障\nfjkx section rename 三 服务科学普及",
)
def section(
    ctx: typer.Context,
    *,
    action: Annotated[
        SectionAction, typer.Argument(metavar="动作", help="list、add 或 rename")
    ] = "list",
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="部分…",
            help="add 后面是标题，rename 后面是部分和新标题",
            default_factory=list,
            autocompletion=complete.sections,
        ),
    ],
    format: FormatOption = None,
) -> None:
    """The sections of the plan."""
    from fjkx.changes import sections

    settings = current(ctx)
    if format is not None and action != "list":
        raise UsageError("--format 只用于 fjkx section list", "用法见 fjkx section --help")
    match action, words:
        case "list", []:
            from fjkx.views.sections import section_list

            kind = chosen(settings, format, FORMATS)
            path, plan, today = open_plan(settings)
            emit(settings, section_list(plan, today), kind, path, f"{len(plan.sections)} 个部分")
        case "add", [title]:
            amend(ctx, lambda plan: sections.add_section(plan, title))
        case "rename", [number, title]:
            amend(ctx, lambda plan: sections.rename_section(plan, number, title))
        case _:
            wanted = {"list": "什么也不写", "add": "标题", "rename": "部分 新标题"}[action]
            raise UsageError(
                f"fjkx section {action} 后面应写：{wanted}", "用法见 fjkx section --help"
            )


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
        UnitAction, typer.Argument(metavar="动作", help="list、add、alias、rename、merge 或 remove")
    ] = "list",
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="名称…",
            help="单位；alias、rename 和 merge 后面再写别名、新名称或并入的单位",
            default_factory=list,
            autocompletion=complete.units,
        ),
    ],
    format: FormatOption = None,
) -> None:
    """The units of the plan."""
    settings = current(ctx)
    if action == "list":
        from fjkx.views.units import unit_list

        kind = chosen(settings, format, FORMATS)
        path, plan, today = open_plan(settings)
        emit(settings, unit_list(plan, today), kind, path, f"{len(plan.units)} 个单位")
        return
    if format is not None:
        raise UsageError("--format 只用于 fjkx unit list", "用法见 fjkx unit --help")
    step = unit_step(action, words)
    amend(ctx, step)


def unit_step(action: UnitAction, words: list[str]) -> "Callable[[Plan], Outcome]":
    """What `fjkx unit ACTION WORDS` does to a plan. Raises UsageError for too few or too many
    words."""
    from fjkx.changes import units

    match action, words:
        case "add", [name]:
            return lambda plan: units.add_unit(plan, name)
        case "alias", [name, alias]:
            return lambda plan: units.add_alias(plan, name, alias)
        case "rename", [old, new]:
            return lambda plan: units.rename_unit(plan, old, new)
        case "merge", [old, new]:
            return lambda plan: units.merge_units(plan, old, new)
        case "remove", [name]:
            return lambda plan: units.remove_unit(plan, name)
    wanted = {"alias": "单位 别名", "rename": "原名 新名", "merge": "单位 并入的单位"}
    raise UsageError(
        f"fjkx unit {action} 后面应写：{wanted.get(action, '单位')}", "用法见 fjkx unit --help"
    )


@app.command(
    "remove",
    help="用于录重、录错的任务；不再做的用 fjkx drop。有进展记录的要 --force 并写明原因。",
    epilog="fjkx remove 26\nfjkx remove 26 --force -m 与第25项重复",
)
def remove(
    ctx: typer.Context,
    *,
    ids: Picked,
    force: Annotated[bool, typer.Option("--force", help="有进展记录的也删去")] = False,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """Tasks taken out of the plan."""
    from fjkx.changes.tasks import remove_tasks
    from fjkx.changes.types import Report

    today = current(ctx).today

    def step(plan: Plan) -> "Outcome":
        chosen = targets(ctx, plan, ids, today)
        return remove_tasks(plan, chosen, Report(today, note=note), force)

    amend(ctx, step, ids, yes)
