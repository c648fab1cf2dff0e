"""Unit clauses: labels, verbs, lists, deadlines; and prose that speaks of units."""

import pytest

from fjkx.notice.clause import answer, clause_parts, listed_parts
from fjkx.notice.cut import cut
from fjkx.notice.roles import role_of_label


def said(text: str) -> str:
    """The parts of a clause as `role:name` in their order; empty where it is none."""
    return " ".join(f"{part.role}:{part.text}" for part in clause_parts(text) or ())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("牵头单位:甲局、乙局", "lead:甲局 lead:乙局"),
        ("牵头单位：甲局，配合单位：乙局、丙局", "lead:甲局 support:乙局 support:丙局"),
        ("责任领导：王一、李二；牵头单位：甲局", "leader:王一 leader:李二 lead:甲局"),
        ("责任人：李四、赵六   完成时限：年底前", "leader:李四 leader:赵六 due:年底前"),
        ("责任领导：张　伟、王五　李  四", "leader:张伟 leader:王五 leader:李四"),
        ("责任领导：县委常委、副县长赵明，王五", "leader:县委常委、副县长赵明 leader:王五"),
        ("分管领导：县委副书记 李强、张三", "leader:县委副书记 李强 leader:张三"),
        ("责任科室:甲科 乙科", "responsible:甲科 responsible:乙科"),
        ("牵头(责任)单位:甲局", "lead:甲局"),
        ("责任单位及责任人：甲局", "responsible:甲局"),
        ("主办单位：甲局；协办单位：乙局", "lead:甲局 support:乙局"),
        ("牵头：甲局；配合：乙局", "lead:甲局 support:乙局"),
        ("甲局牵头,乙局、丙局配合", "lead:甲局 support:乙局 support:丙局"),
        ("由甲局牵头，乙局参加", "lead:甲局 support:乙局"),
        ("甲局牵头负责，乙局、丙局按职责分工负责", "lead:甲局 responsible:乙局 responsible:丙局"),
        ("由甲局牵头，会同乙局落实", "lead:甲局 support:乙局"),
        ("甲局、乙局负责", "responsible:甲局 responsible:乙局"),
        ("责任单位：甲局（牵头）、乙局", "lead:甲局 responsible:乙局"),
        ("责任单位：甲局牵头，乙局配合", "lead:甲局 support:乙局"),
        ("甲局牵头，乙局等单位配合", "lead:甲局 support:乙局 dropped:等单位"),
        ("配合单位：甲局、乙局等", "support:甲局 support:乙局 dropped:等"),
        ("配合单位：各有关单位", "support:各有关单位"),
        (
            "责任单位：市交通委（市道运局、市港航局）、各县（市、区）",
            "responsible:市交通委（市道运局、市港航局） responsible:各县（市、区）",
        ),
        ("责任单位：甲局及各乡镇", "responsible:甲局 responsible:各乡镇"),
        ("责任单位：科学技术普及部、办公室", "responsible:科学技术普及部 responsible:办公室"),
        (
            "牵头单位：甲局；责任单位：乙局，5月底前完成",
            "lead:甲局 responsible:乙局 due:5月底前完成",
        ),
        ("牵头单位：甲局；完成时限：6月、12月底前", "lead:甲局 due:6月、12月底前"),
        ("牵头单位：甲局，长期坚持", "lead:甲局 due:长期坚持"),
        ("完成时限：全年", "due:全年"),
        ("责任单位：区12345热线中心", "responsible:区12345热线中心"),
        ("责任单位：甲局，乙局按职责配合", "responsible:甲局 support:乙局"),
        ("牵头单位：甲局，有关部门、单位", "lead:甲局 lead:有关部门、单位"),
        ("甲局、乙局，甲局牵头", "*甲局 *乙局 lead:甲局"),
        ("市级牵头单位：甲局", "lead:甲局"),
        ("甲局会同乙局、丙局负责", "lead:甲局 support:乙局 support:丙局"),
        ("甲局牵头会同有关部门落实", "lead:甲局 support:有关部门"),
        ("此项工作由甲局牵头，乙局参加", "lead:甲局 support:乙局"),
        ("甲局牵头，有关部门按职责分工负责", "lead:甲局 responsible:有关部门"),
        ("责任单位：甲局、乙局。以下任务均需各区落实", "*甲局 *乙局 dropped:以下任务均需各区落实"),
        ("责任单位：甲局、乙局。6月底前完成", "*甲局 *乙局 due:6月底前完成"),
        (
            "责任单位：甲局、乙局（列第一位的为牵头单位，下同）",
            "*甲局 *乙局 dropped:（列第一位的为牵头单位，下同）",
        ),
        ("责任单位：甲局、乙局，列首位的为牵头单位", "*甲局 *乙局 dropped:列首位的为牵头单位"),
        ("责任单位（前一个为牵头单位）：甲局", "dropped:（前一个为牵头单位） *甲局"),
        ("责任单位（部门）：甲局", "*甲局"),
        ("责任部室：甲部", "*甲部"),
        ("主要协作单位：甲局", "support:甲局"),
        ("部门分工：甲局牵头，乙局配合", "lead:甲局 support:乙局"),
        ("责任单位：甲局（牵头单位）、乙局", "lead:甲局 responsible:乙局"),
        ("牵头单位：甲局；配合单位：无", "lead:甲局"),
        ("责任单位：各县、区人民政府，各乡、镇", "*各县、区人民政府 *各乡、镇"),
        ("牵头单位：甲局、乙局）", "lead:甲局 lead:乙局"),
        ("甲局牵头督导，乙局参与，丙局监督", "lead:甲局 support:乙局 support:丙局"),
        ("责任单位：甲局，汛期前完成", "*甲局 due:汛期前完成"),
        ("责任单位：甲局，按序时进度推进", "*甲局 due:按序时进度推进"),
        (
            "牵头单位：甲局；完成时限：6月底前；联系人：王一",
            "lead:甲局 due:6月底前 dropped:联系人：王一",
        ),
        ("完成时限：第一阶段：6月底；第二阶段：年底", "due:第一阶段：6月底；第二阶段：年底"),
        ("责任：甲局", "*甲局"),
        ("责任科室：甲科、乙科（2月底前）", "*甲科 *乙科 due:2月底前"),
        ("牵头单位 ：甲局", "lead:甲局"),
        ("责任单位：甲局；推进时间：全年", "*甲局 due:全年"),
        ("责任单位：甲局；联系人：王一", "*甲局 dropped:联系人：王一"),
        ("分管副局长：王一；责任科室：甲科", "leader:王一 *甲科"),
        ("责任单位：甲局；办理时限：6月底前", "*甲局 due:6月底前"),
        ("【牵头单位】甲局【配合单位】：乙局", "lead:甲局 support:乙局"),
        ("责任单位：甲局，国庆节前", "*甲局 due:国庆节前"),
        ("责任单位：甲局，每学期", "*甲局 due:每学期"),
        ("责任单位：甲局，力争8月底前完成", "*甲局 due:力争8月底前完成"),
        ("責任單位：甲局，國慶節前", "*甲局 due:國慶節前"),
        ("牵头单位：待遇保障科", "lead:待遇保障科"),
        ("责任单位为甲局，配合单位为乙局", "*甲局 support:乙局"),
        ("牵头单位——甲局；配合单位——乙局", "lead:甲局 support:乙局"),
        ("责任单位 甲局、乙局", "*甲局 *乙局"),
        ("甲局牵头乙局配合", "lead:甲局 support:乙局"),
        ("甲局负责组织实施，乙局予以配合", "*甲局 support:乙局"),
        ("甲局主责，县政协办协同", "lead:甲局 support:县政协办"),
        ("第一责任单位：甲局；第二责任单位：乙局", "lead:甲局 support:乙局"),
    ],
)
def test_clauses(text: str, parts: str) -> None:
    assert said(text) == parts.replace("*", "responsible:")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("海关总署牵头，中国铁塔配合", "lead:海关总署 support:中国铁塔"),
        ("甲局、乙局、某海事按职责分工负责", "*甲局 *乙局 *某海事"),
        ("各班主任负责", "*各班主任"),
        (
            "甲局牵头，乙局等参与。以下均需各区落实，不再列出",
            "lead:甲局 support:乙局 dropped:等 dropped:以下均需各区落实，不再列出",
        ),
        ("甲局牵头，乙局配合；完成时限：6月底前", "lead:甲局 support:乙局 due:6月底前"),
        ("政府主导、部门联动、社会参与", ""),
        ("政府主导，部门联动，社会参与", ""),
        ("专人负责", ""),
        ("甲局负责前期，乙局负责建设", "*甲局 dropped:负责前期 *乙局 dropped:负责建设"),
        ("见附表，由专人负责", ""),
    ],
)
def test_in_brackets_the_form_makes_a_clause(text: str, parts: str) -> None:
    found = clause_parts(text, bracketed=True) or ()
    assert " ".join(f"{part.role}:{part.text}" for part in found) == parts.replace(
        "*", "responsible:"
    )


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


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("牵 头 单 位", "lead"),
        ("责任\n部门", "responsible"),
        ("分管领导", "leader"),
        ("分管副局长", "leader"),
        ("主任", None),
        ("责任人", "leader"),
        ("完成时间", "due"),
        ("时限要求", "due"),
        ("单位", None),
        ("领导小组", None),
        ("发布时间", None),
    ],
)
def test_labels(words: str, role: str | None) -> None:
    assert role_of_label(words) == role


