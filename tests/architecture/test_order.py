"""What the order of the tests names is there."""

from tests.architecture.source import ROOT
from tests.order import LONGEST, ONCE


def test_files_named_there_are_files_of_ours() -> None:
    gone = [name for name in (*ONCE, *LONGEST) if not (ROOT / "tests" / name).exists()]
    assert not gone, gone
