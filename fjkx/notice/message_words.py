"""The words of progress messages: the labels and cues of their parts, what is said of the whole
task's progress, and what is courtesy. All of it is matched on half-width text."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from fjkx.notice.numbers import value_of
from fjkx.notice.width import half

Field: TypeAlias = Literal["note", "problem", "next", "state"]

_STOP: Final = re.compile(r"(?<=[\u4e00-\u9fff%)])[.．](?=\s*(?:[\u4e00-\u9fff\d]|$))")
LONGEST: Final = 40  # characters of a clause that is looked at: patterns of words may backtrack
EMOJI: Final = r"(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*|\[(?!问题|进展|下步)\w{1,3}\])+"


def flat(text: str) -> str:
    """The text as it is matched: half-width as long as it is, a stop typed as a dot a stop."""
    return _STOP.sub("。", half(text))


# -- labels and cues ------------------------------------------------------------------------

_CORES: Final[tuple[tuple[Field, str], ...]] = (
    ("next", "下一?步|下一?阶段|后续|今后|接下来|打算|措施|举措|思路|对策|(?:工作)?计划|安排"),
    ("problem", "问题|困难|难点|堵点|不足|短板|瓶颈|难题|协调|解决|存在"),
    ("state", "进度|完成[率度]|完成比例|百分比|状态|是否完成|是否办结"),
    ("note", "进展|落实|成效|做法|已做|完成(?:情况|工作)"),
)
_FILLERS: Final = (
    "情况|主要|目前|当前|现阶段|上半年|下半年|[一二三四本上下]季度|[本上下]阶段|全年|年度|工作|任务|项目|活动|"
    "遇到|面临|尚存?|仍|还|的|和|及|与|、|其|原因|分析|事项|方面|如下|推进|开展|办理|实施|执行|完成|之处|总体|整体|具体|"
    "需要?|已|意见|建议|考虑|整改|整体"
)
_WORDS: Final = "|".join((*(core for _, core in _CORES), _FILLERS))
_ORDINAL: Final = r"(?:[一二三四五六][、.]|\([一二三四五六\d]\)|\d[.、)](?!\d))\s*"
_LABEL: Final = re.compile(
    rf"(?P<ordinal>{_ORDINAL})?[\[(*#\s]*(?P<words>(?:{_WORDS}){{1,7}})(?:\([^()]{{1,12}}\))?\**"
    r"(?P<sign>\s*[\])]\s*:?|\s*:|\s*。|\s*$|\s+(?=\S))[\s*]*"
)
_PROBLEM_IS: Final = re.compile("问题是[:,]?")
_NO_PROBLEM: Final = re.compile(
    "(?:目前|现在?|总体|存在|都|均|也|暂时)*(?:(暂?无|没有?|未发现)(?:存在|什么|明显|突出|其他|大的?|需要?|协调|解决|的)*"
    "(?:问题|困难|不足|事项)|(?:存在)?的?(?:问题|困难)(暂?无|没有))[。;,!]*"
    rf"(?:{EMOJI})?"
)
_PROBLEM_CUE: Final = re.compile(
    "(?:但是?|不过|然而|只是)(?!,?(?:仍|已|也|均|都|还是|依然|总体|全部))"
    "|(?:目前|当前|现在?|主要|仍然?|还|尚|也|工作中|推进中)*(?:存在|面临)"
    "|(?:目前|当前|现在?|主要|最大)的?(?:主要|最大)?的?(?:问题|困难|难点)|难点?在"
    "|(?:主要|最大)?的?(?:问题|困难|难点|难处)(?:主要|就|还)?(?:是|在|有)"
    "|(?:遗憾|美中不足|不足)的?(?:之处)?是|卡在"
)
_NEXT_CUE: Final = re.compile("(?:我.{1,2})?(?:下一?步|下一?阶段|接下来|下来|后续|今后|后面(?:打算|准备|计划|将|我们))")
_PLANS: Final = "计划|拟|将|打算|准备|力争|争取"
_LATER: Final = re.compile(
    rf"(?:我.{{1,2}})?(?:{_PLANS}|预计)(?:于|在)?\d{{1,2}}月"
    rf"|(?:\d{{1,2}}月\w{{0,3}}|下半年|[下三四]季度|下个?月|下周),?(?:{_PLANS})"
)
_REPORTS: Final = re.compile("(?:(?:另外?|此外|同时|目前|现|截至[^,]{0,8}),?)?(?:已|共|累计)")
_BREAK: Final = re.compile(
    rf"[。!?]+[”’」』)\]》]*|;|如下:|:(?=一是)|{EMOJI}[,。;!?]*|(?<![另外此有]),(?=第\d+项)|[,\s]\s*(?=(?:但|不过|然而|下一?步|下一?阶段|接下来|后续)"
    rf"|(?:目前|还|仍|主要|尚)*(?:存在|面临)|\w{{0,6}}(?:问题|困难|不足|下步|打算|进展|安排)(?::|暂?无|没有|主?要?是))"
)


class Label(NamedTuple):
    """A label at the beginning of a text: whose text follows from `end` on. `heads` says that it
    stands alone or is counted, as a heading over all that follows."""

    field: Field
    end: int
    heads: bool


def pieces(flat: str) -> Iterator[tuple[int, int, str]]:
    """From where to where a line's sentences go, cut before cues too, and what stands before
    each: "" at the line's beginning, else the sign."""
    start, before = 0, ""
    for found in _BREAK.finditer(flat):
        if found.end() < len(flat) and not (found[0] == ":" and label(flat[start : found.end()], False)):
            yield start, found.end(), before
            start, before = found.end(), found[0].strip()[:1] or ","
    yield start, len(flat), before


