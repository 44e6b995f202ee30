"""Any command may tell; everybody reads an inbox, only ever the own one."""

from core.policy import PEOPLE, VIEWERS, allow, rule

allow(
    "notices",
    {
        "tell": rule(none=PEOPLE),
        "inbox": rule(none=VIEWERS),
        "unread": rule(none=VIEWERS),
        "mark_read": rule(none=VIEWERS),
        "mark_all_read": rule(none=VIEWERS),
        "mark_matter_read": rule(none=VIEWERS),
    },
)
