"""The ways out of the house: set up, tried with a test, switched off. For administrators."""

import streamlit as st

from core import channels
from core.channels import FACTS, KIND_NAMES, WAY_NAMES, ChannelRow, Fact, Kind, Plan, Way
from core.i18n import N_, Text, _, moment
from pages import ui

SCREEN = "office/channels.py"
NEW = "new"
SECURITY: dict[str, Text] = {
    "ssl": N_("SSL/TLS from the start"),
    "starttls": N_("STARTTLS"),
    "none": N_("None (house network only)"),
}


def save(form: str, kind: Kind, channel_id: int | None) -> None:
    with ui.attempt(_("The channel is saved. Send a test to see whether it works."), form=form):
        plan = Plan(
            kind,
            str(ui.value(form, "name") or ""),
            enabled=bool(ui.value(form, "enabled")),
            group=bool(ui.value(form, "group")),
            usual=Way(ui.value(form, "usual") or Way.DIGEST),
            one_time_links=bool(ui.value(form, "one_time_links")),
            facts={fact.name: str(ui.value(form, fact.name) or "") for fact in FACTS[kind]},
        )
        with ui.begin(form) as work:
            version = ui.held(form, "version", 0)
            number = channels.save_channel(work, plan=plan, channel_id=channel_id, version=version)
        ui.then_open(SCREEN, edit=number)


def drop(channel: ChannelRow) -> None:
    with ui.attempt(_("The channel is off, and its secrets are forgotten.")), ui.begin() as work:
        channels.drop_channel(work, channel_id=channel.id, version=channel.version)
        ui.then_open(SCREEN)


def test(form: str, channel_id: int) -> None:
    with ui.attempt(_("The test got through."), form=form):
        channels.send_test(ui.signed_in(), channel_id=channel_id, to=str(ui.value(form, "to") or ""))
        with ui.begin(form):
            pass  # the form is done with, and so is its draft


def new() -> None:
    ui.then_open(SCREEN, edit=NEW)


def state(channel: ChannelRow) -> dict[str, str]:
    if not channel.enabled:
        return ui.lamp_cell("grey", _("Off"))
    if channel.failures:
        return ui.lamp_cell("red", _("Fails"))
    return ui.lamp_cell("green", _("On"))


def show_list(known: list[ChannelRow], zone: object) -> None:
    hint = _("Without a channel everybody is told in the inbox here alone.")
    if not known:
        ui.empty(hint, _("New channel"), new)
        return
    st.button(_("New channel"), key="new-channel", type="primary", icon=":material/add:", on_click=new)
    columns = [
        ui.Column("name", _("Channel"), main=True),
        ui.Column("kind", _("Kind"), "short"),
        ui.Column("state", _("State"), "lamp"),
        ui.Column("to", _("To"), "short"),
        ui.Column("usual", _("Unless one chooses otherwise")),
        ui.Column("rests", _("Tried again"), "short"),
    ]
    rows = [
        ui.Row(
            one.id,
            {
                "name": one.name,
                "kind": _(KIND_NAMES[one.kind]),
                "state": state(one),
                "to": _("the group") if one.group else _("the person"),
                "usual": "" if one.group else _(WAY_NAMES[one.usual]),
                "rests": moment(one.rests_until, zone) if one.failures else "",  # type: ignore[arg-type]
            },
            href="#",
            muted=not one.enabled,
        )
        for one in known
    ]
    picked = ui.table("channels", columns, rows, label=_("Channels"))
    if picked.opened:
        ui.go(SCREEN, edit=picked.opened)


def show_new() -> None:
    kinds = {kind: _(name) for kind, name in KIND_NAMES.items()}
    kind = st.selectbox(_("Kind of channel"), list(kinds), format_func=lambda one: kinds[one], key="new-kind")
    show_form(Kind(kind), None)


def show_form(kind: Kind, channel: ChannelRow | None) -> None:
    form = f"channel-{channel.id if channel else f'new-{kind}'}"
    ui.held(form, "version", channel.version if channel else 0)
    with ui.form(form, border=True):
        left, right = st.columns(2, gap="large")
        with left:
            name = channel.name if channel else _(KIND_NAMES[kind])
            ui.line(form, "name", _("Name that people see"), name, limit=40)
            for fact in FACTS[kind]:
                show_fact(form, fact, channel)
        with right:
            show_choices(form, kind, channel)
        with st.container(horizontal=True, gap="small"):
            ui.submit(form, _("Save"), save, (form, kind, channel.id if channel else None))
            if channel is not None and channel.kept:
                st.button(_("Switch off and forget its secrets"), key="drop", on_click=drop, args=(channel,))
            if st.button(_("Back"), key="leave", type="tertiary"):
                ui.go(SCREEN)


def show_fact(form: str, fact: Fact, channel: ChannelRow | None) -> None:
    label = _(fact.label)
    value = channel.settings.get(fact.name, fact.default) if channel else fact.default
    if fact.secret:
        kept = channel is not None and fact.name in channel.kept
        hint = _("Kept, sealed. Empty leaves it as it is.") if kept else None
        ui.secret(form, fact.name, label, autocomplete="new-password", placeholder=hint)
    elif fact.choices:
        ui.pick(form, fact.name, label, {one: _(SECURITY[one]) for one in fact.choices}, value)
    elif fact.long:
        ui.paragraph(form, fact.name, label, value, limit=2000)
    else:
        ui.line(form, fact.name, label, value, limit=300)


def show_choices(form: str, kind: Kind, channel: ChannelRow | None) -> None:
    ui.tick(form, "enabled", _("In use"), channel.enabled if channel else True)
    if kind in channels.ROBOTS:
        ui.tick(
            form,
            "group",
            _("Speaks to the whole group"),
            channel.group if channel else False,
            help=_("Once a day, of reminders alone and never of internal items. Else it names the person."),
        )
    ways = {way.value: _(name) for way, name in WAY_NAMES.items()}
    usual = (channel.usual if channel else Way.DIGEST).value
    ui.pick(form, "usual", _("Unless one chooses otherwise"), ways, usual)
    if kind in channels.ROBOTS:
        return  # its group would read them
    ui.tick(
        form,
        "one_time_links",
        _("One-time links"),
        channel.one_time_links if channel else False,
        help=_(
            "Such a link shows its one item once, within a day, to be read; it signs nobody in. "
            "Else a link opens the item after signing in."
        ),
    )


def show_test(channel: ChannelRow) -> None:
    form = f"test-{channel.id}"
    st.header(_("Send a test"), anchor=False)
    with ui.form(form, border=True):
        if not channel.group:
            ui.line(form, "to", _(channels.ADDRESS_NAMES[channel.kind]), limit=100)
        ui.submit(form, _("Send a test"), test, (form, channel.id), type="secondary")


ui.open_page(
    _("Channels"),
    needs="channels.channels",
    under=_("What the inbox here says can go out as well. Secrets are sealed and never shown again."),
)

with ui.look() as work:
    known, zone = channels.channels(work), work.zone

editing = st.query_params.get("edit", "")
chosen = next((one for one in known if str(one.id) == editing), None)
if chosen is not None:
    show_form(chosen.kind, chosen)
    show_test(chosen)
elif editing == NEW:
    show_new()
else:
    show_list(known, zone)
hosts = _(", ").join(channels.allowed_hosts())
st.caption(ui.md(_("The office calls these hosts and no others: {hosts}", hosts=hosts)))
