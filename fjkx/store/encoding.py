"""Bytes that are not UTF-8: where, which encoding they look like, how to convert them. Pure."""

from fjkx.plan.errors import FileError

_SAMPLE = 4096


def not_utf8(path: str, data: bytes, position: int) -> FileError:
    """The refusal of `data`, whose first byte that is not UTF-8 is at index `position`."""
    name = _guess_utf16(data)
    if name is not None:
        return _looks_like(f"{path}:1:1", path, name)
    place = _place(path, data, position)
    if _is_gbk(data, position):
        return _looks_like(place, path, "GB18030")
    return FileError(
        f"{place}: 文件不是 UTF-8 编码，字节 0x{data[position]:02X} 无法识别",
        "用编辑器打开，改正这一处后另存为 UTF-8；或恢复以前的内容：fjkx restore",
    )


def refuse_utf16(path: str, data: bytes) -> None:
    """Raises FileError for UTF-16 that happens to decode as UTF-8: ASCII and NULs by turns."""
    name = _guess_utf16(data)
    if name is not None:
        raise _looks_like(f"{path}:1:1", path, name)


def _looks_like(place: str, path: str, name: str) -> FileError:
    shown = "GBK（GB18030）" if name == "GB18030" else name
    return FileError(
        f"{place}: 文件不是 UTF-8 编码，看起来是 {shown}",
        f"在编辑器中另存为 UTF-8，或：iconv -f {name} -t UTF-8 {path} > 新文件.yaml",
    )


def _place(path: str, data: bytes, position: int) -> str:
    """`path:line:column` of the byte at `position`, before which all is UTF-8."""
    line = data.count(b"\n", 0, position) + 1
    start = data.rfind(b"\n", 0, position) + 1
    before = data[start:position].decode().lstrip("\ufeff")
    return f"{path}:{line}:{len(before) + 1}"


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 by its BOM; without one, by the NUL in every other byte that ASCII leaves."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = max(2, len(sample) // 20)
    if odd > enough and even * 8 <= odd:
        return "UTF-16LE"
    if even > enough and odd * 8 <= even:
        return "UTF-16BE"
    return None


def _is_gbk(data: bytes, position: int) -> bool:
    """Whether it all decodes as GB18030 and, from `position`, hardly anything as UTF-8.

    Damaged UTF-8 often decodes as GB18030 too, so that alone proves nothing.
    """
    sample = data[position : position + _SAMPLE].decode(errors="replace")
    bad = sample.count("\ufffd")
    good = sum(character > "\x7f" for character in sample) - bad
    return bad > good and _decodes(data, "gb18030")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
