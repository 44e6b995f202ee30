"""What no page of ours would send is refused as unreadable, and is no fault in the log."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.actor import SYSTEM
from web import meeting_room, pages, rounds


@pytest.mark.parametrize("content", [b"[" * 8_000, b'{"do":' * 1_300, b"{", b"[]", b"\xff"])
@pytest.mark.parametrize("path", ["/rounds/1/taps", "/meeting-room/1/acts"])
def test_nested_without_end_or_no_json_at_all_is_bad_input(monkeypatch, path, content):
    async def reader(_request):
        return SYSTEM

    monkeypatch.setattr(pages, "reader", reader)
    client = TestClient(Starlette(routes=[*rounds.ROUTES, *meeting_room.ROUTES]))

    answer = client.post(path, content=content, headers={"x-luoshi": "1"})

    assert answer.status_code in (400, 422)
    assert answer.json()["message"]
