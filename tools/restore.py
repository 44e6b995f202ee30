"""restore FILE: a backup into an empty place, and verified there."""

import argparse

from core import upkeep
from core.actor import SYSTEM
from core.i18n import _
from core.work import look, ready
from db.session import database
from tools import premises, typed, verify
from tools.outcome import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=_("a file that backup wrote"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    ready()
    upkeep.refuse_network_drive(database())
    verification = upkeep.restore(typed.existing(options.file))
    if not options.json:
        print(_("Restored into {place}.", place=database().url.render_as_string(hide_password=True)))
        with look(SYSTEM) as work:
            steps = premises.second_steps(work)
        if steps.state != "ok":
            print(f"{steps.said}. {steps.to_do}")
    verify.tell(verification, as_json=options.json)
    return Exit.WELL if verification.sound else Exit.FOUND_WRONG
