import threading
from hashlib import sha256

import pytest
from sqlalchemy import select

from core import files
from core.errors import NotFound
from core.files.rules import FileDamaged, FileGone, KeyTaken, PapersClosed, TooManyFiles
from core.files.store import path
from core.policy import NotYours
from core.settings import settings
from core.work import begin, look
from db.models import Event, File, Matter
from db.session import database
from tests import make
from tests.files import samples

KEY = "0123456789abcdef"


class NotYourFolder(NotFound):
    message = "…"


@pytest.fixture
def people(office, monkeypatch):
    """Folders of a kind of their own: only finance reads them."""
    made = make.office()

    def reads(work, number: int) -> None:
        if made.finance not in work.actor.departments:
            raise NotYourFolder()

    def adds(work, number: int) -> int:
        reads(work, number)
        return number

    monkeypatch.setitem(files.readers, "folder", reads)
    monkeypatch.setitem(files.adders, "folder", adds)
    return made


@pytest.fixture
def folder(people) -> int:
    with database().writing() as session:
        matter = Matter(
            kind="folder",
            title="材料",
            supervising_department_id=people.bureau,
            created_by=people.head.number,
            created_at=make.at(),
        )
        session.add(matter)
        session.flush()
        return matter.id


def keep(
    actor, folder: int | None, *, key: str = KEY, content=None, name="现场.jpg", subject_id: int | None = None
):
    with begin(actor, now=make.at()) as work:
        return files.keep(
            work,
            content=content or samples.phone_photo(),
            name=name,
            subject="folder",
            subject_id=folder if subject_id is None else subject_id,
            matter_id=folder,
            key=key,
        )


def test_a_photo_is_kept_under_its_hash_and_read_back(people, folder):
    number = keep(people.staff, folder)

    with look(people.head) as work:
        fact, content = files.read(work, number)
        assert files.of(work, "folder", folder) == files.of_matter(work, folder) == [fact]
    assert (fact.name, fact.media_type, fact.uploader) == ("现场.jpg", "image/jpeg", "张敏")
    assert fact.sha256 == sha256(content).hexdigest()
    assert (settings().folder / "files" / path(fact.sha256)).read_bytes() == content
    assert fact.sha256 in files.store().list()


def test_keeping_leaves_a_trace_with_the_hash(people, folder):
    number = keep(people.staff, folder)
    with look(people.staff) as work:
        trace = work.session.scalars(select(Event).where(Event.action == "file.kept")).one()
        assert (trace.subject_id, trace.matter_id) == (number, folder)
        assert trace.particulars["sha256"] == work.session.get_one(File, number).sha256


def test_the_same_hand_in_counts_once(people, folder):
    assert keep(people.staff, folder) == keep(people.staff, folder)
    with look(people.staff) as work:
        assert len(files.of(work, "folder", folder)) == 1


def test_the_key_of_another_persons_file_is_refused(people, folder):
    keep(people.staff, folder)
    with pytest.raises(KeyTaken):
        keep(people.head, folder)
    with pytest.raises(KeyTaken):
        keep(people.staff, folder, key="../../../etc")


def test_the_same_bytes_are_stored_once_for_two_rows(people, folder):
    first, second = keep(people.staff, folder), keep(people.staff, folder, key=KEY[::-1])
    assert first != second
    assert len(list(files.store().list())) == 1


def test_who_may_not_read_the_papers_does_not_see_the_file(people, folder):
    number = keep(people.staff, folder)
    with look(people.other_staff) as work:
        with pytest.raises(NotYourFolder):
            files.read(work, number)
        with pytest.raises(NotYourFolder):
            files.of(work, "folder", folder)
        with pytest.raises(NotYourFolder):
            files.of_matter(work, folder)
        with pytest.raises(NotYourFolder):
            files.may_add(work, "folder", folder)
    with pytest.raises(NotYourFolder), begin(people.other_staff) as work:
        files.remove(work, file_id=number)


