"""Photos are never kept as they came: decoded within bounds, turned upright, and written anew.

Left out that way: place, device, thumbnails, profiles, comments, and whatever hides behind the picture.

A picture that takes much memory to decode is decoded by a process of its own, within a limit: the office's
server does not grow by it, and what kills the process is refused as broken.
"""

import struct
import subprocess
import sys
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image

from core.errors import InvalidInput
from core.files.rules import JPEG, MIB, PNG, Checked, named_as
from core.i18n import N_
from core.settings import ROOT

FORMATS = ("JPEG", "PNG", "WEBP")
PIXELS = 40_000_000
LONGEST_SIDE = 20_000
LONGEST_KEPT = 1600
LARGEST_KEPT = 400_000
QUALITIES = (85, 75, 60, 40)
SMALLER = 0.7

if sys.platform != "win32":
    import resource

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

# What a baseline JPEG is scaled to while it is decoded costs little, whatever it was; all else in full.
IN_HOUSE = 6_000_000
# One such process at a time, for so long and with so much memory.
_room = BoundedSemaphore(1)
PATIENCE = 20
ROOM = 1536 * MIB
CHILD = "from core.files.images import alone; alone()"

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
    """At most 1600 pixels on the longer side and 400 kB; refused from its header where it is too large."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            _refuse(opened, name)
            heavy = _is_heavy(opened)
        stored, media_type, size, likeness = _apart(content) if heavy else written_anew(content)
    except BROKEN as error:
        raise PictureBroken(name=name) from error
    return Checked(stored, named_as(name, media_type), media_type, *size, likeness=likeness)


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


Written = tuple[bytes, str, tuple[int, int], str]


def written_anew(content: bytes) -> Written:
    """The picture as it is kept, its kind, its size, and what it looks like."""
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        picture, keeps_png = _decoded(opened), opened.format == "PNG"
    stored, media_type, size = _written(picture, as_png=keeps_png)
    return stored, media_type, size, likeness(picture)


def likeness(picture: Image.Image) -> str:
    """A difference hash of 64 bits in hex: pictures that look alike differ in few of them."""
    small = list(picture.convert("L").resize((9, 8), Image.Resampling.BILINEAR).tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (small[place] > small[place + 1])
    return f"{bits:016x}"


def alone() -> None:
    """In a process of its own: a picture on the standard input, what is kept on the standard output."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    stored, media_type, (width, height), looks = written_anew(sys.stdin.buffer.read())
    sys.stdout.buffer.write(f"{media_type} {width} {height} {looks}\n".encode() + stored)


def _apart(content: bytes) -> Written:
    """Raises OSError where the process could not do it."""
    with _room:
        try:
            done = subprocess.run(
                [sys.executable, "-c", CHILD],
                input=content,
                capture_output=True,
                timeout=PATIENCE,
                cwd=ROOT,
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise OSError("the picture could not be decoded") from error
    head, _, stored = done.stdout.partition(b"\n")
    media_type, width, height, looks = head.decode("ascii").split()
    return stored, media_type, (int(width), int(height)), looks


def _is_heavy(opened: Image.Image) -> bool:
    width, height = opened.size
    scaled = opened.format == "JPEG" and not opened.info.get("progressive")
    return width * height > IN_HOUSE and not scaled


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
