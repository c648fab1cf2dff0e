"""One text value → its YAML spelling on one line, plain where that is safe.

What is written plain is narrower than what YAML 1.2 allows: libyaml refuses `:` and `?` inside
a plain scalar of a flow collection, and the text must stay text for a YAML 1.1 reader too.
String and set operations only: a regular expression or ruamel's emitter would cost start-up.
"""

from typing import Final

from fjkx.plan.characters import hidden, revealed
from fjkx.plan.errors import RequestError

# How the characters of a double-quoted scalar are written that cannot stand there. All others
# stand, but those that may not be shown: a file that is read and mailed is shown, too.
_ESCAPES: Final = str.maketrans(
    {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    | {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
)
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOW_INDICATORS: Final = frozenset(",[]{}:?")
# What YAML 1.1 or 1.2 reads as null, boolean, merge key, value key or a special float.
_RESERVED: Final = frozenset(
    ("null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".inf", ".nan")
)
_NUMBER_STARTS: Final = frozenset("+-.0123456789")
_NUMBER_CHARACTERS: Final = frozenset("+-.:_0123456789abcdefABCDEFoOxXtTzZ ")


def spell(value: str, flow: bool) -> str:
    """The YAML spelling of `value` on one line, inside a flow collection if `flow`.

    Read at any place that takes a value, it is `value` again, and text for readers of YAML 1.1
    and 1.2. Plain where that is safe, else quoted. Raises RequestError for lone surrogates.
    """
    if _is_seen(value) and (_is_word(value) or _may_be_plain(value, flow)):
        return value
    return _single(value) if '"' in value or "\\" in value else _double(value)


def respell(value: str, style: str, flow: bool) -> str:
    """Like `spell`, but quoted like the scalar that it replaces, where possible.

    `style` is that scalar's: `'` or `"`; any other counts as plain.
    """
    if style not in ("'", '"'):
        return spell(value, flow)
    return _single(value) if style == "'" else _double(value)


def _is_seen(value: str) -> bool:
    """Whether all characters of `value` are seen, and on one line."""
    return "\n" not in value and not hidden(value)


def _is_word(value: str) -> bool:
    """Whether `value` is a letter, then letters and digits, and no reserved word."""
    return value[:1].isalpha() and value.isalnum() and value.lower() not in _RESERVED


def _may_be_plain(value: str, flow: bool) -> bool:
    if value == "" or value != value.strip():
        return False
    if value[0] in _INDICATORS or value[-1] == ":" or ": " in value or " #" in value:
        return False
    if flow and not _FLOW_INDICATORS.isdisjoint(value):
        return False
    return not (value.startswith("...") or _reads_as_other_type(value))


def _reads_as_other_type(value: str) -> bool:
    """Whether some YAML reader takes plain `value` for a number, date, boolean, null or key."""
    if value.lower().lstrip("+-") in _RESERVED:
        return True
    return value[0] in _NUMBER_STARTS and _NUMBER_CHARACTERS.issuperset(value)


def _single(value: str) -> str:
    if not _is_seen(value):
        return _double(value)
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return f'"{revealed(value.translate(_ESCAPES), _escaped)}"'


def _escaped(character: str) -> str:
    """The character's code. Raises RequestError for half a character, which no UTF-8 has."""
    code = ord(character)
    if 0xD800 <= code < 0xE000:
        raise RequestError(f"文字中有无法写入文件的字符 U+{code:04X}")
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
