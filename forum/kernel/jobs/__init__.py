"""Work that a request leaves for the background worker."""

from forum.kernel.jobs.models import Job
from forum.kernel.jobs.queue import LEASE, enqueue, renew
from forum.kernel.jobs.worker import JobKind, run_pending, work

__all__ = ["LEASE", "Job", "JobKind", "enqueue", "renew", "run_pending", "work"]
