"""Arguments and options, of which all say what their value is called and what they are for; those
that several commands share."""

from typing import Annotated, Any

import typer

from fjkx.cli import complete
from fjkx.cli.formats import Format
from fjkx.plan.model import SOON_DAYS, Role


def argument(value: str, help: str, offer: complete.Finder | None = None, **details: Any) -> Any:
    """An argument: what its value is called, what it is for, what completes it."""
    return typer.Argument(metavar=value, help=help, autocompletion=offer, **details)


def option(*words: str, offer: complete.Finder | None = None, **details: Any) -> Any:
    """An option with a value: its names, what the value is called, what it is for."""
    *names, value, help = words
    return typer.Option(*names, metavar=value, help=help, autocompletion=offer, **details)


def several(*words: str, offer: complete.Finder | None = None) -> Any:
    """An option as above that may be repeated."""
    *rest, help = words
    return option(*rest, f"{help}；可重复", offer=offer, default_factory=list)


def units(*words: str) -> Any:
    """An option for units that may be repeated: its names, what it is for."""
    *names, help = words
    return several(*names, "单位", help, offer=complete.units)


# -- which tasks ----------------------------------------------------------------------------

IDS = "任务的编号；可写几个，也可写 16-18；14.2 是第 14 项的第 2 条举措"
Ids = Annotated[list[str], argument("ID…", IDS, complete.targets)]
Picked = Annotated[
    list[str],
    argument(
        "ID…",
        f"{IDS}。不写编号的，可用 fjkx list 的筛选选项，如 -d 院士办 -s 已办结",
        complete.targets,
        default_factory=list,
    ),
]
Keywords = Annotated[
    list[str],
    argument(
        "关键词…", "在编号、标题、正文、单位、领导中查找；几个须同时出现", default_factory=list
    ),
]
Depts = Annotated[list[str], units("-d", "--dept", "只看该单位的任务，可用简称")]
Statuses = Annotated[
    list[str],
    several("-s", "--status", "状态", "只看该状态，open 指未办结", offer=complete.statuses),
]
Sections = Annotated[
    list[str], several("--section", "部分", "只看该部分，如 三", offer=complete.sections)
]
Leaders = Annotated[list[str], several("--leader", "姓名", "只看该领导负责的任务")]
RoleOption = Annotated[
    Role,
    option(
        "--role",
        "角色",
        "--dept 的单位在任务中的角色：any 任一，lead 牵头，first 第一牵头，support 配合",
    ),
]
DueBy = Annotated[str | None, option("--due-by", "日期", "时限不晚于这一天的，如 9月底")]
Overdue = Annotated[bool, typer.Option("--overdue", help="逾期的，即 --light 逾期")]
Soon = Annotated[bool, typer.Option("--soon", help=f"{SOON_DAYS} 天内到期的，即 --light 临期")]
Lights = Annotated[
    list[str], several("--light", "预警", "完成、逾期、临期、滞后或正常的", offer=complete.lights)
]
NoDue = Annotated[bool, typer.Option("--no-due", help="没有时限的")]

# -- how they are shown ---------------------------------------------------------------------

FormatOption = Annotated[
    Format | None,
    option("--format", "格式", "table、json、csv、md、xlsx、docx 或 html；写 -o 则看扩展名"),
]
AsOf = Annotated[
    str | None,
    option("--as-of", "日期", "按记录回看这一天结束时，如 6月30日；单位、标题按现在"),
]
Since = Annotated[str | None, option("--since", "日期", "从这一天起，如 4-1、二季度")]
Until = Annotated[str | None, option("--until", "日期", "到这一天止，如 6月底、二季度")]

# -- what is reported or changed ------------------------------------------------------------

Reporter = Annotated[list[str], units("--by", "报送单位；联合报送写几个")]
On = Annotated[str | None, option("--on", "日期", "发生的日期，如 2020-09-30；不写即今天")]
Note = Annotated[str | None, option("-m", "--note", "说明", "记入进展记录的说明")]
Percent = Annotated[str | None, option("--percent", "百分数", "完成进度，0 到 100，如 60 或 60%")]
Problem = Annotated[str | None, option("--problem", "文字", "存在问题")]
Next = Annotated[str | None, option("--next", "文字", "下一步措施")]
Due = Annotated[str | None, option("--due", "时限", "完成时限，如 2020-09-30、9月底、三季度、年底")]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="改动三项及以上时不再询问")]
