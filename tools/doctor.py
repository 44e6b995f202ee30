"""doctor: the machine and the office looked over, each line with what to do."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from core.i18n import _
from core.settings import settings
from tools import machine, premises
from tools.findings import SIGNS, Line, State
from tools.outcome import Exit, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    lines = [*machine.look(), *premises.look_inside()]
    listed = list(premises.look_at_settings(settings()))
    if options.json:
        print_json(
            {"lines": [asdict(line) for line in lines], "settings": {one.what: one.said for one in listed}}
        )
    else:
        tell(lines)
        print("\n" + _("Settings (* = not the default; see .env.example):"))
        for line in listed:
            print(f"  {line.what} = {line.said}")
    return Exit.FOUND_WRONG if any(line.state is State.BAD for line in lines) else Exit.WELL


def tell(lines: Iterable[Line]) -> None:
    for line in lines:
        print(f"{SIGNS[line.state]} {line.what}: {line.said}")
        if line.to_do:
            print(f"    → {line.to_do}")
