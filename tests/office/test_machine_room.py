"""What the administrator looks at: timed jobs, what was taken out, how one signs in; the watermark; help."""

import json
from datetime import timedelta

import pytest

from core import administration, documents, upkeep
from core.actor import Role
from core.policy import NotYours
from core.tasks import Filter
from core.upkeep import TimedJob
from core.upkeep.schedule import LastRun, upcoming
from core.work import begin, look
from db.models import Job
from db.session import database
from tests import make
from tests.screens import open_screen, texts

EXPORTS, JOBS, HELP, SETTINGS, ME = (
    "office/exports.py",
    "office/jobs.py",
    "help/help.py",
    "office/settings.py",
    "account/me.py",
)
NOON = make.at(1, 12)
HOURLY = TimedJob("hourly", lambda: "", every=timedelta(hours=1))


@pytest.fixture
def people(office):
    return make.office()


def take_out(actor, kind="ledger", at=NOON, **values):
    with begin(actor, now=at) as work:
        documents.note_export(work, kind=kind, **values)


def log(actor, page=1):
    with look(actor) as work:
        return documents.exports(work, page=page)


def test_every_export_leaves_a_line_with_who_what_and_when(people):
    number = make.task(people)
    take_out(people.clerk, wanted=Filter(lamp="red"), rows=12)
    take_out(people.head, "notice", at=make.at(2), task_id=number)

    found = log(people.admin)

    assert [(one.person, one.kind, one.rows, one.item) for one in found.rows] == [
        ("王芳", "notice", None, "督办〔2026〕1号"),
        ("林晓", "ledger", 12, ""),
    ]
    assert (found.rows[1].wanted, found.rows[1].at) == ({"lamp": "red"}, NOON)
    assert found.total == 2


def test_the_log_is_read_page_by_page(people, monkeypatch):
    monkeypatch.setattr("core.documents.taken_out.PAGE", 2)
    for _ in range(3):
        take_out(people.clerk)

    assert [len(log(people.admin, page).rows) for page in (1, 2, 99)] == [2, 1, 1]


def test_nobody_else_reads_the_log(people):
    with pytest.raises(NotYours):
        log(people.head)


def test_a_job_says_when_it_ran_how_it_ended_and_when_it_is_next(people):
    with database().writing() as session:
        session.add(Job(name="backup", started_at=NOON, ended_at=NOON, result="disk full", failed=True))
    with look(people.admin, now=NOON + timedelta(minutes=5)) as work:
        found = {job.name: job for job in upkeep.timed_jobs(work)}

    assert (found["backup"].failed, found["backup"].result) == (True, "disk full")
    assert found["backup"].next_at == NOON + timedelta(minutes=30)
    assert found["verify"].started_at is None


@pytest.mark.parametrize(
    ("last", "minutes"),
    [
        (LastRun(), 0),
        (LastRun(NOON - timedelta(minutes=20), NOON - timedelta(minutes=19)), 40),
        (LastRun(NOON - timedelta(hours=9), NOON - timedelta(hours=9)), 0),
        (LastRun(NOON, claimed_until=NOON + timedelta(minutes=30)), 60),
    ],
    ids=["never", "lately", "long ago", "running"],
)
def test_the_next_run_of_a_job_that_comes_every_hour(last, minutes):
    found = upcoming(HOURLY, last, NOON, make.SHANGHAI)

    assert found == NOON + timedelta(minutes=minutes)


def test_the_screens_of_the_machine_room(people):
    with database().writing() as session:
        session.add(Job(name="verify", started_at=NOON, ended_at=NOON, result="1 event bad", failed=True))
        session.add(Job(name="backup", started_at=NOON, ended_at=NOON, result="a.zip 31 bytes, 2 events"))
    take_out(people.clerk, wanted=Filter(text="<b>"), rows=3)
    assert "a.zip 31 字节、2 条记录" in texts(open_screen(JOBS, people.admin, language="zh_CN"))

    jobs, exports = open_screen(JOBS, people.admin), open_screen(EXPORTS, people.admin)

    assert "Failed\\: Verify history and files" in texts(jobs)
    assert "1 event bad" in texts(jobs)
    assert "林晓" in texts(exports)
    assert "text=%3Cb%3E" in texts(exports)
    for screen in (JOBS, EXPORTS):
        assert "Your role does not allow this" in texts(open_screen(screen, people.head))


def test_the_log_says_so_while_it_is_empty(people):
    assert "Nothing was taken out yet" in texts(open_screen(EXPORTS, people.director))


def watermark(screen):
    for element in screen.get("bidi_component"):
        if element.proto.component_name.endswith("luoshi_watermark"):
            return json.loads(element.proto.json)
    return None


def test_the_watermark_is_off_until_the_office_wants_it_and_then_on_every_page(people):
    assert watermark(open_screen(HELP, people.staff)) is None

    with begin(people.admin) as work:
        administration.change_settings(work, wanted={"watermark": True}, seen={})

    for screen in (HELP, ME):
        assert watermark(open_screen(screen, people.staff))["name"] == "张敏"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_finds_the_help_for_their_role_first(people, role):
    app = open_screen(HELP, make.person("某人", role, people.finance))

    assert not app.exception
    assert "What to do, and where" in texts(app)


def test_a_step_of_the_help_leads_where_it_is_done(people):
    app = open_screen(HELP, people.admin)

    app.button(key="help-4").click().run()

    assert not app.exception
    assert app.title[0].value == "Settings"


def test_how_one_signs_in_is_set_on_the_settings_screen(people):
    app = open_screen(SETTINGS, people.admin)
    app.selectbox(key="settings-safety:password_rules").set_value("complexity").run()
    app.multiselect(key="settings-safety:second_factor_roles").set_value(["leader"]).run()
    app.button(key="settings-safety:submit").click().run()

    assert not app.exception
    with look(people.admin) as work:
        now = administration.settings(work)
    assert (now.password_rules, now.second_factor_roles) == ("complexity", ("leader",))


def test_my_account_says_whether_two_steps_are_on(people):
    assert "**Two-step sign-in**  :gray[Off]" in texts(open_screen(ME, people.staff))
