"""The command that records what units report, typed or in a message of theirs."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fjkx.cli import complete
from fjkx.cli.change import amend, ask_before_many
from fjkx.cli.intent import from_stdin, reported
from fjkx.cli.options import On, Reporter, Yes
from fjkx.cli.output import can_ask, confirm, emit, message
from fjkx.cli.pick import filtered, targets
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.settings import Settings, current
from fjkx.notice.message import may_have_parts
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.plan.named import NamedTuple
from fjkx.words import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from fjkx.changes.types import Outcome, Report
    from fjkx.notice.message.read import Message

app = typer.Typer()

SEVERAL = "-"  # in the place of the ID: a message about several tasks


class Typed(NamedTuple):
    """What was typed after the command; `note` is the text or the message, `task` is nothing
    where `targets` are meant by filters."""

    task: str
    targets: "Callable[[Plan], tuple[names.Target, ...]]"
    by: list[str]
    on: str | None
    note: str
    percent: int | None
    problem: str | None
    next: str | None
    plain: bool
    shown: bool  # what is read out of the text is shown, whatever it is


@app.command(
    "note",
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
        typer.Argument(
            metavar="ID",
            help="任务的编号；也可写 14,15 或 16-18；- 为报几项任务的来文",
            autocompletion=complete.targets,
        ),
    ] = "",
    text: Annotated[
        str | None, typer.Argument(metavar="进展", help="进展情况；- 为标准输入")
    ] = None,
    said: Annotated[
        str | None, typer.Option("-m", "--note", metavar="进展", help="进展情况，写法之二")
    ] = None,
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
    by: Reporter,
    on: On = None,
    plain: Annotated[bool, typer.Option("--plain", help="来文照原样记，不分栏")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示读出的内容，不写入")] = False,
    format: Annotated[
        Literal["table", "json"],
        typer.Option("--format", metavar="格式", help="读出的内容：table 文字，json"),
    ] = "table",
    yes: Yes = False,
) -> None:
    """What is reported, as records."""
    settings, share = current(ctx), None if percent is None else names.percent(percent)
    shown = dry_run or format == "json"
    if filtered(ctx):
        task, text = "", text or task or None
    words = the_text(task, text, said)

    def meant(plan: Plan) -> tuple[names.Target, ...]:
        return targets(ctx, plan, [task] if task else [], settings.today)

    typed = Typed(task, meant, by, on, words, share, problem, next_step, plain, shown)
    path, plan, _ = open_plan(settings)
    found = read(plan, typed)
    show(settings, plan, found, format, dry_run, path)
    if not dry_run:
        ask(ctx, plan, found, typed, yes)
        record(ctx, typed, quiet=format == "json")


def the_text(task: str, text: str | None, said: str | None) -> str:
    """What is reported, from wherever it was given. Raises UsageError for two of it."""
    if text is not None and said is not None:
        raise UsageError("进展写了两个", "写在编号后面，或写在 -m 后面，写一个即可")
    if task == SEVERAL and text not in (None, "-"):
        raise UsageError("来文从标准输入读取", "例如：fjkx note - --by 院士办 < 来文.txt")
    return from_stdin("-" if task == SEVERAL and said is None else text or said or "")


def read(plan: Plan, typed: Typed) -> "Message | None":
    """What was read out of the text; None where there is none, or it is not to be taken apart."""
    several = typed.task == SEVERAL
    if not several and (typed.plain or not typed.note.strip()):
        return None
    if not (several or typed.shown or may_have_parts(typed.note)):
        return None
    from fjkx.notice.message.read import read_message
    from fjkx.notice.message.reports import of_measure

    if several:
        return read_message(typed.note, plan, None, names.units(plan, typed.by))
    meant = typed.targets(plan)
    if not meant:
        return None
    found = read_message(typed.note, plan, plan.tasks[meant[0].position].id)
    return of_measure(found) if any(each.measure for each in meant) else found


def reports(plan: Plan, typed: Typed, settings: Settings) -> "dict[names.Target, Report]":
    """What is to be recorded of which targets. Raises RequestError if there is nothing."""
    base, found = base_of(plan, typed, settings), read(plan, typed)
    as_it_is = base._replace(note=typed.note)
    if found is None:
        return dict.fromkeys(typed.targets(plan), as_it_is)
    from fjkx.notice.message.reports import is_plain, reports_of, same_report

    if typed.task == SEVERAL:
        return reports_of(found, plan, base)
    if is_plain(found):
        return dict.fromkeys(typed.targets(plan), as_it_is)
    return same_report(found, typed.targets(plan), base)


def base_of(plan: Plan, typed: Typed, settings: Settings) -> "Report":
    """Who reports on which day, and what the options say."""
    base = reported(plan, typed.by, typed.on, None, settings.today)
    return base._replace(percent=typed.percent, problem=typed.problem, next=typed.next)


def show(
    settings: Settings, plan: Plan, found: "Message | None", format: str, dry_run: bool, path: str
) -> None:
    """Show what was read out of the text, if it was taken apart or nothing is written."""
    if found is None and format == "table":
        return
    from fjkx.notice.message.read import Message
    from fjkx.notice.message.reports import is_plain
    from fjkx.views.message import message_view

    found = found or Message((), ())
    if format == "json" or dry_run or not (is_plain(found) or settings.output):
        emit(settings, message_view(found, plan, settings.today), format, path)


def ask(ctx: typer.Context, plan: Plan, found: "Message | None", typed: Typed, yes: bool) -> None:
    """On a terminal, ask before several tasks change, or where something is in doubt or left out;
    a no ends the command with 1."""
    if typed.task != SEVERAL:
        ask_before_many(ctx, lambda plan: reported_in(plan, typed, current(ctx)), [typed.task], yes)
    entries = [] if found is None else [e for e in found.entries if has(plan, e.task)]
    doubted = found is not None and (found.left_out or any(entry.doubts for entry in entries))
    if yes or not (entries and can_ask()) or not (doubted or len(entries) > 1):
        return
    ids = "、".join(entry.task for entry in entries)
    if not confirm(f"将记入 {len(entries)} 项任务（{ids}），继续吗？"):
        message("没有记入任何任务；不再询问：加上 -y")
        raise typer.Exit(1)


def has(plan: Plan, task: str) -> bool:
    """Whether the plan has a task of that id."""
    return any(each.id == task for each in plan.tasks)


def reported_in(plan: Plan, typed: Typed, settings: Settings) -> "Outcome":
    """The plan with what is reported."""
    from fjkx.changes.days import with_day
    from fjkx.changes.steps import record_reports

    outcome = record_reports(plan, reports(plan, typed, settings), settings.today)
    return with_day(plan, outcome, base_of(plan, typed, settings).on, typed.on is not None)


def record(ctx: typer.Context, typed: Typed, quiet: bool) -> None:
    """Write what is reported, and say what changed, unless stdout has JSON (`quiet`)."""
    settings = current(ctx)
    if quiet:
        change_plan(settings, lambda plan: reported_in(plan, typed, settings))
    else:
        amend(ctx, lambda plan: reported_in(plan, typed, settings))
