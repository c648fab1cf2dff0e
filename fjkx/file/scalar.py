"""One text value → its YAML spelling on one line, plain where that is safe.

What is written plain is narrower than what YAML 1.2 allows: libyaml refuses `:` and `?` inside
a plain scalar of a flow collection, and the text must stay text for a YAML 1.1 reader too.
String and set operations only: a regular expression or ruamel's emitter would cost start-up.
"""

from typing import Final

from fjkx.plan.errors import RequestError

# Everything that has to be escaped: controls, libyaml's line breaks, BOM, non-characters.
_SPECIAL: Final = frozenset(
    map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF))
)
_ESCAPES: Final = {
    "\0": "\\0",
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
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
    if _is_word(value) or (_encodable(value) and _may_be_plain(value, flow)):
        return value
    return _single(value) if '"' in value or "\\" in value else _double(value)


def respell(value: str, style: str, flow: bool) -> str:
    """Like `spell`, but quoted like the scalar that it replaces, where possible.

    `style` is that scalar's: `'` or `"`; any other counts as plain.
    """
    if style not in ("'", '"'):
        return spell(value, flow)
    _encodable(value)
    return _single(value) if style == "'" else _double(value)


def _is_word(value: str) -> bool:
    """Whether `value` is a letter, then letters and digits, and no reserved word."""
    return value[:1].isalpha() and value.isalnum() and value.lower() not in _RESERVED


def _may_be_plain(value: str, flow: bool) -> bool:
    if value == "" or value != value.strip() or not _SPECIAL.isdisjoint(value):
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
    if not _SPECIAL.isdisjoint(value):
        return _double(value)
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character not in _SPECIAL:
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"


def _encodable(value: str) -> bool:
    """True; raises RequestError when no UTF-8 file can hold `value`."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        raise RequestError(f"文字中有无法写入文件的字符 U+{code:04X}") from None
    return True
