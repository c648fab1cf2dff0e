"""The units in a list: where a name ends, what 等 stands for, which names share a tail or a head,
and what is in doubt about one.

Several names may be one: 各镇、村 and 相关市、县政府 share a head, 青汀、白沙、云浦市政府 a tail.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.roles import verb, without_verb

_LONGEST_UNIT: Final = 30
_LONGEST_SHARED: Final = 60  # characters of names that share a head or a tail
_UNIT_ENDS: Final = frozenset(
    "局委办部处科股室厅院所会联协组馆站台社队司团行厂场校学园区县市镇乡道府构位企业心盟网"
    "班支纪城店港村库坊中党署庭门关央宫狱派段投间连"
)
_NO_UNITS: Final = frozenset(("社会", "部门", "企业", "政府", "行业", "学校", "单位", "机构"))
_NO_BANK: Final = re.compile("(?<!^.)(?<![银分支总商农工建中人交招])行$")  # 城市运行
_NOTHING: Final = " \u3000\n\t-—–/\\无"
_SHALL: Final = frozenset("要应须")  # 各牵头单位要主动…

# Some of a kind rather than one by its name, by what they begin with; the kinds of places, and
# what governs one.
_SOME: Final = r"(?:各|有关|相关|其他|其它|所属|所辖|驻|\d+个|[一二三四五六七八九十两]+个)"
_PLACE: Final = (
    "(?:(?:中心|重点|试点|建制|集)镇|省?直管[县市]|省辖市|乡镇|县城|城区|街道|社区|园区"
    "|[省市县区州盟旗镇乡]|(?<!农)村)"
)
_BODY: Final = "(?:人民)?政府|管委会|管理委员会|党委|党工委|办事处"
_GOVERNS: Final = f"{_BODY}|办|"
_BRACKET: Final = r"(?:\([^()]*\))?"
_KIND_ALONE: Final = re.compile(rf"{_PLACE}{_BRACKET}(?:{_GOVERNS}){_BRACKET}")
_SOME_KIND: Final = re.compile(rf"(?:[^、]{{0,4}}?{_SOME}[^、]{{0,6}}?)?(?:{_PLACE}{_BRACKET}、?)+")
_SOME_FIRST: Final = re.compile(rf"{_SOME}|[省市县区州]?(?:直|级|属)(?!机关)")
_PLACE_TAIL: Final = re.compile(rf"(?!{_SOME})[^、]{{1,12}}{_PLACE}(?:{_GOVERNS})")
_GOVERNED: Final = re.compile(rf"(?!{_SOME})[^、]{{1,12}}({_PLACE})(?:{_BODY}|办)")
_PLACE_END: Final = re.compile(rf"{_PLACE}{_BRACKET}$")
# What may be the head of several names, and lack their tail: 青汀, 省公安, 白沙镇, 市, 县委.
_ORDINAL: Final = re.compile("[一二三四五六七八九十]{1,3}")  # 一、二、三车间
_BARE: Final = re.compile(r"[省市县区州]?[\u4e00-\u9fff]{2,4}")
_TOWN: Final = re.compile(rf"(?!{_SOME})[^、]{{1,4}}({_PLACE})")
_KINDS: Final = re.compile(rf"(?:{_PLACE}、?)+")
_COMMITTEE: Final = re.compile("[省市县区州旗]?委")
_OF_BOTH: Final = re.compile("[省市县区州旗]?(?:人民)?政府.*(?:室|局|办)")
_OFFICE_TAIL: Final = re.compile(r"[^、]{2,8}(?:厅|局|委|部门|部)")
_BRANCH_TAIL: Final = re.compile("[^、]{2,12}(?:公司|企业|营业[厅部]|[分支]行|分局|[支大中]队)")
_KIND_TAIL: Final = re.compile(r"[^、]{2,6}(?:科室|处室|部门|单位|学院|院系|支部)")
_BOTH_LEVELS: Final = re.compile(r"[省市县区乡镇]{1,2}[两三]级\S+")
# What may stand behind 等 for those not named: any words before the first kinds, as in 等国务院有关
# 部门和单位; before those that end names too only words that name nobody.
_OTHER_KIND: Final = "(?:部门|单位|地方|机构|企业|组织|团体|科室|处室|股室|站所|部室)"
_NAMED_KIND: Final = (
    "(?:学校|高校|院校|学院|公司|银行|协会|学会|乡镇|街道|社区|园区|地区|县区|区县|市县|县市"
    "|[省市县区州盟旗乡镇村家])"
)
_OF_OTHERS: Final = (
    "(?:国务院|中央|[省市县区州旗盟乡镇校院](?:委|政府|人民政府)?|[直级属各]|有关|相关|责任|成员|其他"
    "|其它|部分|多个?|[0-9一二三四五六七八九十]{1,3}[个家]?)"
)
_OTHERS: Final = re.compile(
    rf"(?<![高中初平同特优劣对])等(?:[0-9一二三四五六七八九十]{{1,3}}[个家][^、,;()]{{2,4}}"
    rf"|(?:[^、,;()]{{0,10}}?{_OTHER_KIND}|{_OF_OTHERS}*{_NAMED_KIND})"
    rf"(?:[、和及与](?:有关|相关)?(?:{_OTHER_KIND}|{_NAMED_KIND}))*{_BRACKET})?$"
)
_MORE_OTHERS: Final = re.compile("等[中央省市县区州]{0,2}[直级属]$")  # 等市直及驻甲有关单位
_MERE_KIND: Final = re.compile("(?:单位|部门|企业|机构|科室|地方|地区)")
_NOBODY: Final = re.compile(rf"{_PLACE}|{_OTHER_KIND}|学会|协会|研究会|商会|学校|医院|公司|银行")
_REST_OF_A_NAME: Final = re.compile(
    "(?:管理|服务|保障|监督|指导|发展)(?:中心|局|处|站|所)|委员会|指挥部|领导小组|专班|有限公司"
)
# Of what places a kind of place may be part: 各市、县科协 are those of 市 and 县, 各镇、县科协 not.
_BELOW: Final = {"省": "市", "市": "县区", "州": "县", "县": "乡镇", "区": "乡镇街"}
_NO_AND_BEFORE: Final = frozenset("时其格")
# What ends a whole name before a 和, which stands in names too: 人力资源和社会保障局, 实验室和…处.
_WHOLE: Final = re.compile(
    "(?:局|委|办|厅|院|部|处|(?<!教)科|股|站|中心|政府|(?<!社)会|联|协|侨|公司|集团|队|组|场|所|办公室|海关|(?:^.|[银分支总])行)$"
)
_JOINTS: Final = "、,/;。\n "
_TOGETHER: Final = "及和与"
_TOGETHER_OR_PAUSE: Final = "、及和与"
_LEVELS: Final = frozenset("省市县区州")
_SHORT_ENDS: Final = frozenset("城港库村店坊关门馆站台场园道中宫段行学")  # towns, banks: 东城, 工行
# What belongs to the places before it: 各村党支部、村委会, 各镇党委、镇政府.
_OF_EACH: Final = re.compile(rf"各[^、]?({_PLACE})[^、]*")
_ANY: Final = re.compile(  # a kind of which there are many, without a name of its own
    "(?:社区|[^省市县区州各]{0,2})(?:协会|学会|研究会|商会|支部|党组织|[村居]委会|科室|处室|部门|分公司|支行"
    "|营业部|派出所|司法所|卫生院|学校|医院|园区|单位|机构|幼儿园|实验室|年级部|研组)|中心|社区|企业"
)
_LONGEST_BARE: Final = 5  # with no name of its own
_OF_A_PLACE: Final = re.compile(f"[村居](?:民委员会|委会)|({_PLACE})(?:{_BODY})")
_BESIDE: Final = ("乡镇道", "市县区旗", "州", "省", "村")  # 白马镇、石桥乡人民政府
_MOST_SHARED: Final = 30  # names that may share a tail
_SHORTEST_TAIL: Final = 2
_PLACE_WITH_AND: Final = re.compile("和[平顺田静林政硕龙]")
_NO_JOINT: Final = frozenset("参普涉")  # 参与, 科学技术普及部

_VERB_INSIDE: Final = re.compile("牵头|负责(?!人)|会同|协助|按职责|分工|联合各|配合|举办")
_BEGINS_OTHERWISE: Final = re.compile("由|并|请|其中|分别|以及|会同|协同")
_ENDS_OTHERWISE: Final = re.compile(  # other words than 企业, 中心, 街道, 单位, 机构, 城投, 国网
    "(?:(?<!企)业|(?<!中)心|(?<!街)道|(?<!单)位|(?<!机)构|(?<![城建交文旅国农水])投|(?<![电国])网|派)$"
)
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NOUN: Final = re.compile("(?:农村|乡村|市场|城市|家庭|机构|业)[和及]")  # 农业农村和水利局 is one
_RUN_TOGETHER: Final = re.compile(  # 县科协县教育局, not 县委县直机关工委
    "(?<=[局委办厅协])[省市县区](?![直级属城域民政场容])[^、]{1,10}[局委办厅协]$"
)
_SPLIT_AND: Final = re.compile("(.{2,})[和及](.{2,})")


NO_UNIT: Final = "不像单位"
"""What `what_is_odd` says of what is none by its signs or words."""


class Item(NamedTuple):
    """An item of a list: where it stands, and the sign before it, empty at the first."""

    begin: int
    end: int
    joint: str


def is_unit(name: str) -> bool:
    """Whether a name reads like that of a unit, by its last character before any bracket, or
    like all of some kind (各班主任); 社会 and bare 部门 are none."""
    plain = without_brackets(name)
    no_bank = plain.endswith("行") and _NO_BANK.search(plain) is not None
    if len(name) > _LONGEST_UNIT or plain in _NO_UNITS or no_bank:
        return False
    return plain[-1:] in _UNIT_ENDS or (
        plain.startswith(("各", "所属")) and plain != "各" and not _SHALL & set(plain)
    )


def is_nothing(text: str) -> bool:
    """Whether what stands for a name or a remark says that there is none: a dash, 无, blanks."""
    return not text.strip(_NOTHING)


def without_others(name: str) -> tuple[str, str]:
    """The name, and the 等 behind it with the words for those not named: 等, 等有关部门和单位,
    等县直相关部门."""
    name = name.strip(" \u3000。.")
    found = _OTHERS.search(half(name)) if "等" in name else None
    return (name, "") if found is None else (name[: found.start()], name[found.start() :])


def items(flat: str, start: int, end: int, brackets: Mapping[int, int]) -> list[Item]:
    """The names of a list in half-width text, between 、 , ; / 及 和 与 and blanks; brackets, names
    that share a head or a tail, and a 和 inside a name are kept whole."""
    found: list[Item] = []
    for item in _parted(flat, start, end, brackets):
        near = found and item.end - found[-1].begin <= _LONGEST_SHARED
        if near and _goes_on(flat, found[-1], item):
            found[-1] = found[-1]._replace(end=item.end)
        else:
            found.append(item)
    return list(_with_shared_tails(flat, found))


def _parted(flat: str, start: int, end: int, brackets: Mapping[int, int]) -> Iterator[Item]:
    """The stretches between all signs and words that may part names."""
    begin, at, joint = start, start, ""
    while at < end:
        if at in brackets:
            at = brackets[at]
        elif flat[at] in _JOINTS or (flat[at] in _TOGETHER and not _is_of_a_name(flat, at)):
            more = begin < at - 1 and flat[at - 1 : at + 1] == "以及"
            if begin < at:
                yield Item(begin, at - more, joint)
            begin, joint = at + 1, flat[at]
        at += 1
    if begin < end:
        yield Item(begin, end, joint)


def _is_of_a_name(flat: str, at: int) -> bool:
    """Whether a 和, 及 or 与 is part of a word: 参与, 和平路."""
    return flat[at - 1 : at] in _NO_JOINT or _PLACE_WITH_AND.match(flat, at) is not None


def _goes_on(flat: str, before: Item, item: Item) -> bool:
    """Whether an item goes on the name before it."""
    if item.begin - before.end != 1 or item.joint not in _TOGETHER_OR_PAUSE:  # 以及 is longer
        return False
    left, right = flat[before.begin : before.end], without_verb(flat[item.begin : item.end])
    if not right:  # 甲局及牵头
        return False
    if re.fullmatch(_BODY, right) or is_of_each(left, right) or is_of_the_same_many(left, right):
        return True
    if _MERE_KIND.fullmatch(right) and (item.joint != "、" or _SOME_FIRST.match(left)):
        return True
    if _MORE_OTHERS.search(left) is not None:
        return True
    if item.joint == "、":
        if len(left) == 2 and left[0] == "各" and right[0] in _BELOW.get(left[1], ""):
            return _SOME_FIRST.match(right) is None
        kind = _KIND_ALONE.fullmatch(right) is not None
        return kind and _SOME_KIND.fullmatch(left) is not None
    if _OTHERS.search(left) is not None or _SOME_FIRST.match(right) is not None:
        return False
    if _PLACE_END.search(left) is not None and _PLACE_END.search(right) is not None:
        return False
    if left[0] == right[0] and left[0] in _LEVELS:
        return False
    return right[:1] in _NO_AND_BEFORE or _WHOLE.search(without_brackets(left)) is None


def is_of_each(left: str, right: str) -> bool:
    """Whether a name is that of a body in each of the places that the one before it names: 村委会
    behind 各村党支部."""
    each, own = _OF_EACH.fullmatch(left), _OF_A_PLACE.fullmatch(right)
    return each is not None and own is not None and own[1] in (None, each[1])


def is_of_the_same_many(left: str, right: str) -> bool:
    """Whether a name has no more of its own than a kind, as the many before it: 研究会 behind
    市级各学会."""
    return "各" in left and _ANY.fullmatch(right) is not None


def _with_shared_tails(flat: str, found: list[Item]) -> Iterator[Item]:
    """The items, with bare names before one that has the tail of all of them as one with it:
    青汀、白沙、云浦市政府; 省公安、应急管理、交通运输厅; 县委、县政府督查室."""
    waiting: list[Item] = []  # names that lack the same
    lacking: str | None = None
    for item in found:
        name = without_verb(flat[item.begin : item.end]).removeprefix("由")
        if item.joint not in _TOGETHER_OR_PAUSE or len(waiting) == _MOST_SHARED:
            yield from waiting
            waiting.clear()
        if waiting and shares_tail([flat[at.begin : at.end] for at in waiting], lacking, name):
            yield item._replace(begin=waiting[0].begin, joint=waiting[0].joint)
            waiting.clear()
            continue
        if (lacks := lack(name)) is None or lacks != lacking:
            yield from waiting
            waiting.clear()
        if lacks is None:
            yield item
        else:
            waiting.append(item)
        lacking = lacks
    yield from waiting


def shares_tail(bare: Sequence[str], lacks: str | None, last: str) -> bool:
    """Whether names that lack something have the tail of the last one behind them: that of places,
    of a government, of what is above and below, of companies (移动、联通甲县分公司), or of offices
    where the first has their head."""
    if sum(map(len, bare)) + len(last) > _LONGEST_SHARED:
        return False
    if lacks == "body":
        return _OF_BOTH.fullmatch(last) is not None
    if lacks == "kind":
        return _KIND_TAIL.fullmatch(last) is not None and _SOME_FIRST.match(last) is None
    if lacks == "name of a level":
        return last[0] in _LEVELS and _KIND_ALONE.fullmatch(last) is None
    if lacks == "body of a place":
        governed = _GOVERNED.fullmatch(last)
        if governed is None:
            return False
        kinds = next((kinds for kinds in _BESIDE if governed[1][-1] in kinds), "")
        return all(name[-1] in kinds for name in bare)
    if lacks != "name":
        return False
    offices = bare[0][0] in _LEVELS and _OFFICE_TAIL.fullmatch(last) is not None
    tails = any(tail.fullmatch(last) for tail in (_PLACE_TAIL, _BRANCH_TAIL))
    return offices or tails or is_tail_of(bare, last)


def is_tail_of(bare: Sequence[str], last: str) -> bool:
    """Whether a name is so much longer than bare ones that it must have what they lack:
    周陂村党支部 behind 北塘, 沐阳市水利局 behind 麓江. Banks lack it in another way."""
    last, _ = without_others(last)
    longest = max(map(len, bare))
    if _ORDINAL.match(last) and all(_ORDINAL.fullmatch(name[-1]) for name in bare):
        return is_unit(last)
    named = _SOME_FIRST.match(last) is None and is_unit(last)
    plain = last[:1] not in _LEVELS and not any(n[0] in _LEVELS or n[-1] == "行" for n in bare)
    return named and plain and len(without_brackets(last)) >= longest + _SHORTEST_TAIL


def lack(name: str) -> str | None:
    """What a short name may lack to be a unit's: 县委 the body beside it, 市 a name of that level,
    白沙镇 its body, 各临床 a kind, 青汀, 省公安, 东城 or 工行 a name; None for a whole name."""
    if _COMMITTEE.fullmatch(name) is not None:
        return "body"
    if _KINDS.fullmatch(name) is not None:
        return "name of a level"
    if _TOWN.fullmatch(name) is not None and not (len(name) == 2 and name[1] == "州"):
        return "body of a place"
    if name.startswith("各") and name[-1] not in _UNIT_ENDS and len(name) > 1:
        return "kind"
    unit = name.startswith("驻") or (
        is_unit(name) and not (len(name) == 2 and name[-1] in _SHORT_ENDS)
    )
    bare = _BARE.fullmatch(name) is not None or len(name) == 1 or _ORDINAL.fullmatch(name)
    return "name" if bare and not unit and verb(name) is None else None


def what_is_odd(name: str) -> str | None:
    """Why a name may be no unit's, or more than one's, as the end of a sentence about it; None for
    one that reads like a single unit."""
    flat = half(name)
    plain = without_brackets(flat)
    if (
        not (flat[:1].isalnum() or flat[:1] in "(“《")
        or len(plain) == 1
        or plain.isdecimal()
        or "()" in flat
        or flat.count("(") != flat.count(")")
    ):
        return NO_UNIT
    if set(flat) & set("。:|*★▲※+·—") or len(flat) > _LONGEST_UNIT or _VERB_INSIDE.search(plain):
        return NO_UNIT
    if _BEGINS_OTHERWISE.match(plain) or _ENDS_OTHERWISE.search(plain):
        return NO_UNIT
    if "等" in plain.replace("高等", "").replace("中等", ""):
        return "里的“等”没有分开"
    if plain.startswith(("相关", "有关")) or _NOBODY.fullmatch(plain):
        return "没有说是哪些单位"
    if _REST_OF_A_NAME.fullmatch(plain) or (len(plain) == 2 and plain[1] in _SHORT_ENDS):
        return "像是名称的一部分"
    if "、" in plain and not shares_surely(*plain.rpartition("、")[::2]):
        return "可能是几个单位"
    parted = _SPLIT_AND.fullmatch(plain)
    several = parted is not None and all(map(is_unit, parted.groups()))
    if (several and _NOUN.search(plain) is None) or _RUN_TOGETHER.search(plain):
        return "可能是几个单位"
    return None if is_unit(name) or plain.startswith("中国") else NO_UNIT


def may_have_no_name(name: str) -> bool:
    """Whether a name is short and has no place, level or kind in front: 税务局, 信息中心."""
    named = "各" in name or name[:1] in _LEVELS or _SOME_FIRST.match(name) is not None
    return 0 < len(name) <= _LONGEST_BARE and not named


def is_one_unit(name: str) -> bool:
    """Whether a name reads like that of a single unit, beyond doubt."""
    return is_unit(name) and what_is_odd(name) is None and not half(name)[:1].isdigit()


def without_brackets(name: str) -> str:
    """A name without what its brackets add."""
    return _IN_BRACKETS.sub("", half(name))


def shares_surely(before: str, last: str) -> bool:
    """Whether names parted by 、 are one thing beyond doubt: 各镇、村, 各县、区政府,
    市、县两级科协, or places and their governments, 县委、县政府督查室."""
    if re.fullmatch(_BODY, last) is not None or lack(before) == "body":
        return True
    if _KINDS.fullmatch(before) is not None and _BOTH_LEVELS.fullmatch(last) is not None:
        return True
    if _SOME_KIND.fullmatch(before) is not None:
        return _KIND_ALONE.fullmatch(last) is not None
    if is_of_each(before, last):
        return True
    kinds = before.startswith("各") and _MERE_KIND.fullmatch(last) is not None
    return kinds or _GOVERNED.fullmatch(last) is not None
