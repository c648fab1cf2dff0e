"""The one path of all commands that change the plan: intent → new plan → file → what changed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import typer

from fjkx.changes.days import reported, with_day
from fjkx.changes.steps import STEPS
from fjkx.changes.types import Change, Outcome, Report
from fjkx.cli import pick
from fjkx.cli.output import agree, can_ask, message, report
from fjkx.cli.plans import change_plan, open_plan
from fjkx.cli.retype import AS_TYPED, TYPED, filtered, retyped, with_plan
from fjkx.cli.settings import current
from fjkx.plan.errors import ObstacleError
from fjkx.plan.model import Plan
from fjkx.words import names

MANY: Final = 3

# What the question before many says that a command will do, which is not a step.
ACTIONS: Final = {"note": "记入进展", "extend": "改期", "remove": "删去", "carry": "结转"}

# The parameters whose values are units.
UNITS: Final = frozenset(
    ("by", "dept", "lead", "support", "add_lead", "remove_lead", "add_support", "remove_support")
)

Step = Callable[[Plan], Outcome]


def amend_tasks(
    ctx: typer.Context,
    change: Callable[[Plan, tuple[names.Target, ...], Report], Outcome],
    ids: Sequence[str],
    yes: bool,
    by: Sequence[str] = (),
    on: str | None = None,
    note: str | None = None,
) -> tuple[Change, ...]:
    """Make a change of the tasks meant, which is reported as typed, as `amend` does."""

    def step(plan: Plan) -> Outcome:
        today = current(ctx).today
        report = reported(plan, by, on, note, today)
        outcome = change(plan, pick.targets(ctx, plan, ids, today), report)
        return with_day(plan, outcome, report.on, on is not None)

    return amend(ctx, step, ids, yes)


def amend(
    ctx: typer.Context, step: Step, ids: Sequence[str] = (), yes: bool = True
) -> tuple[Change, ...]:
    """Make the change, after a question where many tasks may be meant, and say what it did.

    Raises FjkxError, nothing then written; of obstacles with the command that does the rest.
    """
    from fjkx.views.changes import outcome_view

    settings = current(ctx)
    try:
        ask_before_many(ctx, step, ids, yes)
        path, outcome = change_plan(settings, step)
    except ObstacleError as error:
        raise with_rest(ctx, error) from None
    outcome = outcome._replace(
        remarks=(*names.far_fetched(outcome.plan, units_typed(ctx)), *outcome.remarks)
    )
    if filtered(ctx) and not (outcome.changes or outcome.removed):
        message("没有符合条件的任务")
    report(settings, outcome_view(outcome, partial(with_plan, ctx)), path)
    return outcome.changes


def units_typed(ctx: typer.Context) -> list[str]:
    """The units that were typed, as options of the command or to filter by."""
    typed = [*ctx.params.items(), *ctx.meta.get(TYPED, {}).items()]
    return [unit for name, value in typed if name in UNITS and value for unit in value]


def ask_before_many(ctx: typer.Context, step: Step, ids: Sequence[str], yes: bool) -> None:
    """On a terminal, ask before three or more tasks change, or any that filters chose; a no ends
    the command with 1."""
    many = filtered(ctx) or names.may_be_many(ids, MANY)
    if yes or not can_ask() or not many:
        return
    from fjkx.views.changes import changed_fields, new_values

    plan = open_plan(current(ctx)).plan
    outcome = step(plan)
    changed = [change.before for change in outcome.changes if change.before != change.after]
    fields = changed_fields(outcome) if ctx.info_name == "set" else ""
    ids_changed = [task.id for task in (*changed, *outcome.removed)]
    ask(ctx, plan, ids_changed, fields, new_values(outcome))


def ask(
    ctx: typer.Context,
    plan: Plan,
    changed: Sequence[str],
    fields: str = "",
    values: Sequence[str] = (),
) -> None:
    """Ask before these tasks of the plan change, or these fields of them, if they are three or
    more, below the `values` that they get; where filters chose them, whatever their number. A no
    ends the command with 1."""
    ids = set(changed)
    if len(ids) < (1 if filtered(ctx) else MANY):
        return
    places = [names.Target(at) for at, task in enumerate(plan.tasks) if task.id in ids]
    which = names.compact(plan, places)
    command = ctx.info_name or ""
    action = STEPS[command].action if command in STEPS else ACTIONS.get(command, "改动")
    for line in values:
        message(line)
    of = f"的{fields}" if fields else ""
    agree(f"将{action} {which} 共 {len(ids)} 项{of}，继续吗？", "没有改动任何任务")


def with_rest(ctx: typer.Context, error: ObstacleError) -> ObstacleError:
    """The error with the command that does what is not in the way."""
    if not error.count:
        return error
    if AS_TYPED in error.hint:  # which does all
        return error
    rest = f"其余 {error.count} 项：fjkx {retyped(ctx, error.rest)}"
    hint = f"{error.hint}；{rest}" if error.hint else rest
    return ObstacleError(str(error), hint, error.count, error.rest)
