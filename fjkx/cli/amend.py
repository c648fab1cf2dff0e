"""Commands that record progress and change what the plan says."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, AnyStr, Literal, NamedTuple

import typer

from fjkx.cli import complete
from fjkx.cli.formats import chosen
from fjkx.cli.intent import ask_before_many, deadline, reported
from fjkx.cli.options import FORMATS, FormatOption, Ids, On, Reporter, Yes, several, units
from fjkx.cli.output import emit, is_terminal, report
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.settings import Settings, current
from fjkx.cli.usage import quoted, with_options
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan
from fjkx.words import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from fjkx.changes.fields import Edits
    from fjkx.changes.steps import Outcome

app = typer.Typer()

UnitAction = Literal["list", "add", "alias", "rename"]
MOST = 1 << 20  # bytes of a text from standard input

TaskId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="任务的编号；也可写 14,15 或 16-18", autocompletion=complete.targets
    ),
]
Due = Annotated[
    str | None,
    typer.Option("--due", metavar="时限", help="完成时限，如 2020-09-30、9月底、三季度、年底"),
]
Leads = Annotated[list[str], units("--lead", help="牵头单位，第一个为首位牵头")]
Supports = Annotated[list[str], units("--support", help="配合单位")]
Leaders = Annotated[list[str], several("--leader", metavar="姓名", help="责任领导")]
Declare = Annotated[
    bool,
    typer.Option("--declare", help="单位表中没有的单位，加入单位表"),
]


class Report(NamedTuple):
    """The options that every record takes, as typed."""

    by: str | None = None
    on: str | None = None
    note: str | None = None


@app.command(
    "note",
    help=(
        "进展情况、存在问题、下一步措施记作一条记录；未启动的任务随之转为推进中。"
        "进展写成 - 时从标准输入读取。"
    ),
    epilog=(
        "fjkx note 14 已举办第一期 --percent 60 --by 科普部\n"
        "fjkx note 14.2 计划已印发 --problem 讲师不足 --next 9月底前补齐"
    ),
)
def note(
    ctx: typer.Context,
    *,
    task: TaskId,
    text: Annotated[str, typer.Argument(metavar="进展", help="进展情况；- 为标准输入")],
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar="百分数", help="完成进度，0 到 100，如 60 或 60%"),
    ] = None,
    problem: Annotated[
        str | None, typer.Option("--problem", metavar="文字", help="存在问题")
    ] = None,
    next_step: Annotated[
        str | None, typer.Option("--next", metavar="文字", help="下一步措施")
    ] = None,
    by: Reporter = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """One record of what is reported."""
    from fjkx.changes.days import with_day
    from fjkx.changes.steps import Said
    from fjkx.changes.steps import note as recorded

    said = Said(None if percent is None else names.percent(percent), problem, next_step)
    typed = Report(by, on, from_stdin(text))
    settings = current(ctx)

    def step(plan: Plan) -> "Outcome":
        targets, told = names.targets(plan, [task]), reported(plan, typed, settings.today)
        outcome = recorded(plan, targets, told, said, settings.today)
        return with_day(plan, outcome, told.on, on is not None)

    amend(settings, [task], yes, step)


def from_stdin(text: str) -> str:
    """The text typed, or for `-` all of standard input, its lines ended by a line feed, the last
    by nothing. Raises RequestError for more than MOST bytes, of which no more are read, and for
    what is not UTF-8; a terminal has its own encoding."""
    if text != "-":
        return text
    if is_terminal(sys.stdin):
        return bounded(sys.stdin.read(MOST + 1)).rstrip("\n")
    data = bounded(sys.stdin.buffer.read(MOST + 1)) if sys.stdin else b""
    try:
        read = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(
            "标准输入不是 UTF-8 文字",
            "先转换：iconv -f GB18030 -t UTF-8 文件 | fjkx note …；或在编辑器中另存为 UTF-8",
        ) from None
    return read.replace("\r\n", "\n").rstrip("\n")


def bounded(read: AnyStr) -> AnyStr:
    """What was read, unless it goes on after MOST. Raises RequestError."""
    if len(read) > MOST:
        raise RequestError(
            f"标准输入超过 {MOST >> 20} MiB，不像一段说明或正文", "检查 < 或 | 接上的是哪个文件"
        )
    return read


@app.command(
    "set",
    help="时限一旦设定，只能用 extend 说明原因后改动。写不成日期的时限（如 长期坚持）只记原文。",
    epilog=(
        "fjkx set 14 --due 9月底 --add-lead 院士办\n"
        "fjkx set 4 --lead 科普部 --lead 办公室 --clear due_text"
    ),
)
def set_fields(
    ctx: typer.Context,
    *,
    ids: Ids,
    due: Due = None,
    lead: Leads,
    support: Supports,
    leader: Leaders,
    title: Annotated[str | None, typer.Option("--title", metavar="标题", help="任务标题")] = None,
    add_lead: Annotated[list[str], units("--add-lead", help="增加牵头单位")],
    remove_lead: Annotated[list[str], units("--remove-lead", help="减去牵头单位")],
    add_support: Annotated[list[str], units("--add-support", help="增加配合单位")],
    remove_support: Annotated[list[str], units("--remove-support", help="减去配合单位")],
    clear: Annotated[
        list[str],
        several("--clear", metavar="字段", help="清空 lead、support、leaders、due 或 due_text"),
    ],
    declare: Declare = False,
    note: Annotated[
        str | None,
        typer.Option("-m", "--note", metavar="说明", help="设定或撤销时限的说明"),
    ] = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Fields of tasks."""
    from fjkx.changes.days import with_day
    from fjkx.changes.fields import Edits
    from fjkx.changes.fields import set_fields as amended

    settings = current(ctx)
    typed = Edits(
        title=title,
        lead=tuple(lead) or None,
        support=tuple(support) or None,
        leaders=tuple(leader) or None,
        add_lead=tuple(add_lead),
        remove_lead=tuple(remove_lead),
        add_support=tuple(add_support),
        remove_support=tuple(remove_support),
        clear=tuple(clear),
    )

    def step(plan: Plan) -> "Outcome":
        edits = with_deadline(plan, typed, due, settings)
        told = reported(plan, Report(on=on, note=note), settings.today)
        targets = targets_to_set(plan, ids, edits.due_text or edits.due)
        outcome = amended(plan, targets, edits, told, settings.today, declare)
        return with_day(plan, outcome, told.on, on is not None)

    amend(settings, ids, yes, step)


