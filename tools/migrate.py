"""migrate: the tables to this version of the program."""

import argparse

from core.i18n import _
from tools import shape
from tools.outcome import Exit, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-backup", action="store_true", help=_("do not back up before an upgrade"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    before, after, taken = shape.bring_up(with_backup=not options.no_backup)
    if options.json:
        print_json({"before": before, "after": after, "backup": taken})
    elif before == after:
        print(_("The tables are at version {version} already.", version=after))
    else:
        print(_("The tables are at version {version} now.", version=after))
    if taken and not options.json:
        print(_("Backup from before the upgrade: {file}", file=taken))
    return Exit.WELL
