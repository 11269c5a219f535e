"""Taking evidence out of posts; what its author says about it; withdrawing it."""

from flask import flash, render_template, request, url_for

from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.kernel.web.addresses import number_asked
from forum.papers import actions, casework, queries
from forum.papers.evidence import Quote, QuoteNotFound
from forum.papers.forms import ConsentForm, EvidenceForm, ReasonForm, options
from forum.papers.policy import CanCollect, CanEvidence
from forum.papers.views import bp


@bp.get("/posts/<int:post_id>/evidence")
def cite(post_id: int):
    """Take words of a post as evidence; ``words`` may come from a selection on the page."""
    casework.require_desk(actor())
    post = queries.post_to_cite(actor(), post_id)
    form = EvidenceForm(formdata=None, exact=request.args.get("words", "")[:20_000])
    form.issue_file.data = number_asked("file")
    return _cite_page(post, form)


def _cite_page(post, form: EvidenceForm):
    _offer_files(form, post)
    return render_template("papers/cite.html", post=post, form=form, files=form.issue_file.choices)


def _offer_files(form: EvidenceForm, post) -> None:
    rows = queries.issue_files(actor())
    holding = [file.id for file in queries.files_holding(actor(), post.thread_id)]
    form.issue_file.choices = options((r.id, r.title) for r in sorted(rows, key=lambda r: r.id not in holding))
    known = {row.id: row.title for row in rows}
    claims = casework.claims_of(list(known))
    old = ((c.id, f"{c.statement} ({known[c.issue_file_id]})") for c in claims)
    form.claim.choices = options([(0, _("A new claim")), *old])


@bp.post("/posts/<int:post_id>/evidence/cards")
def take(post_id: int):
    """Make the card."""
    casework.require_desk(actor())
    post = queries.post_to_cite(actor(), post_id)
    form = EvidenceForm()
    _offer_files(form, post)
    if not form.validate_on_submit():
        return _cite_page(post, form), 422
    found = queries.issue_file(actor(), form.issue_file.data, to=CanCollect.COLLECT)
    quote = Quote(form.exact.data, form.prefix.data or "", form.suffix.data or "") if form.exact.data.strip() else None
    try:
        with acting() as act:
            about = casework.claim_of(found, form.claim.data) or actions.claim(found, form.statement.data, by=actor())
            card = actions.take(
                found, post, about, stance=form.stance.data, kind=form.kind.data, quote=quote, by=actor()
            )
            act.leads_to(url_for(".file", file_id=found.id, _anchor=f"card-{card.id}"))
    except QuoteNotFound as missing:
        form.exact.errors = [*form.exact.errors, str(missing)]
        return _cite_page(post, form), 422
    flash(_("The words are kept as evidence. Their author will be asked how to be named."))
    return act.answer()


@bp.get("/evidence/<int:evidence_id>/withdrawal")
def doubt(evidence_id: int):
    """Ask why a card is to be withdrawn."""
    card = queries.card(actor(), evidence_id, to=CanEvidence.WITHDRAW)
    return render_template("papers/withdraw.html", card=card, form=ReasonForm(formdata=None))


@bp.post("/evidence/<int:evidence_id>/withdrawals")
def withdraw_evidence(evidence_id: int):
    """Withdraw a card."""
    card = queries.card(actor(), evidence_id, to=CanEvidence.WITHDRAW)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("papers/withdraw.html", card=card, form=form), 422
    with acting() as act:
        actions.withdraw_evidence(card, form.reason.data, by=actor())
        act.leads_to(url_for(".source", evidence_id=evidence_id))
    return act.answer()


@bp.get("/evidence/<int:evidence_id>/consent")
def consent(evidence_id: int):
    """Ask the cited author how the words are to be signed."""
    card = queries.card(actor(), evidence_id, to=CanEvidence.ANSWER)
    form = ConsentForm(formdata=None, attribution=card.attribution, correction=card.consent.correction)
    return render_template("papers/consent.html", card=card, form=form)


@bp.post("/evidence/<int:evidence_id>/consents")
def answer_consent(evidence_id: int):
    """Keep the author's answer."""
    card = queries.card(actor(), evidence_id, to=CanEvidence.ANSWER)
    form = ConsentForm()
    if not form.validate_on_submit():
        return render_template("papers/consent.html", card=card, form=form), 422
    with acting() as act:
        actions.answer_consent(card, form.attribution.data, form.correction.data, by=actor())
        act.leads_to(url_for(".source", evidence_id=evidence_id))
    return act.answer()
