"""What is said of the whole task's progress: its percentage, and whether it is done or blocked."""

import re
from collections.abc import Iterator
from typing import Final

from fjkx.notice.message.text import LONGEST, letters, matched
from fjkx.notice.numbers import value_of
from fjkx.plan.named import NamedTuple

# A clause is about the whole task if it is made of these words and nothing else: 全年任务总体完成
# about 60%, not 参加率98% or 编印已完成.
_WHOLE: Final = (
    r"(?:第[一二三四五六七八九十\d]+|[本该此这全整各])项目?|[本该]任务|任务|工作|总体|整体|总的?|计划|全年|年度"
    "|综合|目标|全部|所有|上述"
)
_CORRECTED: Final = "应[为是]|[改更]正?为"
_FILL: Final = (
    r"按(?:要求|计划|时限?|期)|于?\d{1,2}月(?:初|底|[上中下]旬|\d{1,2}日)?前?|并|已经?|均|都|全面|圆满|顺利|如期"
    rf"|{_CORRECTED}|目前|现在?|截[至止]|至此|至今|来?看|来说|上|累计|的|了|为|达到?|至|到|在|是|:|“|”"
)
_ABOUT: Final = "约|大约|大概|估计|将?近|接近|差不多|超过?|逾|左右|上下|以上|以下|多|不到|不足"
_DONE: Final = "进度|进展|完成|推进|落实|实施"
_DIGIT: Final = "[一二两三四五六七八九]"
_FIGURE: Final = (
    r"(?P<number>\d{1,9}(?:\.\d+)?)\s*%|百分之(?P<words>[零一二两三四五六七八九十百]{1,5})"
    rf"|(?P<tenths>{_DIGIT}|[1-9])成(?P<more>半|{_DIGIT})?"
    rf"|(?P<part>\d+/\d+|\d{{1,3}}%?[-~至—]\d{{1,3}}%|{_DIGIT}分之{_DIGIT}|一半)"
)
_RISEN: Final = r"[从由]\d{1,3}%(?:提高|提升|上升|增加|增长|推进)?"
_PERCENT: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL}|{_ABOUT}|{_DONE}|{_RISEN}|率|度|比例|情况|量|数)*)\s*"
    rf"(?:{_FIGURE})\s*(?P<after>(?:{_ABOUT}|的|任务|工作|量|目标|进度|完成|了|吧|啦)*)"
)
_SO_FAR: Final = re.compile(rf"(?:进度|完成)(?:了|到|至|达|{_ABOUT})*$")
_COMPLETE: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL})*)(?P<word>完成|办结|办理完毕|完结|收官)"
    "(?:了|啦|的|任务|工作|全年|年度|目标|各项|全部|所有|销号)*"
)
_SURELY: Final = re.compile("已|均|都|全|圆满|任务|项|办|结|收官")
_STOPPED: Final = re.compile(
    rf"(?P<subject>.*?)(?P<before>(?:{_WHOLE}|{_FILL}|推进|进展|开展|实施)*)"
    "(?:(?:因|受|由于)[^,]{1,14}?(?:影响)?)?(?:已|现|拟|暂时?|需|只能|将|被|有所|仍|严重)*"
    "(?P<word>受阻|暂缓|暂停|推迟|延期|延后|搁置|停滞|中止|顺延|基本完成|大部分完成|取消|停办|不[办搞做]了)"
    "(?:了|不[办搞做]了?|实施|开展|进行|推进|启动|举办|举行|中|[至到].*)*"
)
_NOT_YET: Final = re.compile(
    rf"(?:{_WHOLE}|{_FILL}|仍|还|尚|暂)*"
    "(?:[未没]有?(?:开始|启动|开展|实施|动)|[暂还尚]?(?:无|没有?)(?:新的?|任何|什么|实质性?)*进展)(?:推进|工作|实施)?"
)
_AT_END: Final = re.compile(r"(?P<before>[^,。;\s]*)[,;\s(]+(?P<number>\d{1,3})\s*%\)?[。;!\s]*$")
_TAKEN_BACK: Final = {  # what is said besides a status that it may not be
    "done": re.compile(
        r"(?<!所)[未没]有?(?:能|全部|完全)*(?:完成|办结|完结|收官|落实|结束)|(?:[尚仍还]|[仅只])(?:有|剩|差|余)下?的?"
        r"[\d一二两三四五六七八九十]+[项个家处篇场期条]"
    ),
    "blocked": re.compile(
        r"(?:[已现]|已经?|逐步|全面|陆续|正在|重新)(?:得到|全部)?(?:恢复|解除|解决|重启|复工)|恢复正常"
    ),
}
_OF_A_PART: Final = re.compile("[率比度额量数]$|增|降|减|提高|上升|占|同比|环比")
_ASIDE: Final = re.compile("(?:因|受|由于|截至|截止|目前|到|按|根据|对照|经).*")
_CLAUSE: Final = re.compile(r"(?:(?! {2})[^,。;!?()\n])+|[。;!?\n]| {2,}")


class Progress(NamedTuple):
    """What a text says of the whole task: percent 0–100, the status done or blocked, and what of
    it a person has to look at."""

    percent: int | None = None
    status: str | None = None
    doubts: tuple[str, ...] = ()


