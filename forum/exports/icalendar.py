"""Calendars in iCalendar (RFC 5545): what phones and mail programs read.

Hours stand in the time of Palestine with the zone's changes written out beside
them, so that a program that does not know Asia/Hebron shows the right hour too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from forum.kernel.i18n.locale import TIME_ZONE

MIMETYPE = "text/calendar"
#: Octets in a line before it is folded (RFC 5545, 3.1).
LINE = 75
_ZONE = ZoneInfo(TIME_ZONE)
_LOCAL, _UTC = "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry. ``uid`` never changes; ``sequence`` grows and ``stamp`` moves with each change."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    sequence: int = 0
    place: str = ""
    words: str = ""
    address: str = ""
    #: CONFIRMED, TENTATIVE or CANCELLED
    status: str = "CONFIRMED"


def calendar_file(name: str, events: Sequence[CalendarEvent]) -> bytes:
    """A whole calendar with its time zone."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Minassat//Workshops//AR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}", f"NAME:{escaped(name)}", f"X-WR-TIMEZONE:{TIME_ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H",
    ]
    if events:
        lines += _zone(min(e.starts_at for e in events), max(e.ends_at for e in events))
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8")


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp.astimezone(UTC).strftime(_UTC)}"
    yield f"LAST-MODIFIED:{event.stamp.astimezone(UTC).strftime(_UTC)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;TZID={TIME_ZONE}:{event.starts_at.astimezone(_ZONE).strftime(_LOCAL)}"
    yield f"DTEND;TZID={TIME_ZONE}:{event.ends_at.astimezone(_ZONE).strftime(_LOCAL)}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    if event.words:
        yield f"DESCRIPTION:{escaped(event.words)}"
    if event.address:
        yield f"URL:{event.address}"
    yield f"STATUS:{event.status}"
    yield f"TRANSP:{'TRANSPARENT' if event.status == 'CANCELLED' else 'OPAQUE'}"
    yield "END:VEVENT"


def _zone(first: datetime, last: datetime) -> Iterator[str]:
    """The zone's offsets from before the first entry until after the last, each change written out."""
    start = first.astimezone(UTC) - timedelta(days=366)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{TIME_ZONE}"
    yield from _observance(start, start)
    for change in _changes(start, last.astimezone(UTC) + timedelta(days=366)):
        yield from _observance(change, change - timedelta(seconds=1))
    yield "END:VTIMEZONE"


def _observance(at: datetime, before: datetime) -> Iterator[str]:
    """From one moment on, another offset; its beginning is written in the hour that held before."""
    earlier, now = before.astimezone(_ZONE), at.astimezone(_ZONE)
    kind = "DAYLIGHT" if now.dst() else "STANDARD"
    local = (at + (earlier.utcoffset() or timedelta())).strftime(_LOCAL)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local}"
    yield f"TZOFFSETFROM:{earlier.strftime('%z')}"
    yield f"TZOFFSETTO:{now.strftime('%z')}"
    yield f"TZNAME:{now.tzname()}"
    yield f"END:{kind}"


def _changes(start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments in which the offset changes: found by halving the days in which it does."""
    day = timedelta(days=1)
    at = start.replace(microsecond=0)
    while at < end:
        low, high = at, at + day
        if _offset(low) != _offset(high):
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (middle, high) if _offset(middle) == _offset(low) else (low, middle)
            yield high
        at += day


def _offset(at: datetime) -> timedelta | None:
    return at.astimezone(_ZONE).utcoffset()


def escaped(text: str) -> str:
    r"""Text as a value (RFC 5545, 3.3.11).

    >>> escaped("قاعة 3، الطابق 2; نابلس\nتنبيه, مهم")
    'قاعة 3، الطابق 2\\; نابلس\\nتنبيه\\, مهم'
    """
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, written)
    return "".join(c for c in text if c == "\t" or ord(c) >= 32)


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets; no character is cut."""
    pieces, piece, room = [], "", LINE
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            pieces.append(piece)
            piece, room = "", LINE - 1
        piece, room = piece + character, room - size
    return "\r\n ".join([*pieces, piece])
