"""Transcripts of the commands about the file, and of output files."""

import os
from pathlib import Path

import pytest

from fjkx.cli.editor import editor_command
from tests.office import PLAN, SHIPPED, Office

# -- which file -------------------------------------------------------------------------------


def test_init(office: Office) -> None:
    office.folder.joinpath("子").mkdir()
    office.transcript("""
$ fjkx init
已写入 workplan2020.yaml：福建省科协2020年工作要点，26 项任务
! 下一步：fjkx list 列出任务，fjkx done 14 办结一项
$ fjkx init
! 错误：workplan2020.yaml: 已经存在，没有改动它
! 提示：换一个路径：fjkx init 路径；查看它：fjkx check
[1]
$ fjkx init 子
已写入 子/workplan2020.yaml：福建省科协2020年工作要点，26 项任务
! 下一步：fjkx list 列出任务，fjkx done 14 办结一项
$ fjkx init 子/我的.yaml
已写入 子/我的.yaml：福建省科协2020年工作要点，26 项任务
! 下一步：fjkx list 列出任务，fjkx done 14 办结一项
$ fjkx init 没有/我的.yaml
! 错误：没有/我的.yaml: 无法写入：文件夹不存在
! 提示：先建立文件夹，或换一个路径
[3]
$ fjkx init -f 新.yaml
已写入 新.yaml：福建省科协2020年工作要点，26 项任务
! 下一步：fjkx list 列出任务，fjkx done 14 办结一项
$ fjkx init -o 新2.yaml
已写入 新2.yaml：福建省科协2020年工作要点，26 项任务
! 下一步：fjkx list 列出任务，fjkx done 14 办结一项
""")
    for path in (
        "workplan2020.yaml",
        "子/workplan2020.yaml",
        "子/我的.yaml",
        "新.yaml",
        "新2.yaml",
    ):
        assert office.folder.joinpath(path).read_bytes() == SHIPPED.read_bytes()
    office.transcript("""
$ fjkx init 新3.yaml -o 新4.yaml
! 错误：新计划的文件名写了两个
! 提示：写在 -o 后面，或作为参数，写一个即可
[2]
$ fjkx init 新3.xlsx
! 错误：新3.xlsx: 新计划的文件名要以 .yaml 结尾
! 提示：例如：新3.yaml
[2]
""")


def test_init_never_over_a_file(office: Office) -> None:
    plan = office.write("我的\n")
    office.transcript("""
$ fjkx init
! 错误：workplan2020.yaml: 已经存在，没有改动它
! 提示：换一个路径：fjkx init 路径；查看它：fjkx check
[1]
$ fjkx init .
! 错误：./workplan2020.yaml: 已经存在，没有改动它
! 提示：换一个路径：fjkx init 路径；查看它：fjkx check
[1]
""")
    assert plan.read_text() == "我的\n"


def test_no_plan(office: Office) -> None:
    office.transcript("""
$ fjkx
! 错误：这里和上级文件夹中都没有计划文件（workplan*.yaml）
! 提示：在这里新建一份：fjkx init；或者用 -f 指定计划文件
[3]
$ fjkx done 1
! 错误：这里和上级文件夹中都没有计划文件（workplan*.yaml）
! 提示：在这里新建一份：fjkx init；或者用 -f 指定计划文件
[3]
$ fjkx check
! 错误：这里和上级文件夹中都没有计划文件（workplan*.yaml）
! 提示：在这里新建一份：fjkx init；或者用 -f 指定计划文件
[3]
$ fjkx undo
! 错误：这里和上级文件夹中都没有计划文件（workplan*.yaml）
! 提示：在这里新建一份：fjkx init；或者用 -f 指定计划文件
[3]
$ fjkx edit
! 错误：这里和上级文件夹中都没有计划文件（workplan*.yaml）
! 提示：在这里新建一份：fjkx init；或者用 -f 指定计划文件
[3]
$ fjkx -f 没有.yaml show 1
! 错误：没有.yaml: 无法读取：文件不存在
! 提示：检查路径；要新建一份计划：fjkx init
[3]
""")
    assert list(office.folder.iterdir()) == []


