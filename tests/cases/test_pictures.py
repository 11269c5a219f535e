"""Pictures come with a version of a case and are reviewed with it."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from forum.attachments.models import Attachment
from forum.cases import actions, rules
from forum.cases.models import Case
from forum.kernel.db import db, transaction
from tests.cases.library import typed
from tests.support import factories as make, samples


@pytest.fixture(autouse=True)
def folder(app: Flask) -> Iterator[Path]:
    """Where the files of this test are."""
    place = Path(app.config["FILES_FOLDER"])
    shutil.rmtree(place, ignore_errors=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def with_picture(**more) -> dict:
    """A well filled-in form with a picture."""
    return typed() | {"submits": "1", "pictures": [(io.BytesIO(samples.picture()), "قبل.jpg")]} | more


def accept(number: int) -> None:
    """Let a moderator accept a version of the only case."""
    case = db.session.scalars(select(Case)).one()
    with transaction():
        actions.review(case, number, rules.ACCEPTED, "", by=make.moderator(platform_of(case)))
    db.session.expire_all()


def platform_of(case: Case):
    """Its platform."""
    return db.session.get_one(type(case).platform.property.mapper.class_, case.platform_id)


def test_a_picture_is_seen_by_colleagues_once_its_version_is_accepted(client, acting_as):
    platform = make.platform()
    author, reader = make.seat(platform), make.outsider()
    acting_as(author)
    answer = client.post("/cases", data=with_picture(platform=platform.id))
    assert answer.status_code == 303
    picture = db.session.scalars(select(Attachment)).one()
    assert f'src="/files/{picture.id}/small"' in client.get(answer.location).text
    acting_as(reader)
    assert client.get(f"/files/{picture.id}/small").status_code == 404
    accept(1)
    assert f'src="/files/{picture.id}/small"' in client.get(answer.location).text
    assert client.get(f"/files/{picture.id}/small").status_code == 200


def test_a_later_version_keeps_the_pictures_and_brings_more_only_when_accepted(client, acting_as):
    platform = make.platform()
    author, reader = make.seat(platform), make.outsider()
    acting_as(author)
    address = client.post("/cases", data=with_picture(platform=platform.id)).location
    accept(1)
    first = db.session.scalars(select(Attachment.id)).one()
    client.post(f"{address}/versions", data=with_picture(based_on=1))
    second = db.session.scalars(select(Attachment.id).where(Attachment.id != first)).one()
    acting_as(reader)
    assert f"/files/{second}/" not in client.get(address).text
    assert client.get(f"/files/{second}/small").status_code == 404
    accept(2)
    page = client.get(address).text
    assert f"/files/{first}/" in page
    assert f"/files/{second}/" in page


def test_the_author_takes_a_picture_off_and_nobody_else_does(client, acting_as):
    platform = make.platform()
    acting_as(make.seat(platform))
    address = client.post("/cases", data=with_picture(platform=platform.id)).location
    picture = db.session.scalars(select(Attachment.id)).one()
    form = typed() | {"based_on": 1, "pictures-off": picture, "submits": "1"}
    acting_as(make.outsider())
    assert client.post(f"{address}/versions", data=form).status_code == 404
    author = db.session.scalars(select(Case.author_id)).one()
    acting_as(make.seat(make.platform(), member=db.session.get_one(make.Member, author)))
    assert client.post(f"{address}/versions", data=form).status_code == 303
    assert db.session.scalars(select(Attachment.id)).all() == []


def test_a_picture_waits_with_the_form_when_something_else_is_missing(client, acting_as):
    platform = make.platform()
    acting_as(make.seat(platform))
    answer = client.post("/cases", data=with_picture(platform=platform.id, lessons=""))
    assert answer.status_code == 422
    assert 'name="pictures-kept"' in answer.text
