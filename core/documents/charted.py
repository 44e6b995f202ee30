"""The analysis of a period as Word: each chart with its table below it."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as Paper
from docx.shared import Mm

from core import analysis, charts, office
from core.analysis import Analysis, Bar, Load
from core.charts import Chart
from core.counting import Period
from core.documents import official
from core.documents.appraised import head, written
from core.documents.grid import grid
from core.i18n import Text, _, day
from core.work import Work

Rows = Sequence[Sequence[object]]


def analysis_paper(work: Work, *, period: Period) -> bytes:
    """All charts of a period with their tables."""
    work.must("documents.analysis_paper")
    found = analysis.analysis(work, period=period)
    made = official.paper(margins=(30, 28, 26, 24))
    span = f"{day(found.period.first, year=True)} — {day(found.period.last, year=True)}"
    head(made, office.profile(work.session).name, _("Analysis of supervised items"), span)
    for title, chart, columns, rows in sections(found):
        _headed(made, title, chart if rows else None)
        grid(made, [(name, 20) for name in columns], rows or [["—"] * len(columns)])
    official.page_numbers(made)
    return written(made)


def sections(found: Analysis) -> list[tuple[str, Chart, list[str], Rows]]:
    """Title, chart, headings and rows: the same on paper and on the screen."""
    return [
        (_("On-time rate by month"), charts.rates(found.months), *_rates(found)),
        (
            _("From issue to closing"),
            charts.bars(found.lead_times, _("Closed items")),
            *_bars(found.lead_times, _("Time taken")),
        ),
        (_("Open work by department"), charts.loads(found.departments), *_loads(found.departments)),
        (_("Open work by person"), charts.loads(found.people), *_loads(found.people, people=True)),
        (
            _("How old open items are"),
            charts.bars(found.ageing, _("Open items")),
            *_bars(found.ageing, _("Open for")),
        ),
        (_("Where items wait"), charts.waits(found.waits), *_waits(found)),
        (
            _("Where items come from"),
            charts.bars(found.sources, _("Count of items")),
            *_bars(found.sources, _("Source")),
        ),
    ]


def _rates(found: Analysis) -> tuple[list[str], Rows]:
    columns = [
        _("In month"),
        _("To be done"),
        _("On time"),
        _("Rate"),
        _("95 % interval"),
        _("Extended"),
        _("Undecided"),
    ]
    rows = []
    for one in found.months:
        low, high = one.rate.interval or (0.0, 0.0)
        known = one.rate.whole > 0
        rate = f"{one.rate.percent:g}%" if known else "—"
        span = f"{100 * low:.1f}–{100 * high:.1f}%" if known else "—"
        counts = [one.rate.whole, one.rate.part, rate, span, one.extended, one.undecided]
        rows.append([f"{one.first:%Y-%m}", *counts])
    return columns, rows


def _bars(found: Sequence[Bar], heading: str) -> tuple[list[str], Rows]:
    rows = [[said(one.name), one.count, one.late] for one in found]
    return [heading, _("Count of items"), _("Overdue")], rows


def _loads(found: Sequence[Load], *, people: bool = False) -> tuple[list[str], Rows]:
    whose = [_("Handler"), _("Department")] if people else [_("Department")]
    rows = [
        [*([one.name, one.department] if people else [one.name]), one.lead, one.supporting, one.late]
        for one in found
    ]
    return [*whose, _("Lead"), _("Supporting"), _("Overdue")], rows


def _waits(found: Analysis) -> tuple[list[str], Rows]:
    columns = [_("Station"), _("Ended"), _("Days on average"), _("Median days"), _("Waiting now")]
    rows = [
        [_(one.name), one.ended, *((one.mean, one.middle) if one.ended else ("—", "—")), one.open]
        for one in found.waits
    ]
    return columns, rows


def said(name: Text | str) -> str:
    return _(name) if isinstance(name, Text) else name


def _headed(made: Paper, title: str, chart: Chart | None) -> None:
    """The heading and its chart are one paragraph: no page ends between them."""
    line = made.add_paragraph()
    official.shape(line, align=official.LEFT, exactly=None)
    line.paragraph_format.keep_with_next = True
    heading = official.run(line, title, font=official.HEADING, size=official.SIZE_4)
    if chart is not None:
        heading.add_break()
        line.add_run().add_picture(BytesIO(charts.png(chart)), width=Mm(150))