def label(flat: str, opens: bool) -> Label | None:
    """The label that a text begins with: words of labels and nothing else up to a colon or a
    bracket; at the beginning of a line (`opens`) up to its end or a blank too."""
    found = _LABEL.match(flat[:LONGEST])
    stops = found is not None and "。" in found["sign"]  # 1、主要进展。
    if found is not None and (opens or found["sign"].strip()) and (found["ordinal"] or not stops):
        if found.end() == LONGEST < len(flat):
            return None
        field = field_of(found["words"])
        if field and not (found["sign"].isspace() and field == "state"):
            alone = found.end() == len(flat) and opens
            return Label(field, found.end(), bool(found["ordinal"]) or alone)
    found = _PROBLEM_IS.match(flat)
    return found and Label("problem", found.end(), False)


def field_of(words: str) -> Field | None:
    """Which part of a report a label or the head of a column names, by its last word: 计划完成情况
    is no plan."""
    found = [(core.end(), field) for field, cores in _CORES for core in re.finditer(cores, words)]
    return max(found)[1] if found else "note" if "情况" in words else None


def no_problem(flat: str) -> str | None:
    """The word for none, where a sentence says that there are no problems."""
    found = _NO_PROBLEM.fullmatch(flat.strip()[:LONGEST])
    if found is None:
        return None
    word = found[1] or found[2]
    return word if word in ("无", "暂无") else "没有"


def cue(flat: str, before: str) -> Field | None:
    """The part of a report that a sentence without a label begins: 但…, 目前存在…, 下一步将…."""
    if _PROBLEM_CUE.match(flat):
        return "problem"
    sentence = before in ("", "。", "!", "?")
    if _NEXT_CUE.match(flat) or (sentence and _LATER.match(flat)):
        return "next"
    return None


def reports(flat: str) -> bool:
    """Whether a sentence says what has been done: 目前已…, 另共…."""
    return _REPORTS.match(flat) is not None


# -- progress of the whole task -------------------------------------------------------------

