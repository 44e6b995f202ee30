"""Two processes of the office behind nginx, on this machine alone: the files of deploy/ as they are shipped,
with other ports, an own certificate and logs in a folder of their own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from core.settings import ROOT

HOST = "localhost"
PATIENCE = 90
SHIPPED = {"8501": 1, "8502": 2}
FRAME = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.error.log warn; worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/luoshi.conf; include {folder}/luoshi-replicas.conf;
}}
"""


@dataclass
class Replica:
    """One process of the office, as the service would start it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tools", "serve", "--port", str(self.port)]
        with (self.folder / f"replica-{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log)

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(URLError, ConnectionError, TimeoutError):
                urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).close()
                return
            time.sleep(0.2)
        raise TimeoutError(f"replica {self.port} did not start")

    def kill(self) -> None:
        """Without a word to anybody, as a power cut does it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            self.kill()


@dataclass
class Front:
    """nginx and the processes behind it; `url` is what people open."""

    folder: Path
    port: int
    replicas: list[Replica] = field(default_factory=list)
    nginx: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def certificate(self) -> Path:
        return self.folder / "luoshi.crt"

    def write(self) -> Path:
        _make_certificate(self.folder)
        ports = {shipped: str(self.port + number) for shipped, number in SHIPPED.items()}
        ports |= {"443": str(self.port), "80": str(self.port + 3)}
        for source, name in (("nginx.conf", "luoshi.conf"), ("nginx-two.conf", "luoshi-replicas.conf")):
            text = (ROOT / "deploy" / source).read_text("utf-8").replace("luoshi.example.cn", HOST)
            for shipped, own in ports.items():
                text = re.sub(rf"(?<![\d.]){shipped}(?!\d)", own, text)
            text = re.sub(r"listen +\[::\][^;]*;", "", text).replace("/etc/nginx/tls", str(self.folder))
            text = re.sub(r"listen +(\d)", r"listen 127.0.0.1:\1", text)
            (self.folder / name).write_text(text.replace("/var/log/nginx", str(self.folder)), "utf-8")
        frame = self.folder / "nginx.conf"
        frame.write_text(FRAME.format(folder=self.folder), "utf-8")
        return frame

    def start(self) -> None:
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin") or "nginx"
        self.nginx = subprocess.Popen([program, "-p", str(self.folder), "-c", str(self.write())])
        for replica in self.replicas:
            replica.start()
        for replica in self.replicas:
            replica.wait()

    def stop(self) -> None:
        for replica in self.replicas:
            replica.stop()
        if self.nginx is not None:
            self.nginx.terminate()
            self.nginx.wait(20)


@contextmanager
def running(folder: Path, port: int) -> Iterator[Front]:
    """Takes four ports, from `port` on. The settings of this process are those of the replicas."""
    front = Front(folder, port, [Replica(folder, port + number) for number in SHIPPED.values()])
    own = {"TRUSTED_PROXIES": "127.0.0.1", "ALLOWED_HOSTS": f"{HOST},127.0.0.1", "PUBLIC_URL": front.url}
    os.environ.update({f"LUOSHI_{name}": value for name, value in own.items()})
    try:
        front.start()
        yield front
    finally:
        front.stop()


def _make_certificate(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    files = ["-keyout", str(folder / "luoshi.key"), "-out", str(folder / "luoshi.crt")]
    names = ["-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"]
    subprocess.run([*made, *files, *names], check=True, capture_output=True)
