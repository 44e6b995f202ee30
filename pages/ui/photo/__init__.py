"""Photos and files from phone and desktop.

picking.py       picking and sending, also without a connection: photo
attachments.py   what is kept, shown in place: attachments

The route of web/files.py writes the row; screens read the database.
"""

from pages.ui.photo.attachments import attachments
from pages.ui.photo.picking import photo

__all__ = ["attachments", "photo"]