def test_the_screen_on_the_wall_reads_no_file(people, folder):
    number = keep(people.staff, folder)
    with look(people.screen) as work, pytest.raises(NotYours):
        files.read(work, number)


def test_a_file_of_an_unknown_kind_of_matter_is_nobodys(people, folder, monkeypatch):
    number = keep(people.staff, folder)
    monkeypatch.delitem(files.readers, "folder")
    with look(people.staff) as work, pytest.raises(FileGone):
        files.read(work, number)


def test_a_file_without_a_matter_belongs_to_who_brought_it(people, monkeypatch):
    with begin(people.staff, now=make.at()) as work:
        number = files.keep(
            work, content=samples.PDF, name="a.pdf", subject="loose", subject_id=None, matter_id=None, key=KEY
        )
    with look(people.staff) as work:
        assert files.read(work, number)[1] == samples.PDF
    with look(people.head) as work, pytest.raises(FileGone):
        files.read(work, number)


def test_a_removed_file_is_out_of_sight_and_its_bytes_stay(people, folder):
    number = keep(people.staff, folder)
    with pytest.raises(NotYours), begin(people.head) as work:
        files.remove(work, file_id=number)
    with begin(people.staff) as work:
        files.remove(work, file_id=number)
    with look(people.staff) as work:
        assert files.of(work, "folder", folder) == []
        with pytest.raises(FileGone):
            files.read(work, number)
        digest = work.session.get_one(File, number).sha256
    assert files.store().get(digest)
    with pytest.raises(FileGone), begin(people.staff) as work:
        files.remove(work, file_id=number)


def test_what_was_closed_keeps_its_files(people, folder):
    number = keep(people.staff, folder)
    with database().writing() as session:
        session.get_one(Matter, folder).closed_at = make.at()
    with pytest.raises(PapersClosed), begin(people.staff) as work:
        files.remove(work, file_id=number)
    keep(people.staff, folder, key="owed-paper")
    with database().writing() as session:
        session.get_one(Matter, folder).archived_at = make.at()
    with pytest.raises(PapersClosed):
        keep(people.staff, folder, key="late-paper")


def test_a_subject_takes_twenty_files_and_no_more(people, folder):
    ready = files.checked(samples.PDF, "a.pdf")
    for n in range(files.PER_SUBJECT):
        keep(people.staff, folder, key=f"{KEY}-{n}", content=ready)
    with pytest.raises(TooManyFiles):
        keep(people.staff, folder, key="one-more", content=ready)


def test_twenty_hand_ins_of_one_photo_at_once_leave_one_row(people, folder):
    ready, numbers, refused = files.checked(samples.PDF, "a.pdf"), set(), []

    def hand_in() -> None:
        try:
            numbers.add(keep(people.staff, folder, content=ready))
        except Exception as error:
            refused.append(error)

    threads = [threading.Thread(target=hand_in) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(numbers) == 1
    assert {type(error).__name__ for error in refused} <= {"SomebodyWasFaster"}


def test_a_stored_file_that_changed_is_not_shown(people, folder):
    number = keep(people.staff, folder)
    with look(people.staff) as work:
        kept = settings().folder / "files" / path(work.session.get_one(File, number).sha256)
        kept.write_bytes(b"something else")
        with pytest.raises(FileDamaged):
            files.read(work, number)
        kept.unlink()
        with pytest.raises(FileDamaged):
            files.read(work, number)


def test_nothing_is_kept_when_the_command_fails(people, folder):
    with pytest.raises(ZeroDivisionError), begin(people.staff, now=make.at()) as work:
        files.keep(
            work,
            content=samples.PDF,
            name="a.pdf",
            subject="folder",
            subject_id=folder,
            matter_id=folder,
            key=KEY,
        )
        raise ZeroDivisionError
    with look(people.staff) as work:
        assert files.of(work, "folder", folder) == []
