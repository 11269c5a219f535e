"""Paper ballots: two people read each, and a third one settles what they read differently."""

from flask import flash, render_template, url_for

from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import acting, actor
from forum.priorities import actions, queries, rules
from forum.priorities.counting import dots_of
from forum.priorities.forms import DotsForm, PaperForm, dots_form
from forum.priorities.models import PaperEntry, Proposal, Round
from forum.priorities.policy import Can
from forum.priorities.views import bp, writing

#: What is said after a paper ballot was read, by what became of it.
SAID = {
    "first": _l("Kept. Somebody else reads this paper ballot now."),
    "differs": _l("The two readings differ. A third person settles it."),
    "counted": _l("The paper ballot of this council counts."),
}


@bp.get("/priorities/<int:round_id>/paper")
def paper(round_id: int):
    """Paper ballots that wait, those that count, and the form for the next."""
    found = queries.round_(actor(), round_id, to=Can.ENTER_PAPER)
    standing = queries.on_ballot(queries.proposals(round_id))
    return _page(found, standing, dots_form(standing, PaperForm)(formdata=None))


def _page(found: Round, standing: list[Proposal], form: DotsForm):
    counted = [one for one in queries.ballots(found.id) if one.is_paper]
    waiting = [_waiting(entries, standing) for entries in queries.unsettled(found.id)]
    return render_template(
        "priorities/paper.html", round=found, form=form, topics=standing, waiting=waiting, counted=counted, words=rules,
    )


def _waiting(entries: list[PaperEntry], standing: list[Proposal]) -> dict:
    """A paper ballot that does not count yet. What the first reader read is shown only once two have read."""
    readings = [dots_of(entry.dots) for entry in entries]
    differs = len(readings) == 2
    return {
        "authority": entries[0].authority, "entries": entries, "differs": differs,
        "is_mine": any(entry.member_id == actor().member_id for entry in entries),
        "rows": [
            (one.title, readings[0].get(one.id, 0), readings[1].get(one.id, 0))
            for one in standing if readings[0].get(one.id, 0) != readings[1].get(one.id, 0)
        ] if differs else [],
    }


@bp.post("/priorities/<int:round_id>/paper/readings")
@writing
def read_paper(round_id: int):
    """Keep what one reads on a paper ballot."""
    found = queries.round_(actor(), round_id, to=Can.ENTER_PAPER)
    standing = queries.on_ballot(queries.proposals(round_id))
    form = dots_form(standing, PaperForm)()
    if not form.validate_on_submit():
        return _page(found, standing, form), 422
    kind = found.platform.for_kind
    try:
        if kind and form.authority.found.kind != kind:
            raise Invalid(_("This council does not vote on this platform. Look at the name on the paper again."))
        with acting() as act:
            said = actions.enter_paper(found, form.authority.found, form.dots, by=actor())
            act.leads_to(url_for(".paper", round_id=round_id))
    except (Invalid, Conflict) as wrong:
        form.form_errors.append(str(wrong))
        return _page(queries.round_(actor(), round_id), standing, form), wrong.status
    flash(str(SAID[said]), "needs" if said == "differs" else "right")
    return act.answer()
