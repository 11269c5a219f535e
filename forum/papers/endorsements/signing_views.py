"""Pages of sign-off: the fingerprint of the text, who signed, whose turn it is."""

from flask import render_template, url_for

from forum.kernel.errors import Conflict
from forum.kernel.web import acting, actor, open_to_all
from forum.kernel.web.addresses import number_asked
from forum.papers import rules as of_papers, shelf
from forum.papers.documents import Paper
from forum.papers.endorsements import actions, queries, rules
from forum.papers.endorsements.forms import SignatureForm
from forum.papers.endorsements.policy import CanSign, signing_gate
from forum.papers.endorsements.record import record_of
from forum.papers.endorsements.views import version_before
from forum.papers.policy import Can, gate
from forum.papers.views import bp


@bp.get("/papers/<int:paper_id>/signatures")
@open_to_all
def signatures(paper_id: int):
    """Who signed which text, and how to check it."""
    return _page(shelf.paper(actor(), paper_id))


def _page(paper: Paper, form: SignatureForm | None = None):
    version = version_before(paper, number_asked("number"))
    sign_off = queries.sign_off(paper, version)
    is_open = paper.state == of_papers.SIGNING and version.state == of_papers.ENDORSEMENT
    may_see_draft = gate.may(actor(), Can.READ_DRAFT, paper)
    return render_template(
        "papers/endorsements/signatures.html", paper=paper, version=version, record=record_of(version),
        form=form or SignatureForm(formdata=None, fingerprint=version.fingerprint), is_open=is_open,
        may_sign=signing_gate.may(actor(), CanSign.SIGN, sign_off), turn=sign_off.turn,
        order=rules.SIGNING_ORDER, signatories=rules.SIGNATORIES, may=gate.all(actor(), paper),
        fallen=queries.fallen(paper.id, version.fingerprint) if may_see_draft and is_open else (0, 0),
    )


@bp.post("/papers/<int:paper_id>/signatures/given")
def sign(paper_id: int):
    """Sign the text that was read."""
    paper = shelf.paper(actor(), paper_id, to=Can.READ_DRAFT)
    form = SignatureForm()
    if not form.validate_on_submit():
        return _page(paper, form), 422
    try:
        with acting() as act:
            actions.sign(paper, form.fingerprint.data, by=actor())
            act.leads_to(url_for(".signatures", paper_id=paper_id))
    except Conflict as changed:
        form.fingerprint.errors = [*form.fingerprint.errors, str(changed)]
        return _page(shelf.paper(actor(), paper_id), form), 409
    return act.answer()
