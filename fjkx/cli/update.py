"""Commands that take tasks from one status to another."""

from collections.abc import Callable
from typing import Final

import typer

from fjkx.changes.steps import STEPS, advance
from fjkx.cli.change import amend_tasks
from fjkx.cli.options import Note, On, Picked, Reporter, Yes
from fjkx.cli.pick import Picking
from fjkx.cli.retype import quoted, tell
from fjkx.cli.settings import current
from fjkx.plan.model import STATUS_LABELS

app = typer.Typer()

# What the page of each says beside the statuses, and its examples.
PAGES: Final = {
    "start": ("。", "fjkx start 14\nfjkx start 16-18 --by 院士办 --on 2020-05-11"),
    "done": (
        "。任务办结不改动它的举措；14.2 只办结一条举措。",
        "fjkx done 14\nfjkx done 14.2 --by 院士办 -m 学习班已举办第一期",
    ),
    "block": ("，须写明原因。", "fjkx block 14 -m 场地未落实"),
    "drop": ("；已取消的任务不计入进度。", "fjkx drop 14 -m 上级调整任务"),
    "reopen": ("；14.2 只退回重办一条举措。", "fjkx reopen 14\nfjkx reopen 14.2 -m 材料不全"),
    "close": (
        "；只用于任务，不用于举措。",
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
        changes = amend_tasks(
            ctx,
            lambda plan, chosen, report: advance(plan, name, chosen, report, current(ctx).today),
            ids,
            yes,
            by,
            on,
            note,
        )
        if (by or on) and not all(each.records or each.remarks for each in changes):
            said = [*(("--on", on) if on else ()), *(w for unit in by for w in ("--by", unit))]
            line = quoted(["correct", ids[0] if len(ids) == 1 else "编号", *said])
            tell(ctx, f"提示：未变的任务没有记入 --by、--on；更正：fjkx {line}")

    return step


for name, (more, examples) in PAGES.items():
    leaves = "、".join(
        label for status, label in STATUS_LABELS.items() if status in STEPS[name].leaves
    )
    page = f"{leaves} → {STATUS_LABELS[STEPS[name].to]}{more}"
    app.command(name, cls=Picking, help=page, epilog=examples)(command(name))
