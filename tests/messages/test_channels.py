"""Every channel says what its service understands, to a real server; and no secret gets out of its row."""

import base64
import hashlib
import hmac
import json
import logging
import traceback

import pytest
from sqlalchemy import select

from core import channels, messages
from core.channels import HostNotAllowed, Kind, NotThrough, Plan, Way, hosts
from core.channels.keeping import NameTaken, NoLinksForGroups
from core.messages import Chosen
from core.messages.choosing import EverybodysAddress
from core.work import SomebodyWasFaster, begin, look
from db.models import Channel, Event, Person
from db.session import database
from tests import make
from tests.messages import desk
from tests.messages.servers import mail_server, service

ONE = pytest.mark.parametrize("backend", ["sqlite"])  # what goes over the wire knows no database


@ONE
def test_wecom_speaks_to_the_person_with_a_token_that_is_renewed(house):
    with service() as wecom:
        tokens = iter(["old", "new", "newer"])
        wecom.answers["/cgi-bin/gettoken"] = lambda _: {"errcode": 0, "access_token": next(tokens)}
        wecom.answers["/cgi-bin/message/send"] = lambda asked: {
            "errcode": 42001 if stale and asked.query["access_token"] == "old" else 0
        }
        desk.channel(house, Kind.WECOM, wecom.url)
        stale = False
        desk.tell(house.staff)
        assert desk.send() == "1 sent, 0 failed, 0 unknown, 0 hanging"
        [said] = wecom.said()
        assert said.content["touser"] == "张敏"
        assert said.content["agentid"] == 1000002
        assert "督办1号 完善值班制度" in said.content["text"]["content"]

        stale = True
        desk.tell(house.staff, "第二项")
        assert desk.send().startswith("1 sent")
        assert [one.query["access_token"] for one in wecom.said()] == ["old", "old", "new"]
        wecom.answers["/cgi-bin/message/send"] = {"errcode": 81013, "invaliduser": "张敏"}
        desk.tell(house.staff, "第三项")
        assert desk.send() == "0 sent, 1 failed, 0 unknown, 0 hanging"
        assert desk.rows()[-1].failure == "address:81013"


@ONE
def test_robots_sign_and_name_the_person(house):
    desk.reachable(house.staff)
    with service() as server:
        for kind in (Kind.DINGTALK, Kind.FEISHU_ROBOT, Kind.WECOM_ROBOT):
            desk.channel(house, kind, server.url)
        desk.tell(house.staff, '<at user_id="all"></at>逃逸')
        desk.send()
    by_path = {one.path.split("/")[1]: one for one in server.asked}
    ding, feishu, wecom = by_path["robot"], by_path["open-apis"], by_path["cgi-bin"]
    phone = f"1380000{house.staff.number:04d}"
    stamp = ding.query["timestamp"]
    assert ding.query["sign"] == signed(b"s3cret-sign", f"{stamp}\ns3cret-sign".encode())
    assert ding.content["at"]["atMobiles"] == [phone]
    assert f"@{phone}" in ding.content["text"]["content"]
    assert feishu.content["sign"] == signed(f"{feishu.content['timestamp']}\ns3cret-sign".encode(), b"")
    assert feishu.content["content"]["text"].count("<at") == 1
    assert '<at user_id="张敏">' in feishu.content["content"]["text"]
    assert wecom.content["text"]["mentioned_mobile_list"] == [phone]
    assert wecom.query == {"key": "s3cret-key"}


