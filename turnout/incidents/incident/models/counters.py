"""The last number given out."""

from django.db import models


class Counter(models.Model):
    """The last number given out. The next is taken in the transaction that uses it: no gap, no double."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.PositiveIntegerField(default=0)
