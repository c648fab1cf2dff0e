"""`-o FILE`: which format goes into it, what it is never written over, and what is said."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fjkx.file.likeness import is_plan
from tests.office import PLAN, ROOT, SHIPPED, Office

OTHER = PLAN.replace("2020", "2021")


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


def plans_by_other_names(folder: Path) -> dict[str, str]:
    """Names of output files behind which there is a plan, and why each is refused."""
    other = folder / "workplan2021.yaml"
    other.write_text(OTHER, "utf-8")
    folder.joinpath("out.txt").symlink_to(other.name)
    folder.joinpath("chain.txt").symlink_to("out.txt")
    os.link(other, folder / "hard.txt")
    folder.joinpath("plan.md").write_text(OTHER, "utf-8")
    folder.joinpath("flow.json").write_text(json.dumps({"schema": 1, "plan": {}, "tasks": []}))
    folder.joinpath("bom.csv").write_text(OTHER, "utf-8-sig")
    folder.joinpath("gbk.txt").write_text(OTHER, "gb18030")
    folder.joinpath("wide.txt").write_text(OTHER, "utf-16")
    folder.joinpath("ruined.txt").write_text(OTHER.replace("year: 2021}", "year: 2021"), "utf-8")
    folder.joinpath("cut.txt").write_text(OTHER[: OTHER.index("  - id: 2")], "utf-8")
    folder.joinpath("own.txt").symlink_to("workplan2020.yaml")
    folder.joinpath("new.txt").symlink_to("workplan2030.yaml")
    os.link(folder / "workplan2020.yaml", folder / "own.csv")
    folder.joinpath("ours").symlink_to(".fjkx")
    folder.joinpath("read-only.txt").touch(0o444)
    holds = dict.fromkeys(
        ("hard.txt", "plan.md", "flow.json", "bom.csv", "gbk.txt", "wide.txt", "ruined.txt"),
        "这是一份计划，不能用作输出文件",
    )
    return {
        **holds,
        "cut.txt": holds["plan.md"],
        **dict.fromkeys(("own.txt", "own.csv"), "这是计划文件本身，不能用作输出文件"),
        **dict.fromkeys(
            (
                "out.txt",
                "chain.txt",
                "new.txt",
                "workplan2021.yaml",
                "new.yaml",
                "new.yaml/",
                "x.YML",
            ),
            "输出不写入 .yaml 文件，以免覆盖计划",
        ),
        **dict.fromkeys(("a.txt/", "a.txt/."), "这样写的是文件夹，不能用作输出文件"),
        "/dev/fd/99": "无法写入输出：它没有打开",
        **dict.fromkeys((".fjkx/a.txt", "ours/a.txt"), ".fjkx 中是撤销记录，不能放输出文件"),
        "没有/a.txt": "无法写入输出：文件夹不存在",
        "read-only.txt": "输出文件是只读的",
        "read-only.txt/a.txt": "无法写入输出：路径中有一段不是文件夹",
    }


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_that_is_a_plan_is_written_over(office: Office) -> None:
    office.write()
    refused = plans_by_other_names(office.folder)
    before = state(office.folder)
    for name, why in refused.items():
        said = office.type(f"fjkx -f workplan2020.yaml list -o {name}").splitlines()
        assert (said[1], said[3:]) == (f"! 错误：{name}: {why}", ["[1]"])
    assert state(office.folder) == before


def test_no_update_happens_whose_report_cannot_be_written(office: Office) -> None:
    office.write()
    refused = plans_by_other_names(office.folder)
    before = state(office.folder)
    for name in refused:
        assert office.type(f"fjkx -f workplan2020.yaml done 4 -o {name}").endswith("[1]\n") or (
            name.endswith((".csv", ".md", ".json"))
        )
    assert state(office.folder) == before


def test_what_is_like_a_plan_and_what_is_not(office: Office) -> None:
    office.write()
    assert is_plan(SHIPPED.read_bytes()) and is_plan(SHIPPED.read_bytes().replace(b"\n", b"\r"))
    assert is_plan(b"\xef\xbb\xbfplan: {}\ntasks: []\n") and is_plan(b'  "schema": 1\n  tasks:\n')
    for command in (
        "list",
        "summary",
        "log",
        "unit list",
        "show 1-4",
        "chase",
        "bulletin",
        "check",
    ):
        for format in ("json", "csv", "md", "table"):
            assert not is_plan(office.type(f"fjkx {command} --format {format}").encode())
    assert not is_plan(b"") and not is_plan(b"schema:\n") and not is_plan(b"\x00\xff" * 999)


def test_an_input_is_no_output(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = "甲县2024年工作要点\n1.甲。（责任单位：乙科）\n"
    office.write(notice, "通知.txt")
    office.write("旧的", "旧.txt")
    os.link(office.folder / "通知.txt", office.folder / "又.txt")
    os.link(office.folder / "通知.txt", office.folder / "又.yaml")
    before = state(office.folder)
    office.transcript("""
