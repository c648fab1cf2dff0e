"""The parts of a report on a task: progress, problem, next step; told by labels (二、存在问题), or
in prose by the words that sentences begin with (但, 下一步)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from fjkx.notice.message.progress import Progress, progress
from fjkx.notice.message.text import EMOJI, LONGEST, letters, matched
from fjkx.notice.source import glued
from fjkx.plan.named import NamedTuple

Field: TypeAlias = Literal["note", "problem", "next", "state"]

# The words that labels are made of: those that tell the part of the report, and those around them.
_CORES: Final[tuple[tuple[Field, str], ...]] = (
    ("next", "下一?步|下一?阶段|后续|今后|接下来|打算|措施|举措|思路|对策|计划|安排"),
    ("problem", "问题|困难|难点|堵点|不足|短板|瓶颈|难题|协调|解决|存在"),
    ("state", "进度|完成[率度]|完成比例|百分比|状态|是否完成|是否办结"),
    ("note", "进展|落实|成效|做法|已做|完成(?:情况|工作)"),
)
_AROUND: Final = (
    "情况|主要|目前|当前|现阶段|上半年|下半年|[一二三四本上下]季度|[本上下]阶段|全年|年度|工作|任务|项目|活动|遇到"
    "|面临|尚存?|仍|还|的|和|及|与|、|其|原因|分析|事项|方面|如下|推进|开展|办理|实施|执行|完成|之处|总体|整体|具体"
    "|需要?|已|意见|建议|考虑|整改"
)
_WORDS: Final = "|".join((*(core for _, core in _CORES), _AROUND))
_ORDINAL: Final = r"(?:[一二三四五六][、.]|\([一二三四五六\d]\)|\d[.、)](?!\d))\s*"
_LABEL: Final = re.compile(
    rf"(?P<ordinal>{_ORDINAL})?[\[(*#\s]*(?P<words>(?:{_WORDS}){{1,7}})(?:\([^()]{{1,12}}\))?\**"
    r"(?P<sign>\s*[\])]\s*:?|\s*:|\s*。|\s*$|\s+(?=\S))[\s*]*"
)

# The words that a part of a report begins with in prose.
_PROBLEMS: Final = "(?:问题|困难|难点|难处)"
_NOW: Final = "(?:目前|当前|现在?|总体|主要|最大|仍然?|还|尚|都|均|也|暂时|工作中|推进中|的)*"
_ASKED: Final = re.compile("(?:存在的?)?问题是[:,]?")
_NO_PROBLEM: Final = re.compile(
    f"{_NOW}(?:存在)?的?(?:(暂?无|没[有啥]?|未发现)(?:存在|什么|明显|突出|其他|大的?|需要?|协调|解决|的)*"
    rf"(?:{_PROBLEMS}|不足|事项)|{_PROBLEMS}(暂?无|没有))[。;,!]*(?:{EMOJI})?"
)
_PROBLEM: Final = re.compile(
    "(?:但是?|不过|然而|只是)(?!,?(?:仍|已|也|均|都|还是|依然|总体|全部))|卡在|难在"
    f"|{_NOW}(?:存在|面临)|(?:目前|当前|现在?|主要|最大)的?(?:主要|最大)?的?{_PROBLEMS}"
    f"|{_PROBLEMS}(?:主要|就|还)?(?:是|在|有)|(?:遗憾|美中不足|不足)的?(?:之处)?是"
)
_NEXT: Final = re.compile(
    "(?:我.{1,2})?(?:下一?步|下一?阶段|接下来|下来|后续|今后|后面(?:打算|准备|计划|将|我们))"
)
_HEADED: Final = re.compile("下一?步[,，]?(?![,，]|工作|措施|重点|安排|思路|的)")
_WILL: Final = "计划|拟|将|打算|准备|力争|争取"
_LATER: Final = re.compile(
    rf"(?:我.{{1,2}})?(?:{_WILL}|预计)(?:于|在)?\d{{1,2}}月"
    rf"|(?:\d{{1,2}}月\w{{0,3}}|下半年|[下三四]季度|下个?月|下周),?(?:{_WILL})"
)
# A line of its own, which below a label would run together with what stands there.
_STATE: Final = re.compile(
    r"(?:总体|整体|目前|现|已|任务|工作)*(?:完成|进度|进展)[到达至]?\d{1,3}%[。;]?"
)
_COMMON: Final = re.compile(
    rf"(?:{_ORDINAL})?(?:总体上?|总的来[说看]|另外|此外|目前|存在的?|主要的?|面临的?|问题方面|我[部办馆]|问题|:|,)*"
    r"(?:(?:以上|上述|这|各|几|所有|全部|每|[一二三四五六七八九两\d]+项)[^,。:]{0,12}?(?:都|均|共同|普遍|共性)"
    "|共同|共性|普遍|问题都)(?:的|有|存在)*[^。,]{0,12}?(?:问题|困难|存在|受|缺|不足|影响|卡|难|一样)"
    r"(?:(?:主要)?(?:是|有)?\s*:\s*)?"
)
_REPORTS: Final = re.compile("(?:(?:另外?|此外|同时|目前|现|截至[^,]{0,8}),?)?(?:已|共|累计)")
_CAUSE: Final = re.compile("(?:因|受|由于|截至)[^,]{1,15},")
_BREAK: Final = re.compile(
    rf"[。!?]+[”’」』)\]》]*|;|如下:|:(?=一是)|{EMOJI}[,。;!?]*|(?<![另外此有项]),(?=第\d+项)|\s*(?=\[(?:{_WORDS}){{1,7}}\])"
    "|[,\\s]\\s*(?=但|不过|然而|下一?步|下一?阶段|接下来|后续|(?:目前|还|仍|主要|尚)*(?:存在|面临)"
    rf"|(?:暂?无|没[有啥]?)\w{{0,3}}{_PROBLEMS}|\w{{0,6}}(?:{_PROBLEMS}|不足|下步|打算|进展|安排)(?::|暂?无|没有|主?要?是))"
)


class Piece(NamedTuple):
    """A sentence or part of one, and the sign before it: "" at the beginning of a line. `field` is
    the part of the report whose column it stands in; `goes_on` says that the line before is as long
    as lines are there, so that this one may go on in the middle of a word."""

    text: str
    before: str = ""
    field: Field | None = None
    goes_on: bool = False

    @property
    def flat(self) -> str:
        """The text as it is matched."""
        return matched(self.text)


class Label(NamedTuple):
    """A label at the beginning of a text: whose text follows from `end` on. `heads` says that
    nothing does, so that it may stand over several tasks."""

    field: Field
    end: int
    heads: bool


class Part(NamedTuple):
    """Text of one part of a report; `apart` from what is before it, as lines are."""

    field: Field
    text: str
    apart: bool = False


def pieces(line: str) -> Iterator[Piece]:
    """The sentences of a line, cut before cues too; joined they are the line again."""
    flat, start, before = matched(line), 0, ""
    for found in _BREAK.finditer(flat):
        text = flat[start : found.end()]
        kept = label(text, False) if found[0] == ":" else _CAUSE.fullmatch(text)
        kept = kept or re.fullmatch(_ORDINAL, text)  # of 2. 存在问题：
        if start < found.end() < len(flat) and not kept:
            yield Piece(line[start : found.end()], before)
            start, before = found.end(), found[0].strip()[:1] or ","
    yield Piece(line[start:], before)


def label(flat: str, opens: bool) -> Label | None:
    """The label that half-width text begins with: words of labels and nothing else up to a colon
    or a bracket; at the beginning of a line (`opens`) up to its end or a blank too, and behind a
    number up to a stop (1、主要进展。)."""
    found = _LABEL.match(flat[:LONGEST])
    if found is None or found.end() == LONGEST < len(flat):
        return None
    sign = found["sign"].strip()
    field = field_of(found["words"])
    if field is None or not (sign or opens) or (sign == "。" and not found["ordinal"]):
        return None
    if field == "state" and found["sign"].isspace():
        return None  # 进度 60% is told, not headed
    return Label(field, found.end(), opens and found.end() == len(flat))


def field_of(words: str) -> Field | None:
    """Which part of a report a label names, by its last word: 计划完成情况 is no plan."""
    found = [(core.end(), field) for field, cores in _CORES for core in re.finditer(cores, words)]
    return max(found)[1] if found else "note" if "情况" in words else None


def label_of(piece: Piece) -> Label | None:
    """The label of a piece; in the middle of a line 进度：60% is part of what is told."""
    if piece.field:
        return None
    found = label(piece.flat, not piece.before)
    if found is None and (asked := _ASKED.match(piece.flat)):
        return Label("problem", asked.end(), False)
    return None if found and found.field == "state" and piece.before else found


def no_problem(flat: str) -> str | None:
    """The word for none, where a sentence says that there are no problems."""
    found = _NO_PROBLEM.fullmatch(flat.strip()[:LONGEST])
    word = found and (found[1] or found[2])
    return word if word in (None, "无", "暂无") else "没有"


def cue(piece: Piece) -> Field | None:
    """The part of a report that a sentence without a label begins: 但…, 目前存在…, 下一步将…."""
    if _PROBLEM.match(piece.flat):
        return "problem"
    sentence = piece.before in ("", "。", "!", "?")
    if _NEXT.match(piece.flat) or (sentence and _LATER.match(piece.flat)):
        return "next"
    return None


def common(flat: str) -> int | None:
    """Where the problem begins that a sentence says all tasks have: behind 共性问题：, else at its
    beginning; None for any other sentence."""
    found = _COMMON.match(flat)
    headed = found and (found[0].rstrip().endswith(":") or found.end() == len(flat))
    return found.end() if found and headed else found and 0


def parts_of(sentences: Sequence[Piece], start: Field) -> Iterator[Part]:
    """The parts of a report in the order of its sentences, the first belonging to `start`. Where a
    part has a label, prose begins none of its kind."""
    labels = [label_of(piece) for piece in sentences]
    labelled = {label.field for label in labels if label}
    field, prose = start, False
    for piece, label in zip(sentences, labels, strict=True):
        text, apart = piece.text, not (piece.before or piece.goes_on)
        if label or piece.field:
            field, prose = (label.field if label else piece.field) or field, False
            text = text[label.end if label else 0 :]
        elif labelled and not piece.before and _STATE.fullmatch(piece.flat.strip()):
            yield Part("state", text)
            continue
        elif "problem" not in labelled and (none := no_problem(piece.flat)):
            yield Part("problem", none)
            continue
        elif (begun := cue(piece)) and begun not in labelled:
            field, prose = begun, True
        elif prose and piece.before != "," and _REPORTS.match(piece.flat):
            field, prose = "note", False
        if field == "state":
            text, state = as_state(text)
            if state:
                yield Part("state", text)
            if not state or re.search("[,，;；]", text.strip(" ，,；;")):
                yield Part("note", text, apart)
            field = "note"
        elif letters(text):
            yield Part(field, text, apart)


def as_state(text: str) -> tuple[str, bool]:
    """What stands behind 进度 or 状态, with what is not said there again (60 is 60%, 完成 已完成),
    and whether it is a state at all."""
    bare = matched(text).strip(" 。;,")
    if bare.isdecimal():
        text = f"{bare}%"
    elif bare == "完成":
        text = "已完成"
    return text, progress(text) != Progress()


def unheaded(text: str | None) -> str | None:
    """The text of a next step without the words that its field says again: 下一步5月底前…."""
    found = _HEADED.match(text or "")
    return text[found.end() :] or text if text and found else text


def joined(told: Iterable[Part]) -> str | None:
    """The sentences of a part as one text, without what parted it from the next; a comma between
    lines where neither has a sign."""
    texts: list[str] = []
    for part in told:
        text = part.text.strip("\r\n")
        bare = part.apart and texts and letters(texts[-1].strip("%％")[-1:]) and letters(text[:1])
        texts += ["，", text] if bare else [text]
    return glued(texts).strip(" \t\u3000，,、；;") or None
