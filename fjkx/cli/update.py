"""Commands that take tasks from one status to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import typer

from fjkx.cli.intent import ask_before_many, reported
from fjkx.cli.options import Ids, Note, On, Reporter, Yes
from fjkx.cli.output import message, report
from fjkx.cli.plans import change_plan
from fjkx.cli.settings import current
from fjkx.plan.model import Plan
from fjkx.words import names

if TYPE_CHECKING:
    from fjkx.changes.steps import Outcome

app = typer.Typer()

# What the page of each says, and its examples.
STEPS = {
    "start": (
        "未启动、受阻 → 推进中。",
        "fjkx start 14\nfjkx start 16-18 --by 院士办 --on 2020-05-11",
    ),
    "done": (
        "未启动、推进中、受阻 → 已办结。任务办结不改动它的举措；14.2 只办结一条举措。",
        "fjkx done 14\nfjkx done 14.2 --by 院士办 -m 学习班已举办第一期",
    ),
    "block": ("未启动、推进中 → 受阻。", "fjkx block 14 -m 场地未落实"),
    "drop": ("已销号之外的状态 → 已取消；已取消的任务不计入进度。", "fjkx drop 14 -m 上级调整任务"),
    "reopen": (
        "已办结、已销号、已取消 → 推进中；14.2 只重开一条举措。",
        "fjkx reopen 14\nfjkx reopen 14.2 -m 材料不全",
    ),
    "close": (
        "已办结 → 已销号；只用于任务，不用于举措。",
        "fjkx close 14\nfjkx close 16-18 -m 已核验 -y",
    ),
}


class Typed(NamedTuple):
    """What was typed after the command."""

    ids: list[str]
    by: str | None
    on: str | None
    note: str | None
    yes: bool


def take_step(ctx: typer.Context, command: str, typed: Typed) -> None:
    """The one path of all these commands: intent → new plan → file → what changed."""
    from fjkx.changes.days import with_day
    from fjkx.changes.steps import advance
    from fjkx.views.changes import outcome_view

    settings = current(ctx)

    def step(plan: Plan) -> "Outcome":
        targets = names.targets(plan, typed.ids)
        said = reported(plan, typed, settings.today)
        outcome = advance(plan, command, targets, said, settings.today)
        return with_day(plan, outcome, said.on, typed.on is not None)

    ask_before_many(settings, typed.ids, typed.yes, step)
    path, outcome = change_plan(settings, step)
    report(settings, outcome_view(outcome), path)
    if (typed.by or typed.on) and any(change.before == change.after for change in outcome.changes):
        message("提示：未变的任务没有记入 --by、--on；要更正已有的记录：fjkx edit 序号")


def command(name: str) -> Callable[..., None]:
    """The body of one of these commands; their options are the same."""

    def step(
        ctx: typer.Context,
        *,
        ids: Ids,
        by: Reporter = None,
        on: On = None,
        note: Note = None,
        yes: Yes = False,
    ) -> None:
        take_step(ctx, name, Typed(ids, by, on, note, yes))

    return step


for name, (text, examples) in STEPS.items():
    app.command(name, help=text, epilog=examples)(command(name))
