"""Appraisal (考核) of departments by half-year.

rules.py       what counts how much: rule sets, each valid from a day; indicators with weight and source
events.py      what happened that the rules give points for
points.py      points: proposed by rule or by hand, approved by a leader, excused (容错)
objecting.py   a department objects within so many workdays
scores.py      indicators entered or imported; the on-time rate that is to be reached
results.py     the results of a half-year, reckoned while it is open, frozen once closed
prompting.py   the talk rule and accountability: facts for chosen leaders, records made by people
sight.py       who sees everything, and who the own department

Figures come from core/counting/. Excel and Word: core/documents/appraised.py. Screen: pages/appraisal/.
Tables: db/models/appraisal.py. Tests: tests/appraisal/.
"""

from core.appraisal import policy as policy
from core.appraisal.objecting import decide_objection, object_to
from core.appraisal.points import STATE_NAMES, PointFact, add_point, decide_points, excuse, points, propose
from core.appraisal.prompting import (
    RECORD_NAMES,
    Prompt,
    RecordFact,
    RecordKind,
    keep_record,
    prompts,
    records,
)
from core.appraisal.results import FrozenPoint, Line, Results, close_half, results
from core.appraisal.rules import (
    KIND_NAMES,
    SOURCE_NAMES,
    Half,
    Indicator,
    Kind,
    Rules,
    RulesFact,
    Source,
    rule_sets,
    rules_at,
    save_rules,
)
from core.appraisal.scores import ScoreFact, enter_score, import_scores, read_scores, scores, set_target
from core.appraisal.sight import sees_all

__all__ = [
    "KIND_NAMES",
    "RECORD_NAMES",
    "SOURCE_NAMES",
    "STATE_NAMES",
    "FrozenPoint",
    "Half",
    "Indicator",
    "Kind",
    "Line",
    "PointFact",
    "Prompt",
    "RecordFact",
    "RecordKind",
    "Results",
    "Rules",
    "RulesFact",
    "ScoreFact",
    "Source",
    "add_point",
    "close_half",
    "decide_objection",
    "decide_points",
    "enter_score",
    "excuse",
    "import_scores",
    "keep_record",
    "object_to",
    "points",
    "prompts",
    "propose",
    "read_scores",
    "records",
    "results",
    "rule_sets",
    "rules_at",
    "save_rules",
    "scores",
    "sees_all",
    "set_target",
]
