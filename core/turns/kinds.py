"""What a turn can be."""

from enum import StrEnum

from core.i18n import N_, Text


class Kind(StrEnum):
    SIGN = "sign"
    DO = "do"
    REPORT = "report"
    CHECK = "check"
    DECIDE = "decide"
    READ = "read"
    OWE = "owe"
    ANSWER = "answer"
    FIX = "fix"
    VERIFY = "verify"
    JUDGE = "judge"
    PREPARE = "prepare"
    CONSENT = "consent"
    GRANT = "grant"


class Purpose(StrEnum):
    """What a decision is about, or an answer."""

    SIGN_OFF = "sign_off"
    EXTENSION = "extension"
    REASSIGNMENT = "reassignment"
    APPROVAL = "approval"
    SLIP = "slip"


KIND_NAMES: dict[str, Text] = {
    Kind.SIGN: N_("To sign for"),
    Kind.DO: N_("To carry out"),
    Kind.REPORT: N_("To report"),
    Kind.CHECK: N_("To check"),
    Kind.DECIDE: N_("To decide"),
    Kind.READ: N_("To read"),
    Kind.OWE: N_("Papers owed"),
    Kind.ANSWER: N_("Urge to answer"),
    Kind.FIX: N_("To put right"),
    Kind.VERIFY: N_("To verify"),
    Kind.JUDGE: N_("Objection to decide"),
    Kind.PREPARE: N_("To prepare"),
    Kind.CONSENT: N_("Swap: do you agree?"),
    Kind.GRANT: N_("Swap to approve"),
    Purpose.SIGN_OFF: N_("To sign off"),
    Purpose.EXTENSION: N_("Extension to decide"),
    Purpose.REASSIGNMENT: N_("Reassignment to decide"),
    Purpose.APPROVAL: N_("Closure to approve"),
    Purpose.SLIP: N_("Slip to reply to"),
}
