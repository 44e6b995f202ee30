"""What the matrix calls core/intake with: the same list for everybody, and a batch that is mine or not."""

from core.intake import Given
from db.models import Batch
from tests.policy_scene import SECRET, Cell, Factory, given
from tests.policy_tasks import EVERYTHING

# What is read is said again; blanks do not count where titles are compared.
SPACED = " ".join(SECRET)


def pasted(cell: Cell) -> Given:
    return Given(text="@财务部 9月30日前 报送年度总结\n清点库存")


def batch(cell: Cell) -> int:
    row = Batch(person_id=cell.somebody(), at=cell.work.now, name="清单", added=0, changed=0)
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


INTAKE: dict[str, Factory] = {
    "intake.read_line": given(text=SPACED),
    "intake.similar": given(title=SECRET),
    "intake.preview": given(given=pasted),
    "intake.commit": given(given=pasted),
    "intake.template": lambda cell: {},
    "intake.changes_sheet": given(wanted=EVERYTHING),
    "intake.batches": lambda cell: {},
    "intake.undo": given(batch_id=batch),
}
