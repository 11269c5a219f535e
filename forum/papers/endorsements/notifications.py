"""How endorsement and sign-off appear in notifications: who is asked, who is told."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.members.models import Office
from forum.members.rules import ASSOCIATION
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.papers.addresses import of_paper
from forum.papers.documents import Paper
from forum.papers.endorsements.addresses import of_endorsements, of_signatures
from forum.papers.endorsements.models import Signature, Voice
from forum.papers.policy import Can, gate, readable_by
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform, Seat
from forum.platforms.rules import COORDINATOR

PAPER_ON_ITS_WAY = "paper_on_its_way"
DELEGATION = "delegation"
#: Those who gave a text their voice or signature hear that it was opened again, though its draft is closed to them.
OPENED_AGAIN = "paper_opened_again"


class AnnouncedEndorsements:
    """The adapter of ``notifications.port.Announced`` for endorsement and sign-off."""

    events = (
        "delegate.named",
        "paper.endorsement_opened",
        "paper.voice_given",
        "paper.voice_answered",
        "paper.signing_opened",
        "paper.signed",
        "paper.returned",
    )
    subjects = (PAPER_ON_ITS_WAY, DELEGATION, OPENED_AGAIN)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Delegates and colleagues, those who wrote the paper, and whoever signs next."""
        papers = _papers({_paper_id(event) for event in events if event.kind != "delegate.named"})
        for event in events:
            if event.kind == "delegate.named":
                to = [event.detail["member_id"]]
                yield Announcement(event, "named", (DELEGATION, event.subject_id), to=to)
            elif paper := papers.get(_paper_id(event)):
                yield from _of_paper(event, paper)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the paper; the name of the platform on which somebody is a delegate."""
        if kind == DELEGATION:
            rows = db.session.scalars(select(Platform).where(Platform.id.in_(ids)))
            return {
                row.id: Heading(_("You are a delegate"), f"/platforms/{row.slug}", row.slug) for row in rows
            }
        query = select(Paper.id, Paper.title, Paper.demo_key, Platform.slug).join(Paper.platform)
        gave = or_(Paper.id.in_(_spoken_to(actor.member_id)), Paper.id.in_(_signed_by(actor.member_id)))
        query = query.where(Paper.id.in_(ids), gave if kind == OPENED_AGAIN else readable_by(actor))
        return {
            row.id: Heading(
                row.title, "/papers" if kind == OPENED_AGAIN else of_paper(row.id), row.slug, row.demo_key is not None
            )
            for row in db.session.execute(query)
        }

    def lines(self, _actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification, with the page where something can be done."""
        sentences = {
            "named": _("You give the voice of your authority when papers are endorsed"),
            "voice_wanted": _("The voice of your authority is asked for"),
            "endorsement": _("Open for endorsement: say what you think"),
            "voice": _("An authority has given its voice"),
            "voice_answered": _("The voice of your authority has an answer"),
            "signature_wanted": _("Your signature is asked for"),
            "signed": _("The paper was signed"),
            "all_signed": _("Every office has signed: the paper can be published"),
            "opened_again": _("The text is written again: as soon as it changes, your voice or signature falls away"),
        }
        signing = {"signature_wanted", "signed", "all_signed"}
        leads = {"named": "", "opened_again": ""}
        return {
            n.id: Line(
                sentences[n.kind],
                leads.get(n.kind, of_signatures(n.subject_id) if n.kind in signing else of_endorsements(n.subject_id)),
            )
            for n in told
            if n.kind in sentences
        }


def _paper_id(event: Event) -> int:
    return event.detail.get("paper_id") or event.subject_id


def _papers(ids: Collection[int]) -> dict[int, Paper]:
    query = select(Paper).where(Paper.id.in_(ids)).options(joinedload(Paper.platform))
    return {paper.id: paper for paper in db.session.scalars(query)}


def _of_paper(event: Event, paper: Paper) -> Iterable[Announcement]:
    def told(kind: str, to: Collection[int]) -> Announcement:
        return Announcement(
            event, kind, (PAPER_ON_ITS_WAY, paper.id), to=to, may_hear=lambda actor: gate.may(actor, Can.READ, paper)
        )

    if event.kind == "paper.endorsement_opened":
        yield told("voice_wanted", _delegates(paper))
        yield told("endorsement", _members(paper))
    elif event.kind == "paper.voice_given":
        yield told("voice", {paper.started_by_id, *_members(paper, COORDINATOR)})
    elif event.kind == "paper.voice_answered":
        yield told("voice_answered", [event.detail["member_id"]])
    elif event.kind in ("paper.signing_opened", "paper.signed"):
        office = event.detail["next_office"]
        if office is None:
            yield told("all_signed", _holders(ASSOCIATION))
        else:
            yield told("signature_wanted", _members(paper, COORDINATOR) if office == COORDINATOR else _holders(office))
        if event.kind == "paper.signed":
            yield told("signed", [paper.started_by_id])
    elif event.kind == "paper.returned":
        yield Announcement(event, "opened_again", (OPENED_AGAIN, paper.id), to=_who_gave(paper))


def _delegates(paper: Paper) -> Sequence[int]:
    return db.session.scalars(select(Delegate.member_id).where(Delegate.platform_id == paper.platform_id)).all()


def _members(paper: Paper, role: str | None = None) -> Sequence[int]:
    query = select(Seat.member_id).where(Seat.platform_id == paper.platform_id)
    return db.session.scalars(query if role is None else query.where(Seat.role == role)).all()


def _holders(office: str) -> Sequence[int]:
    return db.session.scalars(select(Office.member_id).where(Office.kind == office)).all()


def _spoken_to(member_id: int | None):
    return select(Voice.paper_id).where(Voice.member_id == member_id, Voice.is_the_authoritys)


def _signed_by(member_id: int | None):
    return select(Signature.paper_id).where(Signature.member_id == member_id)


def _who_gave(paper: Paper) -> set[int]:
    """Whose voice or signature was given to some text of the paper."""
    voices = select(Voice.member_id).where(Voice.paper_id == paper.id, Voice.is_the_authoritys)
    signed = select(Signature.member_id).where(Signature.paper_id == paper.id)
    return {*db.session.scalars(voices), *db.session.scalars(signed)}
