"""Looking at what was chosen; the commands themselves ask for their own rights, row by row."""

from core.policy import PEOPLE, allow, rule

allow("bulk", {"chosen": rule(none=PEOPLE)})
