"""Who may do what with passwords and sessions. Everybody may look after their own."""

from core.policy import ADMIN, VIEWERS, allow, rule

allow(
    "access",
    {
        "give_password": rule(none=ADMIN),
        "unlock": rule(none=ADMIN),
        "has_password": rule(none=ADMIN),
        "set_up": rule(none=ADMIN),
        "change_password": rule(none=VIEWERS),
        "my_sessions": rule(none=VIEWERS),
        "end_session": rule(none=VIEWERS),
        "end_sessions": rule(own=VIEWERS, other=ADMIN),
        "my_factor": rule(none=VIEWERS),
        "begin_factor": rule(none=VIEWERS),
        "pending_factor": rule(none=VIEWERS),
        "reset_factor": rule(none=ADMIN),
        "sweep": rule(none=ADMIN),
    },
)
