"""Areas: what is looked at, who owns it, in which order; reference photos and printed codes."""

import streamlit as st

from core import files, people, seven_s
from core.i18n import _
from core.seven_s import AreaFacts, AreaRow
from pages import ui
from pages.ui.photo import attachments, photo

SCREEN, NEW = "sevens/areas.py", "new"


def save(form: str, area: AreaRow | None) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        facts = AreaFacts(
            name=str(ui.value(form, "name") or ""),
            floor=int(ui.value(form, "floor") or 0),
            kind=str(ui.value(form, "kind") or ""),
            group=str(ui.value(form, "group") or ""),
            owner_department_id=ui.value(form, "owner_department_id"),
            owner_person_id=ui.value(form, "owner_person_id"),
            route_order=int(ui.value(form, "route_order") or 0) or None,
            restricted=bool(ui.value(form, "restricted")),
            inspector_ids=tuple(ui.value(form, "inspector_ids") or ()),
        )
        if area is None:
            seven_s.add_area(work, facts=facts)
        else:
            version = ui.held(form, "version", area.version)
            seven_s.edit_area(work, area_id=area.id, facts=facts, version=version)
        ui.then_open(SCREEN)


def retire(area: AreaRow) -> None:
    with ui.attempt(_("Retired. Its past stays.")), ui.begin() as work:
        seven_s.retire_area(work, area_id=area.id, version=area.version)
        ui.then_open(SCREEN)


def refer(area_id: int, file_id: int) -> None:
    with ui.attempt(_("Saved.")), ui.begin() as work:
        seven_s.set_reference(work, area_id=area_id, file_id=file_id)


def install() -> None:
    with ui.attempt(_("The default catalogue is there.")), ui.begin() as work:
        seven_s.install_catalogue(work)


def new() -> None:
    ui.then_open(SCREEN, edit=NEW)


def show_list(areas: list[AreaRow]) -> None:
    columns = [
        ui.Column("floor", _("Floor"), "number", width="4rem"),
        ui.Column("name", _("Area"), main=True),
        ui.Column("kind", _("Type"), "short"),
        ui.Column("group", _("Group"), "short", phone=False),
        ui.Column("owner", _("Owner")),
        ui.Column("marks", _("Marks")),
    ]
    rows = []
    for one in areas:
        owner = [one.owner_person, one.owner_department]
        marks = [_("named inspectors")] if one.restricted else []
        marks += [_("reference photo")] if one.reference_file_id else []
        cells = {
            "floor": one.floor,
            "name": one.name,
            "kind": _(seven_s.KIND_NAMES[one.kind]),
            "group": _(seven_s.GROUP_NAMES[one.group]),
            "owner": " · ".join(filter(None, owner)) or ui.toned(_("nobody: the office"), "yellow"),
            "marks": " · ".join(marks),
        }
        rows.append(ui.Row(one.id, cells, href=f"/areas?edit={one.id}"))
    picked = ui.table("areas", columns, rows, label=_("Areas"))
    if picked.opened:
        ui.go(SCREEN, edit=picked.opened)


def show_form(area: AreaRow | None, departments: dict[int, str], everybody: dict[int, str]) -> None:
    form = f"area-{area.id if area else NEW}"
    ui.held(form, "version", area.version if area else 0)
    with ui.form(form):
        name, floor, order = st.columns([3, 1, 1])
        with name:
            ui.line(form, "name", _("Area"), area.name if area else "", limit=60)
        with floor:
            ui.number(form, "floor", _("Floor"), area.floor if area else 1, least=-9, most=99)
        with order:
            ui.number(form, "route_order", _("Order on the route"), area.route_order if area else 0, least=0)
        kind, group = st.columns(2)
        with kind:
            kinds = {str(code): _(text) for code, text in seven_s.KIND_NAMES.items()}
            ui.pick(form, "kind", _("Type"), kinds, area.kind if area else None)
        with group:
            groups = {str(code): _(text) for code, text in seven_s.GROUP_NAMES.items()}
            ui.pick(form, "group", _("Group"), groups, area.group if area else None, placeholder=_("by type"))
        department, person = st.columns(2)
        with department:
            owner = area.owner_department_id if area else None
            ui.pick(form, "owner_department_id", _("Department in charge"), departments, owner)
        with person:
            owner = area.owner_person_id if area else None
            ui.pick(form, "owner_person_id", _("Person in charge"), everybody, owner)
        ui.tick(form, "restricted", _("Inspected by named people only"), bool(area and area.restricted))
        ui.picks(form, "inspector_ids", _("Its inspectors"), everybody, area.inspector_ids if area else ())
        with st.container(horizontal=True):
            ui.submit(form, _("Save"), save, (form, area))
            if area is not None:
                st.button(_("Retire"), key="retire", on_click=retire, args=(area,))
            if st.button(_("Back"), key="leave", type="tertiary"):
                ui.go(SCREEN)


def show_reference(area: AreaRow, kept: list[files.FileFact]) -> None:
    st.header(_("How it should be"), anchor=False)
    attachments(f"area-{area.id}", kept)
    photo(f"area-photo-{area.id}", subject="area", subject_id=area.id, pictures_only=True)
    if kept and kept[-1].id != area.reference_file_id:
        st.button(_("The newest is the reference"), key="refer", on_click=refer, args=(area.id, kept[-1].id))


ui.open_page(_("Areas"), needs="seven_s.areas")

with ui.look() as work:
    areas = seven_s.areas(work)
    keeper = work.may("seven_s.add_area")
    installed = bool(seven_s.items(work))
    departments = people.departments(work)
    everybody = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}
    asked = st.query_params.get("edit", "") if keeper else ""
    area = next((one for one in areas if str(one.id) == asked), None)
    kept = files.of(work, "area", area.id) if area else []

if asked == NEW or area is not None:
    show_form(area, departments, everybody)
    if area is not None:
        show_reference(area, kept)
else:
    if keeper:
        with st.container(horizontal=True):
            st.button(_("New area"), key="new-area", type="primary", icon=":material/add:", on_click=new)
            if areas:
                st.link_button(_("Codes to print"), "/codes", icon=":material/qr_code_2:")
            if not installed:
                st.button(_("Load the default catalogue"), key="install", on_click=install)
    if areas:
        show_list(areas)
    else:
        ui.empty(_("No areas yet. Add each room, corridor and vehicle that is looked at, with its owner."))
