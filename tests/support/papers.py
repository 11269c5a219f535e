"""Taking a paper through its states as people do, at the times at which they could."""

from datetime import datetime, timedelta

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.papers import publishing, rules
from forum.papers.documents import Paper, PaperVersion
from forum.papers.endorsements import actions, queries
from forum.papers.endorsements.rules import ENDORSE, ENDORSEMENT_TIME, SIGNING_ORDER
from forum.platforms.models import Platform
from tests.support import factories as make

#: What review and endorsement take together.
THE_WAY = rules.REVIEW_TIME + ENDORSEMENT_TIME + timedelta(minutes=1)


def delegate(platform_id: int, **given) -> Actor:
    """Somebody of a new authority who gives its voice on a platform."""
    platform = db.session.get_one(Platform, platform_id)
    person = make.seat(platform, member=make.member(**given))
    with transaction():
        actions.name_delegate(platform, person.member_id, by=make.association())
    return person


def reviewed(paper: Paper, *, by: Actor, end: datetime | None = None) -> None:
    """The members had their time with the text, which ended at ``end`` (now)."""
    with clock.standing((end or clock.now()) - rules.REVIEW_TIME), transaction():
        publishing.send_to_review(paper, by=by)


def endorsing(paper: Paper, *, by: Actor, at: datetime | None = None) -> Actor:
    """The paper in endorsement since ``at`` (now); the delegate of an authority that has not spoken."""
    at = at or clock.now()
    reviewed(paper, by=by, end=at)
    with clock.standing(at), transaction():
        publishing.open_endorsement(paper, by=by)
    return delegate(paper.platform_id)


def signing(paper: Paper, *, by: Actor) -> dict[str, Actor]:
    """The paper in sign-off, endorsed by one authority; who signs for each office."""
    began = clock.now() - ENDORSEMENT_TIME - timedelta(seconds=1)
    speaker = endorsing(paper, by=by, at=began)
    with clock.standing(began), transaction():
        actions.speak(paper, ENDORSE, "", "", by=speaker)
    with transaction():
        publishing.open_signing(paper, by=by)
    platform = db.session.get_one(Platform, paper.platform_id)
    people = (
        make.seat(platform, role="coordinator", member=make.member(name="نادر الأحمد", job_title="منسق المنصة")),
        make.officer("legal_unit", name="هناء صالح", job_title="مستشارة قانونية"),
        make.officer("executive", name="جميل خليل", job_title="رئيس بلدية"),
    )
    return dict(zip(SIGNING_ORDER, people, strict=True))


def signed(paper: Paper, *, by: Actor) -> dict[str, Actor]:
    """The paper signed by every office, ready to be published."""
    people = signing(paper, by=by)
    with transaction():
        fingerprint = queries.newest_version(paper).fingerprint
        for person in people.values():
            actions.sign(paper, fingerprint, by=person)
    return people


def publish(paper: Paper, *, by: Actor, association: Actor | None = None) -> PaperVersion:
    """The whole way: reviewed, endorsed, signed and published now."""
    signed(paper, by=by)
    with transaction():
        return publishing.publish(paper, by=association or make.association())
