"""Recording progress, and changing what the plan says: exact transcripts."""

import io
import sys
from pathlib import Path

import pytest

from tests.office import PLAN, Office


def test_note_from_standard_input(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = office.write()
    said = b"\xef\xbb\xbf" + "第一行\r\n第二行\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said), "ascii"))
    office.transcript("""
$ fjkx note 2 -
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert 'note: "第一行\\n第二行"}' in plan.read_text("utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("第一行".encode("gbk"))))
    office.transcript("""
$ fjkx note 2 -
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    with open("/dev/zero", "rb") as endless:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        office.transcript("""
$ fjkx note 2 -
! 错误：标准输入超过 1 MiB，不像一段说明或正文
! 提示：检查 < 或 | 接上的是哪个文件
[1]
""")


def test_the_file_is_written_as_people_would(office: Office) -> None:
    plan: Path = office.ship()
    before = plan.read_text("utf-8")
    office.type("fjkx note 14 已举办第一期 --percent 60 --problem 讲师不足 --next 9月底前补齐")
    record = (
        "    records:\n"
        "      - {date: 2020-06-15, status: doing, percent: 60, note: 已举办第一期, "
        "problem: 讲师不足, next: 9月底前补齐}\n"
    )
    start = before.index("  - id: 14\n")
    end = before.index("\n  - id: 15\n")
    task = before[start:end].replace("status: todo", "status: doing\n    percent: 60", 1)
    assert plan.read_text("utf-8") == before[:start] + task + record + before[end:]


def test_the_text_of_a_new_task_from_standard_input(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("布展。\n参观。\n".encode())))
    office.transcript("""
$ fjkx add 科学家精神展 --lead 办公室 --text -
6  新增  科学家精神展
全计划完成 1/5（20.0%），平均进度 36.0%
$ fjkx list 科学家 --measures --format csv
﻿序号,举措,任务,所属部分,牵头单位,配合单位,责任领导,状态,进度(%),已完成举措,举措总数,完成时限,时限要求,预警,改期次数
6,,科学家精神展,,办公室,,,未启动,0.0,0,2,,,正常,0
6,1,布展。,,办公室,,,未启动,,,,,,,
6,2,参观。,,办公室,,,未启动,,,,,,,
""")
