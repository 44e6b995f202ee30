"""The walk of 7S as one component: areas, spot items, findings, photos; each tap goes to web/rounds.py.

queue.js     taps and photos in the browser's store until they are acknowledged
model.js     the office's sheet with what is still on its way laid over it
draw.js finding.js photos.js   the screen, a finding in six taps, photos; marks on them: ui/photo/annotate.js
walk.js      what Streamlit calls; where the walk resumes

No tap runs the script: docs/decisions tells why.
"""

from pathlib import Path

import streamlit as st

from core import seven_s
from core.actor import Actor
from core.i18n import Text, _
from core.seven_s import Severity

HERE = Path(__file__).parent
SCRIPTS = ("queue", "model", "draw", "../photo/annotate", "photos", "finding", "walk")

_walk = st.components.v2.component(
    "luoshi_walk",
    html=(HERE / "walk.html").read_text("utf-8"),
    css=(HERE / "walk.css").read_text("utf-8"),
    js="\n".join((HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS),
)


def walk(key: str, who: Actor, *, round_id: int, stop: int = 0, keeper: bool = False) -> None:
    """Draws it; it reads and stores by itself."""
    data = {"owner": who.number, "round": round_id, "stop": stop, "keeper": keeper, "texts": _texts()}
    _walk(key=key, data=data)


def _texts() -> dict[str, object]:
    return {
        **_plain(),
        **_questions(),
        "kinds": _named(seven_s.KIND_NAMES),
        "pillars": _named(seven_s.PILLAR_NAMES),
        "severities": _named(seven_s.SEVERITY_NAMES),
        "paths": _named(seven_s.PATH_NAMES),
        "points": {Severity.SLIGHT: 1, Severity.MODERATE: 2, Severity.SERIOUS: 5, Severity.VETO: 10},
        "reasons": [_("Locked"), _("In use"), _("Being repaired"), _("Nothing of this kind here")],
    }


def _plain() -> dict[str, str]:
    return {
        "count": _("{done} of {all} areas"),
        "areas": _("Areas"),
        "back": _("Back"),
        "floor": _("Floor {floor}"),
        "finished": _("Done"),
        "skipped": _("Left out"),
        "restricted": _("Named inspectors only"),
        "own": _("Your own area"),
        "faults": _("{n} findings"),
        "photos": _("Photos: {n}"),
        "reference": _("How it should be"),
        "spots": _("Three to look at"),
        "found": _("Findings"),
        "fine": _("Fine"),
        "fault": _("Finding"),
        "na": _("Does not apply"),
        "allFine": _("All fine, next"),
        "restFine": _("The rest is fine, next"),
        "stillOpen": _("Still to answer: {n}"),
        "next": _("Next area"),
        "finding": _("A finding"),
        "cannot": _("Cannot look"),
        "goOn": _("Go on"),
        "left": _("Not done yet: {n}"),
        "allDone": _("All areas are done."),
        "handIn": _("Hand in the round"),
        "handedIn": _("The round is handed in."),
        "saved": _("Saved"),
        "waiting": _("Waiting {n}"),
        "failed": _("Failed {n}"),
        "signedOut": _("You have been signed out. What you tapped stays on this device until you sign in."),
        "offline": _("No connection. What you tapped stays on this device and is sent by itself."),
        "unreachable": _("The office cannot be reached. Trying again."),
        "signIn": _("Sign in again"),
    }


def _questions() -> dict[str, str]:
    return {
        "pickItem": _("Something wrong? Tap the item."),
        "ownWords": _("In your own words"),
        "go": _("Go on"),
        "close": _("Close"),
        "shoot": _("Take a photo"),
        "choose": _("From the gallery"),
        "noPhoto": _("Without a photo"),
        "forbidden": _("Nothing that is classified may be photographed: describe it in words."),
        "after": _("Photo of how it is now"),
        "afterNow": _("Take a photo of how it is now: half the points back"),
        "afterNone": _("Fixed on the spot, without a photo"),
        "mark": _("Mark"),
        "arrow": _("Arrow"),
        "box": _("Box"),
        "mosaic": _("Mosaic"),
        "undo": _("Undo the last mark"),
        "done": _("Use it"),
        "save": _("Save"),
        "until": _("Until"),
        "dropIt": _("Throw it away"),
        "reason": _("Another reason"),
        "whyNa": _("Why does it not apply?"),
        "whyNot": _("Why can it not be looked at?"),
        "whyLeft": _("Why are areas left out?"),
    }


def _named(names: dict[str, Text]) -> dict[str, str]:
    return {str(code): _(name) for code, name in names.items()}
