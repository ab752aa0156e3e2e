"""`turnout check` finds what is wrong, and says what to do."""

from pathlib import Path

import pytest
from pytest_django import Settings

from turnout.config import checks

pytestmark = pytest.mark.django_db


def found() -> set[str | None]:
    return {each.id for each in checks.findings()}


@pytest.fixture(autouse=True)
def sound(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    settings.DATA = tmp_path
    settings.PUBLIC_URL = "https://turnout.example.org"
    settings.ALLOWED_HOSTS = ["turnout.example.org"]
    settings.METRICS_TOKEN = "Wm9x2LrPq7TzKc4VbNd8HsYg3FjEu6Aa"
    settings.SMTP_URL = "smtps://turnout:secret@mail.example.org:465"


def test_a_sound_install_has_no_findings() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("SECRET_KEY", "secret", "turnout.secret"),
        ("SECRET_KEY", "a" * 60, "turnout.secret"),
        ("PUBLIC_URL", "turnout.example.org", "turnout.url"),
        ("PUBLIC_URL", "http://turnout.example.org", "turnout.url_plain"),
        ("ALLOWED_HOSTS", ["*"], "turnout.hosts"),
        ("SMTP_URL", "mail.example.org", "turnout.mail"),
        ("SMTP_URL", "smtp://mail.example.org:many", "turnout.mail"),
        ("SMTP_URL", "", "turnout.mail_missing"),
        ("METRICS_TOKEN", "prometheus", "turnout.metrics_token"),
        ("METRICS_TOKEN", "a" * 60, "turnout.metrics_token"),
    ],
)
def test_what_is_wrong_is_found(settings: Settings, name: str, value: object, finding: str) -> None:
    setattr(settings, name, value)
    assert found() == {finding}
    assert all(each.hint for each in checks.findings())


def test_a_folder_anyone_can_read_is_found(settings: Settings) -> None:
    settings.DATA.chmod(0o755)
    assert found() == {"turnout.data_open"}


def test_a_network_disk_is_recognised(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/share {tmp_path}/far nfs4 rw 0 0\n")
    assert checks.file_system_of(tmp_path / "far" / "file", mounts) == "nfs4"
    assert checks.file_system_of(tmp_path / "near", mounts) == "ext4"
