"""The duty roster."""

from core.roster import engine

__all__ = ["engine"]
