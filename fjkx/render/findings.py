"""Findings as lines for people and editors, and as JSON."""

from fjkx.model import Finding
from fjkx.render.text import one_line


def as_lines(path: str, findings: tuple[Finding, ...]) -> str:
    """`file:line:column: severity: message [code]`, a line each; nothing when clean."""
    return "".join(
        f"{path}:{f.line}:{f.column}: {f.severity}: {one_line(f.message)} [{f.code}]\n"
        for f in findings
    )
