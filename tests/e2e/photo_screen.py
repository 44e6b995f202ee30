"""The only screen of photo_office.py."""

import streamlit as st

from core import files
from core.work import begin
from pages import ui
from pages.ui.photo import attachments, photo

FOLDER = int(st.query_params["folder"])

ui.open_page("材料")
photo("photos", subject="folder", subject_id=FOLDER)
with ui.look() as work:
    kept = files.of(work, "folder", FOLDER)
st.text(f"已存 {len(kept)} 个")
wanted = attachments("kept", kept, removable=True)
if wanted is not None:
    with begin(work.actor) as removing:
        files.remove(removing, file_id=wanted)
    st.rerun()
