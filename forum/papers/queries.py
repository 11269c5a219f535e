"""Reading issue files and evidence. Papers are read in ``shelf``."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers.models import Claim, Evidence, IssueFile, IssueFileThread
from forum.papers.policy import CanCollect, CanEvidence, collectable_by, collecting_gate, evidence_gate
from forum.papers.sources.models import Material, MaterialText
from forum.papers.sources.policy import may_read
from forum.platforms.models import Board, Platform
from forum.threads import policy as of_threads
from forum.threads.models import Post, Thread
from forum.threads.policy import CanPost
from forum.threads.states import PostRevision

#: Issue files offered in one list; a platform opens a handful a year.
FILES_MAX = 100


def issue_file(actor: Actor, file_id: int, *, to: CanCollect = CanCollect.READ) -> IssueFile:
    """Fetch one issue file that the actor may use for ``to``.

    Raises:
        NotFound: no such file, or it is not for the actor to know of.
        Refused: the actor may read it but not do ``to``.
    """
    found = db.session.scalars(
        select(IssueFile)
        .where(IssueFile.id == file_id)
        .options(joinedload(IssueFile.platform), joinedload(IssueFile.opened_by))
    ).one_or_none()
    if found is None or not collecting_gate.may(actor, CanCollect.READ, found):
        raise NotFound(_("There is no such issue file, or it is of a platform that you do not moderate."))
    collecting_gate.require(actor, to, found)
    return found


def issue_files(actor: Actor, *, platform_id: int | None = None) -> Sequence[Row]:
    """The actor's issue files, newest first, with how much each holds: one query."""
    threads = select(func.count()).where(IssueFileThread.issue_file_id == IssueFile.id).scalar_subquery()
    cards = select(func.count()).where(Evidence.issue_file_id == IssueFile.id).scalar_subquery()
    authorities = (
        select(func.count(Evidence.authority_id.distinct()))
        .where(Evidence.issue_file_id == IssueFile.id)
        .scalar_subquery()
    )
    query = (
        select(
            IssueFile.id, IssueFile.title, IssueFile.question, IssueFile.opened_at, IssueFile.demo_key,
            Platform.slug, Platform.name_ar, Platform.name_en,
            threads.label("threads"), cards.label("cards"), authorities.label("authorities"),
        )
        .join(IssueFile.platform)
        .where(collectable_by(actor))
        .order_by(IssueFile.opened_at.desc(), IssueFile.id.desc())
        .limit(FILES_MAX)
    )
    if platform_id is not None:
        query = query.where(IssueFile.platform_id == platform_id)
    return db.session.execute(query).all()


def platforms_of(actor: Actor) -> Sequence[Platform]:
    """The platforms on which the actor may open issue files."""
    query = select(Platform).order_by(Platform.position, Platform.id)
    if not actor.is_association:
        query = query.where(Platform.id.in_(actor.moderates))
    return db.session.scalars(query).all()


def files_holding(actor: Actor, thread_id: int) -> Sequence[IssueFile]:
    """The actor's issue files that a thread is in."""
    return db.session.scalars(
        select(IssueFile)
        .join(IssueFileThread, IssueFileThread.issue_file_id == IssueFile.id)
        .where(IssueFileThread.thread_id == thread_id, collectable_by(actor))
        .order_by(IssueFile.opened_at.desc(), IssueFile.id)
    ).all()


