"""backup FILE: the whole office in one file, while people work."""

import argparse
from dataclasses import asdict

from core import upkeep
from core.i18n import _
from tools import typed
from tools.outcome import Exit, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=_("the file to write; it must not exist yet"))
    parser.add_argument(
        "--portable", action="store_true", help=_("goes into SQLite and PostgreSQL alike, for a move")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    taken = upkeep.backup(typed.path(options.file), as_portable=options.portable)
    if options.json:
        print_json(asdict(taken))
        return Exit.WELL
    size = max(1, taken.size >> 20)
    print(_("Backed up to {file}: {size} MB, {kind}.", file=taken.file, size=size, kind=taken.kind))
    print(_("Rows of history: {events}. Files: {files}.", events=taken.events, files=taken.files))
    if taken.damaged:
        print(_("Files that were damaged already: {count}. Run verify to see which.", count=taken.damaged))
    return Exit.WELL
