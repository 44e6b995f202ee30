"""What the screen of a bulletin is made of.

annex.py   the items behind a figure, the table of departments, the slips: from what is stored
"""

from pages.ui.bulletins import annex

__all__ = ["annex"]
