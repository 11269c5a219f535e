"""What may be typed about a plan, and what we say when it may not."""

from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Regexp, ValidationError

from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import Form, actor
from forum.kernel.web.fields import choices, line, text
from forum.workplans import links, rules


class PlanForm(Form):
    """A new plan."""

    title = line(_l("Title of the plan"), rules.TITLE_MAX, _l("Give the plan a title."))
    year = IntegerField(_l("Year"), validators=[
        InputRequired(_l("Write the year.")),
        NumberRange(rules.FIRST_YEAR, rules.LAST_YEAR, _l("Write a year from %(min)d to %(max)d.")),
    ])


class ChangeForm(Form):
    """A change of the plan: why, and on which version it is based."""

    based_on = HiddenField(validators=[Regexp(r"^\d{1,9}$", message=_l("Open the page again, then change the plan."))])
    reason = text(
        _l("Reason for the change"), rules.REASON_MAX,
        _l("Say why the plan changes: it stands beside the new version."),
    )


class ActivityForm(ChangeForm):
    """An activity: what, when, who, what comes of it, and how far it is."""

    objective = line(
        _l("Objective"), rules.LINE_MAX, _l("Name the objective that it serves."),
        _l("One of the plan's objectives, or a new one"),
    )
    title = line(_l("Activity"), rules.LINE_MAX, _l("Name the activity."))
    quarter = SelectField(_l("Quarter"))
    responsible = line(_l("Responsible"), rules.LINE_MAX, _l("Say who is responsible."))
    output = line(_l("Output"), rules.LINE_MAX, _l("Say what comes of it."))
    status = SelectField(_l("Status"), choices=choices(rules.STATUSES.items()))
    progress = IntegerField(_l("Progress in percent"), default=0, validators=[
        InputRequired(_l("Write a number.")), NumberRange(0, 100, _l("Write a number from %(min)d to %(max)d.")),
    ])
    delivered_by = text(
        _l("Delivered by"), rules.LINKS_MAX,
        description=_l("Addresses of threads, workshops, papers and guides, one a line"),
    )

    def validate_delivered_by(self, field) -> None:
        """Only what the person can open can deliver an activity."""
        found, wrong = links.read(field.data or "")
        known = links.resolved(actor(), found)
        wrong += [links.written([link]) for link in found if tuple(link) not in known]
        if wrong:
            raise ValidationError(_("This is no thread, workshop or paper that you can open: %(line)s", line=wrong[0]))

    @property
    def given(self) -> dict:
        """The activity as a plan keeps it."""
        found, _wrong = links.read(self.delivered_by.data or "")
        is_done = self.status.data == rules.DONE
        return {
            "title": self.title.data, "output": self.output.data, "quarter": self.quarter.data,
            "responsible": self.responsible.data, "status": self.status.data,
            "progress": 100 if is_done else self.progress.data, "links": found,
        }
