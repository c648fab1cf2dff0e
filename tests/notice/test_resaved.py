"""Forms and ledgers that LibreOffice has saved again, as .xlsx, .xls and .ods."""

import shutil
import subprocess
from pathlib import Path

import pytest

from fjkx.notice.workbook.returned import returned
from fjkx.notice.workbook.sheets import read
from tests.notice.test_returned import NOTE, PLAN, TODAY, edited, recorded, told

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_another_program_reports_the_same(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "甲局.xlsx"
    path.parent.mkdir()
    path.write_bytes(edited("J5 已调研\nI6 60%\nH9 已办结\nI14 #50"))
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
    ]
    command += ["--convert-to", ending, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = returned(read((tmp_path / f"甲局.{ending}").read_bytes()), PLAN, "x.xlsx", TODAY)
    assert recorded(found) == f"{NOTE}\n2 - 60\n14.2 done"
    assert told(found) == "第 14 行 I 列：举措没有进度，请填在任务那一行"
