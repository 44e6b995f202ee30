"""roster solve PROBLEM.json --out ROSTER.json: the roster engine without the office's database.

Exit codes: 0 solved at the bound; 3 solved above it, proven; 4 impossible, with the reason; 5 time ran out;
2 the problem cannot be read; 1 the search died.
"""

import argparse
import json
import sys
from typing import Any

from core.errors import InvalidInput
from core.i18n import _
from core.roster import engine
from core.roster.engine import Outcome, SolverEnded, Status
from tools import typed
from tools.outcome import Exit, complain, print_json

EXITS = {Status.SOLVED: 0, Status.ABOVE: 3, Status.IMPOSSIBLE: 4, Status.TIME: 5}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["solve"])
    parser.add_argument("problem", help=_("days, pools, roles and rules as JSON"))
    parser.add_argument("--out", required=True, help=_("where the roster goes: a list of role, day, person"))
    parser.add_argument("--limit", type=float, default=engine.LIMIT, help=_("seconds, at most"))
    parser.add_argument("--workers", type=int, default=engine.WORKERS, help=_("search threads"))
    parser.add_argument(
        "--relax", action="store_true", help=_("days between two duties may become fewer where they must")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    try:
        outcome = solved(options)
    except InvalidInput as refusal:
        complain(refusal.for_user)
        return Exit.USAGE
    except SolverEnded as refusal:
        complain(refusal.for_user)
        return Exit.FOUND_WRONG
    if outcome.cells:
        roster = [[role, on.isoformat(), person] for role, on, person in outcome.cells]
        typed.path(options.out).write_text(json.dumps(roster, ensure_ascii=False), "utf-8")
    if options.json:
        print_json(_for_programs(outcome))
    else:
        show(outcome)
    return EXITS[outcome.status]


def solved(options: argparse.Namespace) -> Outcome:
    file = typed.existing(options.problem)
    try:
        given = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise engine.Unreadable(where=file.name, said=str(error)[:80]) from error
    problem = engine.read(given)
    if options.relax:
        given = {**given, "relax": ["gap"]}
    search = engine.Run(given, limit=options.limit, workers=options.workers)
    try:
        for step in search.follow():
            if sys.stderr.isatty() and not options.json:
                print(f"\r{problem.name} {step.stage} {step.done}/{step.of} ", end="", file=sys.stderr)
    finally:
        search.stop()
    assert search.outcome is not None
    return search.outcome


def show(outcome: Outcome) -> None:
    first, *more = engine.summary(outcome)
    (complain if outcome.status is Status.IMPOSSIBLE else print)(first)
    for line in more:
        (complain if outcome.status is Status.IMPOSSIBLE else print)(f"  {line}")
    if not outcome.cells:
        return
    head = (_("Duty role"), _("Class"), _("least"), _("most"), _("spread"), _("bound"), "")
    rows = [
        (
            one.role,
            engine.kind_name(one.kind),
            one.least,
            one.most,
            one.spread,
            one.bound,
            _("proven") if one.spread <= one.bound else _("above"),
        )
        for one in outcome.fairness
    ]
    print("\n" + _columns([head, *rows]))
    spaced = [(s.role, s.wanted, "–" if s.reached is None else s.reached, s.widest) for s in outcome.spacing]
    print("\n" + _columns([(_("Duty role"), _("gap"), _("reached"), _("at most")), *spaced]))
    sums = {"spread": outcome.spread, "bound": outcome.bound, "seconds": f"{outcome.seconds:.1f}"}
    print("\n" + _("Sum of spreads {spread}, bound {bound}; {seconds} s.", **sums))


def _columns(rows: list[tuple[Any, ...]]) -> str:
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    lines = (
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in texts
    )
    return "\n".join(line.rstrip() for line in lines)


def _padded(cell: str, width: int) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if cell.isdigit() else cell + blank


def _width(text: str) -> int:
    """Chinese characters take two places in a terminal."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _for_programs(outcome: Outcome) -> dict[str, Any]:
    fairness = [
        {
            "role": one.role,
            "class": one.kind,
            "least": one.least,
            "most": one.most,
            "spread": one.spread,
            "bound": one.bound,
            "proven": one.spread <= one.bound,
        }
        for one in outcome.fairness
    ]
    return {
        "status": outcome.status,
        "proven": outcome.status in (Status.SOLVED, Status.ABOVE),
        "spread": outcome.spread,
        "bound": outcome.bound,
        "fairness": fairness,
        "spacing": engine.as_json(outcome)["spacing"],
        "reasons": [engine.reason(one) for one in outcome.reasons],
        "said": engine.summary(outcome),
        "duties": len(outcome.cells),
        "seconds": round(outcome.seconds, 2),
    }
