"""What run.py does before the product can be imported: an environment with the pinned libraries.

Standard library only. An install that was cut off leaves `.venv/.installing` behind and is started over;
one that ended well writes `.venv/.installed`, last.
"""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.filelock import FileLock
from tools import offline
from tools.offline import CannotStart

ROOT = Path(__file__).resolve().parent.parent
# These need the tools of development as well.
DEVELOPMENT = {"test", "bench"}
INSTALL_FAILED = 4
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Environment:
    """A `.venv` on one kind of machine: `windows` and `linux` are told, not looked up."""

    folder: Path
    platform: str = sys.platform

    @property
    def windows(self) -> bool:
        return self.platform == "win32"

    @property
    def python(self) -> Path:
        return self.folder / "Scripts" / "python.exe" if self.windows else self.folder / "bin" / "python"

    @property
    def installing(self) -> Path:
        return self.folder / ".installing"

    @property
    def installed(self) -> Path:
        return self.folder / ".installed"

    @property
    def stamps(self) -> set[str]:
        return set(self.installed.read_text("utf-8").split()) if self.installed.exists() else set()

    @property
    def whole(self) -> bool:
        """Whether there is an environment that nothing was cut off in."""
        return self.python.exists() and not self.installing.exists()


def requirements(root: Path, arguments: Sequence[str]) -> list[Path]:
    names = ["requirements.txt"]
    if arguments and arguments[0] in DEVELOPMENT:
        names.append("requirements-dev.txt")
    return [root / name for name in names]


def stamp(requirement: Path, version: str = sys.version) -> str:
    """Changes with the list, the pins, the Python and the place; all of them need another install."""
    content = hashlib.sha256(f"{version}\n{requirement.resolve()}\n".encode())
    for file in (requirement, requirement.with_name("constraints.txt")):
        content.update(file.read_bytes())
    return content.hexdigest()


def prepare(environment: Environment, needed: Sequence[Path]) -> None:
    """Bring the environment to what `needed` says; nothing is touched when it is there already."""
    wanted = {stamp(file) for file in needed}
    if environment.whole and wanted <= environment.stamps:
        return
    with FileLock(environment.folder.with_name(".venv.lock")):
        if not (environment.whole and wanted <= environment.stamps):
            _install(environment, needed, wanted)


def _install(environment: Environment, needed: Sequence[Path], wanted: set[str]) -> None:
    if environment.folder.exists() and not fits(environment):
        shutil.rmtree(environment.folder)
    kept = environment.stamps & {stamp(file) for file in known(needed[0].parent)}
    fresh = not environment.python.exists()
    wheels = offline.wheels(needed)
    if wheels:
        offline.ensure_fit(wheels)
    environment.folder.mkdir(exist_ok=True)
    environment.installing.touch()
    if fresh:
        print("正在创建运行环境 / Creating .venv …", flush=True)
        create(environment)
    print("正在安装依赖，只需一次 / Installing the libraries, once …", flush=True)
    variables = child_variables(offline.own_settings(os.environ) if wheels else os.environ)
    ended = subprocess.call(pip_install(environment, needed), env=variables)
    if ended == 0:
        environment.installed.write_text("\n".join(sorted(wanted | kept)) + "\n", "utf-8")
    # pip takes back what it could not finish: its own failure needs no fresh start, being cut off does.
    environment.installing.unlink()
    if ended != 0 and wheels:
        raise CannotStart(
            f"依赖安装失败，原因见上；{wheels} 里的安装包与这台机器不符，请为它重新打包。\n"
            f"The libraries could not be installed, see above; {wheels} is for another kind of machine."
        )
    if ended != 0:
        raise CannotStart(
            "依赖安装失败，原因见上；请检查网络或 pip 的软件源设置后重试。\n"
            "The libraries could not be installed, see above; check the network or pip's index and try again."
        )


