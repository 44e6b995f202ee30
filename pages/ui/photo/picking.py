"""Pick photos or files: scaled in the browser, queued there, sent until the office has them."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from core import files
from core.i18n import _
from pages.ui import reader

HERE = Path(__file__).parent
ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx,.txt,.csv"
PICTURES = "image/*"
MIB = 1024 * 1024

_photo = st.components.v2.component(
    "luoshi_photo",
    html=(HERE / "photo.html").read_text("utf-8"),
    css=(HERE / "photo.css").read_text("utf-8"),
    js="\n".join((HERE / name).read_text("utf-8") for name in ("annotate.js", "photo.js")),
)


def photo(
    key: str,
    *,
    subject: str,
    subject_id: int,
    pictures_only: bool = False,
    texts: Mapping[str, str] | None = None,
) -> None:
    """A place to add files to a subject (see files.adders). Each arrival reruns the screen once.

    Where only pictures are taken, they can be marked, and leave the device when they are let go.
    `texts` replaces single texts of `wording()`, `choose` and `hint` for instance.
    """
    who = reader.actor()
    if who is None:
        return
    shown = {**wording(pictures_only=pictures_only), **(texts or {})}
    data = {
        "owner": who.number,
        "subject": subject,
        "subjectId": subject_id,
        "accept": PICTURES if pictures_only else ACCEPT,
        "largest": files.LARGEST,
        "label": shown["choose"],
        "marks": pictures_only,
        "texts": shown,
    }
    _photo(key=key, data=data, on_sent_change=_rerun)


def wording(*, pictures_only: bool = False) -> dict[str, str]:
    return {
        "choose": _("Choose photos") if pictures_only else _("Choose photos or files"),
        "shoot": _("Take a photo"),
        "hint": _("JPEG, PNG, WEBP")
        if pictures_only
        else _(
            "Photos, PDF, Word, Excel, PowerPoint, text; at most {limit} MB each", limit=files.LARGEST // MIB
        ),
        "sent": _("Saved"),
        "waiting": _("Waiting to be sent"),
        "refused": _("Not accepted: {why}"),
        "left": _(
            "{n} not sent yet. They are kept on this device and sent as soon as there is a connection."
        ),
        "signedOut": _(
            "You have been signed out. The files stay on this device and are sent after you sign in."
        ),
        "empty": _("The file is empty (0 bytes)."),
        "tooLarge": _("The file is larger than {limit} MB.", limit=files.LARGEST // MIB),
        "dismiss": _("Remove from the list:"),
        **marking(),
    }


def marking() -> dict[str, str]:
    """What is said where a picture is marked before it leaves the device."""
    return {
        "held": _("Not sent yet"),
        "release": _("Send {n} photos"),
        "mark": _("Mark"),
        "arrow": _("Arrow"),
        "box": _("Box"),
        "mosaic": _("Mosaic"),
        "undo": _("Undo the last mark"),
        "close": _("Close"),
        "done": _("Use it"),
    }


def _rerun() -> None:
    """The arrival itself reruns the screen, which reads the database."""
