"""serve: tables up to date, then the office on its port until Ctrl-C."""

import argparse
import importlib
import logging
import os
import shutil
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uvicorn

from core.i18n import _
from core.settings import ROOT, settings
from tools import addresses, shape
from tools.outcome import Exit

HOST, PORT = "127.0.0.1", 8501
DEMO = ROOT / "demo"
GRACE_SECONDS = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=_("0.0.0.0 opens the office to the network"))
    parser.add_argument("--port", type=port, default=PORT)
    parser.add_argument("--demo", action="store_true", help=_("a believable office to try out, made anew"))


def port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number


def run(options: argparse.Namespace) -> int:
    if options.demo and not addresses.is_loopback(options.host):
        raise addresses.OnlyHere(host=options.host)
    addresses.ensure_free(options.host, options.port)
    if options.demo:
        point_to_demo(DEMO)
    _before, _after, taken = shape.bring_up()
    if taken:
        print(_("Backup from before the upgrade: {file}", file=taken))
    accounts = build_demo(DEMO) if options.demo else ()
    return serve(options.host, options.port, accounts)


def serve(host: str, number: int, accounts: Iterable[Any]) -> int:
    app = importlib.import_module("app")
    # Streamlit switches it on again, and session ids stand in the addresses of uploads.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server = Announcing(configuration(app.app, host, number), accounts)
    try:
        server.run()
    except KeyboardInterrupt:
        print()
    return Exit.WELL if server.started else Exit.REFUSED


def configuration(app: Any, host: str, number: int) -> uvicorn.Config:
    """Addresses of visitors are believed from the proxies that the settings name, and from nobody else."""
    proxies = settings().trusted_proxies
    return uvicorn.Config(
        app,
        host=host,
        port=number,
        log_config=None,
        access_log=False,
        server_header=False,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or "",
    )


class Announcing(uvicorn.Server):
    """Says where the office is once it really is there."""

    def __init__(self, config: uvicorn.Config, accounts: Iterable[Any]) -> None:
        super().__init__(config)
        self._accounts = accounts

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            announce(self.config.host, self.config.port, self._accounts)


def announce(host: str, number: int, accounts: Iterable[Any]) -> None:
    links = addresses.links(host, number)
    print(_("The office is open: {link}", link=links[0]), flush=True)
    if len(links) > 1:
        print(_("In the network, also for phones: {link}", link=links[1]))
        print(addresses.qr(links[1]), flush=True)
    for line in told(accounts):
        print(line, flush=True)
    print(_("Ctrl-C closes it."), flush=True)


def told(accounts: Iterable[Any]) -> list[str]:
    """User name, password and role of everybody in the demo, one a line."""
    rows = [(str(name), str(password), str(role)) for name, password, role in map(tuple, accounts)]
    if not rows:
        return []
    heading = _("Demo: everything here is invented, and gone at the next start. Accounts:")
    return ["", heading, *(f"  {name:<16} {password:<16} {role}" for name, password, role in rows), ""]


def point_to_demo(folder: Path) -> None:
    """An office of its own whatever the settings say, empty at every start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    own = {
        "FOLDER": folder,
        "DATABASE_URL": f"sqlite:///{folder / 'luoshi.db'}",
        "FILES_URL": folder / "files",
        "BACKUPS": folder / "backups",
        "HEAD_FILE": folder / "heads.txt",
        "DEMO": "1",
    }
    os.environ.update({f"LUOSHI_{name}": str(value) for name, value in own.items()})
    settings.cache_clear()


def build_demo(folder: Path) -> Iterable[Any]:
    print(_("Making the demo office …"), flush=True)
    return list(importlib.import_module("tools.demo").build(folder))
