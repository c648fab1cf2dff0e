"""What office programs and a browser make of what is written."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from fjkx.file.schema import parse
from fjkx.plan.model import Plan, Task
from fjkx.render.docx import render as word_file
from fjkx.render.screen import Screen
from fjkx.render.xlsx import render as workbook
from fjkx.views.document import View
from tests import supervised_plan
from tests.office import SHIPPED, Office
from tests.render.programs import browsed, needs_chromium, needs_libreoffice, pages, pdfs
from tests.render.test_matrix import HOSTILE, PLANS
from tests.shown import chased, lines, listed, reported, shown, tables

pytestmark = pytest.mark.office

PLAN, TODAY = supervised_plan.PLAN, supervised_plan.TODAY
LONG = PLAN._replace(tasks=PLAN.tasks * 8)


def views() -> dict[str, View]:
    """Every view of every plan by a name for a file."""
    return {
        re.sub(r"\W+", "_", f"{name} {command}"): view
        for name, plan in PLANS.items()
        for command, view in (*tables(plan, TODAY), *lines(plan, TODAY))
    }


@needs_libreoffice
def test_libreoffice_prints_every_workbook_and_letter(tmp_path: Path) -> None:
    for name, view in views().items():
        tmp_path.joinpath(f"{name}_x.xlsx").write_bytes(workbook(view, Screen()))
        tmp_path.joinpath(f"{name}_w.docx").write_bytes(word_file(view, Screen()))
    pdfs(tmp_path)
    for name in views():
        for ending in ("x", "w"):
            path = tmp_path / f"{name}_{ending}.pdf"
            assert path.exists(), path.name
            assert "#NAME?" not in "".join(pages(path))


@needs_libreoffice
def test_pages_say_what_they_should(tmp_path: Path) -> None:
    view = listed(LONG, TODAY)
    tmp_path.joinpath("ledger.xlsx").write_bytes(workbook(view, Screen()))
    tmp_path.joinpath("ledger_w.docx").write_bytes(word_file(view, Screen()))
    shipped = parse(SHIPPED.read_text("utf-8")).plan
    assert shipped is not None
    tmp_path.joinpath("shipped.docx").write_bytes(word_file(listed(shipped, TODAY), Screen()))
    quarter = reported(PLAN, date(2020, 4, 1), date(2020, 6, 30), TODAY)
    tmp_path.joinpath("bulletin.docx").write_bytes(word_file(quarter, Screen()))
    tmp_path.joinpath("letters.docx").write_bytes(word_file(chased(PLAN, TODAY), Screen()))
    pdfs(tmp_path)
    for name in ("ledger", "ledger_w"):
        found = pages(tmp_path / f"{name}.pdf")
        assert len(found) > 1
        assert all("序号" in page and "预警" in page for page in found), "heads on every page"
    printed = pages(tmp_path / "ledger.pdf")
    assert [page[-len("第1页，共2页") :] for page in printed] == [
        f"第{number}页，共{len(printed)}页" for number in range(1, len(printed) + 1)
    ]
    assert len(pages(tmp_path / "shipped.pdf")) <= 6, "26 tasks with 82 measures"
    text = pages(tmp_path / "bulletin.pdf")
    assert text[0].startswith("关于《福建省科协2020年工作要点》")
    assert all(f"—{number}—" in page for number, page in enumerate(text, 1))
    letters = pages(tmp_path / "letters.pdf")
    assert any("回执" in page for page in letters)


@needs_libreoffice
def test_letters_break_where_they_may(tmp_path: Path) -> None:
    """However many tasks they have: a receipt stays whole, and a signature is not alone."""
    task, *_ = (task for task in PLAN.tasks if task.status == "blocked")
    for count in range(1, 9):
        tasks = tuple(task._replace(id=str(number)) for number in range(count))
        file = word_file(chased(PLAN._replace(tasks=tasks), TODAY), Screen())
        tmp_path.joinpath(f"{count}.docx").write_bytes(file)
    pdfs(tmp_path)
    for count in range(1, 9):
        found = pages(tmp_path / f"{count}.pdf")
        (receipt,) = (page for page in found if "填报人" in page)
        assert "回执" in receipt
        (signed,) = (page for page in found if "福建省科学技术协会2020年7月1日" in page)
        assert "报送福建省科学技术协会。" in signed


# -- the page in a browser --------------------------------------------------------------------

# Chooses a unit, and tells a frame around the page what is to be seen then.
PROBE = """
<script>
const errors = [];
addEventListener("error", (event) => errors.push(event.message));
addEventListener("load", () => {
  const rows = () => [...document.querySelectorAll(".choice + table tbody tr")]
    .filter((row) => row.offsetParent !== null && row.cells.length > 1)
    .map((row) => row.cells[0].textContent);
  const select = (at) => document.querySelectorAll(".choice select")[at];
  const choose = (at, value) => {
    if (select(at)) { select(at).value = value; select(at).onchange(); }
    return rows();
  };
  const told = { all: rows().length, one: choose(0, "院士办"), both: choose(1, "受阻") };
  choose(0, "");
  told.again = choose(1, "").length;
  const page = document.documentElement;
  told.over = page.scrollWidth - page.clientWidth;
  told.images = document.images.length;
  parent.postMessage({ ...told, errors, ran: window.ran || 0 }, "*");
});
</script>
"""
FRAME = """<!DOCTYPE html><meta charset="utf-8"><pre></pre>
<script>
const show = (told) => { document.querySelector("pre").textContent = JSON.stringify(told); };
addEventListener("message", (event) => show(event.data));
</script>
<iframe src="page.html" width="WIDTH" height="2000" style="border:0"></iframe>
"""


def seen(folder: Path, text: str, width: int) -> dict[str, object]:
    """What the probe tells of the page in a window so wide."""
    folder.joinpath("page.html").write_text(text.replace("</head>", f"{PROBE}</head>"), "utf-8")
    frame = folder / f"frame{width}.html"
    frame.write_text(FRAME.replace("WIDTH", str(width)), "utf-8")
    dom = browsed(frame, "--window-size=1400,2100", "--virtual-time-budget=5000")
    found = re.search("<pre>(.*?)</pre>", dom, re.S)
    assert found and found[1], dom[:500]
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_in_a_browser(office: Office, width: int) -> None:
    plan = office.write(SHIPPED.read_text("utf-8"))
    office.type("fjkx block 6 -m 场地未落实 --on 2020-06-01")
    office.type("fjkx done 1 2 8 --on 2020-06-02 -y")
    assert plan.exists()
    office.type("fjkx -o 页面.html")
    told = seen(office.folder, office.folder.joinpath("页面.html").read_text("utf-8"), width)
    assert told == {
        "all": 26,
        "one": ["4", "6", "7", "20"],
        "both": ["6"],
        "again": 26,
        "over": 0,
        "errors": [],
        "ran": 0,
        "images": 0,
    }


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_texts_are_only_text(tmp_path: Path, width: int) -> None:
    evil = f"<img src=x onerror=ran=1></script><script>ran=1</script>\"' onclick=ran=1 {'长' * 300}"
    tasks = tuple(Task(str(n), evil, lead=(evil, "甲|乙")) for n in range(1, 12))
    for view in (listed(Plan(evil, 2020, tasks=tasks), TODAY), listed(HOSTILE, TODAY)):
        told = seen(tmp_path, shown(view, "html"), width)
        assert (told["errors"], told["ran"], told["images"]) == ([], 0, 0)
        assert told["over"] == 0
