"""Help: a page per role, with what to do and where; then what everybody should know."""

import streamlit as st

from core import account
from core.actor import ROLE_NAMES, Role
from core.i18n import N_, Text, _
from pages import ui
from pages.ui import guide

Step = tuple[Text, Text, str]

DOING: tuple[Step, ...] = (
    (
        N_("Sign for it"),
        N_("A new item waits on Today. Sign for it within the limit and name the handler."),
        "/tasks?waits=sign",
    ),
    (
        N_("Not yours?"),
        N_("Ask for reassignment with a reason instead of signing; the office decides."),
        "/tasks?waits=sign",
    ),
    (
        N_("Report"),
        N_("On each report day say how far it is, what is hard, and what comes next."),
        "/today",
    ),
    (
        N_("Need more time?"),
        N_("Ask for an extension before the due day; the first day stays visible."),
        "/tasks",
    ),
    (
        N_("Apply to close"),
        N_("Attach the evidence that the form of completion asks for, then apply."),
        "/tasks",
    ),
    (
        N_("Reply to a slip"),
        N_("A slip waits on Today: reply on the item by its day, or it goes one level up."),
        "/slips",
    ),
    (
        N_("Your duties"),
        N_("See who is on duty, ask for leave, swap with a colleague who agrees."),
        "/duty",
    ),
    (
        N_("Your 7S round"),
        N_("Walk it with the telephone; what is found in your areas you put right and show by a photo."),
        "/seven-s",
    ),
)
STEPS: dict[Role, tuple[Step, ...]] = {
    Role.ADMINISTRATOR: (
        (
            N_("Departments and people"),
            N_("Draw up the departments in their official order, then bring in the people from Excel."),
            "/people",
        ),
        (
            N_("Leaders, liaisons, stand-ins"),
            N_("Say which leader answers for which department, and who the liaisons are."),
            "/departments",
        ),
        (
            N_("Calendar"),
            N_("Confirm each year's workdays: every limit is counted on them."),
            "/calendar",
        ),
        (
            N_("How the office works"),
            N_("Lists to choose from, limits, rhythms, rules for passwords and signing in."),
            "/settings",
        ),
        (
            N_("Reminders and messages"),
            N_("Say when people are reminded, try it on last week, and set up the channels."),
            "/reminders",
        ),
        (
            N_("Keep an eye on it"),
            N_("Timed jobs should be green each morning; the nightly backup is one of them."),
            "/jobs",
        ),
    ),
    Role.LEADER: (
        (
            N_("Decide in one tap"),
            N_("What waits for your decision stands first on Today, with the papers beside it."),
            "/today",
        ),
        (
            N_("Give an item"),
            N_("Write one line; the office fills in the rest and issues it in your name."),
            "/new",
        ),
        (
            N_("Your lines"),
            N_("Overdue items of your departments stand on Today; urge with one tap."),
            "/today",
        ),
        (
            N_("Approve points"),
            N_("Points are proposed by rule and count once you approve them; some you may excuse."),
            "/appraisal",
        ),
        (
            N_("See how it stands"),
            N_("On-time rate, workload, age of open items: each chart has its table beside it."),
            "/analysis",
        ),
        (
            N_("When you are away"),
            N_("Name a stand-in for these days: decisions and reminders go there."),
            "/away",
        ),
    ),
    Role.DIRECTOR: (
        (N_("Issue"), N_("Tick finished drafts in the list and issue them together."), "/tasks?scope=drafts"),
        (
            N_("Check"),
            N_("Compare the evidence with the standard: close it, or return it with a reason."),
            "/tasks?waits=check",
        ),
        (
            N_("Press"),
            N_("Red items first: urge by phone, on paper or on site, many at once."),
            "/tasks?lamp=red",
        ),
        (
            N_("Slips and the bulletin"),
            N_("Slips go out by rule in the morning; last month's bulletin is drafted on the first workday."),
            "/bulletins",
        ),
        (
            N_("Meetings"),
            N_("Plan them, lead them in the room, make tasks of what is decided, and write the minutes."),
            "/meetings",
        ),
        (
            N_("Report upward"),
            N_("The ledger of any filter is one click away, ready to print."),
            "/tasks",
        ),
    ),
    Role.OFFICE: (
        (N_("Take in"), N_("Draft items one by one, from a pasted list, or from Excel."), "/new"),
        (
            N_("Check"),
            N_("Compare the evidence with the standard: close it, or return it with a reason."),
            "/tasks?waits=check",
        ),
        (
            N_("Press"),
            N_("Red items first: urge by phone, on paper or on site, many at once."),
            "/tasks?lamp=red",
        ),
        (
            N_("Slips and the bulletin"),
            N_("Slips go out by rule in the morning; last month's bulletin is drafted on the first workday."),
            "/bulletins",
        ),
        (
            N_("Meetings"),
            N_("Plan them, lead them in the room, make tasks of what is decided, and write the minutes."),
            "/meetings",
        ),
        (
            N_("Keep your views"),
            N_("Save a filter you use often under a name, and share it with the office."),
            "/tasks",
        ),
    ),
    Role.HEAD: DOING,
    Role.LIAISON: DOING,
    Role.STAFF: DOING[2:],
    Role.SCREEN: (
        (N_("Only to look"), N_("This account shows lists and the board; it can change nothing."), "/tasks"),
    ),
}
KNOWN: tuple[tuple[Text, Text], ...] = (
    (
        N_("Lamps"),
        N_("■ red: overdue. ▲ yellow: nearly due or lagging. ● green: on track. ○ grey: not counted."),
    ),
    (N_("Find anything"), N_("The box on top finds items, people and departments, by pinyin initials too.")),
    (N_("Keyboard"), N_("Press ? to see every shortcut.")),
    (
        N_("Nothing you type is lost"),
        N_("Forms keep a draft; after signing in again what you typed is there."),
    ),
    (
        N_("Two people at once"),
        N_("If somebody changed it meanwhile you see both versions and choose."),
    ),
)


def show_step(number: int, step: Step) -> None:
    title, text, address = step
    with st.container(border=True):
        st.markdown(f"**{number}. {_(title)}**  \n{_(text)}")
        st.button(_("Go there"), key=f"help-{number}", on_click=ui.open_address, args=(address,))


ui.open_page(_("Help"))

with ui.look() as work:
    mine = account.card(work).role

role = st.segmented_control(
    _("Help for"),
    list(STEPS),
    format_func=lambda one: _(ROLE_NAMES[one]),
    default=mine,
    key="help-role",
    required=True,
)
left, right = st.columns([3, 2], gap="large")
with left:
    st.header(_("What to do, and where"), anchor=False)
    for number, step in enumerate(STEPS[role or mine], start=1):
        show_step(number, step)
with right:
    st.header(_("Good to know"), anchor=False)
    for title, text in KNOWN:
        st.markdown(f"**{_(title)}**  \n{_(text)}")
    guide.again(work.actor)
