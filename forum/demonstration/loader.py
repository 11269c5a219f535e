"""Loading the demonstration: all of it, or nothing."""

from dataclasses import dataclass

from sqlalchemy import and_, delete, func, or_, select, update

from forum.activity.actions import ANNOUNCE
from forum.cases.demonstration import load as tell_cases
from forum.demonstration import accounts, desk, exchange, files, people, planning, rules, sources, workshops
from forum.demonstration.workshop_life import enliven
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job, enqueue
from forum.members.models import Member
from forum.notifications.actions import follow
from forum.papers.demonstration import load as write_papers
from forum.papers.followup.demonstration import load as follow_up
from forum.papers.living.demonstration import load as change_sources
from forum.papers.proposals.actions import propose
from forum.platforms.models import Platform
from forum.search.indexing import REBUILD
from forum.threads.anonymity.demonstration import load as ask_without_name
from forum.threads.demonstration import load as reach_people
from forum.threads.models import Thread
from forum.threads.people.demonstration import load as offer_help
from forum.threads.states import Reading
from forum.workshops.reminding import REMIND


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    people: int
    threads: int
    replies: int
    workshops: int


def is_loaded() -> bool:
    """Whether the invented content is there."""
    return db.session.scalar(select(Thread.id).where(Thread.demo_key.like("demo-%")).limit(1)) is not None


def load() -> Loaded | None:
    """Bring people, threads and workshops into a forum that has its platforms, as one act.

    The worker is left to build the search index once, not to learn every post by itself.

    Returns:
        What was loaded; nothing if it was there already.
    """
    if is_loaded():
        return None
    made = files.make()
    with transaction():
        if is_loaded():
            return None
        weeks = sources.weeks_forward(clock.now().date())
        told = list(sources.conversations(weeks))
        last_job = db.session.scalar(select(func.max(Job.id))) or 0
        cast = people.invite(min(c.opening.at for c in told) - rules.OPENED_BEFORE)
        stage = exchange.play(told, cast)
        held = workshops.hold(weeks, stage.threads)
        enliven(cast)
        planning.plan(weeks, stage.threads, cast.coordinators)
        planning.vote(weeks, cast.coordinators[planning.VILLAGES], cast.association)
        tell_cases(sources.lines("demo_innovation_cases"), stage.threads, association=cast.association)
        write_papers(
            sources.lines("demo_position_papers"), sources.lines("demo_guides"),
            coordinators=cast.coordinators, association=cast.association, signers=cast.signers,
        )
        follow_up(sources.lines("demo_follow_up"), by=cast.association)
        change_sources()
        propose()
        offer_help(stage, {slug: topic.id for slug, topic in stage.topics.items()})
        _bring_answers(stage)
        ask_without_name(stage)
        _remember_readings()
        _follow(stage)
        desk.lay_out(stage)
        _drop_old_jobs(last_job)
        files.attach(stage, made, association=cast.association)
        enqueue(REBUILD)
    return Loaded(len(cast.actors), len(stage.threads), len(stage.posts) - len(stage.threads), held)


def _bring_answers(stage: exchange.Stage) -> None:
    """Questions that wait, point to answers, are shared; the known member is still to be asked about an old answer."""
    member_id = db.session.scalars(select(Member.id).where(Member.email == accounts.MEMBER.email)).one()
    reach_people(stage, dict(db.session.execute(select(Platform.slug, Platform.id)).all()), asked_later=member_id)


def _remember_readings() -> None:
    """Whoever took part in a thread has read it to its end, unless it is news."""
    last = select(Thread.last_number).where(Thread.id == Reading.thread_id).scalar_subquery()
    old = select(Thread.id).where(Thread.last_post_at < clock.now() - rules.NEWS)
    db.session.execute(update(Reading).where(Reading.thread_id.in_(old)).values(number=last))


def _follow(stage: exchange.Stage) -> None:
    """The known member follows a few threads that went on since, so that something is new for them."""
    query = select(Member.id).where(Member.email == accounts.MEMBER.email)
    member_id = db.session.scalars(query).one()
    for key, number in rules.FOLLOWED.items():
        thread = stage.threads[key]
        follow(member_id, "thread", thread.id)
        reading = db.session.get(Reading, (member_id, thread.id)) or Reading(member_id=member_id, thread_id=thread.id)
        reading.number = number
        db.session.add(reading)


def _drop_old_jobs(last_job: int) -> None:
    """Leave the worker only the announcements of what is still news, and reminders of what is to come."""
    db.session.flush()
    old = and_(Job.kind != REMIND, or_(Job.kind != ANNOUNCE, Job.created_at < clock.now() - rules.NEWS))
    db.session.execute(delete(Job).where(Job.id > last_job, old))