@ONE
def test_nobody_is_called_all(house):
    """ "@all" is the whole company for WeCom and Feishu, typed as an address or taken as a user name."""
    with service() as server:
        server.usual = {"errcode": 0, "code": 0, "access_token": "t", "tenant_access_token": "t"}
        numbers = [desk.channel(house, kind, server.url) for kind in (Kind.WECOM, Kind.FEISHU_ROBOT)]
        for typed in ("@all", "ALL", " ＠All"):
            with begin(house.staff) as work, pytest.raises(EverybodysAddress):
                chosen = Chosen({numbers[0]: Way.NOW}, {numbers[0]: typed})
                messages.choose(work, chosen=chosen)
        with database().writing() as session:
            session.get_one(Person, house.staff.number).user_name = "@all"
        desk.tell(house.staff)
        desk.send()
        assert {row.failure for row in desk.rows()} == {"address"}
        for number in numbers:
            with pytest.raises(NotThrough):
                channels.send_test(house.admin, channel_id=number, to="@all")
        assert server.asked == []


@ONE
def test_a_robot_sends_no_one_time_links(house):
    with service() as server:
        with pytest.raises(NoLinksForGroups):
            desk.channel(house, Kind.DINGTALK, server.url, one_time_links=True)
        # One that was set up before the rule, too: its group would read the link.
        number = desk.channel(house, Kind.WECOM_ROBOT, server.url)
        with database().writing() as session:
            session.get_one(Channel, number).one_time_links = True
        desk.reachable(house.staff)
        make.task(house)
        messages.send_due()
    sent = "".join(str(one.content) for one in server.asked)
    assert "完善值班制度" in sent
    assert "/go/" not in sent


def signed(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


@ONE
def test_feishu_and_the_gateway_for_text_messages(house):
    desk.reachable(house.staff)
    with service() as server:
        token_path = "/open-apis/auth/v3/tenant_access_token/internal"
        server.answers[token_path] = {"code": 0, "tenant_access_token": "t-1"}
        desk.channel(house, Kind.FEISHU, server.url)
        body = '{"to": ["{phone}"], "content": "【局】{text}", "id": "{key}"}'
        desk.channel(house, Kind.GATEWAY, f"{server.url}/sms", facts={"body": body})
        desk.tell(house.staff, '换行\n"引号"与{phone}')
        assert desk.send().startswith("2 sent")
    feishu = next(one for one in server.asked if one.path.endswith("messages"))
    assert feishu.headers["authorization"] == "Bearer t-1"
    assert '换行 "引号"' in json.loads(feishu.content["content"])["text"].replace("\n", " ")
    sms = next(one for one in server.asked if one.path == "/sms")
    stamp, secret = sms.headers["X-Timestamp"], b"s3cret-gateway"
    right = hmac.new(secret, stamp.encode() + b"\n" + sms.body, hashlib.sha256).hexdigest()
    assert sms.headers["X-Signature"] == right
    assert sms.content["to"] == [f"1380000{house.staff.number:04d}"]
    assert sms.content["content"].startswith("【局】督办1号")
    assert sms.content["content"].count("{phone}") == 1  # what people type is not filled in


@ONE
def test_mail_reaches_a_real_mail_server(house):
    desk.reachable(house.staff)
    with mail_server() as server:
        desk.channel(house, Kind.MAIL, server.port)
        desk.tell(house.staff, "抬头\r\nBcc: all@example.cn")
        assert desk.send() == "1 sent, 0 failed, 0 unknown, 0 hanging"
        [letter] = server.letters
        assert letter["To"] == f"p{house.staff.number}@example.cn"
        assert letter["Bcc"] is None
        assert "抬头" in letter["Subject"]
        assert "督办1号" in letter.get_content()

        server.refuse = "550 no such mailbox"
        desk.tell(house.staff, "第二封")
        assert desk.send().startswith("0 sent, 1 failed")
        assert desk.rows()[-1].failure == "address"


REFUSED = (
    "http://qyapi.weixin.qq.com",
    "https://qyapi.weixin.qq.com:8443",
    "https://qyapi.weixin.qq.com.evil.cn",
    "https://evil.cn/qyapi.weixin.qq.com",
    "https://user@qyapi.weixin.qq.com",
    "https://qyapi.weixin.qq.com\\@evil.cn",
    "https://169.254.169.254/latest",
    "https://[::ffff:169.254.169.254]/",
    "https://[::1]/",
    "http://127.0.0.2:80/",
    "https://2130706433/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "https://ｑyapi.weixin.qq.com",
    "https://",
    "http://127.0.0.1:99999/",
)


@ONE
def test_the_office_calls_nobody_who_is_not_on_the_list(house, monkeypatch):
    for url in REFUSED:
        with pytest.raises(HostNotAllowed):
            desk.channel(house, Kind.GATEWAY, url, name=url[:40])
    with pytest.raises(HostNotAllowed):
        desk.channel(house, Kind.MAIL, 25, facts={"host": "mail.evil.cn"})
    assert hosts.check_url("https://qyapi.weixin.qq.com/cgi-bin").port == 443
    # A name on the list that suddenly stands for a machine of this house, or for the cloud's own figures.
    for address in ("10.0.0.7", "169.254.169.254", "::ffff:10.0.0.7", "fe80::1", "::1"):
        answer = [(0, 0, 0, "", (address, 443))]
        monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *_, found=answer, **__: found)
        with pytest.raises(HostNotAllowed):
            hosts.check_addresses(hosts.Target("oapi.dingtalk.com", 443))


