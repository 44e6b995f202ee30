"""Nothing typed is ever lost: not by a refusal, not by a reload, not by a session that ended meanwhile."""

import pytest
from sqlalchemy import func, select, update
from streamlit.testing.v1 import AppTest

from db.models import Draft, Event, FormKey, Person, SignInSession
from db.session import database
from tests import make
from tests.screens import sign_in, texts

FORM = "card-1"


def screen() -> None:
    """A form over one row of the office: the post of a person."""
    import streamlit as st

    from core.errors import InvalidInput
    from core.text import clean_line
    from db.models import Person
    from pages import ui

    class TooPlain(InvalidInput):
        message = "“{post}” is too plain."
        field = "post"

    def save(form: str) -> None:
        typed = ui.values(form)
        with ui.attempt("Saved.", form=form), ui.begin(form) as work:
            post = clean_line(typed["post"], field="post", required=True)
            if post.startswith("clerk"):
                raise TooPlain(post=post)
            work.session.get_one(Person, work.actor.number).post += post
            work.record("person.edited", work.actor.number, post=["", post])

    ui.open_page("Card")
    form = "card-1"
    with ui.form(form):
        ui.line(form, "post", "Post")
        ui.day(form, "joined", "Joined")
        ui.number(form, "floor", "Floor", least=1, most=30)
        ui.pick(form, "side", "Side", {1: "east", 2: "west"})
        ui.picks(form, "tags", "Tags", {"a": "A", "b": "B"})
        ui.tick(form, "drives", "Drives")
        ui.secret(form, "code", "Code")
        ui.submit(form, "Save", save, (form,))
    st.text(ui.held(form, "version", 1))


@pytest.fixture
def writer(office):
    return make.person("张敏")


def opened(writer, digest: str = "") -> AppTest:
    app = AppTest.from_function(screen, default_timeout=30)
    app.user["session"] = digest or sign_in(writer)
    return app.run()


def post_of(writer) -> str:
    with database().reading() as session:
        return session.get_one(Person, writer.number).post


def drafts() -> dict[str, object]:
    with database().reading() as session:
        kept = session.scalars(select(Draft.values)).all()
    return kept[0]["fields"] if kept else {}


def end_by_time(digest: str) -> None:
    with database().writing() as session:
        session.execute(
            update(SignInSession)
            .where(SignInSession.digest == digest)
            .values(expires_at=SignInSession.started_at)
        )


def fill(app: AppTest) -> AppTest:
    app.text_input(key=f"{FORM}:post").set_value("主任科员").run()
    app.date_input(key=f"{FORM}:joined").set_value(make.day(0)).run()
    app.number_input(key=f"{FORM}:floor").set_value(7).run()
    app.selectbox(key=f"{FORM}:side").select_index(1).run()
    app.multiselect(key=f"{FORM}:tags").select("b").run()
    app.checkbox(key=f"{FORM}:drives").check().run()
    return app.text_input(key=f"{FORM}:code").set_value("secret").run()


def held(app: AppTest) -> list[object]:
    return [
        app.text_input(key=f"{FORM}:post").value,
        app.date_input(key=f"{FORM}:joined").value,
        app.number_input(key=f"{FORM}:floor").value,
        app.selectbox(key=f"{FORM}:side").value,
        app.multiselect(key=f"{FORM}:tags").value,
        app.checkbox(key=f"{FORM}:drives").value,
    ]


FILLED = ["主任科员", make.day(0), 7, 2, ["b"], True]


def test_what_was_typed_is_there_after_a_reload(writer):
    fill(opened(writer))

    again = opened(writer)

    assert not again.exception
    assert held(again) == FILLED
    assert "Restored" in texts(again)


def test_a_secret_is_never_kept(writer):
    fill(opened(writer))

    assert "code" not in drafts()
    assert opened(writer).text_input(key=f"{FORM}:code").value == ""


def test_a_draft_that_is_not_wanted_is_thrown_away(writer):
    fill(opened(writer))
    again = opened(writer)

    again.button(key=f"{FORM}:discard").click().run()

    assert held(again) == ["", None, None, None, [], False]
    assert drafts() == {}


