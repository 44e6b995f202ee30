"""Open a screen the way a signed-in person does: through pages/shell.py, with a session of their own.

    screen = open_screen("tasks/task.py", people.head, id=str(number))
    screen.button(key="report").click().run()

What AppTest cannot see (component scripts, cookies, fragment reruns) belongs to tests/e2e/.
"""

import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from core.actor import Actor
from db.models import Credential, Person, SignInSession
from db.session import database

SHELL = Path(__file__).parent.parent / "pages" / "shell.py"


def open_screen(screen: str, actor: Actor | None = None, *, language: str = "en", **query: str) -> AppTest:
    """The screen (a path below pages/) as this person sees it; signed out without one."""
    app = AppTest.from_file(SHELL, default_timeout=30)
    if actor is not None:
        app.user["session"] = sign_in(actor, language=language)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page(screen).run() if screen else app


def sign_in(actor: Actor, *, language: str = "en") -> str:
    """A real session row; what comes back is the digest that the gate would hand to Streamlit."""
    digest, now = secrets.token_hex(32), datetime.now(UTC)
    with database().writing() as session:
        session.execute(update(Person).where(Person.id == actor.number).values(language=language))
        if session.get(Credential, actor.number) is None:
            session.add(
                Credential(person_id=actor.number, password_hash="", must_change=False, changed_at=now)
            )
        session.add(
            SignInSession(
                digest=digest,
                person_id=actor.number,
                started_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=12),
            )
        )
    return digest


def texts(screen: AppTest) -> str:
    """Everything that can be read on the screen, in one string; of components, what they are given (JSON)."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "text",
        "caption",
        "info",
        "success",
        "warning",
        "error",
    )
    said = [str(element.value) for kind in kinds for element in screen.get(kind)]
    return "\n".join(said + [_given(component) for component in screen.get("bidi_component")])


def _given(component: Any) -> str:
    return json.dumps(json.loads(component.proto.json or "null"), ensure_ascii=False)
