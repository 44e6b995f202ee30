"""The secret of somebody's second step, sealed (core/sealing.py) and bound to that person."""

from core import sealing
from core.sealing import KeyUnusable as KeyUnusable


def sealed(secret: str, person_id: int) -> str:
    return sealing.sealed(secret, _whose(person_id))


def opened(seal: str, person_id: int) -> str | None:
    """None where the key is another one, or missing."""
    return sealing.opened(seal, _whose(person_id))


def opens(seal: str, person_id: int) -> bool:
    return opened(seal, person_id) is not None


def _whose(person_id: int) -> str:
    return f"second step of {person_id}"
