"""Somebody who asked without name, in the world of the hostile tests, and what happened in that thread since."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import set_committed_value

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members import actions as members, standins
from forum.members.models import Member, StandIn
from forum.moderation import actions as moderation
from forum.moderation.port import Reviewed
from forum.notifications.actions import follow
from forum.papers import actions as collecting, drafting, filing, queries as papers
from forum.papers.documents import Paper, PaperVersion
from forum.papers.evidence import Quote
from forum.papers.models import Claim
from forum.papers.rules import BY_NAME
from forum.papers.shelf import sections
from forum.platforms.models import Board, Platform, Seat
from forum.threads import actions as threads
from forum.threads.anonymity import actions
from forum.threads.models import Post, Thread
from tests.support import factories as make, papers as way
from tests.support.accounts import actor_of


def build(board: Board, name: str, people: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """A thread without name that was answered, edited, cited, reported and asked about by two officers.

    ``name`` stands in everything that is the author's own, and in nothing else.
    The author has left the platform meanwhile, so that no list of people has them.
    """
    person = make.member(name=f"زياد {name}", email=f"{name}@municipality.ps", job_title=f"مساح {name}")
    author = make.seat(board, member=person)
    with transaction():
        follow(people["m"].member_id, "board", board.id)
        actions.allow(board.platform, by=people["c"])
        thread = actions.ask(
            board, "platform", title="كيف أبلغ عن ضغط مشترك؟", kind="question", body="نص مشترك أول.", by=author
        )
    author = replace(author, stand_ins=standins.of_member(person.id))
    opening = post(thread, 1)
    with transaction():
        answer = threads.reply(thread, "جواب مشترك.", by=people["m"])
        threads.reply(thread, "شكر مشترك.", by=author, voice=author.speaking_as(thread.author_id))
        threads.edit(opening, "نص مشترك ثان. اعترض 77 مواطنا.", title="كيف أبلغ عن ضغط مشترك اليوم؟", by=author)
        threads.accept(thread, answer, by=author)
        reported = Reviewed("post", opening.id, board.platform_id, thread.title, "", thread.author_id)
        moderation.flag(reported, "other", "", by=people["m"])
        request = actions.ask_for_name(thread, "سبب", by=people["c"])
        actions.decide(request, "نعم", is_confirmed=True, by=people["a"])
        db.session.execute(delete(Seat).where(Seat.member_id == person.id))
    return {"unmasking_id": {"shown": request.id}}


def cite(claim_id: int, *, by: Actor) -> int:
    """Take the opening text of that thread as evidence; the card."""
    words = papers.post_to_cite(by, post(thread(), 1).id)
    with transaction():
        claim = db.session.get_one(Claim, claim_id)
        file = papers.issue_file(by, claim.issue_file_id)
        return collecting.take(file, words, claim, stance="supports", kind="number", by=by).id


def publish(*, by: Actor, association: Actor) -> tuple[Paper, PaperVersion]:
    """A published paper that cites the text; its author agreed to be named, which names the label."""
    person, opening = author(), post(thread(), 1)
    with transaction():
        file = collecting.open_issue_file(_platform(opening), "ملف مشترك", thread=thread(), by=by)
        file.platform = _platform(opening)
        claim = collecting.claim(file, "يُبلَّغ عن الضغط", by=by)
        words = papers.post_to_cite(by, opening.id)
        card = collecting.take(file, words, claim, stance="supports", kind="number", quote=Quote("77"), by=by)
    with transaction():
        collecting.answer_consent(papers.card(by, card.id), BY_NAME, "", by=actor_of(person))
    with transaction():
        paper = drafting.start(file, "position_paper", "ورقة مشتركة", by=by)
        paper.platform, paper.issue_file = file.platform, file
        part = sections(paper.id)[0]
        part.paper = paper
        drafting.save(part, part.heading, f"نص [@{card.id}]", based_on=part.revision, by=by)
    version = way.publish(paper, by=by, association=association)
    with transaction():
        filing.ask_for_all(paper, version, by=association)
    return paper, version


def _platform(of: Post) -> Platform:
    return db.session.get_one(Platform, of.thread.platform_id)


def thread() -> Thread:
    """The thread without name."""
    return db.session.scalars(select(Thread).where(Thread.author_id.in_(select(StandIn.member_id)))).one()


def close(person: Member) -> None:
    """The account is closed, as its owner can do."""
    members.close_account(person, "", by=Actor(member_id=person.id))


def author() -> Member:
    """The person behind it."""
    return db.session.scalars(select(Member).where(Member.id.in_(select(StandIn.bearer_id)))).one()


def post(of: Thread, number: int) -> Post:
    query = select(Post).where(Post.thread_id == of.id, Post.number == number)
    found = db.session.scalars(query).one()
    set_committed_value(found, "thread", of)
    return found
