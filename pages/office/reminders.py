"""When the office reminds whom: a rule for each kind of turn and level, tried on the last week."""

from dataclasses import replace

import streamlit as st

from core import administration, reminders
from core.errors import DomainError, InvalidInput
from core.i18n import N_, Text, _, day
from core.office import Profile
from core.reminders import Ladder, Preview, Rule
from core.tasks import IMPORTANCE_NAMES, URGENCY_NAMES
from pages import ui
from pages.ui.forms import refused

LEVEL, HOURS = "reminder-level", "reminder-hours"
TIMES: dict[str, Text] = {
    "remind_at": N_("Reminders from"),
    "digest_at": N_("Daily message at"),
    "quiet_from": N_("Quiet from"),
    "quiet_until": N_("Quiet until"),
}
WHOM: dict[str, Text] = {
    Ladder.OWN: N_("whose turn it is"),
    Ladder.HEAD: N_("the head of the department"),
    Ladder.LEADER: N_("the leader of the line"),
}


class DaysWanted(InvalidInput):
    message = N_("Whole numbers with commas between them, 7, 3, 1 for instance.")
    field = "before"


def typed(form: str, rule: Rule) -> Rule:
    """What stands in the form now."""
    known = ui.values(form)
    if not known:
        return rule
    return replace(
        rule,
        before=days(str(known.get("before") or "")),
        on_day=bool(known.get("on_day")),
        off=not known.get("on"),
        every=int(known.get("every") or 0),
        head_after=int(known.get("head_after") or 0),
        leader_after=int(known.get("leader_after") or 0),
        version=ui.held(form, "version", rule.version),
    )


