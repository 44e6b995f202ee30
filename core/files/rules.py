"""What may be kept, how large, how many, and under what name: no database, no store."""

import re
from dataclasses import dataclass

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.text import clean_line

MIB = 1024 * 1024
LARGEST = 20 * MIB
TEXT_LARGEST = 5 * MIB
PER_SUBJECT = 20
NAME_CHARACTERS, NAME_BYTES = 120, 200

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
TEXT, CSV = "text/plain", "text/csv"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = OPEN_XML + "wordprocessingml.document"
XLSX = OPEN_XML + "spreadsheetml.sheet"
PPTX = OPEN_XML + "presentationml.presentation"
EXTENSIONS = {
    JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    PNG: ("png",),
    WEBP: ("webp",),
    PDF: ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    PPTX: ("pptx",),
    TEXT: ("txt",),
    CSV: ("csv",),
}
IMAGES = frozenset({JPEG, PNG, WEBP})
SHOWN_IN_PLACE = frozenset({JPEG, PNG, PDF})

_BY_EXTENSION = {extension: kind for kind, extensions in EXTENSIONS.items() for extension in extensions}
_FORBIDDEN = re.compile(r'[<>:"|?*%\\/]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_SECRET = re.compile(r"(绝密|机密|秘密)\s*[★☆]")
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class EmptyFile(InvalidInput):
    message = N_("“{name}” is empty (0 bytes).")


class FileTooLarge(InvalidInput):
    message = N_("“{name}” is too large: at most {limit} MB.")


class KindNotAllowed(InvalidInput):
    message = N_(
        "“{name}” cannot be kept here. Allowed are photos (JPEG, PNG, WEBP), PDF, Word, Excel, PowerPoint "
        "(docx, xlsx, pptx) and plain text."
    )


class HeicPicture(InvalidInput):
    message = N_("“{name}” is a HEIC picture. Please set the camera to JPEG, or take the photo right here.")


class OldOffice(InvalidInput):
    message = N_(
        "“{name}” is in an old or password-protected Office format. Please save it as docx, xlsx or PDF."
    )


class Disguised(InvalidInput):
    message = N_("“{name}” is not what its name says. Please check the file and its ending.")


class MarkedSecret(InvalidInput):
    message = N_("“{name}” bears a mark of state secrecy. State secrets must not be put into this system.")


class TooManyFiles(Conflict):
    message = N_("There are {limit} files here already. Please remove one before adding another.")


class KeyTaken(Conflict):
    message = N_("This file could not be told from another one. Please choose it again.")


class FileGone(NotFound):
    message = N_("This file does not exist, or it is not yours to see.")


class NoPlace(NotFound):
    message = N_("Files cannot be added here.")


class PapersClosed(Conflict):
    message = N_("The item is closed: its files stay as they are.")


class FileDamaged(Conflict):
    message = N_("The stored file “{name}” is missing or damaged. Please tell your administrator.")


class StoreUnreachable(Conflict):
    message = N_("Files cannot be stored at the moment. Please try again later, or tell your administrator.")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked through and may be kept, as it will be stored."""

    content: bytes
    name: str
    media_type: str
    width: int | None = None
    height: int | None = None
    likeness: str | None = None


def safe_name(name: str) -> str:
    """The last part of the name, on one line, without what any system reads as a path or a command."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1][-1000:]
    cleaned = " ".join(_FORBIDDEN.sub("_", clean_line(last, limit=1000)).split()).strip(" .~")
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, extension = cleaned.rpartition(".")
    if not dot or len(extension) > 10:
        stem, extension = cleaned, ""
    room = NAME_CHARACTERS - len(extension) - 1
    short = (
        stem[:room].encode()[: NAME_BYTES - len(extension.encode()) - 1].decode(errors="ignore").strip(" .")
    )
    return f"{short or 'file'}.{extension}" if extension else short or "file"


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def named_kind(name: str) -> str | None:
    """The kind that the ending promises, if it is one of ours."""
    return _BY_EXTENSION.get(extension_of(name))


def named_as(name: str, media_type: str) -> str:
    """The name with the ending of its real kind. Photos may come under any photo's ending."""
    if named_kind(name) == media_type:
        return name
    if named_kind(name) in IMAGES and media_type in IMAGES:
        name = name.rpartition(".")[0] or "file"
    return safe_name(f"{name}.{EXTENSIONS[media_type][0]}")


def refuse_secret(text: str, name: str) -> None:
    if _SECRET.search(text):
        raise MarkedSecret(name=name)
