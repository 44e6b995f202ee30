"""Access: who comes in, how long they stay, and how a guesser is slowed down.

passwords.py     what is a good password, hashing and checking
credentials.py   giving and changing a password
signing_in.py    from user name and password to a session
sessions.py      signed-in browsers and the person behind one; lately.py remembers for a second
devices.py       where I am signed in, ending it
lockouts.py      failed tries make the next one wait
setup.py         the first start: code, office, departments, first administrator

Tables: db/models/access.py. Screens: web/. Tests: tests/access/, tests/web/.
"""

from core.access import policy as policy
from core.access.credentials import (
    SamePassword,
    TriedTooOften,
    WrongPassword,
    change_own,
    change_password,
    give_password,
    has_password,
    unlock,
)
from core.access.devices import OpenSession, SessionGone, end_session, end_sessions, my_sessions
from core.access.lately import Visitor
from core.access.passwords import (
    Hashed,
    PasswordNamesYou,
    PasswordTooCommon,
    PasswordTooShort,
    check,
    first_password,
    hashed,
)
from core.access.sessions import (
    digest,
    owner,
    person,
    sign_out,
    visitor,
)
from core.access.setup import Plan, code, is_set_up, office_name, prove, set_up
from core.access.signing_in import MustWait, SignedIn, WrongNameOrPassword, sign_in
from core.access.sweeping import database_answers, sweep, warm

__all__ = [
    "Hashed",
    "MustWait",
    "OpenSession",
    "PasswordNamesYou",
    "PasswordTooCommon",
    "PasswordTooShort",
    "Plan",
    "SamePassword",
    "SessionGone",
    "SignedIn",
    "TriedTooOften",
    "Visitor",
    "WrongNameOrPassword",
    "WrongPassword",
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
    "office_name",
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
