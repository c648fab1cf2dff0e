"""What programs, spreadsheets and documents get."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from io import StringIO

import pytest

from fjkx.plan.model import Measure, Plan, Record, Task
from fjkx.render.markdown import plain
from fjkx.render.screen import Screen
from fjkx.views.document import View
from fjkx.views.show import cards
from tests import supervised_plan
from tests.shown import chased, listed, reported, shown
from tests.small_plan import PLAN, TODAY


def of(*tasks: Task) -> Plan:
    """A plan of these tasks."""
    return Plan("t", 2020, tasks=tasks)


def test_json_shows_open_measures_of_a_complete_task_as_done_and_dropped_without_light() -> None:
    document = json.loads(shown(listed(PLAN, TODAY), "json"))
    assert [each["status"] for each in document["tasks"][0]["measures"]] == ["done", "done"]
    assert document["tasks"][4]["light"] is None


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "gbk", "ascii"])
def test_json_keeps_every_character_and_writes_no_control_character(encoding: str) -> None:
    nasty = "甲\x1b\x7f\x9b\u202e\u2028\ufeff\n\t😀\ud800"
    view = View(lambda medium: (), lambda: {"note": nasty})
    text = shown(view, "json", Screen(encoding=encoding))
    assert json.loads(text)["note"] == nasty
    text.encode(encoding)
    assert not any(char in text for char in nasty[1:7])
    assert text.isascii() == (encoding in ("gbk", "ascii"))


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline="")))


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1", "'  =1"),
        ("\t=1", "' =1"),
        ("\t甲", "' 甲"),
        ("\r=1", "'\\u000d=1"),
        ("a=1", "a=1"),
        ('他说"好",\n就走', '他说"好",\n就走'),
        ("\x1b[2J\u202e", "\\u001b[2J\\u202e"),
        ("a;=1+1", "a;'=1+1"),
        ('a; "@SUM(1)', "a; \"'@SUM(1)"),
        ("a\t=1;-2", "a =1;'-2"),
        ("一、\n＝1", "一、\n'＝1"),
        ("=1;;=2", "'=1;;'=2"),
        ("甲;乙;a-b=c；=d", "甲;乙;a-b=c；=d"),
    ],
)
def test_csv_cells_are_never_formulas(title: str, cell: str) -> None:
    text = shown(listed(of(Task("1", title)), TODAY), "csv")
    assert read(text)[1][1] == cell
    elsewhere = StringIO(text.removeprefix("\ufeff"), newline="")
    for line in csv.reader(elsewhere, delimiter=";"):
        assert not [each for each in line if each.lstrip()[:1] in tuple("=+-@＝＋－＠")]


def test_markdown_shows_text_as_it_is() -> None:
    nasty = "a|b\n<b>`c`</b> [x](y) *z* _w_ \\ ~ & \x1b"
    escaped = (
        "a\\|b<br>&lt;b&gt;\\`c\\`&lt;/b&gt; \\[x\\](y) \\*z\\* \\_w\\_ \\\\ \\~ &amp; \\\\u001b"
    )
    assert plain(nasty) == escaped
    task = Task("1", nasty, measures=(Measure(nasty),), records=(Record(TODAY, note=nasty),))
    text = shown(cards(of(task), [task], TODAY), "markdown")
    assert text.count(escaped) == 2
    assert "<b>" not in text


# -- pandoc ---------------------------------------------------------------------------------

WILD = "<b>*甲* 1|2 $x^2$ @me [a](b) {#id} ~~乙~~ `c` & \\\\"


def wild() -> Plan:
    """A plan whose every text would be markup."""
    records = (
        Record(date(2020, 5, 1), status="blocked", by=WILD, note=WILD, problem=WILD, next=WILD),
        Record(date(2020, 5, 2), due=date(2020, 5, 31), due_was=date(2020, 5, 30), note=WILD),
    )
    task = Task("1", WILD, "blocked", due=date(2020, 5, 31), lead=(WILD,), records=records)
    more = task._replace(id="2", measures=(Measure(WILD),))
    return Plan(WILD, 2020, issuer=WILD, tasks=(task, more))


def pandoc(document: str, to: str) -> str:
    """The document as pandoc reads it, which must have nothing to say about it."""
    command = ["pandoc", "--from", "markdown", "--to", to, "--wrap", "none"]
    done = subprocess.run(command, input=document.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_takes_the_documents_for_what_they_are() -> None:
    plan, today = supervised_plan.PLAN, supervised_plan.TODAY
    quarter = reported(plan, date(2020, 4, 1), date(2020, 6, 30), today)
    page = pandoc(shown(quarter, "markdown"), "html")
    counts = [len(re.findall(f"<{tag}[ >]", page)) for tag in ("h1", "h2", "h3", "tr", "li")]
    assert counts == [1, 5, 8, 6, 13]
    assert "#" not in re.sub("<[^>]*>", "", page)
    letters = pandoc(shown(chased(plan, today), "markdown"), "html")
    assert [len(re.findall(f"<{tag}[ >]", letters)) for tag in ("h1", "tr")] == [2, 5]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_text_of_the_file_is_no_markup_to_pandoc() -> None:
    plan = wild()
    for view in (
        reported(plan, date(2020, 4, 1), date(2020, 6, 30), date(2020, 7, 1)),
        chased(plan, date(2020, 7, 1)),
        cards(plan, plan.tasks, date(2020, 7, 1)),
    ):
        document = shown(view, "markdown")
        found = json.loads(pandoc(document, "json"))
        kinds = set(re.findall(r'"t": ?"(\w+)"', json.dumps(found)))
        assert not kinds & {"Math", "Cite", "Link", "RawInline", "RawBlock", "Emph", "Code"}
        assert not kinds & {"Superscript", "Strikeout", "Span"}
