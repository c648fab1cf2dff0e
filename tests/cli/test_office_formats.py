"""Word, what takes its time, and what needs no extra."""

import docx
import pytest

from fjkx.cli import output
from tests.child import child, on_terminal
from tests.office import Office


def test_letters_in_a_folder(office: Office) -> None:
    office.write()
    office.type("fjkx chase -o 催办单/ --number 闽科协督〔2020〕3号")
    letter = docx.Document(str(office.folder / "催办单" / "学会学术部.docx"))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert "闽科协督〔2020〕3号" in texts
    assert "回执（学会学术部）" in texts


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
        time.sleep(0.1)
        assert done(number) == number
"""


def test_what_takes_its_time_shows_a_bar_on_a_terminal_only() -> None:
    assert "正在写[催办单]" in on_terminal("-c", SLOW)[0]
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
