"""Commands of supervision: what to press for, and how the year goes."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

import typer

from fjkx import store
from fjkx.cli import options
from fjkx.cli.formats import Format
from fjkx.cli.options import argument, option, several
from fjkx.cli.output import emit, message, put_folder
from fjkx.cli.pick import chosen_filter
from fjkx.cli.plans import (
    Look,
    change_plan,
    look_at,
    looked_at,
    reply_day,
    show,
    warn_unrecorded,
)
from fjkx.cli.retype import options_typed, quoted, retyped, tell
from fjkx.cli.settings import Settings, current
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.history import Pace
from fjkx.plan.model import SOON_DAYS, STALE_DAYS, Plan, period
from fjkx.words.filters import criteria

if TYPE_CHECKING:
    from fjkx.plan.chase import Case
    from fjkx.views.chase import Asked

app = typer.Typer()

LETTERS: Final = frozenset({"docx", "md", "message"})
FOLDERS: Final = ("docx", "message")  # that go into a folder, a file for each unit
UNSENT: Final = frozenset({"--number", "--reply-by", "--force", "--format"})  # of letters alone
ENDS: Final = ("--since", "--until")
BEGUN: Final = 10  # days of a quarter in which it is rather the last one that is reported on

ChaseFormat = Literal[Format, "message"]


@app.command(
    "chase",
    help=(
        "未办结任务中 逾期、受阻、临期 的逐项列出，只是 滞后 或 久未报送 的每个单位一行编号；"
        "每项列在第一牵头单位下，其余牵头单位为抄送。"
        "--format md 给出每个单位一份催办单，message 给出可以发到群里的文字；"
        "-o 后写文件夹，则每个第一牵头单位一份 .docx，附回执；再加 --format message 则为 .txt。"
    ),
    epilog=(
        "fjkx chase\nfjkx chase --only 逾期 --only 受阻\n"
        "fjkx chase --dept 院士办 --reply-by 7月10日 --record -o 催办单.md\n"
        "fjkx chase -o 催办单/ --number 闽科协督〔2020〕3号"
    ),
)
def chase(
    ctx: typer.Context,
    *,
    dept: options.Depts,
    role: Annotated[
        Literal["first", "lead"],
        option("--role", "角色", "first 列在第一牵头单位下，lead 每个牵头单位下都列"),
    ] = "first",
    only: Annotated[
        list[str],
        several("--only", "情况", "只看逾期、受阻、临期、滞后或久未报送的，逐项列出"),
    ],
    everything: Annotated[bool, typer.Option("--all", help="滞后、久未报送的也逐项列出")] = False,
    soon: Annotated[
        int, option("--soon-days", "天数", f"多少天内到期算临期；默认 {SOON_DAYS}")
    ] = SOON_DAYS,
    stale: Annotated[
        int,
        option(
            "--stale",
            "天数",
            f"多少天没有报送进展算久未报送，定时限、改期不算报送；默认 {STALE_DAYS}",
        ),
    ] = STALE_DAYS,
    reply_by: Annotated[str | None, option("--reply-by", "日期", "催办单上的回复时限")] = None,
    number: Annotated[str, option("--number", "文号", "催办单的文号，如 闽科协督〔2020〕3号")] = "",
    force: Annotated[bool, typer.Option("--force", help="替换文件夹中已有的催办单")] = False,
    record: Annotated[
        bool, typer.Option("--record", help="记入今天催办了逐项列出的任务，下次即第几次催办")
    ] = False,
    as_of: options.AsOf = None,
    format: Annotated[
        ChaseFormat | None,
        option(
            "--format",
            "格式",
            "table、json、csv、md、xlsx、docx、html，或 message 群消息；写 -o 则看扩展名",
        ),
    ] = None,
) -> None:
    """What to press for, by lead unit."""
    from fjkx.plan import chase as report
    from fjkx.plan.query import select
    from fjkx.views import chase as views

    if soon < 0 or stale < 1:
        raise UsageError("--soon-days 要写 0 或更大的整数，--stale 要写 1 或更大的整数")
    if record and as_of is not None:
        line = retyped(ctx, "", ("--as-of",))
        raise UsageError("--record 记今天的催办，不和 --as-of 一起用", f"只记今天的：fjkx {line}")
    folder = folder_of(current(ctx))
    if force and not folder:
        raise UsageError("--force 只用于把催办单写进文件夹", "fjkx … -o 催办单/")
    if folder and format not in {None, *FOLDERS}:
        known = "、".join(f"--format {each}" for each in FOLDERS)
        raise UsageError(f"--format {format} 不写进文件夹", f"可写：{known}")
    look = look_at(ctx, format, as_of, FOLDERS if folder else get_args(ChaseFormat))
    plan = look.plan
    flt = criteria(plan, look.day, dept=dept, role=role if dept else "any")
    tasks, kinds = select(plan, flt), views.kinds(only)
    loud = report.ALL if everything else kinds or report.LOUD
    found = report.chase(
        plan, tasks, look.day, flt.units, soon, stale, loud, kinds or report.ALL, role
    )
    last = reply_day(plan, reply_by, look.settings.today)
    unrecorded = warn_unrecorded(ctx, look.unrecorded, tasks)
    asked = views.Asked(plan, found, flt, unrecorded, last, number, look.settings.today)
    if folder and found.cases:
        write_letters(folder, asked, look, force)
    elif folder:
        emit(look.settings._replace(output=None), views.chase_list(asked))
        quiet = "；滞后、久未报送的也写：加上 --all" if any(u.quiet for u in found.units) else ""
        message(f"提示：没有写催办单，没有要逐项催办的任务{quiet}")
    elif look.format == "message":
        show(look._replace(format="text"), views.chase_messages(asked), views.count_words(found))
    else:
        show(look, views.chase_list(asked), views.count_words(found))
    if record:
        keep_chase(ctx, look.settings, found.cases)
    if look.settings.output is not None and found.cases and look.format in LETTERS:
        about_signer(ctx, plan)
        if not record and as_of is None:
            tell(ctx, f"提示：发出以后记下催办：fjkx {retyped(ctx, '', UNSENT)} --record")


def about_signer(ctx: typer.Context, plan: Plan) -> None:
    """Say how to have the office sign, where the plan does not name it."""
    if plan.office is None:
        who = f"落款是{plan.issuer}" if plan.issuer else "没有落款"
        command = "fjkx set --office 省科协办公室 --contact 王一 --phone 0591-87654321"
        tell(ctx, f"提示：{who}；写上办公室、联系人和电话，如 {command}")


def keep_chase(ctx: typer.Context, settings: Settings, cases: "Sequence[Case]") -> None:
    """Write that the tasks of the cases were pressed for today, and say how many it was new of."""
    from fjkx.changes.chasing import record_chase

    settings = settings._replace(output=None)  # written already
    _, outcome = change_plan(settings, lambda plan: record_chase(plan, cases, settings.today))
    count = len(outcome.changes)
    nothing = "今天的催办已经记过，没有再记" if cases else "没有要逐项催办的任务，没有记催办"
    tell(ctx, f"已记入催办 {count} 项；撤销：fjkx undo" if count else nothing)


def folder_of(settings: Settings) -> str | None:
    """The folder that -o names, if it names one."""
    output = settings.output
    return output if output is not None and store.is_folder(output) else None


def write_letters(folder: str, asked: "Asked", look: Look, force: bool) -> None:
    """Write the letter or the message to each unit as a file of its own, named by the unit, and say
    which to other units lie beside them. Raises RequestError, nothing then written."""
    from fjkx.render.docx import letter
    from fjkx.views.chase import chase_list, unit_messages

    made: list[tuple[str, Callable[[], str | bytes]]]
    if look.format == "message":
        what, ending = "群消息", ".txt"
        made = [(name, partial(str, text)) for name, text in unit_messages(asked)]
    else:
        what, ending = "催办单", ".docx"
        letters = chase_list(asked).documents("letter")
        made = [(each.name, partial(letter, [each])) for each in letters]
    put_folder(folder, made, ending, f"正在写{what}", look.path, force)
    message(f"已写入 {folder}：{len(made)} 份{what}")
    names = [*store.file_names([name for name, _ in made], ending)]
    units = store.file_names([unit.name for unit in look.now.units], ending)
    if old := store.others_there(folder, names, [*units]):
        message(f"注意：{folder} 中还有以前的 {len(old)} 份，不是这次写的：{'、'.join(old)}")


@app.command(
    "bulletin",
    help="不写起止日期即本季度；只写 --since 则到今天，只写 --until 则从那一天所在季度的第一天起。",
    epilog="fjkx bulletin\nfjkx bulletin 二季度 -o 通报.md",
)
def bulletin(
    ctx: typer.Context,
    *,
    span: Annotated[str | None, argument("时段", "如 二季度、6月、上半年，即起止都写它")] = None,
    since: options.Since = None,
    until: options.Until = None,
    dept: options.Depts,
    format: options.FormatOption = None,
) -> None:
    """The report on a period."""
    from fjkx.plan import bulletin as report
    from fjkx.views.bulletin import bulletin_report

    look = look_at(ctx, format)
    plan, today = look.plan, look.day
    if span is not None:
        since, until = the_span(ctx, plan, span, since, until)
    first, last = report.span(
        None if since is None else looked_at(plan, since, today, since=True),
        None if until is None else looked_at(plan, until, today),
        today,
    )
    if until is not None and last < first:
        ends = ["--since", until, "--until", since or str(first)]
        line = quoted([*ends, *options_typed(ctx, ENDS)])
        raise UsageError(f"起 {first} 晚于止 {last}", f"前后对调：fjkx bulletin {line}")
    if first > today:
        line = quoted(["--since", str(report.quarter(today)[0]), *options_typed(ctx, ENDS)])
        raise RequestError(
            f"{since or until}：这段时间从 {first} 开始，还没有到，今天是 {today}",
            f"本季度：fjkx bulletin {line}",
        )
    start = period(plan)[0]
    if last < start:
        hint = f"例如：fjkx bulletin --since {start}" if start <= today else ""
        raise RequestError(f"计划从 {start} 开始，{first} 至 {last} 还没有它", hint)
    units = chosen_filter(ctx, plan, today).units
    found = report.bulletin(plan, first, last, today, units)
    warn_unrecorded(ctx, found.unrecorded, plan.tasks)
    show(look, bulletin_report(plan, found))
    if since is None and until is None:
        offer_quarter(ctx, plan, first, today)


def offer_quarter(ctx: typer.Context, plan: Plan, first: date, today: date) -> None:
    """In the first days of a quarter, from its `first`, say what shows the one before, if that is
    in the plan's period."""
    days, before = (today - first).days + 1, first - timedelta(1)
    if days > BEGUN or before < period(plan)[0]:
        return
    span = f"{'一二三四'[(before.month - 1) // 3]}季度"
    tell(ctx, f"提示：本季度才 {days} 天；上季度：fjkx … {span}")


