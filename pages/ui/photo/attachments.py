"""What is kept: thumbnails and names; pictures and PDF open in place, all through the checked route."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from core.files import SHOWN_IN_PLACE, FileFact
from core.i18n import _, moment

HERE = Path(__file__).parent

_attachments = st.components.v2.component(
    "luoshi_attachments",
    html='<ul></ul><dialog><header><b></b><a></a><button type="button"></button></header>'
    "<main></main></dialog>",
    css=(HERE / "attachments.css").read_text("utf-8"),
    js=(HERE / "attachments.js").read_text("utf-8"),
)


def attachments(
    key: str,
    kept: Sequence[FileFact],
    *,
    removable: bool | Collection[int] = (),
    zone: ZoneInfo | None = None,
) -> int | None:
    """The files as a strip; returns the number of the file that the reader wants removed, once.

    `removable` are the numbers of those that may be, or all; with a `zone` it also says when each was added.
    """
    if not kept:
        return None
    may_go = {fact.id for fact in kept} if removable is True else set(removable or ())
    data = {
        "files": [_shown(fact, fact.id in may_go, zone) for fact in kept],
        "texts": {
            "close": _("Close"),
            "download": _("Download"),
            "remove": _("Remove"),
            "sure": _("Remove this file? It stays in the history."),
        },
    }
    picked: Any = _attachments(key=key, data=data, on_removed_change=_rerun).removed
    return int(picked["value"]) if picked else None


def _shown(fact: FileFact, removable: bool, zone: ZoneInfo | None) -> dict[str, object]:
    return {
        "id": fact.id,
        "name": fact.name,
        "address": fact.address,
        "picture": fact.is_image,
        "inPlace": fact.media_type in SHOWN_IN_PLACE,
        "by": fact.uploader,
        "at": moment(fact.uploaded_at, zone) if zone else "",
        "removable": removable,
    }


def _rerun() -> None:
    """A component hands over its triggers only where somebody listens."""
