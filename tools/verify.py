"""verify: the history, the database and the files against what they should be."""

import argparse
from dataclasses import asdict

from core import upkeep
from core.i18n import _
from core.upkeep import Check, Verification
from tools.outcome import Exit, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    verification = upkeep.verify()
    tell(verification, as_json=options.json)
    return Exit.WELL if verification.sound else Exit.FOUND_WRONG


def tell(verification: Verification, *, as_json: bool) -> None:
    if as_json:
        told = asdict(verification)
        told["damages"] = [
            {"check": one.check, "text": one.for_user, **one.values} for one in verification.damages
        ]
        print_json({"sound": verification.sound, **told, "notes": [_(note) for note in verification.notes]})
        return
    for damage in verification.damages:
        print("✗ " + damage.for_user)
    print(
        _("Rows of history: {events}. Files: {files}.", events=verification.events, files=verification.files)
    )
    if verification.outside is not None:
        print(_("Heads noted outside that were compared: {count}.", count=verification.outside))
    for note in verification.notes:
        print(_("Note: {note}", note=note))
    if verification.sound:
        print(_("Everything is as it was written."))
    elif any(damage.check is not Check.SHAPE for damage in verification.damages):
        print(_("Damage was found: keep this state as it is and compare it with your backups."))
