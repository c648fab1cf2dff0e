"""Transcripts of making a plan of a notice, and of printing the plan as the notice again."""

import io
import os
from pathlib import Path

import pytest

from fjkx import store
from fjkx.cli import main
from fjkx.file.schema import parse
from tests.office import SHIPPED, Office

NOTICE = """\
首页 > 公开

青禾县科协关于印发《青禾县科协2024年工作要点》的通知

各学会：
现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
青禾县科协
2024年3月8日

青禾县科协2024年工作要点
一、夯实基础
1.建设科普基地。新建基地3个。培训人员100人。（责任领导：王一；牵头单位：科普部；配合单位：学会部、各乡镇，6月底前完成）
2.开展学术交流。举办年会。（牵头单位：学会学术部等）
二、强化服务
4.服务企业。走访企业20家。

版权所有：青禾县科协
"""
FIXTURE = Path(__file__).parents[1] / "fixtures/notice2020.txt"


def test_import(office: Office) -> None:
    office.write(NOTICE, "通知.txt")
    office.transcript("""
$ fjkx import 通知.txt
已写入 workplan2024.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，UTF-8 编码，青禾县科协，
2024-03-08

请核对 3 处
通知.txt:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
通知.txt:15: 第 4 项没有写单位
通知.txt:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f workplan2024.yaml list
$ fjkx list --today 2024-05-01
序号  任务          牵头单位    状态    进度  时限   预警
─────────────────────────────────────────────────────────
一、夯实基础
   1  建设科普基地  科普部      未启动    0%  06-30  滞后
   2  开展学术交流  学会学术部  未启动    0%         滞后

二、强化服务
   4  服务企业                  未启动    0%         滞后

共 3 项
$ fjkx check
workplan2024.yaml:52:5: warning: 第 4 项没有牵头单位 [no-lead]
$ fjkx done 2 --today 2024-05-01
2  未启动 → 已办结  开展学术交流
全计划完成 1/3（33.3%），平均进度 33.3%
$ fjkx undo
已撤销：done 2 --today 2024-05-01
2  已办结 → 未启动  开展学术交流
第 2 项 举措 0/1，0%
全计划完成 0/3（0.0%），平均进度 0.0%
""")
    plan = office.folder.joinpath("workplan2024.yaml").read_text("utf-8")
    assert plan == PLAN


PLAN = """\
schema: 1
plan:
  title: 青禾县科协2024年工作要点
  year: 2024
  issuer: 青禾县科协
  issued: 2024-03-08
  source: 青禾县科协关于印发《青禾县科协2024年工作要点》的通知

# 单位按通知中首次出现的顺序;名称用通知原文
units:
  - name: 科普部
  - name: 学会部
  - name: 各乡镇
  # 请核对：“学会学术部”与“学会部”相近；如是同一单位，可记作别名（通知第 13 行）
  - name: 学会学术部

sections:
  - id: 一
    title: 夯实基础
  - id: 二
    title: 强化服务

tasks:
  # 一、夯实基础
  - id: 1
    title: 建设科普基地
    section: 一
    lead: [科普部]
    support: [学会部, 各乡镇]
    leaders: [王一]
    status: todo
    due: 2024-06-30
    due_text: 6月底前完成
    measures:
      - text: 新建基地3个。
        status: todo
      - text: 培训人员100人。
        status: todo

  - id: 2
    title: 开展学术交流
    section: 一
    lead: [学会学术部]
    status: todo
    measures:
      - text: 举办年会。
        status: todo

  # 二、强化服务
  # 请核对：第 4 项没有写单位（通知第 15 行）
  # 请核对：编号从 2 跳到 4（通知第 15 行）
  - id: 4
    title: 服务企业
    section: 二
    status: todo
    measures:
      - text: 走访企业20家。
        status: todo
"""


def test_a_second_name_of_what_is_written_over_is_told(office: Office) -> None:
    office.write("1.甲。（责任单位：乙科）\n", "通知.txt")
    os.link(office.write("旧的\n", "计划.yaml"), office.folder / "别名.yaml")
    said = office.type("fjkx import 通知.txt -o 计划.yaml --force")
    assert "! 注意：计划.yaml 还有别的名字（硬链接），从此分开，那里仍是旧内容\n" in said


