"""Excel, Word and pages on the command line."""

import os
import pty
import subprocess
import sys
from io import BytesIO

import docx
import openpyxl
import pytest

from fjkx.cli import output
from tests.child import child, fjkx, written
from tests.office import HANGS, ROOT, Office


def test_the_ending_decides(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx list -o 台账.xlsx
! 已写入 台账.xlsx，5 项
$ fjkx bulletin -o 通报.docx
! 注意：2 项任务（第 3、5 项）有手工改动而没有记录的内容，只能按记录推算
! 提示：在 records 里补上一条：fjkx edit 3
! 已写入 通报.docx
$ fjkx show 2 -o 任务.html
! 已写入 任务.html，1 项
$ fjkx log -o 记录.xlsx
! 已写入 记录.xlsx，4 条记录
$ fjkx trend -o 走势.docx
! 注意：1 项任务（第 5 项）有手工改动而没有记录的内容，只能按记录推算
! 提示：在 records 里补上一条：fjkx edit 5
! 已写入 走势.docx
$ fjkx list --format docx -o 台账.xlsx
! 错误：--format docx 与 台账.xlsx 的扩展名不一致
! 提示：不写 --format；或写 -o 台账.docx
[2]
""")
    sheet = openpyxl.load_workbook(office.folder / "台账.xlsx").active
    assert sheet is not None and sheet["A1"].value == "工作要点"
    title = docx.Document(str(office.folder / "通报.docx")).paragraphs[0]
    assert title.text == "关于《工作要点》2020年第二季度进展情况的通报"


def test_a_page_of_the_whole_plan_and_of_one_view(office: Office) -> None:
    office.write()
    office.type("fjkx -o 页面.html")
    office.type("fjkx summary -o 汇总.html")
    page, view = (
        office.folder.joinpath(name).read_text("utf-8") for name in ("页面.html", "汇总.html")
    )
    for text in ("截至 2020-06-15", "<h2>走势</h2>", "<svg", "<h2>各项任务</h2>", "学会学术部"):
        assert text in page
    assert "各项任务" not in view and "<h1>工作要点</h1>" in view
    assert page.count("<h1>") == 1


def test_letters_in_a_folder(office: Office) -> None:
    office.write()
    office.type("fjkx chase -o 催办单/ --number 闽科协督〔2020〕3号")
    letter = docx.Document(str(office.folder / "催办单" / "学会学术部.docx"))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert "闽科协督〔2020〕3号" in texts
    assert "回执（学会学术部）" in texts


def test_a_pipe_takes_bytes(office: Office) -> None:
    office.write()
    done = fjkx("list", "--format", "xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert openpyxl.load_workbook(BytesIO(done.stdout)).active is not None


@pytest.mark.parametrize("ending", ["txt", "docx", "html"])
def test_what_needs_no_extra_loads_none(office: Office, ending: str) -> None:
    office.write()
    code = (
        "import sys; from fjkx.cli import main; "
        f"main(['list', '-o', 'x.{ending}']); print(*sys.modules)"
    )
    modules = set(child("-c", code).stdout.decode().split())
    assert not {"xlsxwriter", "python_calamine", "docx", "openpyxl"} & modules


SLOW = """
import time
from fjkx.cli import output
output.PATIENCE = 0.0
with output.working("正在写[催办单]", 3) as done:
    for number in range(3):
        time.sleep(0.3)
        assert done(number) == number
"""


def test_what_takes_its_time_shows_a_bar_on_a_terminal_only() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    process = subprocess.Popen([sys.executable, "-c", SLOW], stderr=theirs, env=environment)
    os.close(theirs)
    shown = written(ours)
    os.close(ours)
    assert process.wait(HANGS) == 0
    assert "正在写[催办单]" in shown.decode()
    assert child("-c", SLOW).stderr == b""


def test_no_terminal_is_given_bytes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write()
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    monkeypatch.setattr(output, "_columns", lambda stream: 80)
    office.transcript("""
$ fjkx list --format xlsx
! 错误：终端上看不了 xlsx
! 提示：写成文件，如 -o 结果.xlsx
[2]
""")