@ONE
def test_a_redirect_is_not_followed(house):
    desk.reachable(house.staff)
    with service() as server, service() as inside:
        server.usual = (302, f"{inside.url}/secret")
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.tell(house.staff)
        desk.send()
        assert inside.asked == []
        assert desk.rows()[0].failure == "status:302"


def test_a_secret_is_sealed_and_appears_nowhere(house, caplog):
    caplog.set_level(logging.DEBUG)
    desk.reachable(house.staff)
    with service() as server:
        server.usual = {"errcode": 310000, "errmsg": "token s3cret-token sign not match"}
        number = desk.channel(house, Kind.DINGTALK, server.url)
        with pytest.raises(NotThrough) as refusal:
            channels.send_test(house.admin, channel_id=number, to="13800000001")
        desk.tell(house.staff)
        desk.send()
    with look(house.admin) as work:
        shown = channels.channels(work)
        row = work.session.get_one(Channel, number)
        traces = "".join(str(one.particulars) for one in work.session.scalars(select(Event)))
        kept = f"{row.sealed}{row.settings}"
    failures = "".join(one.failure for one in desk.rows())
    said = refusal.value.for_user + "".join(traceback.format_exception(refusal.value))
    assert "s3cret" not in f"{said}{shown}{traces}{kept}{failures}{caplog.text}"
    assert shown[0].kept == ("token", "secret")
    assert failures == "refused:310000"

    with begin(house.admin) as work:  # an empty field keeps what is there
        plan = Plan(Kind.DINGTALK, "钉钉", facts={"server": server.url, "token": "s3cret-other"})
        channels.save_channel(work, plan=plan, channel_id=number, version=shown[0].version)
    with look(house.admin) as work:
        row = work.session.get_one(Channel, number)
    assert channels.way(row)["token"] == "s3cret-other"
    assert channels.way(row)["secret"] == "s3cret-sign"
    with pytest.raises(SomebodyWasFaster), begin(house.admin) as work:
        channels.save_channel(work, plan=plan, channel_id=number, version=shown[0].version)
    with pytest.raises(NameTaken):
        desk.channel(house, Kind.DINGTALK, server.url, name="钉钉")


@ONE
def test_a_seal_copied_into_another_row_does_not_open(house):
    desk.reachable(house.staff)
    with service() as server:
        one = desk.channel(house, Kind.WECOM_ROBOT, server.url)
        other = desk.channel(house, Kind.WECOM_ROBOT, server.url, name="另一个")
        with database().writing() as session:
            session.get_one(Channel, other).sealed = session.get_one(Channel, one).sealed
        with pytest.raises(NotThrough):
            channels.send_test(house.admin, channel_id=other, to="13800000001")
        channels.send_test(house.admin, channel_id=one, to="13800000001")
        assert len(server.asked) == 1
