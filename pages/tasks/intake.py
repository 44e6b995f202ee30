"""Many items at once: a pasted list or an Excel sheet, looked through first; what came in can be undone."""

import streamlit as st

from core import intake
from core.errors import DomainError
from core.i18n import _, moment
from core.intake import COLUMN_NAMES, FOR_NEW, MOST, BatchRow, Given, Preview
from pages import ui
from pages.ui.one_file import chosen, forget, one_file
from pages.ui.tasks.bringing import show_preview
from pages.ui.tasks.mending import Offers, fixes, left_out, offers

FILE, WAY = "intake-file", "way"
PASTE, SHEET = "paste", "sheet"
SHOWN = 8


def form_of(way: str) -> str:
    return f"intake-{way}"


def way_chosen() -> str:
    """It stands in the address too: ?way=sheet."""
    asked = SHEET if st.query_params.get(WAY) == SHEET else PASTE
    return str(st.session_state.get(WAY) or asked)


def go_way() -> None:
    st.query_params[WAY] = way_chosen()


def handed_in() -> Given | None:
    """What the reader gave, with what was corrected and left out."""
    form = form_of(way_chosen())
    mended, behind = fixes(form), left_out(form)
    if way_chosen() == PASTE:
        text = str(ui.value("intake-text", "text") or "")
        return Given(text=text, fixes=mended, left_out=behind) if text.strip() else None
    file = chosen(FILE)
    return Given(file.name, file.content, fixes=mended, left_out=behind) if file is not None else None


def bring_in() -> None:
    given, form = handed_in(), form_of(way_chosen())
    if given is None:
        return
    editions = {int(number): edition for number, edition in ui.held(form, "editions", {}).items()}
    with ui.attempt(_("Brought in. It can be undone below."), form=form):
        with ui.begin(form) as work:
            intake.commit(
                work,
                given=given,
                update=bool(ui.value(form, "update")),
                reason=str(ui.value(form, "reason") or ""),
                digest=ui.held(form, "digest", ""),
                editions=editions,
            )
        another()


def another() -> None:
    """Begin anew: the list, the file and what was corrected go."""
    forget(FILE)
    ui.discard("intake-text")
    ui.discard(form_of(PASTE))
    ui.discard(form_of(SHEET))


def undo(form: str, batch_id: int) -> None:
    with ui.attempt(_("Undone."), form=form), ui.begin(form) as work:
        intake.undo(work, batch_id=batch_id)


def show_paste() -> None:
    st.caption(
        ui.md(
            _(
                "One item a line, said as in quick add: @department, a day, the item, #source, !urgent. "
                "Or cells copied from Excel, with or without their headings."
            )
        )
    )
    with ui.form("intake-text"):
        ui.paragraph(
            "intake-text",
            "text",
            _("List"),
            limit=130_000,
            height=200,
            placeholder=_("@Finance 30 Sep draw up the budget #annual goal\n@Works renew the lift !urgent"),
        )
        st.button(_("Look through"), key="look-through", icon=":material/search:")


def show_sheet(template: bytes) -> None:
    names = " · ".join(_(COLUMN_NAMES[column]) for column in FOR_NEW)
    st.caption(ui.md(_("Columns: {columns}.", columns=names)))
    st.caption(
        ui.md(
            _(
                "Only the item itself is needed; everything becomes a draft. A row with the number of an "
                "item changes that item, empty cells change nothing. At most {limit} rows.",
                limit=MOST,
            )
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            _("Download the empty sheet"),
            template,
            _("Supervised items") + ".xlsx",
            key="template",
            icon=":material/download:",
        )
        ui.downloads("intake-out", [(_("Take out items to change"), "/download/changes?scope=all")])
    one_file(FILE, label=_("Excel file (.xlsx) or CSV, at most 5 MB"), accept=".xlsx,.csv")


def show_result(given: Given) -> None:
    form = form_of(way_chosen())
    same_list(form, given)
    given = handed_in() or given
    try:
        with ui.look() as work:
            preview, offered = intake.preview(work, given=given), offers(work)
    except DomainError as error:
        st.error(ui.md(error.for_user), icon=":material/error:")
    else:
        show_step(form, preview, offered)
    st.button(
        _("Begin anew"), key="another", type="tertiary", icon=":material/restart_alt:", on_click=another
    )


def show_step(form: str, preview: Preview, offered: Offers) -> None:
    with ui.form(form):
        show_preview(form, preview, offered, bring_in)


def same_list(form: str, given: Given) -> None:
    """What was corrected belongs to one list: another one begins without."""
    mark = intake.mark_of(given)
    if ui.held(form, "list", mark) != mark:
        ui.discard(form)
        ui.hold(form, "list", mark)


def show_batches(rows: list[BatchRow]) -> None:
    if not rows:
        return
    st.header(_("Brought in lately"), anchor=False)
    for row in rows[:SHOWN]:
        form = f"undo-{row.id}"
        with ui.form(form), st.container(horizontal=True, vertical_alignment="center", gap="small"):
            counts = _("{added} new, {changed} changed", added=row.added, changed=row.changed)
            st.markdown(f"{ui.md(row.name)} · {moments[row.id]} · {counts}", width="stretch")
            if row.undone_at is None:
                ui.submit(form, _("Undo"), undo, (form, row.id), type="secondary", icon=":material/undo:")
            else:
                st.markdown(f":gray[{_('Undone')}]", width="content")


ui.open_page(_("Bring in items"), needs="intake.commit")

with ui.look() as work:
    template, batches = intake.template(work), intake.batches(work)
    moments = {row.id: moment(row.at, work.zone) for row in batches}

st.segmented_control(
    _("How"),
    [PASTE, SHEET],
    format_func=lambda way: _("Paste a list") if way == PASTE else _("Excel sheet"),
    key=WAY,
    default=way_chosen(),
    on_change=go_way,
    required=True,
    label_visibility="collapsed",
)
if way_chosen() == PASTE:
    show_paste()
else:
    show_sheet(template)
handed = handed_in()
if handed is not None:
    show_result(handed)
show_batches(batches)