def test_a_refusal_stands_beside_its_field_and_costs_nothing(writer):
    app = fill(opened(writer))
    app.text_input(key=f"{FORM}:post").set_value("clerk").run()

    app.button(key=f"{FORM}:submit").click().run()

    assert "is too plain" in app.markdown[0].value
    assert not app.error
    assert held(app) == ["clerk", *FILLED[1:]]
    assert drafts()["post"] == "clerk"
    assert post_of(writer) == ""


def test_a_saved_form_is_empty_again_and_its_draft_gone(writer):
    app = fill(opened(writer))

    app.button(key=f"{FORM}:submit").click().run()

    assert post_of(writer) == "主任科员"
    assert [toast.value for toast in app.toast] == ["Saved."]
    assert held(app) == ["", None, None, None, [], False]
    assert drafts() == {}


def test_after_a_refusal_the_same_form_can_be_handed_in(writer):
    app = opened(writer)
    app.button(key=f"{FORM}:submit").click().run()
    assert "Please fill this in" in texts(app)

    app.text_input(key=f"{FORM}:post").set_value("司机").run()
    app.button(key=f"{FORM}:submit").click().run()

    assert post_of(writer) == "司机"
    assert "Please fill this in" not in texts(app)


def test_two_forms_after_one_another_both_count(writer):
    app = opened(writer)
    for turn, key in enumerate((f"{FORM}:submit", f"{FORM}:submit:1"), start=1):
        app.text_input(key=f"{FORM}:post").set_value(f"{turn}").run()
        app.button(key=key).click().run()
    assert post_of(writer) == "12"


def test_the_same_form_in_the_same_hand_counts_once(writer):
    """A retry after a lost answer: the number was used, the form says it worked."""
    app = opened(writer)
    app.text_input(key=f"{FORM}:post").set_value("甲").run()
    number = app.session_state[f"{FORM}::key"]
    app.button(key=f"{FORM}:submit").click().run()
    app.session_state[f"{FORM}::key"], app.session_state[f"{FORM}::done"] = number, ["", 0.0]
    app.run()
    app.text_input(key=f"{FORM}:post").set_value("乙").run()

    app.button(key=f"{FORM}:submit:1").click().run()

    assert post_of(writer) == "甲"
    assert not app.error
    with database().reading() as session:
        assert session.scalar(select(func.count()).select_from(FormKey)) == 1
        assert session.scalar(select(func.count()).select_from(Event)) == 1


def test_the_second_click_of_a_double_click_does_nothing(writer):
    """It belongs to the button of a form that is done: its number is not the form's any more."""
    app = opened(writer)
    app.text_input(key=f"{FORM}:post").set_value("甲").run()
    app.session_state[f"{FORM}::key"] = "another"

    app.button(key=f"{FORM}:submit").click().run()

    assert post_of(writer) == ""


def test_a_draft_survives_the_end_of_the_session(writer):
    digest = sign_in(writer)
    app = fill(opened(writer, digest))
    end_by_time(digest)

    app.text_input(key=f"{FORM}:post").set_value("退休干部").run()

    assert "What you typed is kept" in texts(app)
    assert not app.text_input
    assert held(opened(writer)) == ["退休干部", *FILLED[1:]]


def test_handing_in_after_the_session_ended_keeps_the_text(writer):
    digest = sign_in(writer)
    app = fill(opened(writer, digest))
    end_by_time(digest)

    app.button(key=f"{FORM}:submit").click().run()

    assert post_of(writer) == ""
    assert "What you typed is kept" in texts(app)
    assert held(opened(writer)) == FILLED


def test_a_draft_of_one_person_is_not_shown_to_the_next_at_the_same_desk(writer):
    fill(opened(writer))
    assert held(opened(make.person("李伟"))) == ["", None, None, None, [], False]


def test_what_the_reader_saw_stays_with_the_form(writer):
    """The version in a form is the one from when it was drawn, not the one of the last rerun."""
    app = opened(writer)
    app.session_state[f"{FORM}::held"]["version"] = 7
    app.text_input(key=f"{FORM}:post").set_value("甲").run()
    assert app.text[0].value == "7"

    again = opened(writer)
    assert again.text[0].value == "7"


def test_signs_of_markup_in_a_refusal_are_text(writer):
    app = opened(writer)
    app.text_input(key=f"{FORM}:post").set_value("clerk ![](http://x/y.png) :red[a] $b$").run()
    app.button(key=f"{FORM}:submit").click().run()
    assert r"\!\[\]\(http\:\/\/x" in app.markdown[0].value.replace("/", r"\/")
