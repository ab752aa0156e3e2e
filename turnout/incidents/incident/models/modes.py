"""In which way something was reported: for real, as an exercise, or when it was over already."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from turnout.incidents.definitions.models import Severity

STANDARD, EXERCISE, RETROSPECTIVE = "standard", "test", "retrospective"
EXERCISES = (EXERCISE, "tutorial")  # what is only practised
SERIOUS = 2  # a severity of this rank, or worse: it may disturb quiet hours, and is never silent


class Moded:
    """An incident's mode, and whether anybody may keep it quiet."""

    if TYPE_CHECKING:
        mode: str
        severity: Severity | None

    @property
    def is_exercise(self) -> bool:
        return self.mode in EXERCISES

    @property
    def is_serious(self) -> bool:
        """So bad that nobody may keep it quiet."""
        return self.severity is not None and self.severity.rank <= SERIOUS
