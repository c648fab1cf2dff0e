"""Unit clauses: labels, verbs, lists, deadlines; and prose that speaks of units."""

from pathlib import Path

import pytest

from fjkx.notice.clause import answer, clause_parts, listed_parts
from fjkx.notice.cut import cut
from fjkx.words.roles import role_of_label
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")


def said(text: str) -> str:
    """The parts of a clause as `role:name` in their order; empty where it is none."""
    return " ".join(f"{part.role}:{part.text}" for part in clause_parts(text) or ())


@pytest.mark.parametrize(("text", "parts"), gallery(GALLERY, "clauses"))
def test_clauses(text: str, parts: str) -> None:
    assert said(text) == parts


@pytest.mark.parametrize(("text", "parts"), gallery(GALLERY, "in brackets the form makes a clause"))
def test_in_brackets_the_form_makes_a_clause(text: str, parts: str) -> None:
    found = clause_parts(text, bracketed=True) or ()
    assert " ".join(f"{part.role}:{part.text}" for part in found) == parts


@pytest.mark.parametrize(
    "text",
    [
        *("", "科技馆分馆", "以实际批复为准", "试行", "具体办法另行印发", "牵头单位:", "分四期"),
        *("各牵头单位要主动配合", "由企业牵头组建创新联合体", "专人负责", "甲局。乙局负责"),
        *("甲局负责组建中心，乙局负责运营", "牵头单位是关键，要主动作为"),
        *("局领导小组办公室设在甲科，负责统筹协调", "联系人：王一", "中国铁塔配合"),
    ],
)
def test_no_clauses(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(("words", "role"), gallery(GALLERY, "labels"))
def test_labels(words: str, role: str) -> None:
    assert (role_of_label(words) or "-") == role


def test_cells() -> None:
    assert listed_parts("—", "lead") == ()
    assert [part.text for part in listed_parts("甲局\n乙局", "lead")] == ["甲局", "乙局"]
    roles = [
        (part.role, part.text) for part in listed_parts("牵头：甲局\n配合：乙局", "responsible")
    ]
    assert roles == [("lead", "甲局"), ("support", "乙局")]


@pytest.mark.parametrize(("text", "rest"), gallery(GALLERY, "cutting"))
def test_cutting(text: str, rest: str) -> None:
    found = cut(text)
    assert f"{len(found.parts)} {found.text}".rstrip() == rest


@pytest.mark.parametrize(
    ("cell", "first_leads", "found"),
    [
        ("甲局、乙局", False, (("甲局", "乙局"), ())),
        ("甲局、乙局", True, (("甲局",), ("乙局",))),
        ("甲局牵头，乙局、丙局负责", True, (("甲局",), ("乙局", "丙局"))),
        ("牵头：甲局、乙局\n配合：乙局、丙局", False, (("甲局", "乙局"), ("丙局",))),
    ],
)
def test_what_a_cell_comes_to(
    cell: str, first_leads: bool, found: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    said = answer(listed_parts(cell, "responsible"), first_leads)
    assert (said.lead, said.support, said.leaders, said.due_text) == (*found, (), None)
