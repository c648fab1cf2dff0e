"""`-o FILE`: which format goes into it, and that nothing is done where it cannot be written."""

import os

import pytest

from tests.office import Office


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("任务.txt", "list"),
        ("任务.CSV", "list -s 受阻 --format csv"),
        ("'科 普.md'", "list --format md"),
        ("任务.json", "show 4 2 --format json"),
        ("记录.csv", "log --format csv"),
        ("汇总.csv", "summary --format csv"),
        ("催办单.md", "chase --format md"),
        ("通报.json", "bulletin --format json"),
        ("走势.txt", "trend"),
        ("单位.csv", "unit list --format csv"),
        ("要点.txt", "text"),
        ("检查.json", "check --format json"),
    ],
)
def test_the_ending_decides_the_format(office: Office, name: str, command: str) -> None:
    """What is in the file is what the screen shows; it is no plan, so it may be written again."""
    office.write()
    lines = office.type(f"fjkx {command}").splitlines()[1:]
    shown = [line for line in lines if not line.startswith("! ")]
    for _ in range(2):
        written = office.type(f"fjkx {command.partition(' --format')[0]} -o {name}")
        assert f"! 已写入 {name.strip(chr(39))}" in written
    path = office.folder / name.strip("'")
    assert path.read_text("utf-8").splitlines() == shown


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_that_takes_no_file(office: Office) -> None:
    office.write()
    office.folder.joinpath("只读").mkdir(mode=0o555)
    office.transcript("""
$ fjkx done 4 -o 只读/a.txt
! 错误：只读/a.txt: 无法写入输出：没有权限
! 提示：检查文件和所在文件夹的权限，或请有权限的人操作
[1]
""")


OUTPUTS = ["workplan2020.yaml", "link.txt", ".", "没有/a.txt", "read-only.txt", "a.csv", "a"]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("command", ["done 4", "drop 4", "undo", "edit 4", "note 4 好"])
def test_a_bad_output_stops_a_command_before_it_writes(
    office: Office, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    plan = office.write()
    office.type("fjkx start 4")
    before = plan.read_bytes()
    office.type("ln -s workplan2020.yaml link.txt; touch read-only.txt; chmod 444 read-only.txt")
    monkeypatch.setenv("EDITOR", "touch edited")
    said = office.type(f"fjkx {command} -o {output}").splitlines()
    code = "[2]" if output in ("a", "a.csv") else "[1]"
    assert said[1].startswith(f"! 错误：{output}: ") and said[3:] == [code]
    assert plan.read_bytes() == before
    assert not office.folder.joinpath("edited").exists()
