"""jobs: how the timed jobs stand; with --once, run those that are due now."""

import argparse
from dataclasses import asdict

from core import timetable, upkeep
from core.actor import SYSTEM
from core.errors import DomainError
from core.i18n import _
from core.upkeep import TimedJob
from core.work import look
from tools.outcome import Exit, complain, print_json

assert timetable.FEATURES  # imported, so that their jobs are known


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("run what is due, then stop"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def ran_well(job: TimedJob) -> bool:
    """Whether it was due and ended well; a failure is told and recorded, and the next one still runs."""
    try:
        return upkeep.jobs.run_if_due(job)
    except DomainError as refusal:
        complain(f"{job.name}: {refusal.for_user}")
    except OSError as error:
        complain(f"{job.name}: {error}")
    return False


def run(options: argparse.Namespace) -> int:
    ran = [job.name for job in list(upkeep.jobs.JOBS.values()) if ran_well(job)] if options.once else []
    with look(SYSTEM) as work:
        states = upkeep.timed_jobs(work)
    if options.json:
        print_json({"ran": ran, "jobs": [asdict(state) for state in states]})
    else:
        for state in states:
            ended = state.ended_at.isoformat(timespec="seconds") if state.ended_at else "–"
            print(f"{'✗' if state.failed else '·'} {state.name:<12} {ended:<26} {state.result}")
    return Exit.FOUND_WRONG if any(state.failed for state in states) else Exit.WELL
