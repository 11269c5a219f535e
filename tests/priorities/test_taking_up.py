"""The result opens its workshops and an issue file in one step."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.papers.models import IssueFile
from forum.priorities import actions
from forum.priorities.models import Taken, TakenWorkshop
from forum.workshops.models import Workshop
from tests.hostile.conftest import race
from tests.support import factories as make

__all__ = ["race"]
FORM = {"first": "2035-02-01", "weeks": "2"}


@pytest.fixture
def published(village):
    made = village.ended(village.round(slots=3), {0: {0: 5}, 1: {0: 3, 1: 2}, 2: {2: 5}})
    with transaction():
        actions.publish(made, by=village.moderator)
    return made


def test_a_moderator_opens_workshops_and_an_issue_file(client, acting_as, village, published):
    acting_as(village.moderator)
    assert "ما اختير ينتظر" in client.get(f"/priorities/{published.id}/result").text
    page = client.get(f"/priorities/{published.id}/taking-up").text
    assert "النفايات" in page
    late = FORM | {"first": "2020-01-01"}
    assert client.post(f"/priorities/{published.id}/taking-up/done", data=late).status_code == 422

    assert client.post(f"/priorities/{published.id}/taking-up/done", data=FORM).status_code == 303

    held = db.session.scalars(select(Workshop).order_by(Workshop.starts_at)).all()
    assert [one.title_ar for one in held] == ["النفايات", "الأراضي", "المياه"]
    assert (held[1].starts_at - held[0].starts_at).days == 14
    file = db.session.scalars(select(IssueFile)).one()
    assert file.title == published.title and "الخيار الأول لدى" in file.question
    page = client.get(f"/priorities/{published.id}/result").text
    assert f"/issue-files/{file.id}" in page and f"/workshops/{held[0].id}" in page
    assert client.post(f"/priorities/{published.id}/taking-up/done", data=FORM).status_code == 409


def test_members_read_the_result_and_do_not_take_it_up(client, acting_as, village, published):
    acting_as(village.delegates[0])
    assert "ما اختير ينتظر" not in client.get(f"/priorities/{published.id}/result").text
    assert client.get(f"/priorities/{published.id}/taking-up").status_code == 403
    assert client.post(f"/priorities/{published.id}/taking-up/done", data=FORM).status_code == 403
    acting_as(make.outsider())
    assert client.post(f"/priorities/{published.id}/taking-up/done", data=FORM).status_code == 404
    assert not db.session.scalars(select(Taken)).all()


def test_two_who_take_it_up_at_once_open_it_once(village, published, race):
    address = f"/priorities/{published.id}/taking-up/done"
    assert race(*[(who, address, FORM) for who in (village.moderator, village.coordinator)]) == [303, 409]
    assert len(db.session.scalars(select(TakenWorkshop)).all()) == 3
