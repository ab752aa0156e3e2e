"""What an admin may do about owed work. Here rather than with the jobs, because it is recorded."""

from django.db import models, transaction

from turnout.core.events.events import JobDropped, JobRetried
from turnout.core.events.record import record
from turnout.core.jobs import engine
from turnout.core.jobs.models import Job


@transaction.atomic
def retry_job(job: Job, *, by: models.Model) -> bool:
    """Another go at once, counted from the start. False if it is done or running by now."""
    if not engine.retry(Job.objects.stuck().filter(pk=job.pk)):
        return False
    record(job, JobRetried(name=job.name), by=by)
    return True


@transaction.atomic
def drop_job(job: Job, *, by: models.Model) -> bool:
    """Give up on a stuck job for good. False if it isn't stuck (any more)."""
    if not Job.objects.stuck().filter(pk=job.pk).delete()[0]:
        return False
    record(job, JobDropped(name=job.name), by=by)
    return True
