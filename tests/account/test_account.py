"""My account: what I carry, and the language I read."""

import pytest

from core import account
from core.account import UnknownLanguage
from core.actor import Charge, Role
from core.work import begin, look
from db.models import Event
from db.session import database
from tests import make


def test_my_card_shows_what_i_carry(office):
    finance = make.department("财务部")
    leader = make.person("赵局长", Role.LEADER, lines=[finance], charges=[Charge.SUPERVISION])

    with look(leader) as work:
        card = account.card(work)

    assert (card.name, card.role, card.lines, card.charges) == (
        "赵局长",
        Role.LEADER,
        ("财务部",),
        (Charge.SUPERVISION,),
    )
    assert card.liaison_of == card.stands_in_for == card.records_for == ()


def test_the_language_is_kept_with_the_person(office):
    reader = make.person("张敏")
    for _ in range(2):
        with begin(reader) as work:
            account.speak(work, language="en")

    assert make.actor(reader.id).language == "en"
    with database().reading() as session:
        assert session.query(Event).count() == 1


def test_a_language_that_is_not_offered_is_refused(office):
    with pytest.raises(UnknownLanguage), begin(make.person("张敏")) as work:
        account.speak(work, language="fr")
