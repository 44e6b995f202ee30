"""A SQLite database may not lie on a network drive."""

import pytest

from core.upkeep import drives
from core.upkeep.drives import OnNetworkDrive, is_share, linux_kind, macos_kind, refuse_network_drive

MOUNTINFO = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
45 21 0:40 / /mnt/office\\040files rw,relatime shared:9 - cifs //server/office rw
46 21 0:41 / /mnt/nfs rw - nfs4 server:/export rw
47 46 8:2 / /mnt/nfs/local rw - xfs /dev/sdb1 rw
48 21 0:50 / /home rw - fuse.sshfs me@host: rw
"""
MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@server/office on /Volumes/office (smbfs, nodev, nosuid, mounted by me)
server:/export on /Volumes/With (brackets) (nfs, nodev)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/opt/luoshi/office", "ext4"),
        ("/mnt/office files/luoshi", "cifs"),
        ("/mnt/nfs/luoshi", "nfs4"),
        ("/mnt/nfs/local/luoshi", "xfs"),
        ("/mnt/nfsx", "ext4"),
        ("/home", "fuse.sshfs"),
    ],
)
def test_linux_knows_the_nearest_mount(folder, kind):
    assert linux_kind(MOUNTINFO, folder) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/me", "apfs"), ("/Volumes/office/x", "smbfs"), ("/Volumes/With (brackets)/x", "nfs")],
)
def test_macos_knows_the_nearest_mount(folder, kind):
    assert macos_kind(MOUNTS, folder) == kind


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\office", True),
        (r"\\?\UNC\server\office", True),
        (r"C:\luoshi", False),
        (r"\\?\C:\luoshi", False),
    ],
)
def test_windows_knows_a_share(path, share):
    assert is_share(path) is share


def test_a_local_disk_is_fine(office):
    refuse_network_drive(office)


def test_sqlite_on_a_network_drive_is_refused_and_postgres_is_not(office, backend, monkeypatch):
    monkeypatch.setattr(drives, "_linux", lambda _: "nfs4")
    monkeypatch.setattr(drives.sys, "platform", "linux")
    if backend == "postgres":
        refuse_network_drive(office)
    else:
        with pytest.raises(OnNetworkDrive, match="nfs4"):
            refuse_network_drive(office)
