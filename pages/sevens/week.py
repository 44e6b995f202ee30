"""The week of 7S as a bulletin: what it will say, and as Word with its photos."""

from datetime import date, timedelta

import streamlit as st

from core import documents
from core import seven_s_figures as figures
from core.i18n import _, day
from core.seven_s_figures import Week
from pages import ui

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MADE, WEEKS = "week-made", 26


def weeks(today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(days=7 * number) for number in range(WEEKS)]


def span(first: date) -> str:
    return f"{day(first, year=True)} — {day(first + timedelta(days=6))}"


def make(first: date) -> None:
    """Photos take a moment: how far it is can be seen."""
    bar = st.progress(0.0, text=_("Photos are brought in …"))
    with ui.look() as work:

        def told(done: int, whole: int) -> None:
            bar.progress(done / whole)

        content = documents.week_paper(work, first=first, progress=told)
    with ui.begin() as work:
        documents.note_export(work, kind="week", number=first.isoformat())
    bar.empty()
    st.session_state[MADE] = (first, content)


def listed(key: str, title: str, columns: list[str], rows: list[list[object]]) -> None:
    st.subheader(f"{title} · {len(rows)}", anchor=False)
    if not rows:
        st.caption(_("None."))
        return
    shown = [
        ui.Column(f"c{n}", name, "number" if n and str(rows[0][n])[:1].isdigit() else "text", main=n == 0)
        for n, name in enumerate(columns)
    ]
    cells = [ui.Row(n, {f"c{m}": value for m, value in enumerate(row)}) for n, row in enumerate(rows)]
    ui.table(f"week-{key}", shown, cells, label=title)


def show(found: Week) -> None:
    st.markdown(ui.md(documents.summary(found)))
    findings = [_("Area"), _("Finding"), _("Severity"), _("Owner"), _("State")]
    listed("assessed", _("To be assessed"), findings, documents.finding_rows(found.assessed))
    listed("reminded", _("To be reminded"), findings, documents.finding_rows(found.reminded))
    good = [_("Area"), _("Owner"), _("Visits"), _("Mean score")]
    listed("good", _("Good"), good, documents.good_rows(found))
    walked = [_("Name"), _("Part"), _("Rounds"), _("Handed in")]
    listed("walked", _("Who walked"), walked, documents.walker_rows(found))
    if found.ranking:
        places = [_("Group"), _("Place"), _("Area"), _("Mean score"), _("95 % interval")]
        listed("places", _("Places"), places, documents.ranking_rows(found))


ui.open_page(_("7S bulletin"), needs="seven_s_figures.week")

with ui.look() as work:
    today = work.today
with st.container(horizontal=True, vertical_alignment="bottom"):
    first = st.selectbox(_("In week"), weeks(today), format_func=span, key="week", width=280)
    pressed = st.button(_("Make the paper"), key="make-week", type="primary", icon=":material/description:")
if pressed:
    make(first)
made = st.session_state.get(MADE)
if made is not None and made[0] == first:
    name = _("7S bulletin {day}.docx", day=first.isoformat())
    st.download_button(_("Word"), made[1], file_name=name, mime=DOCX, icon=":material/download:", key="word")
with ui.look() as work:
    found = figures.week(work, first=first)
if not found.planned and not found.done and not found.findings:
    ui.empty(_("Nothing fell due in this week. Choose another one."))
else:
    show(found)
