"""What happened in one thread within a quarter of an hour becomes one mail."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.i18n import direction, force_locale, gettext as _, ngettext
from forum.kernel.jobs import JobKind, enqueue
from forum.members import standins
from forum.notifications import queries, rules
from forum.notifications.announcing import LETTER, announced
from forum.notifications.mail import SEND
from forum.notifications.models import Notification
from forum.notifications.people import Hearer, hearers
from forum.notifications.port import Heading, Line, Subject
from forum.notifications.unsubscribing import Leave, address


def write_letters(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Write the mail of each window that has closed, and leave it for sending.

    What was read on the page meanwhile, and what the person may no longer
    read, is not mailed; nor is anything to somebody who wants no mail by now.
    """
    for payload in payloads:
        member_id, kind, subject_id = payload["window"]
        told = _due(member_id, (kind, subject_id))
        person = hearers({member_id}, standins.bearers({member_id})).get(member_id)
        if told and person and person.wants_mail:
            with force_locale(person.locale):
                _write(person, (kind, subject_id), told)


def _due(member_id: int, subject: Subject) -> list[Notification]:
    """The unread notifications of one window, oldest first; all of the window count as mailed now."""
    moment = clock.now()
    window = (
        Notification.member_id == member_id,
        Notification.subject_kind == subject[0], Notification.subject_id == subject[1],
        Notification.mail_at <= moment, Notification.mailed_at.is_(None),
    )
    told = db.session.scalars(
        select(Notification).where(*window, Notification.read_at.is_(None))
        .order_by(Notification.at, Notification.id)
    ).all()
    db.session.execute(
        update(Notification).where(*window).values(mailed_at=moment)
        .execution_options(synchronize_session=False)
    )
    return list(told)


def _write(person: Hearer, subject: Subject, told: Sequence[Notification]) -> None:
    heading = queries.headings(person.actor, announced(), [subject]).get(subject)
    words = queries.lines(person.actor, announced(), told)
    lines = [words[n.id] for n in told if n.id in words]
    if heading is None or not lines:
        return
    follows = queries.follows(person.actor, *subject)
    leave = Leave(person.actor.member_id, *subject) if follows else Leave(person.actor.member_id)
    values = _values(person, heading, lines, follows, address(leave))
    enqueue(
        SEND, to=person.email, locale=person.locale, subject=_subject_line(heading, lines),
        text=_render("mail/notification.txt", values), html=_render("mail/notification.html", values),
        unsubscribe=values["leave"], occasion=str(told[-1].id),
    )


def _subject_line(heading: Heading, lines: Sequence[Line]) -> str:
    if len(lines) == 1:
        return _("%(news)s: %(title)s", news=lines[0].text, title=heading.title)
    news = ngettext("%(num)d notification", "%(num)d notifications", len(lines))
    return _("%(news)s: %(title)s", news=news, title=heading.title)


def _values(
    person: Hearer, heading: Heading, lines: Sequence[Line], follows: bool, leave: str
) -> dict[str, Any]:
    public = current_app.config["PUBLIC_ADDRESS"]
    return {
        "locale": person.locale, "dir": direction(), "address": public, "name": person.actor.name,
        "title": heading.title, "title_url": public + heading.address,
        "lines": [(line.text, public + (line.address or heading.address)) for line in lines[: rules.LINES_A_LETTER]],
        "more": max(len(lines) - rules.LINES_A_LETTER, 0),
        "reason": (
            _("You get this because you follow it.") if follows
            else _("You get this because it concerns you.")
        ),
        "leave": leave, "follows": follows, "settings_url": f"{public}/notifications",
    }


def _render(template: str, values: Mapping[str, Any]) -> str:
    return current_app.jinja_env.get_template(template).render(values)


WRITING = JobKind(LETTER, write_letters)
