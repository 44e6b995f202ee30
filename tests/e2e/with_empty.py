"""The product with one screen more, an empty one: `python -m tests.e2e.with_empty serve --port N`."""

import sys
from pathlib import Path

from pages.ui import menu
from pages.ui.menu import WORK, Screen
from tools.__main__ import main

EMPTY = Path(__file__).with_name("empty_screen.py")

if __name__ == "__main__":
    menu.SCREENS = (*menu.SCREENS, Screen(WORK, str(EMPTY), "empty", "empty", "draft", hidden=True))
    sys.exit(main(sys.argv[1:]))
