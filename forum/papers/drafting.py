"""Writing a paper: sections that keep every text they had and never overwrite one another's."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _
from forum.papers import rules
from forum.papers.citations import cited
from forum.papers.documents import MinorityNote, Paper, PaperStage, Section, SectionRevision
from forum.papers.models import Evidence, EvidenceWithdrawal, IssueFile
from forum.papers.policy import Can, gate


@dataclass
class Overtaken(Conflict):
    """Somebody saved the section meanwhile; both texts are kept and shown side by side."""

    section: Section

    def __str__(self) -> str:
        return _("Somebody saved this section while you were writing. Nothing is lost: both texts are below.")


def start(
    file: IssueFile, kind: str, title: str, *, by: Actor, addressees: str = "", prepared_by: str = "",
    headings: Sequence[str] | None = None,
) -> Paper:
    """Begin a paper or guide with the headings that its kind has, in the language of papers."""
    paper = Paper(
        platform_id=file.platform_id, issue_file_id=file.id, kind=kind, title=" ".join(title.split()),
        addressees=addressees.strip(), prepared_by=" ".join(prepared_by.split()), started_by_id=by.member_id,
        started_at=clock.now(), changed_at=clock.now(),
    )
    db.session.add(paper)
    db.session.flush()
    enter(paper, rules.DRAFT, by=by)
    if headings is None:
        with force_locale(DEFAULT):
            headings = [str(heading) for heading in rules.HEADINGS[kind]]
    for position, heading in enumerate(headings, 1):
        _new_section(paper, heading, position, by)
    record("paper.started", paper, by=by, issue_file_id=file.id, platform_id=paper.platform_id)
    return paper


def enter(paper: Paper, state: str, *, by: Actor, reason: str = "", due_at=None) -> None:
    """Bring a paper into a state and remember who did it and why."""
    paper.state = state
    db.session.add(
        PaperStage(
            paper_id=paper.id, state=state, reason=reason.strip(), due_at=due_at, member_id=by.member_id, at=clock.now()
        )
    )
    _changed(paper)


def describe(paper: Paper, title: str, addressees: str, prepared_by: str, *, by: Actor) -> None:
    """Change what stands on the title page."""
    hold(paper, by)
    paper.title = " ".join(title.split())
    paper.addressees, paper.prepared_by = addressees.strip(), " ".join(prepared_by.split())
    _changed(paper)
    record("paper.described", paper, by=by)


def save(section: Section, heading: str, source: str, *, based_on: int, by: Actor) -> None:
    """Save a section's text as its next revision.

    Args:
        based_on: the revision that the writer began from.

    Raises:
        Overtaken: another text was saved since; nothing was changed.
        Invalid: a mark cites a card that the issue file does not have.
    """
    hold(section.paper, by)
    db.session.refresh(section, with_for_update={"of": Section})
    if section.removed_at is not None:
        raise Conflict(_("This section was removed meanwhile. Copy your text and put it into another section."))
    heading, source = " ".join(heading.split()), source.strip()
    if (heading, source) == (section.heading, section.source):
        return
    if section.revision != based_on:
        raise Overtaken(section)
    check_citations(section.paper, source)
    section.heading = heading
    section.write(source)
    section.revision += 1
    section.changed_at, section.changed_by_id = clock.now(), by.member_id
    _keep(section)
    _changed(section.paper)
    record("section.saved", section, by=by, paper_id=section.paper_id, revision=section.revision)


def add_section(paper: Paper, heading: str, *, by: Actor) -> Section:
    """Put an empty section at the end.

    Raises:
        Invalid: the paper has as many sections as one can have.
    """
    hold(paper, by)
    count, last = db.session.execute(
        select(func.count(), func.max(Section.position)).where(
            Section.paper_id == paper.id, Section.removed_at.is_(None)
        )
    ).one()
    if count >= rules.SECTIONS_MAX:
        raise Invalid(_("A paper has at most %(max)d sections. Join some of them.", max=rules.SECTIONS_MAX))
    made = _new_section(paper, heading, (last or 0) + 1, by)
    _changed(paper)
    record("section.added", made, by=by, paper_id=paper.id)
    return made


def remove_section(section: Section, *, by: Actor) -> None:
    """Take a section out of its paper; its texts are kept and it can be put back."""
    hold(section.paper, by)
    section.removed_at, section.removed_by_id = clock.now(), by.member_id
    _changed(section.paper)
    record("section.removed", section, by=by, paper_id=section.paper_id)


def restore_section(section: Section, *, by: Actor) -> None:
    """Put a removed section back where it stood."""
    hold(section.paper, by)
    section.removed_at = section.removed_by_id = None
    _changed(section.paper)
    record("section.restored", section, by=by, paper_id=section.paper_id)


def move_section(section: Section, up: bool, *, by: Actor) -> None:
    """Let a section and its neighbour change places; the first stays first and the last last."""
    hold(section.paper, by)
    order = db.session.scalars(
        select(Section)
        .where(Section.paper_id == section.paper_id, Section.removed_at.is_(None))
        .order_by(Section.position, Section.id)
    ).all()
    here = next((i for i, other in enumerate(order) if other.id == section.id), None)
    there = None if here is None else here - 1 if up else here + 1
    if there is None or not 0 <= there < len(order):
        return
    order = list(order)
    order[here], order[there] = order[there], order[here]
    for position, other in enumerate(order, 1):
        other.position = position
    _changed(section.paper)


def note_minority(paper: Paper, claim_id: int, text: str, *, by: Actor) -> None:
    """Write what the paper prints beside a contested claim; empty text takes the note away."""
    hold(paper, by)
    note = db.session.get(MinorityNote, (paper.id, claim_id))
    if not text.strip():
        if note is not None:
            db.session.delete(note)
    elif note is None:
        db.session.add(
            MinorityNote(
                paper_id=paper.id, claim_id=claim_id, text=text.strip(), member_id=by.member_id, at=clock.now()
            )
        )
    else:
        note.text, note.member_id, note.at = text.strip(), by.member_id, clock.now()
    _changed(paper)
    record("paper.minority_noted", paper, by=by, claim_id=claim_id)


def check_citations(paper: Paper, source: str) -> None:
    """Make sure that every mark cites a card that can be cited.

    Raises:
        Invalid: names the marks that do not.
    """
    marks = cited(source)
    if not marks:
        return
    usable = set(
        db.session.scalars(
            select(Evidence.id)
            .outerjoin(EvidenceWithdrawal, EvidenceWithdrawal.evidence_id == Evidence.id)
            .where(
                Evidence.issue_file_id == paper.issue_file_id,
                Evidence.id.in_([m for m in marks if m < 2**31]),
                EvidenceWithdrawal.evidence_id.is_(None),
            )
        )
    )
    if unknown := [rules.mark(m) for m in marks if m not in usable]:
        raise Invalid(
            _("%(marks)s: no such card in the issue file, or it was withdrawn. Correct or remove the mark.",
              marks=" ".join(unknown))
        )


def _new_section(paper: Paper, heading: str, position: int, by: Actor) -> Section:
    made = Section(
        paper_id=paper.id, position=position, heading=" ".join(heading.split()), changed_by_id=by.member_id,
        changed_at=clock.now(), revision=1,
    )
    made.write("")
    made.paper = paper
    db.session.add(made)
    db.session.flush()
    _keep(made)
    return made


def _keep(section: Section) -> None:
    db.session.add(
        SectionRevision(
            section_id=section.id, number=section.revision, heading=section.heading, source=section.source,
            member_id=section.changed_by_id, at=section.changed_at,
        )
    )


def hold(paper: Paper, by: Actor) -> None:
    """Lock the paper and make sure that it still is a draft: it may have gone to review meanwhile."""
    db.session.flush()
    db.session.refresh(paper, ["state", "version"], with_for_update=True)
    gate.require(by, Can.EDIT, paper)


def _changed(paper: Paper) -> None:
    """Let kept pages of the paper grow old."""
    paper.version = Paper.version + 1
    paper.changed_at = clock.now()
