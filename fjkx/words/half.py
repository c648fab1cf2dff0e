"""How a notice's text is matched, whatever the width and the script of its characters."""

from functools import lru_cache
from typing import Final

_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS: Final = dict(zip(map(ord, "﹙﹚〔〕【】〖〗［］「」"), "()[][][][][]", strict=True))
_SIGNS: Final = dict(zip(map(ord, "﹕∶︰﹔﹐﹑﹒｡"), ":::;,、.。", strict=True))
BLANKS: Final = "\t\xa0\u3000\u200b\ufeff\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))

# The characters of labels, verbs, headings and days in traditional script, each before its
# simplified twin.
_TWINS: Final = (
    "牽牵頭头單单責责門门處处協协辦办參参與与負负領领導导時时間间節节點点務务項项號号編编備备註注類类舉举內内總总體体則则組组"
    "織织機机構构後后發发關关於于轉转條条標标實实劃划臺台賬账進进長长續续貫贯適适應应級级別别隊队廳厅館馆鄉乡鎮镇縣县區区黨党"
    "團团聯联會会學学院院業业網网來来源源頁页錄录職职據据積积極极統统籌筹兩两個个爲为書书產产億亿從从們们偉伟餘余冊册寫写決决"
    "況况準准幾几擊击動动廠厂壓压園园圖图場场壞坏塊块堅坚聲声審审對对屆届帥帅帶带庫库開开張张強强當当徵征態态執执掃扫護护報报"
    "掛挂損损數数無无舊旧暫暂術术權权檔档檢检匯汇沒没瀏浏狀状現现電电碼码礙碍稱称紀纪線线終终結结給给維维縮缩見见規规覽览計计"
    "訂订認认討讨記记論论設设證证識识詞词試试話话該该說说請请讀读財财載载輯辑輸输達达過过運运這这郵邮裏里鉤钩鏈链閉闭閱阅隱隐"
    "顧顾預预題题饋馈驟骤為为裡里説说鈎钩閲阅畫划國国華华"
)
_SCRIPT: Final = dict(zip(map(ord, _TWINS[::2]), _TWINS[1::2], strict=True))

_HALF: Final = _FULL | _BRACKETS | _SIGNS | dict.fromkeys(map(ord, BLANKS), " ") | _SCRIPT

OPENING: Final = {"(": ")", "[": "]"}


@lru_cache(maxsize=256)  # the same paragraph is matched a dozen times
def half(text: str) -> str:
    """`text` as it is matched: half-width signs and digits for full-width ones, every bracket (
    or [, every blank a space, the words of clauses and headings in simplified script. It is as
    long as `text`, so that a place in one is a place in the other; the plan gets `text`."""
    return text.translate(_HALF)


def pairs(flat: str) -> dict[int, int]:
    """For each opening bracket of half-width text that is closed, the index of its closing one.

    In one pass, since a notice may be nothing but brackets; one left open counts as text.
    """
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closing: [] for closing in OPENING.values()}
    for place, character in enumerate(flat):
        if character in OPENING:
            waiting[OPENING[character]].append(place)
        elif waiting.get(character):
            closed[waiting[character].pop()] = place
    return closed
