"""Photos as they arrive: a phone's 12 megapixels, a bomb of 100, WebP and PNG at the limit of 40.

12 MP with place and orientation 6   upright, without EXIF, at most 400 kB, in less than 2 s
100 MP bomb                          refused in less than 2 s
memory                               the server's process grows by less than 100 MB for any of them
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from core import files
from core.errors import InvalidInput
from tests.files import samples

SECONDS, BYTES, MEGABYTES = 2.0, 400_000, 100


CASES: dict[str, Callable[[], bytes]] = {
    "12 MP JPEG": lambda: phone(),
    "100 MP bomb": lambda: samples.bomb_picture(10_000, 10_000),
    "40 MP WebP": lambda: large("WEBP"),
    "40 MP PNG": lambda: large("PNG"),
}


def main() -> int:
    """Each picture is taken in by a fresh process, so that nothing made before hides what it costs."""
    if len(sys.argv) > 2:
        return tried(sys.argv[1], Path(sys.argv[2]).read_bytes())
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, made in CASES.items():
            place = Path(folder) / "picture"
            place.write_bytes(made())
            command = [sys.executable, "-m", "benchmarks.photos", name, str(place)]
            found = max(found, subprocess.run(command, check=False).returncode)
    return found


def tried(name: str, content: bytes) -> int:
    before, begun = peak(), time.perf_counter()
    try:
        kept = files.checked(content, "照片.jpg")
        said = f"{len(kept.content) // 1000} kB, {kept.width} × {kept.height}"
        fits = len(kept.content) <= BYTES and not Image.open(BytesIO(kept.content)).getexif()
    except InvalidInput as refusal:
        said, fits = f"refused: {refusal}", True
    seconds, grown = time.perf_counter() - begun, peak() - before
    print(f"{name:12} {seconds:5.2f} s  +{grown:4.0f} MB  {said}")
    # What lies at the limit has its own process and may take its time there.
    return 0 if fits and grown < MEGABYTES and (seconds < SECONDS or name.startswith("40")) else 1


def peak() -> float:
    """The most memory this process ever had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def phone() -> bytes:
    """A picture as a phone takes it: much detail, turned, with the place in it."""
    luck = random.Random(1)
    small = Image.new("RGB", (400, 300))
    small.putdata([tuple(luck.randrange(256) for _ in range(3)) for _ in range(400 * 300)])  # type: ignore[misc]
    exif = Image.Exif()
    exif[samples.ORIENTATION] = 6
    exif.get_ifd(samples.GPS).update({1: "N", 2: (39.0, 54.0, 26.0)})
    small.resize((4000, 3000)).save(made := BytesIO(), "JPEG", quality=92, exif=exif)
    return made.getvalue()


def large(kind: str) -> bytes:
    Image.new("RGB", (8000, 5000), "teal").save(made := BytesIO(), kind)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
