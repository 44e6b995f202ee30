"""What travels to a wall: a snapshot in the language and the order that it asks for, as JSON."""

import json
from collections.abc import Callable
from typing import Any

from core.i18n import Text, _, day, speaking
from core.tasks import Lamp
from core.wall import WIDGETS, Arrangement, Counts, Fact, Facts, Lamps, LampsRow, Panel, Row, Rows, Snapshot

SIGNS = {Lamp.RED: "■", Lamp.YELLOW: "▲", Lamp.GREEN: "●", Lamp.GREY: "○"}
TOMORROW = 1


def written(snapshot: Snapshot, wanted: Arrangement, *, version: str) -> str:
    with speaking(wanted.language):
        return json.dumps(
            {
                "version": version,
                "at": int(snapshot.at.timestamp() * 1000),
                "zone": snapshot.zone,
                "office": snapshot.office,
                "today": day(snapshot.today),
                "lang": "zh-CN" if wanted.language == "zh_CN" else wanted.language,
                "theme": wanted.theme,
                "seconds": wanted.seconds,
                "rows": wanted.rows,
                "texts": texts(),
                "panels": [
                    {"name": name, "title": _(WIDGETS[name].title), **panel(snapshot.panels[name])}
                    for name in wanted.widgets
                    if name in snapshot.panels
                ],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def texts() -> dict[str, str]:
    """What the page says by itself; {…} is filled in there."""
    return {
        "live": _("Live"),
        "as_of": _("data of {time}", time="{time}"),
        "cut": _("Connection lost"),
        "stopped": _("data of {time}, {age} ago", time="{time}", age="{age}"),
        "seconds": _("{n} s", n="{n}"),
        "minutes": _("{n} min", n="{n}"),
        "hours": _("{n} h", n="{n}"),
        "paused": _("Paused"),
        "first": _("the first {n}", n="{n}"),
        "all": _("{n} in all", n="{n}"),
    }


def panel(shown: Panel) -> dict[str, Any]:
    writer: Callable[[Any], dict[str, Any]] = WRITERS[type(shown)]
    return writer(shown)


def counts(shown: Counts) -> dict[str, Any]:
    return {
        "kind": "counts",
        "items": [
            {"id": one.name, "label": _(one.label), "number": one.number, **sign(one.lamp)}
            for one in shown.items
        ],
    }


def rows(shown: Rows) -> dict[str, Any]:
    listed = [row(one) for one in shown.rows]
    return {"kind": "rows", "total": shown.total, "rows": listed, "empty": _(shown.empty)}


def row(one: Row) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "lead": one.lead, "days": days(one.days), **sign(one.lamp)}


def days(left: int) -> str:
    if left < 0:
        return _("1 day over") if left == -1 else _("{n} days over", n=-left)
    if left > TOMORROW:
        return _("in {n} days", n=left)
    return _("due tomorrow") if left else _("due today")


def lamps(shown: Lamps) -> dict[str, Any]:
    heads = {
        "open": _("Open items"),
        "red": _("Overdue"),
        "yellow": _("Attention"),
        "green": _("On track"),
    }
    return {
        "kind": "lamps",
        "heads": heads,
        "rows": [department(one) for one in shown.rows],
        "empty": _(shown.empty),
    }


def department(one: LampsRow) -> dict[str, Any]:
    number = one.red + one.yellow + one.green + one.grey
    colours = {"red": one.red, "yellow": one.yellow, "green": one.green, "grey": one.grey}
    return {"id": one.id, "name": one.name, "open": number, **colours}


def facts(shown: Facts) -> dict[str, Any]:
    return {"kind": "facts", "rows": [fact(one) for one in shown.rows], "empty": _(shown.empty)}


def fact(one: Fact) -> dict[str, Any]:
    return {"id": one.id, "label": said(one.label), "value": said(one.value), **sign(one.lamp)}


def said(text: str) -> str:
    return _(text) if isinstance(text, Text) else text


def sign(lamp: Lamp | None) -> dict[str, str]:
    return {"lamp": lamp.value, "sign": SIGNS[lamp]} if lamp else {"lamp": "", "sign": ""}


WRITERS: dict[type[Any], Callable[[Any], dict[str, Any]]] = {
    Counts: counts,
    Rows: rows,
    Lamps: lamps,
    Facts: facts,
}
