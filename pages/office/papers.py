"""The Word templates behind the papers: looked at, replaced by the office's own, or put back."""

from uuid import uuid4

import streamlit as st

from core import documents
from core.documents import OwnTemplate
from core.i18n import N_, Text, _, moment
from pages import ui
from pages.ui import one_file

ABOUT: dict[str, Text] = {
    "notice": N_("Goes out with an item when it is issued."),
    "one_page": N_("All of an item on one page, for a leader's instruction by hand."),
    "slip": N_("Warns a department of one cause; its reply stands below."),
    "bulletin": N_("Tells all what was done in a period, with every item as an annex."),
    "minutes": N_("What a meeting talked about and decided, with the tasks that came of it."),
}


def keep(kind: str) -> None:
    chosen = one_file.chosen(slot(kind))
    if chosen is None:
        return
    with ui.attempt(_("This paper is printed with your template from now on.")), ui.begin() as work:
        key = f"template-{uuid4()}"
        documents.keep_template(work, kind=kind, content=chosen.content, name=chosen.name, key=key)
        one_file.forget(slot(kind))


def drop(kind: str) -> None:
    with ui.attempt(_("Back to the template that the house brings.")), ui.begin() as work:
        documents.drop_template(work, kind=kind)


def slot(kind: str) -> str:
    return f"paper-{kind}"


def show(kind: str, present: OwnTemplate, since: str) -> None:
    st.header(documents.NAMES[kind], anchor=False)
    st.caption(_(ABOUT[kind]))
    if present.file_id is None:
        st.markdown(_("Printed with the template that the house brings."))
    else:
        said = _(
            "Printed with {name}, by {person}, since {at}.", name=present.name, person=present.by, at=since
        )
        st.markdown(ui.md(said))
    ui.downloads(
        f"{slot(kind)}-now", [(_("Download the template in use"), f"/download/template?kind={kind}")]
    )
    handed = one_file.one_file(slot(kind), label=_("Own template (.docx)"), accept=".docx")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Use this template"),
            key=f"keep-{kind}",
            type="primary",
            disabled=handed is None,
            on_click=keep,
            args=(kind,),
        )
        if present.file_id is not None:
            st.button(_("Put back the first one"), key=f"drop-{kind}", on_click=drop, args=(kind,))


def show_fields(kind: str) -> None:
    known = documents.VOCABULARIES[kind]
    with st.expander(_("Fields that a template may hold")):
        st.markdown("、".join(f"`{{{{{name}}}}}`" for name in known.single))
        for name, parts in known.lists.items():
            inside = "、".join(f"`{{{{项.{part}}}}}`" for part in parts)
            st.markdown(f"`{{%p for 项 in {name} %}}` {inside} `{{%p endfor %}}`")
        st.markdown(f"`{{% if {known.single[0]} %}}` … `{{% endif %}}`")


ui.open_page(_("Papers"), needs="documents.own_template")

with ui.look() as work:
    papers = [(kind, documents.own_template(work, kind=kind)) for kind in documents.NAMES]
    since = {kind: moment(one.at, work.zone) for kind, one in papers}

for kind, present in papers:
    with st.container(border=True):
        show(kind, present, since[kind])
        show_fields(kind)
