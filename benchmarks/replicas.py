"""Two replicas on one PostgreSQL behind nginx; one is killed while people look and type. Who notices?

Needs nginx and openssl. Takes four ports of this machine, from --port on.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from benchmarks._behind_nginx import Front, running
from benchmarks._viewer import Viewer, trusting
from core import tasks
from core.access import sessions
from core.actor import SYSTEM, Actor, Role
from core.settings import settings
from core.work import begin, look
from db.models import Job
from tests import make
from tests.resilience.ground import folder_with_template, ground

ALONGSIDE = 8  # so many open the office at once


@dataclass
class Figures:
    viewers: int
    typing: int
    on_replica_before: dict[str, int] = field(default_factory=dict)
    cut_off: int = 0
    seconds_until_all_were_back: float = 0.0
    seconds_median: float = 0.0
    on_replica_after: dict[str, int] = field(default_factory=dict)
    signed_out: int = 0
    drafts_lost: int = 0
    sign_in_pages_refused: int = 0
    did_not_hear_the_next_change: int = 0
    sent_back_when_it_returned: int = 0
    nightly_backups_by_two: int = 0

    @property
    def well(self) -> bool:
        """Nobody cut off would mean that nothing was tested."""
        wrong = (
            self.signed_out,
            self.drafts_lost,
            self.sign_in_pages_refused,
            self.sent_back_when_it_returned,
        )
        right_backups = self.nightly_backups_by_two in (0, 1)
        return self.cut_off > 0 and not any(wrong) and not self.did_not_hear_the_next_change and right_backups


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench replicas", description=__doc__)
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--typing", type=int, default=10, help="of the viewers")
    parser.add_argument("--port", type=int, default=8740)
    parser.add_argument(
        "--jobs", action="store_true", help="wait a minute for the timed jobs before the kill"
    )
    parser.add_argument("--keep", type=Path, help="copy the logs here")
    asked = parser.parse_args(argv)
    with folder_with_template() as (folder, template), ground("postgres", folder, template):
        os.environ["LUOSHI_FILES_URL"] = str(folder / "files")
        house = make.office()
        people = [
            make.person(f"经办人{number}", Role.OFFICE, house.bureau) for number in range(asked.viewers)
        ]
        tokens = [_token(person) for person in people]
        with TemporaryDirectory(prefix="luoshi-front-") as place, running(Path(place), asked.port) as front:
            try:
                figures = asyncio.run(_try(front, house, tokens, asked))
            finally:
                if asked.keep:
                    asked.keep.mkdir(exist_ok=True)
                    for log in Path(place).glob("*.log"):
                        (asked.keep / log.name).write_bytes(log.read_bytes())
    print(json.dumps({**figures.__dict__, "well": figures.well}, ensure_ascii=False, indent=2))
    return 0 if figures.well else 1


def _token(person: Actor) -> str:
    with begin(SYSTEM) as work:
        return sessions.start(work, person.number or 0, address="127.0.0.1", browser="")


async def _try(front: Front, house: make.Office, tokens: list[str], asked: argparse.Namespace) -> Figures:
    trust = trusting(str(front.certificate), front.url)
    viewers = [Viewer(front.url, token, trust) for token in tokens]
    typing = viewers[: asked.typing]
    for one in typing:
        one.page = "new"
    await _some_at_once(viewers)
    figures = Figures(len(viewers), len(typing), on_replica_before=_places(viewers))
    for number, one in enumerate(typing):
        await one.draw(one.widget("task-new:title"), _text(number))
    if asked.jobs:
        figures.nightly_backups_by_two = await _jobs()
    staying = [asyncio.create_task(one.stay()) for one in viewers]

    await _kill(front, viewers, figures)
    for number, one in enumerate(typing):
        figures.drafts_lost += _text(number).encode() not in await _shown(one)
    await _hear(viewers, house, figures)
    await _return(front, viewers, figures)
    figures.signed_out = sum(one.signed_out for one in viewers)

    for task in staying:
        task.cancel()
    await asyncio.gather(*staying, return_exceptions=True)
    await asyncio.gather(*(one.leave() for one in viewers))
    return figures


async def _some_at_once(viewers: list[Viewer]) -> None:
    gate = asyncio.Semaphore(ALONGSIDE)

    async def one(viewer: Viewer) -> None:
        async with gate:
            await viewer.open()

    await asyncio.gather(*(one(viewer) for viewer in viewers))


async def _kill(front: Front, viewers: list[Viewer], figures: Figures) -> None:
    """The first replica goes without a word; a stranger asks for the sign-in page all the while."""
    gone = str(front.replicas[0].port)
    struck = [one for one in viewers if one.replica == gone]
    figures.cut_off = len(struck)
    stranger = Viewer(front.url, "", viewers[0].trust)
    began = time.monotonic()
    front.replicas[0].kill()
    while not all(one.back_at for one in struck) and time.monotonic() - began < 180:
        stranger.cookies.clear()
        figures.sign_in_pages_refused += (await stranger.get("/sign-in")).status_code != 200
        await asyncio.sleep(0.2)
    taken = sorted((one.back_at or time.monotonic()) - began for one in struck)
    figures.seconds_until_all_were_back = round(taken[-1], 1) if taken else 0.0
    figures.seconds_median = round(taken[len(taken) // 2], 1) if taken else 0.0
    figures.on_replica_after = _places(viewers)


async def _shown(viewer: Viewer) -> bytes:
    """What stood there when the viewer was back; whoever was not cut off has the page drawn anew."""
    if not viewer.back_at:
        viewer = Viewer(viewer.url, viewer.token, viewer.trust, page=viewer.page)
        await viewer.open()
        await viewer.leave()
    return viewer.drawn


async def _hear(viewers: list[Viewer], house: make.Office, figures: Figures) -> None:
    """Something changes; everybody's open page is told."""
    before = {one: one.heard for one in viewers}
    await asyncio.to_thread(_change, house)
    until = time.monotonic() + 20
    while time.monotonic() < until and any(one.heard <= before[one] for one in viewers):
        await asyncio.sleep(0.1)
    figures.did_not_hear_the_next_change = sum(one.heard <= before[one] for one in viewers)


def _change(house: make.Office) -> None:
    with begin(house.clerk) as work:
        tasks.draft(work, facts=tasks.Facts(title="新的事项"))


async def _return(front: Front, viewers: list[Viewer], figures: Figures) -> None:
    """The replica comes back empty-handed: whoever went to the other one must be left there."""
    front.replicas[0].start()
    await asyncio.to_thread(front.replicas[0].wait)
    await asyncio.sleep(6)
    moved = [len(one.moves) for one in viewers]
    for one in viewers:
        await one.get("/_stcore/health")
    figures.sent_back_when_it_returned = sum(
        len(one.moves) != count for one, count in zip(viewers, moved, strict=True)
    )


async def _jobs() -> int:
    """Both replicas look at the same minute; the backups on the shelf afterwards."""
    until = time.monotonic() + 150
    while time.monotonic() < until and not await asyncio.to_thread(_backed_up):
        await asyncio.sleep(1)
    await asyncio.sleep(5)
    return len(list(settings().backup_folder.glob("luoshi-*.zip")))


def _backed_up() -> bool:
    with look(SYSTEM) as work:
        return work.session.scalar(select(Job.ended_at).where(Job.name == "backup")) is not None


def _places(viewers: list[Viewer]) -> dict[str, int]:
    places = [one.replica for one in viewers]
    return {place: places.count(place) for place in sorted(set(places))}


def _text(number: int) -> str:
    return f"正在起草的第{number}件事项"


if __name__ == "__main__":
    sys.exit(main())
