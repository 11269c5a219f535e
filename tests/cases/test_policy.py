"""Who reads, tells, reviews, takes up, hides: the table, and its twin in SQL."""

import pytest
from sqlalchemy import select

from forum.cases import actions
from forum.cases.models import Case
from forum.cases.policy import POLICY, Can, CanLibrary, CanOffer, gate, readable_by
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from tests.cases.library import accepted, submitted
from tests.support import factories as make

WHO = {
    "visitor": lambda platform, author: ANYONE,
    "outsider": lambda platform, author: make.outsider(),
    "member": lambda platform, author: make.seat(platform),
    "author": lambda platform, author: author,
    "moderator": lambda platform, author: make.moderator(platform),
    "association": lambda platform, author: make.association(),
}
EVERY_MEMBER = set(WHO) - {"visitor"}
DESK = {"moderator", "association"}
TABLE = {
    "accepted": {
        Can.READ: EVERY_MEMBER, Can.READ_ALL: DESK | {"author"}, Can.EDIT: {"author"}, Can.REVIEW: set(),
        Can.ADOPT: {"outsider", "member", "moderator"}, Can.FOLLOW: EVERY_MEMBER, Can.HIDE: DESK, Can.RESTORE: set(),
    },
    "waiting": {
        Can.READ: DESK | {"author"}, Can.READ_ALL: DESK | {"author"}, Can.EDIT: {"author"}, Can.REVIEW: DESK,
        Can.ADOPT: set(), Can.FOLLOW: set(), Can.HIDE: DESK, Can.RESTORE: set(),
    },
    "hidden": {
        Can.READ: DESK | {"author"}, Can.READ_ALL: DESK | {"author"}, Can.EDIT: set(), Can.REVIEW: set(),
        Can.ADOPT: set(), Can.FOLLOW: set(), Can.HIDE: set(), Can.RESTORE: DESK,
    },
}  # fmt: skip


def one(state: str, platform, author) -> Case:
    """A case in a state."""
    case = submitted(author, platform) if state == "waiting" else accepted(author, platform)
    if state == "hidden":
        with transaction():
            actions.hide(case, "معلومات شخصية", by=make.moderator(platform))
    found = db.session.scalars(select(Case).where(Case.id == case.id).execution_options(populate_existing=True)).one()
    db.session.refresh(found, ["hiding"])
    return found


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what(app, who, state):
    platform = make.platform()
    author = make.seat(platform)
    case = one(state, platform, author)
    actor = WHO[who](platform, author)

    for to, people in TABLE[state].items():
        decision = gate.may(actor, to, case)
        assert bool(decision) == (who in people), to
        assert decision or decision.reason


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", TABLE)
def test_the_list_shows_what_may_be_read(app, who, state):
    platform = make.platform()
    author = make.seat(platform)
    case = one(state, platform, author)
    actor = WHO[who](platform, author)

    listed = db.session.scalars(select(Case.id).where(readable_by(actor))).all()

    assert (case.id in listed) == bool(gate.may(actor, Can.READ, case))


def test_the_table_is_whole():
    assert set(POLICY) == {*Can, CanLibrary.READ, CanOffer.OFFER}


def test_a_case_is_offered_by_people_of_an_authority_on_their_platforms(app):
    platform = make.platform()
    assert gate.may(make.seat(platform), CanOffer.OFFER, platform)
    assert not gate.may(make.outsider(), CanOffer.OFFER, platform)
    assert not gate.may(make.association(), CanOffer.OFFER, platform)
    assert not gate.may(ANYONE, CanOffer.OFFER, platform)


def test_a_moderator_does_not_review_what_they_told(app):
    platform = make.platform()
    moderator = make.moderator(platform)
    case = one("waiting", platform, moderator)
    assert not gate.may(moderator, Can.REVIEW, case)
    assert gate.may(make.moderator(platform), Can.REVIEW, case)


def test_an_authority_does_not_take_up_its_own_case(app):
    platform = make.platform()
    author = make.seat(platform)
    case = one("accepted", platform, author)
    colleague = make.seat(platform, member=make.member(authority_id=author.authority_id))
    assert not gate.may(colleague, Can.ADOPT, case)
