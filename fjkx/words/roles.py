"""The words of unit clauses: labels and verbs, what they make of a name, what a deadline is."""

import re
from functools import lru_cache
from typing import Final, Literal

Role = Literal["lead", "responsible", "support", "leader", "due", "dropped"]

UNIT_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "support")

# A label is a head, maybe a noun, and a colon: 牵头单位: 责任科室: 配合: 责任领导: 完成时限:
_NOUNS: Final = (
    *("责任单位", "单位", "部门", "科室", "处室", "股室", "机构", "科", "处", "室", "局", "方"),
    *("部室", "站所", "组室", "中心", "主体", "院系", "支部", "部", "司局", "厅局", "部委"),
    *("县区", "区县", "镇街", "车间"),
)
# Labels of clauses with verbs.
_WHOLE: Final = ("部门分工", "职责分工", "责任分工", "任务分工", "承办要求")
_DEGREES: Final = (
    *("主要", "其他", "其它", "相关", "具体"),
    *("省级", "市级", "县级", "区级", "镇级", "乡镇"),
)
_HEADS_OF: Final[dict[Role, str]] = {
    "lead": "牵头 主办 主责 总牵头 牵头责任 牵头负责 主要责任 第一责任 首要责任",
    "responsible": "责任 负责 承办 落实 实施 具体负责 责任落实 执行 具体责任 主体责任",
    "support": "配合 协办 参加 参与 协同 协助 协作 支持 会办 成员 协同配合 参与配合 "
    "第二责任 配合责任 协同责任 共同责任",
}
_HEADS: Final = {head: role for role, heads in _HEADS_OF.items() for head in heads.split()}
_ALONE: Final = ("责任", "牵头", "主办", "负责", "承办", "配合", "协办", "参加", "参与")  # no noun
# Labels of people, 分管县领导 and 责任人, and of deadlines, 完成时限 and 计划办结日期.
_OF_PEOPLE: Final = (
    "[责任分管牵头负主包抓保联系项目挂帅钩督导办县市区局省校院第一直接具体要单位部门政府班子副]"
)
_PEOPLE: Final = re.compile(
    f"{_OF_PEOPLE}*(?:领导|责任人|负责人|负责同志|领导同志)"
    f"|{_OF_PEOPLE}+(?:[市县区局院校]长|书记|主任|主席)"
)
_WORK: Final = (
    "(?:计划|预计|拟|应|目标|任务|工作|完成|办结|办理|推进|实施|整改|落实|达标|截止|进度)"
)
_DAYS: Final = re.compile(
    f"{_WORK}*(?:时限|期限|时间节点)|{_WORK}+(?:时间|日期|节点|时段)"
    "|(?:完成)?(?:时间|时限)(?:要求|进度|安排)|进度(?:要求|安排)|完成进度"
)

_LONGEST_ENTRY: Final = 60

# What may follow a list of names: verbs, and words of manner with them.
_VERBS: Final[dict[str, Role]] = {
    **dict.fromkeys(("牵头", "主办", "为主", "主责", "负总责"), "lead"),
    **dict.fromkeys(("配合", "协办", "参加", "参与", "协助", "协同", "指导"), "support"),
    **dict.fromkeys(("监督", "督导"), "support"),
    **dict.fromkeys(("负责", "落实", "承办", "实施"), "responsible"),
}
_VERB: Final = "|".join(f"(?<![政文作侨]){word}" for word in _VERBS)  # 县政协办 is an office
_MANNER: Final = (
    "(?:按照?|根据|依据?|依照)?(?:各自)?(?:职责|职能)*分工|(?:按照?|根据|依据?|依照)(?:各自)?(?:职责|职能)+"
    "|共同|分别|具体|各自|积极|联合|(?<!社会|群团)(?<!党)组织|推进|抓好|办理|做好|统筹|全程|工作|协调|予以|给予|分项|属地|总"
)
_ENDING: Final = re.compile(f"(?:{_VERB}|{_MANNER})+$")
_INSIDE: Final = re.compile("(?<=.)(?:会同|牵头|主办|负责(?!人))(?=.)")
_STRENGTH: Final[tuple[Role, ...]] = ("lead", "support", "responsible")
# How a deadline begins that stands in a clause without a label.
_DUE_STARTS: Final = (
    *("年底", "年末", "年内", "年终", "全年", "上半年", "下半年", "明年", "今年", "本年", "次年"),
    *("长期", "持续", "常年", "常态", "即时", "适时", "立即"),
    *("一季度", "二季度", "三季度", "四季度", "第一季", "第二季", "第三季", "第四季"),
    *("贯穿", "月底", "季末", "按时间节点", "按节点"),
    *("按期", "按时", "按进度", "按季", "按月", "按年", "一至", "一到", "每", "随时"),
    *("寒假", "暑假", "暑期", "秋季学期"),
    *("春季学期", "上学期", "下学期", "下半学期", "分阶段", "分步", "分批", "按计划", "有序"),
    *("稳步", "逐步", "视情", "根据", "另行", "待", "按序时", "按时序", "按工期", "按要求"),
)
_DUE_ENDS: Final = (
    *("前", "期间", "学期", "学期末", "为止", "前完成", "前办结", "前建成", "前投用", "前开工"),
)
_OFFICE_ENDS: Final = tuple("局委部处科室股院所会")
_BEGINS_WITH_AN_OFFICE: Final = re.compile(r"\D{1,12}(?:[局委办厅处科院]|中心|政府)\d")
_BEFORE_DUE: Final = re.compile("(?:力争|确保|争取|预计|计划|原则上|[于在])*+")
_DUE_ALONE: Final = re.compile(
    "[^每:,;、(][^:,;、(]*(?:[前底内末旬年月日]|季度|完成|办结|长期|推进|坚持|期间)"
)
_LONGEST_DUE: Final = 14  # of one in a sentence of its own
_LONGEST_LABEL: Final = 80  # with the remarks in its brackets