def the_span(
    ctx: typer.Context, plan: Plan, span: str, since: str | None, until: str | None
) -> tuple[str, str]:
    """A period typed alone as its two ends. Raises UsageError for one beside an end, and for what
    is no period."""
    from fjkx.words.dates import is_day
    from fjkx.words.names import units_meant

    if since is not None or until is not None:
        line = retyped(ctx, "", ENDS)
        raise UsageError("时段和 --since、--until 只写一样", f"只写时段：fjkx {line}")
    if not is_day(span):
        hint = "时段可写作 二季度、6月、上半年、2020-06-30"
        if units_meant(plan, span):
            line = quoted(["--dept", span, *options_typed(ctx)])
            hint = f"只看某个单位：fjkx bulletin {line}"
        raise UsageError(f"“{span}”不是有效的时段", hint)
    return span, span


@app.command(
    "trend",
    help=(
        "每周或每月完成几项、累计几项，与序时进度对照。筛选看任务现在的情形，"
        "如 -s 未办结 是现在未办结的任务一路的走势。"
    ),
    epilog="fjkx trend\nfjkx trend --by week --dept 科普部",
)
def trend(
    ctx: typer.Context,
    *,
    keywords: options.Keywords,
    by: Annotated[Pace, option("--by", "周期", "week 按周，month 按月")] = "month",
    dept: options.Depts,
    status: options.Statuses,
    section: options.Sections,
    role: options.RoleOption = "any",
    format: options.FormatOption = None,
) -> None:
    """Completion over the year beside pro-rata."""
    from fjkx.plan import history
    from fjkx.plan.query import select
    from fjkx.views.trend import trend_chart

    look = look_at(ctx, format)
    plan, today = look.plan, look.day
    flt = chosen_filter(ctx, plan, today)
    tasks = select(plan, flt)
    points = history.trend(plan, tasks, by, today)
    warn_unrecorded(ctx, points.unrecorded, tasks)
    show(look, trend_chart(plan, points, len(tasks), flt))
