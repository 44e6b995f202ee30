"""How a Chinese name is spelled in Latin letters: for searching by initials and for user names."""

from pypinyin import Style, lazy_pinyin

# As surnames these are read differently from the dictionary.
SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单": ("shan",),
    "曾": ("zeng",),
    "解": ("xie",),
    "仇": ("qiu",),
    "查": ("zha",),
    "盖": ("ge",),
    "朴": ("piao",),
    "区": ("ou",),
    "华": ("hua",),
    "任": ("ren",),
    "翟": ("zhai",),
    "覃": ("qin",),
    "乐": ("yue",),
    "员": ("yun",),
    "繁": ("po",),
    "缪": ("miao",),
    "秘": ("bi",),
    "冼": ("xian",),
    "黑": ("he",),
    "尹": ("yin",),
}


def syllables(name: str) -> list[str]:
    """The name's syllables in small Latin letters; letters and digits stay, other marks go."""
    start = next((surname for surname in SURNAMES if name.startswith(surname) and name != surname), "")
    read = [*SURNAMES.get(start, ()), *lazy_pinyin(name[len(start) :], style=Style.NORMAL, v_to_u=False)]
    plain = ("".join(char for char in one.lower() if char.isascii() and char.isalnum()) for one in read)
    return [one for one in plain if one]


def spelled(name: str) -> str:
    """What a search looks in: "zhangsan zs" for 张三."""
    read = syllables(name)
    return f"{''.join(read)} {''.join(one[0] for one in read)}".strip()


def user_name_from(name: str) -> str:
    """The user name that is proposed: "zhangsan"; the name itself where nothing can be spelled."""
    return "".join(syllables(name)) or name
