"""The guide of the demo: one item from its draft to its close, followed by what was really done.

walking.py    start, guide, drop_guide, resume_guide

It watches the newest item that was drafted since the demo was made. On the screen: pages/ui/guide.py.
"""

from core.guide import policy as policy
from core.guide.walking import Guide, NoGuide, Step, drop_guide, guide, resume_guide, start

__all__ = ["Guide", "NoGuide", "Step", "drop_guide", "guide", "resume_guide", "start"]
