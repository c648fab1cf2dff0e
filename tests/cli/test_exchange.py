"""A quarter's round: workbooks to all units, filled in, collected, chased, reported."""

import sys
from pathlib import Path

import openpyxl
import pytest

from fjkx.cli import main, output
from fjkx.plan.history import is_recorded
from fjkx.plan.model import declared, is_complete
from tests.office import Office
from tests.plans import plan_in

# What units type: file, row, values by column. The same as commands of today.
FILLED = {
    ("机关党委", 5): {"H": "推进中", "I": "60%", "J": "已举办第一期"},
    ("院士办", 6): {"H": "已办结", "J": "已走访8家"},
    ("科学技术普及部", 5): {"H": "受阻", "K": "场地未落实", "L": "7月选址"},
}


def fill(folder: Path, into: Path) -> None:
    """The workbooks as units send them back."""
    into.mkdir()
    for path in sorted(folder.iterdir()):
        book = openpyxl.load_workbook(path)
        for (unit, row), cells in FILLED.items():
            for column, value in cells.items() if unit == path.stem else ():
                book["填报"][f"{column}{row}"] = value
        book.save(into / path.name)


def ids_of(folder: Path) -> dict[tuple[str, int], str]:
    """The numbers of the rows that are filled in."""
    return {
        (unit, row): str(openpyxl.load_workbook(folder / f"{unit}.xlsx")["填报"][f"A{row}"].value)
        for unit, row in FILLED
    }


def test_what_units_fill_in_is_what_the_same_commands_record(office: Office) -> None:
    shipped = office.ship()
    other = office.folder / "另一份.yaml"
    other.write_bytes(shipped.read_bytes())
    assert main(["dispatch", "下发", "--role", "lead", "-f", "workplan2020.yaml"]) == 0
    assert len(list((office.folder / "下发").iterdir())) == 13
    fill(office.folder / "下发", office.folder / "收回")
    assert main(["collect", "收回", "-f", "workplan2020.yaml"]) == 0
    first, second, third = ids_of(office.folder / "下发").values()
    for words in (
        ["note", first, "已举办第一期", "--percent", "60", "--by", "机关党委"],
        ["done", second, "-m", "已走访8家", "--by", "院士办"],
    ):
        assert main([*words, "-f", "另一份.yaml"]) == 0
    collected, typed = plan_in(shipped), plan_in(other)
    by_id = {task.id: task for task in collected.tasks}
    assert [by_id[each] for each in (first, second)] == [
        task for each in (first, second) for task in typed.tasks if task.id == each
    ]
    assert (by_id[third].status, by_id[third].records[-1].problem) == ("blocked", "场地未落实")
    assert main(["undo", "-f", "workplan2020.yaml"]) == 0
    assert not any(task.records for task in plan_in(shipped).tasks)


