"""The whole product as one ASGI app: `uvicorn app:app`, or `python3 run.py` which does that.

The gate stands before everything; the plain routes of web/ and Streamlit's screens are behind it.
"""

import secrets
from pathlib import Path

import streamlit as st
import structlog
from starlette.middleware import Middleware

import web
from core.errors import DomainError
from core.i18n import _
from web import pages, serving
from web.gate import Gate

log = structlog.get_logger("luoshi")


def report(error: Exception) -> bool:
    """A bug, or a refusal that no screen caught: the reader sees a number and a way on, never the insides."""
    if isinstance(error, DomainError):
        st.error(error.for_user, icon=":material/block:")
    else:
        number = secrets.token_hex(4).upper()
        log.error("script.failed", number=number, exc_info=error)
        st.error(
            _("Something went wrong here, and it is not your fault. Nothing half-done was kept.")
            + "\n\n"
            + _("If it happens again, tell your administrator this number: {number}", number=number),
            icon=":material/error:",
        )
    st.button(_("Go on"), key="go-on-after-error")
    return True


serving.configure()

app = st.App(
    Path(__file__).parent / "pages" / "shell.py",
    routes=web.routes(),
    middleware=[Middleware(Gate, own=web.own_segments(), sockets=web.own_sockets())],
    lifespan=serving.lifespan,
    on_script_error=report,
    exception_handlers={DomainError: pages.told, pages.FormTooLarge: pages.too_large},
)
