"""An office with tasks in several states, some with hostile words in them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from core import calendar, tasks
from core.actor import Actor, Role
from core.tasks import Progress, Support
from core.work import begin
from tests import make
from tests.tasks import scenes

FORMULAS = ("=1+1", "+86 139", "-2+3", "@SUM(A1)", "＝1+1", "=cmd|' /C calc'!A0")
BRACES = "{{7*7}} {% for x in y %} {_{z}_} <w:p/> & ]]> &amp; \"'"


@pytest.fixture
def house(office) -> make.Office:
    made = make.office()
    with begin(made.admin, now=make.at()) as work:
        calendar.ensure(work.session)
    return made


@pytest.fixture
def task_id(house) -> int:
    """In work, reported on, extended by nobody, with a file, a remark and an urge."""
    number = scenes.reported(
        house,
        title=f"档案整理 {BRACES}",
        standard=f"第一条\n第二条 {BRACES}",
        supporting=[Support(house.works, "提供清单", make.day(14))],
        given_by=house.leader.number,
    )
    scenes.evidence(house.staff, number)
    with begin(house.clerk, now=make.at(4)) as work:
        tasks.urge(work, task_id=number, form="电话", found=FORMULAS[0])
        tasks.comment(work, task_id=number, text=FORMULAS[5])
    with begin(house.staff, now=make.at(4)) as work:
        tasks.report(work, task_id=number, progress=Progress(60, f"进展 {BRACES}"))
    return number


@pytest.fixture
def stranger(house) -> Actor:
    """A head of a department that has nothing to do with it."""
    return make.person("孙丽", Role.HEAD, make.department("档案室"))


def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def words(content: bytes) -> str:
    """Everything that can be read in a Word file, cells included, a line per paragraph."""
    paper = Document(BytesIO(content))
    lines = [line.text for line in paper.paragraphs]
    for table in paper.tables:
        for row in table.rows:
            cells = {id(cell._tc): cell for cell in row.cells}
            lines += [line.text for cell in cells.values() for line in cell.paragraphs]
    return "\n".join(lines)


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()
