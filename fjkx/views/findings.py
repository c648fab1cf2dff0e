"""What is wrong with a plan file, and what of it was mended."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fjkx.plan.characters import one_line
from fjkx.plan.model import Finding
from fjkx.views import document as doc
from fjkx.views import parts

if TYPE_CHECKING:
    from fjkx.file.mend import Mended


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


def mended_list(
    path: str, mended: "Sequence[Mended]", written: bool, findings: Sequence[Finding], today: date
) -> doc.View:
    """`file:line:column: fixed: “before” → “after”`, a line for what was mended, or would be if it
    were `written`, then the findings that are left. As data these with `mended`."""
    head = "fixed" if written else "fixable"
    lines = "".join(
        f"{one_line(path)}:{m.line}:{m.column}: {head}: “{one_line(m.was)}” → “{one_line(m.now)}”\n"
        for m in mended
    )
    count = f"{'已改正' if written else '可以改正'} {len(mended)} 处\n" if mended else ""
    left = finding_list(path, findings, today)
    done = [{**each._asdict()} for each in mended]
    assert left.data is not None
    data = left.data
    return doc.View(
        lambda medium: (doc.Document((doc.Verbatim(lines + count),)), *left.documents(medium)),
        lambda: {**data(), "written": written and bool(mended), "mended": done},
    )
