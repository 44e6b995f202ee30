"""What was typed: a FILE is meant in the folder where the command was typed, not in the program's."""

import os
from pathlib import Path

from core.errors import InvalidInput
from core.i18n import N_


class NoSuchFile(InvalidInput):
    message = N_("There is no file {file}.")


def path(text: str) -> Path:
    return Path(os.environ.get("LUOSHI_TYPED_IN", "."), text).resolve()


def existing(text: str) -> Path:
    file = path(text)
    if not file.is_file():
        raise NoSuchFile(file=file)
    return file
