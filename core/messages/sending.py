"""Emptying the outbox: each channel in a thread of its own, each message claimed, sent, marked.

Nothing is sent inside a transaction. A channel that hangs holds only its own messages; the run ends without
it.
"""

import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from core import channels
from core.actor import SYSTEM
from core.channels import NotDelivered
from core.messages import claiming, links
from core.messages.claiming import Claimed
from core.upkeep import TimedJob, jobs
from core.work import begin, look
from db.models import Channel

RUN_SECONDS = 45.0


def send_due(now: datetime | None = None, *, seconds: float = RUN_SECONDS) -> str:
    """Send what is due; returns a line of result. Safe in any number of processes at once."""
    end = time.monotonic() + seconds
    with begin(SYSTEM, now=now) as work:
        dead = claiming.give_up_dead(work)
        links.sweep(work)
    with look(SYSTEM, now=now) as work:
        waiting = claiming.waiting_channels(work)
    if not waiting:
        return f"0 sent, {dead} unknown" if dead else ""
    pool = ThreadPoolExecutor(len(waiting), thread_name_prefix="channel")
    runs = [pool.submit(_empty, channel_id, now, end) for channel_id in waiting]
    done, hanging = wait(runs, timeout=max(0.0, end - time.monotonic()))
    pool.shutdown(wait=False, cancel_futures=True)
    counted = [run.result() for run in done]
    well, badly = sum(one[0] for one in counted), sum(one[1] for one in counted)
    return f"{well} sent, {badly} failed, {dead} unknown, {len(hanging)} hanging"


def _empty(channel_id: int, now: datetime | None, end: float) -> tuple[int, int]:
    """One channel, message by message, until nothing is left, it fails as a whole, or the time is over."""
    well = badly = 0
    while time.monotonic() < end:
        with begin(SYSTEM, now=now) as work:
            claimed = claiming.claim(work, channel_id)
        if claimed is None:
            break
        failure = _send(claimed)
        with begin(SYSTEM, now=now) as work:
            if failure is None:
                claiming.sent(work, claimed)
                well += 1
                continue
            claiming.failed(work, claimed, failure)
        badly += 1
        if failure.of_the_channel:
            break
    return well, badly


def _send(claimed: Claimed) -> NotDelivered | None:
    with look(SYSTEM) as work:
        channel = work.session.get_one(Channel, claimed.channel_id)
    try:
        channels.deliver(channels.way(channel), claimed.parcel)
    except NotDelivered as failure:
        return failure
    return None


jobs.register(TimedJob("messages", send_due, every=timedelta(minutes=1), lease=timedelta(minutes=2)))
