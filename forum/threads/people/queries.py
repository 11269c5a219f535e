"""Finding colleagues by name, job, authority, region and topic; experts of topics. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, or_, select

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.members.models import Departure, Member, Offer
from forum.platforms.models import Seat
from forum.search.arabic.letters import fold
from forum.threads.models import LISTED, Post, Thread
from forum.threads.people.models import OfferedTopic
from forum.threads.people.policy import Can, gate
from forum.threads.states import ThreadTopic
from forum.topics import queries as vocabulary
from forum.topics.models import Topic


@dataclass(slots=True)
class Colleague:
    """One line of the finder. ``email`` and ``phone`` are empty unless the person shows them."""

    id: int
    name: str
    job: str
    authority: str
    region: str
    words: str
    email: str
    phone: str
    demo: bool
    searched: str
    answers: int = 0
    """Accepted answers about the topic that was looked for."""
    topics: list[Topic] = field(default_factory=list)

    @property
    def region_words(self) -> object:
        """The region in words."""
        return REGIONS.get(self.region, "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the finder is asked for; empty means any."""

    words: str = ""
    topic_id: int | None = None
    region: str = ""


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def _present():
    """Everybody with a seat who has not left; nobody who stands in for a name."""
    return (
        select(
            Member.id, Member.name, Member.job_title, Member.email, Member.demo_key,
            Authority.name_ar, Authority.name_en, Authority.region, Offer.words, Offer.phone, Offer.shows_contact,
        )
        .outerjoin(Authority, Authority.id == Member.authority_id)
        .outerjoin(Offer, Offer.member_id == Member.id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Departure.member_id.is_(None), Member.id.in_(select(Seat.member_id)))
        .order_by(Member.name, Member.id)
    )


def _colleague(row, topics: list[Topic], answers: int) -> Colleague:
    labels = (words for topic in topics for words in (topic.label_ar, topic.label_en))
    searched = " ".join(filter(None, [row.name, row.job_title, row.name_ar, row.name_en, row.words, *labels]))
    return Colleague(
        id=row.id, name=row.name, job=row.job_title,
        authority=(row.name_ar if locale() == "ar" else row.name_en) or "", region=row.region or "",
        words=row.words or "", email=row.email if row.shows_contact else "",
        phone=(row.phone or "") if row.shows_contact else "", demo=row.demo_key is not None,
        searched=_folded(searched), answers=answers, topics=topics,
    )


def offered(ids: Collection[int] | None = None) -> dict[int, list[Topic]]:
    """The topics that members can help with, by member."""
    query = select(OfferedTopic.member_id, Topic).join(Topic, Topic.id == OfferedTopic.topic_id)
    if ids is not None:
        query = query.where(OfferedTopic.member_id.in_(ids))
    found: dict[int, list[Topic]] = defaultdict(list)
    for member_id, topic in db.session.execute(query.order_by(Topic.position)):
        found[member_id].append(topic)
    return found


def people(actor: Actor, wish: Wish) -> list[Colleague]:
    """Everybody who fits, those who offer help first: two queries, three for a topic.

    A topic is known by those who say so, and by those whose answers about it were accepted.

    Raises:
        Refused: visitors find nobody.
    """
    gate.require(actor, Can.FIND, None)
    query = _present()
    if wish.region:
        query = query.where(Authority.region == wish.region)
    topics = offered()
    answers = _answers_about(wish.topic_id) if wish.topic_id is not None else {}
    asked = _folded(wish.words).split()
    found = [_colleague(row, topics.get(row.id, []), answers.get(row.id, 0)) for row in db.session.execute(query)]
    fitting = [
        one for one in found
        if all(word in one.searched for word in asked)
        and (wish.topic_id is None or one.answers or any(wish.topic_id in (t.id, t.parent_id) for t in one.topics))
    ]
    return sorted(fitting, key=lambda one: (not (one.topics or one.words), -one.answers))


