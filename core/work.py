"""One action: who does it, when, and the one transaction it happens in. Only this file commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core import history, office, policy, pulse
from core.actor import Actor
from core.errors import Conflict
from core.i18n import N_
from core.policy import Relation
from core.settings import settings
from db.models import FormKey
from db.session import WaitedTooLong, connect, connected, database


class SomebodyWasFaster(Conflict):
    message = N_("Somebody changed this at the same moment. Please look again and repeat.")


class AlreadyDone(Conflict):
    """The same form was handed in before: nothing is written twice, and nothing is wrong."""

    message = N_("This was saved already.")


class TooBusy(Conflict):
    message = N_("The database is very busy. Nothing was saved; please try again in a moment.")


class StorageFull(Conflict):
    message = N_("The disk is full or read-only. Nothing was saved; please tell your administrator.")


@dataclass(slots=True)
class Work:
    session: Session
    actor: Actor
    now: datetime
    traces: list[history.Trace] = field(default_factory=list)
    _zone: ZoneInfo | None = None

    @property
    def zone(self) -> ZoneInfo:
        if self._zone is None:
            self._zone = ZoneInfo(office.profile(self.session).time_zone)
        return self._zone

    @property
    def today(self) -> date:
        """The office's day, not UTC's."""
        return self.now.astimezone(self.zone).date()

    def must(self, function: str, *relations: Relation) -> None:
        policy.must(self.actor, function, relations or (Relation.NONE,))

    def may(self, function: str, *relations: Relation) -> bool:
        return policy.may(self.actor, function, relations or (Relation.NONE,))

    def record(
        self,
        action: str,
        subject_id: int,
        *,
        matter_id: int | None = None,
        reason: str = "",
        for_person_id: int | None = None,
        **particulars: object,
    ) -> None:
        """Leave a trace: `action` is "task.issued"; changed fields are {"field": [old, new]}."""
        subject = action.partition(".")[0]
        who = self.actor.id
        self.traces.append(
            history.Trace(
                self.now,
                who,
                for_person_id,
                action,
                subject,
                subject_id,
                matter_id,
                reason,
                dict(particulars),
            )
        )


@contextmanager
def begin(actor: Actor, *, key: str | None = None, now: datetime | None = None) -> Iterator[Work]:
    """A writing transaction: commit when the block ends well, roll back when it raises.

    `key` is the number of the form that is handed in: the second time raises AlreadyDone.
    """
    ready()
    try:
        with database().writing() as session:
            work = Work(session, actor, now or datetime.now(UTC))
            if key is not None:
                _hand_in(work, key)
            yield work
            session.flush()
            history.write(session, work.traces)
        pulse.stir()
    except StaleDataError as error:
        raise SomebodyWasFaster() from error
    except WaitedTooLong as error:
        raise TooBusy() from error
    except (IntegrityError, InternalError, OperationalError) as error:
        raise _refusal(error) from error


@contextmanager
def look(actor: Actor, *, now: datetime | None = None) -> Iterator[Work]:
    """A reading transaction: sees one state of things, can change nothing."""
    ready()
    with database().reading() as session:
        yield Work(session, actor, now or datetime.now(UTC))


def ready() -> None:
    """Connect this process to the office's database, once."""
    if not connected():
        connect(settings().database)


def _hand_in(work: Work, key: str) -> None:
    dialect = sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
    row = dialect.insert(FormKey).values(key=key, person_id=work.actor.number, at=work.now)
    once = row.on_conflict_do_nothing(index_elements=["key"]).returning(FormKey.key)
    if work.session.scalar(once) is None:
        raise AlreadyDone()


RACES = {
    "23505",
    "23P01",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
    "SQLITE_CONSTRAINT_TRIGGER",
}
BUSY = {"40001", "40P01", "55P03", "57014", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_SNAPSHOT"}
FULL = {"53100", "25006", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_IOERR_WRITE"}


def _refusal(error: IntegrityError | InternalError | OperationalError) -> Exception:
    """The situation behind a database error; anything unknown stays the bug that it is."""
    origin = error.orig
    code = str(getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", ""))
    if code in RACES:
        return SomebodyWasFaster()
    if code in BUSY:
        return TooBusy()
    return StorageFull() if code in FULL else error
