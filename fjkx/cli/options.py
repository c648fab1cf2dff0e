"""Options and arguments that several commands share."""

from typing import Annotated, Any, Literal, get_args

import typer

from fjkx.cli import complete
from fjkx.plan.model import Role

Format = Literal["table", "json", "csv", "md", "xlsx", "docx", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)


def several(*names: str, metavar: str, help: str, **details: Any) -> Any:
    """An option that may be repeated."""
    help = f"{help}；可重复"
    return typer.Option(*names, metavar=metavar, help=help, default_factory=list, **details)


def units(*names: str, help: str) -> Any:
    """An option that takes a unit and may be repeated."""
    return several(*names, metavar="单位", help=help, autocompletion=complete.units)


Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…",
        help="任务的编号；可写几个，也可写 16-18；14.2 是第 14 项的第 2 条举措",
        autocompletion=complete.targets,
    ),
]
Picked = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…",
        help=(
            "任务的编号；可写几个，也可写 16-18；14.2 是第 14 项的第 2 条举措。"
            "不写编号的，可用 fjkx list 的筛选选项，如 -d 院士办 -s 已办结"
        ),
        default_factory=list,
        autocompletion=complete.targets,
    ),
]
OptionalIds = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…",
        help="只看这些任务",
        default_factory=list,
        autocompletion=complete.targets,
    ),
]
Keywords = Annotated[
    list[str],
    typer.Argument(
        metavar="关键词…",
        help="在编号、标题、正文、单位、领导中查找；几个须同时出现",
        default_factory=list,
    ),
]
Depts = Annotated[list[str], units("-d", "--dept", help="只看该单位的任务，可用简称")]
Statuses = Annotated[
    list[str],
    several(
        "-s",
        "--status",
        metavar="状态",
        help="只看该状态，open 指未办结",
        autocompletion=complete.statuses,
    ),
]
Leaders = Annotated[list[str], several("--leader", metavar="姓名", help="只看该领导负责的任务")]
Sections = Annotated[
    list[str],
    several(
        "--section", metavar="部分", help="只看该部分，如 三", autocompletion=complete.sections
    ),
]
RoleOption = Annotated[
    Role,
    typer.Option(
        "--role",
        metavar="角色",
        help="--dept 的单位在任务中的角色：any 任一，lead 牵头，first 第一牵头，support 配合",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="格式",
        help="table、json、csv、md、xlsx、docx 或 html；写 -o 则看扩展名",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="日期",
        help="按记录回看这一天结束时，如 6月30日；单位、标题按现在",
    ),
]
Reporter = Annotated[list[str], units("--by", help="报送单位；联合报送写几个")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="日期", help="发生的日期，如 2020-09-30；不写即今天"),
]
Note = Annotated[
    str | None,
    typer.Option("-m", "--note", metavar="说明", help="记入进展记录的说明"),
]
Yes = Annotated[
    bool,
    typer.Option("-y", "--yes", help="改动三项及以上时不再询问"),
]
