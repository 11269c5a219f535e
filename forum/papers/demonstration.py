"""The invented papers and guides: issue files, evidence out of the invented threads, sections.

Called by the loader of the demonstration once threads are there. Everything goes
through the actions that people use, at the moment at which it would have happened.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import actions, drafting, publishing, rules, shelf
from forum.papers.documents import Paper
from forum.papers.endorsements.demonstration import endorse, sign
from forum.papers.endorsements.rules import ENDORSEMENT_TIME
from forum.papers.evidence import selector
from forum.papers.models import Evidence, IssueFile
from forum.platforms.models import Platform
from forum.threads.models import Post, Thread
from forum.threads.policy import Can, gate

#: In which state each document is shown: two went all the way, one is before the authorities, one is being written.
STATES = {"paper-01": rules.PUBLISHED, "paper-02": rules.ENDORSEMENT, "guide-01": rules.PUBLISHED}
#: Evidence is collected some days after the last word in the threads, the text is written after consent.
COLLECTED_AFTER = timedelta(days=3)
WRITTEN_AFTER = timedelta(days=9)
#: A paper in endorsement has been there for some days, so that it still has some left.
ENDORSED_FOR = timedelta(days=6)
#: How long before today the evidence was collected, at least, for a document to be where it stands.
SIGNED_WITHIN = timedelta(days=7)
AGES = {
    rules.PUBLISHED: WRITTEN_AFTER + rules.REVIEW_TIME + ENDORSEMENT_TIME + SIGNED_WITHIN,
    rules.ENDORSEMENT: WRITTEN_AFTER + rules.REVIEW_TIME + ENDORSED_FOR,
}
#: Cards of one thread in one section: the best sentence of up to so many authorities.
CARDS_OF_A_THREAD = 2
_SENTENCE = re.compile(r"[^\n.!؟]+[.!؟]?")
_WORD = re.compile(r"[\w\u064b-\u065f]{4,}|\d[\d,.]*")
#: Sections that only name sources: the list of references says more.
_LISTS_SOURCES = re.compile("مراجع|المراجع")
_DISSENT = re.compile("تحفظ|متباين|اعتراض مسجل")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a post that speaks to a section."""

    post: Post
    span: range
    score: int


def load(
    papers: Iterable[Mapping[str, Any]], guides: Iterable[Mapping[str, Any]], *,
    coordinators: Mapping[str, Actor], association: Actor, signers: Mapping[str, Actor],
) -> int:
    """Make the documents from their rows; those that are there already are left alone.

    Args:
        papers: rows of ``demo_position_papers.jsonl``; ``guides``: of ``demo_guides.jsonl``.
        coordinators: who works on each platform, by its slug.
        association: who publishes.
        signers: who signs for the legal and technical unit and for the executive committee.

    Returns:
        How many were made.
    """
    made = 0
    for kind, rows in ((rules.POSITION_PAPER, papers), (rules.GUIDE, guides)):
        for row in rows:
            if db.session.scalar(select(Paper.id).where(Paper.demo_key == row["id"])) is None:
                _make(kind, row, coordinators[row["platform"]], association, signers)
                made += 1
    return made


def _make(
    kind: str, row: Mapping[str, Any], by: Actor, association: Actor, signers: Mapping[str, Actor]
) -> None:
    state = STATES.get(row["id"], rules.DRAFT)
    sections = row.get("sections") or row["chapters"]
    threads = _threads(sections, by)
    last_word = max(thread.last_post_at for thread in threads.values())
    collected = min(last_word + COLLECTED_AFTER, clock.now() - AGES.get(state, timedelta()))
    with clock.standing(collected):
        file = _file(row, threads.values(), by)
        cited = [_cards(file, section, threads, by) for section in sections]
    written = _not_later(collected + WRITTEN_AFTER)
    with clock.standing(written):
        paper = _write(kind, row, file, sections, cited, by)
    if state != rules.DRAFT:
        _send_on_its_way(paper, row, state, written, by, association, signers)


def _send_on_its_way(
    paper: Paper, row: Mapping[str, Any], state: str, written: datetime, by: Actor, association: Actor,
    signers: Mapping[str, Actor],
) -> None:
    """Review, endorsement, sign-off, publication: each takes its time."""
    with clock.standing(written):
        publishing.send_to_review(paper, by=by)
    opened = written + rules.REVIEW_TIME
    if state == rules.ENDORSEMENT:
        opened = max(opened, clock.now() - ENDORSED_FOR)
    with clock.standing(opened):
        publishing.open_endorsement(paper, by=by)
    endorse(paper, row, opened_at=opened, by=by)
    if state == rules.PUBLISHED:
        with clock.standing(opened + ENDORSEMENT_TIME):
            signed = sign(paper, signers, by=by, coordinator=by)
        with clock.standing(signed):
            publishing.publish(paper, by=association)


