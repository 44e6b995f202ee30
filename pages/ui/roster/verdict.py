"""What the solver said of a roster: fairest possible and proven, or what was missed and by how much."""

from collections.abc import Mapping

import streamlit as st

from core.i18n import _
from core.roster import engine
from core.roster.engine import Outcome, Status
from pages import ui

SIGNS = {
    Status.SOLVED: ("success", ":material/verified:"),
    Status.ABOVE: ("info", ":material/balance:"),
    Status.TIME: ("warning", ":material/timer:"),
    Status.IMPOSSIBLE: ("error", ":material/block:"),
}


def show(
    outcome: Outcome | None, roles: Mapping[str, str], people: Mapping[str, str], *, key: str = "verdict"
) -> None:
    if outcome is None:
        return
    lines = engine.summary(outcome, lambda one: roles.get(one, one), lambda one: people.get(one, one))
    kind, icon = SIGNS[outcome.status]
    getattr(st, kind)("  \n".join(ui.md(line) for line in lines), icon=icon)
    if outcome.cells or outcome.fairness:
        said = _(
            "Sum of spreads {spread}, bound {bound}; {seconds} s.",
            spread=outcome.spread,
            bound=outcome.bound,
            seconds=f"{outcome.seconds:.1f}",
        )
        if outcome.wishes[1]:
            kept, asked = outcome.wishes
            said += " " + _("Wishes kept: {kept} of {asked}.", kept=kept, asked=asked)
        with st.expander(said):
            _figures(outcome, roles, key)


def _figures(outcome: Outcome, roles: Mapping[str, str], key: str) -> None:
    """Per role: spread and bound of each class, then the days apart."""
    kinds = list(dict.fromkeys(one.kind for one in outcome.fairness))
    columns = [
        ui.Column("role", _("Duty role"), "short", main=True),
        *(ui.Column(kind, engine.kind_name(kind), "short") for kind in kinds),
        ui.Column("apart", _("Days apart"), "short"),
    ]
    rows = []
    for spacing in outcome.spacing:
        cells: dict[str, object] = {"role": roles.get(spacing.role, spacing.role)}
        for one in outcome.fairness:
            if one.role == spacing.role:
                said = f"{one.least}–{one.most} ({one.spread} / {one.bound})"
                cells[one.kind] = ui.toned(said, "red") if one.spread > one.bound else said
        reached = spacing.wanted if spacing.reached is None else spacing.reached
        cells["apart"] = _("{reached} (asked {wanted})", reached=reached, wanted=spacing.wanted)
        rows.append(ui.Row(spacing.role, cells))
    ui.table(key, columns, rows, label=_("Fairness"))
    st.caption(_("Least to most duties of a person, what was carried over included (spread / lower bound)."))
