"""Spelling of values, checked against the C parser and against readers of YAML 1.1 and 1.2."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from fjkx.file.scalar import respell, spell
from fjkx.plan.errors import RequestError
from tests.cases import cases

ALPHABET = st.one_of(
    st.sampled_from(
        list("\n\r\t \x00\x07\x1b\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\u3000\U0001f600")
        + list("\xad\u202e\u200d\u3164\ufe0f\U000e0001\U000e0100葛")
    ),
    st.sampled_from(list("-?:,[]{}#&*!|>'\"%@`~=<.+_\\/ 0123456789eExXoObBaftTzZ")),
    st.sampled_from(list("院士办学会部：，。（）")),
    st.characters(exclude_categories=["Cs"]),
)
LOOK_ALIKES = (
    "null Null ~ yes No ON off y N true 1:20 190:20:30 0o7 07 0x1F 0b11 1e3 .5 -.5 +1 1_000 .inf "
    "-.INF .NaN << = 2020-01-01 2020-1-2 2001-12-14t21:59:43.10-05:00 --- ... -- -a ?a :a a: a:b "
    "a,b a#b #a 50% %a 10:30 http://a.b/?c=d it's"
)
TEXT = st.text(ALPHABET, max_size=12) | st.sampled_from(LOOK_ALIKES.split())
PLACES = {  # a value's place → where in the document's scalars it is found
    "a: {}\n": (False, 1),
    "a: {}": (False, 1),
    "- {}\n": (False, 0),
    "a:\n  - {}  # c\n  - b\n": (False, 1),
    "[{}]\n": (True, 0),
    "[{}, b]": (True, 0),
    "a: [b, {} ]\n": (True, 2),
    "{{a: {}}}\n": (True, 1),
    "- {{a: {}, b: c}}\n": (True, 1),
    '{{"a":{}}}': (True, 1),
}


def scalars(text: str) -> list[ScalarEvent]:
    events = YAML(typ="safe", pure=False).parse(text)
    return [event for event in events if isinstance(event, ScalarEvent)]


def is_text(plain: str) -> bool:
    """Whether plain `plain` is a string for the resolvers of YAML 1.1 and 1.2."""
    resolvers = [VersionedResolver(version=version, loader=YAML()) for version in ((1, 1), (1, 2))]
    tags = [str(each.resolve(ScalarNode, plain, (True, False))) for each in resolvers]
    return tags == ["tag:yaml.org,2002:str"] * 2


def assert_reads_back(value: str, spelling: str, place: str) -> None:
    text = place.format(spelling)
    event = scalars(text)[PLACES[place][1]]
    assert event.value == value, text
    assert "\n" not in spelling
    assert event.style or is_text(spelling), text


def assert_any_reads_back(value: str, style: str, place: str) -> None:
    flow, _ = PLACES[place]
    assert_reads_back(value, spell(value, flow), place)
    assert_reads_back(value, respell(value, style, flow), place)


ANY = given(TEXT, st.sampled_from(["'", '"', "", "|", ">"]), st.sampled_from(sorted(PLACES)))


@settings(max_examples=400)
@ANY
def test_reads_back_identically(value: str, style: str, place: str) -> None:
    assert_any_reads_back(value, style, place)


@pytest.mark.long
@settings(max_examples=10_000)
@ANY
def test_reads_back_identically_at_length(value: str, style: str, place: str) -> None:
    assert_any_reads_back(value, style, place)


SPELLINGS = """
plain: 院士办|done|学习班已举办第一期。|第 1 期(共2期)，见附件|完成50%|第1条#2|12月
quoted in flow: 10:30开会|何时办结?|甲,乙
quoted: a: b|见 #2|- 甲| 甲|no|1:20|14|2020-01-01|<<|
"""


@pytest.mark.parametrize(("value", "how"), cases(SPELLINGS))
def test_quotes_stand_where_they_must(value: str, how: str) -> None:
    assert spell(value, False) == (f'"{value}"' if how == "quoted" else value)
    assert spell(value, True) == (value if how == "plain" else f'"{value}"')


@pytest.mark.parametrize(
    ("value", "style", "spelling"),
    [
        ("done", "'", "'done'"),
        ("done", '"', '"done"'),
        ("done", "|", "done"),
        ("it's", "'", "'it''s'"),
        ("甲\t乙", "'", '"甲\\t乙"'),
        ('说"好"', '"', '"说\\"好\\""'),
        ("no", "", '"no"'),
        ('"甲"', "", "'\"甲\"'"),
    ],
)
def test_respelled_in_the_old_style(value: str, style: str, spelling: str) -> None:
    assert respell(value, style, True) == spelling


@pytest.mark.parametrize("style", ["", "'", '"'])
def test_lone_surrogates_are_refused(style: str) -> None:
    with pytest.raises(RequestError, match=r"U\+DCB2"):
        respell("甲\udcb2", style, False)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("科\u202e普", '"科\\u202E普"'),
        ("\u3164", '"\\u3164"'),
        ("甲\U000e0001", '"甲\\U000E0001"'),
        ("甲\n乙", '"甲\\n乙"'),
        ("甲\u2028\x85\x1b\ufeff", '"甲\\L\\N\\x1B\\uFEFF"'),
        ("a\xad: b\\", '"a\\xAD: b\\\\"'),
        ("👨\u200d👩 葛\U000e0100", "👨\u200d👩 葛\U000e0100"),
    ],
)
def test_what_nobody_sees_is_written_as_its_code(value: str, spelled: str) -> None:
    for place, (flow, _) in PLACES.items():
        assert spell(value, flow) == respell(value, "'", flow).strip("'") == spelled
        assert_reads_back(value, spelled, place)