def test_the_same_folder_twice_is_one_write(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = office.ship()
    main(["dispatch", "下发"])
    fill(office.folder / "下发", office.folder / "收回")
    assert main(["collect", "收回"]) == 0
    once = shipped.read_bytes()
    capsys.readouterr()
    assert main(["collect", "收回"]) == 0
    assert shipped.read_bytes() == once
    assert "没有收下任何进展，计划未变" in capsys.readouterr().err


def test_a_dispatched_workbook_is_never_replaced(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.ship()
    main(["dispatch", "下发"])
    before = {path: path.read_bytes() for path in (office.folder / "下发").iterdir()}
    assert main(["dispatch", "下发"]) == 1
    assert "已经存在，没有写任何文件" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before


def test_a_workbook_with_faults_is_left_out_whole_unless_partial(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = office.ship()
    main(["dispatch", "下发"])
    before = shipped.read_bytes()
    book = openpyxl.load_workbook("下发/院士办.xlsx")
    book["填报"]["J5"], book["填报"]["I6"] = "已举办", 120
    book.save("院士办.xlsx")
    (office.folder / "坏.xlsx").write_bytes(b"")
    capsys.readouterr()
    assert main(["collect", "院士办.xlsx", "坏.xlsx", "--return", "退回"]) == 1
    out, shown = capsys.readouterr()
    assert out == ""
    assert "院士办.xlsx 第 6 行 I 列：进度“120”不是 0 到 100 的数" in shown
    assert "坏.xlsx: 文件是空的（0 字节）" in shown
    assert shipped.read_bytes() == before
    again = openpyxl.load_workbook("退回/院士办.xlsx")["填报"]
    assert (again["I5"].value, again["I5"].fill.fgColor.rgb) == ("120", "FFF8CBAD")
    assert again["N5"].value == "进度“120”不是 0 到 100 的数"
    assert main(["collect", "院士办.xlsx", "--partial"]) == 0
    assert "注意：有错的 1 行没有收" in capsys.readouterr().err
    assert sum(bool(task.records) for task in plan_in(shipped).tasks) == 1


def test_what_is_sent_back_is_written_when_the_question_is_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not on a dry run, and again only with --force; what helps is named."""
    office.ship()
    main(["dispatch", "下发"])
    book = openpyxl.load_workbook("下发/院士办.xlsx")
    book["填报"]["J5"], book["填报"]["I6"] = "已举办", 120
    book.save("院士办.xlsx")
    office.capture.readouterr()
    helps = (
        "提示：收下没有错的行：加上 --partial；写出标明错处的工作簿，以便退回：加上 --return 退回"
    )
    assert office.type("fjkx collect 院士办.xlsx --dry-run").endswith(f"! {helps}\n")
    line = "fjkx collect 院士办.xlsx --partial --return 退回"
    office.type(f"{line} --dry-run")
    monkeypatch.setattr(output, "can_ask", lambda: True)
    monkeypatch.setattr(output, "confirm", lambda question: False)
    office.type(line)
    assert not Path("退回").exists()
    assert "退回的工作簿写入 退回：1 份" in office.type(f"{line} -y")
    assert "换一个文件夹；或替换它们：--force" in office.type(f"{line} -y")
    assert "退回的工作簿写入 退回：1 份" in office.type(f"{line} -y --force")


def test_what_is_no_workbook_and_a_day_to_come_leave_stdout_empty(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx collect 没有.xlsx
! 没有收的文件 1 个
! 没有.xlsx: 没有这个文件
! 没有收下任何进展，计划未变
[1]
$ fjkx dispatch 下发 -d 科普部
! 已写入 下发：1 份
$ fjkx collect 下发 --on 2020-06-16
! 错误：日期 2020-06-16 在今天(2020-06-15)之后
! 提示：还没发生的事不能记为已办
[1]
""")


def test_the_day_that_is_written_is_said_with_its_year(office: Office) -> None:
    office.ship()
    main(["dispatch", "下发", "-d", "机关党委"])
    book = openpyxl.load_workbook("下发/机关党委.xlsx")
    book["填报"]["J5"] = "已举办"
    book.save("机关党委.xlsx")
    office.capture.readouterr()
    shown = office.type("fjkx collect 机关党委.xlsx --on 3-1")
    assert "日期记作 2020-03-01，早于计划的印发日期" in shown


def test_a_unit_is_no_folder(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx dispatch 科普部
! 错误：“科普部”是单位，这里要写文件夹
! 提示：只发给它：fjkx dispatch 下发 -d 科普部
[1]
$ fjkx dispatch 下发 -d 科普部
! 已写入 下发：1 份
""")


@pytest.mark.parametrize("line", ["dispatch 下发", "list -o 台账.xlsx"])
def test_without_the_extra_the_error_says_what_to_install(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    office.ship()
    for name in [*sys.modules]:
        if name.partition(".")[0] == "xlsxwriter" or name == "fjkx.render.xlsx":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    office.transcript(f"""
$ fjkx {line}
! 错误：没有安装读写 Excel 的库
! 提示：请安装：pip install '.[office]'
[1]
$ ls
workplan2020.yaml
""")


def test_a_ledger_of_our_own_comes_back_as_the_plan_it_was(office: Office) -> None:
    """Sections, tasks, units and deadlines, and of measures which are done; of history nothing."""
    path = office.ship()
    for words in ("set 3 --due 9月底", "set 4 --due 三季度 --leader 王一", "block 8 -m 汛期"):
        assert main([*words.split(), "-f", path.name]) == 0
    for words in ("done 7 14.2", "drop 9", "note 5 在办 --problem 缺人 --next 补招"):
        assert main([*words.split(), "-f", path.name]) == 0
    assert main(["list", "-o", "台账.xlsx", "-f", path.name]) == 0
    assert main(["import", "台账.xlsx", "-o", "又一份.yaml"]) == 0
    was, now = plan_in(path), plan_in(office.folder / "又一份.yaml")
    assert (now.title, now.year, now.sections) == (was.title, was.year, was.sections)
    for before, after in zip(was.tasks, now.tasks, strict=True):
        done = tuple(m._replace(status="done") for m in before.measures)
        whole = before._replace(
            measures=done if is_complete(before) else before.measures,
            lead=declared(was, before.lead),
            support=declared(was, before.support),
        )
        assert after[:-3] == whole._replace(due_text=after.due_text, percent=after.percent)[:-3]
        assert (after.measures, is_recorded(after)) == (whole.measures, True)
        assert after.due_text in (before.due_text, None)


@pytest.mark.parametrize("name", ["台账.csv", "台账.md"])
def test_a_table_of_figures_of_our_own_has_no_measures_to_import(office: Office, name: str) -> None:
    """It would come back with numbers for measures; without its counts it comes back as tasks."""
    path = office.ship()
    main(["done", "7"])
    main(["list", "-o", name])
    office.capture.readouterr()
    office.transcript(f"""
$ fjkx import {name} -o 又一份.yaml
! 错误：这是 fjkx 导出的统计表：“已完成举措”“举措总数”只有个数，没有举措的原文
! 提示：从 .xlsx 台账或 .yaml 导入；只要任务不要举措，先从表里删去这些列
[1]
""")
    kept = Path(name).read_text("utf-8-sig")
    for head in ("已完成举措", "举措总数"):
        kept = kept.replace(head, "改期次数")
    Path(name).write_text(kept, "utf-8")
    assert main(["import", name, "-o", "又一份.yaml"]) == 0
    was, now = plan_in(path), plan_in(office.folder / "又一份.yaml")
    assert [t.title for t in now.tasks] == [t.title for t in was.tasks]
    assert [t.measures for t in now.tasks] == [()] * len(was.tasks)
    assert "#" not in now.title
