"""Files and photos."""

from core.files.sheets import rows

__all__ = ["rows"]
