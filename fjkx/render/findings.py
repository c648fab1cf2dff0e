"""Findings as lines for people and editors, and as JSON."""

from datetime import date

from fjkx.plan.model import Finding
from fjkx.render import as_json
from fjkx.render.text import one_line


def as_lines(path: str, findings: tuple[Finding, ...]) -> str:
    """`file:line:column: severity: message [code]`, a line each; nothing when clean."""
    return "".join(
        f"{one_line(path)}:{f.line}:{f.column}: {f.severity}: {one_line(f.message)} [{f.code}]\n"
        for f in findings
    )


def as_document(
    path: str, findings: tuple[Finding, ...], today: date, encoding: str = "utf-8"
) -> str:
    """The same as JSON of the kind `check`."""
    found = [{"file": path, **finding._asdict()} for finding in findings]
    return as_json.document("check", today, encoding, file=path, findings=found)
