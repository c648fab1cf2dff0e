"""What the columns of a ledger hold, by their heads."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from fjkx.plan.errors import RequestError
from fjkx.words.half import half
from fjkx.words.roles import Role, role_of_label

# What a column is for; "tick" one whose head is a status to be ticked off, "amount" one that says
# how far the work is in numbers or words, which its cells tell.
Column = (
    Role
    | Literal["number", "category", "title", "text", "percent", "status", "tick", "closed"]
    | Literal["note", "amount", "problem", "next", "other"]
)

_NUMBERS: Final = re.compile("(?:任务|事项|项目|问题)?(?:序号?|编号|号|项次)|NO.?", re.I)
# The first that is found in a head, its brackets and blanks left out, says what its column holds.
_HEADS: Final[tuple[tuple[str, Column], ...]] = (
    ("备注|日期$|联系|电话|责任人|负责人|经办|填报|审核|签字|验收|依据|来源|附件|佐证", "other"),
    (
        "目标数|任务数|完成数|数量|投资|资金|金额|经费|单位$(?<=计量单位)|权重|分值|得分|评价",
        "other",
    ),
    ("销号(?:情况|状态|与否)?$", "closed"),
    ("(?:完成|推进|工作|办理|整改|实施|形象)?(?:率|百分比|比例|完成度)$|^进度%?$", "percent"),
    ("状态$|^是否|与否$|评价等次", "status"),
    ("(?:存在|主要|遇到)[^标]{0,4}(?:问题|困难)|困难|堵点|难点|需.{0,4}协调|问题及", "problem"),
    ("下一?步|下阶段|后续|(?:工作|今后)打算", "next"),
    ("进展|(?:完成|落实|推进|实施|办理|整改|工作|执行)情况|成效|最新动态", "note"),
    ("(?:完成|工作|目前|当前|总体|整改|实施|推进|形象)进度", "amount"),
    ("领导$", "leader"),
    ("类别|领域|板块|分类|方面|方向$|类型|篇章|部分|一级|专题|专项$", "category"),
)
_CONTENTS: Final[tuple[tuple[str, Column], ...]] = (
    ("(?:举措|措施|内容|要求|标准|目标|做法|成果|节点|路径|抓手|规模)$", "text"),
    ("(?:任务|名称|事项|项目|实事|工作|要点|工程|问题|表现|清单|短板|安排|改革|指标)$", "title"),
)
_COUNTS: Final = frozenset({"已完成举措", "举措总数"})
_LONGEST: Final = 16
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PERCENT: Final = re.compile(r"[(\[]?%[)\]]?$")


def squeezed(text: str) -> str:
    """A head as it is matched: half width, without blanks and line feeds."""
    return "".join(half(text).split())


def column_of(head: str, above: str = "") -> Column | None:
    """What a column holds by its head, and by the head of the group `above` it; None for words
    that are no head."""
    words = squeezed(head)
    plain = _BRACKETS.sub("", words) or words
    if not plain or len(plain) > _LONGEST or set("。;:") & set(plain.rstrip(":")):
        return None
    if _NUMBERS.fullmatch(plain):
        return "number"
    if status_of(plain) is not None:
        return "tick"
    if _PERCENT.search(words) and not plain.endswith("情况"):
        return "percent"
    found = next((column for shape, column in _HEADS if re.search(shape, plain)), None)
    if found is not None:
        return found
    role = role_of_label(words)
    if role is not None and role != "dropped":
        return role
    if above:
        upper = column_of(above)
        if upper in ("note", "amount", "problem", "next"):
            return upper
    return next((column for shape, column in _CONTENTS if re.search(shape, plain)), None)


def refuse_counts(words: Iterable[str]) -> None:
    """Raises RequestError for the heads of our own table of figures, which counts measures: a plan
    made of it would have lost them."""
    counts = "”“".join(each for each in words if each in _COUNTS)
    if counts:
        raise RequestError(
            f"这是 fjkx 导出的统计表：“{counts}”只有个数，没有举措的原文",
            "从 .xlsx 台账或 .yaml 导入；只要任务不要举措，先从表里删去这些列",
        )


def with_title(columns: Sequence[Column | None]) -> list[Column]:
    """The columns with one title: the first content called a task, else the first of all, which in
    a ledger of problems is the problem. Contents behind it are text; unknown columns `other`."""
    found: list[Column] = [column or "other" for column in columns]
    contents = [at for at, column in enumerate(found) if column in ("title", "text", "problem")]
    if not contents:
        return found
    first = found.index("title") if "title" in found else contents[0]
    found[first] = "title"
    return [
        "text" if column == "title" and at != first else column for at, column in enumerate(found)
    ]


# -- statuses -------------------------------------------------------------------------------

_WORDS: Final = {
    "closed": "已销号 销号 已核销 同意销号 已办结销号",
    "done": "已完成 完成 办结 已办结 已整改 整改完成 完成整改 已完成整改 全部完成 整改到位 "
    "已落实 已办理 提前完成 超额完成 已达标 按期完成 √ ✓ ✔ ☑ 是 Y",
    "doing": "推进中 进行中 正在整改 整改中 正在推进 正在办 正在办理 办理中 在办 正推进 "
    "持续推进 正常推进 按序时推进 达到序时进度 按计划推进 基本完成 有序推进 实施中 落实中 "
    "建设中 在建 已启动 已开工",
    "todo": "未启动 未办 未开展 未开工 尚未启动 尚未开展 尚未开工 待启动 未推进 未开始 "
    "尚未开始 未整改",
    "blocked": "停滞 受阻 停工 暂停 搁置",
    "dropped": "已取消 取消 终止 已终止 不再实施",
    "late": "滞后 进度滞后 推进缓慢 进展缓慢 逾期 超期 逾期未完成 超期未完成",
    "open": "未完成 否 × ✗ N 未办结 未销号 尚未完成 未完成整改",
}
_STATUSES: Final = {word: status for status, words in _WORDS.items() for word in words.split()}
ON_TIME: Final = re.compile("序时|滞后|按期|按时|超期|逾期")  # 是否达到序时进度 says no status
TICKS: Final = frozenset("√✓✔☑Vv1●是有")


def status_of(text: str) -> str | None:
    """What a cell that is only a word or sign for a status says: a status, `late` for one behind
    time, `open` for one that is just not complete; None for any other text."""
    return _STATUSES.get(squeezed(text).strip("。.!"))
