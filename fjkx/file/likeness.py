"""Whether bytes are a plan's, told without parsing them: also of one with errors, in another
encoding, or under a name that plans do not have."""

import re
from typing import Final

_KEY: Final = re.compile(
    rb"(?:^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?|[{,])([ \t]*)[\"']?(schema|plan|tasks)[\"']?"
    rb"[ \t]*(?::|\xef\xbc\x9a)",
    re.MULTILINE,
)


def is_plan(data: bytes) -> bool:
    """Whether the bytes have the keys that begin a plan: `schema` with `plan` or `tasks`, or those
    two at the start of lines. What `--format json` writes has no `schema`."""
    outer: set[bytes] = set()
    every: set[bytes] = set()
    for found in _KEY.finditer(data.replace(b"\0", b"").replace(b"\r", b"\n")):
        every.add(found[2])
        if not found[1] and found[0][:1] not in (b"{", b","):
            outer.add(found[2])
        if {b"plan", b"tasks"} <= outer or (b"schema" in every and len(every) > 1):
            return True
    return False
