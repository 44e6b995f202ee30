"""Parts of the screen of 7S rounds: starting a round, a mutual check, excuses."""

from pages.ui.rounds.excusing import show_excuses
from pages.ui.rounds.starting import Choice, show_mutual, show_team

__all__ = ["Choice", "show_excuses", "show_mutual", "show_team"]
