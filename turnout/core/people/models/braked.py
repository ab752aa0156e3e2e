"""What any key for scripts has: a brake on how many things it changes in an hour."""

from django.db import models

from turnout.core.lib import clock


class Braked(models.Model):
    """A key that stops when it changes too much at once, until one of its people lets it go on.

    edited         when it first changed each of those it changed lately, by id; never more than it may
    goes_on_until  until then nothing is counted: somebody said that it's all right
    """

    edited = models.JSONField(default=dict)
    stopped_at = models.DateTimeField(null=True)
    goes_on_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def may_go_on(self) -> bool:
        """Whether somebody let it go on, and that still holds."""
        return self.goes_on_until is not None and self.goes_on_until > clock.now()
