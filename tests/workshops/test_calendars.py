"""Workshops in calendars, read by the icalendar library."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from forum.exports.icalendar import CalendarEvent, calendar_file
from forum.kernel import clock
from forum.kernel.db import transaction
from forum.workshops.calendars import actions
from forum.workshops.calendars.keys import seal
from tests.support import factories as make
from tests.support.client import CheckingClient
from tests.workshops.ground import registered, workshop


def event(starts_at: datetime, **given) -> CalendarEvent:
    defaults = {"uid": "workshop-1@example.org", "title": "ورشة", "ends_at": starts_at + timedelta(hours=2),
                "stamp": datetime(2026, 1, 1, tzinfo=UTC)}
    return CalendarEvent(starts_at=starts_at, **defaults | given)


def read(raw: bytes):
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    return calendar, [e for e in calendar.walk("VEVENT") if not e.errors]


@pytest.mark.parametrize("starts_at", [
    datetime(2026, 1, 15, 8, tzinfo=UTC), datetime(2026, 7, 15, 7, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC),
    datetime(2019, 10, 22, 6, 30, tzinfo=UTC),
])
def test_the_hour_is_the_same_moment_in_winter_and_summer(starts_at):
    calendar, (one,) = read(calendar_file("ورشات", [event(starts_at)]))
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    begins = one.decoded("dtstart")
    assert begins.astimezone(UTC) == starts_at
    assert begins.replace(tzinfo=zone).astimezone(UTC) == starts_at
    assert one["dtstart"].params["TZID"] == "Asia/Hebron"


def test_every_line_has_75_octets_at_most_and_no_letter_is_cut():
    title = "تكلفة الخدمة؛ أساسا للموازنة, و\\توزيع الرواتب; " * 6
    raw = calendar_file("ورشات", [event(datetime(2026, 1, 15, 8, tzinfo=UTC), title=title, words="سطر\nآخر")])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    _calendar, (one,) = read(raw)
    assert str(one["summary"]) == title
    assert str(one["description"]) == "سطر\nآخر"


def test_a_change_keeps_the_uid_and_raises_the_sequence(client):
    found = workshop()
    _calendar, (before,) = read(client.get(f"/workshops/{found.id}/calendar.ics").data)
    with transaction():
        found.sequence, found.changed_at = 1, clock.now() + timedelta(minutes=5)
    _calendar, (after,) = read(client.get(f"/workshops/{found.id}/calendar.ics").data)
    assert before["uid"] == after["uid"] and (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_a_platform_has_its_calendar(client):
    water, other = make.platform(slug="water"), make.platform(slug="other")
    workshop(platform_id=water.id, title_ar="ورشة المياه")
    workshop(platform_id=other.id, title_ar="ورشة الموازنة")
    answer = client.get("/platforms/water/workshops.ics")
    assert answer.mimetype == "text/calendar"
    _calendar, events = read(answer.data)
    assert [str(e["summary"]) for e in events] == ["ورشة المياه"]
    assert client.get("/platforms/none/workshops.ics").status_code == 404


def test_an_empty_calendar_is_one_too(client):
    make.platform(slug="water")
    assert read(client.get("/platforms/water/workshops.ics").data)[1] == []


def test_my_calendar_stands_at_an_address_that_can_be_renewed(client, acting_as):
    board = make.board()
    me = make.seat(board)
    registered(workshop(platform_id=board.platform_id, title_ar="لي مقعد", capacity=1), me)
    full = workshop(platform_id=board.platform_id, title_ar="في الانتظار", capacity=1)
    registered(full, make.seat(board))
    registered(full, me)
    acting_as(me)
    client.post("/workshops/mine/calendar")
    address = f"/calendars/{seal(me.member_id, 1)}.ics"
    assert address in client.get("/workshops/mine").text
    program = CheckingClient(client.application)
    _calendar, events = read(program.get(address).data)
    assert {str(e["summary"]): str(e["status"]) for e in events} == {
        "لي مقعد": "CONFIRMED", "في الانتظار": "TENTATIVE",
    }
    with transaction():
        actions.renew(by=me)
    assert program.get(address).status_code == 404
    assert program.get(f"/calendars/{seal(me.member_id, 2)}.ics").status_code == 200


@pytest.mark.parametrize("key", ["x", "WzEsMV0.wrong", "%00", "ا"])
def test_nobody_makes_an_address_up(client, key):
    assert client.get(f"/calendars/{key}.ics").status_code == 404