def days(text: str) -> tuple[int, ...]:
    parts = [part for part in text.replace("，", ",").replace("、", ",").replace(" ", ",").split(",") if part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        raise DaysWanted()
    return tuple(int(part) for part in parts)


def save(form: str, rule: Rule) -> None:
    with ui.attempt(_("Saved. It counts from the next minute on."), form=form):
        wanted, everywhere = typed(form, rule), bool(ui.value(form, "all_levels"))
        with ui.begin(form) as work:
            reminders.change_rule(work, rule=wanted, all_levels=everywhere)


def save_hours() -> None:
    with ui.attempt(_("Saved."), form=HOURS), ui.begin(HOURS) as work:
        wanted = {name: str(ui.value(HOURS, name) or "") for name in TIMES}
        administration.change_settings(work, wanted=wanted, seen=ui.held(HOURS, "seen", {}))


def show_hours(profile: Profile) -> None:
    st.header(_("Hours"), anchor=False)
    st.caption(_("On the clock of the office. Each person may choose other quiet hours on “My account”."))
    ui.held(HOURS, "seen", {name: getattr(profile, name) for name in TIMES})
    with ui.form(HOURS, border=True):
        for cell, (name, label) in zip(st.columns(len(TIMES)), TIMES.items(), strict=True):
            with cell:
                ui.line(HOURS, name, _(label), getattr(profile, name), limit=5)
        ui.submit(HOURS, _("Save"), save_hours, type="secondary")


def level(rule: Rule) -> str:
    return f"{_(IMPORTANCE_NAMES[rule.importance])} · {_(URGENCY_NAMES[rule.urgency])}"


def after(count: int) -> str:
    return _("{count} workdays after", count=count) if count else _("never")


def cells(rule: Rule) -> dict[str, object]:
    return {
        "level": level(rule),
        "state": ui.lamp_cell("grey", _("Off")) if rule.off else ui.lamp_cell("green", _("On")),
        "before": _(", ").join(str(one) for one in rule.before) or _("none"),
        "on_day": _("yes") if rule.on_day else _("no"),
        "every": _("every {count} workdays", count=rule.every) if rule.every else _("never"),
        "head": after(rule.head_after),
        "leader": after(rule.leader_after),
    }


def show_rules(rules: list[Rule], kind: str) -> None:
    columns = [
        ui.Column("level", _("Level"), main=True),
        ui.Column("state", _("State"), "lamp"),
        ui.Column("before", _("Days before"), "short"),
        ui.Column("on_day", _("On the day"), "short"),
        ui.Column("every", _("Past the day"), "short"),
        ui.Column("head", _("To the head"), "short"),
        ui.Column("leader", _("To the line leader"), "short"),
    ]
    rows = [ui.Row(f"{rule.importance}/{rule.urgency}", cells(rule), href="#") for rule in rules]
    picked = ui.table(f"rules-{kind}", columns, rows, label=_("Reminders"))
    if picked.opened:
        st.session_state[LEVEL] = picked.opened
    chosen = next(
        (r for r in rules if f"{r.importance}/{r.urgency}" == st.session_state.get(LEVEL)), rules[0]
    )
    show_rule(chosen)


def show_rule(rule: Rule) -> None:
    form = f"rule-{rule.kind}-{rule.importance}-{rule.urgency}"
    ui.held(form, "version", rule.version)
    named = _(reminders.NAMES[rule.kind])
    st.header(_("{kind}, {level}", kind=named, level=level(rule)), anchor=False)
    with ui.form(form, border=True):
        left, middle, right = st.columns(3)
        with left:
            ui.tick(form, "on", _("Remind"), not rule.off)
            ui.tick(form, "on_day", _("On the due day"), rule.on_day)
            ui.tick(form, "all_levels", _("The same for all levels of this kind"))
        with middle:
            ui.line(form, "before", _("Days before"), ", ".join(str(one) for one in rule.before), limit=30)
            ui.number(form, "every", _("Past the day every … workdays"), rule.every, least=0, most=90)
        with right:
            label = _("To the head after … workdays")
            ui.number(form, "head_after", label, rule.head_after, least=0, most=90)
            label = _("To the line leader after … workdays")
            ui.number(form, "leader_after", label, rule.leader_after, least=0, most=90)
        st.caption(
            _(
                "0 is never. Where there is no work, it comes on the last workday before; "
                "none comes on the day of issue."
            )
        )
        with st.container(horizontal=True, gap="small"):
            ui.submit(form, _("Save"), save, (form, rule))
            if st.button(_("Try on last week"), key=f"try-{form}", icon=":material/history:"):
                st.session_state["tried"] = form
    if st.session_state.get("tried") == form:
        show_preview(form, rule)


def show_preview(form: str, rule: Rule) -> None:
    try:
        with ui.look() as work:
            wanted = typed(form, rule)
            shown = reminders.preview(work, rule=wanted, all_levels=bool(ui.value(form, "all_levels")))
    except DomainError as error:
        refused(form, error)
        st.error(ui.md(error.for_user), icon=":material/error:")
        return
    show_sent(shown)


def show_sent(shown: Preview) -> None:
    st.header(_("This would have been sent last week"), anchor=False)
    if not shown.rows:
        ui.empty(_("Nothing: no turn of this kind had reached such a day."))
        return
    st.caption(_("{count} reminders to {people} people.", count=shown.count, people=shown.people))
    columns = [
        ui.Column("day", _("Day"), "day"),
        ui.Column("person", _("To"), main=True),
        ui.Column("whom", _("As"), "short"),
        ui.Column("title", _("About")),
        ui.Column("due", _("Due day"), "day"),
    ]
    rows = [
        ui.Row(
            place,
            {
                "day": day(one.day),
                "person": one.person,
                "whom": _(WHOM[one.ladder]),
                "title": f"{one.number} {one.title}".strip(),
                "due": day(one.due_day),
            },
            href=f"/task?id={one.matter_id}",
        )
        for place, one in enumerate(shown.rows)
    ]
    picked = ui.table("sent", columns, rows, label=_("This would have been sent last week"))
    if picked.opened is not None:
        ui.go("tasks/task.py", id=shown.rows[int(picked.opened)].matter_id)


ui.open_page(
    _("Reminders"),
    needs="reminders.rules",
    under=_("Everything that is somebody's turn and has a day is reminded of, whatever it belongs to."),
)

with ui.look() as work:
    known, profile = reminders.rules(work), administration.settings(work)

kinds = {kind: _(reminders.NAMES[kind]) for kind in reminders.KINDS}
kind = (
    st.pills(
        _("Kind of turn"),
        list(kinds),
        format_func=lambda one: kinds[one],
        default=reminders.KINDS[1],
        key="reminder-kind",
        label_visibility="collapsed",
        required=True,
    )
    or reminders.KINDS[1]
)
show_rules([rule for rule in known.by_kind.values() if rule.kind == kind], kind)
show_hours(profile)