def test_names_that_no_plan_can_have(office: Office) -> None:
    office.write("1.甲。（责任单位：乙科）\n", "通知.txt")
    office.transcript("""
$ fjkx import 通知.txt --title '  '
! 错误：选项 --title 后面是空的
! 提示：不写这个选项，就从通知中读
[2]
""")
    for option, typed in (
        ("--title", "甲\n乙"),
        ("--issuer", "甲\x1b乙"),
        ("--issuer", "甲\u2028乙"),
        ("--title", "甲\u00ad乙"),
    ):
        assert main(["import", "通知.txt", option, typed]) == 2
        assert office.capture.readouterr().err == (
            f"错误：选项 {option} 中有换行或看不见的字符\n提示：写成一行普通文字\n"
        )
    assert main(["import", "通知.txt", "--title", " 新题 ", "--year", "2024"]) == 0
    assert office.capture.readouterr().out.startswith("已写入 workplan2024.yaml：新题\n")


def test_what_cannot_be_read(office: Office) -> None:
    os.mkfifo(office.folder / "管道")
    with office.folder.joinpath("大.txt").open("wb") as file:
        file.truncate(store.LIMIT + 1)
    office.folder.joinpath("断").symlink_to("没有")
    office.transcript("""
$ fjkx import 管道
! 错误：管道: 这是命名管道，不能直接读取
! 提示：从标准输入读取：fjkx import - < 文件
[3]
$ fjkx import 大.txt
! 错误：大.txt: 通知超过上限 32 MiB
! 提示：请把通知拆成几份，分别导入
[3]
$ fjkx import 断
! 错误：断: 符号链接指向的文件不存在：没有
! 提示：检查符号链接：ls -l
[3]
$ fjkx import 大.txt/通知.txt
! 错误：大.txt/通知.txt: 无法读取：路径中有一段不是文件夹
! 提示：检查路径
[3]
$ fjkx import ''
! 错误：通知的文件名是空的
! 提示：例如：fjkx import 通知.docx
[2]
""")


def test_standard_input_that_cannot_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = io.TextIOWrapper(io.BytesIO(b" " * (store.LIMIT + 1)))
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    for stream, said in (
        (None, "已经关闭，读不到通知\n提示：写出通知的文件名"),
        (closed, "读不到通知\n提示：写出通知的文件名"),
        (large, "通知超过上限 32 MiB\n提示：请把通知拆成几份，分别导入"),
    ):
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["import", "-"]) == 3
        assert office.capture.readouterr().err == f"错误：标准输入: {said}\n"


def test_refused(office: Office) -> None:
    office.write("同志们：\n一、认清形势。\n二、抓好落实。\n", "讲话.txt")
    office.write(" \n", "空.txt")
    office.folder.joinpath("旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1")
    office.folder.joinpath("坏.docx").write_bytes(b"PK\x03\x04123")
    office.transcript("""
$ fjkx import 讲话.txt
! 错误：没有认出任务：要找的是带编号、写明单位的条目，或任务表；找到的是：没有标题，带编号的段落 2 处，单位说明 0 处
! 提示：每项任务后面要写明单位，如（牵头单位：甲局），或 甲局牵头，乙局配合
[1]
$ fjkx import 空.txt
! 错误：通知是空的
! 提示：请检查文件，或用 - 从标准输入读取
[1]
$ fjkx import 旧.doc
! 错误：通知是旧版 Office 文件（.doc、.xls）或加密的 .docx，读不出文字
! 提示：请用原来的程序打开，另存为 .docx 或 .txt 后再导入
[1]
$ fjkx import 坏.docx
! 错误：Word 文档损坏或加密，读不出来
! 提示：请用 Word 或 WPS 打开，另存为 .docx 后再导入
[1]
$ fjkx import 没有.txt
! 错误：没有.txt: 没有这个文件
! 提示：检查路径；通知可以是 .txt、.html 或 .docx
[3]
$ fjkx import .
! 错误：.: 这是文件夹，不是通知
! 提示：写出其中通知的文件名
[3]
$ fjkx import
! 错误：缺少参数 通知
! 提示：用法见 fjkx import --help
[2]
""")
    assert not list(office.folder.glob("*.yaml"))


