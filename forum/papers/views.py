"""Reading papers, their versions and the words behind them; taking them along as files."""

from flask import Blueprint, render_template, request

from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import actor, open_to_all
from forum.kernel.web.addresses import number_asked
from forum.papers import page, printing, queries, reviewing, rules, shelf
from forum.papers.documents import Paper, PaperVersion
from forum.papers.editions import Edition
from forum.papers.endorsements import queries as endorsing
from forum.papers.endorsements.record import WORDS, record_of
from forum.papers.forms import MinorityForm
from forum.papers.policy import Can, CanCollect, collecting_gate, evidence_gate, gate
from forum.papers.sources.citing import cited, in_full
from forum.papers.succession import queries as succession

bp = Blueprint("papers", __name__)


@bp.get("/papers")
@open_to_all
def index():
    """Papers and guides that the reader may open: published ones, and drafts of one's own work."""
    rows = shelf.papers(actor())
    return render_template(
        "papers/index.html", states=rules.STATES, kinds=rules.KINDS,
        published=[row for row in rows if row.published_number],
        drafts=[row for row in rows if not row.published_number],
    )


@bp.get("/papers/<int:paper_id>")
@open_to_all
def show(paper_id: int):
    """The published version; for those at work on it, the draft, or the text in endorsement or sign-off."""
    paper = shelf.paper(actor(), paper_id)
    if paper.state in rules.STANDS or not gate.may(actor(), Can.READ_DRAFT, paper):
        return _show_version(paper, shelf.version(paper, paper.published_number or 0))
    if paper.state in rules.BY_VERSION:
        return _show_version(paper, endorsing.newest_version(paper))
    drafted = shelf.sections(paper.id)
    cards = shelf.usable_cards(paper.issue_file_id)
    edition = shelf.draft_edition(actor(), paper, drafted, cards)
    may = gate.all(actor(), paper)
    return render_template(
        "papers/show.html", paper=paper, head=page.head(paper, edition, None), may=may, version=None,
        parts=page.draft_parts(drafted, edition, cards) if may["edit"] else page.parts(edition, cards),
        references=page.references(edition),
        downloads=page.downloads(paper), slow=page.slow_downloads(actor(), paper, None),
        versions=shelf.versions(actor(), paper), stage=_stage(paper), is_in_hand=True,
        comment_counts=reviewing.counts(paper),
    )


@bp.get("/papers/<int:paper_id>/versions/<int:number>")
@open_to_all
def version(paper_id: int, number: int):
    """One frozen version; visitors see published ones only."""
    paper = shelf.paper(actor(), paper_id)
    return _show_version(paper, _readable_version(paper, number))


def _readable_version(paper: Paper, number: int) -> PaperVersion:
    found = shelf.version(paper, number)
    if found.state != rules.PUBLISHED and not gate.may(actor(), Can.READ_DRAFT, paper):
        raise NotFound(_("This paper has no such version."))
    return found


def _show_version(paper: Paper, found: PaperVersion):
    edition = shelf.edition_for(actor(), found)
    versions = shelf.versions(actor(), paper)
    return render_template(
        "papers/show.html", paper=paper, head=page.head(paper, edition, found), version=found,
        may=gate.all(actor(), paper), parts=page.parts(edition), references=page.references(edition),
        downloads=page.downloads(paper, found.number), slow=page.slow_downloads(actor(), paper, found),
        versions=versions, stage=_stage(paper), record=record_of(found), **WORDS,
        newest=succession.newest(paper) if paper.state == rules.SUPERSEDED else None,
        replaced=succession.replaced_by(paper) if found.state == rules.PUBLISHED else (),
        is_in_hand=paper.state in rules.BY_VERSION and found.number == versions[0].number,
    )


def _stage(paper: Paper):
    """Why and since when the paper is in its state; what is published tells that by itself."""
    return None if paper.state == rules.PUBLISHED else next(iter(shelf.stages(paper.id)), None)


@bp.get("/papers/<int:paper_id>/evidence")
@open_to_all
def evidence(paper_id: int):
    """The claims with their sources and nothing else; those who write may answer contradiction here."""
    paper = shelf.paper(actor(), paper_id)
    return evidence_page(paper)


def evidence_page(paper: Paper, failed: dict[int, MinorityForm] | None = None):
    """Render the evidence; ``failed`` are forms that were sent back, by claim."""
    number = number_asked("number")
    edition, found = what_is_shown(paper, number)
    contested = request.args.get("order") == "contested"
    forms = None
    if found is None and gate.may(actor(), Can.EDIT, paper):
        forms = {c.weight.claim_id: MinorityForm(formdata=None, text=c.note) for c in edition.claims} | (failed or {})
    return render_template(
        "papers/evidence.html", paper=paper, title=edition.title, number=number, contested=contested, forms=forms,
        claims=page.evidence_only(edition, contested),
    )


def what_is_shown(paper: Paper, number: int | None) -> tuple[Edition, PaperVersion | None]:
    """The edition that the reader has before them, and the frozen version that it is of, if it is."""
    if number is None and not gate.may(actor(), Can.READ_DRAFT, paper):
        number = paper.published_number
    if number is None and paper.state in rules.STANDS:
        number = paper.published_number
    if number is None and paper.state in rules.BY_VERSION:
        number = endorsing.newest_version(paper).number
    if number is not None:
        found = _readable_version(paper, number)
        return shelf.edition_for(actor(), found), found
    cards = shelf.usable_cards(paper.issue_file_id)
    return shelf.draft_edition(actor(), paper, shelf.sections(paper.id), cards), None


@bp.get("/evidence/<int:evidence_id>")
@open_to_all
def source(evidence_id: int):
    """The frozen words of a card, with what stands around them for those who may read the post."""
    printed_in = shelf.published_sources(evidence_id)
    try:
        card = queries.card(actor(), evidence_id)
    except NotFound:
        if not printed_in and shelf.laid_before(actor(), evidence_id) is None:
            raise
        return _printed_source(evidence_id, printed_in)
    readable = queries.may_read_words(actor(), card)
    if not readable and not printed_in and shelf.laid_before(actor(), evidence_id) is not None:
        return _printed_source(evidence_id, printed_in)
    return render_template(
        "papers/source.html", card=card, readable=readable, printed_in=printed_in,
        **page.frozen_words(card, *((queries.text_behind(card), queries.text_today(card)) if readable else ("", ""))),
        stances=rules.STANCES, kinds=rules.EVIDENCE_KINDS, may=evidence_gate.all(actor(), card),
        may_collect=collecting_gate.may(actor(), CanCollect.COLLECT, card),
        printed=shelf.published_source(printed_in[0], evidence_id) if printed_in and not readable else None,
        line=in_full(cited(card.material)) if card.material and readable else "",
    )


def _printed_source(evidence_id: int, printed_in: list[PaperVersion]):
    """What everybody may read of a card: that which a published paper prints; whoever signs, what stands around it."""
    before_them = None if printed_in else shelf.laid_before(actor(), evidence_id)
    printed = shelf.published_source(printed_in[0] if printed_in else before_them, evidence_id)
    around = shelf.around(evidence_id) if before_them else ("", "")
    return render_template(
        "papers/printed_source.html", source=printed, printed_in=printed_in, who=printing.named_in_full(printed),
        before=around[0], after=around[1], before_them=before_them,
        stances=rules.STANCES, kinds=rules.EVIDENCE_KINDS,
    )
