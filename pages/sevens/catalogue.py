"""The catalogue: what is asked where. Changes wait, are compared, and are published as an edition."""

import streamlit as st

from core import people, seven_s
from core.i18n import N_, Text, _, moment
from core.seven_s import Difference, Item, ItemFacts
from pages import ui

SCREEN, NEW = "sevens/catalogue.py", "new"
PUBLISH = "catalogue-publish"
VERBS: dict[str, Text] = {
    "added": N_("Added"),
    "worded": N_("New wording"),
    "meant": N_("New meaning"),
    "retired": N_("Retired"),
}
SAID: dict[str, Text] = {
    "wording": N_("What is asked"),
    "wording_en": N_("Wording in English"),
    "pillar": N_("Pillar"),
    "severity": N_("Severity"),
    "path": N_("Path"),
    "phrases": N_("Phrases"),
    "area_kinds": N_("Area types"),
    "photo_forbidden": N_("No photos"),
    "owner_department_id": N_("Owner of the standard"),
}


def change(form: str, item: Item | None) -> None:
    with ui.attempt(_("Noted. It counts once it is published."), form=form), ui.begin(form) as work:
        facts = ItemFacts(
            pillar=str(ui.value(form, "pillar") or ""),
            wording=str(ui.value(form, "wording") or ""),
            wording_en=str(ui.value(form, "wording_en") or ""),
            severity=str(ui.value(form, "severity") or ""),
            path=str(ui.value(form, "path") or ""),
            area_kinds=tuple(ui.value(form, "area_kinds") or ()),
            phrases=tuple(str(ui.value(form, "phrases") or "").splitlines()),
            photo_forbidden=bool(ui.value(form, "photo_forbidden")),
            owner_department_id=ui.value(form, "owner_department_id"),
        )
        key = item.key if item else str(ui.value(form, "key") or "")
        meant = bool(ui.value(form, "new_meaning"))
        seven_s.change_item(work, key=key, facts=facts, new_meaning=meant, is_new=item is None)
        ui.then_open(SCREEN)


def retire(key: str) -> None:
    with ui.attempt(_("Noted. It counts once it is published.")), ui.begin() as work:
        seven_s.change_item(work, key=key, facts=None)
        ui.then_open(SCREEN)


def forget(key: str) -> None:
    with ui.attempt(_("The change is dropped.")), ui.begin() as work:
        seven_s.drop_change(work, key=key)


def publish() -> None:
    with ui.attempt(_("Published."), form=PUBLISH), ui.begin(PUBLISH) as work:
        seven_s.publish(work, note=str(ui.value(PUBLISH, "note") or ""))


def install() -> None:
    with ui.attempt(_("The default catalogue is there.")), ui.begin() as work:
        seven_s.install_catalogue(work)


def shown(name: str, value: object) -> str:
    named = {"pillar": seven_s.PILLAR_NAMES, "severity": seven_s.SEVERITY_NAMES, "path": seven_s.PATH_NAMES}
    if name in named and value:
        return _(named[name][str(value)])
    if name == "area_kinds" and isinstance(value, list):
        return _(", ").join(_(seven_s.KIND_NAMES[kind]) for kind in value)
    if name == "owner_department_id" and value is not None:
        return departments.get(int(str(value)), "")
    if isinstance(value, list):
        return _(", ").join(str(one) for one in value)
    return {True: _("yes"), False: _("no"), None: ""}.get(value, str(value))  # type: ignore[call-overload]


