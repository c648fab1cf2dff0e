"""Bytes of a plan file that are UTF-8, and what is said of those that are not."""

import pytest

from fjkx.file.decode import decode
from fjkx.plan.errors import FileError

CHINESE = "schema: 1\nplan:\n  title: 福建省科协工作要点,深入学习贯彻重要论述精神\n"


@pytest.mark.parametrize(
    "text", [CHINESE, "\ufeff" + CHINESE, CHINESE.replace("\n", "\r\n"), "a\rb\u2028c", "a: \0b\n"]
)
def test_the_text_is_left_alone(text: str) -> None:
    assert decode(text.encode(), "a.yaml") == text


SAVE = "在编辑器中另存为 UTF-8，或：iconv -f {} -t UTF-8 a.yaml > 新文件.yaml"
MEND = "用编辑器打开，改正这一处后另存为 UTF-8；或恢复以前的内容：fjkx restore"


@pytest.mark.parametrize(
    ("data", "place", "told", "hint"),
    [
        (CHINESE.encode("gbk"), "3:10", "看起来是 GBK（GB18030）", SAVE.format("GB18030")),
        (
            CHINESE.encode("gb18030") * 500,
            "3:10",
            "看起来是 GBK（GB18030）",
            SAVE.format("GB18030"),
        ),
        (CHINESE.encode("utf-16"), "1:1", "看起来是 UTF-16", SAVE.format("UTF-16")),
        (
            b"\xfe\xff" + CHINESE.encode("utf-16-be"),
            *("1:1", "看起来是 UTF-16", SAVE.format("UTF-16")),
        ),
        (CHINESE.encode("utf-16-le"), "1:1", "看起来是 UTF-16LE", SAVE.format("UTF-16LE")),
        (CHINESE.encode("utf-16-be"), "1:1", "看起来是 UTF-16BE", SAVE.format("UTF-16BE")),
        ("schema: 1\n".encode("utf-16-le"), "1:1", "看起来是 UTF-16LE", SAVE.format("UTF-16LE")),
        (b"\xff", "1:1", "字节 0xFF 无法识别", MEND),
        (b"a: 1\nb: \xc3", "2:4", "字节 0xC3 无法识别", MEND),
        ("\ufeff标题: ".encode() + b"\x80", "1:5", "字节 0x80 无法识别", MEND),
        (CHINESE.encode().replace("深".encode(), b"\xe6\xb7"), "3:20", "字节 0xE6 无法识别", MEND),
        (CHINESE.encode() + b"x: \xe4\xb8", "4:4", "字节 0xE4 无法识别", MEND),
        (b"\xed\xa0\x80", "1:1", "字节 0xED 无法识别", MEND),
    ],
)
def test_other_bytes(data: bytes, place: str, told: str, hint: str) -> None:
    with pytest.raises(FileError) as caught:
        decode(data, "a.yaml")
    assert str(caught.value) == f"a.yaml:{place}: 文件不是 UTF-8 编码，{told}"
    assert caught.value.hint == hint


def test_nothing_at_all() -> None:
    with pytest.raises(FileError, match=r"^a.yaml: 文件是空的（0 字节）$"):
        decode(b"", "a.yaml")
