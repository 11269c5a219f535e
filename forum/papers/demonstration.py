"""The invented papers and guides: issue files, evidence out of the invented threads, sections.

Called by the loader of the demonstration once threads are there. Everything goes
through the actions that people use, at the moment at which it would have happened.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import actions, drafting, publishing, rules, shelf
from forum.papers.demonstrated_review import comment
from forum.papers.demonstrated_words import CARDS_WIDELY, SENTENCE, Found, best, posts
from forum.papers.documents import Paper
from forum.papers.endorsements.demonstration import endorse, sign
from forum.papers.endorsements.rules import ENDORSEMENT_TIME
from forum.papers.evidence import selector
from forum.papers.models import Claim, Evidence, IssueFile
from forum.papers.sources.demonstration import cards as cards_of_sources
from forum.platforms.models import Platform
from forum.threads.models import Thread
from forum.threads.policy import Can, gate

#: In which state each document is shown: two went all the way, one is before the authorities, one before members.
STATES = {
    "paper-01": rules.PUBLISHED, "paper-02": rules.ENDORSEMENT, "guide-01": rules.PUBLISHED, "guide-02": rules.REVIEW,
}
#: To the claim of whose first section so many authorities speak, from all threads of the document.
WIDELY = {"paper-02": 8, "guide-01": 3}
#: Evidence is collected some days after the last word in the threads, the text is written after consent.
COLLECTED_AFTER = timedelta(days=3)
WRITTEN_AFTER = timedelta(days=9)
#: A paper in endorsement has been there for some days, so that it still has some left.
ENDORSED_FOR = timedelta(days=6)
#: A guide in review has been read for some days and can still be commented on.
REVIEWED_FOR = timedelta(days=6)
#: How long before today the evidence was collected, at least, for a document to be where it stands.
SIGNED_WITHIN = timedelta(days=7)
AGES = {
    rules.PUBLISHED: WRITTEN_AFTER + rules.REVIEW_TIME + ENDORSEMENT_TIME + SIGNED_WITHIN,
    rules.ENDORSEMENT: WRITTEN_AFTER + rules.REVIEW_TIME + ENDORSED_FOR,
    rules.REVIEW: WRITTEN_AFTER + REVIEWED_FOR,
}
#: Sections that only name sources: the list of references says more.
_LISTS_SOURCES = re.compile("مراجع|المراجع")
_DISSENT = re.compile("تحفظ|متباين|اعتراض مسجل")


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
        cited[0] += _widely(file, row, sections[0], threads, cited[0], by)
        cited[1] += cards_of_sources(file, row, by=by)
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
    if state == rules.REVIEW:
        comment(paper, sent_at=written, by=by)
        return
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
    statement = SENTENCE.search(section["body"]).group().strip().split("؛")[0].split(";")[0]
    about = actions.claim(file, statement[: rules.CLAIM_MAX], by=by)
    dissents = bool(_DISSENT.search(section["heading"]))
    taken = []
    for key in section["threads"]:
        for found in best(section["body"], posts(threads[key]) if key in threads else []):
            quote = selector(found.post.source, found.span)
            taken.append(
                actions.take(
                    file, found.post, about, quote=quote, by=by,
                    stance=rules.QUALIFIES if dissents else rules.SUPPORTS,
                    kind=rules.NUMBER if re.search(r"\d", quote.exact) else rules.PRACTICE,
                )
            )
    return taken


def _widely(
    file: IssueFile, row: Mapping[str, Any], section: Mapping[str, Any], threads: Mapping[str, Thread],
    known: Sequence[Evidence], by: Actor,
) -> list[Evidence]:
    """More authorities that speak to the claim of a first section, the rarer kinds first."""
    if not known:
        return []
    about = db.session.get_one(Claim, known[0].claim_id)
    heard = {card.authority_id for card in known}
    found: dict[int, Found] = {}
    for thread in threads.values():
        for each in best(section["body"], posts(thread), CARDS_WIDELY):
            if each.post.authority_id not in (None, *heard):
                found.setdefault(each.post.authority_id, each)
    by_kind = Counter(each.post.authority.kind for each in found.values())
    ordered = sorted(found.values(), key=lambda each: (by_kind[each.post.authority.kind], -each.score, each.post.id))
    return [
        actions.take(
            file, each.post, about, quote=selector(each.post.source, each.span), by=by, stance=rules.SUPPORTS,
            kind=rules.PRACTICE,
        )
        for each in ordered[: max(0, WIDELY.get(row["id"], 0) - len(heard))]
    ]


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