def show_difference(one: Difference, *, droppable: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{ui.md(one.key)}** · {_(VERBS[one.verb])}", width="stretch")
            if droppable:
                st.button(_("Drop"), key=f"drop-{one.key}", on_click=forget, args=(one.key,), type="tertiary")
        if not one.after:
            st.markdown(f":red[{ui.md(str(one.before.get('wording', '')))}]")
            return
        for name, label in SAID.items():
            old, new = one.before.get(name), one.after.get(name)
            if old != new and (old or new):
                before = f":red[{ui.md(shown(name, old))}] → " if one.before else ""
                st.markdown(f"{_(label)}: {before}:green[{ui.md(shown(name, new)) or '–'}]")


def show_pending(pending: list[Difference]) -> None:
    st.header(_("To be published ({count})", count=len(pending)), anchor=False)
    for one in pending:
        show_difference(one, droppable=True)
    with ui.form(PUBLISH):
        ui.line(PUBLISH, "note", _("Note"))
        ui.submit(PUBLISH, _("Publish"), publish)


def show_items(items: list[Item], *, keeper: bool) -> None:
    columns = [
        ui.Column("key", _("Number"), "short", width="5rem"),
        ui.Column("wording", _("Check item"), main=True),
        ui.Column("pillar", _("Pillar"), "short"),
        ui.Column("severity", _("Severity"), "short"),
        ui.Column("path", _("Path"), "short", phone=False),
        ui.Column("kinds", _("Area types"), phone=False),
    ]
    rows = [
        ui.Row(
            one.key,
            {
                "key": one.key,
                "wording": one.wording,
                "pillar": _(seven_s.PILLAR_NAMES[one.pillar]),
                "severity": _(seven_s.SEVERITY_NAMES[one.severity]),
                "path": _(seven_s.PATH_NAMES[one.path]),
                "kinds": _(", ").join(_(seven_s.KIND_NAMES[kind]) for kind in one.area_kinds),
            },
            href=f"/catalogue?edit={one.key}" if keeper else "",
        )
        for one in items
    ]
    picked = ui.table("items", columns, rows, label=_("Catalogue"))
    if picked.opened and keeper:
        ui.go(SCREEN, edit=picked.opened)


def pick_owner(form: str, item: Item | None, departments: dict[int, str]) -> None:
    ui.pick(
        form,
        "owner_department_id",
        _("Owner of the standard"),
        departments,
        item.owner_department_id if item else None,
        placeholder=_("the office"),
        help=_("Who gets one task when the item fails in three areas within two weeks."),
    )


def show_form(item: Item | None, english: str, departments: dict[int, str]) -> None:
    form = f"item-{item.key if item else NEW}"
    with ui.form(form):
        if item is None:
            ui.line(form, "key", _("Number"), limit=20)
        ui.line(form, "wording", _("What is asked"), item.wording if item else "", limit=120)
        ui.line(form, "wording_en", _("Wording in English"), english, limit=200)
        pillar, severity, path = st.columns(3)
        with pillar:
            names = {str(code): _(text) for code, text in seven_s.PILLAR_NAMES.items()}
            ui.pick(form, "pillar", _("Pillar"), names, item.pillar if item else None)
        with severity:
            names = {str(code): _(text) for code, text in seven_s.SEVERITY_NAMES.items()}
            ui.pick(form, "severity", _("Severity"), names, item.severity if item else None)
        with path:
            names = {str(code): _(text) for code, text in seven_s.PATH_NAMES.items()}
            ui.pick(form, "path", _("Path"), names, item.path if item else None)
        kinds = {str(code): _(text) for code, text in seven_s.KIND_NAMES.items()}
        ui.picks(form, "area_kinds", _("Area types"), kinds, item.area_kinds if item else ())
        phrases = "\n".join(item.phrases) if item else ""
        ui.paragraph(form, "phrases", _("Phrases, one a line"), phrases, limit=400)
        pick_owner(form, item, departments)
        ui.tick(
            form, "photo_forbidden", _("No photos: it may be classified"), bool(item and item.photo_forbidden)
        )
        if item is not None:
            ui.tick(form, "new_meaning", _("It means something else now: trends begin anew"))
        with st.container(horizontal=True):
            ui.submit(form, _("Note the change"), change, (form, item))
            if item is not None:
                st.button(_("Retire"), key="retire", on_click=retire, args=(item.key,))
            if st.button(_("Back"), key="leave", type="tertiary"):
                ui.go(SCREEN)


ui.open_page(_("7S catalogue"), needs="seven_s.items")

with ui.look() as work:
    keeper, zone = work.may("seven_s.change_item"), work.zone
    items = seven_s.items(work, english=work.actor.language == "en")
    pending = seven_s.pending_changes(work) if keeper else []
    editions = seven_s.editions(work)
    departments = people.departments(work, closed=True)
    asked = st.query_params.get("edit", "") if keeper else ""
    item = next((one for one in seven_s.items(work) if one.key == asked), None)
    worded = next((one for one in seven_s.items(work, english=True) if one.key == asked), None)

if asked == NEW or item is not None:
    show_form(item, worded.wording if worded and item and worded.wording != item.wording else "", departments)
elif not items:
    ui.empty(
        _("No catalogue yet. The default one has 61 items for office buildings."),
        _("Load the default catalogue") if keeper else "",
        install,
    )
else:
    if keeper and st.button(_("New item"), key="new-item", icon=":material/add:"):
        ui.go(SCREEN, edit=NEW)
    if pending:
        show_pending(pending)
    show_items(items, keeper=keeper)
    with st.expander(_("Editions"), icon=":material/history:"):
        for edition in editions:
            note = f" · {edition.note}" if edition.note else ""
            said = _("Edition {number}", number=edition.number)
            st.markdown(f"**{said}** · {ui.md(moment(edition.published_at, zone) + note)}")
            for one in edition.changes:
                show_difference(one, droppable=False)
