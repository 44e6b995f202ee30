"""What the office takes out of the house on paper: lists and papers of supervised tasks.

cells.py       Excel for printing; text of people is never a formula
lists.py       the ledger (督办台账) and the list as seen: ledger_sheet, list_sheet
official.py    the look of an official paper (GB/T 9704)
originals.py   the Word templates that the house brings
fields.py      what a template can say about a task
rendering.py   filling a template in a sandbox
own.py         templates of the office's own: own_template, keep_template, drop_template
vocabulary.py  which fields each paper knows
slips.py       the supervision slip (督办单)
bulletins.py   the bulletin (通报) as Word and Excel
leaders.py     the leaders' calendar (领导活动安排) as Excel
minutes.py     the minutes of a meeting (会议纪要)
slip_original.py · bulletin_original.py · minutes_original.py
               the templates of these three
papers.py      notice of assignment (交办事项通知书), one-page sheet (督办事项单)
story.py       receipts, reports, decisions, conversation, history as tables
casefile.py    the case file (案卷) as a ZIP
appraised.py   the results of a half-year: appraisal_sheet, appraisal_paper
charted.py     charts with their tables: analysis_paper
sevens_week.py the week of 7S: week_paper
duty_sheets.py a month of duties on one page, the yearly ledger of duties
grid.py        a ruled table on paper
exports.py     the trace that each of these leaves: note_export
taken_out.py   who took out what, and when: exports

Whoever may see the rows or read the papers may take them out.
Route: web/downloads.py. Tests: tests/documents/.
"""

from core.documents import policy as policy
from core.documents.appraised import appraisal_paper, appraisal_sheet, appraisal_title
from core.documents.bulletins import bulletin, bulletin_sheet
from core.documents.casefile import CaseFile, case_file
from core.documents.charted import analysis_paper, sections
from core.documents.duty_sheets import duty_ledger_sheet, duty_sheet
from core.documents.exports import note_export
from core.documents.leaders import leaders_sheet
from core.documents.lists import SCOPE_NAMES, Sheet, ledger_sheet, list_sheet
from core.documents.minutes import minutes
from core.documents.own import OwnTemplate, drop_template, keep_template, own_template
from core.documents.papers import NAMES, file_name, notice, one_page
from core.documents.sevens_week import (
    finding_rows,
    good_rows,
    ranking_rows,
    summary,
    walker_rows,
    week_paper,
)
from core.documents.slips import slip
from core.documents.taken_out import PAGE, Export, Exports, exports
from core.documents.vocabulary import VOCABULARIES

__all__ = [
    "NAMES",
    "PAGE",
    "SCOPE_NAMES",
    "VOCABULARIES",
    "CaseFile",
    "Export",
    "Exports",
    "OwnTemplate",
    "Sheet",
    "analysis_paper",
    "appraisal_paper",
    "appraisal_sheet",
    "appraisal_title",
    "bulletin",
    "bulletin_sheet",
    "case_file",
    "drop_template",
    "duty_ledger_sheet",
    "duty_sheet",
    "exports",
    "file_name",
    "finding_rows",
    "good_rows",
    "keep_template",
    "leaders_sheet",
    "ledger_sheet",
    "list_sheet",
    "minutes",
    "note_export",
    "notice",
    "one_page",
    "own_template",
    "ranking_rows",
    "sections",
    "slip",
    "summary",
    "walker_rows",
    "week_paper",
]
