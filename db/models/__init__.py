"""Every table, imported here so that Alembic sees them all."""

from db.models.access import (
    Credential,
    HalfSignIn,
    Lockout,
    RecoveryCode,
    SecondFactor,
    SignInSession,
)
from db.models.board import Pin
from db.models.bulletins import Bulletin
from db.models.files import File
from db.models.history import Event, FormKey, Head
from db.models.intake import Batch, BatchItem
from db.models.matters import Comment, Hold, Matter, Turn, searchable
from db.models.office import CalendarYear, Day, Draft, Job, Notice, Setting
from db.models.people import Absence, ChargeGrant, Department, FormerName, Line, Person, Recorder
from db.models.slips import Slip, SlipRule
from db.models.tasks import (
    Closure,
    Extension,
    FastTrack,
    Level,
    Node,
    Part,
    Pause,
    Reassignment,
    Report,
    Task,
    TaskTemplate,
    Urge,
)
from db.models.views import SavedView

__all__ = [
    "Absence",
    "Batch",
    "BatchItem",
    "Bulletin",
    "CalendarYear",
    "ChargeGrant",
    "Closure",
    "Comment",
    "Credential",
    "Day",
    "Department",
    "Draft",
    "Event",
    "Extension",
    "FastTrack",
    "File",
    "FormKey",
    "FormerName",
    "HalfSignIn",
    "Head",
    "Hold",
    "Job",
    "Level",
    "Line",
    "Lockout",
    "Matter",
    "Node",
    "Notice",
    "Part",
    "Pause",
    "Person",
    "Pin",
    "Reassignment",
    "Recorder",
    "RecoveryCode",
    "Report",
    "SavedView",
    "SecondFactor",
    "Setting",
    "SignInSession",
    "Slip",
    "SlipRule",
    "Task",
    "TaskTemplate",
    "Turn",
    "Urge",
    "searchable",
]
