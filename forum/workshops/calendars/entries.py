"""A workshop as an entry of a calendar."""

from urllib.parse import urlsplit

from flask import current_app

from forum.exports.icalendar import CalendarEvent
from forum.kernel.i18n import gettext as _, named
from forum.workshops import rules
from forum.workshops.addresses import of_workshop
from forum.workshops.models import Workshop


def entry(workshop: Workshop, state: str = "", *, with_link: bool = False) -> CalendarEvent:
    """What a calendar shows of a workshop.

    Args:
        state: of the reader's place; who waits has it as not certain.
        with_link: for the calendars of those who are registered only.
    """
    public = current_app.config["PUBLIC_ADDRESS"]
    words = [workshop.about]
    if with_link and workshop.meeting_link:
        words.append(_("Taking part remotely: %(link)s", link=workshop.meeting_link))
    status = "CANCELLED" if workshop.is_cancelled else "TENTATIVE" if state == rules.WAITING else "CONFIRMED"
    return CalendarEvent(
        uid=f"workshop-{workshop.id}@{urlsplit(public).hostname}", title=named(workshop, "title"),
        starts_at=workshop.starts_at, ends_at=workshop.ends_at, stamp=workshop.changed_at,
        sequence=workshop.sequence, place=workshop.place or str(rules.MODES[workshop.mode]),
        words="\n".join(filter(None, words)), address=public + of_workshop(workshop.id), status=status,
    )
