"""Messages of units: from their text to what is to be recorded of each task."""

import re


def may_have_parts(text: str) -> bool:
    """Whether a text could say more than a note does, a problem or how far a task is: only then is
    it worth reading, which costs more than all else that recording a note does."""
    return re.search(_SIGNS, text) is not None


_SIGNS = (
    r"[\n\t:：;；。!！?？%％@|｜\[【]|完成|办结|完结|收官|受阻|暂[缓停]|推迟|延[期后]|搁置|停滞|中止|顺延|问题|困难"
    "|难点|存在|面临|同[上前]|但|不过|然而|取消|不[办搞做]了|停办|[未没]|暂?无|[一二两三四五六七八九1-9１-９]成|分之|一半|[0-9０-９][/／]|下一?[步阶]|接下来|后续|今后"
    "|后面|月.{0,4}[拟将]|谢|收到|辛苦|[您你]好|领导|第.{1,4}项|特此"
)
