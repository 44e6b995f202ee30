"""Plain HTTP beside the screens: the gate before everything, sign-in, set-up, health, files.

gate.py      ASGI: who may pass, the session's digest for Streamlit, headers on every answer
doors.py     the decision of the gate, without any plumbing
headers.py   the security headers and the content policy
cookies.py   the session cookie
pages.py     rendering a plain page, reading a form, the reader behind a request
sign_in.py set_up.py password.py sign_out.py health.py   a page each
files.py     files shown and taken in, by right
downloads.py lists and papers taken out, by right
totp.py      the second step of signing in; switching it on and off
go.py        a one-time link from a message: its item, once, to be read
search.py    what the search box asks while somebody types
rounds.py    what the walk screen of 7S reads and stores, tap by tap
codes.py     the printed codes of areas
feeds.py     a person's calendar for the telephone
live.py      the pulse on a WebSocket: pages hear that something changed
meeting_room.py  one item at a time for everybody who follows; meeting_acts.py what is done there by key,
             meeting_feed.py one computation for all, meeting_text.py its words
wall.py      the wall and its socket; wall_feed.py one computation for all walls, wall_text.py its words

A module with routes names them in ROUTES and is listed in MODULES: that is all there is to registering.
"""

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from web import (
    assets,
    codes,
    downloads,
    feeds,
    files,
    go,
    health,
    live,
    meeting_room,
    password,
    rounds,
    search,
    set_up,
    sign_in,
    sign_out,
    totp,
    wall,
)

MODULES = (
    health,
    assets,
    set_up,
    sign_in,
    totp,
    go,
    password,
    sign_out,
    files,
    downloads,
    search,
    rounds,
    codes,
    feeds,
    live,
    wall,
    meeting_room,
)


def routes() -> list[BaseRoute]:
    return [route for module in MODULES for route in module.ROUTES]


def own_segments() -> frozenset[str]:
    """The first segments of our own paths: below them a path may go on."""
    paths = (route.path for route in routes() if isinstance(route, Route | Mount | WebSocketRoute))
    return frozenset(path.strip("/").partition("/")[0] for path in paths)


def own_sockets() -> frozenset[str]:
    return frozenset(route.path for route in routes() if isinstance(route, WebSocketRoute))
