"""What every answer carries: what a page may load, and that nobody keeps, frames or guesses it."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

PLAIN = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "x-robots-tag": "noindex",
}
STRICT_TRANSPORT = "max-age=31536000"


@cache
def content_policy() -> str:
    """Streamlit has one inline script; its hash is taken from the file that is served."""
    scripts = " ".join(["'self'", "blob:", *inline_hashes()])
    return (
        f"default-src 'self'; script-src {scripts}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; media-src 'self' blob:; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def inline_hashes() -> list[str]:
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    found = INLINE_SCRIPT.findall(page.read_text("utf-8"))
    return [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in found]
