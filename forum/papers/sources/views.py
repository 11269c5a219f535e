"""Sources of an issue file that are no threads: collected, put right, and cited."""

from flask import flash, render_template, url_for
from markupsafe import Markup
from sqlalchemy import select

from forum.authorities.rules import REGIONS
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.kernel.web import Form, acting, actor
from forum.papers import actions as collecting, casework, queries as papers, rules as of_papers
from forum.papers.evidence import Quote, QuoteNotFound
from forum.papers.forms import options
from forum.papers.models import Evidence, IssueFile
from forum.papers.policy import CanCollect
from forum.papers.sources import actions, queries, rules
from forum.papers.sources.citing import cited, in_full
from forum.papers.sources.forms import FORMS, ChooseFileForm, ChooseForm, SourceEvidenceForm
from forum.papers.sources.kinds import CITABLE
from forum.papers.sources.models import Material
from forum.papers.sources.port import Offer
from forum.papers.views import bp

SORT = "any(law, outside, minutes, case, attachment):sort"
WORDS = {"stances": of_papers.STANCES, "evidence_kinds": of_papers.EVIDENCE_KINDS, "regions": REGIONS}


@bp.get(f"/issue-files/<int:file_id>/sources/new/<{SORT}>")
def new_source(file_id: int, sort: str):
    """An empty form for a law or an outside source; or what of the forum can be chosen."""
    file = papers.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    form = FORMS[sort](formdata=None) if sort in rules.TYPED else _choosing(file, sort, is_sent=False)
    return _new_page(file, sort, form)


def _new_page(file: IssueFile, sort: str, form: Form):
    return render_template("papers/sources/new.html", file=file, sort=sort, sorts=rules.SORTS, form=form)


def _choosing(file: IssueFile, sort: str, *, is_sent: bool) -> ChooseForm:
    kind = ChooseFileForm if sort == rules.ATTACHMENT else ChooseForm
    form = kind() if is_sent else kind(formdata=None)
    threads = [row.thread_id for row in papers.collected(actor(), file)]
    offered = CITABLE[sort].offered(actor(), file.platform_id, threads) if sort in CITABLE else []
    form.subject.choices = options((each.id, _offered(each)) for each in offered)
    return form


def _offered(each: Offer) -> Markup:
    return Markup(" — ").join(Markup("<bdi>{}</bdi>").format(bit) for bit in (each.title, each.about) if bit)


@bp.post(f"/issue-files/<int:file_id>/sources/<{SORT}>")
def add_source(file_id: int, sort: str):
    """Collect it, and go on to choose the words that are evidence."""
    file = papers.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    form = FORMS[sort]() if sort in rules.TYPED else _choosing(file, sort, is_sent=True)
    if not form.validate_on_submit():
        return _new_page(file, sort, form), 422
    try:
        with acting() as act:
            if sort in rules.TYPED:
                made = actions.write_down(file, sort, _facts(form), form.text.data, by=actor())
            else:
                page = str(form.page.data) if sort == rules.ATTACHMENT else ""
                made = actions.collect(file, sort, form.subject.data, page, by=actor())
            act.leads_to(url_for(".material", source_id=made.id))
    except Invalid as empty:
        form.subject.errors = [*form.subject.errors, str(empty)]
        return _new_page(file, sort, form), 422
    return act.answer()


def _facts(form: Form) -> dict:
    return {f.short_name: f.data for f in form if f.short_name not in ("text", "once", "csrf_token")}


@bp.get("/sources/<int:source_id>")
def material(source_id: int):
    """A source with its text, the evidence taken from it, and the form to take more."""
    file, found = queries.material(actor(), source_id)
    return _page(file, found, SourceEvidenceForm(formdata=None, kind=rules.KIND_OF[found.sort]))


def _page(file: IssueFile, found: Material, form: SourceEvidenceForm):
    _offer_claims(file, form)
    taken = db.session.scalars(
        select(Evidence).where(Evidence.material_id == found.id).options(*papers.CARD).order_by(Evidence.id)
    ).all()
    return render_template(
        "papers/sources/show.html", file=file, material=found, text=queries.text_of(found), form=form,
        line=in_full(cited(found)), sorts=rules.SORTS, cards=[casework.shown_card(actor(), card) for card in taken],
        **WORDS,
    )


def _offer_claims(file: IssueFile, form: SourceEvidenceForm) -> None:
    old = ((claim.id, claim.statement) for claim in papers.claims(file.id))
    form.claim.choices = options([(0, _("A new claim")), *old])


@bp.post("/sources/<int:source_id>/cards")
def take_from_source(source_id: int):
    """Make a card of words of the source."""
    file, found = queries.material(actor(), source_id, to=CanCollect.COLLECT)
    form = SourceEvidenceForm()
    _offer_claims(file, form)
    if not form.validate_on_submit():
        return _page(file, found, form), 422
    quote = Quote(form.exact.data, form.prefix.data or "", form.suffix.data or "") if form.exact.data.strip() else None
    try:
        with acting() as act:
            about = casework.claim_of(file, form.claim.data) or collecting.claim(file, form.statement.data, by=actor())
            card = actions.take(
                file, found, about, stance=form.stance.data, kind=form.kind.data, quote=quote, by=actor()
            )
            act.leads_to(url_for(".file", file_id=file.id, _anchor=f"card-{card.id}"))
    except QuoteNotFound as missing:
        form.exact.errors = [*form.exact.errors, str(missing)]
        return _page(file, found, form), 422
    flash(_("The words are kept as evidence."))
    return act.answer()


def _typed(source_id: int) -> tuple[IssueFile, Material]:
    file, found = queries.material(actor(), source_id, to=CanCollect.COLLECT)
    if not found.is_typed:
        raise Invalid(_("This source is kept elsewhere in the forum. It is put right there."))
    return file, found


@bp.get("/sources/<int:source_id>/wording")
def edit_source(source_id: int):
    """A law or an outside source, to be put right."""
    file, found = _typed(source_id)
    return _edit_page(file, found, FORMS[found.sort](formdata=None, obj=found, text=queries.text_of(found).text))


def _edit_page(file: IssueFile, found: Material, form: Form):
    return render_template(
        "papers/sources/edit.html", file=file, material=found, sort=found.sort, sorts=rules.SORTS, form=form
    )


@bp.post("/sources/<int:source_id>/wordings")
def correct_source(source_id: int):
    """Keep the better wording; cards stay on the text that they cite."""
    file, found = _typed(source_id)
    form = FORMS[found.sort]()
    if not form.validate_on_submit():
        return _edit_page(file, found, form), 422
    with acting() as act:
        actions.correct(found, _facts(form), form.text.data, by=actor())
        act.leads_to(url_for(".material", source_id=source_id))
    return act.answer()


@bp.post("/sources/<int:source_id>/removal")
def remove_source(source_id: int):
    """Take a source that no evidence stands on out of its file."""
    file, found = queries.material(actor(), source_id, to=CanCollect.COLLECT)
    with acting() as act:
        actions.remove(file, found, by=actor())
        act.leads_to(url_for(".file", file_id=file.id, _anchor="sources"))
    return act.answer()
