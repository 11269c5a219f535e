"""A rebuild that takes longer than the lease of its job stays the work of one worker."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job, enqueue
from forum.kernel.jobs.queue import LEASE, claim
from forum.search import learning
from forum.search.indexing import REBUILD
from tests.search.asking import post


@pytest.fixture
def claimed_long_ago(app: Flask) -> Job:
    """A rebuild whose lease is nearly over."""
    with transaction():
        enqueue(REBUILD)
    job = claim({REBUILD: 1})[0]
    with transaction():
        job.claimed_at = clock.now() - LEASE + timedelta(seconds=1)
    return job


def test_a_long_rebuild_renews_its_lease(app: Flask, claimed_long_ago: Job, monkeypatch):
    monkeypatch.setattr(learning, "LEASE", timedelta(0))

    assert len(list(learning._still_at_it([post("نفايات"), post("مياه")]))) == 2

    db.session.expire_all()
    assert clock.now() - db.session.scalar(select(Job.claimed_at)) < LEASE / 2
    assert claim({REBUILD: 1}) == []


def test_a_short_rebuild_leaves_its_job_alone(app: Flask, claimed_long_ago: Job):
    before = claimed_long_ago.claimed_at

    assert len(list(learning._still_at_it([post("نفايات")]))) == 1

    db.session.expire_all()
    assert db.session.scalar(select(Job.claimed_at)) == before
