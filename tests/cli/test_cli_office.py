"""Excel, Word and pages on the command line."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from io import BytesIO

import docx
import openpyxl
import pytest

from fjkx.cli import output
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
    office.transcript("""
$ fjkx -o 页面.html
! 已写入 页面.html
$ fjkx summary -o 汇总.html
! 已写入 汇总.html
""")
    page, view = (
        office.folder.joinpath(name).read_text("utf-8") for name in ("页面.html", "汇总.html")
    )
    for text in ("截至 2020-06-15", "<h2>走势</h2>", "<svg", "<h2>各项任务</h2>", "学会学术部"):
        assert text in page
    assert "各项任务" not in view and "<h1>工作要点</h1>" in view
    assert page.count("<h1>") == 1


def test_what_is_said_beside_letters(office: Office) -> None:
    """Who signs them, and what records that they were sent, with what chose them; once the plan
    names its office only that."""
    office.write()
    office.type("fjkx set --office 省科协办公室")
    office.transcript("""
$ fjkx chase --dept 院士办 --all --soon-days 10 --reply-by 6-22 -o 催办单.md
! 已写入 催办单.md，1 项
! 提示：发出以后记下催办：fjkx chase -d 院士办 --all --soon-days 10 --record
$ fjkx chase --record -o 催办单.docx
! 已写入 催办单.docx，逐项催办 2 项，另有 1 项只是滞后或久未报送
! 已记入催办 2 项；撤销：fjkx undo
$ fjkx chase --as-of 6-10 -o 催办单.docx
! 注意：2 项任务（第 3、5 项）有手工改动而没有记录的内容，只能按记录推算
! 提示：在 records 里补上一条：fjkx edit 3
! 已写入 催办单.docx，逐项催办 1 项，另有 3 项只是滞后或久未报送
$ fjkx chase -o 催办.csv
! 已写入 催办.csv，逐项催办 2 项，另有 1 项只是滞后或久未报送
""")


def test_letters_in_a_folder(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx chase -o 催办单/ --number 闽科协督〔2020〕3号
! 已写入 催办单/：2 份催办单
! 提示：没有落款；写上办公室、联系人和电话，如 fjkx set --office 省科协办公室 --contact 王一 --phone 0591-87654321
! 提示：发出以后记下催办：fjkx chase --record
$ fjkx chase -o 催办单 -d 院士办
! 错误：催办单/院士办.docx 已经存在，没有写任何文件
! 提示：换一个文件夹；或替换它们：--force
[1]
$ fjkx chase -o 催办单 -d 院士办 --force
! 已写入 催办单：1 份催办单
! 注意：催办单 中还有以前的 1 份，不是这次写的：学会学术部.docx
! 提示：没有落款；写上办公室、联系人和电话，如 fjkx set --office 省科协办公室 --contact 王一 --phone 0591-87654321
! 提示：发出以后记下催办：fjkx chase -d 院士办 --record
$ fjkx chase --force
! 错误：--force 只用于把催办单写进文件夹
! 提示：例如：fjkx chase -o 催办单/ --force
[2]
""")
    names = sorted(os.listdir(office.folder / "催办单"))
    assert names == ["学会学术部.docx", "院士办.docx"]
    letter = docx.Document(str(office.folder / "催办单" / "学会学术部.docx"))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert "闽科协督〔2020〕3号" in texts
    assert "回执（学会学术部）" in texts


def test_no_letters_where_nothing_is_to_be_pressed_for(office: Office) -> None:
    office.write("schema: 1\nplan: {title: 空, year: 2020}\ntasks: []\n")
    office.transcript("""
$ fjkx chase -o 催办单/
截至 2020-06-15 没有需要催办的任务
""")
    assert not office.folder.joinpath("催办单").exists()


def test_a_folder_that_cannot_be(office: Office) -> None:
    office.write()
    office.folder.joinpath("文件").write_text("x")
    office.transcript("""
$ fjkx chase -o 文件/
! 错误：文件/: 无法建立文件夹：同名文件已经存在
! 提示：换一个文件名
[1]
$ fjkx list -o 催办单/
! 错误：催办单/: 这是文件夹，不能用作输出文件
! 提示：换一个输出文件名
[1]
""")


def child(*args: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A run of its own."""
    return subprocess.run(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        check=False,
        timeout=HANGS,
    )


def test_a_pipe_takes_bytes(office: Office) -> None:
    office.write()
    done = child("-m", "fjkx", "list", "--format", "xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert openpyxl.load_workbook(BytesIO(done.stdout)).active is not None


def test_without_the_extra_one_line_says_what_to_install(office: Office) -> None:
    office.write()
    hide = "import sys; sys.modules['xlsxwriter'] = None; from fjkx.cli import main; "
    done = child("-c", f"{hide}sys.exit(main(['list', '-o', '台账.xlsx']))")
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "错误：没有安装读写 Excel 的库\n提示：请安装：pip install '.[office]'\n"
    )
    assert not office.folder.joinpath("台账.xlsx").exists()


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
    written = b""
    with suppress(OSError):  # how Linux says that the other end was closed
        while data := os.read(ours, 65536):
            written += data
    os.close(ours)
    assert process.wait(HANGS) == 0
    assert "正在写[催办单]" in written.decode()
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
