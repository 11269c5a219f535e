"""What may be typed about priorities, and what we say when it may not."""

from collections.abc import Iterable

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from forum.authorities.choosing import AuthorityField
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, ngettext
from forum.kernel.web import Form
from forum.kernel.web.fields import choices, day, end_of, line, start_of, text
from forum.priorities import rules
from forum.priorities.models import Proposal


class RoundForm(Form):
    """What a round is about, how many workshops there are, and until when."""

    title = line(_l("Title of the round"), rules.TITLE_MAX, _l("Give the round a title."))
    purpose = text(
        _l("What is decided"), rules.PURPOSE_MAX, description=_l("Councils read this before they propose and vote")
    )
    grouping = SelectField(
        _l("How councils stand together"), choices=choices(rules.GROUPINGS.items()),
        description=_l("The first choice of each group is guaranteed a workshop"),
    )
    slots = IntegerField(
        _l("Number of workshops"), validators=[
            InputRequired(_l("Say how many workshops can be held.")),
            NumberRange(1, rules.SLOTS_MAX, _l("Write a number from %(min)d to %(max)d.")),
        ],
    )
    proposals_until = day(_l("Proposals until"))
    voting_from = day(_l("Vote from"))
    voting_until = day(_l("Vote until"))

    def validate_voting_from(self, field) -> None:
        """Proposals stop before the vote."""
        if field.data and self.proposals_until.data and field.data <= self.proposals_until.data:
            raise ValidationError(_("The vote begins after the last day of proposals."))

    def validate_voting_until(self, field) -> None:
        """A vote has at least a day."""
        if field.data and self.voting_from.data and field.data < self.voting_from.data:
            raise ValidationError(_("The last day of the vote is not before its first."))

    @property
    def terms(self) -> dict[str, object]:
        """The columns of the round."""
        return {
            "purpose": self.purpose.data, "grouping": self.grouping.data, "slots": self.slots.data,
            "proposals_until": end_of(self.proposals_until.data), "voting_from": start_of(self.voting_from.data),
            "voting_until": end_of(self.voting_until.data),
        }


class ProposalForm(Form):
    """A topic that should be taken up."""

    title = line(_l("Topic"), rules.TITLE_MAX, _l("Name the topic."))
    why = text(_l("Why now?"), rules.WHY_MAX, description=_l("What your council lives with, in two or three sentences"))


class MergeForm(Form):
    """Two proposals are one topic."""

    into = SelectField(_l("Part of"), coerce=int, validators=[InputRequired(_l("Choose the topic that stays."))])
    reason = line(_l("Reason"), rules.REASON_MAX, _l("Say why, so that whoever proposed it understands."))


class AsideForm(Form):
    """A proposal does not come on the ballot."""

    reason = line(_l("Reason"), rules.REASON_MAX, _l("Say why, so that whoever proposed it understands."))


class CostForm(Form):
    """How many workshops a topic takes."""

    cost = IntegerField(
        _l("Workshops that it takes"), validators=[
            InputRequired(_l("Write a number.")),
            NumberRange(1, rules.COST_MAX, _l("Write a number from %(min)d to %(max)d.")),
        ],
    )


class DotsForm(Form):
    """Dots for the topics of a ballot; made for each ballot by ``dots_form``."""

    @property
    def dots(self) -> dict[int, int]:
        """The dots by the number of the topic."""
        return {int(f.name.removeprefix("topic_")): f.data or 0 for f in self if f.name.startswith("topic_")}


class PaperForm(DotsForm):
    """A council's paper ballot as somebody reads it."""

    authority = AuthorityField(_l("Council on the paper"))


def dots_form(proposed: Iterable[Proposal], base: type[DotsForm] = DotsForm) -> type[DotsForm]:
    """A form with a choice of no dot to all of them for every topic."""
    words = [(0, _("no dot"))] + [
        (dots, ngettext("%(num)d dot", "%(num)d dots", dots)) for dots in range(1, rules.DOTS + 1)
    ]
    fields = {
        f"topic_{one.id}": SelectField(one.title, coerce=int, choices=choices(words), default=0) for one in proposed
    }
    return type(base.__name__, (base,), fields)


class PublishForm(Form):
    """Count and publish: nothing to type."""
