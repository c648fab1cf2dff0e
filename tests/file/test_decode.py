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


@pytest.mark.parametrize(
    ("data", "place", "shown", "name"),
    [
        (CHINESE.encode("gbk"), "3:10", "GBK（GB18030）", "GB18030"),
        (CHINESE.encode("gb18030") * 500, "3:10", "GBK（GB18030）", "GB18030"),
        (CHINESE.encode("utf-16"), "1:1", "UTF-16", "UTF-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "1:1", "UTF-16", "UTF-16"),
        (CHINESE.encode("utf-16-le"), "1:1", "UTF-16LE", "UTF-16LE"),
        (CHINESE.encode("utf-16-be"), "1:1", "UTF-16BE", "UTF-16BE"),
        ("schema: 1\n".encode("utf-16-le"), "1:1", "UTF-16LE", "UTF-16LE"),
    ],
)
def test_other_encodings(data: bytes, place: str, shown: str, name: str) -> None:
    with pytest.raises(FileError) as caught:
        decode(data, "a.yaml")
    assert str(caught.value) == f"a.yaml:{place}: 文件不是 UTF-8 编码，看起来是 {shown}"
    assert caught.value.hint == (
        f"在编辑器中另存为 UTF-8，或：iconv -f {name} -t UTF-8 a.yaml > 新文件.yaml"
    )


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", "1:1", "FF"),
        (b"a: 1\nb: \xc3", "2:4", "C3"),
        ("\ufeff标题: ".encode() + b"\x80", "1:5", "80"),
        (CHINESE.encode().replace("深".encode(), b"\xe6\xb7", 1), "3:20", "E6"),
        (CHINESE.encode() + b"x: \xe4\xb8", "4:4", "E4"),
        (b"\xed\xa0\x80", "1:1", "ED"),
    ],
)
def test_damaged_utf8(data: bytes, place: str, byte: str) -> None:
    with pytest.raises(FileError) as caught:
        decode(data, "a.yaml")
    assert str(caught.value) == f"a.yaml:{place}: 文件不是 UTF-8 编码，字节 0x{byte} 无法识别"
    assert caught.value.hint == (
        "用编辑器打开，改正这一处后另存为 UTF-8；或恢复以前的内容：fjkx restore"
    )


def test_nothing_at_all() -> None:
    with pytest.raises(FileError, match=r"^a.yaml: 文件是空的（0 字节）$"):
        decode(b"", "a.yaml")