@lru_cache(maxsize=4096)  # each part of a label is looked at once, however it is joined
def role_of_label(words: str) -> Role | None:
    """The role that the words before a colon, or at the head of a column, name."""
    words = "".join(words.split())
    if len(words) > _LONGEST_LABEL:
        return None
    before, _, rest = words.partition("(")
    inside, closed, behind = rest.partition(")")
    if closed:  # 牵头(责任)单位, 责任单位(部门)
        return role_of_label(before + behind) or role_of_label(before + inside)
    for joint in ("及", "和", "与", "或", "、", "/"):
        head, found, tail = words.partition(joint)
        if found and role_of_label(tail) is not None:
            return role_of_label(head)
        if tail in _NOUNS and role_of_label(head) is not None:  # 责任处室、单位
            return role_of_label(head)
    if _DAYS.fullmatch(words) is not None:
        return "due"
    if _PEOPLE.fullmatch(words) is not None:
        return "leader"
    if words in _WHOLE:
        return "responsible"
    for noun in _NOUNS:
        head = words.removesuffix(noun)
        if head != words and (role := _HEADS.get(head) or _HEADS.get(without_degree(head))):
            return role
    return _HEADS[words] if words in _ALONE else None


def without_degree(head: str) -> str:
    """The head of a label without 主要 or 其他 before it."""
    return next((head[len(word) :] for word in _DEGREES if head.startswith(word)), head)


def remark_in_label(words: str) -> tuple[int, int] | None:
    """Where a bracket in a label (from, up to) says more than another word for the role: 责任单位
    (加*的为牵头单位); None where it does not, as in 牵头(责任)单位."""
    start, close = words.find("("), words.rfind(")")
    inside = words[start + 1 : close]
    if not 0 <= start < close or inside in _NOUNS or inside in _HEADS or role_of_label(inside):
        return None
    return start, close + 1


def verb(entry: str) -> tuple[str, Role] | None:
    """The names before a verb that ends half-width `entry`, and its role: A牵头负责, 按职责落实.

    Where several verbs end it the strongest counts: 牵头, then 配合, then 负责.
    """
    found = _ENDING.search(entry) if len(entry) <= _LONGEST_ENTRY else None
    if found is None:
        return None
    roles = {_VERBS[word] for word in re.findall(_VERB, found[0])}
    return next(((entry[: found.start()], role) for role in _STRENGTH if role in roles), None)


def is_manner(entry: str) -> bool:
    """Whether half-width `entry` says but how it is done, and nobody's name: 共同推进."""
    return _ENDING.fullmatch(entry) is not None and verb(entry) is None


def verb_inside(entry: str) -> tuple[str, str, Role] | None:
    """The name before a verb amid half-width `entry`, what follows, and the role of the name:
    A会同B, A牵头B配合, A负责培训."""
    found = re.search("(?<=.)会同(?=.)", entry) or _INSIDE.search(entry)
    if found is None or _ENDING.fullmatch(entry, found.start()):
        return None
    name = without_verb(entry[: found.start()])
    if name.count("(") != name.count(")"):  # 甲局(牵头)
        return None
    return name, entry[found.start() :], _VERBS.get(found[0], "lead")


def without_verb(entry: str) -> str:
    """The names of half-width `entry` without the verb behind them."""
    found = verb(entry)
    return entry if found is None else found[0]


def tag(entry: str) -> tuple[str, Role] | None:
    """The name before a bracket that only says its role, and that role: 市教育局(牵头)."""
    if not entry.endswith(")") or "(" not in entry:
        return None
    name, _, inside = entry[:-1].rpartition("(")
    found = verb(inside)
    role = found[1] if found is not None and not found[0] else role_of_label(inside)
    return (name, role) if role is not None and role in UNIT_ROLES else None


def is_due_alone(text: str) -> bool:
    """Whether a whole sentence or paragraph, in half width, is but a deadline: 6月30日前, 全年."""
    item = text.strip(" 。;")
    return len(item) <= _LONGEST_DUE and _DUE_ALONE.fullmatch(item) is not None and is_due(item)


def is_due(item: str) -> bool:
    """Whether an item of a clause, in half width, is a deadline: 6月底前完成, 全年, 长期坚持,
    春节前."""
    before = _BEFORE_DUE.match(item)
    item = item[before.end() if before else 0 :]
    digits = len(item) - len(item.lstrip("0123456789"))
    if digits:
        return item.startswith(("年", "月", "季度", "学年", "-", "~", "—", "至"), digits)
    office = item[-1:] in _OFFICE_ENDS  # 待遇保障科
    ends = item.endswith(_DUE_ENDS) and _BEGINS_WITH_AN_OFFICE.match(item) is None
    return (item.startswith(_DUE_STARTS) and not office) or ends
