"""Commands that take tasks from one status to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from fjkx.cli.change import amend
from fjkx.cli.intent import reported
from fjkx.cli.options import Note, On, Picked, Reporter, Yes
from fjkx.cli.output import message
from fjkx.cli.pick import targets
from fjkx.cli.settings import current
from fjkx.plan.model import Plan

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome

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
    "block": ("未启动、推进中 → 受阻，须写明原因。", "fjkx block 14 -m 场地未落实"),
    "drop": ("已销号之外的状态 → 已取消；已取消的任务不计入进度。", "fjkx drop 14 -m 上级调整任务"),
    "reopen": (
        "已办结、已销号、已取消 → 推进中；14.2 只退回重办一条举措。",
        "fjkx reopen 14\nfjkx reopen 14.2 -m 材料不全",
    ),
    "close": (
        "已办结 → 已销号；只用于任务，不用于举措。",
        "fjkx close 14\nfjkx close --status 已办结 -m 已核验 -y",
    ),
}


def command(name: str) -> Callable[..., None]:
    """The body of one of these commands; their options are the same."""

    def step(
        ctx: typer.Context,
        *,
        ids: Picked,
        by: Reporter,
        on: On = None,
        note: Note = None,
        yes: Yes = False,
    ) -> None:
        from fjkx.changes.days import with_day
        from fjkx.changes.steps import advance

        today = current(ctx).today

        def change(plan: Plan) -> "Outcome":
            told = reported(plan, by, on, note, today)
            outcome = advance(plan, name, targets(ctx, plan, ids, today), told, today)
            return with_day(plan, outcome, told.on, on is not None)

        changes = amend(ctx, change, ids, yes)
        if (by or on) and not all(each.records or each.remarks for each in changes):
            message("提示：未变的任务没有记入 --by、--on；更正已有的记录：fjkx correct 编号")

    return step


for name, (text, examples) in STEPS.items():
    app.command(name, help=text, epilog=examples)(command(name))
