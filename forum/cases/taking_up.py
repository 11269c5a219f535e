"""The ledger's form: where one's authority stands with a case of another."""

from flask import flash, render_template, url_for
from wtforms.fields import SelectChoice

from forum.cases import actions, ledger, queries, rules
from forum.cases.forms import TakingUpForm
from forum.cases.ledger import Lineage
from forum.cases.models import Case
from forum.cases.policy import Can
from forum.cases.telling import writing
from forum.cases.views import bp
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor


@bp.get("/cases/<int:case_id>/adoptions/new")
def take_up(case_id: int):
    """Say where one's authority stands; what it said before is offered."""
    case = queries.case(actor(), case_id, to=Can.ADOPT)
    lineage = ledger.lineage(actor(), case)
    form = TakingUpForm(formdata=None)
    if lineage.own is not None:
        last = lineage.own.entries[-1]
        form.state.data = last.state
        form.cost.data, form.duration.data, form.changed.data = last.cost, last.duration, last.changed
    return _page(case, lineage, form)


def _page(case: Case, lineage: Lineage, form: TakingUpForm):
    others = [b for b in lineage if b.adoption.state in rules.DID_IT and b.adoption is not lineage.own]
    form.learned_from.choices = [
        SelectChoice(0, _("%(name)s, whose case it is", name=named(case.authority))),
        *(SelectChoice(b.adoption.id, f"{named(b.adoption.authority)} ({b.state})") for b in others),
    ]
    return render_template(
        "cases/take_up.html", case=case, form=form, own=lineage.own, asks_from_whom=bool(others) and not lineage.own,
    )


@bp.post("/cases/<int:case_id>/adoptions")
@writing
def record(case_id: int):
    """Write it into the ledger."""
    case = queries.case(actor(), case_id, to=Can.ADOPT)
    form = TakingUpForm()
    form.learned_from.choices = []
    if not form.validate_on_submit() or form.lacks():
        return _page(case, ledger.lineage(actor(), case), form), 422
    entry = {name: form[name].data for name in ("state", "cost", "duration", "changed", "words")}
    with acting() as act:
        above = ledger.parent(case, form.learned_from.data)
        adoption = actions.take_up(case, entry, learned_from=above, by=actor())
        act.leads_to(url_for(".show", case_id=case.id, _anchor=f"adoption-{adoption.id}"))
    flash(_("Recorded. Those who told and follow the case hear of it."))
    return act.answer()
