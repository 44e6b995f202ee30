"""bench NAME: run benchmarks/NAME.py; without a name, say which there are."""

import argparse
import runpy
import sys

from core.i18n import _
from core.settings import ROOT
from tools.outcome import Exit, complain

FOLDER = ROOT / "benchmarks"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help=", ".join(names()))
    parser.add_argument("options", nargs=argparse.REMAINDER, help=_("for the benchmark itself"))


def run(options: argparse.Namespace) -> int:
    if options.name not in names():
        complain(_("There are these benchmarks: {names}", names=", ".join(names()) or "–"))
        return Exit.USAGE
    sys.argv = [f"bench {options.name}", *options.options]
    runpy.run_module(f"benchmarks.{options.name}", run_name="__main__")
    return Exit.WELL


def names() -> list[str]:
    return sorted(script.stem for script in FOLDER.glob("*.py") if not script.stem.startswith("_"))
