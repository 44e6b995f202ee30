"""The rates of stored figures, by the rule of core/counting, and how papers write them."""

from collections.abc import Mapping, Sequence

from core import counting

Ids = Mapping[str, Sequence[int]]


def closure_rate(figures: Ids) -> float | None:
    """办结率"""
    return counting.Rate(len(figures["closed"]), len(figures["handled"])).percent


def on_time_rate(figures: Ids) -> float | None:
    """按期办结率, of what is due and decided"""
    return counting.Rate(len(figures["on_time"]), len(figures["on_time"]) + len(figures["late"])).percent


def said(percent: float | None) -> str:
    return "—" if percent is None else f"{percent:g}%"
