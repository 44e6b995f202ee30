"""The solver in a process of its own: started, watched, stopped. Imports nothing large."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import Conflict
from core.i18n import N_
from core.roster.engine.outcome import Outcome, from_json
from core.settings import ROOT

LIMIT, WORKERS = 60.0, 2


class SolverEnded(Conflict):
    message = N_("The search ended without an answer. Nothing was changed; please start it again.")


@dataclass(frozen=True, slots=True)
class Progress:
    stage: str  # counting, months, whole, wishes, reasons
    done: int
    of: int


class Run:
    """One search; `follow` yields its progress until `outcome` stands or it was stopped."""

    def __init__(self, problem: dict[str, Any], *, limit: float = LIMIT, workers: int = WORKERS) -> None:
        self.outcome: Outcome | None = None
        command = [sys.executable, "-m", "core.roster.engine", f"--limit={limit}", f"--workers={workers}"]
        self._started = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._given = json.dumps(problem, ensure_ascii=False)

    def follow(self) -> Iterator[Progress]:
        """Raises SolverEnded where it was stopped, or died, before it answered."""
        with self._started as solver:
            assert solver.stdin is not None
            assert solver.stdout is not None
            try:
                solver.stdin.write(self._given)
                solver.stdin.close()
            except BrokenPipeError as error:
                raise SolverEnded() from error
            for line in solver.stdout:
                told = json.loads(line)
                if "outcome" in told:
                    self.outcome = from_json(told["outcome"])
                else:
                    yield Progress(**told)
        if self.outcome is None:
            raise SolverEnded()

    def answer(self) -> Outcome:
        for _ in self.follow():
            pass
        assert self.outcome is not None
        return self.outcome

    def stop(self) -> None:
        if self._started.poll() is None:
            self._started.kill()
