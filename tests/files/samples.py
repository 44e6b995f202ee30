"""Files as people and ill-wishers hand them in, made on the spot."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GPS, ORIENTATION, MAKE, MODEL = 0x8825, 0x0112, 0x010F, 0x0110


def picture(
    kind: str = "JPEG", *, size: tuple[int, int] = (120, 80), colour: str = "teal", **how: object
) -> bytes:
    Image.new("RGB", size, colour).save(made := BytesIO(), kind, **how)
    return made.getvalue()


def noise(kind: str = "JPEG", *, size: tuple[int, int] = (2400, 1800)) -> bytes:
    Image.effect_noise(size, 90).convert("RGB").save(made := BytesIO(), kind, quality=98)
    return made.getvalue()


def phone_photo(*, orientation: int = 6) -> bytes:
    """Wide, with place, device, profile, comment and XMP, to be turned; its left end is red."""
    taken = Image.new("RGB", (200, 100), "blue")
    taken.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[MODEL] = orientation, "Telefon", "Serie 12345"
    exif.get_ifd(GPS).update({1: "N", 2: (39.0, 54.0, 26.0), 3: "E", 4: (116.0, 23.0, 29.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">secretplace</x:xmpmeta>'
    taken.save(
        made := BytesIO(),
        "JPEG",
        quality=90,
        exif=exif,
        comment=b"secretplace",
        xmp=xmp,
        icc_profile=b"p" * 200,
    )
    return made.getvalue()


def bomb_picture(width: int, height: int) -> bytes:
    """A small PNG that says it is huge, and is."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compressobj(9)
    line = bytes((width + 7) // 8 + 1)
    body = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def moving_picture() -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(made := BytesIO(), "WEBP", save_all=True, append_images=frames[1:])
    return made.getvalue()


def word(text: str = "会议纪要") -> bytes:
    document = Document()
    document.add_paragraph(text)
    document.save(made := BytesIO())
    return made.getvalue()


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows or ([1, 2],):
        book.active.append(row)
    book.save(made := BytesIO())
    return made.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    with ZipFile(made := BytesIO(), "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


def with_parts(whole: bytes, parts: dict[str, bytes]) -> bytes:
    """The Office file with more inside."""
    with ZipFile(made := BytesIO(whole), "a", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def zip_bomb() -> bytes:
    """42 KB or so that would become 400 MB."""
    return with_parts(word(), {f"word/media/{n}.bin": bytes(100 * 1024 * 1024) for n in range(4)})


def lying_zip() -> bytes:
    """The directory says that the part is tiny."""
    whole = with_parts(word(), {"word/media/big.bin": bytes(60 * 1024 * 1024)})
    true_size, said = struct.pack("<I", 60 * 1024 * 1024), struct.pack("<I", 10)
    return whole.replace(true_size, said)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