def collected(actor: Actor, file: IssueFile) -> Sequence[Row]:
    """The threads of an issue file that the actor may read, oldest collected first."""
    return db.session.execute(
        select(
            IssueFileThread.thread_id, IssueFileThread.note, IssueFileThread.at,
            Thread.title, Thread.reply_count, Thread.last_post_at, Thread.created_at, Thread.demo_key,
            Thread.accepted_post_id, Platform.slug,
            Authority.name_ar, Authority.name_en, Authority.region,
        )
        .join(Thread, Thread.id == IssueFileThread.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .join(Platform, Platform.id == Thread.platform_id)
        .outerjoin(Authority, Authority.id == Thread.authority_id)
        .where(IssueFileThread.issue_file_id == file.id, of_threads.readable_by(actor))
        .order_by(IssueFileThread.at, IssueFileThread.thread_id)
    ).all()


#: What is loaded with every card that is shown.
CARD = (
    joinedload(Evidence.issue_file),
    joinedload(Evidence.claim),
    joinedload(Evidence.author),
    joinedload(Evidence.authority),
    joinedload(Evidence.consent),
    joinedload(Evidence.withdrawal),
    joinedload(Evidence.post).options(
        joinedload(Post.hiding), joinedload(Post.thread).joinedload(Thread.board)
    ),
    joinedload(Evidence.material)
    .joinedload(Material.post)
    .options(joinedload(Post.hiding), joinedload(Post.thread).joinedload(Thread.board)),
)


def cards(file_id: int) -> Sequence[Evidence]:
    """Every card of an issue file with what is shown of it, oldest first: one query.

    The words are for those only whom ``may_read_words`` allows.
    """
    return db.session.scalars(
        select(Evidence).where(Evidence.issue_file_id == file_id).options(*CARD).order_by(Evidence.id)
    ).all()


def claims(file_id: int) -> Sequence[Claim]:
    """The claims of an issue file, in order."""
    return db.session.scalars(
        select(Claim).where(Claim.issue_file_id == file_id).order_by(Claim.position, Claim.id)
    ).all()


def card(actor: Actor, evidence_id: int, *, to: CanEvidence = CanEvidence.READ) -> Evidence:
    """Fetch one card that the actor may use for ``to``.

    Raises:
        NotFound: no such card, or it is not for the actor to know of.
        Refused: the actor may see it but not do ``to``.
    """
    found = db.session.scalars(select(Evidence).where(Evidence.id == evidence_id).options(*CARD)).one_or_none()
    if found is None or not (evidence_gate.may(actor, CanEvidence.READ, found) or may_read_words(actor, found)):
        raise NotFound(_("There is no such evidence, or you may not read the thread that it comes from."))
    if to is not CanEvidence.READ:
        evidence_gate.require(actor, to, found)
    return found


def may_read_words(actor: Actor, card: Evidence) -> bool:
    """Whether the actor may read the words of a card that is not published.

    Whoever may read the post where it stands now, and the author. A post that
    was hidden, or moved where the actor may not look, keeps its words to itself.
    Of other sources: see ``sources.policy``.
    """
    if card.post is None:
        return may_read(actor, card.material, card.platform_id)
    return actor.wrote(card.author_id) or bool(of_threads.post_gate.may(actor, CanPost.READ, card.post))




def post_to_cite(actor: Actor, post_id: int) -> Post:
    """Fetch a post that the actor may read, with what a card copies from it.

    Raises:
        NotFound: no such post, or the actor may not read it.
    """
    found = db.session.scalars(
        select(Post)
        .where(Post.id == post_id)
        .options(
            joinedload(Post.author), joinedload(Post.authority), joinedload(Post.hiding),
            joinedload(Post.thread).joinedload(Thread.board),
        )
    ).one_or_none()
    if found is None or not of_threads.post_gate.may(actor, CanPost.READ, found):
        raise NotFound(_("There is no such post, or it is on a platform that you are not a member of."))
    return found


def text_behind(card: Evidence) -> str:
    """The whole text that the words of a card were taken from, as it was then."""
    if card.post is not None:
        return text_of_revision(card.post, card.revision)
    return db.session.get_one(MaterialText, (card.material_id, card.revision)).text


def text_today(card: Evidence) -> str:
    """How the source of a card reads today."""
    if card.post is not None:
        return card.post.source
    return db.session.get_one(MaterialText, (card.material_id, card.material.revision)).text


def text_of_revision(post: Post, revision: int) -> str:
    """The source of one revision of a post, exactly as it was stored.

    Raises:
        NotFound: the post never had such a revision.
    """
    if post.revision == revision:
        return post.source
    source = db.session.scalars(
        select(PostRevision.source).where(PostRevision.post_id == post.id, PostRevision.number == revision)
    ).one_or_none()
    if source is None:
        raise NotFound(_("This post never had such a revision."))
    return source
