"""What in a message is not the message: greetings, signatures, forms, quoted mail, other things."""

import re
from typing import Final

from fjkx.notice.message.text import EMOJI, LONGEST
from fjkx.plan.model import Plan
from fjkx.words.half import half
from fjkx.words.names import units_meant

_OFFICES: Final = "主任|[处部科]长|书记|主席|秘书长|老师"
_GREETING: Final = re.compile(
    rf"(?:@\S{{1,12}}\s+(?:\S{{1,4}}\s+)?)?(?:(?:尊敬的)?[^,。;:!?]{{0,10}}(?:[您你]们?|领导|同志|各位|大家|{_OFFICES})"
    rf"(?:早上|上午|中午|下午|晚上)?好呀?[啊哈]?|@\S{{1,12}}\s+(?:\S{{1,4}}\s+)?|[^,。;:!?\s]{{0,8}}(?:领导|同志们?|各位|{_OFFICES})(?=[,:!])"
    rf"|(?:\w[处科局部总工姐哥]|[小老]\w)(?:好|(?=[,:!])))[,:。!~\s]*(?:{EMOJI})?[,:。!\s]*"
)
_BY: Final = "(?:按照?|根据|遵照|接|依据)"
_TELL: Final = "(?:汇报|报告|报送|反馈|说明|总结|报|说|简述)"
_INTRO: Final = re.compile(
    rf"(?:{_BY}[^。]{{0,40}}?)?(?:现将|现把|现就|兹将|以下是|下面)[^。]{{0,60}}?(?:{_TELL}|如下|请)[^。;:]{{0,12}}[:。!,]?"
    rf"|{_BY}[^。]{{0,60}}?(?:如下|报来|报上)[:。!,]?|[^。]{{0,30}}(?:情况|进展)如下[:。]?"
    rf"|[^。]{{0,60}}?{_TELL}(?:一下|如下|给您|上来|来)[^。;:]{{0,8}}[:。!,]?"
    rf"|[^。]{{0,40}}?(?:合并|一并|一起|分别|简要|简单|集中){_TELL}[^。]{{0,4}}[:。!,]?"
    "|(?:[汇上填]?报|发来|报送)[^,。]{0,12}(?:情况|进展)[:。!,]?(?:请[^。,]{0,8}[。!]?)?"
)
_CLOSING: Final = re.compile(
    "(?:非常|十分)?(?:感谢(?=领导|您|各|支持|大家|[,。!]|$)|谢谢|多谢)|辛苦|就这些|先这样|[特专]此|此致|敬礼|[妥当]否"
    "|以上(?:情况|报告|汇报|内容|材料|是|请|,|。|$)|(?:请|望|供)(?:领导|您)*(?:审[阅示定]|阅示|查收|批示|指正|知悉|过目|参考)"
    "|如有|有(?:什么|任何)?(?:不清楚|疑问|不明白)|有(?:什么|任何)?问题,?(?:再|请|随时|您|及时|欢迎|尽管|联系)|(?:随时|欢迎|请)(?:与我)?联系|请?(?:收到后?)?请?回复|祝(?:您|工作|好|一切|商|夏|端午)"
    r"|收到(?=[,。!了谢请后~\[\s]|$)|好[的嘞](?=[,。!~\[\s]|$)|ok[,。!]?|不好意思|抱歉|打扰|报[得的]?晚了"
    "|(?:上[周次]|之前|前面)已?报过|(?:马上|尽快|晚点|稍后|这就)[报办发]|[发来]自我的|注:",
    re.I,
)
_BUSINESS: Final = re.compile(
    r"(?:另外?|此外|还有|顺便|对了|再|PS)[,:]?[^,。]{0,24}"
    r"(?:(?<![邀申聘报提恳])请|麻烦|能否|可否|帮忙|归还|发票|报销|会议室)"
    r"|(?:顺便|请)问|麻烦(?:您|帮|办公室)|[^。]{0,60}\?$",
    re.I,
)
_FORM: Final = re.compile(
    r"(?:联系人|联系电话|电\s*话|手机|传真|邮箱|填[报表]人|报送人|经办人|审[核签]人|负责人|附件|抄送|主送|主题|收件人"
    r"|发件人|发送时间|(?:填报|报送|上报|截止)?(?:日期|时间|单位|部门))\d?(?:\s*:|\s+)"
)
_NUMERAL: Final = r"[\d一二三四五六七八九十]{1,3}"
_DATE: Final = re.compile(
    rf"\(?(?:截至)?(?:(?:20\d\d|二[〇零○Oo0][一二三四五六七八九〇零○十]{{2}})[年./-])?{_NUMERAL}[月./-]{_NUMERAL}日?\)?"
)
_SPEAKER: Final = re.compile(
    r"(?:\w{2,4}\([^()]{1,11}[部办室馆会委处心]\)|[小老][^\W结计师年组]|\w[处科总姐哥]):\s*"
)
_CHATTED: Final = re.compile(
    r"(?:\S{1,12}\s+){0,2}\S{0,12}?\s*(?:(?:20\d\d[-/年.])?\d\d?[-/月.]\d\d?日?\s*)?(?:[上下]午|昨天)?\s*"
    r"\d\d?:\d\d(?::\d\d)?"
)
_HEADING: Final = re.compile(
    r"[^。;,:]{2,40}(?:情况|进展|报告|汇报|总结|[^代]表|反馈|小结)(?:\([^()]{1,20}\))?:?"
)
_QUOTED_BELOW: Final = re.compile(
    r"\s*(?:[-—_=*]{2,}\s*(?:原始?邮件|转发|引用|以下|Original|Forward).*|.{0,80}写道:|(?:发件人|From):.*)",
    re.I,
)
_QUOTED_LINE: Final = re.compile(r"\s*(?:>|(?:引用|回复|转发)[^:。]{0,12}:).*")
_CHAT_QUOTE: Final = re.compile(
    r"^[^\S\n]*「[^「」:：]{1,20}[:：][^「」]{0,2000}」\s*\n\s*(?:[-—_]\s*){3,}$", re.M
)
_ORGANISED: Final = tuple("部办室馆会委处心")


