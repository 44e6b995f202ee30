"""export tasks FILE: the ledger as Excel."""

import argparse

from core import documents
from core.actor import SYSTEM
from core.errors import Conflict
from core.i18n import N_, _
from core.tasks import SCOPES, Filter
from core.work import look
from tools import named, typed
from tools.outcome import Exit, print_json

# As many as the ledger takes.
FULL = 5000


class FileThere(Conflict):
    message = N_("{file} is there already. Please give another name.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["tasks"])
    parser.add_argument("file", help=_("the Excel file (.xlsx) to write; it must not exist yet"))
    parser.add_argument("--scope", choices=sorted(SCOPES), default="all")
    parser.add_argument("--as", dest="user", help=_("only what this user name may see"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    file = typed.path(options.file)
    if file.exists():
        raise FileThere(file=file)
    actor = named.actor(options.user) if options.user else SYSTEM
    with look(actor) as work:
        sheet = documents.ledger_sheet(work, wanted=Filter(scope=options.scope))
    file.write_bytes(sheet.content)
    if options.json:
        print_json({"file": file, "rows": sheet.rows})
    else:
        print(_("Written to {file}: {rows} tasks.", file=file, rows=sheet.rows))
        if sheet.rows >= FULL:
            print(_("More than that does not fit into one sheet: take out one --scope at a time."))
    return Exit.WELL
