"""A server with one screen, the photo component: `python -m tests.e2e.photo_office serve --port N`."""

import sys
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

import web
from core import files
from core.errors import NotFound
from core.work import Work
from web import serving
from web.gate import Gate


class NotYourFolder(NotFound):
    message = "…"


def reads(work: Work, number: int) -> None:
    if work.actor.role == "screen":
        raise NotYourFolder()


def adds(work: Work, number: int) -> int:
    reads(work, number)
    return number


files.readers["folder"] = reads
files.adders["folder"] = adds
serving.configure()

app = st.App(
    Path(__file__).with_name("photo_screen.py"),
    routes=web.routes(),
    middleware=[Middleware(Gate, own=web.own_segments(), sockets=web.own_sockets())],
    lifespan=serving.lifespan,
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[-1]), log_level="warning")