def _accepted() -> Select:
    """Accepted answers to other people's questions with the topics of these."""
    return (
        select(ThreadTopic.topic_id, Post.author_id, func.count(Post.id.distinct()).label("answers"))
        .join(Thread, Thread.id == ThreadTopic.thread_id)
        .join(Post, Post.id == Thread.accepted_post_id)
        .where(Thread.shelf == LISTED, Post.author_id != Thread.author_id)
    )


def _answers_about(topic_id: int) -> dict[int, int]:
    """How many accepted answers people gave about a topic, or about the topics of a field."""
    about = select(Topic.id).where(or_(Topic.id == topic_id, Topic.parent_id == topic_id))
    query = _accepted().with_only_columns(Post.author_id, func.count(Post.id.distinct()))
    return dict(db.session.execute(query.where(ThreadTopic.topic_id.in_(about)).group_by(Post.author_id)).all())


def helps_with(topic_ids: Collection[int]) -> dict[int, int]:
    """Members who say that they can help with one of these topics and have not left: member -> topic.

    Who offers a whole field helps with each topic in it; a topic named itself goes before its field.
    """
    fields = select(Topic.parent_id).where(Topic.id.in_(topic_ids), Topic.parent_id.is_not(None))
    query = (
        select(OfferedTopic.member_id, OfferedTopic.topic_id)
        .outerjoin(Departure, Departure.member_id == OfferedTopic.member_id)
        .where(
            or_(OfferedTopic.topic_id.in_(topic_ids), OfferedTopic.topic_id.in_(fields)),
            Departure.member_id.is_(None),
        )
        .order_by(OfferedTopic.topic_id)
    )
    rows = db.session.execute(query).all()
    return {row.member_id: row.topic_id for row in sorted(rows, key=lambda row: row.topic_id in topic_ids)}


def offer_of(member_id: int) -> Offer | None:
    """What one member offers."""
    return db.session.get(Offer, member_id)


@dataclass(slots=True)
class Known:
    """A topic with the people who know it: (id, name, accepted answers, says so)."""

    topic: Topic
    people: list[tuple[int, str, int, bool]] = field(default_factory=list)


def experts(actor: Actor) -> Sequence[Known]:
    """Every topic with its experts, in the order of the vocabulary.

    Raises:
        Refused: the actor moderates nothing.
    """
    gate.require(actor, Can.SEE_EXPERTS, None)
    answers = _accepted().group_by(ThreadTopic.topic_id, Post.author_id)
    counts = {(row.topic_id, row.author_id): row.answers for row in db.session.execute(answers)}
    says = {tuple(row) for row in db.session.execute(select(OfferedTopic.topic_id, OfferedTopic.member_id))}
    names = _names({member_id for _, member_id in counts.keys() | says})
    known = {topic.id: Known(topic) for topic in vocabulary.everything()}
    for topic_id, member_id in counts.keys() | says:
        if member_id in names and topic_id in known:
            key = (topic_id, member_id)
            known[topic_id].people.append((member_id, names[member_id], counts.get(key, 0), key in says))
    for one in known.values():
        one.people.sort(key=lambda person: (-person[2], person[1]))
    return list(known.values())


@dataclass(frozen=True, slots=True)
class Field:
    """A field of topics: those that somebody knows, and those that nobody does."""

    topic: Topic
    known: list[Known]
    missing: list[Topic]


def by_field(every: Sequence[Known]) -> list[Field]:
    """Topics under their fields; a field that nobody names is no gap while it has topics."""
    topics: dict[int, list[Known]] = defaultdict(list)
    for one in every:
        topics[one.topic.parent_id or one.topic.id].append(one)
    heads = [one.topic for one in every if one.topic.parent_id is None]
    return [_field(head, topics[head.id]) for head in heads]


def _field(head: Topic, topics: list[Known]) -> Field:
    missing = [one.topic for one in topics if not one.people and (one.topic is not head or len(topics) == 1)]
    return Field(head, [one for one in topics if one.people], missing)


def _names(ids: Collection[int]) -> dict[int, str]:
    query = (
        select(Member.id, Member.name)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.id.in_(ids), Departure.member_id.is_(None))
    )
    return dict(db.session.execute(query).all())
