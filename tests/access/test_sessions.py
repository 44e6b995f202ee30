"""A session ends when it should: each way of ending it is an attack that must fail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core import access, people
from core.actor import Role
from core.policy import NotYours
from core.settings import settings
from core.work import begin, look
from db.models import Event, SignInSession
from db.session import database
from tests import make
from tests.access.conftest import PASSWORD, give

NEW = "another password, a long one"


@pytest.fixture
def phone(head):
    return access.digest(access.sign_in("王芳", PASSWORD, browser="Android").token)


@pytest.fixture
def desk(head, phone):
    return access.digest(access.sign_in("王芳", PASSWORD, browser="Firefox/140").token)


def alive(digest, **when):
    """What a screen, the gate and a file route see: they must agree."""
    person = access.person(digest, **when)
    if not when:
        assert (person is None) == (access.visitor(digest) is None)
    return person is not None


def test_signing_out_ends_this_session_at_once(desk, phone):
    assert alive(desk)
    access.sign_out(desk)

    assert not alive(desk)
    assert alive(phone)


def test_signing_out_everywhere_ends_all(head, desk, phone):
    assert alive(desk)
    with begin(head) as work:
        assert access.end_sessions(work, person_id=head.number) == 2

    assert not alive(desk)
    assert not alive(phone)


def test_changing_the_password_ends_the_others(head, desk, phone):
    access.change_own(head, current=PASSWORD, new=NEW, keep=desk)

    assert alive(desk)
    assert not alive(phone)
    assert access.sign_in("王芳", NEW).person_id == head.id


def test_a_password_given_by_the_administrator_ends_all(head, desk, phone):
    give(head, NEW)

    assert not alive(desk)
    assert not alive(phone)


def test_disabling_the_person_ends_all_and_enabling_revives_none(head, people_, desk):
    assert alive(desk)
    _set(people_.admin, head, people.disable_person)
    assert access.person(desk) is None
    assert access.owner(desk) is None

    _set(people_.admin, head, people.enable_person)
    assert access.person(desk) is None


@pytest.fixture
def people_(people):
    return people


def _set(admin, person, command):
    with begin(admin) as work:
        command(work, person_id=person.number, version=people.person(work, person_id=person.number).version)


def test_a_new_role_counts_at_the_next_look(head, people_, desk):
    with begin(people_.admin) as work:
        version = people.person(work, person_id=head.number).version
        people.give_role(work, person_id=head.number, role=Role.STAFF, version=version)

    who = access.person(desk)
    assert who is not None
    assert who.role is Role.STAFF


def test_an_idle_session_ends_and_a_used_one_does_not(head):
    digest = access.digest(access.sign_in("王芳", PASSWORD, now=make.at()).token)
    idle = timedelta(minutes=settings().session_idle_minutes)

    assert alive(digest, now=make.at() + idle - timedelta(minutes=1))
    assert alive(digest, now=make.at() + idle * 1.5)
    assert not alive(digest, now=make.at() + idle * 2.6)


def test_a_screen_that_looks_by_itself_keeps_nobody_signed_in(head):
    digest = access.digest(access.sign_in("王芳", PASSWORD, now=make.at()).token)
    idle = timedelta(minutes=settings().session_idle_minutes)

    assert alive(digest, now=make.at() + idle - timedelta(minutes=1), active=False)
    assert not alive(digest, now=make.at() + idle + timedelta(minutes=1))


def test_a_session_ends_after_its_hours_however_busy(head):
    digest = access.digest(access.sign_in("王芳", PASSWORD, now=make.at()).token)
    hours = settings().session_hours
    for hour in range(hours):
        assert alive(digest, now=make.at() + timedelta(hours=hour))

    assert not alive(digest, now=make.at() + timedelta(hours=hours))


def test_being_seen_is_written_every_five_minutes(head):
    digest = access.digest(access.sign_in("王芳", PASSWORD, now=make.at()).token)

    seen = set()
    for second in range(0, 1000, 50):
        access.person(digest, now=make.at() + timedelta(seconds=second))
        with database().reading() as session:
            seen.add(session.scalar(select(SignInSession.seen_at)))

    assert [(one - make.at()).seconds for one in sorted(seen)] == [0, 300, 600, 900]


def test_what_was_typed_when_the_session_ran_out_still_has_an_owner(head):
    digest = access.digest(access.sign_in("王芳", PASSWORD, now=make.at(-30)).token)

    assert access.person(digest) is None
    assert access.owner(digest) == head.id


def test_a_session_that_was_ended_owns_nothing_more(desk):
    access.sign_out(desk)

    assert access.owner(desk) is None


@pytest.mark.parametrize("digest", ["", "0" * 64, "' or 1=1 --"])
def test_a_digest_that_nobody_has_opens_nothing(head, desk, digest):
    assert access.person(digest) is None
    assert access.visitor(digest) is None
    assert access.owner(digest) is None


def test_neither_token_nor_digest_of_a_cookie_can_be_read_from_the_table(head):
    token = access.sign_in("王芳", PASSWORD).token

    with database().reading() as session:
        [row] = session.scalars(select(SignInSession))
    assert token not in str(vars(row))
    assert access.person(token) is None


def test_i_see_where_i_am_signed_in_and_end_the_lost_telephone(head, desk, phone):
    with look(head) as work:
        mine = access.my_sessions(work, this=desk)
    assert {(one.browser, one.is_this) for one in mine} == {("Firefox/140", True), ("Android", False)}

    with begin(head) as work:
        access.end_session(work, session_id=next(one.id for one in mine if not one.is_this))
    assert alive(desk)
    assert not alive(phone)


def test_nobody_ends_somebody_elses_session(head, desk, people_):
    with look(head) as work:
        [mine] = access.my_sessions(work, this=desk)[:1]

    with pytest.raises(access.SessionGone), begin(people_.staff) as work:
        access.end_session(work, session_id=mine.id)
    with pytest.raises(NotYours), begin(people_.staff) as work:
        access.end_sessions(work, person_id=head.number)


def test_passwords_leave_a_trace_and_no_secret(head, desk):
    access.change_own(head, current=PASSWORD, new=NEW, keep=desk)

    with database().reading() as session:
        events = list(session.scalars(select(Event)))
    assert [one.action for one in events] == ["person.password_given", "person.password_changed"]
    assert not any(secret in str(one.particulars) for one in events for secret in (PASSWORD, NEW, "$2"))


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (PASSWORD, access.SamePassword),
        ("password1", access.PasswordTooCommon),
        ("王芳的新密码请记住", access.PasswordNamesYou),
        ("kurz", access.PasswordTooShort),
    ],
)
def test_a_bad_new_password_changes_nothing(head, desk, phone, new, refusal):
    with pytest.raises(refusal) as refused:
        access.change_own(head, current=PASSWORD, new=new, keep=desk)

    assert refused.value.field == "new"
    assert alive(phone)


def test_sweeping_keeps_half_a_year(head, people_):
    access.sign_in("王芳", PASSWORD, now=make.at())
    for day, left in ((180, 1), (210, 0)):
        with begin(people_.admin, now=make.at(day)) as work:
            access.sweep(work)
        with database().reading() as session:
            assert len(list(session.scalars(select(SignInSession.id)))) == left
