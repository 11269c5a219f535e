"""The step from a result to workshops and an issue file."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, render_template, url_for
from markupsafe import Markup
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.i18n.locale import TIME_ZONE
from forum.kernel.web import Form, acting, actor
from forum.kernel.web.fields import day
from forum.papers.chosen.actions import take_up
from forum.papers.views import bp
from forum.priorities import queries
from forum.priorities.models import Round
from forum.priorities.policy import Can, gate
from forum.priorities.rules import BEGINS_AT, SLOTS_MAX


class TakeUpForm(Form):
    """When the first workshop is, and how far apart they stand."""

    first = day(_l("Day of the first workshop"))
    weeks = IntegerField(
        _l("Weeks between two workshops"), default=2, validators=[
            InputRequired(_l("Write a number.")),
            NumberRange(0, SLOTS_MAX, _l("Write a number from %(min)d to %(max)d.")),
        ],
    )

    def validate_first(self, field: Any) -> None:
        """Nobody comes to a workshop that was."""
        if field.data and field.data <= clock.now().date():
            raise ValidationError(_("Choose a day after today."))


@bp.get("/priorities/<int:round_id>/taking-up")
def chosen(round_id: int):
    """What the step will open."""
    return _page(_round(round_id), TakeUpForm(formdata=None))


def _round(round_id: int) -> Round:
    found = queries.round_(actor(), round_id, to=Can.READ_RESULT)
    gate.require(actor(), Can.SEE_DESK, found)
    return found


def _page(found: Round, form: TakeUpForm):
    count = found.result.count
    titles = {one.id: one.title for one in queries.proposals(found.id)}
    return render_template(
        "papers/chosen/take_up.html", round=found, form=form, taken=queries.taken(found.id),
        workshops=[titles[step["topic"]] for step in count["steps"] for _n in range(step["cost"])],
    )


@bp.post("/priorities/<int:round_id>/taking-up/done")
def take_up_chosen(round_id: int):
    """Open the workshops and the issue file."""
    found = _round(round_id)
    form = TakeUpForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    first = datetime.combine(form.first.data, time.fromisoformat(BEGINS_AT), ZoneInfo(TIME_ZONE))
    with acting() as act:
        file = take_up(found, first, timedelta(weeks=form.weeks.data), by=actor())
        act.leads_to(url_for(".file", file_id=file.id))
    flash(_("The workshops and the issue file are open."))
    return act.answer()


def on_result(actor: Actor, found: Round) -> Markup:
    """What became of a result: its issue file, or the way to open it."""
    may = gate.may(actor, Can.SEE_DESK, found)
    taken = queries.taken(found.id)
    if not may:
        return Markup()
    return Markup(render_template("papers/chosen/on_result.html", round=found, taken=taken))
