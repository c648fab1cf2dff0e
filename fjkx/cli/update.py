"""Commands that take tasks from one status to another."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import typer

from fjkx.cli.help import Manual
from fjkx.cli.options import Ids, Note, On, Reporter, Yes
from fjkx.cli.output import can_ask, confirm, message, report
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.settings import Settings, current
from fjkx.model import Plan

if TYPE_CHECKING:
    from fjkx.names import Target
    from fjkx.workflow import Outcome, Report

MANY = 3

MANUAL = {
    "start": Manual(
        "未启动、受阻 → 推进中。",
        ("fjkx start 14", "fjkx start 16-18 --by 院士办 --on 2020-05-11"),
    ),
    "done": Manual(
        "未启动、推进中、受阻 → 已办结。任务办结不改动它的举措；14.2 只办结一条举措。",
        ("fjkx done 14", "fjkx done 14.2 --by 院士办 -m 学习班已举办第一期"),
    ),
    "block": Manual(
        "未启动、推进中 → 受阻。",
        ("fjkx block 14 -m 场地未落实",),
    ),
    "drop": Manual(
        "已销号之外的状态 → 已取消；已取消的任务不计入进度。",
        ("fjkx drop 14 -m 上级调整任务",),
    ),
    "reopen": Manual(
        "已办结、已销号、已取消 → 推进中；14.2 只重开一条举措。",
        ("fjkx reopen 14", "fjkx reopen 14.2 -m 材料不全"),
    ),
    "close": Manual(
        "已办结 → 已销号；只用于任务，不用于举措。",
        ("fjkx close 14", "fjkx close 16-18 -m 已核验 -y"),
    ),
}


def start(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """todo, blocked → doing."""
    take_step(ctx, "start", Typed(ids, by, on, note, yes))


def done(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """todo, doing, blocked → done."""
    take_step(ctx, "done", Typed(ids, by, on, note, yes))


def block(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """todo, doing → blocked."""
    take_step(ctx, "block", Typed(ids, by, on, note, yes))


def drop(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """Any but closed → dropped."""
    take_step(ctx, "drop", Typed(ids, by, on, note, yes))


def reopen(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """done, closed, dropped → doing."""
    take_step(ctx, "reopen", Typed(ids, by, on, note, yes))


def close(
    ctx: typer.Context,
    *,
    ids: Ids,
    by: Reporter = None,
    on: On = None,
    note: Note = None,
    yes: Yes = False,
) -> None:
    """done → closed."""
    take_step(ctx, "close", Typed(ids, by, on, note, yes))


class Typed(NamedTuple):
    """What was typed after the command."""

    ids: list[str]
    by: str | None
    on: str | None
    note: str | None
    yes: bool


def take_step(ctx: typer.Context, command: str, typed: Typed) -> None:
    """The one path of all these commands: intent → new plan → file → what changed."""
    from fjkx.render.changes import changes_text
    from fjkx.workflow import advance

    settings = current(ctx)

    def step(plan: Plan) -> "Outcome":
        return advance(plan, command, *intent(plan, typed, settings.today), settings.today)

    ask_before_many(settings, typed, step)
    path, outcome = change_plan(settings, step, label(command, typed))
    report(settings, changes_text(outcome.changes, outcome.plan), path)
    if (typed.by or typed.on) and any(change.before == change.after for change in outcome.changes):
        message("提示：未变的任务没有记入 --by、--on；要更正已有的记录：fjkx edit 序号")


def label(command: str, typed: Typed) -> str:
    """The command as the list of undo states shows it."""
    options = (("--by", typed.by), ("--on", typed.on), ("-m", typed.note))
    return " ".join([command, *typed.ids, *(f"{name} {text}" for name, text in options if text)])


def intent(plan: Plan, typed: Typed, today: date) -> "tuple[tuple[Target, ...], Report]":
    """What was typed, in terms of the plan. Raises FjkxError where it has no meaning."""
    from fjkx import dates, names
    from fjkx.workflow import Report

    on = today if typed.on is None else dates.parse_day(typed.on)
    by = None if typed.by is None else names.unit(plan, typed.by)
    note = typed.note if typed.note and typed.note.strip() else None
    return names.targets(plan, typed.ids), Report(on, by, note)


def ask_before_many(settings: Settings, typed: Typed, step: "Callable[[Plan], Outcome]") -> None:
    """On a terminal, ask before three or more tasks change; a no ends the command with 1."""
    from fjkx import names

    if typed.yes or not can_ask() or not names.may_be_many(typed.ids, MANY):
        return
    changes = step(open_plan(settings).plan).changes
    ids = dict.fromkeys(each.after.id for each in changes if each.before != each.after)
    question = f"将改动 {len(ids)} 项任务（{'、'.join(ids)}），继续吗？"
    if len(ids) >= MANY and not confirm(question):
        message("没有改动任何任务；不再询问：加上 -y")
        raise typer.Exit(1)
