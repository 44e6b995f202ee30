"""Taking a list or a paper out of the house leaves a trace: who, what, under which filter, how many rows."""

from typing import Any

from core.tasks import Filter, as_query
from core.work import Work

KINDS = (
    "duty",
    "ledger",
    "list",
    "notice",
    "one_page",
    "case_file",
    "changes",
    "slip",
    "bulletin",
    "minutes",
    "leaders",
    "appraisal",
    "analysis",
    "week",
)


def note_export(
    work: Work,
    *,
    kind: str,
    wanted: Filter | None = None,
    rows: int = 0,
    task_id: int | None = None,
    number: str = "",
) -> None:
    """To be committed before the bytes are sent."""
    work.must("documents.note_export")
    assert kind in KINDS, kind
    facts: dict[str, Any] = {} if wanted is None else {"filter": as_query(wanted), "rows": rows}
    if number:
        facts["number"] = number
    work.record(f"export.{kind}", task_id or 0, matter_id=task_id, **facts)
