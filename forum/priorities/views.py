"""Pages of priorities for the people of a platform: rounds, one round, the ballot, the result."""

from flask import Blueprint, Response, flash, render_template, url_for

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.kernel.web.parts import parts
from forum.platforms import queries as platforms
from forum.priorities import actions, queries, rules
from forum.priorities.counting import dots_of
from forum.priorities.explaining import account
from forum.priorities.export import file_of
from forum.priorities.forms import DotsForm, ProposalForm, dots_form
from forum.priorities.models import Round
from forum.priorities.policy import Booth, Can, CanVote, gate, platform_gate, voting_gate

bp = Blueprint("priorities", __name__)
writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/platforms/<slug>/priorities")
def index(slug: str):
    """The rounds of a platform, and the votes from before the forum with the rules that they had."""
    platform = platforms.platform(actor(), slug)
    return render_template(
        "priorities/index.html", platform=platform, rounds=queries.rounds(actor(), platform),
        earlier=queries.earlier(platform), may=platform_gate.all(actor(), platform), words=rules,
    )


@bp.get("/priorities/<int:round_id>")
def show(round_id: int):
    """One round: what is proposed, the ballot of one's council, how it is counted."""
    return round_page(queries.round_(actor(), round_id))


def round_page(found: Round, proposing: ProposalForm | None = None, voting: DotsForm | None = None):
    """The page of a round, with what was typed if it was not taken."""
    proposed = queries.proposals(found.id)
    standing = queries.on_ballot(proposed)
    booth = queries.booth(actor(), found)
    may_vote = voting_gate.may(actor(), CanVote.VOTE, booth)
    own = queries.ballot(found.id, actor().authority_id)
    return render_template(
        "priorities/show.html", round=found, may=gate.all(actor(), found), may_vote=may_vote, own=own,
        own_dots=dots_of(own.dots) if own and _sees_own(booth) else {}, proposed=standing,
        parts_of={one.id: [other for other in proposed if other.decision and other.decision.into_id == one.id]
                  for one in standing},
        aside=[one for one in proposed if one.decision and one.decision.into_id is None],
        proposing=proposing or ProposalForm(formdata=None),
        voting=voting or _filled(dots_form(standing)(formdata=None), own) if may_vote else None,
        turnout=queries.turnout(found), words=rules,
    )


def _sees_own(booth: Booth) -> bool:
    """Before the result only the delegate sees what the council said."""
    return booth.round.result is not None or (actor().is_signed_in and booth.delegate_id == actor().member_id)


def _filled(form: DotsForm, own) -> DotsForm:
    for topic, dots in (dots_of(own.dots) if own else {}).items():
        if (field := form._fields.get(f"topic_{topic}")) is not None:
            field.data = dots
    return form


@bp.post("/priorities/<int:round_id>/proposals")
@writing
def propose(round_id: int):
    """Propose a topic."""
    found = queries.round_(actor(), round_id, to=Can.PROPOSE)
    form = ProposalForm()
    if not form.validate_on_submit():
        return round_page(found, proposing=form), 422
    try:
        with acting() as act:
            made = actions.propose(found, form.title.data, form.why.data, by=actor())
            act.leads_to(url_for(".show", round_id=round_id, _anchor=f"topic-{made.id}"))
    except Invalid as full:
        form.title.errors = [*form.title.errors, str(full)]
        return round_page(queries.round_(actor(), round_id), proposing=form), 422
    flash(_("Your topic is among the proposals."))
    return act.answer()


@bp.post("/priorities/<int:round_id>/ballot")
@writing
def vote(round_id: int):
    """Spend the dots of one's council; until the vote ends they can be placed anew."""
    found = queries.round_(actor(), round_id)
    voting_gate.require(actor(), CanVote.VOTE, queries.booth(actor(), found))
    form = dots_form(queries.on_ballot(queries.proposals(round_id)))()
    if not form.validate_on_submit():
        return round_page(found, voting=form), 422
    try:
        with acting() as act:
            actions.vote(found, form.dots, by=actor())
            act.leads_to(url_for(".show", round_id=round_id, _anchor="ballot"))
    except Invalid as wrong:
        form.form_errors.append(str(wrong))
        return round_page(queries.round_(actor(), round_id), voting=form), 422
    flash(_("The ballot of your council is kept. You can change it until the vote ends."))
    return act.answer()


@bp.get("/priorities/<int:round_id>/result")
def result(round_id: int):
    """What was counted: region by region and together, with the reasons in words."""
    found = queries.round_(actor(), round_id, to=Can.READ_RESULT)
    return render_template(
        "priorities/result.html", round=found, account=account(found), may=gate.all(actor(), found), words=rules,
        parts=parts("priorities.result", found),
    )


@bp.get("/priorities/<int:round_id>.pb")
def pabulib(round_id: int):
    """The ballots and the result as a file for Pabulib."""
    found = queries.round_(actor(), round_id, to=Can.READ_RESULT)
    answer = Response(file_of(found), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="priorities-{found.id}.pb"'
    return answer
