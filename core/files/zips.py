"""Archives are looked at from outside before anything in them is unpacked."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.errors import InvalidInput
from core.i18n import N_

MIB = 1024 * 1024
MEMBERS = 500
UNPACKED = 50 * MIB
RATIO = 150
RATIO_FROM = MIB
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("macrosheets/", "activex/")


class ArchiveTooLarge(InvalidInput):
    message = N_("“{name}” would unpack to far too much. Please hand in a smaller file.")


class ArchiveBroken(InvalidInput):
    message = N_("“{name}” is damaged or protected by a password. Please save it again and try once more.")


class HasMacros(InvalidInput):
    message = N_("“{name}” contains macros. Please save it without macros and try again.")


class HoldsPrograms(InvalidInput):
    message = N_("“{name}” carries another program or object inside. Please remove it and try again.")


def look_into(content: bytes, name: str) -> list[str]:
    """The names inside, once the archive is known to be harmless to unpack."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, OSError) as error:
        raise ArchiveBroken(name=name) from error
    if len(members) > MEMBERS or sum(one.file_size for one in members) > UNPACKED:
        raise ArchiveTooLarge(name=name)
    if any(_swollen(one) for one in members):
        raise ArchiveTooLarge(name=name)
    if any(one.flag_bits & 1 for one in members):
        raise ArchiveBroken(name=name)
    return [one.filename for one in members]


def refuse_programs(members: list[str], name: str) -> None:
    lowered = [one.lower() for one in members]
    if any(one.endswith(MACROS) or folder in one for one in lowered for folder in MACRO_FOLDERS):
        raise HasMacros(name=name)
    if any("/embeddings/" in one and not one.endswith((".xlsx", ".docx", ".pptx")) for one in lowered):
        raise HoldsPrograms(name=name)


def _swollen(one: ZipInfo) -> bool:
    return one.file_size > RATIO_FROM and one.file_size > RATIO * max(one.compress_size, 1)