_WHOLE: Final = (
    "(?:第[一二三四五六七八九十\\d]+|[本该此这全整各])项目?|[本该]任务|任务|工作|总体|整体|总的?|计划|全年|年度|目标|全部|所有|上述"
)
_FILL: Final = "按(?:要求|计划|时限?|期)|于?\\d{1,2}月(?:初|底|[上中下]旬|\\d{1,2}日)?前?|并|已经?|均|都|全面|圆满|顺利|如期|按期|目前|现在?|截至|至此|至今|来?看|来说|上|累计|的|了|为|达到?|至|到|在|是|:|“|”"
_ABOUT: Final = "约|大约|大概|估计|将?近|接近|差不多|超过?|逾|左右|上下|以上|以下|多|不到|不足"
_DONE: Final = "进度|进展|完成|推进|落实|实施"
_CAUSE: Final = "(?:因|受|由于)[^,]{1,14}?(?:影响)?"
_FIGURE: Final = (
    r"(?P<number>\d{1,9}(?:\.\d+)?)\s*%|百分之(?P<words>[零一二两三四五六七八九十百]{1,5})"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?|(?P<part>\d+/\d+|\d{1,3}%?[-~至—]\d{1,3}%|[一二三四五六七八九]分之[一二两三四五六七八九]|一半)"
)
_PERCENT: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL}|{_ABOUT}|{_DONE}|率|度|比例|情况|量|数)*)\s*(?:{_FIGURE})"
    rf"\s*(?P<after>(?:{_ABOUT}|的|任务|工作|量|目标|进度|完成|了|吧|啦)*)"
)
_COMPLETE: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL})*)(?P<done>完成|办结|办理完毕|完结|收官)"
    r"(?:了|啦|的|任务|工作|全年|年度|目标|各项|全部|所有|,|销号)*"
)
_STOPPED: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL}|推进|进展|开展|实施)*)(?:{_CAUSE})?(?:已|现|拟|暂时|暂|需|只能|将|被|有所|仍|严重)*"
    "(?P<word>受阻|暂缓|暂停|推迟|延期|延后|搁置|停滞|中止|顺延|基本完成|大部分完成)"
    "(?:了|实施|开展|进行|推进|启动|举办|举行|中|[至到].*)*"
)
_ASIDE: Final = re.compile("(?:因|受|由于|截至|截止|目前|到|按|根据|对照|经).*")
_CLAUSE: Final = re.compile(r"(?:(?! {2})[^,。;!?()\n])+|[。;!?\n]| {2,}")


class Progress(NamedTuple):
    """What a text says of the whole task: percent 0–100, the status done or blocked, and what of
    it a person has to look at."""

    percent: int | None = None
    status: str | None = None
    doubts: tuple[str, ...] = ()


def progress(text: str, title: str = "") -> Progress:
    """What a text says of the whole task's progress; of a task's parts it says much more, and that
    is none of it. `title` are the task's own words, which mean the whole too."""
    said = [each for clause in _clauses(flat(text)) for each in _of_whole(*clause, title)]
    percents = list(dict.fromkeys(each.percent for each in said if each.percent is not None))
    status = next((each.status for each in said if each.status), None)
    doubts = [doubt for each in said for doubt in each.doubts]
    if len(percents) > 1:
        doubts.append(f"有几个百分数：{'、'.join(f'{each}%' for each in percents)}")
    if status == "done" and percents and percents[-1] < 100:
        doubts.append(f"说已完成，进度却是 {percents[-1]}%")
    return Progress(percents[-1] if percents else None, status, tuple(dict.fromkeys(doubts)))