def test_encodings(office: Office) -> None:
    for name, encoding in (
        ("国标", "gb18030"),
        ("带标记", "utf-8-sig"),
        ("宽", "utf-16"),
        ("窄", "utf-16-le"),
    ):
        office.folder.joinpath(f"{name}.txt").write_bytes(NOTICE.encode(encoding))
    office.transcript("""
$ fjkx import 国标.txt -o 国标.yaml
已写入 国标.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，GB18030 编码，青禾县科协，
2024-03-08

请核对 3 处
国标.txt:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
国标.txt:15: 第 4 项没有写单位
国标.txt:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f 国标.yaml list
$ fjkx import 带标记.txt -o 带标记.yaml
已写入 带标记.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，UTF-8 编码（带 BOM），青禾县科
协，2024-03-08

请核对 3 处
带标记.txt:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
带标记.txt:15: 第 4 项没有写单位
带标记.txt:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f 带标记.yaml list
$ fjkx import 宽.txt -o 宽.yaml
已写入 宽.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，UTF-16 编码，青禾县科协，
2024-03-08

请核对 3 处
宽.txt:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
宽.txt:15: 第 4 项没有写单位
宽.txt:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f 宽.yaml list
$ fjkx import 窄.txt -o 窄.yaml
已写入 窄.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，UTF-16 编码，青禾县科协，
2024-03-08

请核对 3 处
窄.txt:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
窄.txt:15: 第 4 项没有写单位
窄.txt:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f 窄.yaml list
""")
    texts = {path.read_bytes() for path in office.folder.glob("*.yaml")}
    assert len(texts) == 1


def test_standard_input(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode())))
    office.transcript("""
$ fjkx import - -o 计划.yaml
已写入 计划.yaml：青禾县科协2024年工作要点
2024 年，2 个部分，3 项任务，4 条举措，4 个单位，UTF-8 编码，青禾县科协，
2024-03-08

请核对 3 处
-:13: “学会学术部”与“学会部”相近；如是同一单位，可记作别名
-:15: 第 4 项没有写单位
-:15: 编号从 2 跳到 4

未收入计划 7 处
单位说明中未收的字词（1）
13  等
发文信（4）
 5  各学会：
 6  现将《青禾县科协2024年工作要点》印发给你们，请认真落实。
 7  青禾县科协
 8  2024年3月8日
网页、版面文字和表头（2）
 1  首页 > 公开
17  版权所有：青禾县科协
! 下一步：核对文件中的“请核对”，再看 fjkx -f 计划.yaml list
""")


def test_the_shipped_plan_prints_as_the_notice(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = FIXTURE.read_bytes().decode()
    start = notice.index("\n\n福建省科协2020年工作要点\n") + 2
    end = notice.index("\n\n返回顶部")
    assert main(["text", str(SHIPPED)]) == 0
    assert capsys.readouterr().out == notice[start:end] + "\n"


def test_text(office: Office) -> None:
    office.write(NOTICE, "通知.txt")
    assert main(["import", "通知.txt"]) == 0
    office.capture.readouterr()
    office.transcript("""
$ fjkx text
青禾县科协2024年工作要点

一、夯实基础

1.建设科普基地。新建基地3个。培训人员100人。（责任领导：王一；牵头单位：科普部；配合单位：学会部、各乡镇；完成时限：6月底前完成）

2.开展学术交流。举办年会。（牵头单位：学会学术部）

二、强化服务

4.服务企业。走访企业20家。
$ fjkx text workplan2024.yaml -o 要点.txt
! 已写入 要点.txt，3 项
$ fjkx text workplan2024.yaml -f 别的.yaml
! 错误：计划文件写了两个
! 提示：写在 -f 后面，或作为参数，写一个即可
[2]
$ fjkx text 没有.yaml
! 错误：没有.yaml: 无法读取：文件不存在
! 提示：检查路径；要新建一份计划：fjkx init
[3]
""")
    again = office.folder.joinpath("要点.txt").read_text("utf-8")
    office.write(again, "再.txt")
    assert main(["import", "再.txt", "-o", "再.yaml"]) == 0
    first = parse(office.folder.joinpath("workplan2024.yaml").read_text("utf-8")).plan
    second = parse(office.folder.joinpath("再.yaml").read_text("utf-8")).plan
    assert first is not None
    assert second is not None
    assert second.tasks == first.tasks
    assert second.sections == first.sections