def test_cells() -> None:
    assert listed_parts("—", "lead") == ()
    assert [part.text for part in listed_parts("甲局\n乙局", "lead")] == ["甲局", "乙局"]
    roles = [
        (part.role, part.text) for part in listed_parts("牵头：甲局\n配合：乙局", "responsible")
    ]
    assert roles == [("lead", "甲局"), ("support", "乙局")]


@pytest.mark.parametrize(
    ("text", "rest", "parts"),
    [
        ("推动学用结合。(牵头单位:甲局)", "推动学用结合。", 1),
        ("推动学用结合(牵头单位:甲局)。", "推动学用结合。", 1),
        ("推动学用结合。(牵头单位:甲局)。", "推动学用结合。", 1),
        ("标题(牵头单位:甲局)。正文很长。", "标题。正文很长。", 1),
        ("办法另行印发。(办法另发)(责任科室:甲科)", "办法另行印发。(办法另发)", 1),
        ("建设展区（科技馆分馆）。【责任单位：甲局】", "建设展区（科技馆分馆）。", 1),
        ("推动结合。（牵头单位：甲局）（6月底前完成）", "推动结合。", 2),
        ("推动结合。牵头单位：甲局；配合单位：乙局。", "推动结合。", 2),
        ("推动结合。牵头单位：甲局。配合单位：乙局。", "推动结合。", 2),
        ("推动结合。由甲局牵头，乙局参加。", "推动结合。", 2),
        (
            "推动结合。各牵头单位要报送进展：每月一次。",
            "推动结合。各牵头单位要报送进展：每月一次。",
            0,
        ),
        (
            "建设（一期）工程，完成（6月底前完成）验收。",
            "建设（一期）工程，完成（6月底前完成）验收。",
            0,
        ),
        ("牵头单位：甲局", "", 1),
        ("达到50%以上（全年不少于12期）。（责任股室：甲股）", "达到50%以上（全年不少于12期）。", 1),
        ("家庭农场30家（2024年为22家）。（甲局负责）", "家庭农场30家（2024年为22家）。", 1),
        ("推动结合。（6月底前完成）（牵头单位：甲局）", "推动结合。", 2),
        ("（完成时限：6月底前）", "", 1),
        ("制定方案。（甲局负责）开展培训。（乙局负责）", "制定方案。开展培训。", 2),
        ("【牵头单位】甲局", "", 1),
        ("开展巡查100次（责任单位：甲局）；", "开展巡查100次", 1),
        ("推动结合。——牵头单位：甲局；配合单位：乙局", "推动结合。", 2),
        ("推动结合。\n配合单位：", "推动结合。", 0),
        ("未闭合。（牵头单位：甲局", "未闭合。", 1),
        ("未闭合（甲局", "未闭合（甲局", 0),
    ],
)
def test_cutting(text: str, rest: str, parts: int) -> None:
    found = cut(text)
    assert (found.text, len(found.parts)) == (rest, parts)


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
