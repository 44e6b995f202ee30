"""How the product is served: Streamlit's settings, and what happens around its life.

Under uvicorn Streamlit ignores its environment variables, and config.toml is found in the working folder
alone: what security rests on is therefore set here, before the app is made.
"""

import gc
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from anyio import to_thread
from streamlit import config

from core import access, calendar, timetable, upkeep, work
from core.actor import SYSTEM
from core.errors import Conflict

if sys.platform != "win32":
    import resource

MEGABYTES = 20
PRELOADED = (
    "pandas",
    "altair",
    "pyarrow",
    "sqlalchemy",
    "streamlit.elements.vega_charts",
    "streamlit.elements.arrow",
    "pages.ui",
)
OPEN_FILES = 65_536
# With 200 open pages a full collection stops everybody for 150 ms; by Python's own measure that is every 7 s.
RARELY = (10_000, 20, 20)

SETTINGS: dict[str, Any] = {
    "server.trustedUserHeaders": {"x-luoshi-session": "session"},
    "server.headless": True,
    "server.maxUploadSize": MEGABYTES,
    "server.disconnectedSessionTTL": 3600,
    "server.fileWatcherType": "none",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.unsafeMetricsUserAttributes": [],
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "client.showSidebarNavigation": True,
    "browser.gatherUsageStats": False,
    "runner.postScriptGC": False,
}


def configure() -> None:
    for name, value in SETTINGS.items():
        config.set_option(name, value)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Before the first visitor: files, imports, database, timed jobs; and the code where it is needed."""
    keep_addresses_unwritten()
    allow_many_files()
    for name in PRELOADED:
        importlib.import_module(name)
    await to_thread.run_sync(prepare)
    # Without this every rerun would look through a million objects that never change (a tenth of a second).
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
    assert timetable.FEATURES  # imported, so that their jobs are known
    upkeep.jobs.start()
    try:
        yield
    finally:
        upkeep.jobs.stop()


def keep_addresses_unwritten() -> None:
    """Whatever started the server: screen links, one-time links and session ids stand in addresses.

    Streamlit switches these lines on; uvicorn writes those of sockets beside its faults.
    """
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").addFilter(_is_without_address)


def _is_without_address(line: logging.LogRecord) -> bool:
    return '"WebSocket' not in str(line.msg)


def prepare() -> None:
    work.ready()
    access.warm()
    with suppress(Conflict), work.begin(SYSTEM) as starting:  # another process may be doing the same
        calendar.ensure(starting.session)
    if not access.is_set_up():
        announce()


def announce() -> None:
    """The one place where the code stands: the terminal of whoever started the program."""
    code, line = access.code(), "─" * 46
    print(
        f"\n{line}\n  首次使用：请在浏览器中完成初始设置，设置码\n  First start, code for the set-up page:",
        flush=True,
    )
    print(f"\n      {code}\n\n{line}\n", flush=True)


def allow_many_files() -> None:
    """Three to four files per open page: the usual limit of 1,024 is reached with 200 people."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
