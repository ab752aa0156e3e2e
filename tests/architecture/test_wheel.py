"""What is delivered: the wheel holds all that runs, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.source import PACKAGE, ROOT, files


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    [wheel] = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_everything_in_the_package_is_delivered(delivered: set[str]) -> None:
    ours = {
        str(path.relative_to(ROOT))
        for path in files()
        if path.is_relative_to(PACKAGE) and "tests" not in path.parts
    }
    assert ours - delivered == set()
    assert {Path(name).suffix for name in delivered} >= {".py", ".html", ".css", ".js", ".yaml"}


def test_nothing_else_is_delivered(delivered: set[str]) -> None:
    strange = [name for name in delivered if not name.startswith("turnout") or "/tests/" in name]
    assert not strange, strange
    assert any(name.endswith("licenses/LICENSE") for name in delivered)
