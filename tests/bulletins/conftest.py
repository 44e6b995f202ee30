"""An office with a calendar, for every test about bulletins."""

import pytest

from core import calendar
from core.work import begin
from tests import make


@pytest.fixture
def house(office) -> make.Office:
    made = make.office()
    with begin(made.admin, now=make.at()) as work:
        calendar.ensure(work.session)
    return made
