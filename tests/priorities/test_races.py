"""Dots under requests that arrive together, on every database: never more than five, never two ballots."""

from forum.kernel.db import db
from forum.priorities.models import Ballot, PaperEntry
from tests.hostile.conftest import race
from tests.hostile.races import count
from tests.priorities.conftest import DAY
from tests.support import factories as make

__all__ = ["race"]


def test_one_delegate_in_four_windows_leaves_one_whole_ballot(village, form, race):
    made = village.round()
    topics = village.topics(made)
    wishes = [{0: 5}, {1: 5}, {0: 2, 1: 3}, {2: 4}]

    statuses = race(*[(village.delegates[0], f"/priorities/{made.id}/ballot", form(topics, dots)) for dots in wishes])

    assert statuses == [303] * 4
    kept = db.session.query(Ballot).one()
    assert kept.dots in [{str(topics[n]): dots for n, dots in wish.items()} for wish in wishes]
    assert kept.spent == sum(kept.dots.values()) <= 5


def test_many_delegates_at_once_all_count(village, form, race):
    made = village.round()
    topics = village.topics(made)
    race(*[(who, f"/priorities/{made.id}/ballot", form(topics, {n: 5})) for n, who in enumerate(village.delegates)])
    assert count(Ballot) == len(village.delegates)


def test_two_readers_at_once_are_a_first_and_a_second(village, form, race):
    made = village.round()
    council = make.authority(region="south", kind="village_council", name_ar="مجلس الزيتونة")
    data = form(village.topics(made), {0: 5}) | {"authority": [council.name_ar, council.code]}

    address = f"/priorities/{made.id}/paper/readings"
    statuses = race(*[(who, address, data) for who in (village.moderator, village.coordinator)])

    assert statuses == [303, 303] and count(PaperEntry) == 2 and count(Ballot) == 1


def test_published_by_two_is_published_once(village, race):
    made = village.ended(village.round(), {0: {0: 5}})
    address = f"/priorities/{made.id}/publication"
    assert race(*[(who, address, {}) for who in (village.moderator, village.coordinator)]) == [303, 403]


def test_a_form_that_arrives_twice_is_one_proposal(village, race):
    made = village.round(begins=5 * DAY, titles=())
    form = {"title": "شح المياه", "once": "a"}
    assert race(*[(village.delegates[0], f"/priorities/{made.id}/proposals", form)] * 2) == [303, 303]
    assert len(village.topics(made)) == 1
