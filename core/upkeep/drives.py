"""Whether a folder lies on a network drive: SQLite's locks do not hold there and edits would be lost."""

import ctypes
import subprocess
import sys
from pathlib import Path

from core.errors import Conflict
from core.i18n import N_
from core.settings import settings
from db.session import Database

NETWORK = {
    *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav", "davfs"),
    *("9p", "v9fs", "glusterfs", "ceph", "beegfs", "lustre", "gpfs", "ocfs2", "gfs2", "orangefs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.davfs", "fuse.s3fs", "vboxsf"),
}
REMOTE = 4  # GetDriveTypeW: DRIVE_REMOTE


class OnNetworkDrive(Conflict):
    message = N_(
        "{folder} lies on a network drive ({kind}); a SQLite database is not safe there. "
        "Set LUOSHI_FOLDER to a local disk, or use PostgreSQL (LUOSHI_DATABASE_URL)."
    )


def refuse_network_drive(database: Database) -> None:
    """Raises OnNetworkDrive when the SQLite file would lie on one."""
    if database.is_sqlite:
        folder = database.path.resolve().parent
        kind = network_kind(folder)
        if kind:
            raise OnNetworkDrive(folder=folder, kind=kind)


def office_folder_kind() -> str | None:
    return network_kind(settings().folder.resolve())


def network_kind(folder: Path, platform: str = sys.platform) -> str | None:
    """The kind of network drive that the folder lies on; None when it is local."""
    if platform == "win32":
        return _windows(folder)
    kind = _linux(folder) if platform.startswith("linux") else _macos(folder)
    return kind if kind in NETWORK else None


def _linux(folder: Path) -> str | None:
    mounts = Path("/proc/self/mountinfo")
    return linux_kind(mounts.read_text("utf-8", "replace"), str(folder)) if mounts.exists() else None


def _macos(folder: Path) -> str | None:
    listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
    return macos_kind(listed.stdout, str(folder))


def _windows(folder: Path) -> str | None:
    if is_share(str(folder)):
        return "UNC"
    windll = getattr(ctypes, "windll", None)
    if windll is not None and windll.kernel32.GetDriveTypeW(folder.anchor) == REMOTE:
        return "SMB"
    return None


def is_share(path: str) -> bool:
    r"""\\server\share, but not the \\?\C:\ spelling of a long local path."""
    return path.startswith("\\\\") and (not path.startswith("\\\\?\\") or path.startswith("\\\\?\\UNC\\"))


def linux_kind(mountinfo: str, folder: str) -> str | None:
    """The file system of the nearest mount above `folder`, from the text of /proc/self/mountinfo."""
    mounts: dict[str, str] = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        if after and len(before.split()) > 4:
            mounts[_unescaped(before.split()[4])] = after.split()[0]
    return _nearest(mounts, folder)


def macos_kind(listing: str, folder: str) -> str | None:
    """The same from `mount`: "//user@host/share on /Volumes/share (smbfs, nodev, …)"."""
    mounts: dict[str, str] = {}
    for line in listing.splitlines():
        _, on, rest = line.partition(" on ")
        place, bracket, options = rest.rpartition(" (")
        if on and bracket:
            mounts[place] = options.split(",")[0].rstrip(")")
    return _nearest(mounts, folder)


def _nearest(mounts: dict[str, str], folder: str) -> str | None:
    above = [place for place in mounts if folder == place or folder.startswith(place.rstrip("/") + "/")]
    return mounts[max(above, key=len)] if above else None


def _unescaped(place: str) -> str:
    """Blanks stand as \\040 in mountinfo."""
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, char)
    return place
