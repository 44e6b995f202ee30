"""The commands behind run.py: `python -m tools [COMMAND] …`; without one, `serve`."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import OperationalError

from core.errors import DomainError
from core.i18n import N_, _, speaking
from core.settings import settings
from tools.outcome import JSON_LANGUAGE, Exit, complain

# Each module has arguments(parser) and run(options) -> exit code, and is imported only when asked for.
COMMANDS = {
    "serve": ("tools.serve", N_("Start the office and serve it; also without a command")),
    "migrate": ("tools.migrate", N_("Bring the tables to this version of the program")),
    "backup": ("tools.backup", N_("Write the whole office into one file")),
    "restore": ("tools.restore", N_("Put a backup into an empty place and verify it")),
    "verify": ("tools.verify", N_("Check the history, the database and the files")),
    "bundle": ("tools.bundle", N_("Write the program with all its libraries, for a machine without network")),
    "upgrade": ("tools.upgrade", N_("Replace the program by another version, or go back to the one before")),
    "doctor": ("tools.doctor", N_("Look at the machine and the settings, and say what to do")),
    "import": ("tools.bring_in", N_("Bring in people or tasks from Excel")),
    "export": ("tools.take_out", N_("Write the tasks into an Excel file")),
    "roster": ("tools.roster", N_("Make the fairest duty roster for a problem in a file")),
    "jobs": ("tools.timed", N_("Show the timed jobs, or run those that are due")),
    "bench": ("tools.bench", N_("Measure the speed that is promised")),
    "test": ("tools.test", N_("Check the program itself: format, lint, types, tests")),
    "translate": ("tools.translate", N_("Keep the Chinese catalog: add, missing, collect, check")),
}
# Streamlit complains on import that nobody is being served.
TALKATIVE = (
    "streamlit.runtime.caching.cache_data_api",
    "streamlit.runtime.scriptrunner_utils.script_run_context",
)


def main(given: Sequence[str]) -> int:
    for name in TALKATIVE:
        logging.getLogger(name).disabled = True
    # What is written here is the office's and nobody else's on this machine.
    os.umask(0o077)
    try:
        with speaking(settings().language):
            return dispatch(list(given))
    except BrokenPipeError:
        # Whoever read along, `head` for example, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.WELL


def dispatch(given: list[str]) -> int:
    if given and given[0] in ("-h", "--help", "help"):
        print(overview())
        return Exit.WELL
    name = given.pop(0) if given and not given[0].startswith("-") else "serve"
    if name not in COMMANDS:
        complain(_("There is no command {name}.", name=name) + "\n\n" + overview())
        return Exit.USAGE
    if name == "translate":
        return int(importlib.import_module("tools.translate").main(given))
    return call(name, given)


def call(name: str, given: list[str]) -> int:
    place, purpose = COMMANDS[name]
    command = importlib.import_module(place)
    parser = argparse.ArgumentParser(prog=f"run.py {name}", description=_(purpose))
    command.arguments(parser)
    options = parser.parse_args(given)
    with speaking(JSON_LANGUAGE if getattr(options, "json", False) else settings().language):
        try:
            return int(command.run(options))
        except DomainError as refusal:
            complain(refusal.for_user)
        except OperationalError as error:
            complain(_("The database does not answer: {said}", said=str(error.orig).strip()))
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
    return Exit.REFUSED


def overview() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {_(purpose)}" for name, (_place, purpose) in COMMANDS.items()]
    hint = _("Each command explains itself: python3 run.py COMMAND --help")
    return "\n".join(["python3 run.py [COMMAND] …", "", *lines, "", hint])


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    sys.exit(main(sys.argv[1:]))