def targets_to_set(plan: Plan, ids: list[str], due: object) -> "tuple[names.Target, ...]":
    """The tasks meant. Raises RequestError; without a deadline a day behind the ids was one."""
    from fjkx.words.dates import is_day

    try:
        return names.targets(plan, ids)
    except RequestError as error:
        *others, last = ids
        if due or not others or not is_day(last):
            raise
        hint = f"时限写在 --due 后面：fjkx set {quoted([*others, '--due', last])}"
        raise RequestError(str(error), hint) from None


def with_deadline(plan: Plan, edits: "Edits", due: str | None, settings: Settings) -> "Edits":
    """The edits with the deadline typed, as a day or as a wording."""
    day, text = deadline(plan, due, settings.today)
    return edits._replace(due=day, due_text=text)


@app.command(
    "extend",
    help="记下原时限、新时限和原因；已经逾期的也可以改期。",
    epilog="fjkx extend 14 10月底 -m 场地调整",
)
def extend(
    ctx: typer.Context,
    *,
    task: TaskId,
    day: Annotated[str, typer.Argument(metavar="新时限", help="如 2020-10-31、10月底、+2w")],
    note: Annotated[
        str, typer.Option("-m", "--note", metavar="原因", help="改期的原因，必须写明")
    ] = "",
    by: Reporter = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Move deadlines, with a reason."""
    from fjkx.changes.days import with_day
    from fjkx.changes.fields import extend as extended
    from fjkx.words import dates

    settings = current(ctx)

    def step(plan: Plan) -> "Outcome":
        def due(standing: date | None) -> date:
            return dates.moved(day, plan, settings.today, standing)

        told = reported(plan, Report(by, on, note), settings.today)
        outcome = extended(plan, names.targets(plan, [task]), due, told, settings.today)
        return with_day(plan, outcome, told.on, on is not None)

    amend(settings, [task], yes, step)


@app.command(
    "add",
    help="编号取下一个空号，排在所属部分的末尾，注明今天增列。",
    epilog="fjkx add 筹备科学家精神展 --lead 办公室 --section 三 --due 年底",
)
def add(
    ctx: typer.Context,
    *,
    title: Annotated[str, typer.Argument(metavar="标题", help="任务标题")],
    lead: Leads,
    support: Supports,
    leader: Leaders,
    section: Annotated[
        str | None,
        typer.Option(
            "--section", metavar="部分", help="所属部分", autocompletion=complete.sections
        ),
    ] = None,
    due: Due = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="正文", help="任务正文，按句分为举措；- 为标准输入"),
    ] = None,
    declare: Declare = False,
) -> None:
    """A task that came up during the year."""
    from fjkx.changes.fields import NewTask, add_task

    settings = current(ctx)
    if not lead:
        example = with_options([title], ["--lead", "办公室"])
        raise UsageError("缺少选项 --lead", f"例如：fjkx add {example}")
    body = None if text is None else from_stdin(text)

    def step(plan: Plan) -> "Outcome":
        day, words = deadline(plan, due, settings.today)
        new = NewTask(title, tuple(lead), tuple(support), tuple(leader), section, day, words, body)
        return add_task(plan, new, settings.today, declare)

    amend(settings, [], True, step)


@app.command(
    "unit",
    help=(
        "list 列出单位和别名，add 增加，alias 加别名，rename 改名；"
        "改名后原名成为别名，任务中的原文不变。"
    ),
    epilog=(
        "fjkx unit list\n"
        "fjkx unit add 科普中心\n"
        "fjkx unit alias 科技馆 省科技馆\n"
        "fjkx unit rename 院士办 院士工作办公室"
    ),
)
def unit(
    ctx: typer.Context,
    *,
    action: Annotated[
        UnitAction, typer.Argument(metavar="动作", help="list、add、alias 或 rename")
    ] = "list",
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="名称…",
            help="单位；alias 和 rename 后面再写别名或新名称",
            default_factory=list,
            autocompletion=complete.units,
        ),
    ],
    format: FormatOption = None,
) -> None:
    """The units of the plan."""
    settings = current(ctx)
    if action == "list":
        kind = chosen(settings, format, FORMATS)
        path, plan, today = open_plan(settings)
        from fjkx.views.units import unit_list

        emit(settings, unit_list(plan, today), kind, path, f"{len(plan.units)} 个单位")
        return
    if format is not None:
        raise UsageError("--format 只用于 fjkx unit list", "用法见 fjkx unit --help")
    step = unit_step(action, words)
    amend(settings, [], True, step)


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
    wanted = "单位" if action == "add" else "单位 别名" if action == "alias" else "原名 新名"
    raise UsageError(f"fjkx unit {action} 后面应写：{wanted}", "用法见 fjkx unit --help")


def amend(settings: Settings, ids: list[str], yes: bool, step: "Callable[[Plan], Outcome]") -> None:
    """The one path of all these commands: intent → new plan → file → what changed."""
    from fjkx.views.changes import outcome_view

    ask_before_many(settings, ids, yes, step)
    path, outcome = change_plan(settings, step)
    report(settings, outcome_view(outcome), path)
