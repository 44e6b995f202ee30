"""The keyboard: n, /, g l, g b, j, k, x, ? and the sheet that says so.

sheet.py   keys: mounted once by the shell; what each key does, as far as the reader may
keys.js    hears the keys, never while somebody types; moves through rows; the sheet
"""

from pages.ui.keys.sheet import keys

__all__ = ["keys"]
