"""Commands from one year's plan to the next."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from fjkx import store
from fjkx.changes import tasks
from fjkx.changes.types import Outcome
from fjkx.cli.change import amend, ask
from fjkx.cli.formats import require_plan_name
from fjkx.cli.options import Yes, argument, option
from fjkx.cli.output import can_ask, emit, message, report
from fjkx.cli.plans import now, open_plan
from fjkx.cli.retype import quoted, with_plan
from fjkx.cli.settings import Settings, current
from fjkx.plan.errors import ObstacleError, RequestError, UsageError
from fjkx.plan.model import YEARS, Plan
from fjkx.words import names

app = typer.Typer()


@app.command(
    "carry",
    help=(
        "上年计划中没有办结的任务，成为本计划的新任务，注明来自哪里；单位、部分和未办结的举措一并带来，"
        "状态为未启动，进度、记录和时限不带。已经结转的不再结转。"
    ),
    epilog=(
        "fjkx carry workplan2019.yaml --dry-run\n"
        "fjkx carry workplan2019.yaml\n"
        "fjkx carry workplan2019.yaml 3 16-18 -y"
    ),
)
def carry(
    ctx: typer.Context,
    *,
    path: Annotated[str, argument("上年计划", "上年的计划文件")],
    ids: Annotated[list[str], argument("ID…", "只结转上年的这些任务", default_factory=list)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会结转什么，不写入")] = False,
    yes: Yes = False,
) -> None:
    """What is open in an earlier plan, carried on in this one."""
    from fjkx.views.changes import outcome_view

    settings = current(ctx)
    old = earlier(settings, path)

    def step(plan: Plan) -> Outcome:
        chosen = meant(old, path, ids) if ids else None
        return tasks.carry(plan, old, chosen, settings.today)

    if dry_run:
        opened = open_plan(settings)
        report(settings, outcome_view(step(opened.plan), partial(with_plan, ctx)), opened.path)
        return
    if not yes and can_ask():
        outcome = step(open_plan(settings).plan)
        for task in outcome.added:
            assert task.origin is not None
            message(f"原第 {task.origin.id} 项 → 第 {task.id} 项  {task.title}")
        ask(ctx, outcome.plan, [task.id for task in outcome.added])
    amend(ctx, step)


def meant(old: Plan, path: str, ids: Sequence[str]) -> tuple[names.Target, ...]:
    """The tasks of an earlier plan that are meant. Raises RequestError, which names that plan."""
    try:
        return names.targets(old, ids)
    except RequestError as error:
        wrong = f"“{old.title}”里{error}"
        hint = f"它有哪些任务：{quoted(['fjkx', 'list', '-f', path])}"
        if isinstance(error, ObstacleError):
            raise ObstacleError(wrong, hint, error.count, error.rest) from None
        raise RequestError(wrong, hint) from None


def earlier(settings: Settings, path: str) -> Plan:
    """The plan in another file. Raises FileError if it cannot be read."""
    return open_plan(settings._replace(file=path)).plan


@app.command(
    "new",
    help="写出一份还没有任务的计划；--from 沿用上年的发文单位、单位和部分。",
    epilog=(
        "fjkx new 2021 --title 福建省科协2021年工作要点\n"
        "fjkx new 2021 --title 福建省科协2021年工作要点 --from workplan2020.yaml"
    ),
)
def new(
    ctx: typer.Context,
    *,
    year: Annotated[int, argument("年份", "如 2021")],
    title: Annotated[str, option("--title", "标题", "计划的标题")],
    source: Annotated[str | None, option("--from", "上年计划", "上年的计划文件")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="文件已存在时替换它，可以用 undo 退回")
    ] = False,
) -> None:
    """An empty plan for a year."""
    from fjkx.file.layout import plan_text
    from fjkx.views.changes import sentence

    settings = current(ctx)
    if year not in YEARS:
        raise UsageError(f"年份 {year} 不在 {YEARS[0]} 到 {YEARS[-1]} 之内", "写四位数字，如 2021")
    plan = tasks.new_plan(title, year, earlier(settings, source) if source else None)
    target = settings.output or f"workplan{year}.yaml"
    require_plan_name(target)
    store.put_plan(target, plan_text(plan).encode(), source, settings.typed, now(), force)
    written = sentence(f"已写入 {target}：{plan.title}，{len(plan.sections)} 个部分")
    emit(settings._replace(output=None), written, "text", target)
    command = f"fjkx {quoted(['-f', target])}"
    before = quoted([source]) if source else "上年计划"
    message(f"下一步：{command} carry {before}，或 {command} add 标题 --lead 单位")
