"""What people typed is shown as they typed it: nothing in it is markup."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def md(text: object) -> str:
    """Text of people where Streamlit reads markdown: every sign stands for itself, line breaks stay."""
    escaped = _MARKUP.sub(r"\\\1", str(text))
    return escaped.replace("\n", "  \n")
