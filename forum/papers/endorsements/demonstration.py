"""The invented voices and signatures under the invented papers."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import publishing
from forum.papers.documents import Paper
from forum.papers.endorsements import actions, queries, rules
from forum.platforms.delegates import delegates_of
from forum.platforms.rules import COORDINATOR

#: Delegates speak on different days.
BETWEEN_VOICES = timedelta(hours=30)
#: An office reads for a day or two before it signs.
BETWEEN_SIGNATURES = timedelta(days=1, hours=3)
#: How many authorities endorse a document of which the sources name none.
SOME = 3
ANSWER = "يبقى الموقف كما راجعه الأعضاء، ويُثبَّت التحفظ هنا بنصه ليقرأه من تُوجَّه إليه الورقة."
DISSENT = "نرى أن تُذكر كلفة التطبيق على الهيئات الصغيرة قبل التوصية."


def endorse(paper: Paper, row: Mapping[str, Any], *, opened_at: datetime, by: Actor) -> None:
    """Name the delegates, give the voices that the row tells of, let colleagues of one authority differ."""
    people = _people(paper.platform_id)
    moment = opened_at
    for code, stand, words in _voices(row, people):
        moment = min(moment + BETWEEN_VOICES, clock.now())
        with clock.standing(moment):
            delegate, *colleagues = people[code]
            actions.name_delegate(paper.platform, delegate.member_id, by=by)
            given = actions.speak(paper, stand, words, "", by=delegate)
            if stand == rules.RESERVE:
                actions.answer(given, ANSWER, by=by)
            for colleague in colleagues[:1]:
                actions.speak(paper, rules.RESERVE, DISSENT, "", by=colleague)
    _name_one_more(paper, people, by)


def _voices(row: Mapping[str, Any], people: Mapping[str, list[Actor]]) -> Iterator[tuple[str, str, str]]:
    """Authority, stand and words: as the sources say; else some that are there."""
    told = dict.fromkeys(row.get("endorsements") or list(people)[:SOME], (rules.ENDORSE, ""))
    told |= {r["authority"]: (rules.RESERVE, r["text"]) for r in row.get("reservations", [])}
    divided = next((code for code, several in people.items() if len(several) > 1 and code not in told), None)
    if divided:
        told[divided] = (rules.ENDORSE, "")
    return ((code, *said) for code, said in told.items() if code in people)


def _name_one_more(paper: Paper, people: Mapping[str, list[Actor]], by: Actor) -> None:
    """One delegate has not spoken."""
    known = {delegate.authority_id for delegate in delegates_of(paper.platform_id)}
    waiting = next((several[0] for several in people.values() if several[0].authority_id not in known), None)
    if waiting:
        actions.name_delegate(paper.platform, waiting.member_id, by=by)


def _people(platform_id: int) -> dict[str, list[Actor]]:
    """Who can speak for which authority, by its code."""
    codes = dict(db.session.execute(select(Authority.id, Authority.code)).all())
    found: dict[str, list[Actor]] = {}
    for row in queries.candidates(platform_id):
        person = Actor(
            member_id=row.id, name=row.name, job_title=row.job_title, authority_id=row.authority_id,
            platforms=frozenset({platform_id}),
        )
        found.setdefault(codes[row.authority_id], []).append(person)
    return found


def sign(paper: Paper, signers: Mapping[str, Actor], *, by: Actor, coordinator: Actor) -> datetime:
    """Let every office sign; the moment after the last signature."""
    publishing.open_signing(paper, by=by)
    text = queries.newest_version(paper).fingerprint
    moment = clock.now()
    for office in rules.SIGNING_ORDER:
        moment += BETWEEN_SIGNATURES
        person = coordinator if office == COORDINATOR else signers[office]
        with clock.standing(moment):
            actions.sign(paper, text, by=person)
    return moment + BETWEEN_SIGNATURES
