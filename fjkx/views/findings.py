"""What is wrong with a plan file."""

from collections.abc import Sequence
from datetime import date

from fjkx.plan.characters import one_line
from fjkx.plan.model import Finding
from fjkx.views import document as doc
from fjkx.views import parts


def finding_list(path: str, findings: Sequence[Finding], today: date) -> doc.View:
    """`file:line:column: severity: message [code]`, a line each, as editors read it; nothing when
    the file is clean. As data of the kind `check`."""
    lines = "".join(
        f"{one_line(path)}:{f.line}:{f.column}: {f.severity}: {one_line(f.message)} [{f.code}]\n"
        for f in findings
    )
    found = [{"file": path, **finding._asdict()} for finding in findings]
    return doc.View(
        lambda medium: (doc.Document((doc.Verbatim(lines),)),),
        lambda: parts.data("check", today, file=path, findings=found),
    )
