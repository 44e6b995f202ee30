"""import people|tasks FILE: an Excel sheet, looked through first; all of it goes in, or nothing."""

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core import intake, people
from core.actor import SYSTEM
from core.errors import DomainError
from core.i18n import _
from core.intake import COLUMN_NAMES, Given, Preview
from core.work import begin, look
from tools import named, typed
from tools.outcome import Exit, complain, print_json

Told = dict[str, Any]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["people", "tasks"])
    parser.add_argument("file", help=_("an Excel sheet (.xlsx) with headers in its first row"))
    parser.add_argument("--check", action="store_true", help=_("only look through it, write nothing"))
    parser.add_argument("--update", action="store_true", help=_("change those that are known already"))
    parser.add_argument("--as", dest="user", help=_("tasks: the user name of whoever drafts them"))
    parser.add_argument("--reason", default="", help=_("tasks: why the days of issued items move"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    file = typed.existing(options.file)
    bring = _people if options.what == "people" else _tasks
    told = bring(file, options)
    faults = told["faults"]
    if options.json:
        print_json(told)
    else:
        for fault in faults:
            complain(_("Row {row}, {column}: {said}", **fault))
        for name in told["unknown_headers"]:
            print(_("The column “{name}” is not known and was left out.", name=name))
        if not faults:
            print(_summary(told))
    return Exit.FOUND_WRONG if faults else Exit.WELL


def _summary(told: Told) -> str:
    if told["written"]:
        return _("Added: {added}. Changed: {updated}.", added=told["added"], updated=told["updated"])
    return _("Without errors; to be added: {added}, to be changed: {updated}.", **_counts(told))


def _counts(told: Told) -> dict[str, int]:
    return {"added": told["added"], "updated": told["updated"]}


def _people(file: Path, options: argparse.Namespace) -> Told:
    content = file.read_bytes()
    with begin(SYSTEM) as work:
        preview = people.preview_import(work, content=content, name=file.name)
        faults = [_fault(one.row, _(people.COLUMN_NAMES[one.column]), one.error) for one in preview.faults]
        write = not (faults or options.check)
        if write:
            people.commit_import(work, content=content, name=file.name, update=options.update)
    added, updated = len(preview.additions), len(preview.updates)
    return _told(write, added, updated, faults, preview.unknown_headers)


def _tasks(file: Path, options: argparse.Namespace) -> Told:
    content = file.read_bytes()
    actor = named.actor(options.user)
    given = Given(file.name, content)
    with look(actor) as work:
        seen = intake.preview(work, given=given)
    if seen.faults or options.check:
        return _seen(seen, written=False)
    # The same sheet a second time is told, not written again.
    key = "import-" + hashlib.sha256(content).hexdigest()[:40]
    with begin(actor, key=key) as work:
        intake.commit(
            work,
            given=given,
            update=options.update,
            reason=options.reason,
            digest=seen.digest,
            editions=seen.editions,
        )
    return _seen(seen, written=True)


def _seen(seen: Preview, *, written: bool) -> Told:
    faults = [_fault(one.row, _(COLUMN_NAMES[one.column]), one.error) for one in seen.faults]
    return _told(written, len(seen.additions), len(seen.updates), faults, seen.sheet.unknown)


def _fault(row: int, column: str, error: DomainError) -> Told:
    return {"row": row, "column": column, "said": error.for_user}


def _told(
    written: bool, added: int, updated: int, faults: list[Told], unknown_headers: Iterable[str]
) -> Told:
    return {
        "written": written,
        "added": added,
        "updated": updated,
        "faults": faults,
        "unknown_headers": list(unknown_headers),
    }
