"""What the demo office was reminded of in the last days, and a channel that calls nobody."""

from datetime import UTC, datetime, time, timedelta

from core import channels, reminders
from core.actor import SYSTEM
from core.channels import Kind, Plan, Way
from core.work import begin
from tools.demo.stage import Stage

DAYS = 5


def remind(stage: Stage) -> None:
    """Morning by morning, as the timed job would have done."""
    for back in range(DAYS, 0, -1):
        morning = datetime.combine(stage.today - timedelta(days=back), time(8, 30), stage.zone)
        with begin(SYSTEM, now=morning.astimezone(UTC)) as work:
            reminders.sweep(work)
    with begin(SYSTEM) as work:
        facts = {"corp_id": "ww0000000000000000", "agent_id": "1000002", "secret": "demo"}
        plan = Plan(Kind.WECOM, "企业微信", enabled=False, usual=Way.NOW, facts=facts)
        channels.save_channel(work, plan=plan)