def unquoted(text: str) -> tuple[list[str], list[str]]:
    """The lines of a message that are its writer's own, and those quoted from others or around a
    mail, which may be all that is forwarded."""
    quoted = [found[0].strip() for found in _CHAT_QUOTE.finditer(text)]
    lines = _CHAT_QUOTE.sub("", text).splitlines()
    own: list[str] = []
    for at, line in enumerate(lines):
        below = _QUOTED_BELOW.fullmatch(half(line))
        if below and own:
            return own, [*quoted, *filter(str.strip, lines[at:])]
        if below or _QUOTED_LINE.fullmatch(half(line)) or (not own and is_form(half(line))):
            quoted.append(line.strip())
        elif own or line.strip():
            own.append(line)
    return own, quoted


def greeting(flat: str, plan: Plan) -> int:
    """How many characters at the beginning of half-width text greet or say who writes: 张主任好,
    @办公室 领导好, 科普部：."""
    colon = flat.find(":", 0, 16) + 1
    if colon and is_signature(flat[:colon], plan):
        return colon
    found = _GREETING.match(flat[:LONGEST])
    return found.end() if found else 0


def speaker(flat: str) -> int:
    """How many characters at the beginning of a line of a chat say who speaks: 张明(科普部)：."""
    found = _SPEAKER.match(flat)
    return found.end() if found else 0


def sender(flat: str, start: int, plan: Plan) -> int:
    """Where what follows the name of a unit in brackets begins, 【国际联络部】; `start` if there is
    none."""
    found = re.compile(r"\s*\[([^\[\]]{2,20})\]\s*").match(flat, start)
    return found.end() if found and is_signature(found[1], plan) else start


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
    return bool(_CLOSING.match(text) or _BUSINESS.match(text)) or (opens and is_form(text))


def is_form(flat: str) -> bool:
    """Whether a line is a field around the message: 联系人：, 主题：."""
    return _FORM.match(flat.strip()) is not None


def is_date(flat: str) -> bool:
    """Whether a line is but a day, or who wrote when in a chat."""
    bare = re.sub(r"\s", "", flat)
    return bool(_DATE.fullmatch(bare) or _CHATTED.fullmatch(flat.strip()))


def is_signature(flat: str, plan: Plan) -> bool:
    """Whether a line is but the name of a unit, with a day or a person's name or without: 院士办
    6月30日."""
    text = re.sub(r"[\d年月日/.-]+$|\([^()]*\)|:$", "", flat.strip(" —-\t")).strip()
    found = re.fullmatch(r"(?:福建)?省?(?:科协)?(\w{2,12}?)(?:\s+\w{1,3}|[小老]\w)?", text)
    if found is None or not found[1].endswith(_ORGANISED):
        return False
    return bool(units_meant(plan, found[1])) or found[1].startswith(
        tuple(u.name for u in plan.units)
    )
