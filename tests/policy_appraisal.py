"""What the matrix calls core/appraisal with: points of the caller's own department, in an open half-year."""

from dataclasses import asdict
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from core.appraisal import Half, Indicator, Kind, Rules, Source
from db.models import Point, PointObjection, RuleSet
from tests import make
from tests.policy_scene import Cell, Factory, given

HALF = Half(2026, 1)
LATER = Half(2025, 1)
RULES = Rules(indicators=(Indicator("督办事项", Source.ITEMS, 80), Indicator("考勤", Source.ATTENDANCE, 20)))


def mine(cell: Cell) -> int:
    return cell.work.actor.department_id or 1


def point(cell: Cell, state: str = "proposed") -> int:
    row = Point(
        year=2026,
        half=1,
        department_id=mine(cell),
        kind=Kind.LATE,
        cause=f"{state}:{cell.work.now.isoformat()}",
        day=make.day(1),
        points=Decimal(-2),
        proposed_at=cell.work.now,
        state=state,
        decided_on=cell.work.today,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def approved(cell: Cell) -> int:
    return point(cell, "approved")


def objection(cell: Cell) -> int:
    row = PointObjection(
        point_id=approved(cell), person_id=cell.me, at=cell.work.now, text="不同意", outcome="", note=""
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def indicator(cell: Cell) -> str:
    """Rules under which attendance is entered."""
    row = RuleSet(valid_from=make.day(0), rules=asdict(RULES), made_by=cell.somebody(), made_at=cell.work.now)
    cell.work.session.add(row)
    cell.work.session.flush()
    return "考勤"


def sheet() -> bytes:
    book = Workbook()
    book.active.append(("部门", "分数"))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def today(cell: Cell) -> object:
    return cell.work.today


SHEET = {"content": sheet(), "name": "考勤.xlsx"}
ENTERED = {"half": HALF, "department_id": 1, "day": make.day(1)}

APPRAISAL: dict[str, Factory] = {
    "appraisal.rule_sets": lambda cell: {},
    "appraisal.save_rules": given(rules=Rules(), valid_from=today),
    "appraisal.propose": given(half=HALF),
    "appraisal.add_point": given(kind=Kind.FALSIFIED, note="核查发现", **ENTERED),
    "appraisal.decide_points": lambda cell: {"point_ids": [point(cell)], "agreed": True},
    "appraisal.excuse": given(point_id=point, reason="先行先试"),
    "appraisal.points": given(half=HALF),
    "appraisal.object_to": given(point_id=approved, text="不同意"),
    "appraisal.decide_objection": given(objection_id=objection, upheld=True, note="属实"),
    "appraisal.enter_score": given(half=HALF, department_id=1, indicator=indicator, score=90),
    "appraisal.read_scores": given(**SHEET),
    "appraisal.import_scores": given(half=HALF, indicator=indicator, **SHEET),
    "appraisal.scores": given(half=HALF),
    "appraisal.set_target": given(year=2026, department_id=1, percent=95),
    "appraisal.results": given(half=HALF),
    "appraisal.close_half": given(half=LATER),
    "appraisal.prompts": given(half=HALF),
    "appraisal.keep_record": given(kind="talk", text="已谈话", **ENTERED),
    "appraisal.records": given(half=HALF),
    "analysis.analysis": given(period=HALF.period),
    "documents.appraisal_sheet": given(half=HALF),
    "documents.appraisal_paper": given(half=HALF),
    "documents.analysis_paper": given(period=HALF.period),
}
