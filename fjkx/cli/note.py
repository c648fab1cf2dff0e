"""The command that records what units report, typed or in a message of theirs."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from fjkx.changes import steps
from fjkx.changes.days import reported, with_day
from fjkx.changes.types import Outcome
from fjkx.cli import complete
from fjkx.cli.arguments import from_stdin
from fjkx.cli.change import amend, ask_before_many
from fjkx.cli.options import Next, On, Percent, Problem, Reporter, Yes, argument, option
from fjkx.cli.output import agree, aside, emit
from fjkx.cli.pick import Picking, targets
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.retype import filtered, options_typed, quoted
from fjkx.cli.settings import current
from fjkx.notice.message import may_have_parts
from fjkx.plan.errors import FjkxError, UsageError
from fjkx.plan.model import Plan
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.notice.message.read import Message

app = typer.Typer()

SEVERAL = "-"  # in the place of the ID: a message about several tasks


@app.command(
    "note",
    cls=Picking,
    help=(
        "进展情况、存在问题、下一步措施记作一条记录；未启动的任务随之转为推进中。"
        "进展写成 - 时从标准输入读取；来文中的小标题、完成百分之几、已办结分别记入各栏，"
        "--plain 照原样记。"
        "编号写成 - 时，标准输入是一个单位报几项任务的来文，按序号或标题分到各项。"
    ),
    epilog=(
        "fjkx note 14 已举办第一期 --percent 60 --by 科普部\n"
        "fjkx note 14.2 计划已印发 --problem 讲师不足 --next 9月底前补齐\n"
        "fjkx note - --by 院士办 --dry-run"
    ),
)
def note(
    ctx: typer.Context,
    *,
    task: Annotated[
        str,
        argument("ID", "任务的编号；也可写 14,15 或 16-18；- 为报几项任务的来文", complete.targets),
    ] = "",
    text: Annotated[str | None, argument("进展", "进展情况；- 为标准输入")] = None,
    second: Annotated[str | None, option("-m", "--note", "进展", "进展情况，写法之二")] = None,
    percent: Percent = None,
    problem: Problem = None,
    following: Next = None,
    by: Reporter,
    on: On = None,
    plain: Annotated[bool, typer.Option("--plain", help="来文照原样记，不分栏")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示读出的内容，不写入")] = False,
    format: Annotated[
        Literal["table", "json"], option("--format", "格式", "读出的内容：table 文字，json")
    ] = "table",
    yes: Yes = False,
) -> None:
    """What is reported, as records."""
    settings, share = current(ctx), None if percent is None else names.percent(percent)
    if filtered(ctx):
        task, text = "", text or task or None
    ids = [task] if task else []
    of_one = plain or any(value is not None for value in (percent, problem, following))
    if task == SEVERAL and of_one:
        raise UsageError(
            "--percent、--problem、--next、--plain 只说一项任务，不和几项任务的来文一起用",
            f"按编号：fjkx note 编号 {quoted(options_typed(ctx))}",
        )
    words = the_text(ctx, task, text, second)
    has_parts = may_have_parts(words) or dry_run or format == "json"
    apart = task == SEVERAL or bool(words.strip() and has_parts and not plain)

    def meant(plan: Plan) -> tuple[names.Target, ...] | None:
        return None if task == SEVERAL else targets(ctx, plan, ids, settings.today)

    def found_in(plan: Plan) -> "Message | None":
        from fjkx.notice.message.noted import read_text

        base = reported(plan, by, on, None, settings.today)
        return read_text(plan, words, meant(plan), by, base.on)

    def step(plan: Plan) -> Outcome:
        base = reported(plan, by, on, None, settings.today)
        base = base._replace(percent=share, problem=problem, next=following)
        chosen, found = meant(plan), found_in(plan) if apart else None
        reports = dict.fromkeys(chosen or (), base._replace(note=words))
        if found is not None:
            from fjkx.notice.message.noted import all_reports

            reports = all_reports(found, plan, chosen, base, words)
        outcome = steps.record_reports(plan, reports, settings.today)
        return with_day(plan, outcome, base.on, on is not None)

    path, plan, _ = open_plan(settings)
    found = found_in(plan) if apart else None
    if found or format == "json":
        from fjkx.notice.message import read as messages
        from fjkx.notice.message.reports import is_plain
        from fjkx.views.message import message_view

        found = found or messages.Message((), ())
        typed = (("percent", share), ("problem", problem), ("next", following))
        given: dict[str, Any] = {name: value for name, value in typed if value is not None}
        shown = found._replace(entries=tuple(each._replace(**given) for each in found.entries))
        view = message_view(shown, plan, settings.today, meant(plan) or ())
        try:
            dry_run or step(plan)
        except FjkxError:
            if found.left_out:
                aside(settings, view)
            raise
        if format == "json" or dry_run or not (is_plain(found) or settings.output):
            emit(settings, view, format, path)
    if dry_run:
        return
    if task != SEVERAL:
        ask_before_many(ctx, step, ids, yes)
    ask_in_doubt(plan, found, yes)
    if format == "json":
        change_plan(settings, step)
    else:
        amend(ctx, step)


def the_text(ctx: typer.Context, task: str, text: str | None, second: str | None) -> str:
    """What is reported, from wherever it was given. Raises UsageError for two of it."""
    if text is not None and second is not None:
        raise UsageError("进展写了两个", "写在编号后面，或写在 -m 后面，写一个即可")
    if task == SEVERAL and text not in (None, "-"):
        line = quoted(["-m", text or "", *options_typed(ctx)])
        raise UsageError("来文从标准输入读取", f"或写在 -m 后面：fjkx note - {line}")
    return from_stdin("-" if task == SEVERAL and second is None else text or second or "")


def ask_in_doubt(plan: Plan, found: "Message | None", yes: bool) -> None:
    """Ask before several tasks of a message change, or where something is in doubt or left out; a
    no ends the command with 1."""
    known = {task.id for task in plan.tasks}
    entries = [each for each in found.entries if each.task in known] if found else []
    doubted = found is not None and (found.left_out or any(entry.doubts for entry in entries))
    if len(entries) > 1 or (entries and doubted):
        ids = "、".join(entry.task for entry in entries)
        agree(f"将记入 {len(entries)} 项任务（{ids}），继续吗？", "没有记入任何任务", yes)
