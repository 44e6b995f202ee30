"""What kinds of channels there are, and what each has to be told: plain facts, and secrets."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_, Text


class Kind(StrEnum):
    WECOM = "wecom"
    WECOM_ROBOT = "wecom_robot"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    FEISHU_ROBOT = "feishu_robot"
    MAIL = "mail"
    GATEWAY = "gateway"


class Way(StrEnum):
    """How a person hears by a channel. Reminders come in the digest either way."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to fill in. `choices` makes it one of these; `needed` unless there is a default."""

    name: str
    label: Text
    default: str = ""
    needed: bool = True
    secret: bool = False
    choices: tuple[str, ...] = ()
    long: bool = False


KIND_NAMES: dict[Kind, Text] = {
    Kind.WECOM: N_("WeCom app"),
    Kind.WECOM_ROBOT: N_("WeCom group robot"),
    Kind.DINGTALK: N_("DingTalk group robot"),
    Kind.FEISHU: N_("Feishu app"),
    Kind.FEISHU_ROBOT: N_("Feishu group robot"),
    Kind.MAIL: N_("E-mail"),
    Kind.GATEWAY: N_("SMS gateway"),
}
WAY_NAMES: dict[Way, Text] = {
    Way.NOW: N_("At once, reminders once a day"),
    Way.DIGEST: N_("Once a day, all together"),
    Way.OFF: N_("Not at all"),
}
# What somebody is called there, where it is not the user name.
ADDRESS_NAMES: dict[Kind, Text] = {
    Kind.WECOM: N_("WeCom user ID"),
    Kind.WECOM_ROBOT: N_("Mobile number"),
    Kind.DINGTALK: N_("Mobile number"),
    Kind.FEISHU: N_("Feishu user ID"),
    Kind.FEISHU_ROBOT: N_("Feishu user ID"),
    Kind.MAIL: N_("E-mail address"),
    Kind.GATEWAY: N_("Mobile number"),
}
ROBOTS = (Kind.WECOM_ROBOT, Kind.DINGTALK, Kind.FEISHU_ROBOT)
SERVER, SECRET = N_("Server"), N_("Secret")

FACTS: dict[Kind, tuple[Fact, ...]] = {
    Kind.WECOM: (
        Fact("server", SERVER, "https://qyapi.weixin.qq.com"),
        Fact("corp_id", N_("Corp ID")),
        Fact("agent_id", N_("Agent ID")),
        Fact("secret", SECRET, secret=True),
    ),
    Kind.WECOM_ROBOT: (
        Fact("server", SERVER, "https://qyapi.weixin.qq.com"),
        Fact("token", N_("Key of the robot"), secret=True),
    ),
    Kind.DINGTALK: (
        Fact("server", SERVER, "https://oapi.dingtalk.com"),
        Fact("token", N_("Token of the robot"), secret=True),
        Fact("secret", N_("Signing secret"), secret=True),
    ),
    Kind.FEISHU: (
        Fact("server", SERVER, "https://open.feishu.cn"),
        Fact("app_id", N_("App ID")),
        Fact("secret", SECRET, secret=True),
    ),
    Kind.FEISHU_ROBOT: (
        Fact("server", SERVER, "https://open.feishu.cn"),
        Fact("token", N_("Token of the robot"), secret=True),
        Fact("secret", N_("Signing secret"), secret=True),
    ),
    Kind.MAIL: (
        Fact("host", N_("Mail server")),
        Fact("port", N_("Port"), "465"),
        Fact("security", N_("Encryption"), "ssl", choices=("ssl", "starttls", "none")),
        Fact("sender", N_("Sender address")),
        Fact("user", N_("User name there"), needed=False),
        Fact("password", N_("Password there"), needed=False, secret=True),
    ),
    Kind.GATEWAY: (
        Fact("url", N_("Address of the gateway")),
        Fact("body", N_("What is sent, as JSON"), '{"phone": "{phone}", "content": "{text}"}', long=True),
        Fact("sign_name", N_("Header of the signature"), "X-Signature"),
        Fact("time_name", N_("Header of the time"), "X-Timestamp"),
        Fact("success", N_("Its answer contains, when it is well"), needed=False),
        Fact("secret", N_("Signing secret"), secret=True),
    ),
}
