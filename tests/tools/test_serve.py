"""Starting: the port, the addresses, the demo that serves this machine only."""

import os
import socket
from contextlib import closing

import pytest

from core.settings import settings
from tools import addresses, serve
from tools.addresses import NotThisMachine, PortForbidden, PortTaken, ensure_free, is_loopback, links
from tools.outcome import Exit


@pytest.fixture
def taken() -> int:
    with closing(socket.socket(proto=socket.IPPROTO_TCP)) as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]


def test_a_port_that_is_taken_is_one_sentence(taken, typed):
    with pytest.raises(PortTaken):
        ensure_free("127.0.0.1", taken)
    answer = typed("serve", "--port", str(taken))
    assert answer.code == Exit.REFUSED
    assert str(taken) in answer.err
    assert answer.err.count("\n") == 1


def test_a_free_port_stays_free(taken):
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        free = one.getsockname()[1]
    ensure_free("127.0.0.1", free)
    ensure_free("localhost", free)


@pytest.mark.parametrize("host", ["192.0.2.77", "no such host.invalid"])
def test_an_address_of_another_machine_is_told(host):
    with pytest.raises(NotThisMachine):
        ensure_free(host, 8600)


def test_a_port_below_1024_that_is_not_ours_is_told(monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(addresses.socket.socket, "bind", refused)
    with pytest.raises(PortForbidden):
        ensure_free("127.0.0.1", 80)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_what_is_no_port_is_a_wrong_command_line(typed, port):
    assert typed("serve", f"--port={port}").code == 2


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.8", False),
        ("office.local", False),
    ],
)
def test_the_demo_refuses_every_address_but_this_machine(host, loopback, typed):
    assert is_loopback(host) is loopback
    if not loopback:
        answer = typed("--demo", "--host", host)
        assert answer.code == Exit.REFUSED
        assert host in answer.err


def test_the_demo_never_touches_the_office_of_the_settings(monkeypatch, tmp_path):
    before = dict(os.environ)
    monkeypatch.setenv("LUOSHI_DATABASE_URL", "postgresql://real/office")
    monkeypatch.setenv("LUOSHI_FILES_URL", "s3://real/files")
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "of yesterday").touch()
    try:
        serve.point_to_demo(demo)
        chosen = settings()
        places = [chosen.database, chosen.files, str(chosen.backup_folder), str(chosen.head_file)]
        assert all(str(demo) in place for place in places)
        assert chosen.demo
        assert list(demo.iterdir()) == []
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()


def test_the_network_sees_an_address_of_its_own_with_a_code_for_phones():
    found = links("0.0.0.0", 8501, lambda: "192.168.1.8")
    assert found == ["http://localhost:8501", "http://192.168.1.8:8501"]
    assert links("0.0.0.0", 8501, lambda: None) == ["http://localhost:8501"]
    assert links("127.0.0.1", 8501) == ["http://localhost:8501"]
    assert links("::1", 8501) == ["http://[::1]:8501"]
    assert addresses.qr(found[1]).count("\n") > 10


def test_headers_of_proxies_are_believed_only_where_the_settings_say_so(monkeypatch):
    monkeypatch.setenv("LUOSHI_TRUSTED_PROXIES", "")
    settings.cache_clear()
    nobody = serve.configuration("app:app", "127.0.0.1", 8600)
    monkeypatch.setenv("LUOSHI_TRUSTED_PROXIES", "10.0.0.5")
    settings.cache_clear()
    nginx = serve.configuration("app:app", "127.0.0.1", 8600)
    settings.cache_clear()
    assert (nobody.proxy_headers, nginx.proxy_headers) == (False, True)
    assert nginx.forwarded_allow_ips == "10.0.0.5"
    assert nobody.ws_per_message_deflate is False


def test_accounts_of_the_demo_are_told_one_a_line():
    lines = serve.told([("zhangsan", "geheim-123", "Staff")])
    assert any("zhangsan" in line and "geheim-123" in line for line in lines)
    assert serve.told([]) == []
