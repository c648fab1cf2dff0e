"""Commands that record progress and change what the plan says."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from fjkx.cli import complete
from fjkx.cli.change import amend
from fjkx.cli.intent import deadline, from_stdin, reported
from fjkx.cli.options import On, Picked, Reporter, Yes, several, units
from fjkx.cli.pick import filtered, targets
from fjkx.cli.settings import current
from fjkx.cli.usage import quoted, with_options
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome

app = typer.Typer()

# What people write before a value of `set`.
OPTIONS = {
    **dict.fromkeys(("时限", "期限", "完成时限", "截止"), "--due"),
    **dict.fromkeys(("牵头", "牵头单位"), "--lead"),
    **dict.fromkeys(("配合", "配合单位"), "--support"),
    **dict.fromkeys(("领导", "责任领导"), "--leader"),
    "标题": "--title",
}

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
Leads = Annotated[list[str], units("--lead", help="牵头单位，第一个为第一牵头")]
Supports = Annotated[list[str], units("--support", help="配合单位")]
Leaders = Annotated[list[str], several("--leader", metavar="姓名", help="责任领导")]
Declare = Annotated[
    bool,
    typer.Option("--declare", help="单位表中没有的单位，加入单位表"),
]


@app.command(
    "set",
    help=(
        "时限一旦设定，只能用 extend 说明原因后改动。写不成日期的时限（如 长期坚持）只记原文。"
        "单位、领导、标题原来是什么，记入进展记录。"
    ),
    epilog=(
        "fjkx set 14 --due 9月底 --add-lead 院士办\n"
        "fjkx set 4 --lead 科普部 --lead 办公室 -m 分工调整\n"
        "fjkx set --dept 院士办 --due 9月底"
    ),
)
def set_fields(
    ctx: typer.Context,
    *,
    ids: Picked,
    due: Due = None,
    lead: Leads,
    support: Supports,
    leader: Leaders,
    title: Annotated[str | None, typer.Option("--title", metavar="标题", help="任务标题")] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--move-to", metavar="部分", help="移到这一部分", autocompletion=complete.sections
        ),
    ] = None,
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
        typer.Option(
            "-m",
            "--note",
            metavar="说明",
            help="时限、单位、领导、标题变动的原因；换第一牵头必须写明",
        ),
    ] = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Fields of tasks."""
    from fjkx.changes.days import with_day
    from fjkx.changes.fields import Edits
    from fjkx.changes.fields import set_fields as amended

    today = current(ctx).today
    typed = Edits(
        title=title,
        lead=tuple(lead) or None,
        support=tuple(support) or None,
        leaders=tuple(leader) or None,
        add_lead=tuple(add_lead),
        remove_lead=tuple(remove_lead),
        add_support=tuple(add_support),
        remove_support=tuple(remove_support),
        section=section,
        clear=tuple(clear),
    )

    def step(plan: Plan) -> "Outcome":
        day, words = deadline(plan, due, today)
        edits = typed._replace(due=day, due_text=words)
        told = reported(plan, (), on, note, today)
        chosen = targets_to_set(ctx, plan, ids, due)
        outcome = amended(plan, chosen, edits, told, today, declare)
        return with_day(plan, outcome, told.on, on is not None)

    amend(ctx, step, ids, yes)


def targets_to_set(
    ctx: typer.Context, plan: Plan, ids: list[str], due: str | None
) -> "tuple[names.Target, ...]":
    """The tasks meant. Raises RequestError; where a value stands behind the ids, or behind what
    people call it, with the command in which it stands behind its option."""
    from fjkx.words.dates import is_day

    try:
        return targets(ctx, plan, ids, current(ctx).today)
    except RequestError as error:
        known = [word for word in ids if names.is_id(plan, word)]
        *_, what, last = ("", "", *(word for word in ids if word not in known))
        option = OPTIONS.get(what) or ("--due" if is_day(last) and not (what or due) else "")
        if not (known and option):
            raise
        hint = f"写在 {option} 后面：fjkx set {quoted([*known, option, last])}"
        raise RequestError(str(error), hint) from None


@app.command(
    "extend",
    help="记下原时限、新时限和原因；已经逾期的也可以改期。",
    epilog="fjkx extend 14 10月底 -m 场地调整\nfjkx extend --dept 院士办 --overdue 月底 -m 汛期",
)
def extend(
    ctx: typer.Context,
    *,
    task: TaskId,
    day: Annotated[
        str | None, typer.Argument(metavar="新时限", help="如 2020-10-31、10月底、+2w")
    ] = None,
    note: Annotated[
        str, typer.Option("-m", "--note", metavar="原因", help="改期的原因，必须写明")
    ] = "",
    by: Reporter,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Move deadlines, with a reason."""
    from fjkx.changes.days import with_day
    from fjkx.changes.fields import extend as extended
    from fjkx.words import dates

    today = current(ctx).today
    ids, words = ([], task) if filtered(ctx) and day is None else ([task], day)
    if words is None:
        example = with_options([task, "10月底"], ["-m", "原因"])
        raise UsageError("缺少参数 新时限", f"例如：fjkx extend {example}")

    def step(plan: Plan) -> "Outcome":
        def due(standing: date | None) -> tuple[date, ...]:
            later = dates.moved(words, plan, today, standing)
            earlier = standing and dates.brought_forward(words, plan, today, standing)
            return (earlier, later) if earlier else (later,)

        told = reported(plan, by, on, note, today)
        outcome = extended(plan, targets(ctx, plan, ids, today), due, told, today)
        return with_day(plan, outcome, told.on, on is not None)

    amend(ctx, step, ids, yes)


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
    from fjkx.changes.tasks import NewTask, add_task

    today = current(ctx).today
    if not lead:
        example = with_options([title], ["--lead", "办公室"])
        raise UsageError("缺少选项 --lead", f"例如：fjkx add {example}")
    body = None if text is None else from_stdin(text)

    def step(plan: Plan) -> "Outcome":
        day, words = deadline(plan, due, today)
        new = NewTask(title, tuple(lead), tuple(support), tuple(leader), section, day, words, body)
        return add_task(plan, new, today, declare)

    amend(ctx, step)
