"""What a web page or a printed page puts around and into a notice."""

import re
from typing import Final

from fjkx.notice.numbers import number
from fjkx.words.half import half

_PAGE_NUMBER: Final = re.compile(
    r"[-—–―─·_ ]+\d{1,4}[-—–―─·_ ]+|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+"
)

_CONTENTS: Final = re.compile(r"(?:\.{4,}|…{2,}|·{4,})\s*\d{1,3}$")
_COUNTER: Final = re.compile(r"(?:阅读|浏览|点击|访问)(?:量|数|次数|人数)?[: ]*\d+.{0,3}")

# Words that only a page's own lines begin with; those of its menus only if the line is short.
_STARTS: Final = (
    *("您现在的位置", "您当前的位置", "当前位置", "当前的位置", "你的位置", "所在位置"),
    *("发布时间", "发布日期", "发文日期", "成文日期", "生成日期", "时间:", "日期:", "信息来源"),
    *("发表时间", "发布人", "公开日期", "有效性", "中文名", "外文名", "颁布时间", "颁布单位"),
    *("发布单位", "实施时间", "生效日期", "废止日期", "信息分类", "组配分类", "体裁分类"),
    *("公开范围", "公开时限", "公开责任", "文件编号", "效力状态", "关键词", "标题:", "浏览量"),
    *("文章来源", "稿件来源", "来源:", "索引号", "发布机构", "发文机关", "发文字号", "印发机关"),
    *("主题分类", "主题词", "公开方式", "文号:", "名称:", "抄送", "抄报", "主送"),
    *("点击数", "点击量", "浏览数", "浏览次数", "浏览:", "阅读次数", "阅读:", "字号:", "字体:"),
    *("上一篇:", "下一篇:", "上一条:", "下一条:", "责任编辑", "编辑:", "作者:", "审核:", "校对:"),
    *("版权所有", "Copyright", "copyright", "技术支持", "网站标识", "网站备案", "联系电话:"),
    *("联系邮箱", "办公地址", "地址:", "邮编", "扫一扫", "此件公开", "此件主动", "此件依申请"),
)
_MENU: Final = (
    *("首页", "返回", "分享", "打印", "关闭", "上一篇", "下一篇", "上一条", "下一条"),
    *("上一页", "下一页"),
    *("设为首页", "加入收藏", "无障碍", "长者", "繁体", "登录", "注册", "搜索", "附件下载"),
    *("信息公开", "友情链接", "收藏", "微信", "微博", "QQ", "移动端", "政务公开", "网站声明"),
    *("网站地图", "联系我们", "隐私", "举报", "供稿", "图文", "文档下载", "下载", "字号", "字体"),
)
_LONGEST_MENU: Final = 16
_LONGEST_HOLDING: Final = 160
_LONGEST_CONTENTS: Final = 200
_HOLDS: Final = (
    *("点击:", "浏览:", "阅读:", "访问量:"),
    *("版权所有", "ICP备", "公网安备", "标识码", "Copyright", "©", "浏览次数", "扫一扫"),
)
_HOST: Final = re.compile(
    r"(?:网站|本站)?(?:主办|承办|协办|主管|运维|维护|建设)(?:单位|部门|方|维护)? *[: ]"
    r"|\S{2,30}(?:主办|承办)(?: |$)"
)
_HOST_WORD: Final = re.compile("主办|承办|协办|主管|运维|维护|建设")
_RELATED: Final = re.compile(
    "(?:相关|热点|热门|推荐|延伸|更多|猜你喜欢|最新)(?:阅读|文件|链接|附件|推荐|文章|解读|信息|新闻|内容|稿件)?:?"
)
_ATTACHMENT: Final = re.compile(
    r"附\s*件\s*[\d一二三四五六七八九十]*"
    r"|附\s*件\s*[\d一二三四五六七八九十]+[: ].{1,40}|附:(?!\d).{1,40}"
)
_FILE_NUMBER: Final = re.compile(r"\S{1,12}[(\[]\d{4}[)\]]\S{0,3}\d{1,5}号")
_FOOTNOTE: Final = re.compile(r"\(?(?:备?注|说明|附注)\d?\s*:.|\*注")
_ATTACHED: Final = re.compile(r"附\s*(?:件\s*)?:(?=\s*(?:$|\d))|附\s*件\s*:")
_DRAWN: Final = " \t\u3000|｜+-=_*:：·~—–─━│┃┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛★☆◆●"
_IMPRINT: Final = re.compile(r".{2,30}\d{4}年\d{1,2}月\d{1,2}日印发")


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a printed page: — 3 —, 第3页 共8页."""
    return _PAGE_NUMBER.fullmatch(half(text).strip()) is not None


def is_rule(text: str) -> bool:
    """Whether a line is but drawn: the rule of a table, a row of dashes or stars."""
    return bool(text.strip()) and not text.strip(_DRAWN)


def is_page_line(text: str) -> bool:
    """Whether a line belongs to the page or the print around a notice, not to its text."""
    flat = half(text).strip().lstrip("•·*>-| [(")
    if number(text) is not None:
        return False
    return (
        is_rule(text)
        or flat.startswith(_STARTS)
        or "".join(flat[:_LONGEST_MENU].split()).startswith(_STARTS)
        or (flat.startswith(_MENU) and len(flat) <= _LONGEST_MENU and "。" not in flat)
        or (len(flat) <= _LONGEST_HOLDING and any(word in flat for word in _HOLDS))
        or " > " in flat
        or _IMPRINT.fullmatch(flat) is not None
        or is_file_number(text)
        or is_related(text)
        or _COUNTER.fullmatch(flat) is not None
        or (len(flat) <= _LONGEST_CONTENTS and _CONTENTS.search(flat) is not None)
    )


def is_file_number(text: str) -> bool:
    """Whether a line is the number of a document: 甲府办〔2024〕9号."""
    return _FILE_NUMBER.fullmatch("".join(half(text).split())) is not None


def is_footnote(text: str) -> bool:
    """Whether a line is a note below a table or the tasks: 注：…, 备注：…, 说明：…."""
    return _FOOTNOTE.match(half(text).strip()) is not None


def is_attachment_list(text: str) -> bool:
    """Whether a line begins the list of what is attached: 附件：1.…."""
    return _ATTACHED.match(half(text).strip()) is not None


def is_host_line(text: str) -> bool:
    """Whether a line names who runs the site (主办单位:…), next to lines that are the page's."""
    return _HOST.match(half(text).strip()) is not None


def host_word(text: str) -> str:
    """The word by which a line names who runs the site; empty where it does not."""
    found = _HOST_WORD.search(half(text))
    return "" if found is None else found[0]


def is_attachment_heading(text: str) -> bool:
    """Whether a line heads an attachment (附件2, 附件2：评定办法, 附：有关说明) or a page's links
    (相关阅读)."""
    flat = half(text).strip()
    return "。" not in text and (_ATTACHMENT.fullmatch(flat) is not None or is_related(text))


def is_related(text: str) -> bool:
    """Whether a line heads what the page links to: 相关阅读, 热点推荐."""
    return _RELATED.fullmatch(half(text).strip().strip("[]")) is not None
