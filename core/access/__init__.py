"""Access: who comes in, how long they stay, and how a guesser is slowed down.

passwords.py     what is a good password, hashing and checking
credentials.py   giving and changing a password
signing_in.py    from user name and password to a session
sessions.py      signed-in browsers, the person behind one, ending them
lockouts.py      failed tries make the next one wait
setup.py         the first start: code, office, departments, first administrator

Tables: db/models/access.py. Screens: web/. Tests: tests/access/, tests/web/.
"""

from core.access import policy as policy
from core.access.credentials import change_own, change_password, give_password, has_password, unlock
from core.access.passwords import Hashed, check, first_password, hashed
from core.access.sessions import (
    OpenSession,
    Visitor,
    digest,
    end_session,
    end_sessions,
    my_sessions,
    owner,
    person,
    sign_out,
    visitor,
)
from core.access.setup import Plan, code, is_set_up, prove, set_up
from core.access.signing_in import MustWait, SignedIn, WrongNameOrPassword, sign_in
from core.access.sweeping import database_answers, sweep, warm

__all__ = [
    "Hashed",
    "MustWait",
    "OpenSession",
    "Plan",
    "SignedIn",
    "Visitor",
    "WrongNameOrPassword",
    "change_own",
    "change_password",
    "check",
    "code",
    "database_answers",
    "digest",
    "end_session",
    "end_sessions",
    "first_password",
    "give_password",
    "has_password",
    "hashed",
    "is_set_up",
    "my_sessions",
    "owner",
    "person",
    "prove",
    "set_up",
    "sign_in",
    "sign_out",
    "sweep",
    "unlock",
    "visitor",
    "warm",
]
