"""The search box above every screen: tasks, people, departments; Enter goes there.

box.py    box: mounted once by the shell
box.js    asks /search while somebody types, the list below it, arrows and Enter

What it finds is decided by core/search and written by web/search.py.
"""

from pages.ui.search.box import box

__all__ = ["box"]