def settle(environment: Environment, needed: Sequence[Path]) -> None:
    """A whole environment that was moved: it says where it is now, and what is installed in it."""
    settings = environment.folder / "pyvenv.cfg"
    lines = settings.read_text("utf-8").splitlines() if settings.exists() else []
    moved = [
        f"command = python -m venv {environment.folder}"
        if line.partition("=")[0].strip() == "command"
        else line
        for line in lines
    ]
    settings.write_text("\n".join(moved) + "\n", "utf-8")
    environment.installed.write_text("\n".join(sorted(stamp(file) for file in needed)) + "\n", "utf-8")


def known(root: Path) -> list[Path]:
    return [root / "requirements.txt", root / "requirements-dev.txt"]


def fits(environment: Environment, version: tuple[int, int] = sys.version_info[:2]) -> bool:
    """Whether what is there is whole, was made by this Python, and was not moved since."""
    settings = environment.folder / "pyvenv.cfg"
    if not environment.whole or not settings.exists():
        return False
    pairs = (line.partition("=") for line in settings.read_text("utf-8").splitlines())
    lines = {name.strip(): value.strip() for name, _, value in pairs}
    same_python = lines.get("version", "").startswith(f"{version[0]}.{version[1]}.")
    return same_python and lines.get("command", "").endswith(str(environment.folder))


def create(environment: Environment) -> None:
    lacking = missing_modules()
    if lacking:
        raise CannotStart(advice(environment.platform, lacking))
    venv.create(environment.folder, with_pip=True, symlinks=not environment.windows)


def missing_modules() -> list[str]:
    return [name for name in ("ensurepip", "venv") if importlib.util.find_spec(name) is None]


def advice(platform: str, lacking: Iterable[str], version: tuple[int, int] = sys.version_info[:2]) -> str:
    """Debian and Ubuntu ship Python without what makes environments."""
    names = ", ".join(lacking)
    number = f"{version[0]}.{version[1]}"
    if platform == "linux":
        return (
            f"缺少 {names}：请先安装系统软件包，例如 sudo apt install python{number}-venv。\n"
            f"{names} is missing: install its package, for example by: sudo apt install python{number}-venv"
        )
    return (
        f"缺少 {names}：请从 python.org 重新安装 Python {number}。\n"
        f"{names} is missing: install Python {number} again, from python.org."
    )


def pip_install(environment: Environment, needed: Sequence[Path]) -> list[str]:
    """pip's own settings and variables stay in force, so that an index inside the house is used."""
    command = [str(environment.python), "-m", "pip", "install", "--quiet", "--compile", "--no-input"]
    for file in needed:
        command += ["--requirement", str(file)]
    wheels = offline.wheels(needed)
    if wheels:
        command += ["--isolated", "--no-index", "--find-links", str(wheels)]
    return [*command, "--constraint", str(needed[0].with_name("constraints.txt"))]


def child_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """UTF-8 everywhere, and the folder the command was typed in: FILE arguments are relative to it."""
    own = {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LUOSHI_TYPED_IN": os.getcwd()}
    return {**variables, **own}


def hand_over(environment: Environment, root: Path, arguments: Sequence[str]) -> int:
    """Become `python -m tools …` in the root; Windows cannot become, so it waits."""
    command = [str(environment.python), "-m", "tools", *arguments]
    variables = child_variables(os.environ)
    os.chdir(root)
    if not environment.windows:
        os.execve(command[0], command, variables)
    with subprocess.Popen(command, env=variables) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                # The child got the same Ctrl-C and is closing its doors.
                continue


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    environment = Environment(ROOT / ".venv")
    try:
        prepare(environment, requirements(ROOT, arguments))
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return INSTALL_FAILED
    except OSError as reason:
        print(f"无法写入程序目录 / Cannot write to the program's folder: {reason}", file=sys.stderr)
        return INSTALL_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    if arguments and arguments[0] == "upgrade":
        # Not handed over: somebody has to stay outside of the environment that is exchanged.
        return importlib.import_module("tools.switch").main(ROOT, arguments)  # type: ignore[no-any-return]
    return hand_over(environment, ROOT, arguments)
