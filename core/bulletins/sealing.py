"""The hash over everything that a published bulletin says."""

import hashlib
import json

from db.models import Bulletin


def seal(bulletin: Bulletin) -> str:
    said = {
        "number": bulletin.number,
        "first_day": bulletin.first_day.isoformat(),
        "last_day": bulletin.last_day.isoformat(),
        "wording": bulletin.wording,
        "figures": bulletin.figures,
        "writers": bulletin.writers,
        "reviewed_by": bulletin.reviewed_by,
        "corrects_id": bulletin.corrects_id,
        "correction": bulletin.correction,
    }
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_sound(bulletin: Bulletin) -> bool:
    return bulletin.state != "published" or bulletin.seal == seal(bulletin)