def _not_later(moment: datetime) -> datetime:
    """Nothing of the demonstration happens in the future."""
    return min(moment, clock.now())


def _threads(sections: Sequence[Mapping[str, Any]], by: Actor) -> dict[str, Thread]:
    """The cited threads; those of platforms that the coordinator is no member of cannot be collected."""
    keys = list(dict.fromkeys(key for section in sections for key in section["threads"]))
    found = db.session.scalars(
        select(Thread).where(Thread.demo_key.in_(keys)).options(joinedload(Thread.board))
    )
    by_key = {thread.demo_key: thread for thread in found if gate.may(by, Can.READ, thread)}
    return {key: by_key[key] for key in keys if key in by_key}


def _file(row: Mapping[str, Any], threads: Iterable[Thread], by: Actor) -> IssueFile:
    platform = db.session.scalars(select(Platform).where(Platform.slug == row["platform"])).one()
    title = re.sub(r"^ورقة موقف:\s*|\s*\(مخطط\)$", "", row["title"])
    file = actions.open_issue_file(platform, title, by=by)
    file.platform, file.demo_key = platform, f"file-{row['id']}"
    for thread in threads:
        actions.add_thread(file, thread, by=by)
    return file


def _cards(
    file: IssueFile, section: Mapping[str, Any], threads: Mapping[str, Thread], by: Actor
) -> list[Evidence]:
    if _LISTS_SOURCES.match(section["heading"]):
        return []
    statement = _SENTENCE.search(section["body"]).group().strip().split("؛")[0].split(";")[0]
    about = actions.claim(file, statement[: rules.CLAIM_MAX], by=by)
    dissents = bool(_DISSENT.search(section["heading"]))
    taken = []
    for key in section["threads"]:
        for found in _best(section["body"], _posts(threads[key]) if key in threads else []):
            quote = selector(found.post.source, found.span)
            taken.append(
                actions.take(
                    file, found.post, about, quote=quote, by=by,
                    stance=rules.QUALIFIES if dissents else rules.SUPPORTS,
                    kind=rules.NUMBER if re.search(r"\d", quote.exact) else rules.PRACTICE,
                )
            )
    return taken


def _posts(thread: Thread) -> Sequence[Post]:
    return db.session.scalars(
        select(Post)
        .where(Post.thread_id == thread.id, func.coalesce(Post.edited_at, Post.created_at) <= clock.now())
        .options(
            joinedload(Post.author), joinedload(Post.authority), joinedload(Post.hiding),
            joinedload(Post.thread).joinedload(Thread.board),
        )
        .order_by(Post.number)
    ).all()


def _best(body: str, posts: Sequence[Post]) -> list[Found]:
    """The sentences of different authorities that share most words and numbers with a section."""
    wanted = set(_WORD.findall(body))
    by_authority: dict[int | None, Found] = {}
    for post in posts:
        for match in _SENTENCE.finditer(post.source):
            if not 25 <= len(match.group().strip()) <= 400:
                continue
            words = set(_WORD.findall(match.group()))
            score = sum(3 if word[0].isdigit() else 1 for word in words & wanted)
            start = match.start() + len(match.group()) - len(match.group().lstrip(" \t-*>#|"))
            found = Found(post, range(start, match.start() + len(match.group().rstrip(" *|"))), score)
            kept = by_authority.get(post.authority_id)
            if post.source.count(match.group()) == 1 and (kept is None or found.score > kept.score):
                by_authority[post.authority_id] = found
    ranked = sorted(by_authority.values(), key=lambda f: (-f.score, f.post.number))
    return [found for found in ranked[:CARDS_OF_A_THREAD] if found.score >= 2] or ranked[:1]


def _write(
    kind: str, row: Mapping[str, Any], file: IssueFile, sections: Sequence[Mapping[str, Any]],
    cited: Sequence[Sequence[Evidence]], by: Actor,
) -> Paper:
    paper = drafting.start(
        file, kind, row["title"], addressees="\n".join(row.get("addressee", [])),
        prepared_by=row.get("prepared_by", ""), headings=[section["heading"] for section in sections], by=by,
    )
    paper.demo_key, paper.platform, paper.issue_file = row["id"], file.platform, file
    for made, section, cards in zip(shelf.sections(paper.id), sections, cited, strict=True):
        made.paper = paper
        marks = "".join(f" {rules.mark(card.id)}" for card in cards)
        drafting.save(made, made.heading, section["body"] + marks, based_on=made.revision, by=by)
    return paper
