"""The office's logo: written anew, shown in the shell and at the door, never a drawing with scripts in it."""

from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from core import administration, upkeep
from core.errors import InvalidInput, NotPermitted
from core.work import begin, look
from tests import make
from tests.files import samples
from tests.web.conftest import HERE, outer


def see_through() -> bytes:
    Image.new("RGBA", (3000, 600), (31, 95, 168, 90)).save(made := BytesIO(), "PNG", comment="secretplace")
    return made.getvalue() + b"<script>alert(1)</script>"


def set_logo(actor, content, name="徽标.png", key="logo-key-1"):
    with begin(actor) as work:
        administration.set_logo(work, content=content, name=name, key=key)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_logo_is_written_anew_shown_everywhere_and_taken_back(office):
    people = make.office()
    set_logo(people.director, see_through())

    digest = administration.present_logo()
    shown = Image.open(BytesIO(administration.picture(digest)))
    assert (shown.format, shown.size, shown.mode) == ("PNG", (720, 144), "RGBA")
    assert b"script" not in administration.picture(digest)
    with look(people.screen) as work:
        assert administration.house(work).logo == digest
    with TestClient(outer(), base_url=HERE) as stranger:
        door = stranger.get("/sign-in").text
        assert f'src="/door/logo?v={digest[:12]}"' in door
        answer, _shown_now = stranger.get("/door/logo"), administration.picture(digest)
        assert (answer.headers["content-type"], answer.content) == (
            "image/png",
            administration.picture(digest),
        )
        assert "sandbox" in answer.headers["content-security-policy"]

        set_logo(people.admin, samples.phone_photo(), "另一个.jpg", "logo-key-2")
        assert administration.present_logo() != digest
        with begin(people.admin) as work:
            administration.drop_logo(work)
        assert (administration.present_logo(), stranger.get("/door/logo").status_code) == ("", 404)
    assert upkeep.verify().sound


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_is_no_picture_is_no_logo(office):
    people = make.office()
    for wrong in (samples.SVG, samples.HTML, samples.PROGRAM, b"", bytes(6 * 1024 * 1024)):
        with pytest.raises(InvalidInput):
            set_logo(people.admin, wrong, "徽标.svg")
    with pytest.raises(NotPermitted):
        set_logo(people.clerk, samples.picture("PNG"))
    assert administration.present_logo() == ""