$ fjkx import 通知.txt --dry-run -o 通知.txt
! 错误：通知.txt: 这是本命令读取的文件，不能用作输出文件
! 提示：换一个输出文件名
[1]
$ fjkx import 通知.txt --dry-run -o 又.txt
! 错误：又.txt: 这是本命令读取的文件，不能用作输出文件
! 提示：换一个输出文件名
[1]
$ fjkx import 通知.txt --dry-run -o 旧.txt
! 错误：旧.txt: 已经存在，--dry-run 不改动已有的文件
! 提示：换一个输出文件名
[1]
$ fjkx import 通知.txt --dry-run -o 看.csv
! 错误：看.csv: 这个命令不能写成 .csv
! 提示：可写：.txt
[2]
$ fjkx import 通知.txt -o 又.yaml --force
! 错误：又.yaml: 是通知本身，不能写成计划
! 提示：用 -o 另写一个文件名
[1]
$ fjkx import 通知.txt -o 任务.xlsx
! 错误：任务.xlsx: 新计划的文件名要以 .yaml 结尾
! 提示：例如：任务.yaml
[2]
""")
    assert state(office.folder) == before


def shell(folder: Path, command: str) -> "subprocess.CompletedProcess[bytes]":
    """A command with the program as `fjkx` in a real shell."""
    program = f"{sys.executable} -m fjkx"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk"}
    return subprocess.run(
        ["bash", "-c", command.replace("fjkx ", f"{program} ")],
        cwd=folder,
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_streams_take_the_format_and_keep_their_place(office: Office) -> None:
    office.write()
    run = shell(office.folder, "fjkx list -s 受阻 --format csv -o /dev/stdout")
    assert run.stdout.startswith("\ufeff序号,".encode()) and run.stderr == b""
    shell(office.folder, "echo 一 > log; fjkx list --format csv -s 受阻 -o /dev/fd/3 3>> log")
    first, header, *rows = office.folder.joinpath("log").read_text("utf-8").splitlines()
    assert (first, header[:3], len(rows)) == ("一", "\ufeff序号", 1)
    run = shell(office.folder, "mkfifo pipe; cat pipe & fjkx list --format json -o pipe; wait")
    assert len(json.loads(run.stdout)["tasks"]) == 5 and run.stderr == b""
    run = shell(office.folder, "fjkx list -o /dev/null && fjkx list -o a.csv > a.csv")
    assert (run.returncode, run.stderr.decode("gbk")) == (0, "已写入 a.csv，5 项\n")
    assert office.folder.joinpath("a.csv").read_text("utf-8").startswith("\ufeff序号,")


def test_an_open_file_is_judged_like_any_other(office: Office) -> None:
    plan = office.write()
    shutil.copy(plan, office.folder / "other.txt")
    office.write("甲县2024年工作要点\n1.甲。（责任单位：乙科）\n", "in.txt")
    before = state(office.folder)
    for command, why in (
        ("fjkx list -o /dev/stdout >> workplan2020.yaml", "这是计划文件本身，不能用作输出文件"),
        ("fjkx list -o /dev/fd/3 3>> other.txt", "这是一份计划，不能用作输出文件"),
        ("fjkx note 4 - -o in.txt < in.txt", "这是本命令读取的文件，不能用作输出文件"),
        ("fjkx import - --dry-run -o in.txt < in.txt", "这是本命令读取的文件，不能用作输出文件"),
    ):
        run = shell(office.folder, command)
        assert (run.returncode, why in run.stderr.decode("gbk")) == (1, True), command
    assert state(office.folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_that_takes_no_file(office: Office) -> None:
    office.write()
    office.folder.joinpath("只读").mkdir(mode=0o555)
    said = office.type("fjkx done 4 -o 只读/a.txt").splitlines()
    assert said[1:] == [
        "! 错误：只读/a.txt: 无法写入输出：没有权限",
        "! 提示：检查文件和所在文件夹的权限，或请有权限的人操作",
        "[1]",
    ]


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
