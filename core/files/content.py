"""What a file really is: told from its content, never from its name alone."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from core.files import images
from core.files.rules import (
    CSV,
    DOCX,
    IMAGES,
    LARGEST,
    MIB,
    PDF,
    PPTX,
    TEXT,
    TEXT_LARGEST,
    XLSX,
    Checked,
    Disguised,
    EmptyFile,
    FileTooLarge,
    HeicPicture,
    KindNotAllowed,
    OldOffice,
    extension_of,
    named_as,
    named_kind,
    refuse_secret,
    safe_name,
)
from core.files.zips import ArchiveBroken, HasMacros, look_into, refuse_programs

OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
CONTENT_TYPES = "[Content_Types].xml"
WORDS = re.compile(r"(word/(document|header\d*|footer\d*)|xl/sharedStrings|ppt/slides/slide\d+)\.xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE = ("doc", "xls", "ppt", "docx", "xlsx", "pptx", "wps", "et", "dps")
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MARKUP = re.compile(r"^\s*<|<\s*(script|html|svg|iframe|object|embed)\b", re.IGNORECASE)
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")
TAGS = re.compile(rb"<[^>]*>")
# Endings that promise something which is never kept: nothing of ours hides behind them.
PROGRAMS = frozenset(
    (
        "exe",
        "dll",
        "com",
        "scr",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "hta",
        "msi",
        "jar",
        "apk",
        "sh",
        "py",
        "php",
        "jsp",
        "html",
        "htm",
        "xhtml",
        "svg",
        "svgz",
        "xml",
        "mht",
        "lnk",
        "url",
        "reg",
        "iso",
        "docm",
        "xlsm",
        "pptm",
        "doc",
        "xls",
        "ppt",
        "zip",
        "rar",
        "7z",
        "gz",
    )
)


def checked(content: bytes, name: str) -> Checked:
    """The file as it may be kept; raises one clear refusal that names it."""
    name = safe_name(name)
    refuse_secret(name, name)
    if not content:
        raise EmptyFile(name=name)
    if len(content) > LARGEST:
        raise FileTooLarge(name=name, limit=LARGEST // MIB)
    if _is_image(content):
        _refuse_disguise(name, IMAGES)
        return images.renewed(content, name)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise HeicPicture(name=name)
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    if content.startswith(b"PK\x03\x04"):
        return _office(content, name)
    if content.startswith(OLE) and extension_of(name) in OLD_OFFICE:
        raise OldOffice(name=name)
    return _text(content, name)


def _is_image(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def _pdf(content: bytes, name: str) -> Checked:
    _refuse_disguise(name, {PDF})
    if b"%%EOF" not in content[-2048:]:
        raise ArchiveBroken(name=name)
    return Checked(content, named_as(name, PDF), PDF)


def _office(content: bytes, name: str) -> Checked:
    members = look_into(content, name)
    kind = next((OFFICE_PARTS[part] for part in OFFICE_PARTS if part in members), None)
    if kind is None or CONTENT_TYPES not in members:
        raise KindNotAllowed(name=name)
    _refuse_disguise(name, {kind})
    refuse_programs(members, name)
    _read_through(content, name, members)
    return Checked(content, named_as(name, kind), kind)


def _read_through(content: bytes, name: str, members: list[str]) -> None:
    """Every part unpacks to what it promised; none declares macros or bears a mark of secrecy."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            if archive.testzip() is not None:
                raise ArchiveBroken(name=name)
            if b"macroenabled" in archive.read(CONTENT_TYPES).lower():
                raise HasMacros(name=name)
            for part in filter(WORDS.fullmatch, members):
                refuse_secret(TAGS.sub(b"", archive.read(part)).decode(errors="ignore"), name)
    except (BadZipFile, ZlibError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ArchiveBroken(name=name) from error


def _text(content: bytes, name: str) -> Checked:
    """Only what is called text and is text: scripts and pages are not."""
    kind = named_kind(name)
    if kind not in (TEXT, CSV):
        raise Disguised(name=name) if kind else KindNotAllowed(name=name)
    if len(content) > TEXT_LARGEST:
        raise FileTooLarge(name=name, limit=TEXT_LARGEST // MIB)
    text = _decoded(content)
    if text is None:
        raise Disguised(name=name)
    if MARKUP.search(text):
        raise KindNotAllowed(name=name)
    refuse_secret(text, name)
    return Checked(content, name, kind)


def _decoded(content: bytes) -> str | None:
    if NOT_TEXT.search(content):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refuse_disguise(name: str, kinds: frozenset[str] | set[str]) -> None:
    """An ending that means something else is a disguise, or a mistake that the sender should know of."""
    promised = named_kind(name)
    if promised not in kinds and (promised or extension_of(name) in PROGRAMS):
        raise Disguised(name=name)
