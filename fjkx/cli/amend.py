"""Commands that change what the plan says of its tasks."""

from datetime import date
from typing import Annotated

import typer

from fjkx.changes import fields
from fjkx.changes.office import Office, set_office
from fjkx.changes.tasks import NewTask, add_task
from fjkx.changes.types import Outcome, Report
from fjkx.cli import complete
from fjkx.cli.arguments import from_stdin
from fjkx.cli.change import amend, amend_tasks
from fjkx.cli.options import Due, On, Picked, Reporter, Yes, argument, option, several, units
from fjkx.cli.pick import Picking
from fjkx.cli.retype import filtered, options_typed, quoted
from fjkx.cli.settings import current
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.words import dates
from fjkx.words.names import Target
from fjkx.words.wordings import deadline

app = typer.Typer()

Leads = Annotated[list[str], units("--lead", "牵头单位，第一个为第一牵头")]
Supports = Annotated[list[str], units("--support", "配合单位")]
Leaders = Annotated[list[str], several("--leader", "姓名", "责任领导")]
Declare = Annotated[bool, typer.Option("--declare", help="单位表中没有的单位，加入单位表")]


@app.command(
    "set",
    cls=Picking,
    help=(
        "时限一旦设定，只能用 extend 说明原因后改动。写不成日期的时限（如 长期坚持）只记原文。"
        "单位、领导、标题原来是什么，记入进展记录。"
    ),
    epilog=(
        "fjkx set 14 --due 9月底 --add-lead 院士办\n"
        "fjkx set 4 --lead 科普部 --lead 办公室 -m 分工调整\n"
        "fjkx set --dept 院士办 --due 9月底\n"
        "fjkx set --office 省科协办公室 --contact 王一 --phone 0591-87654321"
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
    title: Annotated[str | None, option("--title", "标题", "任务标题")] = None,
    section: Annotated[
        str | None, option("--move-to", "部分", "移到这一部分", offer=complete.sections)
    ] = None,
    add_lead: Annotated[list[str], units("--add-lead", "增加牵头单位")],
    remove_lead: Annotated[list[str], units("--remove-lead", "减去牵头单位")],
    add_support: Annotated[list[str], units("--add-support", "增加配合单位")],
    remove_support: Annotated[list[str], units("--remove-support", "减去配合单位")],
    clear: Annotated[
        list[str], several("--clear", "字段", "清空 lead、support、leaders、due 或 due_text")
    ],
    declare: Declare = False,
    office: Annotated[
        str | None, option("--office", "落款", "全计划的落款单位，不写编号；空文字为去掉")
    ] = None,
    contact: Annotated[
        str | None, option("--contact", "姓名", "催办单上的联系人，不写编号")
    ] = None,
    phone: Annotated[str | None, option("--phone", "电话", "催办单上的电话，不写编号")] = None,
    note: Annotated[
        str | None, option("-m", "--note", "说明", "变动的原因；换第一牵头必须写明")
    ] = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Fields of tasks; or what the letters of the whole plan need."""
    letters = Office(office, contact, phone)
    if letters != Office():
        refuse_beside(ctx, ids, letters)
        amend(ctx, lambda plan: set_office(plan, letters))
        return
    today = current(ctx).today
    edits = fields.Edits(
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

    def change(plan: Plan, chosen: tuple[Target, ...], report: Report) -> Outcome:
        day, words = deadline(plan, due, today)
        wanted = edits._replace(due=day, due_text=words)
        return fields.set_fields(plan, chosen, wanted, report, today, declare)

    amend_tasks(ctx, change, ids, yes, on=on, note=note)


def refuse_beside(ctx: typer.Context, ids: list[str], letters: Office) -> None:
    """Raise UsageError where what the letters of the whole plan need is typed beside tasks or what
    is to change in them."""
    typed = {name for name, value in ctx.params.items() if value} - {"yes", *Office._fields}
    if ids or filtered(ctx) or typed:
        given = {f"--{name}": text for name, text in letters._asdict().items()}
        line = quoted([word for pair in given.items() if pair[1] is not None for word in pair])
        raise UsageError("--office、--contact、--phone 是全计划的，单独写", f"fjkx set {line}")


@app.command(
    "extend",
    cls=Picking,
    help="记下原时限、新时限和原因；已经逾期的也可以改期。",
    epilog="fjkx extend 14 10月底 -m 场地调整\nfjkx extend --dept 院士办 --overdue 月底 -m 汛期",
)
def extend(
    ctx: typer.Context,
    *,
    task: Annotated[str, argument("ID", "任务的编号；也可写 14,15 或 16-18", complete.targets)],
    day: Annotated[str | None, argument("新时限", "如 2020-10-31、10月底、+2w")] = None,
    note: Annotated[str, option("-m", "--note", "原因", "改期的原因，必须写明")] = "",
    by: Reporter,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Move deadlines, with a reason."""
    today = current(ctx).today
    ids, words = ([], task) if filtered(ctx) and day is None else ([task], day)
    if words is None:
        if dates.is_day(task):
            line = quoted(["编号", task, *options_typed(ctx)])
            raise UsageError("缺少参数 ID", f"编号写在前面：fjkx extend {line}")
        raise UsageError("缺少参数 新时限", "用法见 fjkx extend --help")

    def change(plan: Plan, chosen: tuple[Target, ...], report: Report) -> Outcome:
        def due(standing: date | None) -> tuple[date, ...]:
            later = dates.moved(words, plan, today, standing)
            earlier = standing and dates.brought_forward(words, plan, today, standing)
            return (earlier, later) if earlier else (later,)

        return fields.extend(plan, chosen, due, report, today)

    amend_tasks(ctx, change, ids, yes, by, on, note)


@app.command(
    "add",
    help="编号取下一个空号，排在所属部分的末尾；计划开始以后增列的，注明今天增列。",
    epilog="fjkx add 筹备科学家精神展 --lead 办公室 --section 三 --due 年底",
)
def add(
    ctx: typer.Context,
    *,
    title: Annotated[str, argument("标题", "任务标题")],
    lead: Leads,
    support: Supports,
    leader: Leaders,
    section: Annotated[
        str | None, option("--section", "部分", "所属部分", offer=complete.sections)
    ] = None,
    due: Due = None,
    text: Annotated[
        str | None, option("--text", "正文", "任务正文，按句分为举措；- 为标准输入")
    ] = None,
    declare: Declare = False,
) -> None:
    """A task that came up during the year."""
    today = current(ctx).today
    if not lead:
        raise UsageError("缺少选项 --lead", "fjkx … --lead 单位")
    body = None if text is None else from_stdin(text)

    def step(plan: Plan) -> Outcome:
        day, words = deadline(plan, due, today)
        new = NewTask(title, tuple(lead), tuple(support), tuple(leader), section, day, words, body)
        return add_task(plan, new, today, declare)

    amend(ctx, step)
