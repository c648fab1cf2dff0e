"""A plan file's bytes → its text, which is UTF-8 and nothing else."""

from typing import Final

from fjkx.plan.errors import FileError

_OTHERS: Final = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "gb18030": "GB18030",
}
"""How iconv calls the encodings that office programs and editors save."""


def decode(data: bytes, name: str) -> str:
    """The text, its byte order mark (as U+FEFF) and line ends untouched. Raises FileError where
    there is nothing in it, and with the place and the likely encoding where it is not UTF-8;
    `name` is how the user knows the file."""
    if not data:
        raise FileError(
            f"{name}: 文件是空的（0 字节）",
            "恢复以前的内容：fjkx restore；要重新开始，先删除它，再运行 fjkx init",
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(data, name, error.start) from error
    if "\0" in text and (other := _other(data)):  # ASCII and NULs by turns are UTF-8 as well
        raise _looks_like(other, f"{name}:1:1", name)
    return text


def _not_utf8(data: bytes, name: str, position: int) -> FileError:
    """The refusal of bytes, of which the first that is not UTF-8 is at an index."""
    start = data.rfind(b"\n", 0, position) + 1
    line = data.count(b"\n", 0, position) + 1
    before = data[start:position].decode().lstrip("\ufeff")
    place = f"{name}:{line}:{len(before) + 1}"
    if other := _other(data):
        return _looks_like(other, place if other == "GB18030" else f"{name}:1:1", name)
    return FileError(
        f"{place}: 文件不是 UTF-8 编码，字节 0x{data[position]:02X} 无法识别",
        "用编辑器打开，改正这一处后另存为 UTF-8；或恢复以前的内容：fjkx restore",
    )


def _other(data: bytes) -> str | None:
    """Which other encoding it looks like; GB18030 only where every byte of it is."""
    from fjkx.words.encoding import guess

    found = guess(data)
    if found == "gb18030" and "\ufffd" in data.decode(found, "replace"):
        return None
    return _OTHERS.get(found)


def _looks_like(encoding: str, place: str, name: str) -> FileError:
    shown = "GBK（GB18030）" if encoding == "GB18030" else encoding
    return FileError(
        f"{place}: 文件不是 UTF-8 编码，看起来是 {shown}",
        f"在编辑器中另存为 UTF-8，或：iconv -f {encoding} -t UTF-8 {name} > 新文件.yaml",
    )
