"""An office that may call the servers of this machine."""

import pytest

from core import calendar
from core.settings import settings
from core.work import begin
from tests import make


@pytest.fixture
def house(office, monkeypatch) -> make.Office:
    monkeypatch.setenv("LUOSHI_OUTGOING_HOSTS", "127.0.0.1")
    monkeypatch.setenv("LUOSHI_PUBLIC_URL", "https://luoshi.example.cn")
    settings.cache_clear()
    made = make.office()
    with begin(made.admin, now=make.at()) as work:
        calendar.ensure(work.session)
    return made
