"""Photos are never kept as they came: decoded within bounds, turned upright, and written anew.

Left out that way: place, device, thumbnails, profiles, comments, and whatever hides behind the picture.
"""

import struct
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image

from core.errors import InvalidInput
from core.files.rules import JPEG, MIB, PNG, Checked, named_as
from core.i18n import N_

FORMATS = ("JPEG", "PNG", "WEBP")
PIXELS = 40_000_000
LONGEST_SIDE = 20_000
LONGEST_KEPT = 1600
LARGEST_KEPT = MIB - 1
QUALITIES = (85, 75, 60, 40)
SMALLER = 0.7

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# A decoded photo takes up to 160 MB: no more than two at a time.
_room = BoundedSemaphore(2)

# What Pillow raises on broken or hostile pictures.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    AttributeError,
    MemoryError,
    NotImplementedError,
    struct.error,
    Image.DecompressionBombError,
)


class PictureBroken(InvalidInput):
    message = N_("“{name}” cannot be read as a picture. Please take or save it again.")


class PictureTooLarge(InvalidInput):
    message = N_("“{name}” has too many pixels: at most 40 million.")


class PictureMoves(InvalidInput):
    message = N_("“{name}” is a moving picture. Please hand in a still one.")


def renewed(content: bytes, name: str) -> Checked:
    """At most 1600 pixels on the longer side and below 1 MiB, so that no two files look alike to a cache."""
    with _room:
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                _refuse(opened, name)
                picture, keeps_png = _decoded(opened), opened.format == "PNG"
        except BROKEN as error:
            raise PictureBroken(name=name) from error
        stored, media_type, size = _written(picture, as_png=keeps_png)
    return Checked(stored, named_as(name, media_type), media_type, *size)


def emblem(content: bytes, name: str, *, within: tuple[int, int]) -> Checked:
    """A small PNG written anew like a photo, but still transparent where it was: the office's logo."""
    with _room:
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                _refuse(opened, name)
                picture = opened.convert("RGBA")
        except BROKEN as error:
            raise PictureBroken(name=name) from error
        picture.thumbnail(within, Image.Resampling.LANCZOS)
        fresh = Image.new("RGBA", picture.size)
        fresh.paste(picture)
        return Checked(_saved(fresh, "PNG", optimize=True), named_as(name, PNG), PNG, *fresh.size)


def _refuse(opened: Image.Image, name: str) -> None:
    """From the header alone, before a single pixel is decoded."""
    width, height = opened.size
    if width * height > PIXELS or max(width, height) > LONGEST_SIDE:
        raise PictureTooLarge(name=name)
    if opened.format != "JPEG" and getattr(opened, "is_animated", False):
        raise PictureMoves(name=name)


def _decoded(opened: Image.Image) -> Image.Image:
    """Upright, scaled, on white where it was transparent; nothing but pixels."""
    opened.draft("RGB", (LONGEST_KEPT, LONGEST_KEPT))
    orientation = opened.getexif().get(ORIENTATION)
    see_through = opened.has_transparency_data
    picture = opened.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((LONGEST_KEPT, LONGEST_KEPT), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", picture.size, "white")
    fresh.paste(picture, mask=picture.getchannel("A") if see_through else None)
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return fresh.transpose(turn) if turn is not None else fresh


def _written(picture: Image.Image, *, as_png: bool) -> tuple[bytes, str, tuple[int, int]]:
    if as_png:
        stored = _saved(picture, "PNG", optimize=True)
        if len(stored) <= LARGEST_KEPT:
            return stored, PNG, picture.size
    while True:
        for quality in QUALITIES:
            stored = _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True)
            if len(stored) <= LARGEST_KEPT:
                return stored, JPEG, picture.size
        width, height = picture.size
        picture = picture.resize((max(1, int(width * SMALLER)), max(1, int(height * SMALLER))))


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    picture.save(made := BytesIO(), kind, **how)
    return made.getvalue()
