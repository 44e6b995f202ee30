"""What the matrix calls core/counting with: the same period for everybody; numbers only, and no titles."""

from core.counting import Period
from tests import make
from tests.policy_scene import Factory, given

PERIOD = Period(make.day(0), make.day(60))

COUNTING: dict[str, Factory] = {
    "counting.figures": given(period=PERIOD),
    "counting.office_figures": given(period=PERIOD),
}
