"""Work that a request leaves for the background worker."""

from forum.kernel.jobs.models import Job
from forum.kernel.jobs.queue import enqueue
from forum.kernel.jobs.worker import JobKind, run_pending, work

__all__ = ["Job", "JobKind", "enqueue", "run_pending", "work"]
