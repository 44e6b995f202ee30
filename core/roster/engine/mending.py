"""A repair asked of the solver in a process of its own, and what it answers. Imports nothing large."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.roster.engine.problem import Cell
from core.roster.engine.running import SolverEnded
from core.settings import ROOT

LONGEST = 30.0  # seconds for all choices, the start of the process included


@dataclass(frozen=True, slots=True)
class Point:
    """One choice: `cells` for the days of the window, how many differ, and the spread that results."""

    changes: int
    spread: int
    cells: tuple[Cell, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Repair:
    """`vacant` are the duties whose people cannot; `first` and `last` bound what could be moved."""

    vacant: tuple[Cell, ...]
    points: tuple[Point, ...]
    first: date
    last: date


def mend(problem: Mapping[str, Any], cells: Iterable[Cell], frozen_until: date) -> Repair | None:
    """None where nobody is missing. Raises SolverEnded where there is no answer in time."""
    asked = {"problem": problem, "cells": _written(cells), "frozen_until": frozen_until.isoformat()}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.roster.engine.repairing"],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
            input=json.dumps(asked, ensure_ascii=False),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise SolverEnded() from error
    told = json.loads(done.stdout)
    return as_repair(told) if told else None


def as_told(made: Repair) -> dict[str, Any]:
    return {
        "vacant": _written(made.vacant),
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "points": [
            {
                "changes": one.changes,
                "spread": one.spread,
                "cells": _written(one.cells),
                "seconds": one.seconds,
            }
            for one in made.points
        ],
    }


def as_repair(told: Mapping[str, Any]) -> Repair:
    points = tuple(
        Point(one["changes"], one["spread"], _read(one["cells"]), one["seconds"]) for one in told["points"]
    )
    first, last = (date.fromisoformat(told[name]) for name in ("first", "last"))
    return Repair(_read(told["vacant"]), points, first, last)


def _written(cells: Iterable[Cell]) -> list[list[str]]:
    return [[role, on.isoformat(), person] for role, on, person in cells]


def _read(cells: Iterable[Any]) -> tuple[Cell, ...]:
    return tuple((role, date.fromisoformat(on), person) for role, on, person in cells)
