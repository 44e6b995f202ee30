"""The same counts, made another way: whole tables in pandas, judged by the papers filed."""

from datetime import date

import pandas as pd
from sqlalchemy import text

from db.session import database

ISSUED = ("issued", "working", "checking", "approving", "paused", "closed", "archived")
MATTERS = """
    select m.id, m.lead_department_id, m.issued_at, m.due_day, m.state, m.closed_at,
           (select count(*) from extensions e
            where e.matter_id = m.id and e.granted_day is not null) as put_off
    from matters m where m.kind = 'task' and m.issued_at is not null
"""
APPLICATIONS = "select id, matter_id, outcome, applied_at, applied_on from closures order by id"
PARTS = """
    select p.id as part_id, p.department_id, p.matter_id, t.id as turn_id, t.due_day, t.done_at, t.outcome,
           t.due_revision
    from parts p join turns t on t.part_id = p.id where t.kind = 'do' order by t.id
"""


def read(query: str) -> pd.DataFrame:
    with database().reads.connect() as connection:
        return pd.DataFrame(connection.execute(text(query)).mappings().all())


def local(moments: "pd.Series[str]") -> "pd.Series[date]":
    return pd.to_datetime(moments, utc=True, format="mixed").dt.tz_convert("Asia/Shanghai").dt.date


def days(column: "pd.Series[str]") -> "pd.Series[date]":
    return pd.to_datetime(column).dt.date


def everything(today: date) -> pd.DataFrame:
    """One row for each department's share of each item that counts."""
    matters = read(MATTERS)
    if matters.empty:
        return matters
    matters = matters[matters.state.isin(ISSUED)].copy()
    matters["issued_on"], matters["closed_on"] = local(matters.issued_at), local(matters.closed_at)
    matters["due_day"] = days(matters.due_day)
    leads = matters.rename(columns={"lead_department_id": "department_id"}).assign(supporting=False)
    leads = leads.merge(_last_applications(), how="left", left_on="id", right_on="matter_id")
    accepted = leads.state.isin(["closed", "archived"]) & (leads.outcome == "closed")
    waiting = ~leads.state.isin(["closed", "archived"]) & (leads.outcome == "")
    leads["filed"] = leads.applied_on.where(accepted | waiting)
    leads["decided"] = accepted
    leads["gone_on"], leads["ended_on"] = None, leads.closed_on
    leads["put_off"] = leads.put_off > 0
    return pd.concat([leads, _parts(matters)], ignore_index=True).assign(today=today)


def _last_applications() -> pd.DataFrame:
    found = read(APPLICATIONS)
    if found.empty:
        return pd.DataFrame(columns=["matter_id", "outcome", "applied_on"])
    found["applied_on"] = days(found.applied_on)
    return found.groupby("matter_id", as_index=False).last()[["matter_id", "outcome", "applied_on"]]


def _parts(matters: pd.DataFrame) -> pd.DataFrame:
    found = read(PARTS)
    if found.empty:
        return found
    last = found.groupby("part_id", as_index=False).last().drop(columns="turn_id")
    last["outcome"] = found.drop_duplicates("part_id", keep="last").sort_values("part_id").outcome.to_numpy()
    last["due_day"], last["ended_on"] = days(last.due_day), local(last.done_at)
    last = last.merge(matters[["id", "issued_on", "state"]], left_on="matter_id", right_on="id")
    last = last.merge(
        _standing(matters), how="left", left_on="matter_id", right_on="matter_id", suffixes=("", "_lead")
    )
    last["filed"] = last.ended_on.where(last.outcome == "done")
    last["decided"] = last.outcome == "done"
    gone = last.ended_on.notna() & (last.outcome != "done")
    pairs = zip(last.ended_on, last.applied_on, strict=True)
    earlier = [min(a, b) if pd.notna(a) and pd.notna(b) else a for a, b in pairs]
    last["gone_on"] = pd.Series(earlier, index=last.index, dtype=object).where(gone)
    last["put_off"] = last.due_revision > 0
    return last.assign(supporting=True)


def _standing(matters: pd.DataFrame) -> pd.DataFrame:
    """The application of each item that was accepted or waits."""
    found = _last_applications().merge(matters[["id", "state"]], left_on="matter_id", right_on="id")
    ended = found.state.isin(["closed", "archived"])
    stands = (ended & (found.outcome == "closed")) | (~ended & (found.outcome == ""))
    return found[stands][["matter_id", "applied_on"]]


def counts(rows: pd.DataFrame, first: date, last: date, today: date) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in NAMES}
    for row in rows.itertuples():
        for name in _names(row, first, last, today):
            found[name].append(int(row.id))
    return {name: sorted(numbers) for name, numbers in found.items()}


NAMES = (
    *("handled", "closed", "open", "overdue"),
    *("due", "on_time", "late", "undecided", "upcoming", "extended", "extended_on_time"),
)


def _names(row: "pd.core.frame.Any", first: date, last: date, today: date) -> list[str]:
    names: list[str] = []
    kept, missed, waits, coming = _judged(row, today)
    if row.issued_on <= last and (pd.isna(row.ended_on) or row.ended_on >= first):
        closed = pd.notna(row.ended_on) and row.ended_on <= last
        names += ["handled", "closed" if closed else "open"]
        names += ["overdue"] if missed and row.due_day <= last else []
    if first <= row.due_day <= last and (kept or missed or waits or coming):
        names += ["due"] + ["extended"] * bool(row.put_off)
        names += ["on_time"] * kept + ["late"] * missed + ["undecided"] * waits + ["upcoming"] * coming
        names += ["extended_on_time"] * bool(kept and row.put_off)
    return names


def _judged(row: "pd.core.frame.Any", today: date) -> tuple[bool, bool, bool, bool]:
    """Kept, missed, waits for the office, still to come."""
    if row.state == "paused":
        return False, False, False, False
    filed = pd.notna(row.filed)
    in_time = filed and row.filed <= row.due_day
    gone = not filed and pd.notna(row.gone_on)
    missed = (filed and not in_time) or (gone and row.gone_on > row.due_day)
    missed = missed or (not filed and not gone and today > row.due_day)
    kept, waits = in_time and bool(row.decided), in_time and not row.decided
    return kept, missed, waits, not (filed or gone or missed)
