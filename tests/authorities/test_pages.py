"""The directory's pages: the list and its filters, the map, one authority."""

import gzip
import re

import pytest
from sqlalchemy import select

from forum.authorities import directory, drawing
from forum.authorities.models import Authority
from forum.authorities.seeds import seed
from forum.kernel.db import db, transaction
from tests.support import factories as make

#: What the whole map may weigh on the line.
MAP_BYTES = 30_000


@pytest.fixture
def seeded(app):
    """The directory as it ships."""
    with transaction():
        seed()


def number(code: str) -> int:
    """The id of an authority."""
    return db.session.scalars(select(Authority.id).where(Authority.code == code)).one()


def test_everybody_finds_an_authority_by_its_name_however_it_is_written(client, seeded):
    assert "429 هيئة" in client.get("/authorities").text
    found = client.get("/authorities?q=بلدية+البيره").text
    assert f'href="/authorities/{number("RBH-BIREH")}"' in found
    assert f'href="/authorities/{number("NBS-NABLUS")}"' not in found


def test_filters_narrow_and_unknown_ones_count_as_none(client, seeded):
    gaza = client.get("/authorities?region=gaza&kind=municipality").text
    assert "25 هيئة" in gaza
    assert f'/authorities/{number("NBS-NABLUS")}"' not in gaza
    assert "429 هيئة" in client.get("/authorities?region=mars&kind=x&size=Z&members=y&governorate=99999999999").text
    assert "لا توجد هيئة مطابقة." in client.get("/authorities?q=zzzz").text


def test_members_filter_by_who_takes_part_and_visitors_do_not(client, acting_as, app):
    platform = make.platform(slug="finance")
    there, away = make.authority(name_ar="الحاضرة"), make.authority(name_ar="الغائبة")
    make.seat(platform, member=make.member(authority_id=there.id))
    acting_as(make.association())
    for asked in ("any", "finance"):
        page = client.get(f"/authorities?members={asked}").text
        assert "الحاضرة" in page
        assert "الغائبة" not in page
    client.post("/session/end")
    page = client.get("/authorities?members=finance").text
    assert "الغائبة" in page
    assert "لها أعضاء" not in page
    assert away.id


def test_an_authority_shows_its_facts_to_all_and_its_people_to_those_who_may_see_them(client, acting_as, app):
    platform = make.platform()
    place = make.authority(name_ar="كفر الديك", population=5_000)
    person = make.member(authority_id=place.id, name="هدى القاسم")
    make.seat(platform, member=person)
    thread = make.thread(board=make.board(platform=platform), author=person, title="عطل في المضخة")
    page = client.get(f"/authorities/{place.id}").text
    assert "5,000" in page
    assert "هدى القاسم" not in page
    acting_as(make.outsider())
    page = client.get(f"/authorities/{place.id}").text
    assert "هدى القاسم" not in page
    assert thread.title not in page
    acting_as(make.seat(platform))
    page = client.get(f"/authorities/{place.id}").text
    assert "هدى القاسم" in page
    assert thread.title in page


@pytest.mark.parametrize("address", ["/authorities/99999", "/authorities/99999999999999999999"])
def test_what_is_not_in_the_directory_is_not_there(client, app, address):
    assert client.get(address).status_code == 404


def test_the_map_draws_everybody_who_has_a_place_and_names_the_others(client, seeded):
    page = client.get("/authorities/map").text
    assert len(re.findall(r'class="map__dot', page.split("map-legend")[0])) == 415
    assert "14 هيئة بلا موقع على الخريطة" in page
    assert page.count('class="map__place ') == 16
    assert len(gzip.compress(page.encode())) < MAP_BYTES


def test_each_dot_leads_to_its_authority_and_each_shape_closer(client, seeded):
    whole = client.get("/authorities/map").text
    place = db.session.get_one(Authority, number("SLT-FARKHA")).governorate_id
    assert f'href="/authorities/map?governorate={place}"' in whole
    assert f'href="/authorities/{number("SLT-FARKHA")}"' in whole
    close = client.get(f"/authorities/map?governorate={place}").text
    assert f'<a href="/authorities/{number("SLT-FARKHA")}" aria-label=' in close
    assert 'tabindex="-1"' not in close.split("<svg class=\"map")[1]
    assert f'/authorities/{number("NBS-NABLUS")}"' not in close


def test_a_map_that_did_not_change_is_not_sent_again(client, seeded):
    first = client.get("/authorities/map?region=south")
    again = client.get("/authorities/map?region=south", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    with transaction():
        db.session.get_one(Authority, number("HBN-DHAHIRIYA")).name_ar = "اسم آخر"
    changed = client.get("/authorities/map?region=south", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "اسم آخر" in changed.text


def test_an_empty_directory_has_a_map_too(client, app):
    assert client.get("/authorities/map").status_code == 200


def test_the_directory_costs_one_query_however_large(app, seeded, queries):
    with queries.at_most(1):
        entries = directory.everything()
    with queries.at_most(0):
        assert len(directory.narrowed(entries, directory.Asked(region="gaza"), {})) == 26
        assert len(directory.drawn(entries, is_close=False).dots) == 415


def test_north_is_up_and_everything_lies_inside(app, seeded):
    drawn = directory.drawn(directory.everything(), is_close=False)
    at = {dot.entry.id: dot for dot in drawn.dots}
    jenin, rafah = at[number("JEN-JENIN")], at[number("RFH-RAFAH")]
    assert jenin.y < rafah.y
    assert jenin.x > rafah.x
    assert all(0 < d.x < drawn.width and 0 < d.y < drawn.height for d in drawn.dots)


def test_no_name_lies_over_another():
    frame = drawing.Frame.round([(31.0, 35.0), (32.0, 36.0)])
    wanted = [(f"قرية {n}", 300 + n, 300, 4) for n in range(20)]
    found = drawing.labels(wanted, frame, [])
    assert 1 <= len(found) <= 2
    assert found[0].words == "قرية 0"
