"""How cases appear in notifications: reviews for the author, adoptions for author and followers."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.authorities.models import Authority
from forum.cases import rules
from forum.cases.models import Case
from forum.cases.policy import Can, gate, readable_by
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line

CASE = "case"


class AnnouncedCases:
    """The adapter of ``notifications.port.Announced`` for the library."""

    events = ("case.accepted", "case.returned", "case.hidden", "case.restored", "case.taken_up")
    subjects = (CASE,)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """The author hears what was decided; author, adopters and followers hear who took it up."""
        ids = {event.subject_id for event in events}
        query = select(Case).where(Case.id.in_(ids)).options(joinedload(Case.hiding))
        cases = {case.id: case for case in db.session.scalars(query)}
        for event in events:
            if case := cases.get(event.subject_id):
                yield from _of(event, case)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The titles of those that the actor may read."""
        query = select(Case).where(Case.id.in_(ids), readable_by(actor)).options(joinedload(Case.platform))
        return {
            case.id: Heading(case.title, f"/cases/{case.id}", case.platform.slug, case.demo_key is not None)
            for case in db.session.scalars(query)
        }

    def lines(self, _actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification."""
        names = _names({n.detail.get("authority_id") for n in told})
        sentences = {
            "case_accepted": _("Your case was accepted: it is in the library"),
            "case_returned": _("Your case was returned: %(reason)s"),
            "case_hidden": _("Your case was hidden by a moderator: %(reason)s"),
            "case_restored": _("Your case can be read again"),
            "case_renewed": _("A new version of the case is in the library"),
            "case_taken_up": _("%(name)s: %(state)s"),
        }
        return {
            n.id: Line(
                sentences[n.kind] % {
                    "reason": n.detail.get("reason", ""),
                    "name": names.get(n.detail.get("authority_id"), _("An authority")),
                    "state": str(rules.STATES.get(n.detail.get("state", ""), "")),
                },
                _address(n),
            )
            for n in told if n.kind in sentences
        }  # fmt: skip


def _address(n: Notification) -> str:
    adoption = n.detail.get("adoption_id")
    return f"/cases/{n.subject_id}#adoption-{adoption}" if adoption else f"/cases/{n.subject_id}"


def _of(event: Event, case: Case) -> Iterable[Announcement]:
    subject = (CASE, case.id)

    def told(kind: str, **given) -> Announcement:
        return Announcement(event, kind, subject, may_hear=lambda actor: gate.may(actor, Can.READ, case), **given)

    if event.kind == "case.taken_up":
        yield told("case_taken_up", to=[case.author_id], followers_of=[subject])
        return
    yield told(event.kind.replace(".", "_"), to=[case.author_id])
    if event.kind == "case.accepted" and not event.detail.get("is_first"):
        yield told("case_renewed", followers_of=[subject])


def _names(ids: Collection[int | None]) -> dict[int, str]:
    found = db.session.scalars(select(Authority).where(Authority.id.in_(ids - {None})))
    return {authority.id: named(authority) for authority in found}
