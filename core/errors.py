"""What can go wrong for a reason that the reader can understand.

* DomainError
  - NotFound       the thing is gone, was never there, or is not yours to see
  - NotPermitted   you may not do this
  - Conflict       somebody was faster, or things have moved on
  - InvalidInput   what was typed needs correcting; `field` names the argument at fault

Everything else is a bug: it is logged under a number and not caught.
"""

from core.i18n import _


class DomainError(Exception):
    """A subclass says its message once, in English, as `message`."""

    message: str
    field: str = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        self.field = str(values.pop("field", self.field))
        super().__init__(self.message.format(**values))

    @property
    def for_user(self) -> str:
        return _(self.message, **self.values)


class NotFound(DomainError): ...


class NotPermitted(DomainError): ...


class Conflict(DomainError): ...


class InvalidInput(DomainError): ...
