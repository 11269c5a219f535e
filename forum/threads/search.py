"""How posts appear in search: what the index learns, and what a result shows."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Select, select

from forum.attachments.queries import names_of
from forum.authorities.models import Authority
from forum.kernel import rendering
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.members.models import Member
from forum.platforms.models import Board, Platform
from forum.search.port import MEMBERS, Card, Document, audience_of_platform
from forum.threads.addresses import of_post
from forum.threads.freshness.models import AnswerReview
from forum.threads.freshness.rules import OBSOLETE
from forum.threads.models import LISTED, Post, Thread
from forum.threads.pointers.models import Pointer
from forum.threads.policy import readable_by
from forum.threads.states import PostHiding, ThreadTopic
from forum.topics.models import Topic


class SearchablePosts:
    """Every shown post of every listed thread; one result a thread."""

    kind = "post"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that should be found."""
        rows = db.session.execute(_posts().where(Post.id.in_(ids))).all()
        return _documents(rows)

    def everything(self, batch: int) -> Iterable[Document]:
        """All posts, newest first, read by id so that writing meanwhile skips nothing."""
        last = 2**31 - 1  # the largest id that an integer column holds
        while rows := db.session.execute(_posts().where(Post.id < last).order_by(Post.id.desc()).limit(batch)).all():
            yield from _documents(rows)
            last = rows[-1].id

    def audiences(self, actor: Actor) -> frozenset[str]:
        """The boards and platforms that the actor may read."""
        if not actor.is_signed_in:
            return frozenset()
        if actor.is_association:
            every = db.session.scalars(select(Platform.id))
            return frozenset({MEMBERS, *(audience_of_platform(p) for p in every)})
        return frozenset({MEMBERS, *(audience_of_platform(p) for p in actor.platforms)})

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """What results show, of the posts that the actor may read now."""
        is_arabic = locale() == "ar"
        authority = Authority.name_ar if is_arabic else Authority.name_en
        board = Board.name_ar if is_arabic else Board.name_en
        platform = Platform.name_ar if is_arabic else Platform.name_en
        query = (
            select(
                Post.id,
                Post.html,
                Post.created_at,
                Post.demo_key,
                Thread.title,
                Thread.kind,
                Thread.reply_count,
                Thread.accepted_post_id,
                Member.name,
                authority.label("authority"),
                Post.authority_id,
                Authority.region,
                board.label("board"),
                platform.label("platform"),
                Platform.slug,
                Thread.author_id.label("asker_id"),
                _IS_DEMOTED,
            )
            .join(Thread, Thread.id == Post.thread_id)
            .join(Board, Board.id == Thread.board_id)
            .join(Platform, Platform.id == Thread.platform_id)
            .join(Member, Member.id == Post.author_id)
            .outerjoin(Authority, Authority.id == Post.authority_id)
            .outerjoin(PostHiding, PostHiding.post_id == Post.id)
            .where(Post.id.in_(ids), Thread.shelf == LISTED, PostHiding.post_id.is_(None), readable_by(actor))
        )
        return {row.id: _card(row, actor) for row in db.session.execute(query)}


#: Something better is known: the thread points to another one, or this was said to be obsolete.
_IS_DEMOTED = (
    select(Pointer.thread_id).where(Pointer.thread_id == Thread.id).exists()
    | select(AnswerReview.post_id).where(AnswerReview.post_id == Post.id, AnswerReview.state == OBSOLETE).exists()
).label("is_demoted")


def _card(row, actor: Actor) -> Card:
    is_question = row.kind == "question"
    may_answer = not actor.wrote(row.asker_id) and (row.reply_count > 0 or not is_question)
    return Card(
        kind="post",
        id=row.id,
        address=of_post(row.id),
        title=row.title,
        text=rendering.text_of(row.html),
        place=f"{row.platform} · {row.board}",
        author=row.name,
        authority=row.authority or "",
        authority_id=row.authority_id,
        region=row.region,
        created_at=row.created_at,
        thread_kind=row.kind,
        is_answered=row.accepted_post_id is not None if is_question else None,
        is_answer=row.accepted_post_id == row.id,
        replies=row.reply_count,
        platform=row.slug,
        demo=row.demo_key is not None,
        demoted=row.is_demoted,
        answers_at=f"{of_post(row.id)}/answered" if may_answer else "",
    )


def _posts() -> Select:
    """Columns of everything that should be found."""
    return (
        select(
            Post.id,
            Post.thread_id,
            Post.number,
            Post.html,
            Post.created_at,
            Post.author_id,
            Post.authority_id,
            Thread.title,
            Thread.kind,
            Thread.accepted_post_id,
            Thread.board_id,
            Thread.platform_id,
            Board.audience,
            Board.name_ar.label("board_ar"),
            Board.name_en.label("board_en"),
            Platform.name_ar.label("platform_ar"),
            Platform.name_en.label("platform_en"),
            Member.name,
            Authority.name_ar,
            Authority.name_en,
            Authority.region,
            _IS_DEMOTED,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .join(Platform, Platform.id == Thread.platform_id)
        .join(Member, Member.id == Post.author_id)
        .outerjoin(Authority, Authority.id == Post.authority_id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .where(Thread.shelf == LISTED, PostHiding.post_id.is_(None))
    )


def _documents(rows) -> Iterable[Document]:
    topics = _topics({row.thread_id for row in rows})
    names = names_of("post", [row.id for row in rows])
    for row in rows:
        about = topics.get(row.thread_id, [])
        audience = MEMBERS if row.audience == "members" else audience_of_platform(row.platform_id)
        yield Document(
            kind="post",
            id=row.id,
            title=row.title,
            body=rendering.text_of(row.html),
            attachments=" ".join(names.get(row.id, ())),
            has_file=row.id in names,
            group=f"thread:{row.thread_id}",
            topics=tuple(words for topic in about for words in _words(topic)),
            author=row.name,
            authority=f"{row.name_ar or ''} {row.name_en or ''}".strip(),
            place=f"{row.platform_ar} {row.platform_en} {row.board_ar} {row.board_en}",
            audience=audience,
            platform_id=row.platform_id,
            board_id=row.board_id,
            topic_ids=tuple(topic.id for topic in about),
            region=row.region,
            thread_kind=row.kind,
            is_answered=row.accepted_post_id is not None if row.kind == "question" else None,
            is_answer=row.accepted_post_id == row.id,
            is_opening=row.number == 1,
            authority_id=row.authority_id,
            author_id=row.author_id,
            created_at=row.created_at,
            demoted=row.is_demoted,
        )


def _topics(thread_ids: set[int]) -> dict[int, list[Topic]]:
    query = (
        select(ThreadTopic.thread_id, Topic)
        .join(Topic, Topic.id == ThreadTopic.topic_id)
        .where(ThreadTopic.thread_id.in_(thread_ids))
    )
    found: dict[int, list[Topic]] = {}
    for thread_id, topic in db.session.execute(query):
        found.setdefault(thread_id, []).append(topic)
    return found


def _words(topic: Topic) -> list[str]:
    """Labels and synonyms of a topic, in both languages."""
    synonyms = f"{topic.synonyms_ar};{topic.synonyms_en}".split(";")
    return [topic.label_ar, topic.label_en, *(s.strip() for s in synonyms if s.strip())]