def test_which_plan(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write(PLAN.replace("title: 工作要点", "title: 在data中"), "data/workplan2020.yaml")
    office.folder.joinpath("a").mkdir()
    monkeypatch.chdir(office.folder / "a")
    office.transcript("""
$ fjkx log 1
1. 加强理论学习

第几条  日期        记录
───────────────────────────────────
     2  2020-05-20  已销号
     1  2020-05-11  已办结 · 办公室

共 2 条记录
""")
    office.write(PLAN.replace("加强理论学习", "用变量"), "my.yaml")
    monkeypatch.setenv("FJKX_FILE", "../my.yaml")
    office.transcript("""
$ fjkx list 用变量
序号  任务    牵头单位  状态    进度  时限  预警
────────────────────────────────────────────────
一、学习
   1  用变量  办公室    已销号  100%

5 项中的 1 项 · 关键词：用变量
$ fjkx -f ../data/workplan2020.yaml list 用变量
5 项中没有符合条件的任务 · 关键词：用变量
$ fjkx done 4
4  未启动 → 已办结  开展战略研究
全计划完成 2/4（50.0%），平均进度 70.0%
""")
    assert office.folder.joinpath("my.yaml").read_text("utf-8").count("status: done") == 5
    assert office.folder.joinpath(".fjkx").is_dir()


def test_several_plans(office: Office) -> None:
    office.write(PLAN.replace("加强理论学习", "前年"), "workplan2018.yaml")
    office.write(PLAN.replace("加强理论学习", "去年"), "workplan2019.yaml")
    office.transcript("""
$ fjkx list
! 错误：有多个计划文件：workplan2018.yaml、workplan2019.yaml
! 提示：用 -f 指定其中一个，例如：fjkx -f workplan2019.yaml
[3]
$ fjkx list --today 2019-03-01 -s 已销号
序号  任务  牵头单位  状态    进度  时限  预警
──────────────────────────────────────────────
一、学习
   1  去年  办公室    已销号  100%

5 项中的 1 项 · 状态：已销号
""")


# -- check ------------------------------------------------------------------------------------


def test_check_of_a_clean_file(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx check
$ fjkx check --format json
{
  "schema_version": 1,
  "kind": "check",
  "as_of": "2020-06-15",
  "file": "workplan2020.yaml",
  "findings": []
}
$ fjkx check --format xml
! 错误：--format 不能是“xml”，可用：text、json
! 提示：用法见 fjkx check --help
[2]
""")


SLIPS = (
    PLAN.replace("lead: [办公室]\n    status: closed", "lead: 办公室、院士办\n    status: closed")
    .replace("[院士办]", "[院士]")
    .replace("due: 2020-06-10", "due: 2020-06-31\n    dew: 1")
    .replace("id: 5", "id: 4")
)


def test_check(office: Office) -> None:
    plan = office.write(SLIPS)
    office.transcript("""
$ fjkx check
workplan2020.yaml:16:11: error: 这里应是列表，请写成 [办公室, 院士办] [list-as-text]
workplan2020.yaml:42:12: error: 单位“院士”没有在 units 里声明；你是不是要写 院士办？若是新单位，请加到 units 里 [undeclared-unit]
workplan2020.yaml:50:10: error: 没有 2020-06-31 这一天 [date]
workplan2020.yaml:51:5: warning: 任务里不认识的键“dew”；自用的键请以 x- 开头 [unknown-key]
workplan2020.yaml:52:9: error: 序号 4 重复，任务的序号必须唯一；下一个空号是 5 [duplicate-id]
! 提示：1 处只有一种读法，可以改正：fjkx check --fix
[1]
$ fjkx list
! 错误：workplan2020.yaml:16:11: 这里应是列表，请写成 [办公室, 院士办]
! 提示：共 4 处错误；fjkx check 列出全部，fjkx edit 打开文件
[3]
$ fjkx done 4
! 错误：workplan2020.yaml:16:11: 这里应是列表，请写成 [办公室, 院士办]
! 提示：共 4 处错误；fjkx check 列出全部，fjkx edit 打开文件
[3]
$ fjkx undo
! 错误：workplan2020.yaml: 没有可以撤销的操作
! 提示：查看各项任务的记录：fjkx log
[1]
""")
    assert plan.read_text("utf-8") == SLIPS
    office.write(SLIPS.replace("dew: 1", "x-dew: 1"), "一处.yaml")
    office.transcript("""
$ fjkx check -f 一处.yaml --format json
{
  "schema_version": 1,
  "kind": "check",
  "as_of": "2020-06-15",
  "file": "一处.yaml",
  "findings": [
    {
      "file": "一处.yaml",
      "line": 16,
      "column": 11,
      "severity": "error",
      "message": "这里应是列表，请写成 [办公室, 院士办]",
      "code": "list-as-text"
    },
    {
      "file": "一处.yaml",
      "line": 42,
      "column": 12,
      "severity": "error",
      "message": "单位“院士”没有在 units 里声明；你是不是要写 院士办？若是新单位，请加到 units 里",
      "code": "undeclared-unit"
    },
    {
      "file": "一处.yaml",
      "line": 50,
      "column": 10,
      "severity": "error",
      "message": "没有 2020-06-31 这一天",
      "code": "date"
    },
    {
      "file": "一处.yaml",
      "line": 52,
      "column": 9,
      "severity": "error",
      "message": "序号 4 重复，任务的序号必须唯一；下一个空号是 5",
      "code": "duplicate-id"
    }
  ]
}
! 提示：1 处只有一种读法，可以改正：fjkx check --fix -f 一处.yaml
[1]
""")


def test_warnings_stop_nothing(office: Office) -> None:
    office.write(PLAN.replace("    lead: [院士办]\n", ""))
    office.transcript("""
$ fjkx check
workplan2020.yaml:39:5: warning: 第 3 项没有牵头单位 [no-lead]
$ fjkx done 3
3  受阻 → 已办结  深化“八闽行”活动
全计划完成 2/4（50.0%），平均进度 62.5%
""")


def test_conflict(office: Office) -> None:
    plan = office.write(PLAN + "<<<<<<< HEAD\n=======\n>>>>>>> other\n")
    before = plan.read_bytes()
    office.transcript("""
$ fjkx check
workplan2020.yaml:55:1: error: git 合并冲突标记“<<<<<<<”：请先选定保留哪一方，再删去所有标记行 [conflict]
workplan2020.yaml:56:1: error: git 合并冲突标记“=======”：请先选定保留哪一方，再删去所有标记行 [conflict]
workplan2020.yaml:57:1: error: git 合并冲突标记“>>>>>>>”：请先选定保留哪一方，再删去所有标记行 [conflict]
[1]
$ fjkx done 2
! 错误：workplan2020.yaml:55:1: git 合并冲突标记“<<<<<<<”：请先选定保留哪一方，再删去所有标记行
! 提示：共 3 处错误；fjkx check 列出全部，fjkx edit 打开文件
[3]
""")
    assert plan.read_bytes() == before


# -- edit -------------------------------------------------------------------------------------


@pytest.fixture
def editor(office: Office, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script to be filled in that stands for the user at an editor."""
    script = office.folder / "我的 编辑器"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'./{script.name}' --wait")
    monkeypatch.setattr("fjkx.cli.editor.AT_ONCE", 0.0)
    return script


def copies(office: Office) -> list[Path]:
    """The drafts that are there."""
    return sorted((office.folder / ".fjkx").glob("*.yaml"))


def test_edit_stops_at_the_line(office: Office, editor: Path) -> None:
    plan = office.write()
    editor.write_text('#!/bin/sh\necho "$@" >> arguments\n')
    office.transcript("""
$ fjkx edit 2
没有修改
$ fjkx edit 2.2
没有修改
$ fjkx edit
没有修改
$ fjkx edit 9
! 错误：没有第 9 项任务
! 提示：本计划的序号从 1 到 5；fjkx list 列出全部
[1]
""")
    lines = plan.read_text("utf-8").splitlines()
    arguments = office.folder.joinpath("arguments").read_text().split("\n")
    assert [line.rpartition(" ")[0] for line in arguments] == [
        *(f"--wait +{n}" for n in (21, 34, 1)),
        "",
    ]
    start = f"{plan.parent / '.fjkx' / plan.name}.edit-"
    assert all(line.rpartition(" ")[2].startswith(start) for line in arguments[:-1])
    assert len(set(arguments)) == 4 and copies(office) == []
    assert (lines[21 - 1], lines[34 - 1]) == ("  - id: 2", "      - text: 开展空中课堂。")


def test_edit_stops_at_the_first_error(office: Office, editor: Path) -> None:
    office.write(SLIPS)
    editor.write_text('#!/bin/sh\necho "$2" > arguments\nexit 0\n')
    office.type("fjkx edit")
    assert office.folder.joinpath("arguments").read_text() == "+16\n"
    assert SLIPS.splitlines()[16 - 1] == "    lead: 办公室、院士办"


def test_edit_that_changes(office: Office, editor: Path) -> None:
    plan = office.write()
    editor.write_text('#!/bin/sh\nsed -i "s/status: todo/status: done/" "$3"\n')
    office.transcript("""
$ fjkx edit 4
已保存修改
2.2  未启动 → 已办结  开展空中课堂。
4    未启动 → 已办结  开展战略研究
第 2 项的举措已全部办结；整项办结：fjkx done 2
第 2 项 举措 2/2，100%
全计划完成 2/4（50.0%），平均进度 82.5%
$ fjkx undo --list
 1  2020-06-15 09:30:05  edit 4
 2  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
$ fjkx undo
已撤销：edit 4
2.2  已办结 → 未启动  开展空中课堂。
4    已办结 → 未启动  开展战略研究
第 2 项 举措 1/2，50%
第 4 项 进度 0%
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


def test_edit_that_breaks_the_file(office: Office, editor: Path) -> None:
    plan = office.write()
    editor.write_text('#!/bin/sh\nsed -i "s/status: todo/status: toto/" "$3"\n')
    office.transcript("""
$ fjkx edit 4
已保存修改
全计划完成 1/4（25.0%），平均进度 45.0%
workplan2020.yaml:35:17: error: 状态“toto”不认识，可写：todo(未启动)、done(已办结) [status]
workplan2020.yaml:49:13: error: 状态“toto”不认识，可写：todo(未启动)、doing(推进中)、blocked(受阻)、done(已办结)、closed(已销号)、dropped(已取消) [status]
! 下一步：fjkx edit 停在第一处错误，fjkx undo 退回修改之前
[1]
$ fjkx edit
没有修改
workplan2020.yaml:35:17: error: 状态“toto”不认识，可写：todo(未启动)、done(已办结) [status]
workplan2020.yaml:49:13: error: 状态“toto”不认识，可写：todo(未启动)、doing(推进中)、blocked(受阻)、done(已办结)、closed(已销号)、dropped(已取消) [status]
[1]
$ fjkx done 4
! 错误：workplan2020.yaml:35:17: 状态“toto”不认识，可写：todo(未启动)、done(已办结)
! 提示：共 2 处错误；fjkx check 列出全部，fjkx edit 打开文件
[3]
$ fjkx undo
已撤销：edit 4
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        (
            "iconv -f UTF-8 -t GB18030 $3 > x; cat x > $3",
            "{copy}:2:15: 文件不是 UTF-8 编码，看起来是 GBK（GB18030）",
        ),
        (": > $3", "{copy}: 文件是空的（0 字节）"),
        (
            "printf '\\377' >> $3",
            "{copy}:55:1: 文件不是 UTF-8 编码，字节 0xFF 无法识别",
        ),
        ("sed -i s/todo/done/ $3; exit 7", "编辑器 ./我的 编辑器 以退出码 7 结束"),
        (
            "sed -i s/todo/done/ $3; sed -i s/战略/策略/ workplan2020.yaml",
            "workplan2020.yaml: 编辑期间计划被别的命令改动了",
        ),
    ],
)
def test_edit_that_goes_wrong_leaves_the_plan_and_keeps_the_copy(
    office: Office, editor: Path, command: str, wrong: str
) -> None:
    plan = office.write()
    editor.write_text(f"#!/bin/sh\n{command}\n")
    lines = office.type("fjkx edit 4").splitlines()
    (copy,) = copies(office)
    assert lines[1:3] == [
        f"! 错误：{wrong.format(copy=copy)}，没有写入计划",
        f"! 提示：改过的内容留在 {copy}；再运行 fjkx edit 可以接着改",
    ]
    assert plan.read_text("utf-8").replace("策略", "战略") == PLAN
    assert office.type("fjkx undo --list") == "$ fjkx undo --list\n没有可以撤销的操作\n"


@pytest.mark.parametrize(
    "command",
    ["rm $3", "rm -r .fjkx", "rm $3; mkdir $3", "rm $3; mkfifo $3", "mv $3 x; ln -s ../x $3"],
)
def test_a_draft_that_is_gone_is_not_said_to_be_left(
    office: Office, editor: Path, command: str
) -> None:
    office.write()
    editor.write_text(f"#!/bin/sh\n{command}\n")
    lines = office.type("fjkx edit 4").splitlines()
    assert lines[2] == "! 提示：改动没有留下；再运行 fjkx edit 从现在的计划改起"


def test_a_draft_that_was_left_is_offered(
    office: Office, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = office.write()
    editor.write_text('#!/bin/sh\nsed -i "s/战略/策略/" "$3"; exit 7\n')
    office.type("fjkx edit")
    (copy,) = copies(office)
    editor.write_text("#!/bin/sh\n")
    told = f"! 注意：草稿 {copy} 有没写入的修改；接着改它：fjkx edit -y"
    assert office.type("fjkx edit").splitlines()[1:] == ["没有修改", told]
    questions: list[str] = []
    monkeypatch.setattr("fjkx.cli.file.can_ask", lambda: True)
    monkeypatch.setattr("fjkx.cli.file.confirm", lambda question: questions.append(question))
    assert office.type("fjkx edit").splitlines()[1:] == ["没有修改", told]
    assert questions == [f"{copy} 中有上次没写入的修改，接着改它？"]
    assert plan.read_text() == PLAN
    assert office.type("fjkx edit -y").splitlines()[1] == "已保存修改"
    assert plan.read_text() == PLAN.replace("战略", "策略")
    assert copies(office) == []


def test_a_draft_that_was_left_of_another_text_is_told(office: Office, editor: Path) -> None:
    plan = office.write()
    editor.write_text('#!/bin/sh\nsed -i "s/战略/策略/" "$3"; exit 7\n')
    office.type("fjkx edit")
    (copy,) = copies(office)
    office.type("fjkx done 4")
    editor.write_text("#!/bin/sh\n")
    assert office.type("fjkx edit -y").splitlines()[1:] == [
        "没有修改",
        f"! 注意：草稿 {copy} 有没写入的修改，计划此后又改过；对照它再改",
    ]
    assert copies(office) == [copy] and "策略" in copy.read_text()
    assert "战略" in plan.read_text()


def test_an_editor_that_returns_at_once(
    office: Office, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one does that hands the file to a window; what is saved there later is not lost."""
    plan = office.write()
    monkeypatch.setattr("fjkx.cli.editor.AT_ONCE", 60.0)
    lines = office.type("fjkx edit").splitlines()
    (copy,) = copies(office)
    assert lines[1:] == [
        "没有修改",
        f"! 注意：编辑器马上就结束了；如果窗口还开着，保存后运行 fjkx edit -y 写入 {copy}",
    ]
    copy.write_text(PLAN.replace("战略", "策略"))
    assert office.type("fjkx edit -y").splitlines()[1] == "已保存修改"
    assert plan.read_text() == PLAN.replace("战略", "策略")
    assert copies(office) == []


def test_edit_that_is_given_up(office: Office, editor: Path) -> None:
    plan = office.write()
    editor.write_text("#!/bin/sh\nexit 7\n")
    office.transcript("""
$ fjkx edit 4
! 错误：编辑器 ./我的 编辑器 以退出码 7 结束
! 提示：计划没有改动
[1]
""")
    assert plan.read_text("utf-8") == PLAN
    assert sorted(path.name for path in (plan.parent / ".fjkx").iterdir()) == [
        ".gitignore",
        "workplan2020.yaml.lock",
    ]


def test_edit_without_an_editor(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write()
    monkeypatch.setenv("PATH", str(office.folder))
    office.transcript("""
$ fjkx edit 2
! 错误：没有设置编辑器，系统里也没有找到
! 提示：先运行 export EDITOR=nano，或自行打开 workplan2020.yaml 第 21 行
[1]
""")
    monkeypatch.setenv("EDITOR", "没有这个编辑器")
    office.transcript("""
$ fjkx edit 3
! 错误：编辑器 没有这个编辑器 无法启动：找不到这个程序
! 提示：请检查 $VISUAL 或 $EDITOR 的值
[1]
""")
    monkeypatch.setenv("EDITOR", "'code")
    office.transcript("""
$ fjkx edit 3.1
! 错误：第 3 项没有第 1 条举措，它有 0 条
! 提示：fjkx show 3 列出各条举措
[1]
$ fjkx edit 5
! 错误：编辑器的命令 'code 中引号没有成对
! 提示：请检查 $VISUAL 或 $EDITOR 的值
[1]
""")


def test_the_editor_that_the_system_has(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write()
    monkeypatch.setenv("PATH", os.pathsep.join((str(office.folder), os.defpath)))
    for name in ("nano", "editor"):  # the later is preferred
        script = office.folder / name
        script.write_text(f'#!/bin/sh\nsed -i "s/战略/{name}/" "$2"\n')
        script.chmod(0o755)
    office.type("fjkx edit 4")
    assert "开展editor研究" in (office.folder / "workplan2020.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "a b.yaml"]),
        ({"EDITOR": "vim", "VISUAL": "nano -l"}, ["nano", "-l", "+7", "a b.yaml"]),
        ({"VISUAL": "", "EDITOR": "ed"}, ["ed", "+7", "a b.yaml"]),
        ({"EDITOR": "/usr/bin/code -n"}, ["/usr/bin/code", "-n", "--wait", "--goto", "a b.yaml:7"]),
        ({"EDITOR": "hx"}, ["hx", "a b.yaml:7"]),
        ({"EDITOR": "subl"}, ["subl", "--wait", "a b.yaml:7"]),
        ({"EDITOR": "gedit --wait"}, ["gedit", "--wait", "+7", "a b.yaml"]),
        ({"EDITOR": "notepad"}, ["notepad", "a b.yaml"]),
    ],
)
def test_editors_are_told_the_line(environ: dict[str, str], command: list[str]) -> None:
    assert editor_command(environ, "a b.yaml", 7) == command


# -- output files -----------------------------------------------------------------------------


def test_output(office: Office) -> None:
    plan = office.write()
    before = plan.read_bytes()
    office.folder.joinpath("旧.csv").write_text("旧")
    office.transcript("""
$ fjkx list -s 受阻 -o 受阻.txt
! 已写入 受阻.txt，1 项
$ fjkx -o 旧.csv list -s 受阻 --format csv
! 已写入 旧.csv，1 项
$ fjkx done 4 -o 改动.txt
! 已写入 改动.txt
$ fjkx undo -o 撤销.txt
! 已写入 撤销.txt
$ fjkx check -o 检查.txt
! 已写入 检查.txt，0 处问题
""")
    assert plan.read_bytes() == before
    assert office.folder.joinpath("检查.txt").read_bytes() == b""
    assert office.folder.joinpath("受阻.txt").read_text("utf-8").endswith("项 · 状态：受阻\n")
    csv = office.folder.joinpath("旧.csv").read_bytes()
    assert csv.startswith("\ufeff序号,".encode()) and csv.count(b"\r\n") == 2
    changed = "4  未启动 → 已办结  开展战略研究\n全计划完成 2/4（50.0%），平均进度 70.0%\n"
    assert office.folder.joinpath("改动.txt").read_text("utf-8") == changed
    assert (
        office.folder.joinpath("撤销.txt")
        .read_text("utf-8")
        .startswith("已撤销：done 4 -o 改动.txt\n")
    )


def test_output_never_over_the_plan(office: Office) -> None:
    plan = office.write()
    before = plan.read_bytes()
    office.folder.joinpath("link.txt").symlink_to("workplan2020.yaml")
    office.transcript("""
$ fjkx list -o workplan2020.yaml
! 错误：workplan2020.yaml: 这是计划文件本身，不能用作输出文件
! 提示：换一个输出文件名
[1]
$ fjkx list -o ./link.txt
! 错误：./link.txt: 这是计划文件本身，不能用作输出文件
! 提示：换一个输出文件名
[1]
$ fjkx list -o .
! 错误：.: 这是文件夹，不能用作输出文件
! 提示：换一个输出文件名
[1]
$ fjkx list -o 没有/a.txt
! 错误：没有/a.txt: 无法写入输出：文件夹不存在
! 提示：先建立文件夹，或换一个输出文件名
[1]
$ fjkx list -o workplan2020.yaml/a.txt
! 错误：workplan2020.yaml/a.txt: 无法写入输出：路径中有一段不是文件夹
! 提示：检查路径
[1]
""")
    assert plan.read_bytes() == before


OUTPUTS = ["workplan2020.yaml", "link.txt", ".", "没有/a.txt", "read-only.txt", "a.csv", "a"]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("command", ["done 4", "drop 4", "undo", "edit 4", "note 4 好"])
def test_a_bad_output_stops_a_command_before_it_writes(
    office: Office, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    plan = office.write()
    office.type("fjkx start 4")
    before = plan.read_bytes()
    office.folder.joinpath("link.txt").symlink_to(plan)
    office.folder.joinpath("read-only.txt").write_text("")
    office.folder.joinpath("read-only.txt").chmod(0o444)
    monkeypatch.setenv("EDITOR", "touch edited")
    said = office.type(f"fjkx {command} -o {output}").splitlines()
    code = "[2]" if output in ("a", "a.csv") else "[1]"
    assert said[1].startswith(f"! 错误：{output}: ") and said[3:] == [code]
    assert plan.read_bytes() == before
    assert not office.folder.joinpath("edited").exists()


# -- check --fix ----------------------------------------------------------------------------

BY_HAND = """\
schema: 1
plan: {title: 测试, year: 2020}
units: [{name: 院士办}]
tasks:
- id: 1
  title: 甲
  lead: 院士办  # 注
  status： todo
  due: 9月底
  percent: 六成
"""
MENDED = BY_HAND.replace("：", ":").replace("lead: 院士办", "lead: [院士办]")
MENDED = MENDED.replace("due: 9月底", "due: 2020-09-30\n  due_text: 9月底")


def test_what_has_one_reading_is_mended(office: Office) -> None:
    plan = office.write(BY_HAND)
    office.transcript("""
$ fjkx check --fix --dry-run
workplan2020.yaml:7:9: fixable: “院士办” → “[院士办]”
workplan2020.yaml:8:9: fixable: “：” → “: ”
workplan2020.yaml:9:8: fixable: “9月底” → “2020-09-30，due_text: 9月底”
可以改正 3 处
workplan2020.yaml:11:12: error: 百分数应是 0 到 100 的整数，不是“六成” [number]
[1]
""")
    assert plan.read_text("utf-8") == BY_HAND
    office.transcript("""
$ fjkx check --fix
workplan2020.yaml:7:9: fixed: “院士办” → “[院士办]”
workplan2020.yaml:8:9: fixed: “：” → “: ”
workplan2020.yaml:9:8: fixed: “9月底” → “2020-09-30，due_text: 9月底”
已改正 3 处
workplan2020.yaml:11:12: error: 百分数应是 0 到 100 的整数，不是“六成” [number]
[1]
""")
    assert plan.read_text("utf-8") == MENDED
    office.transcript("""
$ fjkx undo
已撤销：check --fix
! 注意：这个版本还不能用：workplan2020.yaml:7:9: 这里应是列表，请写成 [院士办]
! 提示：别的版本：fjkx undo --list，再 fjkx restore 序号
$ fjkx check --dry-run
! 错误：--dry-run 要与 --fix 一起写
! 提示：例如：fjkx check --fix --dry-run
[2]
""")
    assert plan.read_text("utf-8") == BY_HAND


# -- what is taken back, what is written ----------------------------------------------------


@pytest.mark.parametrize(("answer", "undone"), [("n", False), ("y", True)])
def test_undo_asks_before_what_is_old(
    office: Office, monkeypatch: pytest.MonkeyPatch, answer: str, undone: bool
) -> None:
    plan = office.write()
    monkeypatch.setattr("fjkx.cli.file.can_ask", lambda: True)
    asked: list[str] = []

    def confirm(text: str) -> bool:
        asked.append(text)
        return answer == "y"

    monkeypatch.setattr("fjkx.cli.file.confirm", confirm)
    monkeypatch.setattr("fjkx.cli.plans.now", lambda: "2020-06-15 08:30:00")
    office.type("fjkx start 4")
    monkeypatch.setattr("fjkx.cli.file.now", lambda: "2020-06-15 09:30:00")
    office.type("fjkx undo")
    assert (plan.read_text("utf-8") == PLAN, asked) == (True, [])  # an hour is not more than one
    office.type("fjkx start 4")
    monkeypatch.setattr("fjkx.cli.file.now", lambda: "2020-06-15 09:30:01")
    office.type("fjkx undo")
    assert asked == ["将撤销 2020-06-15 08:30:00 的操作：fjkx start 4，继续吗？"]
    assert (plan.read_text("utf-8") == PLAN) is undone
    if not undone:
        office.type("fjkx undo -y")
        assert plan.read_text("utf-8") == PLAN


def test_init_takes_no_name_of_another_year(office: Office) -> None:
    office.transcript("""
$ fjkx init workplan2021.yaml
! 错误：workplan2021.yaml: init 写出的是 2020 年的计划，文件名却是 2021 年的
! 提示：新一年的计划：fjkx new 2021 --title 福建省科协2021年工作要点
[2]
""")
    assert list(office.folder.iterdir()) == []
