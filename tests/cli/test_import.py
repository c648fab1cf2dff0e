"""The notice again."""

from fjkx.cli import main
from tests.office import ROOT, SHIPPED, Office


def test_the_shipped_plan_prints_as_the_notice(office: Office) -> None:
    notice = (ROOT / "tests/fixtures/notice2020.txt").read_bytes().decode()
    start = notice.index("\n\n福建省科协2020年工作要点\n") + 2
    end = notice.index("\n\n返回顶部")
    assert main(["text", str(SHIPPED)]) == 0
    assert office.capture.readouterr().out == notice[start:end] + "\n"
