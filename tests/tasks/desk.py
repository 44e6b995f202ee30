"""The task page in the hands of somebody: open it, choose a move, fill in its form, press its button."""

from datetime import date, datetime, timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from core import tasks
from core.actor import Actor
from core.tasks import Face
from core.work import begin, look
from tests import make
from tests.screens import open_screen
from tests.tasks import scenes

PAGE = "tasks/task.py"


def soon(days: int = 30) -> date:
    """A day that is still to come: screens live by the real clock."""
    return datetime.now(make.SHANGHAI).date() + timedelta(days)


def drafted(house: make.Office, **changes: Any) -> int:
    with begin(house.clerk) as work:
        return tasks.draft(work, facts=scenes.facts(house, **{"due_day": soon(), **changes}))


def issued(house: make.Office, **changes: Any) -> int:
    task_id = drafted(house, **changes)
    with begin(house.clerk) as work:
        tasks.issue(work, task_id=task_id, version=scenes.version_in(work, task_id))
    return task_id


def signed(house: make.Office, **changes: Any) -> int:
    task_id = issued(house, **changes)
    with begin(house.head) as work:
        tasks.sign_for(work, task_id=task_id, handler_id=house.staff.id)
    return task_id


def applied(house: make.Office, **changes: Any) -> int:
    task_id = signed(house, **changes)
    with begin(house.staff) as work:
        tasks.apply_to_close(work, task_id=task_id, summary="报告已印发", open_parts_reason="资料另送")
    return task_id


def face(task_id: int, actor: Actor) -> Face:
    with look(actor) as work:
        return tasks.face(work, task_id=task_id)


def papers(task_id: int, actor: Actor) -> tasks.Papers:
    with look(actor) as work:
        return tasks.papers(work, task_id=task_id)


def opened(task_id: int, actor: Actor, **query: str) -> AppTest:
    screen = open_screen(PAGE, actor, id=str(task_id), **query)
    assert not screen.exception, screen.exception
    return screen


def offered(screen: AppTest) -> set[str]:
    """What the page offers to do: the names of the buttons, and the labels of the menu."""
    buttons = {key.split("-")[1] for key in keys(screen, "button") if key.startswith("do-")}
    return buttons | set(rare(screen))


def rare(screen: AppTest) -> list[str]:
    return [label for menu in screen.menu_button for label in menu.options]


def keys(screen: AppTest, kind: str) -> list[str]:
    return [element.key or "" for element in screen.get(kind)]


def choose(screen: AppTest, move: str) -> AppTest:
    """Press the button of a move, wherever it stands."""
    found = [key for key in keys(screen, "button") if key == f"do-{move}" or key.startswith(f"do-{move}-")]
    if found:
        return screen.button(key=found[0]).click().run()
    label = tasks.NAMES[move]
    menu = screen.menu_button[0]
    return menu.click_index(menu.options.index(label)).run()


def form_of(screen: AppTest) -> str:
    """The form that is open on the page."""
    [key] = [key for key in keys(screen, "button") if key.partition(":")[2].partition(":")[0] == "submit"]
    return key.partition(":")[0]


def fill(screen: AppTest, /, **typed: Any) -> AppTest:
    form = form_of(screen)
    widgets: dict[str, Any] = {getattr(one, "key", None) or "": one for one in screen.main}
    for field, value in typed.items():
        widgets[f"{form}:{field}"].set_value(value)
    return screen.run() if typed else screen


def press(screen: AppTest, name: str = "submit") -> AppTest:
    return screen.button(key=f"{form_of(screen)}:{name}").click().run()


def play(task_id: int, actor: Actor, move: str, *, button: str = "submit", **typed: Any) -> AppTest:
    """One move from opening the page to handing the form in."""
    screen = fill(choose(opened(task_id, actor), move), **typed)
    screen = press(screen, button)
    assert not screen.exception, screen.exception
    assert not screen.error, [error.value for error in screen.error]
    assert refusals(screen) == [], refusals(screen)
    return screen


def refusals(screen: AppTest) -> list[str]:
    """What is said below the fields."""
    return [one.value for one in screen.markdown if one.value.startswith(":red[:material/error:")]