def progress(text: str, title: str = "") -> Progress:
    """What a text says of the whole task; what it says of a part of it is none of it. Words of the
    task's own `title` mean the whole too."""
    found = [
        each for clause in clauses(matched(text)) for each in of_whole(*clause, letters(title))
    ]
    percents = list(dict.fromkeys(each.percent for each in found if each.percent is not None))
    status = next((each.status for each in found if each.status), None)
    doubts = [doubt for each in found for doubt in each.doubts]
    if not (percents or status or doubts) and len(parts := list(of_parts(text))) > 1:
        doubts.append(f"{'、'.join(f'“{part}”' for part in parts)}说的各是一件事，没有记进度")
    if len(percents) > 1:
        doubts.append(f"有几个百分数：{'、'.join(f'{each}%' for each in percents)}")
    if status == "done" and percents and percents[-1] < 100:
        doubts.append(f"说已完成，进度却是 {percents[-1]}%")
    return Progress(percents[-1] if percents else None, status, tuple(dict.fromkeys(doubts)))


def of_parts(text: str) -> Iterator[str]:
    """The clauses that say how far a part of the task is: 主题党日完成60%."""
    for clause, _ in clauses(matched(text)):
        found = _PERCENT.fullmatch(clause)
        if found and found["subject"] and _SO_FAR.search(found["before"]):
            yield clause


def taken_back(status: str | None, text: str) -> Iterator[str]:
    """What to say of a clause that takes a status back: 已全部完成，尚有一项未完成."""
    for clause, _ in clauses(matched(text)) if status in _TAKEN_BACK else ():
        if status and _TAKEN_BACK[status].search(clause):
            word = "已完成" if status == "done" else "受阻"
            yield f"说{word}，又说“{clause}”"


def at_end(text: str) -> Progress:
    """What a bare percentage tells that a report ends with (培训3场，65%): probably how far the
    task is; what it is a rate or a growth of, nothing."""
    found = _AT_END.search(matched(text).rstrip("。;! \n")[-2 * LONGEST :])
    if found is None or _OF_A_PART.search(found["before"]) or int(found["number"]) > 100:
        return Progress()
    number = int(found["number"])
    return Progress(number, doubts=(f"末尾的 {number}% 认作整项任务的进度",))


def is_not_begun(text: str) -> bool:
    """Whether a text says that nothing of the whole was done yet, and but that and why."""
    told = [clause for clause, _ in clauses(matched(text)) if letters(clause)]
    others = [clause for clause in told if not _NOT_YET.fullmatch(clause)]
    return len(others) < len(told) and all(map(_ASIDE.fullmatch, others))


def clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of half-width text that are short enough to be about the whole, each with
    whether it begins a sentence; a reason or a day in front leaves that open."""
    opens = True
    for found in _CLAUSE.finditer(text):
        clause = found[0].strip()
        if clause in ("。", "!", "?", ""):
            opens = opens or bool(clause)
            continue
        if len(clause) <= LONGEST:
            yield clause, opens
        opens = opens and _ASIDE.fullmatch(clause) is not None


def of_whole(clause: str, opens: bool, title: str) -> Iterator[Progress]:
    """What a clause says of the whole task."""
    found = about(_PERCENT, clause, title)
    if found and is_measured(found, opens):
        yield figure(found)
    found = about(_COMPLETE, clause, title)
    if found and _SURELY.search(clause) and (is_whole(found, opens) or found["word"] == "办结"):
        yield Progress(status="done")
    found = about(_STOPPED, clause, title)
    if found and is_whole(found, opens):
        blocked = found["word"] == "受阻"
        yield Progress(
            status="blocked" if blocked else None,
            doubts=() if blocked else (f"“{clause}”：状态须人工看",),
        )


def about(shape: re.Pattern[str], clause: str, title: str) -> re.Match[str] | None:
    """The match of a whole clause whose subject is none, or words of the task's title."""
    found = shape.fullmatch(clause)
    subject = letters(found["subject"]) if found else ""
    return found if not subject or (len(subject) > 2 and subject in title) else None


def is_measured(found: re.Match[str], opens: bool) -> bool:
    """Whether a figure stands behind a word for progress, or begins a sentence (`opens`) alone."""
    bare = re.sub(f"{_ABOUT}|{_CORRECTED}|:", "", found["before"])
    return (opens and not bare) or re.search(f"{_DONE}|总|整体", bare) is not None


def is_whole(found: re.Match[str], opens: bool) -> bool:
    """Whether a state is that of the whole: it is said so, or begins a sentence (`opens`)."""
    return opens or bool(found["subject"]) or re.search(_WHOLE, found["before"]) is not None


def figure(found: re.Match[str]) -> Progress:
    """The percentage of a match, in doubt where it is rounded, a fraction or over 100."""
    printed = found[0][found.end("before") : found.start("after")].strip()
    if found["part"]:
        return Progress(doubts=(f"“{printed}”不是百分数，须人工看",))
    if found["tenths"]:
        more = 5 if found["more"] == "半" else value_of(found["more"] or "零")
        exact: float = value_of(found["tenths"]) * 10 + more
    else:
        exact = float(found["number"]) if found["number"] else value_of(found["words"])
    if exact > 100:
        return Progress(doubts=(f"{printed} 超过 100%",))
    rounded = found["tenths"] or exact != int(exact)
    rounded = rounded or re.search(_ABOUT, found["before"] + found["after"])
    return Progress(int(exact), doubts=(f"百分数是约数（{found[0].strip()}）",) if rounded else ())