def _clauses(flat: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a text that are short enough to be about the whole, each with whether it
    begins a sentence; a reason or a day in front leaves that open."""
    opens = True
    for found in _CLAUSE.finditer(flat):
        clause = found[0].strip()
        if clause in ("。", "!", "?", ""):
            opens = opens or bool(clause)
            continue
        if len(clause) <= LONGEST:
            yield clause, opens
        opens = opens and _ASIDE.fullmatch(clause) is not None


def _of_whole(clause: str, opens: bool, title: str) -> Iterator[Progress]:
    found = _PERCENT.fullmatch(clause)
    if found and _names(found["subject"], title) and _is_measured(found):
        yield _figure(found)
    found = _COMPLETE.fullmatch(clause)
    if found and _names(found["subject"], title) and _is_of_whole(found, opens or found["done"] == "办结"):
        if found["done"] != "完成" or re.search("已|均|都|全|圆满|任务|项", found[0]):
            yield Progress(status="done")
    found = _STOPPED.fullmatch(clause)
    if found and _names(found["subject"], title) and _is_of_whole(found, opens):
        if found["word"] == "受阻":
            yield Progress(status="blocked")
        else:
            yield Progress(doubts=(f"“{clause}”：状态须人工看",))


def _names(subject: str, title: str) -> bool:
    """Whether the words in front of what is said are none, or the task's own."""
    own = letters(subject)
    return not own or (len(own) > 2 and own in letters(title))


def _is_measured(found: re.Match[str]) -> bool:
    """Whether a figure stands alone or behind a word for progress, not behind 参加率."""
    bare = re.sub(f"{_ABOUT}|:", "", found["before"])
    return not bare or re.search(f"{_DONE}|总|整体", bare) is not None


def _is_of_whole(found: re.Match[str], opens: bool) -> bool:
    return opens or bool(found["subject"]) or re.search(_WHOLE, found["before"]) is not None


def _figure(found: re.Match[str]) -> Progress:
    """The percentage of a match, in doubt where it is rounded, a fraction or over 100."""
    printed = found[0][found.end("before") : found.start("after")].strip()
    if found["part"]:
        return Progress(doubts=(f"“{printed}”不是百分数，须人工看",))
    about = re.search(_ABOUT, found["before"] + found["after"])
    if found["tenths"]:
        exact = value_of(found["tenths"]) * 10 + 5 * bool(found["half"])
    else:
        exact = float(found["number"]) if found["number"] else value_of(found["words"])
    if exact > 100:
        return Progress(doubts=(f"{printed} 超过 100%",))
    rounded = about or found["tenths"] or exact != int(exact)
    return Progress(int(exact), doubts=(f"百分数是约数（{found[0].strip()}）",) if rounded else ())


def letters(text: str) -> str:
    """The letters and digits of a text, half-width: words without their signs."""
    return "".join(filter(str.isalnum, half(text)))


# -- courtesy -------------------------------------------------------------------------------

_GREETING: Final = re.compile(
    r"(?:@\S{1,12}\s+)?(?:(?:尊敬的)?[^,。;:!?]{0,10}(?:[您你]们?|领导|主任|处长|部长|科长|书记|主席|秘书长|老师|同志|各位|大家)"
    rf"(?:早上|上午|中午|下午|晚上)?好呀?[啊哈]?|@\S{{1,12}}\s+(?:\S{{1,4}}\s+)?|[^,。;:!?\s]{{1,6}}(?:主任|[处部科]长|书记|主席|秘书长|老师)(?=[,:!])|\w(?:处|科|局|部|总|工|姐|哥)(?=[,:!]))[,:。!~\s]*(?:{EMOJI})?[,:。!\s]*"
)
_INTRO: Final = re.compile(
    r"(?:(?:按照?|根据|遵照|接|依据)[^。]{0,40}?)?(?:现将|现把|现就|兹将|以下是|下面)[^。]{0,60}?(?:报|反馈|如下|说明|请)[^。;:]{0,12}[:。!,]?"
    r"|(?:按照?|根据|遵照|接|依据)[^。]{0,60}?(?:如下|报来|报上)[:。!,]?"
    r"|[^。]{0,60}?(?:汇报|报告|报送|反馈|说明|总结|报|说|简述)(?:一下|如下|给您|上来|来)[^。;:]{0,8}[:。!,]?|[^。]{0,30}(?:情况|进展)如下[:。]?"
    r"|(?:[汇上填]?报|发来|报送)[^,。]{0,12}(?:情况|进展)[:。!,]?(?:请[^。,]{0,8}[。!]?)?"
)
_CLOSING: Final = re.compile(
    "(?:非常|十分)?(?:感谢(?=领导|您|各|支持|大家|[,。!]|$)|谢谢|多谢)|辛苦|以上(?:情况|报告|汇报|内容|材料|是|请|,|。|$)|就这些|先这样|特此|此致|敬礼|[妥当]否"
    "|(?:请|望|供)(?:领导|您)*(?:审阅|审示|阅示|查收|审定|批示|指正|知悉|过目|参考)|如有|有(?:什么|任何)?(?:不清楚|疑问|不明白)|有问题(?:再|请|随时|您)"
    "|祝(?:您|工作|好|一切|商|夏|端午)|收到(?=[,。!了谢~\\[\\s]|$)|好[的嘞](?=[,。!~\\[\\s]|$)|(?:上[周次]|之前|前面)已?报过|不好意思|抱歉|打扰|报[得的]?晚了|(?:ok|OK)[,。!]?|发自我的|来自我的|注:|(?:马上|尽快|晚点|稍后|这就)[报办发]"
)
_FORM: Final = re.compile(
    "(?:联系人|联系电话|电\\s*话|手机|传真|邮箱|填[报表]人|报送人|经办人|审[核签]人|负责人|附件|抄送|主送|主题|收件人|发件人|发送时间|"
    r"(?:填报|报送|上报)?(?:日期|时间|单位|部门)|截止日期)\d?(?:\s*:|\s+)"
)
COMMON: Final = re.compile(
    rf"(?:{_ORDINAL})?(?:总体上?|总的来[说看]|另外|此外|目前|存在的?|主要的?|面临的?|问题方面|我[部办馆]|,)*"
    r"(?:(?:以上|上述|这|各|几|所有|全部|每|[一二三四五六七八九两\d]+项)[^,。:]{0,12}?(?:都|均|共同|普遍|共性)|共同|共性|普遍)"
    r"(?:的|有|存在)*[^。,]{0,12}?(?:问题|困难|存在|受|缺|不足|影响|卡|难)"
    r"(?:(?:主要)?(?:是|有)?\s*:\s*)?"
)
_BUSINESS: Final = re.compile(
    "(?:另外?|此外|还有|顺便|对了|再|PS|ps)[,:]?[^,。]{0,24}(?:(?<![邀申聘报提恳])请|麻烦|能否|可否|帮忙|归还|发票|报销|会议室)"
    r"|(?:顺便|请)问|麻烦(?:您|帮|办公室)|[^。]{0,60}\?$"
)
_DATE: Final = re.compile(
    r"\(?(?:截至)?(?:(?:20\d\d|二[〇零○Oo0][一二三四五六七八九〇零○十]{2})[年./-])?[\d一二三四五六七八九十]{1,3}[月./-][\d一二三四五六七八九十]{1,3}日?\)?"
)
_HEADING: Final = re.compile(r"[^。;,:]{2,40}(?:情况|进展|报告|汇报|总结|[^代]表|反馈|小结)(?:\([^()]{1,20}\))?:?")
_CHATTED: Final = re.compile(
    r"(?:\S{1,12}\s+){0,2}\S{0,12}?\s*(?:(?:20\d\d[-/年.])?\d\d?[-/月.]\d\d?日?\s*)?(?:[上下]午|昨天)?\s*\d\d?:\d\d(?::\d\d)?"
)


def greeting(flat: str) -> int:
    """How many characters of a text greet: 张主任好, @办公室 领导好."""
    found = _GREETING.match(flat[:LONGEST])
    return found.end() if found else 0


def is_intro(flat: str) -> bool:
    """Whether a sentence only says that a report follows: 现将…报来, 请审阅."""
    return _INTRO.fullmatch(flat.strip()) is not None


def is_heading(flat: str) -> bool:
    """Whether a line is the title of the message itself: 院士办上半年工作进展情况."""
    return _HEADING.fullmatch(flat.strip()) is not None


def is_courtesy(flat: str, opens: bool) -> bool:
    """Whether a sentence thanks, closes or asks for something else, or at the beginning of a line
    (`opens`) gives a contact."""
    text = flat.strip()
    return bool(_CLOSING.match(text) or (opens and is_form(text)) or _BUSINESS.match(text))


def is_form(flat: str) -> bool:
    """Whether a line is a field around the message: 联系人：, 主题：."""
    return _FORM.match(flat.strip()) is not None


def is_date(flat: str) -> bool:
    """Whether a line is but a day, or who wrote when in a chat."""
    bare = re.sub(r"\s", "", flat)
    return bool(_DATE.fullmatch(bare) or _CHATTED.fullmatch(flat.strip()))
