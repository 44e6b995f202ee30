"""Access: who comes in, how long they stay, and how a guesser is slowed down.

passwords.py     what is a good password, hashing and checking
credentials.py   giving and changing a password
signing_in.py    from user name and password to a session
totp.py          the second step: a code from an app, recovery codes
sealing.py       its secrets, sealed with a key outside the database
halfway.py       between the password and the code
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
from core.access.halfway import HalfGone, finish_sign_in
from core.access.lately import Visitor
from core.access.passwords import (
    Hashed,
    PasswordNamesYou,
    PasswordTooCommon,
    PasswordTooPlain,
    PasswordTooShort,
    check,
    first_password,
    hashed,
)
from core.access.sealing import KeyUnusable, opens
from core.access.sessions import (
    actors,
    alive,
    digest,
    owner,
    person,
    sign_out,
    visitor,
)
from core.access.setup import Plan, code, is_set_up, office_name, prove, set_up
from core.access.signing_in import MustWait, SignedIn, WrongNameOrPassword, sign_in
from core.access.sweeping import database_answers, sweep, warm
from core.access.totp import (
    Begun,
    Factor,
    FactorNotBegun,
    FactorOnAlready,
    FactorRequired,
    KeyNotHere,
    WrongCode,
    begin_factor,
    confirm_factor,
    drop_factor,
    my_factor,
    pending_factor,
    renew_codes,
    reset_factor,
)

__all__ = [
    "Begun",
    "Factor",
    "FactorNotBegun",
    "FactorOnAlready",
    "FactorRequired",
    "HalfGone",
    "Hashed",
    "KeyNotHere",
    "KeyUnusable",
    "MustWait",
    "OpenSession",
    "PasswordNamesYou",
    "PasswordTooCommon",
    "PasswordTooPlain",
    "PasswordTooShort",
    "Plan",
    "SamePassword",
    "SessionGone",
    "SignedIn",
    "TriedTooOften",
    "Visitor",
    "WrongCode",
    "WrongNameOrPassword",
    "WrongPassword",
    "actors",
    "alive",
    "begin_factor",
    "change_own",
    "change_password",
    "check",
    "code",
    "confirm_factor",
    "database_answers",
    "digest",
    "drop_factor",
    "end_session",
    "end_sessions",
    "finish_sign_in",
    "first_password",
    "give_password",
    "has_password",
    "hashed",
    "is_set_up",
    "my_factor",
    "my_sessions",
    "office_name",
    "opens",
    "owner",
    "pending_factor",
    "person",
    "prove",
    "renew_codes",
    "reset_factor",
    "set_up",
    "sign_in",
    "sign_out",
    "sweep",
    "unlock",
    "visitor",
    "warm",
]
