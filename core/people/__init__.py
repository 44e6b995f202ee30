"""The people of the office: departments, roles, charges, lines, stand-ins.

actors.py    who somebody is right now, for every command and query

Tables: db/models/people.py. Screens: pages/people/. Tests: tests/people/.
"""

from core.people.actors import actor

__all__ = ["actor"]
