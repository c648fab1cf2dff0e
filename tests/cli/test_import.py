"""Imports: names that no plan can have, standard input that cannot be read, the notice again."""

import io
from pathlib import Path

import pytest

from fjkx.cli import main
from tests.office import SHIPPED, Office

FIXTURE = Path(__file__).parents[1] / "fixtures/notice2020.txt"


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("--title", "甲\n乙"),
        ("--issuer", "甲\x1b乙"),
        ("--issuer", "甲\u2028乙"),
        ("--title", "甲\u00ad乙"),
    ],
)
def test_names_that_no_plan_can_have(office: Office, option: str, typed: str) -> None:
    office.write("1.甲。（责任单位：乙科）\n", "通知.txt")
    assert main(["import", "通知.txt", option, typed]) == 2
    assert office.capture.readouterr().err == (
        f"错误：选项 {option} 中有换行或看不见的字符\n提示：写成一行普通文字\n"
    )


@pytest.mark.parametrize("why", ["已经关闭，", ""])
def test_standard_input_that_is_closed(
    office: Office, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    monkeypatch.setattr("sys.stdin", None if why else closed)
    assert main(["import", "-"]) == 3
    assert office.capture.readouterr().err == (
        f"错误：标准输入: {why}读不到通知\n提示：写出通知的文件名\n"
    )


def test_the_shipped_plan_prints_as_the_notice(office: Office) -> None:
    notice = FIXTURE.read_bytes().decode()
    start = notice.index("\n\n福建省科协2020年工作要点\n") + 2
    end = notice.index("\n\n返回顶部")
    assert main(["text", str(SHIPPED)]) == 0
    assert office.capture.readouterr().out == notice[start:end] + "\n"
