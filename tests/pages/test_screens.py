"""The shell and its screens: guard, menu by role, language, my account, the office's settings."""

import pytest
from sqlalchemy import select

from core import access, office
from core.actor import Role
from core.i18n import speaking
from core.work import begin
from db.models import SignInSession
from db.session import database
from pages.ui.menu import PAGES, SCREENS
from tests import make
from tests.screens import open_screen, sign_in, texts

ME, SETTINGS = "account/me.py", "office/settings.py"
PASSWORD = "Tulpe-im-Hof-4711"
BUILT = [screen for screen in SCREENS if (PAGES / screen.file).exists()]


@pytest.fixture
def people(office):
    return make.office()


def profile():
    with database().reading() as session:
        return office.profile(session)


@pytest.mark.parametrize("screen", BUILT, ids=lambda screen: screen.url)
def test_signed_out_no_screen_shows_anything(office, screen):
    app = open_screen(screen.file)

    assert not app.exception
    assert not app.title
    assert "sign in again" in texts(app) or "重新登录" in texts(app)


@pytest.mark.parametrize("role", list(Role))
def test_every_screen_opens_or_refuses_politely_for_every_role(people, role):
    app = open_screen("", make.person("某人", role, people.finance))
    with speaking("en"):  # names of choices are said again on this side
        for screen in BUILT:
            app.switch_page(screen.file).run()
            assert not app.exception, f"{screen.url}: {app.exception[0].value}"


def test_a_head_does_not_see_the_settings(people):
    app = open_screen(SETTINGS, people.head)

    assert "Your role does not allow this." in texts(app)
    assert not app.tabs


def test_the_banner_is_on_every_screen(people):
    for screen in (ME, SETTINGS):
        assert "state secrets" in texts(open_screen(screen, people.admin))


def test_the_language_is_switched_at_once_and_for_good(people):
    app = open_screen(ME, people.staff, language="zh_CN")
    assert app.title[0].value == "我的账号"

    app.selectbox(key="language").set_value("en").run()

    assert app.title[0].value == "My account"
    assert make.actor(people.staff.id).language == "en"


def test_no_chinese_screen_of_ours_has_english_left(people):
    for screen in (ME, SETTINGS):
        said = texts(open_screen(screen, people.admin, language="zh_CN"))
        for ours in ("Settings", "Name", "Save", "Sign", "Password"):
            assert ours not in said.replace("Asia", ""), f"{screen}: {ours}"


def test_my_password_is_changed_and_other_devices_are_out(people):
    with begin(people.admin) as work:
        access.give_password(work, person_id=people.staff.number, password=PASSWORD, must_change=False)
    other = sign_in(people.staff)
    app = open_screen(ME, people.staff)
    for field, typed in (("current", PASSWORD), ("new", "Nelke-am-Tor-0815"), ("again", "Nelke-am-Tor-0815")):
        app.text_input(key=f"own-password:{field}").set_value(typed).run()

    app.button(key="own-password:submit").click().run()

    assert not app.exception
    assert "Your password is changed" in app.toast[0].value
    assert app.text_input(key="own-password:new").value == ""
    assert access.person(other) is None


@pytest.mark.parametrize(
    ("current", "new", "again", "field"),
    [
        ("wrong", "Nelke-am-Tor-0815", "Nelke-am-Tor-0815", "current"),
        (PASSWORD, "kurz", "kurz", "new"),
        (PASSWORD, "Nelke-am-Tor-0815", "Nelke-am-Tor-0816", "again"),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_its_field(people, current, new, again, field):
    with begin(people.admin) as work:
        access.give_password(work, person_id=people.staff.number, password=PASSWORD, must_change=False)
    app = open_screen(ME, people.staff)
    for name, typed in (("current", current), ("new", new), ("again", again)):
        app.text_input(key=f"own-password:{name}").set_value(typed).run()

    app.button(key="own-password:submit").click().run()

    assert app.session_state["own-password::refusal"][0] == field
    assert app.text_input(key="own-password:new").value == new


def test_a_lost_telephone_is_signed_out(people):
    lost = sign_in(people.staff)
    app = open_screen(ME, people.staff)
    with database().reading() as session:
        number = session.scalar(select(SignInSession.id).where(SignInSession.digest == lost))

    app.button(key=f"end-{number}").click().run()

    assert access.person(lost) is None
    assert "Signed out there." in app.toast[0].value


def test_the_office_is_set_by_its_director(people):
    app = open_screen(SETTINGS, people.director)
    app.number_input(key="settings-office:near_days").set_value(5).run()
    app.text_input(key="settings-office:name").set_value("市政府办公室").run()
    app.button(key="settings-office:submit").click().run()

    assert not app.exception
    assert (profile().near_days, profile().name) == (5, "市政府办公室")
    assert app.text_input(key="settings-office:name").value == "市政府办公室"


def test_a_list_without_choices_is_refused_and_stays_as_typed(people):
    app = open_screen(SETTINGS, people.director)
    app.text_area(key="settings-lists:sources").set_value("批示\n批示").run()
    app.button(key="settings-lists:submit").click().run()

    assert "stands there twice" in texts(app)
    assert app.text_area(key="settings-lists:sources").value == "批示\n批示"


def test_the_second_of_two_administrators_is_told(people):
    first, second = open_screen(SETTINGS, people.director), open_screen(SETTINGS, people.admin)
    for app, days in ((first, 5), (second, 7)):
        app.number_input(key="settings-office:near_days").set_value(days).run()
    first.button(key="settings-office:submit").click().run()
    second.button(key="settings-office:submit").click().run()

    assert profile().near_days == 5
    assert "Somebody else has changed this setting" in texts(second)
    second.button(key="settings-office:submit").click().run()
    assert profile().near_days == 7


def test_a_level_is_changed_after_its_row_was_chosen(people):
    app = open_screen(SETTINGS, people.director)
    app.session_state["level"] = "key/express"
    app.run()
    app.number_input(key="level-key-express:report_every").set_value(2).run()
    app.button(key="level-key-express:submit").click().run()

    assert not app.exception
    with database().reading() as session:
        assert office.levels.of(session, "key", "express").report_every == 2
